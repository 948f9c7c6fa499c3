import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { bitOf } from './changed-fields.ts'
import { headingKey, headingOf } from './columns.ts'
import type { ImportRecord } from './import-record.ts'
import { issueAt, warnRows } from './refuse-rows.ts'

// Different managers of a file. With more of them than this the rest goes unlooked at: a customer has fewer managers.
const mostManagers = 100_000

/**
 * Warns of rows whose manager is neither a user of the customer nor made by the same file, or is removed by it. Managers are few beside rows, so it is they
 * that are looked for, once the rows that stand are known.
 * @returns how many rows had no warning before.
 */
export async function warnOfManagers(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
): Promise<number> {
  const key = headingKey(headingOf('managerEmail'))
  if (!record.headings.some((heading) => headingKey(heading) === key)) return 0
  const { rows: named } = await sql<{ email: string }>`
    select distinct manager_email as email from import_rows r where ${rows} and ${namesManager} limit ${mostManagers}`.execute(
    context.tx,
  )
  if (named.length === 0) return 0
  const emails = named.map(({ email }) => email)
  const { rows: strangers } = await sql<{ email: string }>`
    select n.email from unnest(${emails}::text[]) as n (email)
    where not exists (
      select 1 from users u
      where u.partner_id = ${context.actor.partnerId}::uuid and u.org_id = ${record.organizationId}::uuid and u.email = n.email)`.execute(
    context.tx,
  )
  const unknown = new Set(strangers.map(({ email }) => email))
  for (const email of await emailsOf(context, rows, 'create', [...unknown])) unknown.delete(email)
  const removed = await emailsOf(
    context,
    rows,
    'remove',
    emails.filter((email) => !unknown.has(email)),
  )
  return (
    (await warn(context, record, rows, 'imports.manager_unknown', [...unknown])) +
    (await warn(context, record, rows, 'imports.manager_removed', removed))
  )
}

const namesManager = sql<boolean>`manager_email is not null and (outcome = 'create' or outcome = 'change' and (changed & ${bitOf('manager')}) <> 0)`

/** Which of these people the file makes, or removes. */
async function emailsOf(
  context: Context,
  rows: RawBuilder<boolean>,
  outcome: 'create' | 'remove',
  emails: readonly string[],
): Promise<string[]> {
  if (emails.length === 0) return []
  const { rows: found } = await sql<{ email: string }>`
    select email from import_rows r where ${rows} and outcome = ${outcome} and email = any(${emails}::text[])`.execute(
    context.tx,
  )
  return found.map(({ email }) => email)
}

async function warn(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
  code: 'imports.manager_unknown' | 'imports.manager_removed',
  managers: readonly string[],
): Promise<number> {
  if (managers.length === 0) return 0
  return await warnRows(
    context,
    rows,
    sql`select line, warned, jsonb_build_object('value', manager_email) as more from import_rows r
      where ${rows} and ${namesManager} and manager_email = any(${managers}::text[])`,
    { ...issueAt(record, 'managerEmail', code), severity: 'warning' },
  )
}
