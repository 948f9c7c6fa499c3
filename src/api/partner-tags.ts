import { z } from 'zod'
import { Max } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'

/** At most 25 characters. A comma would part it in two where tags are listed in an address. */
export const TagName = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(25)
      .regex(/^[^,\p{Cc}]+$/u),
  )

const Tag = z.object({ name: z.string(), description: z.string().optional() })
const TagSet = z.object({
  tags: z.array(z.object({ name: TagName, description: z.string().trim().max(200).optional() })).max(5),
})
export const TagList = z
  .string()
  .min(1)
  .max(2000)
  .transform((text) =>
    text
      .split(',')
      .map((tag) => tag.normalize('NFC').trim())
      .filter((tag) => tag !== ''),
  )
  .describe('Tags with commas between them; any of them is enough.')
const Most = Max(100, 100)

const OrganizationTags = z.object({ orgName: z.string(), orgId: z.string(), tags: z.array(z.string()) })
const SubscriptionTags = OrganizationTags.extend({
  subscriptionId: z.string(),
  /** A text, as existing clients know it. */
  trial: z.enum(['true', 'false']),
})

const read = { needs: 'partners:read', scope: 'spark-admin:organizations_read' } as const
const write = { needs: 'partners:write', scope: 'spark-admin:organizations_write' } as const

export const listTags = endpoint({
  method: 'GET',
  path: '/v1/partner/tags',
  summary: 'Every tag that a customer (or a subscription) in reach has. A tag vanishes with its last use.',
  ...read,
  query: z.object({ type: z.enum(['ORGANIZATION', 'SUBSCRIPTION']).default('ORGANIZATION') }),
  reply: z.array(Tag),
  refuses: ['common.forbidden'],
})

export const listTaggedOrganizations = endpoint({
  method: 'GET',
  path: '/v1/partner/tags/organizations',
  summary: 'Customers in reach with any of these tags.',
  ...read,
  query: z.object({ tags: TagList, max: Most }),
  reply: z.array(OrganizationTags),
  refuses: ['common.forbidden'],
})

export const getOrganizationTags = endpoint({
  method: 'GET',
  path: '/v1/partner/tags/organizations/:orgId',
  summary: 'The tags of one customer.',
  ...read,
  params: z.object({ orgId: Id('ORGANIZATION') }),
  reply: OrganizationTags,
  refuses: ['common.forbidden', 'partners.customer_not_found'],
})

export const assignOrganizationTags = endpoint({
  method: 'POST',
  path: '/v1/partner/tags/organizations/:orgId/assignTags',
  published: true,
  summary:
    'Replace the tags of one customer; an empty list takes all away. Whose reach hangs on a tag has the customer at once: where one comes or goes, a person does it in a fresh session. Personal tokens, which could in earlier versions, cannot; service apps can.',
  ...write,
  params: z.object({ orgId: Id('ORGANIZATION') }),
  body: TagSet,
  reply: z.array(Tag),
  refuses: [
    'common.forbidden',
    'partners.customer_not_found',
    'identity.session_needed',
    'identity.fresh_sign_in_needed',
  ],
})

export const listTaggedSubscriptions = endpoint({
  method: 'GET',
  path: '/v1/partner/tags/subscriptions',
  summary: 'Subscriptions of customers in reach with any of these tags.',
  ...read,
  query: z.object({ tags: TagList, max: Most }),
  reply: z.array(SubscriptionTags),
  refuses: ['common.forbidden'],
})

const OneSubscription = z.object({ orgId: Id('ORGANIZATION'), subscriptionId: z.string().min(1).max(200) })

export const getSubscriptionTags = endpoint({
  method: 'GET',
  path: '/v1/partner/tags/organizations/:orgId/subscriptions/:subscriptionId',
  summary: 'The tags of one subscription, named by its reference or id.',
  ...read,
  params: OneSubscription,
  reply: SubscriptionTags,
  refuses: ['common.forbidden', 'partners.customer_not_found', 'partners.subscription_not_found'],
})

export const assignSubscriptionTags = endpoint({
  method: 'POST',
  path: '/v1/partner/tags/organizations/:orgId/subscriptions/:subscriptionId/assignTags',
  published: true,
  summary: 'Replace the tags of one subscription.',
  ...write,
  params: OneSubscription,
  body: TagSet,
  reply: z.array(Tag),
  refuses: ['common.forbidden', 'partners.customer_not_found', 'partners.subscription_not_found'],
})
