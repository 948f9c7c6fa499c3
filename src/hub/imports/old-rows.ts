import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { planDays } from './apply.ts'
import { deleteRows } from './cancel.ts'
import { type ImportRecord, requireImport } from './import-record.ts'

/**
 * Takes away the rows and the file of imports that ended longer ago than they are kept, and ends plans that are too old to be
 * applied. The import itself stays, with its counts.
 * @returns how many imports it was.
 */
export async function dropOldRows(job: JobContext, partnerId: string): Promise<number> {
  const context = job.asPartner(partnerId)
  const old = await context.transaction(oldImports)
  for (const { id } of old) {
    job.signal.throwIfAborted()
    const record = await context.transaction((inside) => endOldPlan(inside, id))
    await deleteRows(job, partnerId, record)
    await context.transaction(({ tx, now }) =>
      tx
        .updateTable('imports')
        .set({ rows_dropped_at: now })
        .where('partner_id', '=', partnerId)
        .where('id', '=', id)
        .execute(),
    )
  }
  return old.length
}

/** Those that can still be applied, plans and failed imports, are kept at least as long as that is possible. */
async function oldImports(context: Context): Promise<{ id: string }[]> {
  const kept = context.config.IMPORT_KEEP_DAYS
  const { rows } = await sql<{ id: string }>`
    select id from imports
    where partner_id = ${context.actor.partnerId}::uuid and rows_dropped_at is null and (
      status in ('applied', 'canceled') and finished_at < ${daysBefore(context.now, kept)}
      or status = 'planned' and planned_at < ${daysBefore(context.now, planDays)}
      or status = 'failed' and finished_at < ${daysBefore(context.now, Math.max(kept, planDays))})
    order by id`.execute(context.tx)
  return rows
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}

async function endOldPlan(context: Context, importId: string): Promise<ImportRecord> {
  const record = await requireImport(context, importId, { lock: true })
  if (record.status !== 'planned') return record
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
  return { ...record, status: 'canceled' }
}

/** Refuses to show rows that are gone: an empty list would say that there had been none. */
export function requireRows(context: Pick<Context, 'config'>, record: ImportRecord): void {
  if (record.rowsDroppedAt !== null) throw new Refusal('imports.rows_gone', { days: context.config.IMPORT_KEEP_DAYS })
  // A job takes them away when it comes to it; the plan is gone at once.
  if (record.status === 'canceled') throw new Refusal('imports.was_canceled')
}
