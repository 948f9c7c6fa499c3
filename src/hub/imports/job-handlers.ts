import type { OwnContext } from '../../platform/context.ts'
import { isDatabaseDown } from '../../platform/errors.ts'
import { eachPartner, jobHandler } from '../../platform/jobs.ts'
import { applyImport, failImport } from './apply.ts'
import { discardRows } from './cancel.ts'
import { finishPlan } from './finish-plan.ts'
import { unfinishedImports } from './import-record.ts'
import { applyPlan, discardPlan, dropOld, planImport } from './jobs.ts'
import { dropOldRows } from './old-rows.ts'

export const importsJobs = [
  jobHandler(planImport, async (job, { partnerId, importId }) => {
    try {
      // Fresh rows have no statistics yet, and without them the server would sort where it could hash.
      await job.maintain('analyze', 'import_rows')
      await job.asPartner(partnerId).transaction((context) => finishPlan(context, importId))
    } catch (error) {
      if (isDatabaseDown(error) || job.signal.aborted) throw error
      await failImport(job, partnerId, importId, error)
    }
  }),
  jobHandler(applyPlan, (job, { partnerId, importId }) => applyImport(job, partnerId, importId)),
  jobHandler(dropOld, async (job) => {
    let dropped = 0
    try {
      await eachPartner(job, async (_own, partnerId) => {
        dropped += await dropOldRows(job, partnerId)
      })
    } finally {
      if (dropped > 0) await job.maintain('vacuum', 'import_rows')
    }
  }),
  jobHandler(discardPlan, (job, { partnerId, importId }) => discardRows(job, partnerId, importId)),
]

/**
 * Enqueues again what a killed hub left unfinished, for the context's partner; called at start for each. Where the queue still
 * holds the old job too, the two share the work.
 * @returns how many imports go on.
 */
export async function resumeImports(context: OwnContext): Promise<number> {
  return await context.transaction(async (inside) => {
    const { partnerId } = inside.actor
    const unfinished = await unfinishedImports(inside)
    for (const { id, organizationId, status } of unfinished)
      await inside.enqueue(
        status === 'planning' ? planImport : applyPlan,
        { partnerId, importId: id },
        { group: organizationId },
      )
    return unfinished.length
  })
}
