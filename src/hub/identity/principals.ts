import { type RawBuilder, sql } from 'kysely'
import { isRole, type Role, roles } from '../../api/permissions.ts'
import type { Actor, Reach, Restriction } from '../../platform/access.ts'
import { isWithin, systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { hashToken, partnerOfToken } from './secrets.ts'

/**
 * The actor behind a session or access token; null where it does not hold: unknown, revoked, past its idle or absolute limit, or
 * its person disabled. Read at each request, in one statement, so a change of rights counts from the next request on. `isUse`: the idle
 * limit counts anew from here.
 */
export async function authenticate(
  context: OwnContext,
  token: string,
  kind: 'session' | 'bearer',
  isUse: boolean,
): Promise<Actor | null> {
  const partnerId = partnerOfToken(token)
  if (partnerId === null) return null
  const idle = context.config.SESSION_IDLE_MINUTES
  const { now } = context
  const reading = systemActor(partnerId)
  const partner = sql<string>`${partnerId}::uuid`
  // Asked at every request, so it takes one journey to the database.
  const [session] = await context.read(
    sql<SessionRow>`
      select s.id as session_id, s.kind, s.last_seen_at, s.authenticated_at, s.principal_kind, s.created_at, s.target_org_id,
        s.scopes, p.scopes as app_scopes, ${principalColumns(partner)},
        case when a.reach = 'assigned' then to_json(array(${givenCustomers(partner, sql`a.id`)})) end as given
      from sessions s
      left join administrators a
        on a.partner_id = ${partner} and a.id = s.principal_id and s.principal_kind = 'administrator' and a.disabled_at is null
      left join service_apps p on ${kind === 'session' ? sql`false` : sql`p.partner_id = ${partner}`}
        and p.id = s.principal_id and s.principal_kind = 'service_app' and p.disabled_at is null
      where s.partner_id = ${partner} and s.token_hash = ${hashToken(token)} and s.revoked_at is null
        and s.expires_at > ${now.toISOString()}::timestamptz and coalesce(a.id, p.id) is not null`,
    reading,
  )
  if (!session) return null
  // A cookie is no access token and the other way round: each has its own limits and its own guard against foreign pages.
  // A sign-in that waits for its second step is neither.
  const kinds = kind === 'session' ? ['session'] : ['token', 'personal']
  if (!kinds.includes(session.kind)) return null
  if (session.kind === 'session' && now.getTime() - session.last_seen_at.getTime() > idle * 60_000) return null
  // Once a minute is exact enough for the idle limit and spares a write at each request.
  const firstUse = session.kind === 'personal' && session.last_seen_at.getTime() === session.created_at.getTime()
  if (isUse && (firstUse || now.getTime() - session.last_seen_at.getTime() > 60_000)) {
    await context.transaction(
      async ({ tx }) =>
        await tx
          .updateTable('sessions')
          .set({ last_seen_at: now })
          .where('partner_id', '=', partnerId)
          .where('id', '=', session.session_id)
          .execute(),
      { actor: reading },
    )
  }
  const actor = actorOf(partnerId, session, {
    kind: session.principal_kind,
    sessionId: session.session_id,
    sessionKind: session.kind,
    scopes: scopesOfSession(session),
    authenticatedAt: session.authenticated_at,
  })
  return actor && session.target_org_id !== null ? withinOne(actor, session.target_org_id) : actor
}

/**
 * What decides the rights of a person or a service app, of the aliases a and p. `given`: customers assigned one by one or by a tag; `excepted`: those
 * left out of it.
 */
function principalColumns(partner: RawBuilder<string>) {
  // The partner stands in each of them: a join on what one of two tables says would read every customer of the partner.
  return sql`
  coalesce(a.id, p.id) as id, coalesce(a.org_id, p.org_id) as org_id, coalesce(a.display_name, p.name) as name,
  coalesce(a.role, p.role) as role, a.reach,
  case when coalesce(a.org_id, p.org_id) is not null then (
    select o.restricted from organizations o where o.partner_id = ${partner} and o.id = coalesce(a.org_id, p.org_id)) end as restricted,
  (select pa.administrators_manage_users from partners pa where pa.id = ${partner}) as administrators_manage_users,
  case when a.org_id is null then array(
    select c.org_id from administrator_customers c
    where c.partner_id = ${partner} and c.administrator_id = a.id and c.how = 'exclude') end as excepted`
}

/** Customers given to a person one by one or by tag; twice, where both. */
function givenCustomers(partner: RawBuilder<string>, administrator: RawBuilder<string>) {
  return sql<{ org_id: string }>`
    select c.org_id from administrator_customers c
    where c.partner_id = ${partner} and c.administrator_id = ${administrator} and c.how = 'include'
    union all
    select t.org_id from administrator_tags g join organization_tags t on t.partner_id = g.partner_id and t.tag = g.tag
    where g.partner_id = ${partner} and g.administrator_id = ${administrator}`
}

export type PrincipalRow = {
  id: string
  org_id: string | null
  name: string
  role: string
  reach: string | null
  restricted: boolean | null
  administrators_manage_users: boolean | null
  given: string[] | null
  excepted: string[] | null
}
type SessionRow = PrincipalRow & {
  session_id: string
  kind: string
  last_seen_at: Date
  authenticated_at: Date | null
  created_at: Date
  target_org_id: string | null
  principal_kind: 'administrator' | 'service_app'
  scopes: string[] | null
  app_scopes: string[] | null
}

/**
 * Null: all of the role. An app without scopes holds all of its role, and one that lost a scope has lost it for the tokens that were asked
 * for with it; a personal token always states what it may.
 */
function scopesOfSession({ kind, scopes, app_scopes }: SessionRow): string[] | null {
  if (kind === 'personal') return scopes ?? []
  const ofApp = app_scopes && app_scopes.length > 0 ? app_scopes : null
  return scopes && ofApp ? scopes.filter((scope) => ofApp.includes(scope)) : (scopes ?? ofApp)
}

type Tx = Context['tx']

/** An administrator as an actor, without a session: at sign-in, and where it is asked what somebody may do. Null where there is none or it is disabled. */
export async function administratorActor(
  tx: Tx,
  partnerId: string,
  id: string,
  sessionId: string | null,
): Promise<Actor | null> {
  const person = await storedPrincipal(tx, partnerId, id)
  return person && !person.disabled
    ? actorOf(partnerId, person, { kind: 'administrator', sessionId, scopes: null, authenticatedAt: null })
    : null
}

/** What decides the rights of an administrator, disabled or not. */
export async function storedPrincipal(
  tx: Tx,
  partnerId: string,
  id: string,
): Promise<(PrincipalRow & { disabled: boolean }) | null> {
  const partner = sql<string>`${partnerId}::uuid`
  const { rows } = await sql<Omit<PrincipalRow, 'given'> & { disabled: boolean }>`
    select ${principalColumns(partner)}, a.disabled_at is not null as disabled from administrators a
    left join service_apps p on false
    where a.partner_id = ${partner} and a.id = ${id}::uuid`.execute(tx)
  const [person] = rows
  if (!person) return null
  const given = person.reach === 'assigned' ? (await givenCustomers(partner, sql`${id}::uuid`).execute(tx)).rows : []
  return { ...person, given: given.map(({ org_id }) => org_id) }
}

/** The same of rights that are only being considered. */
export async function proposedPrincipal(
  tx: Tx,
  partnerId: string,
  proposal: {
    id: string
    role: Role
    organizationId: string | null
    reach: { kind: 'all' | 'assigned'; customers: string[]; tags: string[]; exceptions: string[] } | null
  },
): Promise<PrincipalRow> {
  const { id, role, organizationId, reach } = proposal
  const { rows } = await sql<Pick<PrincipalRow, 'restricted' | 'administrators_manage_users' | 'given'>>`
    select o.restricted, pa.administrators_manage_users, array(
      select t.org_id from organization_tags t where t.partner_id = pa.id and t.tag = any(${reach?.tags ?? []}::text[])) as given
    from partners pa left join organizations o on o.partner_id = pa.id and o.id = ${organizationId}::uuid
    where pa.id = ${partnerId}::uuid`.execute(tx)
  return {
    id,
    org_id: organizationId,
    name: '',
    role,
    reach: reach?.kind ?? 'all',
    restricted: rows[0]?.restricted ?? null,
    administrators_manage_users: rows[0]?.administrators_manage_users ?? null,
    given: [...new Set([...(reach?.customers ?? []), ...(rows[0]?.given ?? [])])],
    excepted: reach?.exceptions ?? null,
  }
}

/** The rights that follow from a person's row; also of a row that is only being considered. */
export function actorOf(
  partnerId: string,
  person: PrincipalRow,
  session: Pick<Actor, 'sessionId' | 'sessionKind' | 'scopes' | 'authenticatedAt'> & {
    kind: 'administrator' | 'service_app'
  },
): Actor | null {
  if (!isRole(person.role)) return null
  return {
    ...session,
    id: person.id,
    name: person.name,
    partnerId,
    side: roles[person.role].side,
    organizationId: person.org_id,
    role: person.role,
    reach: reachOf(person),
    restrictions: restrictionsOf(person),
    access: null,
    behalf: null,
  }
}

/** A token for one organization: no other, nothing of the partner itself, and nothing at all where it has gone out of reach meanwhile. */
function withinOne(actor: Actor, organizationId: string): Actor {
  return {
    ...actor,
    reach: { kind: 'some', organizations: isWithin(actor.reach, organizationId) ? [organizationId] : [] },
    restrictions: actor.side === 'partner' ? [...actor.restrictions, 'one_organization'] : actor.restrictions,
  }
}

function reachOf(person: PrincipalRow): Reach {
  if (person.org_id !== null) return { kind: 'some', organizations: [person.org_id] }
  const excepted = person.excepted ?? []
  if (person.reach !== 'assigned') {
    return excepted.length > 0 ? { kind: 'all_but', organizations: excepted } : { kind: 'all' }
  }
  return { kind: 'some', organizations: [...new Set(person.given)].filter((id) => !excepted.includes(id)) }
}

function restrictionsOf(person: PrincipalRow): Restriction[] {
  const restrictions: Restriction[] = []
  if (person.org_id !== null && person.restricted !== false) restrictions.push('restricted_mode')
  if (person.role === 'atlas-portal.partner.salesadmin' && person.administrators_manage_users === false)
    restrictions.push('users_by_full_administrators')
  return restrictions
}

/**
 * A partner's own person in one of its sub-partners: the fence becomes the sub-partner's, the person stays who it is. Null where it is no
 * sub-partner of this partner, where the parent may nothing, or where the person does not have all customers.
 */
export async function onBehalfOf(context: OwnContext, actor: Actor, subPartnerId: string): Promise<Actor | null> {
  if (actor.side !== 'partner' || actor.reach.kind !== 'all' || actor.access || actor.behalf) return null
  const sub = await context.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('partners')
        .leftJoin('administrators as a', (join) =>
          join.on('a.partner_id', '=', actor.partnerId).on('a.id', '=', actor.id),
        )
        .leftJoin('sessions as s', (join) =>
          join.on('s.partner_id', '=', actor.partnerId).on('s.id', '=', actor.sessionId),
        )
        .select(['partners.id', 'parent_may', 'a.email', 's.kind'])
        .where('partners.id', '=', subPartnerId)
        .where('parent_id', '=', actor.partnerId)
        .executeTakeFirst(),
    { actor },
  )
  if (!sub || sub.parent_may === 'nothing') return null
  return {
    ...actor,
    partnerId: sub.id,
    behalf: { partnerId: actor.partnerId, email: sub.email, sessionKind: sub.kind },
    restrictions: sub.parent_may === 'read' ? [...actor.restrictions, 'parent_reads_only'] : actor.restrictions,
  }
}

/** The own person of an actor, as the directory shows it under `people/me`. */
export async function describeSelf(context: Context) {
  const { actor, tx } = context
  if (actor.access?.person) {
    return {
      id: actor.id,
      userId: null,
      displayName: actor.name,
      firstName: null,
      lastName: null,
      ...actor.access.person,
    }
  }
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
