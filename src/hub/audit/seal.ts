import { sql } from 'kysely'
import type { Context, OwnContext } from '../../platform/context.ts'
import { firstHash, hashedRow, linkHash, sealHash } from './chain-hash.ts'

// Events that are sealed in one transaction. Fewer make more seals, more hold the transaction longer.
const batchEvents = 1_000

/** Seals all that is there to be sealed. Ends early when the work is to stop. @returns how many events were sealed. */
export async function sealAll(own: OwnContext): Promise<number> {
  let sealed = 0
  while (!own.signal.aborted) {
    const count = await own.transaction((context) => sealNext(context))
    sealed += count
    if (count < batchEvents) break
  }
  return sealed
}

/**
 * Seals the next batch of a partner. Rows are taken as they are committed, not as they are numbered: a transaction that began early
 * and ends late brings rows with small ids. What may still turn up are rows of transactions that run now, so the seal keeps the
 * oldest of those as its mark, and the next look begins there; a row that has its link already is passed by. The number of the seal is
 * the lock: of two that seal at once, the second finds the number taken and leaves the rest to the next run.
 */
export async function sealNext({ tx, actor, now }: Context): Promise<number> {
  const partnerId = actor.partnerId
  const last = await tx
    .selectFrom('audit_seals')
    .select(['number', 'last_position', 'mark', 'hash'])
    .where('partner_id', '=', partnerId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { rows: horizons } = await sql<{ horizon: string; behind: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      pg_snapshot_xmin(pg_current_snapshot()) < ${last?.mark ?? '0'}::xid8 as behind`.execute(tx)
  const [horizon] = horizons
  if (!horizon) return 0
  // Restored into another server, where transactions are counted anew, the mark says nothing: look at all rows once.
  const mark = last && !horizon.behind ? last.mark : '0'
  const { rows } = await sql<{ id: string; row: string }>`
    select e.id, ${hashedRow} as row from audit_events e
    where e.partner_id = ${partnerId}::uuid and e.xact_id >= ${mark}::xid8
      and not exists (select 1 from audit_links l where l.partner_id = e.partner_id and l.event_id = e.id)
    order by e.xact_id, e.id limit ${batchEvents}`.execute(tx)
  if (rows.length === 0) return 0
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
    mark: rows.length < batchEvents ? horizon.horizon : mark,
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
  if (taken.numInsertedOrUpdatedRows !== 1n) return 0
  await sql`
    insert into audit_links (partner_id, position, event_id, hash)
    select ${partnerId}::uuid, ${first}::bigint + place - 1, id, decode(hash, 'hex')
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${hashes}::text[]) with ordinality as link (id, hash, place)`.execute(
    tx,
  )
  return rows.length
}
