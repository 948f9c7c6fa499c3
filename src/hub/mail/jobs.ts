import { z } from 'zod'
import { job } from '../../platform/jobs.ts'

/**
 * One try to hand a mail to the mail server. `attempt` is the number of tries before it: a job that comes twice, or late, finds another
 * number in the mail's row and does nothing.
 */
export const deliverMail = job({
  name: 'mail.deliver',
  payload: z.object({ partnerId: z.uuid(), mailId: z.uuid(), attempt: z.number().int() }),
  retries: 5,
  batch: 20,
})

/** Goes on with what a lost job left, ends what has lapsed, forgets secrets and old mails. */
export const tendMails = job({ name: 'mail.tend', payload: z.object({}), retries: 1, schedule: '* * * * *' })
