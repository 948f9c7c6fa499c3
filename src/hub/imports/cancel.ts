import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { requireImport } from './import-record.ts'
import { discardPlan } from './jobs.ts'

/** Discards a plan that has not been applied. Its rows are taken away afterwards, by a job. */
export async function cancelImport(context: Context, importId: string): Promise<undefined> {
  const record = await requireImport(context, importId, { lock: true })
  if (record.status !== 'planning' && record.status !== 'planned') throw new Refusal('imports.cannot_cancel')
  await context.tx
    .updateTable('imports')
    .set({ status: 'canceled', finished_at: context.now })
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

// Lines whose rows go in one transaction: more hold locks and memory of the server longer.
const linesAtOnce = 50_000

/** Takes the rows of a canceled import away, piece by piece. */
export async function discardRows(job: JobContext, partnerId: string, importId: string): Promise<void> {
  const context = job.asPartner(partnerId)
  const record = await context.transaction((inside) => requireImport(inside, importId))
  if (record.status !== 'canceled') return
  for (let line = 0; line <= record.lastLine && !job.signal.aborted; line += linesAtOnce) {
    await context.transaction((inside) =>
      sql`delete from import_rows where partner_id = ${partnerId}::uuid and import_id = ${importId}::uuid
        and line > ${line} and line <= ${line + linesAtOnce}`.execute(inside.tx),
    )
  }
  await context.transaction(async ({ tx }) => {
    await sql`delete from import_parts where partner_id = ${partnerId}::uuid and import_id = ${importId}::uuid`.execute(
      tx,
    )
    await sql`delete from import_batches where partner_id = ${partnerId}::uuid and import_id = ${importId}::uuid`.execute(
      tx,
    )
  })
}
