import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { ImportRecord } from './import-record.ts'
import type { Issue } from './issues.ts'

/**
 * Rows that are refused for faults of their own and name again what a good row of the file names: told in the same round, since
 * mending the one would only bring up the other.
 */
export async function noteTwice(
  context: Context,
  rows: RawBuilder<boolean>,
  keys: readonly { key: (alias: string) => RawBuilder<unknown>; condition: RawBuilder<unknown>; issue: Issue }[],
): Promise<void> {
  // How many rows are refused is not in the statistics yet; guessed as few, each would be compared with every row of the file.
  await sql`set local enable_nestloop = off`.execute(context.tx)
  for (const { key, condition, issue } of keys) {
    await sql`
      update import_rows r
      set issues = coalesce(r.issues, '[]') || jsonb_build_array(${JSON.stringify(issue)}::jsonb
        || jsonb_build_object('values', jsonb_build_object('line', twice.first)))
      from (
        select bad.line, min(good.line) as first
        from (select * from import_rows r where ${rows} and outcome = 'refused' and ${condition}) bad
        join (select * from import_rows r where ${rows} and outcome <> 'refused' and ${condition}) good
          on (${key('bad')}) = (${key('good')})
        where not coalesce(bad.issues, '[]') @> ${JSON.stringify([{ code: issue.code }])}::jsonb
        group by bad.line
      ) twice
      where ${rows} and r.line = twice.line`.execute(context.tx)
  }
  await sql`set local enable_nestloop = on`.execute(context.tx)
}

/** The keys that no two rows of a file may share. */
export function singleKeys(
  record: ImportRecord,
  issueAt: (record: ImportRecord, field: 'email' | 'e164' | 'extension', code: Issue['code']) => Issue,
) {
  return [
    {
      key: (alias: string) => sql`${sql.ref(`${alias}.email`)}`,
      condition: sql`email is not null`,
      issue: issueAt(record, 'email', 'imports.email_twice'),
    },
    {
      key: (alias: string) => sql`${sql.ref(`${alias}.e164`)}`,
      condition: sql`e164 is not null`,
      issue: issueAt(record, 'e164', 'imports.number_twice'),
    },
    {
      key: (alias: string) => sql`${sql.ref(`${alias}.location_id`)}, ${sql.ref(`${alias}.extension`)}`,
      condition: sql`extension is not null and location_id is not null`,
      issue: issueAt(record, 'extension', 'imports.extension_twice'),
    },
  ]
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
