import { z } from 'zod'
import { eachPartner, job, jobHandler } from '../../platform/jobs.ts'
import { forgetWords, recountWords } from './learn-words.ts'

/** After many names changed: which words are common decides what a typing error is taken for. */
export const recount = job({ name: 'lookup.recount_words', payload: z.object({ partnerId: z.uuid() }), retries: 3 })

/** Every night for every partner: many small changes make a difference as well, and words go out of use. */
const tidyWords = job({ name: 'lookup.tidy_words', payload: z.object({}), retries: 3, schedule: '20 2 * * *' })

export const lookupJobs = [
  jobHandler(recount, async (context, { partnerId }) => {
    await context.asPartner(partnerId).transaction(recountWords)
  }),
  jobHandler(tidyWords, async (context) => {
    await eachPartner(context, async (own) => {
      await own.transaction(recountWords)
      await own.transaction(forgetWords)
    })
  }),
]
