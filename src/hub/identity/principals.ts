import { roles, type Role, isRole } from '../../api/permissions.ts'
import type { Actor, Reach } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { hashToken, partnerOfToken } from './secrets.ts'
import { systemActor } from '../../platform/access.ts'

/**
 * The actor behind a session or access token; null where it does not hold: unknown, revoked, past its idle or absolute limit, or
 * its person disabled. Read at each request, so a change of rights counts from the next one on.
 */
export async function authenticate(context: OwnContext, token: string, kind: 'session' | 'bearer'): Promise<Actor | null> {
  const partnerId = partnerOfToken(token)
  if (partnerId === null) return null
  const idle = context.config.SESSION_IDLE_MINUTES
  return await context.transaction(
    async ({ tx, now }) => {
      const session = await tx
        .selectFrom('sessions')
        .select(['id', 'kind', 'principal_kind', 'principal_id', 'last_seen_at', 'expires_at', 'revoked_at'])
        .where('partner_id', '=', partnerId)
        .where('token_hash', '=', hashToken(token))
        .executeTakeFirst()
      if (!session || session.revoked_at !== null || session.expires_at <= now) return null
      // A cookie is no access token and the other way round: each has its own limits and its own guard against foreign pages.
      if ((session.kind === 'session') !== (kind === 'session')) return null
      if (session.kind === 'session' && now.getTime() - session.last_seen_at.getTime() > idle * 60_000) return null
      const actor =
        session.principal_kind === 'administrator'
          ? await administratorActor(tx, partnerId, session.principal_id, session.id)
          : await serviceAppActor(tx, partnerId, session.principal_id, session.id)
      // Once a minute is exact enough for the idle limit and spares a write at each request.
      if (actor && now.getTime() - session.last_seen_at.getTime() > 60_000) {
        await tx.updateTable('sessions').set({ last_seen_at: now }).where('partner_id', '=', partnerId).where('id', '=', session.id).execute()
      }
      return actor
    },
    { actor: systemActor(partnerId) },
  )
}

type Tx = Context['tx']

export async function administratorActor(tx: Tx, partnerId: string, id: string, sessionId: string | null): Promise<Actor | null> {
  const person = await tx
    .selectFrom('administrators')
    .select(['id', 'org_id', 'display_name', 'role', 'reach', 'disabled_at'])
    .where('partner_id', '=', partnerId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person || person.disabled_at !== null || !isRole(person.role)) return null
  const reach: Reach =
    person.org_id !== null
      ? { kind: 'some', organizations: [person.org_id] }
      : person.reach === 'all'
        ? { kind: 'all' }
        : { kind: 'some', organizations: await assignedCustomers(tx, partnerId, id) }
  return {
    kind: 'administrator',
    id: person.id,
    name: person.display_name,
    partnerId,
    side: roles[person.role].side,
    organizationId: person.org_id,
    role: person.role,
    reach,
    scopes: null,
    sessionId,
  }
}

async function assignedCustomers(tx: Tx, partnerId: string, administratorId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('administrator_customers')
    .select('org_id')
    .where('partner_id', '=', partnerId)
    .where('administrator_id', '=', administratorId)
    .execute()
  return rows.map(({ org_id }) => org_id)
}

async function serviceAppActor(tx: Tx, partnerId: string, id: string, sessionId: string): Promise<Actor | null> {
  const app = await tx
    .selectFrom('service_apps')
    .select(['id', 'org_id', 'name', 'role', 'scopes', 'disabled_at'])
    .where('partner_id', '=', partnerId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!app || app.disabled_at !== null || !isRole(app.role)) return null
  const role: Role = app.role
  return {
    kind: 'service_app',
    id: app.id,
    name: app.name,
    partnerId,
    side: roles[role].side,
    organizationId: app.org_id,
    role,
    reach: app.org_id === null ? { kind: 'all' } : { kind: 'some', organizations: [app.org_id] },
    scopes: app.scopes.length > 0 ? app.scopes : null,
    sessionId,
  }
}

/** The own person of an actor, as the directory shows it under `people/me`. */
export async function describeSelf(context: Context) {
  const { actor, tx } = context
  if (actor.kind === 'service_app') {
    const app = await tx
      .selectFrom('service_apps')
      .select(['id', 'name', 'client_id', 'created_at'])
      .where('partner_id', '=', actor.partnerId)
      .where('id', '=', actor.id)
      .executeTakeFirst()
    return app
      ? { id: app.id, userId: null, displayName: app.name, firstName: null, lastName: null, email: `${app.client_id}@apps.invalid`, createdAt: app.created_at, language: null }
      : null
  }
  const person = await tx
    .selectFrom('administrators')
    .select(['id', 'user_id as userId', 'display_name as displayName', 'first_name as firstName', 'last_name as lastName', 'email', 'created_at as createdAt', 'language'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .executeTakeFirst()
  return person ?? null
}

/** Customer-side administrators of one customer. The caller has checked its reach. */
export async function listAdministrators(context: Context, organizationId: string) {
  return await context.tx
    .selectFrom('administrators')
    .select(['id', 'user_id as userId', 'display_name as displayName', 'email', 'role', 'last_sign_in_at as lastSignInAt'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('org_id', '=', organizationId)
    .where('disabled_at', 'is', null)
    .orderBy('display_name')
    .execute()
}

/** Roles held by these users of customers, by user id. */
export async function rolesOfUsers(context: Context, userIds: readonly string[]): Promise<Map<string, Role>> {
  if (userIds.length === 0) return new Map()
  const rows = await context.tx
    .selectFrom('administrators')
    .select(['user_id', 'role'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('user_id', 'in', [...userIds])
    .where('disabled_at', 'is', null)
    .execute()
  return new Map(rows.flatMap(({ user_id, role }) => (user_id !== null && isRole(role) ? [[user_id, role] as const] : [])))
}
