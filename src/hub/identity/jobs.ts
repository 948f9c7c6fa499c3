import { z } from 'zod'
import { job, jobHandler } from '../../platform/jobs.ts'
import { forgetOld } from './sign-in-limits.ts'

/** Ended sessions are kept this long, for whoever asks where somebody was signed in. */
const keptDays = 30

const tidy = job({ name: 'identity.tidy', payload: z.object({}), retries: 3, schedule: '17 2 * * *' })

export const identityJobs = [
  jobHandler(tidy, async (context) => {
    for (const partnerId of await context.partnerIds()) {
      const own = context.asPartner(partnerId)
      await own.transaction(async ({ tx, now }) => {
        const before = new Date(now.getTime() - keptDays * 86_400_000)
        await tx.deleteFrom('sessions').where('partner_id', '=', partnerId).where('expires_at', '<', before).execute()
      })
      await forgetOld(own)
    }
  }),
]
