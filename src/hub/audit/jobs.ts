import { z } from 'zod'
import { job, jobHandler } from '../../platform/jobs.ts'
import { makeCheckpoint } from './checkpoint.ts'
import { pause } from './export.ts'
import { checkChain, recordRemoval } from './keep.ts'
import { sealAll } from './seal.ts'

/** Every minute one run begins and seals until the next is due: a schedule knows no seconds. */
const seal = job({ name: 'audit.seal', payload: z.object({}), retries: 0, schedule: '* * * * *' })
const runMs = 57_000
const everyMs = 3_000

/** Every night: check the chain, sign how far it goes, let go what the retention rule says. */
const nightly = job({ name: 'audit.nightly', payload: z.object({}), retries: 3, schedule: '50 2 * * *' })

/** A check that somebody asked for. */
export const check = job({ name: 'audit.check', payload: z.object({ partnerId: z.uuid() }), retries: 2 })

export const auditJobs = [
  jobHandler(seal, async (context) => {
    const started = Date.now()
    while (!context.signal.aborted && Date.now() - started < runMs) {
      for (const partnerId of await context.partnerIds()) await sealAll(context.asPartner(partnerId))
      await pause(everyMs, context.signal)
    }
  }),
  jobHandler(nightly, async (context) => {
    for (const partnerId of await context.partnerIds()) {
      const own = context.asPartner(partnerId)
      // What is broken shall neither be signed nor thinned out: both would cover the traces.
      const verdict = await checkChain(own)
      if (!verdict.holds || verdict.throughSeal === 0) continue
      await own.transaction(makeCheckpoint)
      const through = await own.transaction(recordRemoval)
      if (through !== null) await context.removeAuditThrough(partnerId, through)
    }
  }),
  jobHandler(check, async (context, { partnerId }) => {
    await checkChain(context.asPartner(partnerId))
  }),
]
