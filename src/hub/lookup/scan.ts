import { type RawBuilder, sql } from 'kysely'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import type { Probe } from './classify.ts'
import { inTerms, type Source, sourceOf } from './sources.ts'
import type { TermKind } from './terms.ts'

/** A term that a probe found. `probe`: its place in the list asked for. */
export type Found = { probe: number; kind: TermKind; term: string; organizationId: string; id: string }

// Up to so many customers a probe into each is cheaper than a scan over all; beyond, a bounded scan usually finds enough.
const fewCustomers = 50
/** Terms read of a range for an agent of many customers before each of these is asked. */
const readForReach = 3000
/** Where further words must be in a term, a common first one is not read to its end for them. */
const readForWords = 3000

type Row = { probe: number; kind: string | null; term: string; org_id: string; id: string }

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
  const { found, open } = await scanMany(context, numbered, reach.organizations, limit)
  return open.length === 0 ? found : [...found, ...(await scanEach(context, open, reach.organizations, limit))]
}

type Numbered = { probe: Probe; index: number }

async function scanAll(context: Context, probes: readonly Numbered[], limit: number): Promise<Found[]> {
  const parts = bySource(probes).map(
    ([source, mine]) =>
      sql`select p.probe, hit.* from ${asked(source, mine, limit)} cross join lateral (${inPartner(context, source)}) hit`,
  )
  const { rows } = await sql<Row>`${sql.join(parts, sql` union all `)}`.execute(context.tx)
  return foundIn(probes, rows)
}

/** A probe into each customer: the index that begins with the customer, where there is one. */
async function scanEach(
  context: Context,
  probes: readonly Numbered[],
  organizations: readonly string[],
  limit: number,
): Promise<Found[]> {
  const { partnerId } = context.actor
  const reached = listed(organizations)
  const parts = bySource(probes).map(([source, mine]) => {
    const hits = source.isSelective
      ? sql`
        select r.kind, r.term, r.org_id, r.id
        from (${range(source, sql`t.partner_id = ${partnerId}::uuid`)}) r join ${reached} on reached.organization_id = r.org_id`
      : sql`
        select each.kind, each.term, each.org_id, each.id
        from ${reached}
        cross join lateral (${firstTerms(source, sql`t.partner_id = ${partnerId}::uuid and t.org_id = reached.organization_id`)}) each`
    return sql`
      select p.probe, hit.* from ${asked(source, mine, limit)} cross join lateral (
        select * from (${hits}) every order by every.term, every.org_id, every.id limit p.most
      ) hit`
  })
  const { rows } = await sql<Row>`${sql.join(parts, sql` union all `)}`.execute(context.tx)
  return foundIn(probes, rows)
}

/**
 * Reads each range in the index's order until `limit` terms in reach are found, and no further than `readForReach`; `open` are the probes
 * that ended there. Whether a term is in reach is asked of a hashed list, as a filter: a join would read all of the range before the first answer.
 */
async function scanMany(
  context: Context,
  probes: readonly Numbered[],
  organizations: readonly string[],
  limit: number,
): Promise<{ found: Found[]; open: Numbered[] }> {
  const ofPartner = sql`t.partner_id = ${context.actor.partnerId}::uuid`
  const isWanted = sql`((r.org_id in (select organization_id from reached)) is true and ${hasWords('r')})`
  const parts = bySource(probes).map(
    ([source, mine]) => sql`
      select p.probe, hit.* from ${asked(source, mine, limit)} cross join lateral (
        select r.kind, r.term, r.org_id, r.id, r.place = p.bound as is_bound,
          r.place < p.bound or ${isWanted} as is_wanted
        from (
          select q.*, row_number() over (order by q.term, q.org_id, q.id) as place from (${range(source, ofPartner)}) q
          order by q.term, q.org_id, q.id limit p.bound
        ) r
        where r.place = p.bound or ${isWanted}
        order by r.term, r.org_id, r.id limit p.most
      ) hit`,
  )
  const { rows } = await sql<Row & { is_bound: boolean; is_wanted: boolean }>`
    with reached as materialized (select organization_id from ${listed(organizations)})
    ${sql.join(parts, sql` union all `)}`.execute(context.tx)
  // The term at the bound comes along in any case, to say that there is one.
  const bounded = new Set(rows.filter(({ is_bound: isBound }) => isBound).map(({ probe }) => probe))
  // Of the terms with a common first word few have the further ones: to ask each customer would read as many again, mostly for nothing.
  const open = probes.filter(({ probe, index }) => bounded.has(index) && !probe.withWords)
  const again = new Set(open.map(({ index }) => index))
  return {
    found: foundIn(
      probes,
      rows.filter(({ probe, is_wanted: isWanted }) => isWanted && !again.has(probe)),
    ),
    open,
  }
}

