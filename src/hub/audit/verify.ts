import { sql } from 'kysely'
import type { Context, OwnContext } from '../../platform/context.ts'
import { firstHash, hashedRow, linkHash, sealHash } from './chain-hash.ts'

/**
 * What is wrong first. `event_missing`: a link whose row is gone. `event_altered`: a row that is not what was sealed, or stands where
 * another was. `link_missing` and `seal_missing`: the chain itself has a gap. `seal_altered`: the chain was written over. `event_inserted`: a row put in behind what is sealed. `event_backdated`: a row that says it is older than what was sealed long
 * before it. `cut_off`: the chain ends before a checkpoint. `not_the_checkpoint`: it was written anew. `removed_unrecorded`: the
 * oldest events are gone and no rule removed them.
 */
export type FaultKind =
  | 'event_missing'
  | 'event_altered'
  | 'event_inserted'
  | 'event_backdated'
  | 'link_missing'
  | 'seal_missing'
  | 'seal_altered'
  | 'cut_off'
  | 'not_the_checkpoint'
  | 'removed_unrecorded'
export type Fault = { kind: FaultKind; position?: number; eventId?: string; seal?: number }

export type Verdict = {
  holds: boolean
  /** Events whose link and row were compared. */
  events: number
  throughPosition: number
  throughSeal: number
  fault?: Fault
}

/** What a checkpoint says of a chain. */
export type Mark = { number: number; position: number; hash: Buffer }

// Links that are read at once; each brings its whole row.
const pageLinks = 2_000
// A row's time is that of its transaction's beginning: an upload may take long, but not a day.
const longestTransactionMs = 24 * 3_600_000

/** Goes through the whole chain of a partner, page by page, and stops at the first fault. */
export async function verifyChain(own: OwnContext, checkpoints: readonly Mark[] = []): Promise<Verdict> {
  const state: Walk = { position: 0, seal: 0, events: 0, hash: null, sealedAt: null, begun: false, removedThrough: 0 }
  const verdict = (fault?: Fault): Verdict => ({
    holds: fault === undefined,
    events: state.events,
    throughPosition: state.position,
    throughSeal: state.seal,
    ...(fault ? { fault } : {}),
  })
  for (;;) {
    own.signal.throwIfAborted()
    const page = await own.transaction(async (context) => await nextSeals(context, state.seal))
    if (page.length === 0) break
    for (const seal of page) {
      const fault = await walkSeal(own, state, seal)
      if (fault) return verdict(fault)
      for (const mark of checkpoints.filter(({ number }) => number === seal.number)) {
        if (!mark.hash.equals(seal.hash) || mark.position !== seal.last)
          return verdict({ kind: 'not_the_checkpoint', seal: seal.number, position: seal.last })
      }
    }
  }
  // All rows and links are gone: what let them go stands unsealed, or nothing did.
  if (!state.begun && state.position > 0) {
    const recorded = await own.transaction((context) => removalThrough(context))
    if (recorded < state.position) return verdict({ kind: 'removed_unrecorded', position: recorded + 1 })
  }
  const ahead = checkpoints.find(({ number }) => number > state.seal)
  if (ahead) return verdict({ kind: 'cut_off', seal: ahead.number, position: ahead.position })
  const beyond = await own.transaction((context) => firstStray(context, state))
  if (beyond) return verdict(beyond)
  return verdict()
}

type Walk = {
  position: number
  seal: number
  events: number
  hash: Buffer | null
  sealedAt: Date | null
  /** The first seal whose links are still kept was met. */
  begun: boolean
  /** As the removals say that stand in the chain themselves. */
  removedThrough: number
}

type Seal = { number: number; first: number; last: number; mark: string; sealedAt: Date; hash: Buffer; kept: boolean }

async function nextSeals({ tx, actor }: Context, after: number): Promise<Seal[]> {
  const { rows } = await sql<Seal>`
    select number, first_position as first, last_position as last, mark::text, sealed_at as "sealedAt", hash,
      exists (select 1 from audit_links l where l.partner_id = s.partner_id
        and l.position between s.first_position and s.last_position) as kept
    from audit_seals s where partner_id = ${actor.partnerId}::uuid and number > ${after}
    order by number limit 200`.execute(tx)
  return rows
}

