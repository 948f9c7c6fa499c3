import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { bitOf } from './changed-fields.ts'
import { headingKey, headingOf } from './columns.ts'
import type { ImportRecord } from './import-record.ts'
import { issueAt } from './refuse-rows.ts'

// Different managers of a file. With more of them than this the rest goes unlooked at: a customer has fewer managers.
const mostManagers = 100_000

/**
 * Warns of rows whose manager is neither a user of the customer nor made by the same file. Managers are few beside rows, so it is they that are looked
 * for, once the rows that stand are known.
 * @returns how many rows had no warning before.
 */
export async function warnOfManagers(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
): Promise<number> {
  const key = headingKey(headingOf('managerEmail'))
  if (!record.headings.some((heading) => headingKey(heading) === key)) return 0
  const isNamed = sql<boolean>`manager_email is not null and (outcome = 'create' or outcome = 'change' and (changed & ${bitOf('manager')}) <> 0)`
  const { rows: named } = await sql<{ email: string }>`
    select distinct manager_email as email from import_rows r where ${rows} and ${isNamed} limit ${mostManagers}`.execute(
    context.tx,
  )
  if (named.length === 0) return 0
  const { rows: strangers } = await sql<{ email: string }>`
    select n.email from unnest(${named.map(({ email }) => email)}::text[]) as n (email)
    where not exists (
      select 1 from users u
      where u.partner_id = ${context.actor.partnerId}::uuid and u.org_id = ${record.organizationId}::uuid and u.email = n.email)`.execute(
    context.tx,
  )
  if (strangers.length === 0) return 0
  const unknown = new Set(strangers.map(({ email }) => email))
  const { rows: made } = await sql<{ email: string }>`
    select email from import_rows r where ${rows} and outcome = 'create' and email = any(${[...unknown]}::text[])`.execute(
    context.tx,
  )
  for (const { email } of made) unknown.delete(email)
  if (unknown.size === 0) return 0
  const issue = { ...issueAt(record, 'managerEmail', 'imports.manager_unknown'), severity: 'warning' }
  const { rows: counted } = await sql<{ count: number }>`
    with found as (
      select line, warned from import_rows r
      where ${rows} and ${isNamed} and manager_email = any(${[...unknown]}::text[])
    ), told as (
      update import_rows r
      set warned = true, issues = coalesce(r.issues, '[]') || jsonb_build_array(${JSON.stringify(issue)}::jsonb
        || jsonb_build_object('values', jsonb_build_object('value', r.manager_email)))
      from found
      where ${rows} and r.line = found.line
      returning found.warned
    )
    select count(*) as count from told where not warned`.execute(context.tx)
  return Number(counted[0]?.count ?? 0)
}
