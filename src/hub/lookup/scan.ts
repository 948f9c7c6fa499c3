import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Probe } from './classify.ts'
import type { TermKind } from './terms.ts'

/** A term that a probe found. `probe`: its place in the list asked for. */
export type Found = { probe: number; kind: TermKind; term: string; organizationId: string; id: string }

// Up to so many customers a probe into each is cheaper than a scan over all; beyond, a bounded scan usually finds enough.
const fewCustomers = 50
const scanned = 3000

type Row = { probe: number; kind: TermKind; term: string; org_id: string; id: string }

/**
 * Reads each probe's range in the order of the index, at most `limit` terms each, within the actor's reach or one organization of it.
 * The caller has checked that the organization is in reach.
 */
export async function scan(context: Context, probes: readonly Probe[], organizationId: string | undefined, limit: number): Promise<Found[]> {
  if (probes.length === 0) return []
  const { reach } = context.actor
  if (organizationId !== undefined) return await read(context, probes.map((probe, index) => inOrganization(context, probe, index, organizationId, limit)))
  if (reach.kind === 'all') return await read(context, probes.map((probe, index) => inPartner(context, probe, index, limit, null)))
  if (reach.organizations.length === 0) return []
  const inEach = (wanted: readonly number[]) =>
    wanted.map((index) => inOrganizations(context, probes[index] as Probe, index, reach.organizations, limit))
  const all = probes.map((_, index) => index)
  if (reach.organizations.length <= fewCustomers) return await read(context, inEach(all))
  const found = await read(context, probes.map((probe, index) => inPartner(context, probe, index, scanned, reach.organizations)))
  const counts = await scannedCounts(context, probes, found, limit)
  const short = all.filter((index) => counts(index))
  return short.length === 0 ? found : [...found.filter(({ probe }) => !short.includes(probe)), ...(await read(context, inEach(short)))]
}

/** Which probes read their whole bound and still found too little: more may lie behind it. */
async function scannedCounts(context: Context, probes: readonly Probe[], found: readonly Found[], limit: number): Promise<(index: number) => boolean> {
  const wanting = probes.map((_, index) => index).filter((index) => found.filter(({ probe }) => probe === index).length < limit)
  if (wanting.length === 0) return () => false
  const parts = wanting.map(
    (index) => sql`select ${index}::int as probe, count(*)::int as rows from (
      select 1 from terms where partner_id = ${context.actor.partnerId}::uuid and ${range(probes[index] as Probe)} limit ${scanned}
    ) counted`,
  )
  const { rows } = await sql<{ probe: number; rows: number }>`${sql.join(parts, sql` union all `)}`.execute(context.tx)
  const full = new Set(rows.filter((row) => row.rows >= scanned).map((row) => row.probe))
  return (index) => full.has(index)
}

async function read(context: Context, parts: readonly RawBuilder<unknown>[]): Promise<Found[]> {
  const { rows } = await sql<Row>`${sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union all `,
  )}`.execute(context.tx)
  return rows.map(({ probe, kind, term, org_id, id }) => ({ probe, kind, term, organizationId: org_id, id }))
}

function inPartner(context: Context, probe: Probe, index: number, limit: number, organizations: readonly string[] | null): RawBuilder<unknown> {
  const within = sql`select ${index}::int as probe, kind, term, org_id, id from terms
    where partner_id = ${context.actor.partnerId}::uuid and ${range(probe)} order by term, org_id, id limit ${limit}`
  return organizations === null ? within : sql`select * from (${within}) bounded where org_id = any(${organizations}::uuid[])`
}

function inOrganization(context: Context, probe: Probe, index: number, organizationId: string, limit: number): RawBuilder<unknown> {
  return sql`select ${index}::int as probe, kind, term, org_id, id from terms
    where partner_id = ${context.actor.partnerId}::uuid and org_id = ${organizationId}::uuid and ${range(probe)} order by term, id limit ${limit}`
}

function inOrganizations(context: Context, probe: Probe, index: number, organizations: readonly string[], limit: number): RawBuilder<unknown> {
  return sql`select ${index}::int as probe, hit.kind, hit.term, hit.org_id, hit.id
    from unnest(${organizations}::uuid[]) as reached (organization_id)
    cross join lateral (
      select kind, term, org_id, id from terms
      where partner_id = ${context.actor.partnerId}::uuid and org_id = reached.organization_id and ${range(probe)} order by term, id limit ${limit}
    ) hit
    order by hit.term, hit.org_id, hit.id limit ${limit}`
}

/** Only = < and >= stand on the index's columns: others are not leakproof and would lose the index behind row-level security. */
function range(probe: Probe): RawBuilder<boolean> {
  const kind = sql`kind = ${sql.lit(probe.kind)}`
  if (probe.whole) return sql<boolean>`${kind} and term = ${probe.begin}`
  const words = (probe.withWords ?? []).map((word) => sql` and position(${` ${word}`} in term) > 0`)
  return sql<boolean>`${kind} and term >= ${probe.begin} and term < ${`${probe.begin}\u{10ffff}`}${sql.join(words, sql``)}`
}
