import { setImmediate } from 'node:timers/promises'
import type { Context } from '../../platform/context.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { extensionHolders, knownAddresses, knownIdentifiers, numberHolders } from '../directory/index.ts'
import { sortName } from '../lookup/index.ts'
import type { Customer } from './customer.ts'
import { type Decision, decideRow, type Existing, type FileShape } from './decide-row.ts'
import { existingUsers } from './existing-users.ts'
import { addError, type Given } from './read-cells.ts'
import { freeNumberTerms, searchTerms } from './search-terms.ts'
import type { StagedRow } from './stage-rows.ts'

/** What only the file as a whole can say, gathered while its rows go by. */
export type FileNotes = {
  /** Headings with a FALSE that `add` ignored. */
  falseIgnored: Set<string>
  /** Base licences that new users got unasked. */
  basesAdded: Set<string>
  /** Packages that need a preferred site, for which the file has no column. */
  withoutSite: Set<string>
}

/** What the database knows of a batch's e-mails. */
export type Known = { users: ReadonlyMap<string, Existing>; elsewhere: ReadonlySet<string> }

/** Asks for the users behind a batch's e-mails, and for the e-mails that others have. */
export async function lookUp(context: Context, customer: Customer, given: readonly Given[]): Promise<Known> {
  const emails = given.flatMap((row) => (row.isReadable ? [row.email] : []))
  const users = customer.isEmpty ? new Map<string, Existing>() : await existingUsers(context, customer.id, emails)
  const strange = users.size === 0 ? emails : emails.filter((email) => !users.has(email))
  const { users: elsewhere, logins } = await knownAddresses(context, strange)
  // Who signs in to the hub has its address in the whole hub too; an administrator of this customer may become its user.
  for (const email of logins) if (!customer.administrators.has(email)) elsewhere.add(email)
  return { users, elsewhere }
}

// Rows decided without a pause: some 3 ms, in which no other request is answered.
const rowsAtOnce = 100

/** Decides a batch of rows by the rules alone. */
export async function decideBatch(
  customer: Customer,
  shape: FileShape,
  given: readonly Given[],
  known: Known,
  notes: FileNotes,
): Promise<StagedRow[]> {
  const rows: StagedRow[] = []
  for (const row of given) {
    if (rows.length % rowsAtOnce === 0) await setImmediate()
    const decision = decideRow(row, row.isReadable ? (known.users.get(row.email) ?? null) : null, customer, shape)
    takeNotes(notes, row, decision, customer)
    if (decision.lacksSite !== null) notes.withoutSite.add(decision.lacksSite)
    if (decision.existing === null && decision.wanted !== null && known.elsewhere.has(decision.email)) {
      addError(decision, shape.headingFor('email'), 'imports.email_elsewhere', { value: decision.email })
    }
    rows.push(stagedRow(decision, customer))
  }
  return rows
}

/** Finds, in one statement each, who has the numbers and extensions that a batch asks for. */
export async function findHolders(
  context: Context,
  customer: Customer,
  rows: readonly StagedRow[],
  shape: FileShape,
): Promise<void> {
  await findNumbers(context, customer, rows, shape)
  await findExtensions(context, customer, rows)
}

function takeNotes(notes: FileNotes, given: Given, decision: Decision, customer: Customer): void {
  if (customer.behavior === 'add') {
    for (const offer of given.denied) notes.falseIgnored.add(offer.heading)
    for (const offer of given.deniedExtras) notes.falseIgnored.add(offer.heading)
  }
  if (decision.outcome !== 'create' || decision.wanted === null) return
  for (const id of customer.baseIds) {
    if (!decision.wanted.extras.includes(id) || given.grantedExtras.some((offer) => offer.id === id)) continue
    notes.basesAdded.add(customer.offers.get(id)?.name ?? id)
  }
}

async function findNumbers(
  context: Context,
  customer: Customer,
  rows: readonly StagedRow[],
  shape: FileShape,
): Promise<void> {
  const asking = rows.filter((row) => row.wanted?.e164 != null && row.wanted.e164 !== row.existing?.e164)
  const numbers = asking.flatMap((row) => row.wanted?.e164 ?? [])
  const known = await knownIdentifiers(context, 'e164', numbers)
  if (known.size === 0) return
  const own = await numberHolders(context, customer.id, [...known])
  for (const row of asking) {
    const number = row.wanted?.e164 ?? ''
    if (!known.has(number)) continue
    const holder = own.get(number)
    row.numberIsHeld = holder !== undefined
    if (holder === undefined) addError(row, shape.headingFor('e164'), 'imports.number_taken', { number })
    else {
      row.numberHolder = holder
      row.droppedTerms.push(...freeNumberTerms(number))
    }
  }
}

async function findExtensions(context: Context, customer: Customer, rows: readonly StagedRow[]): Promise<void> {
  if (customer.isEmpty) return
  const asking = rows.flatMap((row) => {
    const { existing, wanted } = row
    if (wanted?.extension == null || wanted.locationId === null) return []
    if (wanted.extension === existing?.extension && wanted.locationId === existing.locationId) return []
    return [{ row, locationId: wanted.locationId, extension: wanted.extension }]
  })
  const holders = await extensionHolders(context, customer.id, asking)
  for (const { row, locationId, extension } of asking)
    row.extensionHolder = holders.get(`${locationId} ${extension}`) ?? null
}

function stagedRow(decision: Decision, customer: Customer): StagedRow {
  const { existing, wanted, outcome } = decision
  const held = seatsOf(existing)
  const willHold = outcome === 'remove' ? [] : wanted === null ? held : seatsOf(wanted)
  const now = existing === null || decision.isRefused ? [] : searchTerms(existing)
  const then = wanted === null || decision.isRefused ? [] : searchTerms(wanted)
  // A number that a user gives back stays with the customer, and is found there.
  const freed = existing?.e164 != null && wanted?.e164 !== existing.e164 ? freeNumberTerms(existing.e164) : []
  const isMoved = outcome === 'change' || outcome === 'remove'
  return {
    ...decision,
    userId: existing?.id ?? (decision.isRefused ? null : uuidv7()),
    numberHolder: null,
    extensionHolder: null,
    numberIsHeld: false,
    takes: existing === null ? willHold : willHold.filter((id) => !held.includes(id)),
    frees: existing === null ? held : held.filter((id) => !willHold.includes(id)),
    terms: isMoved ? [...then.filter((term) => !now.includes(term)), ...freed] : then,
    droppedTerms: isMoved ? now.filter((term) => !then.includes(term)) : [],
    sortName: wanted === null ? '' : sortName(wanted),
    status: customer.verifiedDomains.has(decision.email.slice(decision.email.indexOf('@') + 1))
      ? 'verified'
      : 'not_verified',
  }
}

function seatsOf(holder: { packageId: string | null; extras: string[] } | null): string[] {
  if (holder === null) return []
  return holder.packageId === null ? holder.extras : [holder.packageId, ...holder.extras]
}
