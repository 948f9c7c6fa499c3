import { sql } from 'kysely'
import type { Context, OwnContext } from '../../platform/context.ts'
import { firstHash, hashedRow, linkHash, sealHash } from './chain-hash.ts'

/**
 * What is wrong. `event_missing`: a link whose row is gone. `event_altered`: a row that is not what was sealed, or stands where
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
  /** The first of them. */
  fault?: Fault
  faults: Fault[]
  /** There are more than are listed; nobody looked further. */
  more?: true
  /** From this event on nothing was checked: the chain of hashes cannot be followed any more. */
  uncheckedFrom?: number
}

/** One hand that wrote where it should not leaves a few; whoever wrote over everything need not be told of each. */
const mostFaults = 100

/** What a checkpoint says of a chain. */
export type Mark = { number: number; position: number; hash: Buffer }

// Links that are read at once; each brings its whole row.
const pageLinks = 2_000
// A row's time is that of its transaction's beginning: an upload may take long, but not a day.
const longestTransactionMs = 24 * 3_600_000

/** Goes through the whole chain of a partner, page by page, and on past a fault for as long as the hashes behind it lead on. */
export async function verifyChain(own: OwnContext, checkpoints: readonly Mark[] = []): Promise<Verdict> {
  const state: Walk = {
    position: 0,
    seal: 0,
    events: 0,
    hashes: [],
    sealedAt: null,
    begun: false,
    faults: [],
    uncheckedFrom: null,
  }
  await walk(own, state, checkpoints)
  const { events, position, seal, uncheckedFrom } = state
  const faults = state.faults.slice(0, mostFaults)
  const [fault] = faults
  return {
    holds: fault === undefined,
    events,
    throughPosition: position,
    throughSeal: seal,
    ...(fault ? { fault } : {}),
    faults,
    ...(state.faults.length > faults.length ? { more: true } : {}),
    ...(uncheckedFrom === null ? {} : { uncheckedFrom }),
  }
}

async function walk(own: OwnContext, state: Walk, checkpoints: readonly Mark[]): Promise<void> {
  const { faults } = state
  for (;;) {
    own.signal.throwIfAborted()
    const page = await own.transaction(async (context) => await nextSeals(context, state.seal))
    if (page.length === 0) break
    for (const seal of page) {
      await walkSeal(own, state, seal)
      if (state.uncheckedFrom !== null || faults.length > mostFaults) return
      for (const mark of checkpoints.filter(({ number }) => number === seal.number)) {
        if (!mark.hash.equals(seal.hash) || mark.position !== seal.last)
          faults.push({ kind: 'not_the_checkpoint', seal: seal.number, position: seal.last })
      }
    }
  }
  // All rows and links are gone: what let them go stands unsealed, or nothing did.
  if (!state.begun && state.position > 0) {
    const recorded = await own.transaction((context) => removalThrough(context))
    if (recorded < state.position) faults.push({ kind: 'removed_unrecorded', position: recorded + 1 })
  }
  const ahead = checkpoints.find(({ number }) => number > state.seal)
  if (ahead) faults.push({ kind: 'cut_off', seal: ahead.number, position: ahead.position })
  const beyond = await own.transaction((context) => firstStray(context, state))
  if (beyond) faults.push(beyond)
}

type Walk = {
  position: number
  seal: number
  events: number
  /** What the next link may build on: behind a fault, what is kept and what it should be, for either may have been written over. */
  hashes: readonly Buffer[]
  sealedAt: Date | null
  /** The first seal whose links are still kept was met. */
  begun: boolean
  faults: Fault[]
  uncheckedFrom: number | null
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

async function walkSeal(own: OwnContext, state: Walk, seal: Seal): Promise<void> {
  const { faults } = state
  const stop = (fault: Fault) => {
    faults.push(fault)
    state.uncheckedFrom = state.position + 1
  }
  if (seal.number !== state.seal + 1)
    return stop({ kind: 'seal_missing', seal: state.seal + 1, position: state.position + 1 })
  if (seal.first !== state.position + 1) return stop({ kind: 'seal_altered', seal: seal.number, position: seal.first })
  if (!seal.kept && !state.begun) {
    // Let go by the retention rule, or so it seems: the removal must stand in what is kept.
    Object.assign(state, { position: seal.last, seal: seal.number, hashes: [seal.hash], sealedAt: seal.sealedAt })
    return
  }
  const removed = state.begun ? 0 : state.position
  state.begun = true
  if (removed > 0) {
    const recorded = await own.transaction((context) => removalThrough(context))
    if (recorded < removed) faults.push({ kind: 'removed_unrecorded', position: recorded + 1 })
  }
  if (state.hashes.length === 0) state.hashes = [firstHash(await own.transaction(async ({ actor }) => actor.partnerId))]
  while (state.position < seal.last) {
    const rows = await own.transaction((context) => nextLinks(context, state.position, seal.last))
    for (const link of rows) {
      if (link.position !== state.position + 1) break
      walkLink(state, link)
      if (faults.length > mostFaults) return
    }
    if (rows.length === 0 || rows.at(-1)?.position !== state.position)
      return stop({ kind: 'link_missing', position: state.position + 1, seal: seal.number })
  }
  const sealed = state.hashes.map((hash) => sealHash(hash, seal))
  const isWhole = sealed.some((hash) => hash.equals(seal.hash))
  if (!isWhole) faults.push({ kind: 'seal_altered', seal: seal.number, position: seal.last })
  const hashes = isWhole ? [seal.hash] : [seal.hash, ...sealed]
  Object.assign(state, { seal: seal.number, hashes, sealedAt: seal.sealedAt })
}

function walkLink(state: Walk, link: Link): void {
  const at = { position: link.position, eventId: link.eventId }
  state.position = link.position
  if (link.row === null) {
    state.faults.push({ kind: 'event_missing', ...at })
    state.hashes = [link.hash]
    return
  }
  state.events++
  const { row } = link
  const computed = state.hashes.map((hash) => linkHash(hash, row))
  const isWhole = computed.some((hash) => hash.equals(link.hash))
  state.hashes = isWhole ? [link.hash] : [link.hash, ...computed.slice(0, 2)]
  if (!isWhole) state.faults.push({ kind: 'event_altered', ...at })
  else if (state.sealedAt && link.at && link.at.getTime() < state.sealedAt.getTime() - longestTransactionMs)
    state.faults.push({ kind: 'event_backdated', ...at })
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