/** The customers as a relation. How many they are is hidden from the planner, which else would plan for each number anew. */
function listed(organizations: readonly string[]): RawBuilder<unknown> {
  return sql`unnest((select ${`{${organizations.join(',')}}`}::uuid[])) as reached (organization_id)`
}

function bySource(probes: readonly Numbered[]): [Source, Numbered[]][] {
  return [...Map.groupBy(probes, ({ probe }) => sourceOf(probe.kind))]
}

function foundIn(probes: readonly Numbered[], rows: readonly Row[]): Found[] {
  const kinds = new Map(probes.map(({ probe, index }) => [index, probe.kind]))
  return rows.flatMap(({ probe, term, org_id, id }) => {
    const kind = kinds.get(probe)
    return kind === undefined ? [] : [{ probe, kind, term: sourceOf(kind).read(term), organizationId: org_id, id }]
  })
}

/**
 * The probes as a relation: one plan serves any number of them. Text up to and not including `upto` is the range; what a whole term is
 * compared with ends before the first sign that could follow. How many terms are wanted comes with each: a limit that is a value of its own
 * has the server plan the statement anew each time, for this limit, which takes as long as to run it.
 */
function asked(source: Source, probes: readonly Numbered[], limit: number): RawBuilder<unknown> {
  const list = probes.map(({ probe, index }) => {
    const begin = source.write(probe.begin)
    return {
      probe: index,
      kind: probe.kind,
      begin,
      upto: probe.whole ? `${begin}\u0001` : `${begin}\u{10ffff}`,
      words: (probe.withWords ?? []).map((word) => ` ${word}`),
      read: probe.withWords ? Math.max(limit, readForWords) : limit,
      bound: Math.max(limit, readForReach),
      most: limit,
    }
  })
  return sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as p (probe int, kind text, begin text, upto text, words text[], read int, bound int, most int)`
}

function inPartner(context: Context, source: Source): RawBuilder<unknown> {
  const { actor } = context
  // "All but" is few exceptions: they are left out on the way; a list of customers is joined by the caller.
  const but = actor.reach.kind === 'all_but' ? sql` and ${withinReach(actor, 't.org_id')}` : sql``
  return firstTerms(source, sql`t.partner_id = ${actor.partnerId}::uuid${but}`)
}

/** The probe's first terms in the index's order. */
function firstTerms(source: Source, where: RawBuilder<unknown>): RawBuilder<unknown> {
  const first = (rows: RawBuilder<unknown>) =>
    sql`${range(source, where)} order by ${source.term}, t.org_id, ${source.id} limit ${rows}`
  if (source !== inTerms) return first(sql`p.most`)
  return sql`
    select r.kind, r.term, r.org_id, r.id from (${first(sql`p.read`)}) r
    where ${hasWords('r')}
    order by r.term, r.org_id, r.id limit p.most`
}

/** Whether a term has all further words of its probe. */
function hasWords(terms: string): RawBuilder<unknown> {
  return sql`(p.words = '{}' or not exists (
    select 1 from unnest(p.words) as w (word) where position(w.word in ${sql.ref(`${terms}.term`)}) = 0
  ))`
}

/**
 * The probe's range. Only = < and >= stand on the index's columns: others are not leakproof and would lose the index behind row-level
 * security.
 */
function range({ table, term, id, condition }: Source, where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select p.kind, ${term} as term, t.org_id, ${id} as id from ${table} t
    where ${where} and ${condition} and ${term} >= p.begin and ${term} < p.upto`
}
