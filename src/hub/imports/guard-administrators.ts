import { type RawBuilder, sql } from 'kysely'
import { isAllowed } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { fullAdministrators, requireMayDisableUsers } from '../administrators/index.ts'
import { planRows } from './changed-fields.ts'
import type { ImportRecord } from './import-record.ts'
import { refuseRows, warnRows } from './refuse-rows.ts'

/** Rows that would change or remove somebody who holds a role. */
const touchesAdministrator = sql`r.outcome in ('change', 'remove') and exists (
  select 1 from administrators a
  where a.partner_id = r.partner_id and a.org_id = r.org_id and a.disabled_at is null and (a.user_id = r.user_id or a.email = r.email))`

/**
 * Whoever may not give the customer's roles touches nobody who holds one, in a file no more than elsewhere: so does neither whoever is there by
 * consent, whatever role the consent gives, nor a parent, which acts in its sub-partners' customers but not in their administrators. Kept with the
 * import when it is made, since the rows are judged by a job.
 */
export function isGuarded({ actor }: Pick<Context, 'actor'>, organizationId: string): boolean {
  return actor.behalf !== null || !isAllowed(actor, 'identity:assign_customer', organizationId)
}

/** Refuses the rows that a guarded import may not write. */
export async function refuseGuarded(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
): Promise<number> {
  if (!record.guarded) return 0
  return await refuseRows(
    context,
    rows,
    sql`select line, '{}'::jsonb as more from import_rows r where ${rows} and ${touchesAdministrator}`,
    { code: 'imports.administrator_guarded', severity: 'error' },
  )
}

/**
 * Nobody disables herself, in a file no more than on the page: who edits the file of all users and takes the own packages away would be out at once,
 * with the import under way. What a row changes of the own user is let through, as the own names are there.
 */
export async function refuseOwnRemoval(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
): Promise<number> {
  if (record.creatorId === null) return 0
  const { rows: own } = await sql<{ userId: string | null; email: string }>`
    select user_id as "userId", email from administrators
    where partner_id = ${context.actor.partnerId}::uuid and id = ${record.creatorId}::uuid
      and org_id = ${record.organizationId}::uuid and disabled_at is null`.execute(context.tx)
  const [creator] = own
  if (!creator) return 0
  return await refuseRows(
    context,
    rows,
    sql`select line, '{}'::jsonb as more from import_rows r
      where ${rows} and outcome = 'remove' and (user_id = ${creator.userId}::uuid or email = ${creator.email})`,
    { code: 'imports.own_removal', severity: 'error' },
  )
}

/** Of the customer's full administrators one stays, whatever the file says: the removals that would take the last are refused. */
export async function keepFullAdministrator(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
): Promise<number> {
  const full = await fullAdministrators(context, record.organizationId)
  if (full.length === 0) return 0
  const users = full.flatMap(({ userId }) => userId ?? [])
  return await refuseRows(
    context,
    rows,
    sql`select line, '{}'::jsonb as more from import_rows r
      where ${rows} and outcome = 'remove'
        and (user_id = any(${users}::uuid[]) or email = any(${full.map(({ email }) => email)}::text[]))
      order by line offset ${full.length - 1}`,
    { code: 'imports.last_administrator', severity: 'error' },
  )
}

/**
 * Says of the removals which of them disable somebody who signs in to the hub.
 * @returns how many rows had no warning before.
 */
export async function warnOfAdministrators(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
): Promise<number> {
  const enabled = sql`from administrators a
    where a.partner_id = ${context.actor.partnerId}::uuid and a.org_id = ${record.organizationId}::uuid and a.disabled_at is null`
  return await warnRows(
    context,
    rows,
    sql`select line, warned, '{}'::jsonb as more from import_rows r
      where ${rows} and outcome = 'remove' and (user_id in (select a.user_id ${enabled}) or email in (select a.email ${enabled}))`,
    { code: 'imports.administrator_removed', severity: 'warning' },
  )
}

/**
 * A plan that somebody else made is not applied by whoever may not touch the administrators in it. The own plan has no such row; whoever became an
 * administrator since it was made is left alone when it is written.
 * @returns whether the import is guarded from now on.
 */
export async function requireNoGuarded(context: Context, record: ImportRecord): Promise<boolean> {
  const { actor, tx } = context
  if (record.guarded || !isGuarded(context, record.organizationId)) return record.guarded
  const { rows } = await sql`select 1 from import_rows r
    where r.partner_id = ${actor.partnerId}::uuid and r.import_id = ${record.id}::uuid and ${touchesAdministrator} limit 1`.execute(
    tx,
  )
  if (rows.length > 0) throw new Refusal('identity.guarded')
  return true
}

/**
 * Removals that disable administrators are applied by whoever could do it on the page: not oneself, and with a fresh sign-in. The own row is not in
 * the own plan; somebody else's plan that has it is for somebody else to apply. A guarded import disables nobody.
 * @throws Refusal identity.own_rights, identity.fresh_sign_in_needed, identity.session_needed
 */
export async function requireMayRemove(context: Context, record: ImportRecord): Promise<void> {
  if (record.counts.remove === 0) return
  await requireMayDisableUsers(
    context,
    sql`(select * from import_rows r where ${planRows(context, record.id)} and r.outcome = 'remove')`,
  )
}
