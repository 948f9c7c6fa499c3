import { z } from 'zod'
import { eachPartner, type JobContext, job, jobHandler } from '../../platform/jobs.ts'
import { recordAct } from '../audit/index.ts'
import { writeReset } from './password-reset.ts'
import { noteFailedSignIn, writeResetMail } from './reset-job.ts'
import { findAccount } from './sign-in.ts'
import { forgetOld } from './sign-in-limits.ts'

/** Ended sessions are kept this long, for whoever asks where somebody was signed in, and to know a device again. */
const keptDays = 30

const tidy = job({ name: 'identity.tidy', payload: z.object({}), retries: 3, schedule: '17 2 * * *' })

export const identityJobs = [
  jobHandler(tidy, async (context) => {
    // Of no partner: counted by hashes for the whole hub.
    const [anyPartner] = await context.partnerIds()
    if (anyPartner) await forgetOld(context.asPartner(anyPartner))
    await eachPartner(context, async (own, partnerId) => {
      await own.transaction(async ({ tx, now }) => {
        const before = new Date(now.getTime() - keptDays * 86_400_000)
        await tx.deleteFrom('sessions').where('partner_id', '=', partnerId).where('expires_at', '<', before).execute()
        await tx
          .deleteFrom('password_resets')
          .where('partner_id', '=', partnerId)
          .where('expires_at', '<', before)
          .execute()
      })
    })
  }),
  jobHandler(writeResetMail, async (context, { email }) => {
    const account = await accountOf(context, email)
    if (account)
      await context
        .asPartner(account.partnerId)
        .transaction(async (inside) => await writeReset(inside, account.principalId))
  }),
  jobHandler(noteFailedSignIn, async (context, { partnerId, administratorId, address, userAgent }) => {
    await context.asPartner(partnerId).transaction(async (inside) => {
      const { tx } = inside
      const person = await tx
        .selectFrom('administrators')
        .select(['org_id'])
        .where('partner_id', '=', partnerId)
        .where('id', '=', administratorId)
        .executeTakeFirst()
      if (!person) return
      // Whence it was tried, as though the act stood in the request itself.
      const facts = { address, userAgent }
      await recordAct(
        { ...inside, facts },
        {
          type: 'identity.sign_in_failed',
          organizationId: person.org_id,
          subject: { kind: 'administrator', id: administratorId },
          data: { address, step: 'password' },
        },
      )
    })
  }),
]

/** No partner is known before: a reach that holds nothing, and the one name that is looked for. */
async function accountOf(context: JobContext, email: string) {
  return await findAccount(context.asPartner('00000000-0000-0000-0000-000000000000'), 'password', email)
}
