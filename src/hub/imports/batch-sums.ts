import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import type { Counts, ImportRecord } from './import-record.ts'

const Outcome = z.enum(['remove', 'change', 'create'])

/** What the batches of an import tell, in rows. */
export type BatchSums = {
  total: number
  done: number
  /** Of these, done since it was last begun to be applied. */
  doneSinceStart: number
  /** Planned rows that were refused when they were to be written. */
  refused: Record<z.infer<typeof Outcome>, number>
  isWritten: boolean
}

const none: BatchSums = {
  total: 0,
  done: 0,
  doneSinceStart: 0,
  refused: { remove: 0, change: 0, create: 0 },
  isWritten: false,
}

/** The sums of several imports by one question; before an import is applied there is nothing to ask. */
export async function batchSums(
  context: Context,
  records: readonly ImportRecord[],
): Promise<(record: ImportRecord) => BatchSums> {
  const ids = records
    .filter(({ status }) => status === 'applying' || status === 'applied' || status === 'failed')
    .map(({ id }) => id)
  if (ids.length === 0) return () => none
  const { rows } = await sql<{
    id: string
    outcome: string
    total: number
    done: number
    since: number
    refused: number
    written: boolean
  }>`
    select b.import_id as id, b.outcome, sum(b.planned)::bigint as total,
      coalesce(sum(b.planned) filter (where b.done_at is not null), 0)::bigint as done,
      coalesce(sum(b.planned) filter (where b.done_at >= i.apply_started_at), 0)::bigint as since,
      sum(b.refused)::bigint as refused, bool_or(b.done_at is not null and b.refused < b.planned) as written
    from import_batches b
    join imports i on i.partner_id = b.partner_id and i.id = b.import_id
    where b.partner_id = ${context.actor.partnerId}::uuid and b.import_id = any(${ids}::uuid[])
    group by b.import_id, b.outcome`.execute(context.tx)
  const sums = new Map<string, BatchSums>()
  for (const { id, outcome, total, done, since, refused, written } of rows) {
    const sum = sums.get(id) ?? none
    sums.set(id, {
      total: sum.total + Number(total),
      done: sum.done + Number(done),
      doneSinceStart: sum.doneSinceStart + Number(since),
      refused: { ...sum.refused, [Outcome.parse(outcome)]: Number(refused) },
      isWritten: sum.isWritten || written,
    })
  }
  return ({ id }) => sums.get(id) ?? none
}

/** The planned counts, less what was refused while writing; those of an import that has ended well are final. */
export function presentCounts({ status, counts }: ImportRecord, { refused }: BatchSums): Counts {
  if (status !== 'applying' && status !== 'failed') return counts
  return {
    ...counts,
    create: counts.create - refused.create,
    change: counts.change - refused.change,
    remove: counts.remove - refused.remove,
    refused: counts.refused + refused.create + refused.change + refused.remove,
  }
}

/** Whether nothing of the import has been written, nor is being written. */
export function isCancelable({ status }: ImportRecord, { isWritten }: BatchSums): boolean {
  return status === 'planning' || status === 'planned' || (status === 'failed' && !isWritten)
}
