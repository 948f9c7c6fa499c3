import { type RawBuilder, sql } from 'kysely'
import { fullRoles } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { type AdministratorRow, enabledAmong, lockWithFull } from './administrators.ts'

/**
 * Those of a customer, or of the partner itself (null), who can give all roles and are enabled: of them one person always stays. One who has accepted, so
 * whoever is invited and has not come counts only where nobody has. Who acts by it has locked them before; a plan, which lasts, only looks.
 */
export async function fullAdministrators(
  context: Context,
  organizationId: string | null,
): Promise<{ id: string; userId: string | null; email: string }[]> {
  const full = fullRoles[organizationId === null ? 'partner' : 'customer']
  const { rows } = await sql<{ id: string; userId: string | null; email: string; accepted: boolean }>`
    select id, user_id as "userId", email, password_hash is not null as accepted from administrators
    where partner_id = ${context.actor.partnerId}::uuid and org_id is not distinct from ${organizationId}::uuid
      and role = ${full} and disabled_at is null`.execute(context.tx)
  return rows.some(({ accepted }) => accepted) ? rows.filter(({ accepted }) => accepted) : rows
}

/** @param person locked, who would no longer be one. */
export async function requireAnotherFullAdministrator(context: Context, person: AdministratorRow): Promise<void> {
  const full = await fullAdministrators(context, person.organizationId)
  if (full.length === 1 && full[0]?.id === person.id) throw new Refusal('identity.last_administrator')
}

/**
 * Locks whoever of these users of a customer signs in to the hub, with those who could stay in their place. Where nobody does, nothing is locked:
 * the customer's administrators would wait at their sign-in until all is written.
 * @param rows a relation in parentheses: `org_id, email, user_id`.
 */
export async function lockAdministratorsAmong(
  context: Context,
  organizationId: string,
  rows: RawBuilder<unknown>,
): Promise<void> {
  const people = await enabledAmong(context, rows)
  if (people.length > 0)
    await lockWithFull(
      context,
      organizationId,
      people.map(({ id }) => id),
    )
}
