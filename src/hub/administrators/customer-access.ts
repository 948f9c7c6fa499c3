import { sql } from 'kysely'
import type { CustomerAccess } from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { isRole, type Role } from '../../api/permissions.ts'
import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { requireOrganization } from '../partners/index.ts'
import { accessOfApps, accessOfParent } from './who-else-has-access.ts'

type Row = {
  id: string
  userId: string | null
  displayName: string
  email: string
  role: string
  org: string | null
  reach: string
  state: CustomerAccess['state']
  since: Date
  givenBy: string | null
  lastSignInAt: Date | null
  direct: Date | null
  directBy: string | null
  tag: string | null
  tagSince: Date | null
  tagBy: string | null
}

/**
 * Everybody who has access to the customer. A customer sees who of its provider has, and since when, but not how the provider orders its
 * customers: tags and who gave what are the partner's own.
 */
export async function customerAccess(context: OwnContext, organizationId: string): Promise<CustomerAccess[]> {
  const { actor, language } = context
  if (!actor) throw new Refusal('common.unauthorized')
  await context.transaction(async (inside) => await requireOrganization(inside, organizationId))
  // Customer-side people are fenced off from the partner's rows, and shall see these few facts of them.
  const { rows, apps } = await context.transaction(
    async (inside) => ({
      rows: await readAccess(inside, organizationId),
      apps: await accessOfApps(context, inside, organizationId),
    }),
    { actor: systemActor(actor.partnerId, 'access') },
  )
  const say = (key: string, values: Record<string, string> = {}) =>
    phraseOf(language, `identity.administrators.access.${key}`, values)
  const people = rows.flatMap((row): CustomerAccess[] => {
    if (!isRole(row.role)) return []
    const shown = describe(row, row.role)
    if (row.org !== null) return [{ ...shown, how: 'own', text: say('own'), ...givenBy(row.givenBy) }]
    if (actor.side === 'customer')
      return [
        {
          ...withoutSignIn(shown),
          how: row.reach === 'all' ? 'all' : 'given',
          text: say(row.reach === 'all' ? 'ofProvider' : 'assigned'),
        },
      ]
    if (row.direct !== null)
      return [{ ...shown, how: 'given', text: say('given'), since: row.direct.toISOString(), ...givenBy(row.directBy) }]
    if (row.reach === 'all') return [{ ...shown, how: 'all', text: say('all'), ...givenBy(row.givenBy) }]
    return [
      {
        ...shown,
        how: 'tag',
        text: say('tag', { tag: row.tag ?? '' }),
        since: (row.tagSince ?? row.since).toISOString(),
        ...givenBy(row.tagBy),
      },
    ]
  })
  return [...people, ...apps, ...(await accessOfParent(context, actor.partnerId))]
}

/** When the provider's people sign in, and whether they have at all, is the provider's own. */
function withoutSignIn({ lastSignIn: _, state: __, ...shown }: ReturnType<typeof describe>) {
  return shown
}

function givenBy(name: string | null): { givenBy?: string } {
  return name === null ? {} : { givenBy: name }
}

function describe(row: Row, role: Role): Omit<CustomerAccess, 'how' | 'text'> {
  return {
    kind: 'person',
    personId: encodeId('PEOPLE', row.userId ?? row.id),
    displayName: row.displayName,
    email: row.email,
    side: row.org === null ? 'partner' : 'customer',
    role,
    state: row.state,
    since: row.since.toISOString(),
    ...(row.lastSignInAt ? { lastSignIn: row.lastSignInAt.toISOString() } : {}),
  }
}

/** By tag since the later of both: the tag was given to the person, and to the customer. */
async function readAccess(context: Context, organizationId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.user_id as "userId", a.display_name as "displayName", a.email, a.role, a.org_id as org, a.reach,
      case when a.disabled_at is not null then 'disabled' when a.password_hash is null then 'invited' else 'active' end as state,
      coalesce(a.role_since, a.created_at) as since, a.role_given_by as "givenBy", a.last_sign_in_at as "lastSignInAt",
      c.since as direct, c.given_by as "directBy", t.tag, t.since as "tagSince", t.given_by as "tagBy"
    from administrators a
    left join administrator_customers c
      on c.partner_id = a.partner_id and c.administrator_id = a.id and c.org_id = ${organizationId}::uuid
    left join lateral (
      select g.tag, greatest(g.since, o.created_at) as since, g.given_by
      from administrator_tags g
      join organization_tags o on o.partner_id = g.partner_id and o.tag = g.tag and o.org_id = ${organizationId}::uuid
      where g.partner_id = a.partner_id and g.administrator_id = a.id order by 2, 1 limit 1) t on true
    where a.partner_id = ${context.actor.partnerId}::uuid and a.disabled_at is null and (
      a.org_id = ${organizationId}::uuid
      or (a.org_id is null and c.how is distinct from 'exclude' and (a.reach = 'all' or c.how = 'include' or t.tag is not null)))
    order by a.org_id is not null, lower(a.display_name) collate "C", a.id`.execute(context.tx)
  return rows
}
