import { setImmediate } from 'node:timers/promises'
import type { OwnContext } from '../../platform/context.ts'
import { csvLine, guarded } from '../../platform/write-csv.ts'
import { locationNames } from '../directory/index.ts'
import type { Offer } from '../packages/index.ts'
import type { FieldName } from './columns.ts'
import { type Customer, readCustomer } from './customer.ts'
import { decideRow, type Existing, type FileShape, shapeOf } from './decide-row.ts'
import { type ExistingRow, usersBehind } from './existing-users.ts'
import type { FileColumn } from './headings.ts'
import { type RowReader, rowReader } from './read-cells.ts'
import { templateColumns } from './template.ts'

// Users that are held at once, some 1 MB. Fewer ask more often, more hold more memory.
const pageUsers = 1_000
// Users written without a pause: some 3 ms, in which no other request is answered.
const usersAtOnce = 100

/**
 * All users of a customer in the columns of the template, to be edited and imported again. Untouched it changes nothing: each row goes
 * through the rules of the import before it is given, and a cell that they would not take as it stands is left blank, which means “as it is”.
 */
export async function* usersFile(
  own: OwnContext,
  organizationId: string,
  delimiter: ',' | ';',
): AsyncGenerator<string> {
  const { customer, locations } = await own.transaction(async (context) => ({
    customer: await readCustomer(context, organizationId, 'addAndRemove'),
    locations: new Map((await locationNames(context, organizationId)).map(({ id, name }) => [id, name])),
  }))
  const columns = templateColumns([...customer.offers.values()])
  const rules: Rules = { columns, customer, shape: shapeOf(columns, customer), readRow: rowReader(columns, customer) }
  // The mark by which spreadsheet programs know UTF-8.
  yield `\ufeff${csvLine(
    columns.map(({ heading }) => heading),
    delimiter,
  )}`
  let after = ''
  for (;;) {
    const page = await own.transaction((context) => usersBehind(context, organizationId, { after, max: pageUsers }))
    const last = page.at(-1)
    if (!last) return
    let text = ''
    for (const [index, user] of page.entries()) {
      if (index % usersAtOnce === 0) await setImmediate()
      text += csvLine(cellsFor(user, locations, rules), delimiter)
    }
    yield text
    if (page.length < pageUsers) return
    after = last.email
  }
}

type Rules = { columns: readonly FileColumn[]; customer: Customer; shape: FileShape; readRow: RowReader }

/**
 * The cells of a user's row. Where its e-mail would be read as another's, which the spreadsheet guard can cause in a strange one, it stands alone:
 * blank cells change nobody.
 */
function cellsFor(user: ExistingRow, locations: ReadonlyMap<string, string>, rules: Rules): string[] {
  const cells = rules.columns.map((column) =>
    column.kind === 'field'
      ? guarded(fieldText(column.definition.field, user, locations, rules.customer.now))
      : column.kind === 'offer'
        ? offerText(column.offer, user, rules.customer)
        : '',
  )
  const given = rules.readRow(0, cells)
  if (given.email !== user.email) return cells.map((cell, index) => (isEmail(rules.columns[index]) ? cell : ''))
  const { outcome, issues, wanted } = decideRow(given, user, rules.customer, rules.shape)
  if (outcome === 'unchanged' && issues.length === 0) return cells
  return cells.map((cell, index) => {
    const column = rules.columns[index]
    if (column?.kind !== 'field' || isEmail(column)) return cell
    const isDoubtful =
      issues.some((issue) => issue.column === column.heading) || differs(column.definition.field, user, wanted)
    return isDoubtful ? '' : cell
  })
}

function isEmail(column: FileColumn | undefined): boolean {
  return column?.kind === 'field' && column.definition.field === 'email'
}

/** Whether the import would read something else from the cell than the user has. */
function differs(field: FieldName, user: Existing, wanted: Partial<Existing> | null): boolean {
  if (wanted === null) return false
  const key = field === 'location' ? 'locationId' : field
  switch (key) {
    case 'email':
    case 'userStatus':
    case 'lastAccess':
    case 'daysSinceAccess':
      return false
    default:
      return wanted[key] !== user[key]
  }
}

function fieldText(field: FieldName, user: ExistingRow, locations: ReadonlyMap<string, string>, now: Date): string {
  const accessed = user.lastActivityAt === null ? null : new Date(user.lastActivityAt)
  switch (field) {
    case 'userStatus':
      return stateWords[user.status] ?? ''
    case 'lastAccess':
      return accessed?.toISOString() ?? ''
    case 'daysSinceAccess':
      return accessed ? String(Math.max(0, Math.floor((now.getTime() - accessed.getTime()) / 86_400_000))) : ''
    case 'location':
      return (user.locationId && locations.get(user.locationId)) ?? ''
    case 'jabberTeams':
    case 'jabberCalling':
      return user[field] === null ? '' : truth(user[field])
    default:
      return user[field] ?? ''
  }
}

/** All packages FALSE would remove the user: whoever has none of them is left as it is by blank cells. */
function offerText(offer: Offer, user: Existing, customer: Customer): string {
  if (offer.kind !== 'package') return truth(user.extras.includes(offer.id))
  return user.packageId !== null && customer.packageIds.includes(user.packageId)
    ? truth(user.packageId === offer.id)
    : ''
}

function truth(value: boolean): string {
  return value ? 'TRUE' : 'FALSE'
}

// In the words of the platform's own files, which the import reads back in every language.
const stateWords: Readonly<Record<string, string>> = {
  invite_pending: 'Pending',
  not_verified: 'Not Verified',
  verified: 'Verified',
  active: 'Active',
  inactive: 'Inactive',
  suspended: 'Suspended',
  transient: 'Transient',
}
