import type { MailKind } from '../../api/mail.ts'
import { isLanguage, type Language } from '../../phrases/languages.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { deliverMail } from './jobs.ts'
import { type MailValues, mailKinds } from './kinds.ts'

export type Mail<Kind extends MailKind> = {
  kind: Kind
  /** `language` left out: the partner's. */
  to: { email: string; name: string; language?: Language | null | undefined }
  /** Whose it is: a customer, or null for the partner itself. Left out: where the actor stands. */
  organizationId?: string | null
  values: MailValues<Kind>
  /** Where the button leads: a path below the hub's own address, without a secret. */
  link?: `/${string}`
  /**
   * Instead of `link`, a path that holds a one-time token. It is kept apart from the mail, in clear since the mail must say it, and deleted in
   * the transaction that marks the mail as sent, or when it lapses (in the demo and in development, where the mailbox shows it: only then).
   * Encrypting it would need a key that lies where the database's password lies; its short life protects more.
   */
  secretLink?: `/${string}`
  /** When the link ends, or what is told is old. Left out: after the kind's usual time. */
  lapsesAt?: Date
}

/**
 * Writes a mail to the outbox, in the transaction of the act that causes it: it stands or falls with the act, and a job sends it
 * afterwards. Nothing is sent before.
 * @returns the mail's id.
 * @throws Refusal mail.bad_address
 */
export async function sendMail<Kind extends MailKind>(context: Context, mail: Mail<Kind>): Promise<string> {
  const { actor, now, tx } = context
  const kind = mailKinds[mail.kind]
  const email = requireAddress(mail.to.email)
  const id = uuidv7(now.getTime())
  const organizationId = mail.organizationId === undefined ? actor.organizationId : mail.organizationId
  const lapsesAt = mail.lapsesAt ?? new Date(now.getTime() + kind.usefulSeconds * 1000)
  await tx
    .insertInto('mail_messages')
    .values({
      partner_id: actor.partnerId,
      id,
      org_id: organizationId,
      kind: mail.kind,
      to_email: email,
      to_name: singleLine(mail.to.name),
      language: mail.to.language ?? (await languageOfPartner(context)),
      details: JSON.stringify(kind.values.parse(mail.values)),
      link: mail.secretLink === undefined ? (mail.link ?? null) : null,
      has_secret: mail.secretLink !== undefined,
      created_at: now,
      updated_at: now,
      lapses_at: lapsesAt,
      next_attempt_at: now,
    })
    .execute()
  if (mail.secretLink !== undefined) {
    await tx
      .insertInto('mail_secrets')
      .values({
        partner_id: actor.partnerId,
        mail_id: id,
        org_id: organizationId,
        path: mail.secretLink,
        lapses_at: lapsesAt,
      })
      .execute()
  }
  await tx
    .insertInto('mail_events')
    .values({
      partner_id: actor.partnerId,
      mail_id: id,
      id: uuidv7(now.getTime()),
      org_id: organizationId,
      at: now,
      state: 'queued',
    })
    .execute()
  await context.enqueue(deliverMail, { partnerId: actor.partnerId, mailId: id, attempt: 0 })
  return id
}

/** One address and nothing else: no list, no comment, no line break, whatever a form let through. */
export function isAddress(email: string): boolean {
  return email.length <= 320 && /^[^\s<>()[\],;:\\"@\p{Cc}]+@[^\s<>()[\],;:\\"@\p{Cc}]+$/u.test(email)
}

function requireAddress(text: string): string {
  const email = text.trim()
  if (!isAddress(email)) throw new Refusal('mail.bad_address')
  return email.toLowerCase()
}

/** A name stands in a header: line breaks and other control characters become spaces. */
export function singleLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
}

async function languageOfPartner(context: Context): Promise<Language> {
  const partner = await context.tx
    .selectFrom('partners')
    .select('language')
    .where('id', '=', context.actor.partnerId)
    .executeTakeFirst()
  return partner && isLanguage(partner.language) ? partner.language : 'en'
}
