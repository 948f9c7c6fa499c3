import { type RawBuilder, sql } from 'kysely'
import { isRole, type Role } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'

/** Customer-side administrators of one customer. The caller has checked its reach. */
export async function listAdministrators(context: Context, organizationId: string) {
  return await context.tx
    .selectFrom('administrators')
    .select([
      'id',
      'user_id as userId',
      'display_name as displayName',
      'email',
      'role',
      'last_sign_in_at as lastSignInAt',
    ])
    .where('partner_id', '=', context.actor.partnerId)
    .where('org_id', '=', organizationId)
    .where('disabled_at', 'is', null)
    .orderBy('display_name')
    .execute()
}

/** E-mail addresses of all who sign in for one customer, disabled ones too. The caller has checked its reach. */
export async function administratorEmails(context: Context, organizationId: string): Promise<string[]> {
  const rows = await context.tx
    .selectFrom('administrators')
    .select('email')
    .where('partner_id', '=', context.actor.partnerId)
    .where('org_id', '=', organizationId)
    .execute()
  return rows.map(({ email }) => email)
}

/**
 * Ties administrators of a customer to the users of the same address that were just made.
 * @param rows a relation in parentheses: `partner_id, org_id, email, user_id`.
 */
export async function linkAdministrators(context: Context, rows: RawBuilder<unknown>): Promise<void> {
  await sql`
    update administrators a set user_id = r.user_id from ${rows} r
    where a.partner_id = ${context.actor.partnerId}::uuid and r.partner_id = a.partner_id and a.org_id = r.org_id
      and a.email = r.email`.execute(context.tx)
}

/** As SQL, for lists of users: the user of this column holds one of these roles. */
export function holdsRole(partnerId: string, userId: string, held: readonly Role[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from administrators a
    where a.partner_id = ${partnerId}::uuid and a.user_id = ${sql.ref(userId)} and a.role = any(${held}::text[]) and a.disabled_at is null)`
}

/** Roles held by these users of customers, by user id. */
export async function rolesOfUsers(context: Context, userIds: readonly string[]): Promise<Map<string, Role>> {
  if (userIds.length === 0) return new Map()
  const rows = await context.tx
    .selectFrom('administrators')
    .select(['user_id', 'role'])
    .where('partner_id', '=', context.actor.partnerId)
    .where(sql<boolean>`user_id = any(${[...userIds]}::uuid[])`)
    .where('disabled_at', 'is', null)
    .execute()
  return new Map(
    rows.flatMap(({ user_id, role }) => (user_id !== null && isRole(role) ? [[user_id, role] as const] : [])),
  )
}
