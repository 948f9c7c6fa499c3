import type { Context } from '../../platform/context.ts'
import { extensionHolders, knownIdentifiers, numberHolders, placeKey } from '../directory/index.ts'
import { cellText } from './cell-text.ts'
import type { FieldName } from './columns.ts'
import { type Customer, foldName } from './customer.ts'
import type { Existing } from './decide-row.ts'
import { existingUsers } from './existing-users.ts'
import type { FileColumn } from './headings.ts'
import { readNumber } from './phone-numbers.ts'

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
  /** What the same cell would be in the other countries of the customer, where it is written as dialled there. */
  otherNumbers: readonly string[]
  locationId: string | null
  extension: string
}

const none: readonly string[] = []

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
  // Nobody has an extension yet where there are no users.
  const through = Math.max(email, number, ...(customer.isEmpty ? [] : [location, extension])) + 1
  const countries = [...new Set([customer.country, ...customer.locationCountries.values()])]
  const read = (cells: readonly string[]): Keys => {
    if (cells.length < through) return { email: '', number: '', otherNumbers: none, locationId: null, extension: '' }
    const written = at(cells, number)
    const dialled = written.replace(/\D/g, '').startsWith('0') && !written.startsWith('+')
    const [first = '', ...others] = dialled ? numbersIn(written, countries) : [likelyNumber(written, customer.country)]
    const keys: Keys = {
      email: at(cells, email).toLowerCase(),
      number: first,
      otherNumbers: others.length > 0 ? others : none,
      locationId: null,
      extension: '',
    }
    if (customer.isEmpty) return keys
    keys.locationId = customer.locations.get(foldName(at(cells, location)))?.id ?? null
    keys.extension = at(cells, extension)
    return keys
  }
  return { read, through }
}

/** All that a cell without a plus may mean, by the country that its user is in. */
function numbersIn(cell: string, countries: readonly string[]): string[] {
  return [...new Set(countries.flatMap((country) => readNumber(cell, country)?.e164 ?? []))]
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
  const asked = keys.flatMap(({ email, number, otherNumbers }) =>
    number === '' || users.get(email)?.e164 === number ? otherNumbers : [number, ...otherNumbers],
  )
  const known = await knownIdentifiers(context, {
    addresses: users.size === 0 ? emails : emails.filter((email) => !users.has(email)),
    numbers: asked,
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
