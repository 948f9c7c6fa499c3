import { sql } from 'kysely'
import { encodeId } from '../../api/ids.ts'
import { type MailDetail, MailKind, type MailMessage, MailReason, MailState } from '../../api/mail.ts'
import { isAllowed, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { masked } from '../../platform/masking.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { messageIdOf } from './deliver.ts'
import { deliverMail } from './jobs.ts'
import { mailKinds } from './kinds.ts'
import { beginningWith, isMailboxOpen } from './mailbox.ts'
import { partnerName } from './partner-name.ts'
import { render } from './render.ts'

export type MailFilter = {
  state?: MailState | undefined
  kind?: MailKind | undefined
  organizationId?: string | undefined
  to?: string | undefined
}

/** Mails in reach, the newest first, `max` at most. */
export async function listMails(
  context: Context,
  filter: MailFilter,
  page: { after: string | null; max: number },
): Promise<{ items: MailMessage[]; lastId: string | undefined }> {
  let found = inReach(context).orderBy('id', 'desc').limit(page.max)
  if (filter.state) found = found.where('state', '=', filter.state)
  if (filter.kind) found = found.where('kind', '=', filter.kind)
  if (filter.organizationId) found = found.where('org_id', '=', filter.organizationId)
  if (filter.to) found = found.where('to_email', 'like', beginningWith(filter.to))
  if (page.after) found = found.where('id', '<', page.after)
  const rows = await found.execute()
  const partner = await partnerName(context)
  return { items: rows.map((row) => describe(context, row, partner)), lastId: rows.at(-1)?.id }
}

export async function describeMail(context: Context, mailId: string): Promise<MailDetail> {
  const row = await requireMail(context, mailId)
  const events = await context.tx
    .selectFrom('mail_events')
    .select(['at', 'state', 'reason', 'words'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('mail_id', '=', mailId)
    .orderBy('id')
    .execute()
  const { MAIL_FROM } = context.config
  const partner = await partnerName(context)
  // A one-time link is the recipient's alone: what is shown here ends before its secret.
  const link = row.has_secret ? `${context.hubUrl()}/…` : row.link === null ? null : `${context.hubUrl()}${row.link}`
  return {
    ...describe(context, row, partner),
    ...(MAIL_FROM === undefined ? {} : { messageId: `<${messageIdOf(row.id, MAIL_FROM)}>` }),
    text: render(covered(context, row), partner, link).text,
    events: events.map((event) => ({
      at: event.at.toISOString(),
      state: MailState.parse(event.state),
      ...(event.reason === null ? {} : { reason: MailReason.parse(event.reason) }),
      ...wordsOf(context, event),
    })),
  }
}

/**
 * Sends a failed or rejected mail again, as a new mail with an id of its own: states never go back. A one-time link moves over to the new
 * mail, so that each secret lies in one place.
 */
export async function resendMail(context: Context, mailId: string): Promise<MailDetail> {
  const { tx, actor, now } = context
  const old = await requireMail(context, mailId, true)
  if (!isResendable(old)) throw new Refusal('mail.not_resendable')
  if (old.lapses_at <= now) throw new Refusal('mail.link_lapsed')
  const id = uuidv7(now.getTime())
  const { partner_id, org_id, kind, to_email, to_name, language, details, link, has_secret, lapses_at } = old
  await tx
    .insertInto('mail_messages')
    .values({
      ...{ partner_id, id, org_id, kind, to_email, to_name, language, link, has_secret, lapses_at },
      details: JSON.stringify(details),
      created_at: now,
      updated_at: now,
      next_attempt_at: now,
    })
    .execute()
  if (has_secret) {
    const moved = await tx
      .updateTable('mail_secrets')
      .set({ mail_id: id })
      .where('partner_id', '=', actor.partnerId)
      .where('mail_id', '=', old.id)
      .executeTakeFirst()
    if (moved.numUpdatedRows === 0n) throw new Refusal('mail.link_lapsed')
  }
  await tx
    .updateTable('mail_messages')
    .set({ resent_as: id })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', old.id)
    .execute()
  await tx
    .insertInto('mail_events')
    .values({ partner_id, mail_id: id, id: uuidv7(now.getTime()), org_id, at: now, state: 'queued' })
    .execute()
  await context.audit({ type: 'mail.resent', organizationId: org_id, data: { mail: old.id, as: id, kind } })
  await context.enqueue(deliverMail, { partnerId: actor.partnerId, mailId: id, attempt: 0 })
  return await describeMail(context, id)
}

/** Counted to 1000: more says no more. */
export async function describeSettings(context: Context) {
  const waiting = await inReach(context).where('state', '=', 'waiting').limit(1000).execute()
  const { SMTP_URL, MAIL_FROM } = context.config
  return {
    sends: SMTP_URL !== undefined,
    ...(MAIL_FROM === undefined ? {} : { from: MAIL_FROM }),
    waiting: waiting.length,
    mailbox: isMailboxOpen(context),
  }
}

/** The partner's own mails belong to whoever has every customer, but for some; not to whoever has some only. */
function inReach(context: Context) {
  const { reach } = context.actor
  const within = withinReach(context.actor, 'org_id')
  return context.tx
    .selectFrom('mail_messages')
    .selectAll()
    .where('partner_id', '=', context.actor.partnerId)
    .where(reach.kind === 'all_but' ? sql<boolean>`(org_id is null or ${within})` : within)
}

type Row = Awaited<ReturnType<ReturnType<typeof inReach>['execute']>>[number]

async function requireMail(context: Context, mailId: string, lock = false): Promise<Row> {
  let found = inReach(context).where('id', '=', mailId)
  if (lock) found = found.forUpdate()
  const row = await found.executeTakeFirst()
  if (!row) throw new Refusal('mail.message_not_found')
  return row
}

/** What a failed connection or sign-in says names the operator's own hosts: that is not for customers. */
function wordsOf(context: Context, told: { reason: string | null; words: string | null }): { words?: string } {
  const ofOurSide = told.reason === 'connection' || told.reason === 'login'
  return told.words === null || (ofOurSide && context.actor.side === 'customer') ? {} : { words: told.words }
}

/** What a read-only session sees of a warning: not from where and with what the person signed in, as in every other answer. */
function covered(context: Context, row: Row): Row {
  if (context.actor.access?.scope !== 'read' || row.kind !== 'sign_in_warning') return row
  return {
    ...row,
    details: { ...mailKinds.sign_in_warning.values.parse(row.details), browser: masked, address: masked },
  }
}

function isResendable(row: Row): boolean {
  return (row.state === 'failed' || row.state === 'rejected') && row.resent_as === null
}

function describe(context: Context, row: Row, partner: string): MailMessage {
  return {
    id: encodeId('MAIL', row.id),
    kind: MailKind.parse(row.kind),
    state: MailState.parse(row.state),
    ...(row.reason === null ? {} : { reason: MailReason.parse(row.reason) }),
    ...wordsOf(context, row),
    to: { email: row.to_email, name: row.to_name },
    subject: render(row, partner, null).subject,
    language: row.language,
    ...(row.org_id === null ? {} : { organizationId: encodeId('ORGANIZATION', row.org_id) }),
    created: row.created_at.toISOString(),
    updated: row.updated_at.toISOString(),
    ...(row.sent_at === null ? {} : { sent: row.sent_at.toISOString() }),
    lapses: row.lapses_at.toISOString(),
    attempts: row.attempts,
    ...(row.next_attempt_at === null || row.state !== 'delayed'
      ? {}
      : { nextAttempt: row.next_attempt_at.toISOString() }),
    ...(row.resent_as === null ? {} : { resentAs: encodeId('MAIL', row.resent_as) }),
    can: { resend: isResendable(row) && row.lapses_at > context.now && isAllowed(context.actor, 'mail:write') },
  }
}
