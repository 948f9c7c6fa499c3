import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { ImportRecord } from './import-record.ts'
import { issueAt, refuseRows } from './refuse-rows.ts'
import { keyOf, keyText, namesOne, type SingleKind, singleKeys, singleKinds } from './single-keys.ts'
import { Suspects } from './suspects.ts'

// More lines than this are not named one by one.
const mostLines = 50_000

/**
 * Refuses rows that name again what an earlier row of the file names; the earlier one stands. What the upload never saw come again is not
 * looked for: of the usual file nothing is.
 * @returns how many rows were refused.
 */
export async function refuseTwice(context: Context, record: ImportRecord, rows: RawBuilder<boolean>): Promise<number> {
  const suspects = await readSuspects(context, record)
  const lines = await suspectedLines(context, rows, suspects)
  let refused = 0
  for (const kind of singleKinds) {
    if (suspects?.[kind]?.length === 0) continue
    const isListed = lines !== null && suspects?.[kind] != null
    const within = isListed ? sql<boolean>`${rows} and r.line = any(${lines}::int[])` : rows
    refused += await refuseKind(context, record, rows, within, kind)
  }
  return refused
}

async function refuseKind(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
  within: RawBuilder<boolean>,
  kind: SingleKind,
): Promise<number> {
  const key = keyOf(kind, 'r')
  const condition = namesOne(kind, 'r')
  return await refuseRows(
    context,
    rows,
    sql`
      select line, jsonb_build_object('line', first) as more
      from (
        select line, first_value(line) over (partition by ${key} order by line) as first
        from import_rows r
        where ${within} and outcome <> 'refused' and ${condition} and (${key}) in (
          select ${key} from import_rows r where ${within} and outcome <> 'refused' and ${condition} group by ${key} having count(*) > 1)
      ) twice where line > first`,
    issueAt(record, kind, singleKeys[kind].code),
  )
}

/** Null: an import from before there were suspects, of which everything is asked. */
async function readSuspects(context: Context, record: ImportRecord): Promise<Suspects | null> {
  const { suspects } = await context.tx
    .selectFrom('imports')
    .select('suspects')
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', record.id)
    .executeTakeFirstOrThrow()
  return suspects === null ? null : Suspects.parse(suspects)
}

/** The lines that hold a suspected value, found in one reading of the plan; null where they are too many. */
async function suspectedLines(
  context: Context,
  rows: RawBuilder<boolean>,
  suspects: Suspects | null,
): Promise<number[] | null> {
  const conditions = singleKinds.flatMap((kind) => {
    const values = suspects?.[kind] ?? []
    return values.length === 0 ? [] : [sql`(${namesOne(kind, 'r')} and ${keyText(kind, 'r')} = any(${values}::text[]))`]
  })
  if (conditions.length === 0) return []
  const { rows: found } = await sql<{ line: number }>`
    select line from import_rows r where ${rows} and outcome <> 'refused' and (${sql.join(conditions, sql` or `)})
    limit ${mostLines + 1}`.execute(context.tx)
  return found.length > mostLines ? null : found.map(({ line }) => line)
}
