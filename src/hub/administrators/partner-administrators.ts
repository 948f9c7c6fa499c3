import { type RawBuilder, sql } from 'kysely'
import { encodeId } from '../../api/ids.ts'
import { isRole, roleInCustomer } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFresh } from '../../platform/fresh-sign-in.ts'
import { requireOrganization } from '../partners/index.ts'
import { type AdministratorRow, personId, requireAdministrator } from './administrators.ts'
import { requireAnother, requireMayAdminister } from './guards.ts'
import { storedReach, writeReach } from './reach.ts'

// The calls that existing clients make to give single customers to partner administrators. They read what tags give as well; to change that is
// not theirs.

export async function managedOrganizations(context: Context, id: string) {
  requireWholePartner(context)
  const person = await requireAssigned(context, id)
  const customers = await customersOf(context, person.id)
  // As published: the bare role key in plain base64, unlike the ids.
  const role = Buffer.from(person.role).toString('base64')
  return { items: customers.map((customer) => ({ orgId: encodeId('ORGANIZATION', customer), role })) }
}

export async function partnerAdministrators(context: Context, organizationId: string) {
  requireWholePartner(context)
  await requireOrganization(context, organizationId)
  const rows = await context.tx
    .selectFrom('administrators as a')
    .select(['a.id', 'a.user_id as userId', 'a.display_name', 'a.first_name', 'a.last_name', 'a.email', 'a.role'])
    .where('a.partner_id', '=', context.actor.partnerId)
    .where(isGiven(sql.ref('a.id'), sql`${organizationId}::uuid`, context.actor.partnerId))
    .where('a.reach', '=', 'assigned')
    .where('a.disabled_at', 'is', null)
    .orderBy('a.display_name')
    .orderBy('a.id')
    .execute()
  return {
    items: rows.flatMap((row) =>
      isRole(row.role)
        ? [
            {
              id: personId(row),
              displayName: row.display_name,
              firstName: row.first_name,
              lastName: row.last_name,
              emails: [row.email],
              roleInCustomerOrg: roleInCustomer(row.role),
            },
          ]
        : [],
    ),
  }
}

/** Given one by one or by a tag, and not excepted. */
function isGiven(administrator: RawBuilder<unknown>, organization: RawBuilder<unknown>, partnerId: string) {
  const partner = sql`${partnerId}::uuid`
  return sql<boolean>`(exists (select 1 from administrator_customers c where c.partner_id = ${partner}
      and c.administrator_id = ${administrator} and c.org_id = ${organization} and c.how = 'include')
    or exists (select 1 from administrator_tags g join organization_tags t on t.partner_id = g.partner_id and t.tag = g.tag
      where g.partner_id = ${partner} and g.administrator_id = ${administrator} and t.org_id = ${organization}))
    and not exists (select 1 from administrator_customers x where x.partner_id = ${partner}
      and x.administrator_id = ${administrator} and x.org_id = ${organization} and x.how = 'exclude')`
}

async function customersOf({ tx, actor }: Context, administratorId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('organizations as o')
    .select('o.id')
    .where('o.partner_id', '=', actor.partnerId)
    .where(isGiven(sql`${administratorId}::uuid`, sql.ref('o.id'), actor.partnerId))
    .orderBy('o.id')
    .execute()
  return rows.map(({ id }) => id)
}

export async function assign(context: Context, organizationId: string, id: string, isGiven: boolean): Promise<void> {
  const organization = await requireOrganization(context, organizationId)
  const person = await requireAssigned(context, id)
  requireMayAdminister(context, person)
  requireAnother(context, person)
  requireFresh(context)
  const before = await storedReach(context, person)
  const others = before.customers.filter((each) => each !== organization.id)
  const after = {
    ...before,
    customers: isGiven ? [...others, organization.id].sort() : others,
    exceptions: isGiven ? before.exceptions.filter((each) => each !== organization.id) : before.exceptions,
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return
  await writeReach(context, person.id, after)
  await context.audit({
    type: 'identity.reach_changed',
    subject: { kind: 'administrator', id: person.id },
    before,
    after,
  })
}

/** For those who see all of the partner: full and read-only administrators, and apps with their roles. */
function requireWholePartner({ actor }: Context): void {
  if (actor.side !== 'partner' || actor.reach.kind !== 'all') throw new Refusal('common.forbidden')
}

async function requireAssigned(context: Context, id: string): Promise<AdministratorRow> {
  const person = await requireAdministrator(context, id)
  if (person.organizationId !== null) throw new Refusal('identity.administrator_not_found')
  if (person.reach === 'all') throw new Refusal('identity.has_all_customers')
  return person
}
