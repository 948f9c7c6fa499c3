import { z } from 'zod'
import { job } from '../../platform/jobs.ts'

/** Looks the account up out of sight of whoever asked: for an unknown address it ends here. */
export const writeResetMail = job({
  name: 'identity.write_reset_mail',
  payload: z.object({ email: z.string(), address: z.string() }),
  retries: 5,
})

/** A sign-in that failed, for the audit of the account's partner, where there is such an account; else the ids are nobody's. */
export const noteFailedSignIn = job({
  name: 'identity.note_failed_sign_in',
  payload: z.object({
    partnerId: z.guid(),
    administratorId: z.guid(),
    address: z.string(),
    userAgent: z.string().optional(),
  }),
  retries: 3,
  batch: 50,
})
