import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { headingOf } from './columns.ts'
import type { ImportRecord } from './import-record.ts'
import type { Issue } from './issues.ts'

/**
 * Refuses rows, with an issue whose values may come from SQL.
 * @param lines a query with `line` and, as JSON, `more`: values for the sentence.
 */
export async function refuseRows(
  context: Context,
  rows: RawBuilder<boolean>,
  lines: RawBuilder<unknown>,
  issue: Issue,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update import_rows r
    set outcome = 'refused',
      issues = coalesce(r.issues, '[]') || jsonb_build_array(${JSON.stringify(issue)}::jsonb
        || jsonb_build_object('values', ${JSON.stringify(issue.values ?? {})}::jsonb || l.more))
    from (${lines}) l
    where ${rows} and r.line = l.line and r.outcome <> 'refused'`.execute(context.tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * Warns of rows, with an issue whose values may come from SQL.
 * @param lines a query with `line`, `warned` and, as JSON, `more`: values for the sentence.
 * @returns how many rows had no warning before.
 */
export async function warnRows(
  context: Context,
  rows: RawBuilder<boolean>,
  lines: RawBuilder<unknown>,
  issue: Issue,
): Promise<number> {
  const { rows: counted } = await sql<{ count: number }>`
    with told as (
      update import_rows r
      set warned = true, issues = coalesce(r.issues, '[]') || jsonb_build_array(${JSON.stringify(issue)}::jsonb
        || jsonb_build_object('values', ${JSON.stringify(issue.values ?? {})}::jsonb || l.more))
      from (${lines}) l
      where ${rows} and r.line = l.line
      returning l.warned
    )
    select count(*) as count from told where not warned`.execute(context.tx)
  return Number(counted[0]?.count ?? 0)
}

/** Which of a row's columns is meant, as this file calls it. */
export function headingIn(record: Pick<ImportRecord, 'headings'>, field: Parameters<typeof headingOf>[0]): string {
  const standard = headingOf(field)
  const key = (heading: string) => heading.replace(/\s+|\(required\)/gi, '').toLowerCase()
  return record.headings.find((heading) => key(heading) === key(standard)) ?? standard
}

export function issueAt(record: ImportRecord, field: Parameters<typeof headingOf>[0], code: Issue['code']): Issue {
  return { column: headingIn(record, field), code, severity: 'error' }
}
