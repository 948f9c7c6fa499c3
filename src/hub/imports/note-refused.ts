import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { ImportRecord } from './import-record.ts'
import type { Issue } from './issues.ts'
import { issueAt } from './refuse-rows.ts'
import { keyOf, namesOne, singleKeys, singleKinds } from './single-keys.ts'

/**
 * Rows that are refused for faults of their own and name again what a good row of the file names: told in the same round, since
 * mending the one would only bring up the other.
 */
export async function noteTwice(context: Context, record: ImportRecord, rows: RawBuilder<boolean>): Promise<void> {
  // How many rows are refused is not in the statistics yet; guessed as few, each would be compared with every row of the file.
  await sql`set local enable_nestloop = off`.execute(context.tx)
  for (const kind of singleKinds) {
    const condition = namesOne(kind, 'r')
    const issue = issueAt(record, kind, singleKeys[kind].code)
    await sql`
      update import_rows r
      set issues = coalesce(r.issues, '[]') || jsonb_build_array(${JSON.stringify(issue)}::jsonb
        || jsonb_build_object('values', jsonb_build_object('line', twice.first)))
      from (
        select bad.line, min(good.line) as first
        from (select * from import_rows r where ${rows} and outcome = 'refused' and ${condition}) bad
        join (select * from import_rows r where ${rows} and outcome <> 'refused' and ${condition}) good
          on (${keyOf(kind, 'bad')}) = (${keyOf(kind, 'good')})
        where not coalesce(bad.issues, '[]') @> ${JSON.stringify([{ code: issue.code }])}::jsonb
        group by bad.line
      ) twice
      where ${rows} and r.line = twice.line`.execute(context.tx)
  }
  await sql`set local enable_nestloop = on`.execute(context.tx)
}

/** The same of numbers and extensions that somebody has, unless the file removes that user. */
export async function noteHeld(
  context: Context,
  rows: RawBuilder<boolean>,
  kinds: readonly { holder: RawBuilder<unknown>; more: RawBuilder<unknown>; issue: Issue }[],
): Promise<void> {
  for (const { holder, more, issue } of kinds) {
    await sql`
      update import_rows r
      set issues = coalesce(r.issues, '[]') || jsonb_build_array(${JSON.stringify(issue)}::jsonb || jsonb_build_object('values', ${more}))
      where ${rows} and r.outcome = 'refused' and ${holder} is not null
        and not coalesce(r.issues, '[]') @> ${JSON.stringify([{ code: issue.code }])}::jsonb
        and not exists (
          select 1 from import_rows h
          where h.partner_id = r.partner_id and h.import_id = r.import_id and h.outcome = 'remove' and h.user_id = ${holder})`.execute(
      context.tx,
    )
  }
}
