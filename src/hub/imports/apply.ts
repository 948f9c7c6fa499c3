import { setTimeout as wait } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Context, OwnContext } from '../../platform/context.ts'
import { isDatabaseDown, Refusal, sqlState } from '../../platform/errors.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { learnWordsInBulk, recount } from '../lookup/index.ts'
import { applyBatch, type Batch, batchRows } from './apply-batch.ts'
import { batchSums, presentCounts } from './batch-sums.ts'
import { countChanges, planRows } from './changed-fields.ts'
import { requireMayRemove, requireNoGuarded } from './guard-administrators.ts'
import { type ImportRecord, requireImport } from './import-record.ts'
import { applyPlan } from './jobs.ts'
import { byStage, type Stage, Turn } from './seat-turns.ts'
import { writtenQuota } from './written-quota.ts'

/** A plan older than this is not applied any more. */
export const planDays = 7

/** Starts the writing of a plan, once: the job follows with this transaction. */
export async function startApplying(context: Context, importId: string, removals: number | undefined): Promise<void> {
  // Batches being written hold the import's row: who comes too late is told so without waiting for them.
  refuseEnded(await requireImport(context, importId))
  const record = await requireImport(context, importId, { lock: true })
  refuseEnded(record)
  // Its batches that are done stay done, so a failed import goes on where it stopped.
  const isRepeated = record.status === 'failed' && record.plannedAt !== null
  if (record.status !== 'planned' && !isRepeated) throw new Refusal('imports.not_planned')
  const plannedAt = record.plannedAt ?? record.createdAt
  if (context.now.getTime() - plannedAt.getTime() > planDays * 86_400_000)
    throw new Refusal('imports.plan_outdated', { days: planDays })
  if (needsConfirmation(record) && removals !== record.counts.remove) {
    // Of one that failed, removals may have been refused meanwhile: what is shown of it is the number without them.
    const sumsOf = await batchSums(context, [record])
    const { remove } = presentCounts(record, sumsOf(record))
    if (removals !== remove)
      throw new Refusal('imports.removals_unconfirmed', { removals: remove, users: record.usersBefore })
  }
  const guarded = await requireNoGuarded(context, record)
  if (!guarded) await requireMayRemove(context, record)
  try {
    await context.tx
      .updateTable('imports')
      .set({ status: 'applying', apply_started_at: context.now, finished_at: null, fault: null, guarded })
      .where('partner_id', '=', context.actor.partnerId)
      .where('id', '=', importId)
      .execute()
  } catch (error) {
    if (sqlState(error) === '23505') throw new Refusal('imports.another_running')
    throw error
  }
  await context.audit({
    type: 'imports.apply_started',
    organizationId: record.organizationId,
    subject: { kind: 'import', id: importId },
    data: {
      create: record.counts.create,
      change: record.counts.change,
      remove: record.counts.remove,
      refused: record.counts.refused,
    },
  })
  await context.enqueue(applyPlan, { partnerId: context.actor.partnerId, importId }, { group: record.organizationId })
}

function refuseEnded({ status }: ImportRecord): void {
  if (status === 'canceled') throw new Refusal('imports.was_canceled')
  if (status === 'applying' || status === 'applied') throw new Refusal('imports.already_applied')
}

/** More than 5 users, or more than a tenth of the customer's, whichever is less: then the number has to be stated. */
export function needsConfirmation(record: ImportRecord): boolean {
  return record.counts.remove > Math.min(5, record.usersBefore / 10)
}

/**
 * Writes what is left of an import: removals, then changes by their turns, then creations, each stage by several appliers at once. Whatever ends
 * it, the next run goes on with the batches that are not done; two runs share them. A lost database is waited for.
 */
export async function applyImport(job: JobContext, partnerId: string, importId: string): Promise<void> {
  const context = job.asPartner(partnerId)
  while (!job.signal.aborted) {
    try {
      const record = await context.transaction((inside) => requireImport(inside, importId))
      if (record.status !== 'applying') return
      const stages = await context.transaction((inside) => openStages(inside, importId))
      for (const stage of stages) await applyAll(context, record, stage, job.signal)
      if (job.signal.aborted) return
      if (await context.transaction((inside) => finish(inside, importId))) await refresh(job, record)
      return
    } catch (error) {
      if (job.signal.aborted) return
      if (!isDatabaseDown(error)) return await failImport(job, partnerId, importId, error)
      // The job's own heartbeat may lapse meanwhile and a second run begin: the batches' locks keep them apart.
      await wait(500)
    }
  }
}

/** All batches of one stage. Returns when none is open, also of those that another run has in hand. */
async function applyAll(context: OwnContext, record: ImportRecord, stage: Stage, signal: AbortSignal): Promise<void> {
  const applier = async () => {
    for (let isOpen = true; isOpen && !signal.aborted; ) {
      isOpen = await context.transaction((inside) =>
        applyNext(inside, record, stage, (rows) => context.transaction((aside) => learnWordsInBulk(aside, rows))),
      )
    }
  }
  await settle(Array.from({ length: context.config.IMPORT_APPLIERS }, applier))
  while (!signal.aborted && (await context.transaction((inside) => isUnfinished(inside, record.id, stage)))) {
    await wait(200)
    await applier()
  }
}

/** Waits for all, then throws the first fault: no applier is left behind at work. */
async function settle(work: Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason
}

const Outcome = z.enum(['remove', 'change', 'create'])

/**
 * Claims the next batch and writes it, in one transaction. False: there was none to claim.
 * @param learn called with the batch's rows before they are written, to work in a transaction aside.
 */
