import { z } from 'zod'
import { Cursor, Flag, ListOf, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'
import { TagList } from './partner-tags.ts'

export const partnersErrors = {
  'partners.customer_not_found': { status: 404, number: 12001 },
  'partners.sub_partner_not_found': { status: 404, number: 12002 },
  'partners.restricted_mode': { status: 403, number: 12003 },
  'partners.users_by_full_administrators': { status: 403, number: 12004 },
  'partners.parent_reads_only': { status: 403, number: 12005 },
  'partners.no_parent': { status: 404, number: 12006 },
  'partners.parent_decides_not': { status: 403, number: 12007 },
  'partners.not_on_behalf': { status: 400, number: 12008 },
  'partners.behalf_repeated': { status: 400, number: 12009 },
  'partners.subscription_not_found': { status: 404, number: 12020 },
} as const

/** As existing clients know it. */
export const Organization = z.object({ id: z.string(), displayName: z.string(), created: Time })

export const listOrganizations = endpoint({
  method: 'GET',
  path: '/v1/organizations',
  summary: 'Every organization in reach, not paged.',
  needs: 'partners:read',
  scope: 'spark-admin:organizations_read',
  reply: ListOf(Organization),
  refuses: [],
})

export const getOrganization = endpoint({
  method: 'GET',
  path: '/v1/organizations/:orgId',
  summary: 'One organization: a customer in reach, or the own one.',
  needs: 'partners:read',
  scope: 'spark-admin:organizations_read',
  params: z.object({ orgId: Id('ORGANIZATION') }),
  reply: Organization,
  refuses: ['partners.customer_not_found'],
})

export const CustomerStatus = z.enum([
  'provisioning',
  'provisioned',
  'provisioned_with_errors',
  'updating',
  'deleting',
  'error',
])

export const CustomerPackage = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['package', 'add_on', 'base']),
  /** Seats given out, pending users included. */
  used: z.number().int(),
  /** Left out: unlimited. */
  limit: z.number().int().optional(),
  subscription: z.string().optional(),
})

export const Customer = z.object({
  id: z.string(),
  name: z.string(),
  status: CustomerStatus,
  country: z.string(),
  created: Time,
  externalId: z.string().optional(),
  /** All users of the customer, in any state. */
  users: z.number().int(),
  /** More than 100,000: taken from the seats of the packages. */
  usersApproximate: z.literal(true).optional(),
  packages: z.array(CustomerPackage),
  /** The partner's own order of its customers; customers do not see it. */
  tags: z.array(z.string()),
  can: z.object({ launch: z.boolean(), import: z.boolean() }),
})
export type Customer = z.infer<typeof Customer>

export const listCustomers = endpoint({
  method: 'GET',
  path: '/v1/customers',
  summary: 'Customers in reach, with their packages, by name or creation, paged by key.',
  needs: 'partners:read',
  scope: 'spark-admin:organizations_read',
  query: z.object({
    /** The beginning of the name, of a word of it, or, with an @, of its e-mail address or that of one of its administrators. */
    q: z.string().max(200).optional(),
    /** Any of these tags, with commas between them. */
    tags: TagList.optional(),
    sort: z.enum(['name', 'created']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    max: Max(50, 200),
    cursor: Cursor.optional(),
  }),
  reply: ListOf(Customer),
  paged: true,
  refuses: ['common.bad_cursor'],
})

export const CustomerDetail = Customer.extend({
  region: z.string().optional(),
  language: z.string(),
  primaryEmail: z.string().optional(),
  extensionDigits: z.number().int().optional(),
  sites: z.array(z.object({ id: z.string(), host: z.string(), created: Time })),
  domains: z.array(
    z.object({ id: z.string(), domain: z.string(), status: z.enum(['pending', 'verified', 'claimed']) }),
  ),
  subscriptions: z.array(
    z.object({
      id: z.string(),
      reference: z.string(),
      offer: z.string(),
      status: z.enum(['active', 'trial', 'canceled']),
      starts: Time,
      ends: Time.optional(),
    }),
  ),
  orders: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      status: z.string(),
      ordered: Time,
      subscription: z.string().optional(),
    }),
  ),
  administrators: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      email: z.string(),
      role: z.string(),
      lastSignIn: Time.optional(),
    }),
  ),
  locations: z.array(z.object({ id: z.string(), name: z.string(), country: z.string(), timeZone: z.string() })),
  /** They add up to `users`; where that is approximate, so are these. */
  usersByStatus: z.array(z.object({ status: z.string(), users: z.number().int() })),
})
export type CustomerDetail = z.infer<typeof CustomerDetail>

export const getCustomer = endpoint({
  method: 'GET',
  path: '/v1/customers/:customerId',
  summary: 'One customer with sites, domains, subscriptions, orders, packages, locations and administrators.',
  needs: 'partners:read',
  scope: 'spark-admin:organizations_read',
  params: z.object({ customerId: Id('ORGANIZATION') }),
  query: z.object({ preview: Flag.optional() }),
  reply: CustomerDetail,
  refuses: ['partners.customer_not_found'],
})

/** What a sub-partner lets its parent do with its customers. */
export const ParentMay = z.enum(['nothing', 'read', 'manage'])
export type ParentMay = z.infer<typeof ParentMay>

export const SubPartner = z.object({
  orgId: z.string(),
  displayName: z.string(),
  provisioningState: z.enum(['active', 'suspended']),
  created: Time,
  parentMay: ParentMay,
})
export type SubPartner = z.infer<typeof SubPartner>

export const listSubPartners = endpoint({
  method: 'GET',
  path: '/v1/wholesale/subPartners',
  summary: 'The sub-partners of this partner. Acting in one of them is `onBehalfOfSubPartnerOrgId` on the other calls.',
  needs: 'partners:read',
  scope: 'spark-admin:wholesale_customers_read',
  query: z.object({
    provisioningState: z.string().max(40).optional(),
    offset: z.coerce.number().int().min(0).default(0),
    max: Max(100, 1000),
  }),
  /** The published description says `items`, its example `subPartners`: both are given. */
  reply: z.object({ subPartners: z.array(SubPartner), items: z.array(SubPartner) }),
  refuses: [],
})

export const Parent = z.object({ id: z.string(), name: z.string(), may: ParentMay })

export const getParent = endpoint({
  method: 'GET',
  path: '/v1/partner/parent',
  summary: 'The partner above this one, and what it may do with the customers here.',
  needs: 'partners:configure',
  reply: z.object({ parent: Parent.optional() }),
  refuses: [],
})

export const changeParent = endpoint({
  method: 'PATCH',
  path: '/v1/partner/parent',
  summary: 'Decide what the partner above may do with the customers here: nothing, read, or manage.',
  needs: 'partners:configure',
  body: z.object({ may: ParentMay }),
  reply: z.object({ parent: Parent }),
  refuses: [
    'partners.no_parent',
    'partners.parent_decides_not',
    'identity.fresh_sign_in_needed',
    'identity.session_needed',
  ],
})
