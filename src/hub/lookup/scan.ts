import { type RawBuilder, sql } from 'kysely'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import type { Probe } from './classify.ts'
import type { TermKind } from './terms.ts'

/** A term that a probe found. `probe`: its place in the list asked for. */
export type Found = { probe: number; kind: TermKind; term: string; organizationId: string; id: string }

// Up to so many customers a probe into each is cheaper than a scan over all; beyond, a bounded scan usually finds enough.
const fewCustomers = 50
/** Terms read for an agent of many customers before each of them is asked: first few, then more where few were in reach. */
const bounds = [400, 3000] as const
/** Where further words must be in a term, a common first one is not read to its end for them. */
const readForWords = 3000

type Row = { probe: number; kind: TermKind | null; term: string; org_id: string; id: string; scanned: number }

/**
 * Reads each probe's range in the order of the index, at most `limit` terms each, within the actor's reach or one organization of it. In no
 * order. The caller has checked that the organization is in reach.
 */
export async function scan(
  context: Context,
  probes: readonly Probe[],
  organizationId: string | undefined,
  limit: number,
): Promise<Found[]> {
  if (probes.length === 0) return []
  const { reach } = context.actor
  const numbered = probes.map((probe, index) => ({ probe, index }))
  if (organizationId !== undefined) return await scanEach(context, numbered, [organizationId], limit)
  if (reach.kind !== 'some') return await scanAll(context, numbered, limit)
  if (reach.organizations.length === 0) return []
  if (reach.organizations.length <= fewCustomers) return await scanEach(context, numbered, reach.organizations, limit)
  const all: Found[] = []
  let open = numbered
  for (const bound of bounds) {
    const { found, scanned } = await scanBounded(context, open, reach.organizations, Math.max(bound, limit), limit)
    const isDone = ({ index }: Numbered) =>
      (scanned.get(index) ?? 0) < Math.max(bound, limit) || found.filter(({ probe }) => probe === index).length >= limit
    const done = new Set(open.filter(isDone).map(({ index }) => index))
    all.push(...found.filter(({ probe }) => done.has(probe)))
    open = open.filter(({ index }) => !done.has(index))
    if (open.length === 0) return all
  }
  return [...all, ...(await scanEach(context, open, reach.organizations, limit))]
}

type Numbered = { probe: Probe; index: number }

async function scanAll(context: Context, probes: readonly Numbered[], limit: number): Promise<Found[]> {
  const { rows } = await sql<Row>`
    select p.probe, hit.* from ${asked(probes)} cross join lateral (${inPartner(context, limit)}) hit`.execute(
    context.tx,
  )
  return rows.flatMap(foundIn)
}

/** A probe into each customer: the index that begins with the customer. */
async function scanEach(
  context: Context,
  probes: readonly Numbered[],
  organizations: readonly string[],
  limit: number,
): Promise<Found[]> {
  const { rows } = await sql<Row>`
    select p.probe, hit.* from ${asked(probes)} cross join lateral (
      select each.kind, each.term, each.org_id, each.id
      from unnest(${organizations}::uuid[]) as reached (organization_id)
      cross join lateral (${firstTerms(sql`t.partner_id = ${context.actor.partnerId}::uuid and t.org_id = reached.organization_id`, limit)}) each
      order by each.term, each.org_id, each.id limit ${limit}
    ) hit`.execute(context.tx)
  return rows.flatMap(foundIn)
}

/** The first `bound` terms of each range, of which the first `limit` in reach are kept; `scanned` says how many were read. */
async function scanBounded(
  context: Context,
  probes: readonly Numbered[],
  organizations: readonly string[],
  bound: number,
  limit: number,
) {
  const { rows } = await sql<Row>`
    with bounded as materialized (
      select p.probe, hit.* from ${asked(probes)} cross join lateral (${inPartner(context, bound)}) hit
    )
    select * from (
      select b.probe, b.kind, b.term, b.org_id, b.id, row_number() over (partition by b.probe order by b.term, b.org_id, b.id)::int as scanned
      from bounded b join unnest(${organizations}::uuid[]) as reached (organization_id) on reached.organization_id = b.org_id
    ) within where scanned <= ${limit}
    union all
    select probe, null, null, null, null, count(*)::int from bounded group by probe`.execute(context.tx)
  return {
    found: rows.flatMap(foundIn),
    scanned: new Map(rows.flatMap((row) => (row.kind === null ? [[row.probe, row.scanned] as const] : []))),
  }
}

function foundIn({ probe, kind, term, org_id, id }: Row): Found[] {
  return kind === null ? [] : [{ probe, kind, term, organizationId: org_id, id }]
}

/**
 * The probes as a relation: one plan serves any number of them. Text up to and not including `upto` is the range; what a whole term is
 * compared with ends before the first sign that could follow.
 */
function asked(probes: readonly Numbered[]): RawBuilder<unknown> {
  const list = probes.map(({ probe, index }) => ({
    probe: index,
    kind: probe.kind,
    begin: probe.begin,
    upto: probe.whole ? `${probe.begin}\u0001` : `${probe.begin}\u{10ffff}`,
    words: (probe.withWords ?? []).map((word) => ` ${word}`),
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as p (probe int, kind text, begin text, upto text, words text[])`
}

/** The partner-wide index leaves extensions out, and must be told that they are not asked for. */
function inPartner(context: Context, limit: number): RawBuilder<unknown> {
  const { actor } = context
  // "All but" is few exceptions: they are left out on the way; a list of customers is joined by the caller.
  const but = actor.reach.kind === 'all_but' ? sql` and ${withinReach(actor, 't.org_id')}` : sql``
  return firstTerms(sql`t.partner_id = ${actor.partnerId}::uuid and t.kind <> 'ux'${but}`, limit)
}

/**
 * The probe's first terms in the index's order. Only = < and >= stand on the index's columns: others are not leakproof and would lose the
 * index behind row-level security.
 */
function firstTerms(where: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  return sql`
    select r.kind, r.term, r.org_id, r.id from (
      select t.kind, t.term, t.org_id, t.id from terms t
      where ${where} and t.kind = p.kind and t.term >= p.begin and t.term < p.upto
      order by t.term, t.org_id, t.id limit case when p.words = '{}' then ${limit}::int else ${Math.max(limit, readForWords)}::int end
    ) r
    where p.words = '{}' or not exists (select 1 from unnest(p.words) as w (word) where position(w.word in r.term) = 0)
    order by r.term, r.org_id, r.id limit ${limit}`
}
