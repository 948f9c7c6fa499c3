import { z } from 'zod'
import { eachPartner, job, jobHandler } from '../../platform/jobs.ts'
import { makeCheckpoint } from './checkpoint.ts'
import { pause } from './export.ts'
import { checkChain, newestCheckBegan, recordRemoval } from './keep.ts'
import { removeThrough } from './remove.ts'
import { type Looked, sealAll } from './seal.ts'

/** Every minute one run begins and seals until the next is due: a schedule knows no seconds. */
const seal = job({ name: 'audit.seal', payload: z.object({}), retries: 0, schedule: '* * * * *' })
const runMs = 57_000
const everyMs = 3_000

/** Every night: check the chain, sign how far it goes, let go what the retention rule says. */
const nightly = job({ name: 'audit.nightly', payload: z.object({}), retries: 3, schedule: '50 2 * * *' })

/** A check that somebody asked for. */
export const check = job({
  name: 'audit.check',
  payload: z.object({ partnerId: z.uuid(), asked: z.number().optional() }),
  retries: 2,
})

export const auditJobs = [
  jobHandler(seal, async (context) => {
    const started = Date.now()
    const looked: Looked = new Map()
    while (!context.signal.aborted && Date.now() - started < runMs) {
      // The next look is in a moment, and what failed is logged.
      await eachPartner(context, async (own) => void (await sealAll(own, looked))).catch(() => undefined)
      await pause(everyMs, context.signal)
    }
  }),
  jobHandler(nightly, async (context) => {
    await eachPartner(context, async (own) => {
      // What is broken shall neither be signed nor thinned out: both would cover the traces.
      const verdict = await checkChain(own)
      if (!verdict.holds || verdict.throughSeal === 0) return
      await own.transaction(makeCheckpoint)
      const through = await own.transaction(recordRemoval)
      if (through !== null) await removeThrough(own, context.removeRows, through)
    })
  }),
  jobHandler(check, async (context, { partnerId, asked }) => {
    const own = context.asPartner(partnerId)
    // However many asked meanwhile: one check that began afterwards is the answer to all of them.
    if (asked !== undefined && (await own.transaction(newestCheckBegan)) > asked) return
    await checkChain(own)
  }),
]