async function walkSeal(own: OwnContext, state: Walk, seal: Seal): Promise<Fault | null> {
  if (seal.number !== state.seal + 1)
    return { kind: 'seal_missing', seal: state.seal + 1, position: state.position + 1 }
  if (seal.first !== state.position + 1) return { kind: 'seal_altered', seal: seal.number, position: seal.first }
  if (!seal.kept && !state.begun) {
    // Let go by the retention rule, or so it seems: the removal must stand in what is kept.
    Object.assign(state, { position: seal.last, seal: seal.number, hash: seal.hash, sealedAt: seal.sealedAt })
    return null
  }
  const removed = state.begun ? 0 : state.position
  state.begun = true
  if (removed > 0) {
    const recorded = await own.transaction((context) => removalThrough(context))
    if (recorded < removed) return { kind: 'removed_unrecorded', position: recorded + 1 }
  }
  let hash = state.hash ?? firstHash(await own.transaction(async ({ actor }) => actor.partnerId))
  while (state.position < seal.last) {
    const rows = await own.transaction((context) => nextLinks(context, state.position, seal.last))
    for (const link of rows) {
      const at = { position: link.position, eventId: link.eventId }
      if (link.position !== state.position + 1) break
      if (link.row === null) return { kind: 'event_missing', ...at }
      const computed = linkHash(hash, link.row)
      if (!computed.equals(link.hash)) return { kind: 'event_altered', ...at }
      if (state.sealedAt && link.at && link.at.getTime() < state.sealedAt.getTime() - longestTransactionMs)
        return { kind: 'event_backdated', ...at }
      hash = computed
      state.position = link.position
      state.events++
    }
    if (rows.length === 0 || rows.at(-1)?.position !== state.position)
      return { kind: 'link_missing', position: state.position + 1, seal: seal.number }
  }
  if (!sealHash(hash, seal).equals(seal.hash)) return { kind: 'seal_altered', seal: seal.number, position: seal.last }
  Object.assign(state, { seal: seal.number, hash: seal.hash, sealedAt: seal.sealedAt })
  return null
}

type Link = { position: number; eventId: string; hash: Buffer; row: string | null; at: Date | null }

async function nextLinks({ tx, actor }: Context, after: number, through: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select l.position, l.event_id as "eventId", l.hash, e.at, case when e.id is null then null else ${hashedRow} end as row
    from audit_links l
    left join audit_events e on e.partner_id = l.partner_id and e.id = l.event_id
    where l.partner_id = ${actor.partnerId}::uuid and l.position > ${after} and l.position <= ${through}
    order by l.position limit ${pageLinks}`.execute(tx)
  return rows
}

/** How far events were let go, as the newest removal says. It is an event itself, sealed and walked like all others. */
async function removalThrough({ tx, actor }: Context): Promise<number> {
  const { rows } = await sql<{ position: number | null }>`
    select max((data ->> 'throughPosition')::bigint) as position from audit_events
    where partner_id = ${actor.partnerId}::uuid and type = 'audit.events_removed' and actor ->> 'kind' = 'system'`.execute(
    tx,
  )
  return rows[0]?.position ?? 0
}

/** A row or a link that stands outside of every seal, though it should not. */
async function firstStray({ tx, actor }: Context, state: Walk): Promise<Fault | null> {
  const partnerId = actor.partnerId
  const { rows: links } = await sql<{ position: number; eventId: string }>`
    select position, event_id as "eventId" from audit_links
    where partner_id = ${partnerId}::uuid and position > ${state.position} order by position limit 1`.execute(tx)
  const [link] = links
  // A seal may have been added since the walk ended: its links are another check's.
  if (link) {
    const { rows } =
      await sql`select 1 from audit_seals where partner_id = ${partnerId}::uuid and number > ${state.seal}`.execute(tx)
    if (rows.length === 0) return { kind: 'seal_missing', ...link }
  }
  // Before a seal was written every transaction behind its mark had ended, and all that they wrote was sealed. In another server, where
  // transactions are counted anew, that says nothing until the next seal.
  const { rows } = await sql<{ eventId: string }>`
    with last as (select mark from audit_seals where partner_id = ${partnerId}::uuid and number = ${state.seal})
    select e.id as "eventId" from audit_events e
    where e.partner_id = ${partnerId}::uuid and e.xact_id < (select mark from last)
      and (select mark from last) <= pg_snapshot_xmin(pg_current_snapshot())
      and not exists (select 1 from audit_links l where l.partner_id = e.partner_id and l.event_id = e.id)
    order by e.xact_id, e.id limit 1`.execute(tx)
  const [stray] = rows
  return stray ? { kind: 'event_inserted', ...stray } : null
}