export async function applyNext(
  context: Context,
  record: ImportRecord,
  stage: Stage,
  learn: (rows: RawBuilder<unknown>) => Promise<void>,
): Promise<boolean> {
  const { tx, actor } = context
  // Whoever ends the import waits for the batches in hand, and none is claimed after. The batch comes last: what is skipped where it is
  // locked belongs to the last table named, and whoever waits for another's batch has the appliers take turns.
  const batch = await batchesOf(context, record.id, stage)
    .select(['b.number', 'b.from_line', 'b.to_line', 'b.planned', 'b.short_of'])
    .orderBy('b.number')
    .limit(1)
    .forShare('i')
    .forUpdate('b')
    .skipLocked()
    .executeTakeFirst()
  if (!batch) return false
  const claimed: Batch = {
    ...stage,
    number: batch.number,
    shortOf: batch.short_of ?? [],
    fromLine: batch.from_line,
    toLine: batch.to_line,
    planned: batch.planned,
  }
  if (stage.outcome !== 'remove')
    await learn(sql`(select * from import_rows r where ${batchRows(context, record, claimed)})`)
  const refused = await applyBatch(context, record, claimed)
  await tx
    .updateTable('import_batches')
    .set({ done_at: context.now, refused })
    .where('partner_id', '=', actor.partnerId)
    .where('import_id', '=', record.id)
    .where('number', '=', batch.number)
    .execute()
  return true
}

async function isUnfinished(context: Context, importId: string, stage: Stage): Promise<boolean> {
  const open = await batchesOf(context, importId, stage).select('b.number').limit(1).executeTakeFirst()
  return open !== undefined
}

/** What there is still to be written, in the order of writing. */
async function openStages(context: Context, importId: string): Promise<Stage[]> {
  const rows = await openBatches(context, importId).select(['b.outcome', 'b.turn']).distinct().execute()
  return rows
    .map(({ outcome, turn }) => ({ outcome: Outcome.parse(outcome), turn: Turn.nullable().parse(turn) }))
    .sort(byStage)
}

function batchesOf(context: Context, importId: string, { outcome, turn }: Stage) {
  return openBatches(context, importId).where('b.outcome', '=', outcome).where('b.turn', 'is not distinct from', turn)
}

/** The batches that are still to be written: none of an import that has ended. */
function openBatches(context: Context, importId: string) {
  return context.tx
    .selectFrom('import_batches as b')
    .innerJoin('imports as i', (join) =>
      join.onRef('i.partner_id', '=', 'b.partner_id').onRef('i.id', '=', 'b.import_id'),
    )
    .where('b.partner_id', '=', context.actor.partnerId)
    .where('b.import_id', '=', importId)
    .where('b.done_at', 'is', null)
    .where('i.status', '=', 'applying')
}

/** Closes the import with its final counts; false where another run already has. */
async function finish(context: Context, importId: string): Promise<boolean> {
  const record = await requireImport(context, importId, { lock: true })
  if (record.status !== 'applying') return false
  const sumsOf = await batchSums(context, [record])
  const sums = sumsOf(record)
  const counts = presentCounts(record, sums)
  // Rows that were refused while they were written have changed nothing.
  const changes =
    counts.change === record.counts.change ? record.changes : await countChanges(context, planRows(context, importId))
  await context.tx
    .updateTable('imports')
    .set({
      status: 'applied',
      finished_at: context.now,
      counts: JSON.stringify(counts),
      quota: JSON.stringify(await writtenQuota(context, record, sums)),
      changes: JSON.stringify(changes),
    })
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', importId)
    .execute()
  await context.audit({
    type: 'imports.applied',
    organizationId: record.organizationId,
    subject: { kind: 'import', id: importId },
    data: counts,
  })
  if (counts.create + counts.change + counts.remove >= manyNames)
    await context.enqueue(recount, { partnerId: context.actor.partnerId })
  return true
}

// Fewer names do not change which words are common; counting them all for each small file would cost more than it gives.
const manyNames = 1_000

// From this many rows on, search would feel the pages that nobody has looked over yet.
const manyRows = 50_000

async function refresh(job: JobContext, record: ImportRecord): Promise<void> {
  const rows = record.counts.create + record.counts.change + record.counts.remove
  if (rows < manyRows) return
  for (const table of ['terms', 'users', 'numbers', 'identifiers'] as const) await job.maintain('vacuum', table)
  for (const table of ['terms', 'users', 'numbers', 'package_assignments'] as const)
    await job.maintain('analyze', table)
}

/** Ends an import that cannot go on, and says so. One that had its plan can be applied again. */
export async function failImport(job: JobContext, partnerId: string, importId: string, error: unknown): Promise<void> {
  job.log.error(
    { import: importId, reason: error instanceof Error ? error.message : String(error) },
    'an import failed',
  )
  await job.asPartner(partnerId).transaction(async (inside) => {
    const record = await requireImport(inside, importId, { lock: true })
    if (record.status !== 'applying' && record.status !== 'planning') return
    const sumsOf = await batchSums(inside, [record])
    const sums = sumsOf(record)
    await inside.tx
      .updateTable('imports')
      .set({
        status: 'failed',
        finished_at: inside.now,
        suspects: null,
        // Of what has not begun to be written the plan stands as it was. These seats stay to be seen while the import is applied again.
        ...(sums.isWritten ? { quota: JSON.stringify(await writtenQuota(inside, record, sums)) } : {}),
        fault: JSON.stringify({ code: 'imports.failed', severity: 'error', values: { trackingId: inside.trackingId } }),
      })
      .where('partner_id', '=', inside.actor.partnerId)
      .where('id', '=', importId)
      .execute()
    await inside.audit({
      type: 'imports.failed',
      organizationId: record.organizationId,
      subject: { kind: 'import', id: importId },
    })
  })
}
