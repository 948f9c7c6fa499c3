import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { reaches, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, KeyTime, toCursor } from '../../platform/cursor.ts'
import { Refusal } from '../../platform/errors.ts'
import { matchesTerm } from '../lookup/index.ts'
import { hasAnyTag } from './has-tag.ts'

export type DescribedOrganization = {
  id: string
  name: string
  status: string
  country: string
  region: string | null
  language: string
  primaryEmail: string | null
  externalId: string | null
  extensionDigits: number | null
  createdAt: Date
}

const columns = [
  'id',
  'name',
  'status',
  'country',
  'region',
  'language',
  'primary_email as primaryEmail',
  'external_id as externalId',
  'extension_digits as extensionDigits',
  'created_at as createdAt',
] as const

/** The customer, if it is there and in reach; else 404, without saying which. */
export async function requireOrganization(context: Context, organizationId: string): Promise<DescribedOrganization> {
  if (!reaches(context.actor, organizationId)) throw new Refusal('partners.customer_not_found')
  const [found] = await describeOrganizations(context, [organizationId])
  if (!found) throw new Refusal('partners.customer_not_found')
  return found
}

/** The partner has an organization of its own, named by the partner's id: service apps and administrators belong to it. */
export function isOwnOrganization({ actor }: Context, organizationId: string): boolean {
  return organizationId === actor.partnerId && actor.side === 'partner'
}

/** As `requireOrganization`, for lists of what customers have: of the own organization they are empty. */
export async function requireListedOrganization(context: Context, organizationId: string): Promise<void> {
  if (!isOwnOrganization(context, organizationId)) await requireOrganization(context, organizationId)
}

/** These customers, as far as they are in reach, in no order. */
export async function describeOrganizations(
  context: Context,
  ids: readonly string[],
): Promise<DescribedOrganization[]> {
  if (ids.length === 0) return []
  const rows = await context.tx
    .selectFrom('organizations')
    .select(columns)
    .where('partner_id', '=', context.actor.partnerId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.filter(({ id }) => reaches(context.actor, id))
}

/** The order that the cursor was made for stands in it: a key of another order would be no key. */
const keys = {
  name: z.tuple([z.string(), z.string(), z.uuid()]),
  created: z.tuple([z.string(), KeyTime, z.uuid()]),
}

/** Customers in reach by name or creation, paged by key. `q`: the beginning of the name, of one of its words, or of an e-mail address. */
export async function organizationPage(
  context: Context,
  page: {
    q?: string | undefined
    tags?: readonly string[] | undefined
    sort: 'name' | 'created'
    order: 'asc' | 'desc'
    max: number
    cursor?: string | undefined
  },
): Promise<{ items: DescribedOrganization[]; cursor: string | null }> {
  const { actor } = context
  const order = `${page.sort} ${page.order}`
  const after = fromCursor(keys[page.sort], page.cursor)
  if (after && after[0] !== order) throw new Refusal('common.bad_cursor')
  const column = page.sort === 'name' ? sql.ref('sort_name') : sql.ref('created_at')
  const bound = page.sort === 'name' ? sql`${after?.[1]}::text collate "C"` : sql`${after?.[1]}::timestamptz`
  const compare = sql.raw(page.order === 'asc' ? '>' : '<')
  const direction = sql.raw(page.order)
  let query = context.tx
    .selectFrom('organizations')
    .select([
      ...columns,
      'sort_name',
      sql<string>`to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('createdKey'),
    ])
    .where('partner_id', '=', actor.partnerId)
    .where(withinReach(actor, 'id'))
    .orderBy(sql`${column} ${direction}, id ${direction}`)
    .limit(page.max + 1)
  if (page.q?.includes('@')) query = query.where(hasEmail(page.q))
  else if (page.q?.trim())
    query = query.where(matchesTerm(actor.partnerId, 'organizations.id', 'organizations.id', ['on'], page.q))
  if (page.tags && actor.side === 'partner') query = query.where(hasAnyTag('organizations', page.tags))
  if (after) query = query.where(sql<boolean>`(${column}, id) ${compare} (${bound}, ${after[2]}::uuid)`)
  const rows = await query.execute()
  const last = rows.length > page.max ? rows[page.max - 1] : undefined
  return {
    items: rows.slice(0, page.max),
    cursor: last ? toCursor([order, page.sort === 'name' ? last.sort_name : last.createdKey, last.id]) : null,
  }
}

/** Its own address, or that of one of its administrators, begins so. */
function hasEmail(text: string): RawBuilder<boolean> {
  const begin = text.trim().toLowerCase()
  const upto = `${begin}\u{10ffff}`
  return sql<boolean>`(lower(primary_email) collate "C" >= ${begin} and lower(primary_email) collate "C" < ${upto} or exists (
    select 1 from administrators a where a.partner_id = organizations.partner_id and a.org_id = organizations.id
      and a.email >= ${begin} and a.email < ${upto}))`
}

/** What else belongs to one customer. The caller has checked its reach. */
export async function organizationFacts(context: Context, organizationId: string) {
  const { tx, actor } = context
  const sites = tx
    .selectFrom('sites')
    .select(['id', 'host', 'created_at as createdAt'])
    .where('partner_id', '=', actor.partnerId)
    .where('org_id', '=', organizationId)
    .orderBy('host')
  const domains = tx
    .selectFrom('domains')
    .select(['id', 'domain', 'status'])
    .where('partner_id', '=', actor.partnerId)
    .where('org_id', '=', organizationId)
    .orderBy('domain')
  const subscriptions = tx
    .selectFrom('subscriptions')
    .select(['id', 'reference', 'offer', 'status', 'starts_at as startsAt', 'ends_at as endsAt'])
    .where('partner_id', '=', actor.partnerId)
    .where('org_id', '=', organizationId)
    .orderBy('starts_at', 'desc')
  const orders = tx
    .selectFrom('orders')
    .select(['id', 'number', 'status', 'subscription_id as subscriptionId', 'ordered_at as orderedAt'])
    .where('partner_id', '=', actor.partnerId)
    .where('org_id', '=', organizationId)
    .orderBy('ordered_at', 'desc')
    .limit(500)
  const [siteRows, domainRows, subscriptionRows, orderRows] = await Promise.all([
    sites.execute(),
    domains.execute(),
    subscriptions.execute(),
    orders.execute(),
  ])
  return { sites: siteRows, domains: domainRows, subscriptions: subscriptionRows, orders: orderRows }
}

/** These orders, as far as their customers are in reach, in no order. */
export async function describeOrders(context: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await context.tx
    .selectFrom('orders')
    .innerJoin('organizations', (join) =>
      join.onRef('organizations.partner_id', '=', 'orders.partner_id').onRef('organizations.id', '=', 'orders.org_id'),
    )
    .select([
      'orders.id',
      'orders.org_id as organizationId',
      'organizations.name as organizationName',
      'orders.number',
      'orders.status',
      'orders.ordered_at as orderedAt',
    ])
    .where('orders.partner_id', '=', context.actor.partnerId)
    .where(sql<boolean>`orders.id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.filter((row) => reaches(context.actor, row.organizationId))
}
