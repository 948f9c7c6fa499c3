import { MailState } from '../../api/mail.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { eachPartner, jobHandler } from '../../platform/jobs.ts'
import { senderOf } from '../../platform/smtp.ts'
import { deliver, endLapsed } from './deliver.ts'
import { deliverMail, tendMails } from './jobs.ts'
import { openStates } from './states.ts'

/** How many mails of a partner one round takes: the next round takes the next. */
const round = 500
/** A mail whose job is only slow must not get a second one at once. */
const graceSeconds = 120

export const mailJobs = [
  jobHandler(deliverMail, async (job, { partnerId, mailId, attempt }) => {
    // Once: a repeat after the mail server's yes would send again within the same try.
    await job.asPartner(partnerId).transaction((context) => deliver(context, mailId, attempt), { once: true })
  }),
  jobHandler(tendMails, async (job) => {
    await eachPartner(job, async (own) => {
      await own.transaction((context) => endAllLapsed(context))
      await own.transaction((context) => enqueueOpen(context, graceSeconds))
      await own.transaction((context) => forgetOld(context))
    })
  }),
]

/**
 * Takes up again, for the context's partner, what is not yet handed over; called at start for each. This is where mails that waited
 * for settings go out.
 */
export async function resumeMails(context: OwnContext): Promise<void> {
  await context.transaction((inside) => endAllLapsed(inside))
  await context.transaction((inside) => enqueueOpen(inside, 0))
}

async function enqueueOpen(context: Context, overdueSeconds: number): Promise<void> {
  const canSend = senderOf(context.config) !== null
  const rows = await context.tx
    .selectFrom('mail_messages')
    .select(['id', 'attempts'])
    .where('partner_id', '=', context.actor.partnerId)
    // Without settings only what does not yet say that it waits.
    .where('state', 'in', canSend ? [...openStates] : ['queued'])
    .where('next_attempt_at', '<=', new Date(context.now.getTime() - overdueSeconds * 1000))
    .orderBy('id')
    .limit(round)
    .execute()
  for (const { id, attempts } of rows)
    await context.enqueue(deliverMail, { partnerId: context.actor.partnerId, mailId: id, attempt: attempts })
}

async function endAllLapsed(context: Context): Promise<void> {
  const { tx, actor, now } = context
  const rows = await tx
    .selectFrom('mail_messages')
    .select(['id', 'org_id', 'state'])
    .where('partner_id', '=', actor.partnerId)
    .where('state', 'in', [...openStates])
    .where('lapses_at', '<=', now)
    .orderBy('id')
    .limit(round)
    .forUpdate()
    // One that is being sent this moment is the job's.
    .skipLocked()
    .execute()
  for (const row of rows) await endLapsed(context, { ...row, state: MailState.parse(row.state) })
  await tx.deleteFrom('mail_secrets').where('partner_id', '=', actor.partnerId).where('lapses_at', '<=', now).execute()
}

async function forgetOld({ tx, actor, now, config }: Context): Promise<void> {
  const before = new Date(now.getTime() - config.MAIL_KEEP_DAYS * 86_400_000)
  await tx
    .deleteFrom('mail_messages')
    .where('partner_id', '=', actor.partnerId)
    .where('created_at', '<', before)
    .where('state', 'not in', [...openStates])
    .execute()
}
