import { z } from 'zod'
import { Cursor, ListOf, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'

export const mailErrors = {
  'mail.message_not_found': { status: 404, number: 16001 },
  'mail.not_resendable': { status: 409, number: 16002 },
  'mail.link_lapsed': { status: 409, number: 16003 },
  'mail.bad_address': { status: 400, number: 16004 },
} as const

export const MailKind = z.enum([
  'invitation',
  'password_reset',
  'password_changed',
  'second_factor_changed',
  'sign_in_warning',
  'role_changed',
  'access_requested',
  'access_decided',
  'access_ended',
  'account_disabled',
  'token_made',
])
export type MailKind = z.infer<typeof MailKind>

/**
 * `queued`: the sending job will take it. `waiting`: no mail server is set. `delayed`: will be tried again. `sent`: the mail server has
 * taken it, which is no proof of delivery. `failed`: ours (lapsed, not sendable). `rejected`: the mail server refused it for good.
 * The others are told by later reports of delivery. Opens and clicks are not tracked.
 */
export const MailState = z.enum([
  'queued',
  'waiting',
  'delayed',
  'sent',
  'delivered',
  'bounced_soft',
  'bounced_hard',
  'complained',
  'suppressed',
  'rejected',
  'failed',
])
export type MailState = z.infer<typeof MailState>

/** Why a mail is in its state, where that is not the server's to say. */
export const MailReason = z.enum(['no_settings', 'lapsed', 'connection', 'server_busy', 'refused', 'login', 'unusable'])
export type MailReason = z.infer<typeof MailReason>

export const MailMessage = z.object({
  id: z.string(),
  kind: MailKind,
  state: MailState,
  reason: MailReason.optional(),
  /** The mail server's own words, where it said something. */
  words: z.string().optional(),
  to: z.object({ email: z.string(), name: z.string() }),
  subject: z.string(),
  language: z.string(),
  /** Left out: it belongs to the partner itself. */
  organizationId: z.string().optional(),
  created: Time,
  updated: Time,
  sent: Time.optional(),
  /** Not sent any more after this: its link has lapsed, or what it tells is old. */
  lapses: Time,
  attempts: z.number().int(),
  nextAttempt: Time.optional(),
  resentAs: z.string().optional(),
  can: z.object({ resend: z.boolean() }),
})
export type MailMessage = z.infer<typeof MailMessage>

export const MailDetail = MailMessage.extend({
  /** The same each time it is tried. Left out while no address to send from is set. */
  messageId: z.string().optional(),
  /** As it is sent, but for a one-time link, which nobody but the recipient sees. */
  text: z.string(),
  events: z.array(
    z.object({ at: Time, state: MailState, reason: MailReason.optional(), words: z.string().optional() }),
  ),
})
export type MailDetail = z.infer<typeof MailDetail>

export const listMails = endpoint({
  method: 'GET',
  path: '/v1/mail/messages',
  summary: 'Mails that the hub has written, the newest first, paged by key.',
  needs: 'mail:read',
  query: z.object({
    state: MailState.optional(),
    kind: MailKind.optional(),
    organizationId: Id('ORGANIZATION').optional(),
    /** The beginning of the recipient's address. */
    to: z.string().trim().max(320).optional(),
    max: Max(50, 200),
    cursor: Cursor.optional(),
  }),
  reply: ListOf(MailMessage),
  paged: true,
  refuses: ['common.bad_cursor'],
})

export const getMail = endpoint({
  method: 'GET',
  path: '/v1/mail/messages/:mailId',
  summary: 'One mail with its text and what became of it.',
  needs: 'mail:read',
  params: z.object({ mailId: Id('MAIL') }),
  reply: MailDetail,
  refuses: ['mail.message_not_found'],
})

export const resendMail = endpoint({
  method: 'POST',
  path: '/v1/mail/messages/:mailId/resend',
  summary: 'Sends a failed or rejected mail again, as a new one.',
  needs: 'mail:write',
  params: z.object({ mailId: Id('MAIL') }),
  status: 201,
  reply: MailDetail,
  refuses: ['mail.message_not_found', 'mail.not_resendable', 'mail.link_lapsed'],
})

export const getMailSettings = endpoint({
  method: 'GET',
  path: '/v1/mail/settings',
  summary: 'Whether mails are sent, from which address, and what waits.',
  needs: 'mail:read',
  reply: z.object({
    /** A mail server is set. */
    sends: z.boolean(),
    from: z.string().optional(),
    /** Mails that wait for a mail server, at most 1000. */
    waiting: z.number().int(),
    /** The built-in mailbox of the demo and of development is open. */
    mailbox: z.boolean(),
  }),
  refuses: [],
})

export const MailboxItem = z.object({
  id: z.string(),
  kind: MailKind,
  state: MailState,
  to: z.object({ email: z.string(), name: z.string() }),
  from: z.string(),
  subject: z.string(),
  language: z.string(),
  created: Time,
  text: z.string(),
  html: z.string(),
  /** Left out where the mail has none, or where it has lapsed. */
  link: z.string().optional(),
})
export type MailboxItem = z.infer<typeof MailboxItem>

export const readMailbox = endpoint({
  method: 'GET',
  path: '/v1/mailbox',
  summary: 'Every recent mail with its links: in the demo and in development only; elsewhere there is no such page.',
  needs: 'anyone',
  transaction: 'own',
  query: z.object({
    /** The beginning of the recipient's address. */
    to: z.string().trim().max(320).optional(),
    max: Max(50, 200),
  }),
  reply: ListOf(MailboxItem),
  refuses: ['common.not_found'],
})
