import { sql } from 'kysely'
import type { CustomerAccess } from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { isRole, type Role } from '../../api/permissions.ts'
import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { phraseOf } from '../../platform/phrases.ts'

type Entry = {
  id: string
  orgId: string | null
  name: string
  email: string | null
  role: string
  since: Date
  givenBy: string | null
  lastUsed: Date | null
}

/**
 * Service apps that may work in the customer: its own, and those of the whole provider. When the provider's work, and who made them, is its own.
 */
export async function accessOfApps(
  own: OwnContext,
  context: Context,
  organizationId: string,
): Promise<CustomerAccess[]> {
  const isCustomer = own.actor?.side === 'customer'
  const apps = await appsIn(context, organizationId)
  return apps.flatMap((app) => {
    if (!isRole(app.role)) return []
    const ofCustomer = app.orgId !== null
    const told = ofCustomer || !isCustomer
    return {
      ...described(app, app.role),
      how: ofCustomer ? ('own' as const) : ('all' as const),
      side: ofCustomer ? ('customer' as const) : ('partner' as const),
      text: phraseOf(own.language, `identity.administrators.access.${ofCustomer ? 'ownApp' : 'appOfProvider'}`),
      ...(told && app.givenBy !== null ? { givenBy: app.givenBy } : {}),
      ...(told && app.lastUsed ? { lastSignIn: app.lastUsed.toISOString() } : {}),
    }
  })
}

/**
 * People and service apps of the partner above, as far as this partner lets it in: those who have all of its customers, as `onBehalfOf` has it. Who
 * the partner above is stands in the own partner's row; of its people these few facts are read, and never when they sign in. A customer has no
 * contract with the partner above: it is told which company that is and how many of it have access, and no names.
 */
export async function accessOfParent(own: OwnContext, partnerId: string): Promise<CustomerAccess[]> {
  const partner = await own.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('partners')
        .select(['parent_id', 'parent_name', 'parent_may'])
        .where('id', '=', partnerId)
        .executeTakeFirst(),
    { actor: systemActor(partnerId, 'access') },
  )
  if (!partner?.parent_id || (partner.parent_may !== 'read' && partner.parent_may !== 'manage')) return []
  const may = partner.parent_may
  const name = partner.parent_name ?? ''
  if (own.actor?.side !== 'partner') {
    const numbers = await own.transaction(countOfAll, { actor: systemActor(partner.parent_id, 'access') })
    if (numbers.people + numbers.serviceApps === 0) return []
    const values = { people: String(numbers.people), apps: String(numbers.serviceApps) }
    return [
      {
        kind: 'partner',
        how: 'parent',
        displayName: name,
        side: 'partner',
        text: phraseOf(own.language, `identity.administrators.access.parentCompany.${may}`, values),
        ...numbers,
      },
    ]
  }
  const entries = await own.transaction(
    async (context) => [...(await peopleOfAll(context)), ...(await appsIn(context, null))],
    {
      actor: systemActor(partner.parent_id, 'access'),
    },
  )
  return entries.flatMap((entry) => {
    if (!isRole(entry.role)) return []
    const phrase = `identity.administrators.access.${entry.email === null ? 'parentApp' : 'parent'}.${may}` as const
    return {
      ...described(entry, entry.role),
      how: 'parent' as const,
      side: 'partner' as const,
      text: phraseOf(own.language, phrase, { name }),
    }
  })
}

function described({ id, name, email, since }: Entry, role: Role) {
  return {
    kind: email === null ? ('service_app' as const) : ('person' as const),
    personId: encodeId(email === null ? 'APPLICATION' : 'PEOPLE', id),
    displayName: name,
    ...(email === null ? {} : { email }),
    role,
    since: since.toISOString(),
  }
}

/** Of the whole partner, and of the customer where one is named. */
async function appsIn({ tx, actor }: Context, organizationId: string | null): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select p.id, p.org_id as "orgId", p.name, null as email, p.role, p.created_at as since, p.created_by as "givenBy",
      p.last_used_at as "lastUsed"
    from service_apps p
    where p.partner_id = ${actor.partnerId}::uuid and p.disabled_at is null and (p.org_id is null or p.org_id = ${organizationId}::uuid)
    order by p.org_id is not null, lower(p.name) collate "C", p.id`.execute(tx)
  return rows
}

async function countOfAll({ tx, actor }: Context): Promise<{ people: number; serviceApps: number }> {
  const { rows } = await sql<{ people: number; serviceApps: number }>`
    select (select count(*)::int from administrators a where ${hasAll(actor.partnerId)}) as people,
      (select count(*)::int from service_apps p
        where p.partner_id = ${actor.partnerId}::uuid and p.disabled_at is null and p.org_id is null) as "serviceApps"`.execute(
    tx,
  )
  return rows[0] ?? { people: 0, serviceApps: 0 }
}

/** Those of the partner's own people who have all of its customers and leave out none. */
const hasAll = (partnerId: string) => sql`
  a.partner_id = ${partnerId}::uuid and a.org_id is null and a.disabled_at is null and a.password_hash is not null
    and a.reach <> 'assigned' and not exists (
      select 1 from administrator_customers c
      where c.partner_id = a.partner_id and c.administrator_id = a.id and c.how = 'exclude')`

async function peopleOfAll({ tx, actor }: Context): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select coalesce(a.user_id, a.id) as id, a.org_id as "orgId", a.display_name as name, a.email, a.role,
      coalesce(a.role_since, a.created_at) as since, null as "givenBy", null as "lastUsed"
    from administrators a
    where ${hasAll(actor.partnerId)}
    order by lower(a.display_name) collate "C", a.id`.execute(tx)
  return rows
}
