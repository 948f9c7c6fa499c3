import { setImmediate } from 'node:timers/promises'
import { uuidv7 } from '../../platform/uuid.ts'
import { placeKey } from '../directory/index.ts'
import { sortName } from '../lookup/index.ts'
import type { Customer } from './customer.ts'
import { type Decision, decideRow, type FileShape } from './decide-row.ts'
import type { Known } from './look-up.ts'
import { addError, type Given } from './read-cells.ts'
import { freeNumberTerms, searchTerms } from './search-terms.ts'
import { lineOf, type StagedRow } from './stage-rows.ts'
import type { Watch } from './suspects.ts'

/** What only the file as a whole can say, gathered while its rows go by. */
export type FileNotes = {
  /** Headings with a FALSE that `add` ignored. */
  falseIgnored: Set<string>
  /** Base licences that new users got unasked. */
  basesAdded: Set<string>
  /** Packages that need a preferred site, for which the file has no column. */
  withoutSite: Set<string>
  /** Headings that nothing can be set by, with a value that is not the present one: older files have such, so no row is refused for it. */
  notSet: Set<string>
}

/** A row that waits for what is asked about it. */
export type HeldRow = { line: number; text: string }

// Rows decided without a pause: under a millisecond, in which no other request is answered, nor the database sent its next statement.
const rowsAtOnce = 50

/**
 * Decides a batch of rows by the rules and by what is known of them, and gives the lines of the plan. From cells to line each row is done
 * before the next: what is made on the way dies young, where rows that waited would be copied by every collection of garbage.
 */
export async function decideBatch(
  customer: Customer,
  shape: FileShape,
  readRow: (row: HeldRow) => Given,
  rows: readonly HeldRow[],
  known: Known,
  notes: FileNotes,
  watch: Watch,
): Promise<Buffer> {
  const parts: Buffer[] = []
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await setImmediate()
    let text = ''
    for (const held of rows.slice(start, start + rowsAtOnce)) {
      const row = planRow(customer, shape, readRow(held), known, notes)
      if (!row.isRefused) watchRow(watch, row)
      text += lineOf(row)
    }
    parts.push(Buffer.from(text))
  }
  return Buffer.concat(parts)
}

/** What no other row of the file may name again. */
function watchRow(watch: Watch, { email, wanted }: StagedRow): void {
  watch.see('email', email)
  if (wanted?.e164 != null) watch.see('e164', wanted.e164)
  if (wanted?.extension != null && wanted.locationId !== null)
    watch.see('extension', wanted.extension, wanted.locationId)
}

function planRow(customer: Customer, shape: FileShape, given: Given, known: Known, notes: FileNotes): StagedRow {
  const existing = given.isReadable ? (known.users.get(given.email) ?? null) : null
  const decision = decideRow(given, existing, customer, shape)
  takeNotes(notes, given, decision, customer)
  if (existing !== null && given.lastAccess !== undefined && isOlder(given.lastAccess, existing.lastActivityAt))
    notes.notSet.add(shape.headingFor('lastAccess'))
  if (decision.lacksSite !== null) notes.withoutSite.add(decision.lacksSite)
  if (existing === null && decision.wanted !== null && known.elsewhere.has(decision.email)) {
    addError(decision, shape.headingFor('email'), 'imports.email_elsewhere', { value: decision.email })
  }
  const row = stagedRow(decision, customer)
  findNumber(row, known, shape)
  findExtension(row, known)
  return row
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

/** To the millisecond, as the file has it. */
function isOlder(cell: string, present: string | null): boolean {
  return present !== null && new Date(cell).getTime() < new Date(present).getTime()
}

/** Who has the number that the row asks for. */
function findNumber(row: StagedRow, known: Known, shape: FileShape): void {
  const number = row.wanted?.e164 ?? null
  if (number === null || number === row.existing?.e164 || !known.numbers.has(number)) return
  const holder = known.numberHolders.get(number)
  row.numberIsHeld = holder !== undefined
  if (holder === undefined) addError(row, shape.headingFor('e164'), 'imports.number_taken', { number })
  else {
    row.numberHolder = holder
    row.droppedTerms.push(...freeNumberTerms(number))
  }
}

/** Who has the extension that the row asks for. */
function findExtension(row: StagedRow, known: Known): void {
  const { existing, wanted } = row
  if (known.extensionHolders.size === 0 || wanted?.extension == null || wanted.locationId === null) return
  if (wanted.extension === existing?.extension && wanted.locationId === existing.locationId) return
  row.extensionHolder = known.extensionHolders.get(placeKey(wanted.locationId, wanted.extension)) ?? null
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
  // Written out: spread into a larger object, it would be made twice.
  return {
    line: decision.line,
    email: decision.email,
    outcome,
    issues: decision.issues,
    isRefused: decision.isRefused,
    existing,
    wanted,
    changed: decision.changed,
    lacksSite: decision.lacksSite,
    // Nobody is made where nothing is to be written.
    userId: existing?.id ?? (decision.isRefused || wanted === null ? null : uuidv7()),
    numberHolder: null,
    extensionHolder: null,
    numberIsHeld: false,
    takes: existing === null ? willHold : willHold.filter((id) => !held.includes(id)),
    frees: existing === null ? held : held.filter((id) => !willHold.includes(id)),
    terms: isMoved ? [...then.filter((term) => !now.includes(term)), ...freed] : then,
    droppedTerms: isMoved ? now.filter((term) => !then.includes(term)) : [],
    sortName: wanted === null ? '' : sortName(wanted),
    status:
      customer.verifiedDomains.size > 0 &&
      customer.verifiedDomains.has(decision.email.slice(decision.email.indexOf('@') + 1))
        ? 'verified'
        : 'not_verified',
  }
}

function seatsOf(holder: { packageId: string | null; extras: string[] } | null): string[] {
  if (holder === null) return []
  return holder.packageId === null ? holder.extras : [holder.packageId, ...holder.extras]
}
