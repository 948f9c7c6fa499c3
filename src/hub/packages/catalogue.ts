import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'

export type CataloguePackage = {
  id: string
  kind: 'package' | 'add_on' | 'base'
  name: string
  heading: string
  formerHeadings: string[]
  forWhom: 'user' | 'workspace' | 'customer' | 'mixed'
  calls: boolean
  needsSite: boolean
  needsAnyOf: string[]
  licenses: { code: string; name: string }[]
}

/** What a customer was sold of one thing, and how much is used. `limit` null: unlimited. */
export type SoldPackage = CataloguePackage & {
  organizationId: string
  used: number
  limit: number | null
  subscriptionId: string | null
  /** The subscription's reference, as headings carry it in brackets. */
  subscription: string | null
}

const Kind = z.enum(['package', 'add_on', 'base'])
const ForWhom = z.enum(['user', 'workspace', 'customer', 'mixed'])
const Licenses = z.array(z.object({ code: z.string(), name: z.string() }))

/** Everything sold to these customers, in the catalogue's order. The caller has checked the reach. */
export async function soldPackages(context: Context, organizationIds: readonly string[]): Promise<SoldPackage[]> {
  if (organizationIds.length === 0) return []
  return await soldQuery(context)
    .where(sql<boolean>`op.org_id = any(${[...organizationIds]}::uuid[])`)
    .execute()
    .then((rows) => rows.map(soldFromRow))
}

/** How many seats of packages these customers use; users have one package each. The caller has checked the reach. */
export async function seatsTaken(context: Context, organizationIds: readonly string[]): Promise<Map<string, number>> {
  if (organizationIds.length === 0) return new Map()
  const rows = await context.tx
    .selectFrom('organization_packages as op')
    .innerJoin('package_catalogue as c', 'c.id', 'op.package_id')
    .select(['op.org_id', sql<number>`sum(op.used)`.as('used')])
    .where('op.partner_id', '=', context.actor.partnerId)
    .where(sql<boolean>`op.org_id = any(${[...organizationIds]}::uuid[])`)
    .where('c.kind', '=', 'package')
    .groupBy('op.org_id')
    .execute()
  return new Map(rows.map(({ org_id: id, used }) => [id, used]))
}

/** Everything sold to any customer in reach. */
export async function allSoldPackages(context: Context): Promise<SoldPackage[]> {
  return await soldQuery(context)
    .where(withinReach(context.actor, 'op.org_id'))
    .execute()
    .then((rows) => rows.map(soldFromRow))
}

function soldQuery(context: Context) {
  return context.tx
    .selectFrom('organization_packages as op')
    .innerJoin('package_catalogue as c', 'c.id', 'op.package_id')
    .leftJoin('subscriptions as s', (join) =>
      join.onRef('s.partner_id', '=', 'op.partner_id').onRef('s.id', '=', 'op.subscription_id'),
    )
    .select([
      'op.org_id',
      'op.used',
      'op.seat_limit',
      'op.subscription_id',
      's.reference',
      'c.id',
      'c.kind',
      'c.name',
      'c.heading',
      'c.former_headings',
      'c.for_whom',
      'c.calls',
      'c.needs_site',
      'c.needs_any_of',
      'c.licenses',
    ])
    .where('op.partner_id', '=', context.actor.partnerId)
    .orderBy('op.org_id')
    .orderBy('c.position')
}

type SoldRow = Awaited<ReturnType<ReturnType<typeof soldQuery>['execute']>>[number]

function soldFromRow(row: SoldRow): SoldPackage {
  return {
    organizationId: row.org_id,
    used: row.used,
    limit: row.seat_limit,
    subscriptionId: row.subscription_id,
    subscription: row.reference,
    id: row.id,
    kind: Kind.parse(row.kind),
    name: row.name,
    heading: row.heading,
    formerHeadings: row.former_headings,
    forWhom: ForWhom.parse(row.for_whom),
    calls: row.calls,
    needsSite: row.needs_site,
    needsAnyOf: row.needs_any_of,
    licenses: Licenses.parse(row.licenses),
  }
}

/** A licence that a sold package brings. Its id needs no table: the uuid is derived from customer, package and code. */
export type SoldLicense = { id: string; code: string; name: string; package: SoldPackage }

export function licensesOf(sold: SoldPackage): SoldLicense[] {
  return sold.licenses.map(({ code, name }) => ({
    id: `${sold.organizationId}:${code}_${derivedUuid(`${sold.organizationId} ${sold.id} ${code}`)}`,
    code,
    name,
    package: sold,
  }))
}

/** A stable UUID of version 8 (RFC 9562: custom) from a text. */
function derivedUuid(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
