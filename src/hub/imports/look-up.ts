import { setImmediate } from 'node:timers/promises'
import type { Context } from '../../platform/context.ts'
import { isFormula, unguarded } from '../../platform/write-csv.ts'
import { extensionHolders, knownIdentifiers, numberHolders, placeKey } from '../directory/index.ts'
import { cellText } from './cell-text.ts'
import type { FieldName } from './columns.ts'
import { type Customer, foldName } from './customer.ts'
import type { Existing } from './decide-row.ts'
import { existingUsers } from './existing-users.ts'
import type { FileColumn } from './headings.ts'
import { hasInvisible } from './invisible.ts'
import { readNumber } from './phone-numbers.ts'
import { remembered } from './remembered.ts'

/** What the database knows of all that a batch of rows may name. */
export type Known = {
  users: ReadonlyMap<string, Existing>
  /** E-mails that no new user of this customer may take. */
  elsewhere: ReadonlySet<string>
  /** Numbers that somebody in the hub has. */
  numbers: ReadonlySet<string>
  /** Those of the customer, with the user who has them; null where none has. */
  numberHolders: ReadonlyMap<string, string | null>
  /** Who has an extension, by `placeKey`. */
  extensionHolders: ReadonlyMap<string, string>
}

/** What a row may name, read from its cells alone; empty where it names none. */
export type Keys = {
  email: string
  number: string
  /** A cell with a number as dialled, where its cells alone do not tell in which country: that is known with the user. */
  dialled: string
  locationId: string | null
  extension: string
}

const nowhere = { id: null, country: null }

export type KeyReader = {
  /** @param cells of a row: all of them, or as many as are needed. */
  read(cells: readonly string[]): Keys
  /** How many cells of a row are needed, from the first on. */
  through: number
}

/**
 * Makes the reader of what this file's rows ask of the database. It asks before a row is decided, so that nothing but cells waits for the answer,
 * and knows no rules: a row asks for too much rather than for too little. Only what is longer than its column takes is not asked: such a cell
 * says nothing but that it is too long, and many of them would be a statement of any size.
 */
export function keyReader(columns: readonly FileColumn[], customer: Customer): KeyReader {
  const place = (field: FieldName) =>
    columns.findIndex((column) => column.kind === 'field' && column.definition.field === field)
  const [email, number, location, extension] = [place('email'), place('e164'), place('location'), place('extension')]
  const longest = columns.map((column) => (column.kind === 'field' ? column.definition.max : 0))
  const at = (cells: readonly string[], index: number) => {
    const text = cellText(cells[index] ?? '')
    // The database takes no NUL; such a row is refused for it.
    return text.length > (longest[index] ?? 0) || text.includes('\0') ? '' : text
  }
  const isAbroad =
    number >= 0 && [...customer.locationCountries.values()].some((country) => country !== customer.country)
  // Nobody has an extension yet where there are no users; a location still tells the country of a number.
  const needed = customer.isEmpty ? (isAbroad ? [location] : []) : [location, extension]
  const through = Math.max(email, number, ...needed) + 1
  const locationOf = remembered((text) => locationIn(text, customer))
  const read = (cells: readonly string[]): Keys => {
    if (cells.length < through) return { email: '', number: '', dialled: '', locationId: null, extension: '' }
    const written = at(cells, number)
    const isDialled = written.replace(/\D/g, '').startsWith('0') && !written.startsWith('+')
    const place = customer.isEmpty && !isDialled ? nowhere : locationOf(at(cells, location))
    // Whatever begins like a formula is refused, and the number then read as if the cell were blank.
    const country = isDialled && !isFormula(unguarded(cells[location] ?? '')) ? place.country : null
    return {
      email: at(cells, email).toLowerCase(),
      number: !isDialled
        ? likelyNumber(written, customer.country)
        : ((country === null ? null : readNumber(written, country))?.e164 ?? ''),
      dialled: isDialled && country === null ? written : '',
      locationId: place.id,
      extension: customer.isEmpty ? '' : at(cells, extension),
    }
  }
  return { read, through }
}

/** The location that a cell may name; with its country only where no rule can find a fault in the cell. */
function locationIn(text: string, customer: Customer): { id: string | null; country: string | null } {
  const found = customer.locations.get(foldName(text))
  if (!found) return nowhere
  const isCertain = text !== 'REMOVE' && !isFormula(text) && !hasInvisible(text)
  return { id: found.id, country: isCertain ? found.country : null }
}

/** With a plus the number is read without regard to a country; without one, whatever the country, it is the digits as they stand. */
function likelyNumber(cell: string, country: string): string {
  if (cell === '') return ''
  return cell.startsWith('+') ? (readNumber(cell, country)?.e164 ?? '') : `+${cell.replace(/\D/g, '')}`
}

/** Asks for everything that the rows of a batch may name, in a few statements. */
export async function lookUp(context: Context, customer: Customer, keys: readonly Keys[]): Promise<Known> {
  const emails = keys.flatMap(({ email }) => (email === '' ? [] : [email]))
  const users = customer.isEmpty ? new Map<string, Existing>() : await existingUsers(context, customer.id, emails)
  const known = await knownIdentifiers(context, {
    addresses: users.size === 0 ? emails : emails.filter((email) => !users.has(email)),
    numbers: await numbersAsked(customer, keys, users),
  })
  // Who signs in to the hub has its address in the whole hub too; an administrator of this customer may become its user.
  const elsewhere = known.users
  for (const email of known.logins) if (!customer.administrators.has(email)) elsewhere.add(email)
  return {
    users,
    elsewhere,
    numbers: known.numbers,
    numberHolders: await numberHolders(context, customer.id, [...known.numbers]),
    extensionHolders: await extensionHolders(context, customer.id, customer.isEmpty ? [] : placesOf(keys, users)),
  }
}

// Each is parsed, twice at most: under a millisecond, in which no other request is answered.
const dialledAtOnce = 50

/**
 * Every number that a row may come to mean, beside the one that its user has. As dialled it is one of the country of the user's location, else of the
 * customer's; of both where the row may leave the location or take it away.
 */
export async function numbersAsked(
  customer: Customer,
  keys: readonly Keys[],
  users: ReadonlyMap<string, Existing>,
): Promise<string[]> {
  const asked: string[] = []
  let read = 0
  for (const { email, number, dialled, locationId } of keys) {
    const user = users.get(email)
    if (number !== '' && number !== user?.e164) asked.push(number)
    if (dialled === '') continue
    read += 1
    if (read % dialledAtOnce === 0) await setImmediate()
    const places = [locationId, user?.locationId].filter((id) => id != null)
    const countries = new Set([customer.country, ...places.map((id) => customer.locationCountries.get(id))])
    for (const country of countries) {
      const meant = country === undefined ? undefined : readNumber(dialled, country)?.e164
      if (meant !== undefined && meant !== user?.e164) asked.push(meant)
    }
  }
  return asked
}

/** Every extension in every location that a row may come to mean: as given, as held, and one of them with the other. */
function placesOf(keys: readonly Keys[], users: ReadonlyMap<string, Existing>) {
  return keys.flatMap(({ email, locationId, extension }) => {
    const user = users.get(email)
    const held = { locationId: user?.locationId ?? null, extension: user?.extension ?? '' }
    const places = new Map<string, { locationId: string; extension: string }>()
    for (const location of [locationId, held.locationId]) {
      for (const each of [extension, held.extension]) {
        if (location === null || each === '' || (location === held.locationId && each === held.extension)) continue
        places.set(placeKey(location, each), { locationId: location, extension: each })
      }
    }
    return [...places.values()]
  })
}
