import type { Context } from '../../platform/context.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { extensionHolders, knownIdentifiers, numberHolders } from '../directory/index.ts'
import type { Customer } from './customer.ts'
import { type Decision, decideRow, type Existing, type FileShape } from './decide-row.ts'
import { existingUsers } from './existing-users.ts'
import { addError, type Given } from './read-cells.ts'
import { freeNumberTerms, searchTerms, sortNameOf } from './search-terms.ts'
import type { StagedRow } from './stage-rows.ts'

/** What only the file as a whole can say, gathered while its rows go by. */
export type FileNotes = {
  /** Headings with a FALSE that `add` ignored. */
  falseIgnored: Set<string>
  /** Base licences that new users got unasked. */
  basesAdded: Set<string>
}

/**
 * Decides a batch of rows: the rules for each, then, in one statement each, what the database knows of their users, e-mails,
 * numbers and extensions.
 */
export async function planBatch(context: Context, customer: Customer, shape: FileShape, given: readonly Given[], notes: FileNotes): Promise<StagedRow[]> {
  const emails = given.flatMap((row) => (row.isRefused ? [] : [row.email]))
  const users = customer.isEmpty ? new Map<string, Existing>() : await existingUsers(context, customer.id, emails)
  const decisions = given.map((row) => {
    const decision = decideRow(row, row.isRefused ? null : (users.get(row.email) ?? null), customer, shape)
    takeNotes(notes, row, decision, customer)
    return decision
  })
  await refuseForeignEmails(context, decisions, shape)
  const rows = decisions.map((decision) => stagedRow(decision, customer))
  await findNumbers(context, customer, rows, shape)
  await findExtensions(context, customer, rows)
  return rows
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

async function refuseForeignEmails(context: Context, decisions: readonly Decision[], shape: FileShape): Promise<void> {
  const created = decisions.filter((decision) => decision.outcome === 'create')
  const known = await knownIdentifiers(
    context,
    'email',
    created.map((decision) => decision.email),
  )
  if (known.size === 0) return
  for (const decision of created) {
    if (known.has(decision.email)) addError(decision, shape.headingFor('email'), 'imports.email_elsewhere', { value: decision.email })
  }
}

async function findNumbers(context: Context, customer: Customer, rows: readonly StagedRow[], shape: FileShape): Promise<void> {
  const asking = rows.filter((row) => !row.isRefused && row.wanted?.e164 != null && row.wanted.e164 !== row.existing?.e164)
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
    if (row.isRefused || wanted?.extension == null || wanted.locationId === null) return []
    if (wanted.extension === existing?.extension && wanted.locationId === existing.locationId) return []
    return [{ row, locationId: wanted.locationId, extension: wanted.extension }]
  })
  const holders = await extensionHolders(context, customer.id, asking)
  for (const { row, locationId, extension } of asking) row.extensionHolder = holders.get(`${locationId} ${extension}`) ?? null
}

function stagedRow(decision: Decision, customer: Customer): StagedRow {
  const { existing, wanted, outcome } = decision
  const held = seatsOf(existing)
  const willHold = outcome === 'remove' ? [] : wanted === null ? held : seatsOf(wanted)
  const now = existing === null || decision.isRefused ? [] : searchTerms(decision.email, existing)
  const then = wanted === null || decision.isRefused ? [] : searchTerms(decision.email, wanted)
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
    sortName: wanted === null ? '' : sortNameOf(wanted),
    status: customer.verifiedDomains.has(decision.email.slice(decision.email.indexOf('@') + 1)) ? 'verified' : 'not_verified',
  }
}

function seatsOf(holder: { packageId: string | null; extras: string[] } | null): string[] {
  if (holder === null) return []
  return holder.packageId === null ? holder.extras : [holder.packageId, ...holder.extras]
}

