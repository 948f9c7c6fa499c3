import { encodeId } from '../../api/ids.ts'
import type { Customer, CustomerDetail } from '../../api/partners.ts'
import * as partnersApi from '../../api/partners.ts'
import { isHelpDesk, isRole, roles } from '../../api/permissions.ts'
import { isAllowed } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { handleSome } from '../../platform/handlers.ts'
import { listAdministrators } from '../administrators/index.ts'
import { recordOnce } from '../audit/index.ts'
import { locationsOf } from '../directory/index.ts'
import { type SoldPackage, soldPackages } from '../packages/index.ts'
import {
  type DescribedOrganization,
  organizationFacts,
  organizationPage,
  requireOrganization,
  tagsOf,
} from '../partners/index.ts'
import { countUsersInStates, countUsersOf, type UserCount } from './count-users.ts'

/** Customers with what they bought: gathered from partners, packages, identity and directory. */
export const customerPages = handleSome(partnersApi, {
  listCustomers: async (context, { query, answer }) => {
    const page = await organizationPage(context, query)
    if (page.cursor) answer.next({ cursor: page.cursor })
    const ids = page.items.map((organization) => organization.id)
    const [sold, users, tags] = await Promise.all([
      soldPackages(context, ids),
      countUsersOf(context, ids),
      tagsOf(context, ids),
    ])
    const soldTo = Map.groupBy(sold, (item) => item.organizationId)
    return {
      items: page.items.map((organization) =>
        describeCustomer(context, organization, {
          sold: soldTo.get(organization.id) ?? [],
          users: users.get(organization.id),
          tags: tags.get(organization.id) ?? [],
        }),
      ),
    }
  },
  getCustomer: async (context, { params, query }) => {
    const organization = await requireOrganization(context, params.customerId)
    const [detail] = await Promise.all([
      describeDetail(context, organization),
      isHelpDesk(context.actor.role) &&
        recordOnce(context, {
          type: query.preview ? 'helpdesk.preview_shown' : 'helpdesk.customer_opened',
          organizationId: organization.id,
          subject: { kind: 'organization', id: organization.id },
        }),
    ])
    return detail
  },
})

function describeCustomer(
  context: Context,
  organization: DescribedOrganization,
  { sold, users, tags }: { sold: readonly SoldPackage[]; users: UserCount | undefined; tags: readonly string[] },
): Customer {
  return {
    id: encodeId('ORGANIZATION', organization.id),
    name: organization.name,
    status: partnersApi.CustomerStatus.parse(organization.status),
    country: organization.country,
    created: organization.createdAt.toISOString(),
    ...(organization.externalId ? { externalId: organization.externalId } : {}),
    ...(users ?? { users: 0 }),
    packages: sold.map((item) => ({
      id: item.id,
      name: item.name,
      kind: item.kind,
      used: item.used,
      ...(item.limit === null ? {} : { limit: item.limit }),
      ...(item.subscription ? { subscription: item.subscription } : {}),
    })),
    tags: [...tags],
    can: {
      launch: isAllowed(context.actor, 'partners:launch', organization.id),
      import: isAllowed(context.actor, 'imports:write'),
    },
  }
}

async function describeDetail(context: Context, organization: DescribedOrganization): Promise<CustomerDetail> {
  const [sold, { usersByStatus, ...users }, tags, facts, administrators, locations] = await Promise.all([
    soldPackages(context, [organization.id]),
    countUsersInStates(context, organization.id),
    tagsOf(context, [organization.id]),
    organizationFacts(context, organization.id),
    listAdministrators(context, organization.id),
    locationsOf(context, organization.id),
  ])
  const references = new Map(facts.subscriptions.map((subscription) => [subscription.id, subscription.reference]))
  return {
    ...describeCustomer(context, organization, {
      sold,
      users,
      tags: tags.get(organization.id) ?? [],
    }),
    ...(organization.region ? { region: organization.region } : {}),
    language: organization.language,
    ...(organization.primaryEmail ? { primaryEmail: organization.primaryEmail } : {}),
    ...(organization.extensionDigits === null ? {} : { extensionDigits: organization.extensionDigits }),
    sites: facts.sites.map(({ id, host, createdAt }) => ({ id, host, created: createdAt.toISOString() })),
    domains: facts.domains.map(({ id, domain, status }) => ({
      id,
      domain,
      status: partnersApi.CustomerDetail.shape.domains.element.shape.status.parse(status),
    })),
    subscriptions: facts.subscriptions.map(({ id, reference, offer, status, startsAt, endsAt }) => ({
      id,
      reference,
      offer,
      status: partnersApi.CustomerDetail.shape.subscriptions.element.shape.status.parse(status),
      starts: startsAt.toISOString(),
      ...(endsAt ? { ends: endsAt.toISOString() } : {}),
    })),
    orders: facts.orders.map(({ id, number, status, subscriptionId, orderedAt }) => {
      const subscription = subscriptionId ? references.get(subscriptionId) : undefined
      return {
        id: encodeId('ORDER', id),
        number,
        status,
        ordered: orderedAt.toISOString(),
        ...(subscription ? { subscription } : {}),
      }
    }),
    administrators: administrators.map(({ id, userId, displayName, email, role, lastSignInAt }) => ({
      id: encodeId('PEOPLE', userId ?? id),
      displayName,
      email,
      role: isRole(role) ? roles[role].name : role,
      ...(lastSignInAt ? { lastSignIn: lastSignInAt.toISOString() } : {}),
    })),
    locations: locations.map(({ id, name, country, time_zone }) => ({
      id: encodeId('LOCATION', id),
      name,
      country,
      timeZone: time_zone,
    })),
    usersByStatus,
  }
}
