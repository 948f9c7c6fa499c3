import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { batchSums, isCancelable } from './batch-sums.ts'
import { type ImportRecord, requireImport } from './import-record.ts'
import { discardPlan } from './jobs.ts'

/** Discards a plan, also a failed one, of which nothing has been applied. Its rows are taken away afterwards, by a job. */
export async function cancelImport(context: Context, importId: string): Promise<undefined> {
  // Batches being written hold the import's row: who comes too late is told so without waiting for them.
  await refuseApplied(context, await requireImport(context, importId))
  const record = await requireImport(context, importId, { lock: true })
  await refuseApplied(context, record)
  await context.tx
    .updateTable('imports')
    .set({ status: 'canceled', finished_at: context.now, suspects: null })
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', importId)
    .execute()
  await context.audit({
    type: 'imports.canceled',
    organizationId: record.organizationId,
    subject: { kind: 'import', id: importId },
  })
  await context.enqueue(discardPlan, { partnerId: context.actor.partnerId, importId })
}

async function refuseApplied(context: Context, record: ImportRecord): Promise<void> {
  const sumsOf = await batchSums(context, [record])
  if (!isCancelable(record, sumsOf(record))) throw new Refusal('imports.cannot_cancel')
}

// Lines whose rows go in one transaction: more hold locks and memory of the server longer.
const linesAtOnce = 50_000

/** Takes the rows of a canceled import away, piece by piece. Throws where it is aborted: the next run takes the rest. */
export async function discardRows(job: JobContext, partnerId: string, importId: string): Promise<void> {
  const context = job.asPartner(partnerId)
  const record = await context.transaction((inside) => requireImport(inside, importId))
  if (record.status !== 'canceled') return
  await deleteRows(job, partnerId, record)
  await context.transaction(({ tx }) =>
    sql`delete from import_batches where partner_id = ${partnerId}::uuid and import_id = ${importId}::uuid`.execute(tx),
  )
}

/** Rows, suspects and file of an import; what it has written and counted stays known by its batches. */
export async function deleteRows(job: JobContext, partnerId: string, record: ImportRecord): Promise<void> {
  const context = job.asPartner(partnerId)
  for (let line = 0; line <= record.lastLine; line += linesAtOnce) {
    job.signal.throwIfAborted()
    await context.transaction((inside) =>
      sql`delete from import_rows where partner_id = ${partnerId}::uuid and import_id = ${record.id}::uuid
        and line > ${line} and line <= ${line + linesAtOnce}`.execute(inside.tx),
    )
  }
  job.signal.throwIfAborted()
  await context.transaction(async ({ tx }) => {
    await sql`delete from import_parts where partner_id = ${partnerId}::uuid and import_id = ${record.id}::uuid`.execute(
      tx,
    )
    await sql`
      update imports set suspects = null
      where partner_id = ${partnerId}::uuid and id = ${record.id}::uuid and suspects is not null`.execute(tx)
  })
}
