import { z } from 'zod'
import { job, jobHandler } from '../../platform/jobs.ts'
import { recountWords } from './learn-words.ts'

/** After many names changed: which words are common decides what a typing error is taken for. */
export const recount = job({ name: 'lookup.recount_words', payload: z.object({ partnerId: z.uuid() }), retries: 3 })

export const lookupJobs = [
  jobHandler(recount, async (context, { partnerId }) => {
    await context.asPartner(partnerId).transaction(recountWords)
  }),
]
