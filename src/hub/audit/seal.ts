import { sql } from 'kysely'
import type { Context, OwnContext } from '../../platform/context.ts'
import { firstHash, hashedRow, linkHash, sealHash } from './chain-hash.ts'

// Events that are sealed in one transaction. Fewer make more seals, more hold the transaction longer.
const batchEvents = 1_000

/** Where a partner was looked at in vain, by the seal that was newest then: the next look begins there. */
export type Looked = Map<string, { number: number; mark: string }>

/** Seals all that is there to be sealed. Ends early when the work is to stop. @returns how many events were sealed. */
export async function sealAll(own: OwnContext, looked: Looked = new Map()): Promise<number> {
  let sealed = 0
  let drain: Drain | null = null
  while (!own.signal.aborted) {
    const before: Drain | null = drain
    const { count, next }: Sealed = await own.transaction((context) => sealNext(context, before, looked))
    sealed += count
    drain = next
    if (next === null) break
  }
  return sealed
}

/** Batches that follow on one another: the oldest transaction that ran when the first began, and the last row that was sealed. */
type Sealed = { count: number; next: Drain | null }
type Drain = { horizon: string; xact: string; id: string }

/**
 * Seals the next batch of a partner. Rows are taken as they are committed, not as they are numbered: a transaction that began early
 * and ends late brings rows with small ids. What may still turn up are rows of transactions that run now, so the seal keeps the
 * oldest of those as its mark, and the next look begins there; a row that has its link already is passed by. The batches of one drain go
 * on behind one another; what turns up behind them meanwhile is no older than the mark, which is that of the first. The number of the
 * seal is the lock: of two that seal at once, the second finds the number taken and leaves the rest to the next run.
 */
async function sealNext({ tx, actor, now }: Context, drain: Drain | null, looked: Looked): Promise<Sealed> {
  const none = { count: 0, next: null }
  const partnerId = actor.partnerId
  const last = await tx
    .selectFrom('audit_seals')
    .select(['number', 'last_position', 'mark', 'hash'])
    .where('partner_id', '=', partnerId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const known = looked.get(partnerId)
  const from = known && known.number === last?.number ? known.mark : (last?.mark ?? '0')
  const { rows: horizons } = await sql<{ horizon: string; end: string; behind: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, pg_snapshot_xmax(pg_current_snapshot())::text as "end",
      pg_snapshot_xmin(pg_current_snapshot()) < ${from}::xid8 as behind`.execute(tx)
  const [clock] = horizons
  if (!clock) return none
  const horizon = drain?.horizon ?? clock.horizon
  // Restored into another server, where transactions are counted anew, the mark says nothing: look at all rows once. From then on rows that
  // lie ahead of the count came with the restore, and are passed by until the count comes to them.
  const anew = drain === null ? last === undefined || clock.behind : false
  const where = drain
    ? sql`and (e.xact_id, e.id) > (${drain.xact}::xid8, ${drain.id}::uuid)`
    : anew
      ? sql``
      : sql`and e.xact_id >= ${from}::xid8 and e.xact_id <= ${clock.end}::xid8`
  const { rows } = await sql<{ id: string; xact: string; least: string; row: string }>`
    select e.id, e.xact_id::text as xact, least(e.xact_id, ${horizon}::xid8)::text as least, ${hashedRow} as row
    from audit_events e
    where e.partner_id = ${partnerId}::uuid ${where}
      and not exists (select 1 from audit_links l where l.partner_id = e.partner_id and l.event_id = e.id)
    order by e.xact_id, e.id limit ${batchEvents}`.execute(tx)
  const end = rows.at(-1)
  if (!end) {
    if (last && !drain) looked.set(partnerId, { number: last.number, mark: horizon })
    return none
  }
  const number = (last?.number ?? 0) + 1
  const first = (last?.last_position ?? 0) + 1
  let hash = last?.hash ?? firstHash(partnerId)
  const hashes = rows.map(({ row }) => {
    hash = linkHash(hash, row)
    return hash.toString('hex')
  })
  const seal = {
    number,
    first,
    last: first + rows.length - 1,
    mark: rows.length < batchEvents ? horizon : end.least,
    sealedAt: now,
  }
  const taken = await tx
    .insertInto('audit_seals')
    .values({
      partner_id: partnerId,
      number,
      first_position: seal.first,
      last_position: seal.last,
      mark: seal.mark,
      sealed_at: now,
      hash: sealHash(hash, seal),
    })
    .onConflict((conflict) => conflict.columns(['partner_id', 'number']).doNothing())
    .executeTakeFirst()
  if (taken.numInsertedOrUpdatedRows !== 1n) return none
  await sql`
    insert into audit_links (partner_id, position, event_id, hash)
    select ${partnerId}::uuid, ${first}::bigint + place - 1, id, decode(hash, 'hex')
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${hashes}::text[]) with ordinality as link (id, hash, place)`.execute(
    tx,
  )
  return {
    count: rows.length,
    next: rows.length < batchEvents ? null : { horizon, xact: end.xact, id: end.id },
  }
}
