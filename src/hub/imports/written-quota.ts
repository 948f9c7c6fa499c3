import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { offersFor } from '../packages/index.ts'
import { batchRows } from './apply-batch.ts'
import type { BatchSums } from './batch-sums.ts'
import { planRows } from './changed-fields.ts'
import type { ImportRecord } from './import-record.ts'
import { Turn } from './seat-turns.ts'
import { type Moves, movesOf } from './share-seats.ts'

/**
 * The seats as an import that has ended leaves them, in place of what its plan foresaw: `after` is what is in use now, `before` the same without what
 * this import has taken and given back. Of what was written it knows by the batches that are done.
 */
export async function writtenQuota(
  context: Context,
  record: ImportRecord,
  { done, total, refused }: BatchSums,
): Promise<ImportRecord['quota']> {
  const offers = new Map((await offersFor(context, record.organizationId)).map((offer) => [offer.id, offer]))
  const hasRefused = refused.create + refused.change + refused.remove > 0
  // What came as it was planned is not read again: a large import has a million rows.
  const isAsPlanned = done === total && !hasRefused && record.quota.every(({ moved }) => moved !== undefined)
  const moves = isAsPlanned ? null : await writtenMoves(context, record)
  const seatless = hasRefused ? await withoutSeat(context, record) : null
  return record.quota.map(({ limit: _, ...line }) => {
    const offer = offers.get(line.package)
    const { takes, frees } = moves?.get(line.package) ?? { takes: 0, frees: 0 }
    const moved = moves === null ? (line.moved ?? 0) : takes - frees
    const after = offer?.used ?? 0
    return {
      ...line,
      before: after - moved,
      after,
      ...(offer?.limit == null ? {} : { limit: offer.limit }),
      refused: seatless === null ? line.refused : (seatless.get(line.package) ?? 0),
    }
  })
}

const Outcome = z.enum(['remove', 'change', 'create'])

async function writtenMoves(context: Context, record: ImportRecord): Promise<Moves> {
  const batches = await context.tx
    .selectFrom('import_batches')
    .select(['number', 'outcome', 'turn', 'short_of', 'from_line', 'to_line', 'planned'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('import_id', '=', record.id)
    .where('done_at', 'is not', null)
    .execute()
  const all: { takes: string[] | null; frees: string[] | null; count: number }[] = []
  for (const batch of batches) {
    const rows = batchRows(context, record, {
      number: batch.number,
      outcome: Outcome.parse(batch.outcome),
      turn: Turn.nullable().parse(batch.turn),
      shortOf: batch.short_of ?? [],
      fromLine: batch.from_line,
      toLine: batch.to_line,
      planned: batch.planned,
    })
    const { rows: groups } = await sql<{ takes: string[] | null; frees: string[] | null; count: number }>`
      select takes, frees, count(*) as count from import_rows r where ${rows} group by takes, frees`.execute(context.tx)
    all.push(...groups)
  }
  return movesOf(all)
}

/** How many rows were refused for want of a seat, by package: in the plan, and since. */
async function withoutSeat(context: Context, record: ImportRecord): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select issue->'values'->>'packageId' as id, count(*) as count
    from import_rows r cross join jsonb_array_elements(r.issues) as issue
    where ${planRows(context, record.id)} and r.outcome = 'refused' and issue->'values'->>'packageId' is not null
    group by 1`.execute(context.tx)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
