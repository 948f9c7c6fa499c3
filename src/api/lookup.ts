import { z } from 'zod'
import { Cursor, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'

export const SearchKind = z.enum(['organization', 'user', 'device', 'order'])
export type SearchKind = z.infer<typeof SearchKind>

/** What of a thing matched: the value as it is stored or shown, and what sort of name it is. */
export const Matched = z.object({
  term: z.string(),
  kind: z.enum([
    'name',
    'email',
    'phone',
    'extension',
    'mac',
    'serial',
    'sip',
    'site',
    'domain',
    'order',
    'id',
    'external_id',
  ]),
})
export type Matched = z.infer<typeof Matched>

export const SearchItem = z.object({
  kind: SearchKind,
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  title: z.string(),
  subtitle: z.string(),
  matched: Matched,
  rank: z.enum(['exact', 'prefix', 'fuzzy']),
  /** User state, device connection, or state of the customer or order, for the dot or word beside the row. */
  status: z.string().optional(),
  /** When an order was placed, for its row. */
  ordered: Time.optional(),
  /** Users of a customer, for its row. */
  users: z.number().int().optional(),
  /** More than 5,000: taken from the seats of the packages. */
  usersApproximate: z.literal(true).optional(),
})
export type SearchItem = z.infer<typeof SearchItem>

export const SearchAnswer = z.object({
  items: z.array(SearchItem),
  /** A phrase key with what to type instead, as `number_without_country` or `too_short`. */
  hint: z
    .enum(['too_short', 'number_without_country', 'nothing_found', 'similar_only', 'extension_needs_customer'])
    .optional(),
  /** Kinds of which the next pages hold more; left out where this page ends all of them. */
  more: z.array(SearchKind).optional(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** A hit tells what the page of the thing tells: each kind asks for the scope of that page, and those of which a token holds none are left out. */
export const searchScopes = {
  organization: 'spark-admin:organizations_read',
  user: 'spark-admin:people_read',
  device: 'spark-admin:devices_read',
  order: 'spark-admin:organizations_read',
} as const satisfies Record<SearchKind, string>

export const search = endpoint({
  method: 'GET',
  path: '/v1/search',
  summary:
    'Find customers, users, devices and orders by anything: name, e-mail, phone, extension, MAC, serial, SIP, site, domain, order, id. A token finds the kinds that its scopes open.',
  needs: 'lookup:search',
  scopes: searchScopes,
  query: z.object({
    q: z.string().max(400),
    organizationId: Id('ORGANIZATION').optional(),
    kind: SearchKind.optional(),
    max: Max(20, 100),
    cursor: Cursor.optional(),
  }),
  reply: SearchAnswer,
  paged: true,
  refuses: ['partners.customer_not_found', 'common.bad_cursor'],
})
