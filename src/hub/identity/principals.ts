import { type RawBuilder, sql } from 'kysely'
import { isRole, type Role, roles } from '../../api/permissions.ts'
import type { Actor, Reach } from '../../platform/access.ts'
import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { hashToken, partnerOfToken } from './secrets.ts'

/**
 * The actor behind a session or access token; null where it does not hold: unknown, revoked, past its idle or absolute limit, or
 * its person disabled. Read at each request, in one statement, so a change of rights counts from the next request on.
 */
export async function authenticate(
  context: OwnContext,
  token: string,
  kind: 'session' | 'bearer',
): Promise<Actor | null> {
  const partnerId = partnerOfToken(token)
  if (partnerId === null) return null
  const idle = context.config.SESSION_IDLE_MINUTES
  return await context.transaction(
    async ({ tx, now }) => {
      const { rows } = await sql<SessionRow>`
        select s.id as session_id, s.kind, s.last_seen_at, s.principal_kind,
          coalesce(a.id, p.id) as id, coalesce(a.org_id, p.org_id) as org_id, coalesce(a.display_name, p.name) as name,
          coalesce(a.role, p.role) as role, a.reach, p.scopes,
          case when a.reach = 'assigned' then array(
            select c.org_id from administrator_customers c where c.partner_id = a.partner_id and c.administrator_id = a.id) end as customers
        from sessions s
        left join administrators a
          on a.partner_id = s.partner_id and a.id = s.principal_id and s.principal_kind = 'administrator' and a.disabled_at is null
        left join service_apps p
          on p.partner_id = s.partner_id and p.id = s.principal_id and s.principal_kind = 'service_app' and p.disabled_at is null
        where s.partner_id = ${partnerId}::uuid and s.token_hash = ${hashToken(token)} and s.revoked_at is null and s.expires_at > ${now}
          and coalesce(a.id, p.id) is not null`.execute(tx)
      const [session] = rows
      if (!session) return null
      // A cookie is no access token and the other way round: each has its own limits and its own guard against foreign pages.
      if ((session.kind === 'session') !== (kind === 'session')) return null
      if (session.kind === 'session' && now.getTime() - session.last_seen_at.getTime() > idle * 60_000) return null
      // Once a minute is exact enough for the idle limit and spares a write at each request.
      if (now.getTime() - session.last_seen_at.getTime() > 60_000) {
        await tx
          .updateTable('sessions')
          .set({ last_seen_at: now })
          .where('partner_id', '=', partnerId)
          .where('id', '=', session.session_id)
          .execute()
      }
      return session.principal_kind === 'administrator'
        ? actorOfAdministrator(partnerId, session, session.customers ?? [], session.session_id)
        : actorOfServiceApp(partnerId, session)
    },
    { actor: systemActor(partnerId) },
  )
}

type PrincipalRow = { id: string; org_id: string | null; name: string; role: string; reach: string | null }
type SessionRow = PrincipalRow & {
  session_id: string
  kind: string
  last_seen_at: Date
  principal_kind: string
  scopes: string[] | null
  customers: string[] | null
}

type Tx = Context['tx']

/** An administrator as an actor, before there is a session; null where there is none or it is disabled. */
export async function administratorActor(
  tx: Tx,
  partnerId: string,
  id: string,
  sessionId: string | null,
): Promise<Actor | null> {
  const person = await tx
    .selectFrom('administrators')
    .select(['id', 'org_id', 'display_name as name', 'role', 'reach'])
    .where('partner_id', '=', partnerId)
    .where('id', '=', id)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!person) return null
  return actorOfAdministrator(
    partnerId,
    person,
    person.reach === 'assigned' ? await assignedCustomers(tx, partnerId, id) : [],
    sessionId,
  )
}

function actorOfAdministrator(
  partnerId: string,
  person: PrincipalRow,
  customers: readonly string[],
  sessionId: string | null,
): Actor | null {
  if (!isRole(person.role)) return null
  const reach: Reach =
    person.org_id !== null
      ? { kind: 'some', organizations: [person.org_id] }
      : person.reach === 'assigned'
        ? { kind: 'some', organizations: customers }
        : { kind: 'all' }
  return {
    kind: 'administrator',
    id: person.id,
    name: person.name,
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

function actorOfServiceApp(partnerId: string, app: SessionRow): Actor | null {
  if (!isRole(app.role)) return null
  return {
    kind: 'service_app',
    id: app.id,
    name: app.name,
    partnerId,
    side: roles[app.role].side,
    organizationId: app.org_id,
    role: app.role,
    reach: app.org_id === null ? { kind: 'all' } : { kind: 'some', organizations: [app.org_id] },
    scopes: app.scopes && app.scopes.length > 0 ? app.scopes : null,
    sessionId: app.session_id,
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
      ? {
          id: app.id,
          userId: null,
          displayName: app.name,
          firstName: null,
          lastName: null,
          email: `${app.client_id}@apps.invalid`,
          createdAt: app.created_at,
          language: null,
        }
      : null
  }
  const person = await tx
    .selectFrom('administrators')
    .select([
      'id',
      'user_id as userId',
      'display_name as displayName',
      'first_name as firstName',
      'last_name as lastName',
      'email',
      'created_at as createdAt',
      'language',
    ])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .executeTakeFirst()
  return person ?? null
}

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
    .where('user_id', 'in', [...userIds])
    .where('disabled_at', 'is', null)
    .execute()
  return new Map(
    rows.flatMap(({ user_id, role }) => (user_id !== null && isRole(role) ? [[user_id, role] as const] : [])),
  )
}
