import { MailState } from '../../api/mail.ts'
import type { Context } from '../../platform/context.ts'
import { sendBySmtp, senderOf } from '../../platform/smtp.ts'
import { deliverMail } from './jobs.ts'
import { isMailboxOpen } from './mailbox.ts'
import { partnerName } from './partner-name.ts'
import { render } from './render.ts'
import { singleLine } from './send-mail.ts'
import { isOpen, recordState } from './states.ts'

/**
 * One try. The mail's row is locked while the mail server is spoken with (a minute at most, one connection of the pool), so that two
 * jobs never send it at once. A hub that dies between the server's yes and the commit leaves the row as it was: the mail is sent again with the
 * same Message-ID, by which the receiving side knows it.
 */
export async function deliver(context: Context, mailId: string, attempt: number): Promise<void> {
  const { tx, actor, now, config } = context
  const mail = await tx
    .selectFrom('mail_messages')
    .selectAll()
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', mailId)
    .forUpdate()
    .executeTakeFirst()
  if (!mail || mail.attempts !== attempt) return
  const row = { id: mail.id, org_id: mail.org_id, state: MailState.parse(mail.state) }
  if (!isOpen(row.state)) return
  if (now >= mail.lapses_at) return await endLapsed(context, row)
  const sender = senderOf(config)
  if (!sender) {
    if (row.state !== 'waiting') await recordState(context, row, { state: 'waiting', reason: 'no_settings' })
    return
  }
  const path = mail.has_secret ? await secretOf(context, mail.id) : mail.link
  if (mail.has_secret && path === null) return await endLapsed(context, row)
  const partner = await partnerName(context)
  const rendered = render(mail, partner, path === null ? null : `${context.hubUrl()}${path}`)
  const said = await sendBySmtp(config, {
    messageId: messageIdOf(mail.id, sender.from),
    fromName: singleLine(partner),
    to: { name: singleLine(mail.to_name), email: mail.to_email },
    language: mail.language,
    date: mail.created_at,
    ...rendered,
  })
  const outcome = { ...said, words: withoutSecrets(said.words, mail.has_secret ? path : null) }
  const tried = { attempts: attempt + 1, next_attempt_at: null }
  switch (outcome.kind) {
    case 'accepted':
      await noteTry(context, mail.id, { ...tried, sent_at: now })
      await recordState(context, row, { state: 'sent', words: outcome.words })
      if (!isMailboxOpen(context)) await forgetSecret(context, mail.id)
      return
    case 'refused':
      await noteTry(context, mail.id, tried)
      await recordState(context, row, { state: 'rejected', reason: 'refused', words: outcome.words })
      return
    case 'unusable':
      await noteTry(context, mail.id, tried)
      await recordState(context, row, { state: 'failed', reason: 'unusable', words: outcome.words })
      return
    case 'later': {
      const seconds = Math.min(3600, config.MAIL_RETRY_SECONDS * 2 ** Math.min(attempt, 12))
      await noteTry(context, mail.id, {
        attempts: attempt + 1,
        next_attempt_at: new Date(now.getTime() + seconds * 1000),
      })
      await recordState(context, row, { state: 'delayed', reason: outcome.reason, words: outcome.words })
      await context.enqueue(
        deliverMail,
        { partnerId: actor.partnerId, mailId: mail.id, attempt: attempt + 1 },
        { afterSeconds: seconds },
      )
    }
  }
}

/**
 * The mail server's words as they may be kept and shown: some quote what they refuse, and a one-time link is the recipient's alone. Also where the
 * quotation is cut off, or broken as a mail's lines are ("=3D", "=" at a line's end).
 */
export function withoutSecrets(words: string, path: string | null): string {
  // Behind the #; links of before stood in the query.
  const parts = path?.split(/[?#]/).slice(1) ?? []
  const token = parts.map((part) => new URLSearchParams(part).get('token')).find((found) => found !== null)
  let told = words
  for (const secret of [path, token]) if (secret) told = told.replaceAll(secret, '…')
  return told.replace(/token(?:=|%3d)\S*(?:(?<==)\s+\S+)*/gi, 'token=…')
}

/** Of no use any more: it is not sent, and says why. */
export async function endLapsed(
  context: Context,
  mail: { id: string; org_id: string | null; state: MailState },
): Promise<void> {
  await recordState(context, mail, { state: 'failed', reason: 'lapsed' })
  await noteTry(context, mail.id, { next_attempt_at: null })
  await forgetSecret(context, mail.id)
}

/** Made of the mail's own id, so that each try carries the same. */
export function messageIdOf(mailId: string, from: string): string {
  return `${mailId}@${from.split('@').at(-1) ?? 'localhost'}`
}

async function noteTry(
  context: Context,
  mailId: string,
  noted: { attempts?: number; next_attempt_at: Date | null; sent_at?: Date },
): Promise<void> {
  await context.tx
    .updateTable('mail_messages')
    .set(noted)
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', mailId)
    .execute()
}

async function secretOf(context: Context, mailId: string): Promise<string | null> {
  const row = await context.tx
    .selectFrom('mail_secrets')
    .select('path')
    .where('partner_id', '=', context.actor.partnerId)
    .where('mail_id', '=', mailId)
    .executeTakeFirst()
  return row?.path ?? null
}

async function forgetSecret(context: Context, mailId: string): Promise<void> {
  await context.tx
    .deleteFrom('mail_secrets')
    .where('partner_id', '=', context.actor.partnerId)
    .where('mail_id', '=', mailId)
    .execute()
}
