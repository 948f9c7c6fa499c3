import type { AccessRecord, Grant } from '../../api/access.ts'
import type { OwnContext } from '../../platform/context.ts'
import { csvLine, harmless } from '../../platform/write-csv.ts'
import { describeGrant, type Filter, grantPage } from './grants.ts'
import { recordPage } from './records.ts'

const pageRows = 500

type Column<Item> = [heading: string, cell: (item: Item) => string | number | undefined]

// The headings are the same in every language, so that scripts find them.
const grantColumns: Column<Grant>[] = [
  ['Asked', (grant) => grant.requested],
  ['Organization', (grant) => grant.organizationName],
  ['Person', (grant) => grant.person.displayName],
  ['E-mail', (grant) => grant.person.email],
  ['Kind', (grant) => grant.kind],
  ['Scope', (grant) => grant.scope],
  ['Without users', (grant) => (grant.withoutUsers ? 'yes' : undefined)],
  ['Minutes', (grant) => grant.minutes],
  ['Reason', (grant) => grant.reason],
  ['State', (grant) => grant.state],
  ['Decided', (grant) => grant.decided],
  ['Decided by', (grant) => grant.decidedBy],
  ['Decided how', (grant) => grant.decidedHow],
  ['Not expected', (grant) => (grant.unexpected ? 'yes' : undefined)],
  ['Starts', (grant) => grant.starts],
  ['Expires', (grant) => grant.expires],
  ['Ended', (grant) => grant.ended],
  ['Ended by', (grant) => grant.endedBy],
  ['Ended how', (grant) => grant.endedHow],
  ['Id', (grant) => grant.id],
]

const recordColumns: Column<AccessRecord>[] = [
  ['Time', (record) => record.at],
  ['What', (record) => record.text],
  ['Endpoint', (record) => record.endpoint],
  ['Subject kind', (record) => record.subject?.kind],
  ['Subject', (record) => record.subject?.name],
  ['Subject id', (record) => record.subject?.id],
  ['Kind of search', (record) => record.searchKind],
]

export async function* grantsAsCsv(own: OwnContext, filter: Filter): AsyncGenerator<string> {
  yield head(grantColumns)
  let cursor: string | undefined
  do {
    const page = await own.transaction(async (context) => {
      const found = await grantPage(context, filter, { max: pageRows, cursor })
      return { items: found.rows.map((row) => describeGrant(context, row)), cursor: found.cursor }
    })
    yield lines(grantColumns, page.items)
    cursor = page.cursor ?? undefined
  } while (cursor !== undefined)
}

/** The caller has found the grant in reach. */
export async function* recordsAsCsv(own: OwnContext, grantId: string): AsyncGenerator<string> {
  yield head(recordColumns)
  let cursor: string | undefined
  do {
    const page = await own.transaction((context) => recordPage(context, grantId, { max: pageRows, cursor }))
    yield lines(recordColumns, page.items)
    cursor = page.cursor ?? undefined
  } while (cursor !== undefined)
}

function head<Item>(columns: readonly Column<Item>[]): string {
  return csvLine(columns.map(([heading]) => heading))
}

function lines<Item>(columns: readonly Column<Item>[], items: readonly Item[]): string {
  return items.map((item) => csvLine(columns.map(([, cell]) => harmless(String(cell(item) ?? ''))))).join('')
}
