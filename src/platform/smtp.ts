import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'

export type OutgoingMessage = {
  /** Without the angle brackets; the same each time the message is tried. */
  messageId: string
  fromName: string
  to: { name: string; email: string }
  subject: string
  text: string
  html: string
  language: string
  date: Date
}

/**
 * What the mail server said. `later`: a fault of the moment or of our own settings, worth another try. `refused`: a final no, with the
 * server's own words. `unusable`: the message could not be put together.
 */
export type SmtpOutcome =
  | { kind: 'accepted'; words: string }
  | { kind: 'later'; reason: 'connection' | 'server_busy' | 'login'; words: string }
  | { kind: 'refused'; words: string }
  | { kind: 'unusable'; words: string }

/** What every mail of this hub needs to be sent; null where the operator has set no mail server. */
export function senderOf(config: Config): { url: URL; from: string } | null {
  return config.SMTP_URL === undefined || config.MAIL_FROM === undefined
    ? null
    : { url: new URL(config.SMTP_URL), from: config.MAIL_FROM }
}

/**
 * Hands one message to the mail server of the settings, on a connection of its own. The host is the operator's setting, not a tenant's or a
 * stranger's word, and is most often inside: the rules of outbound.ts for addresses that others name do not apply. Nothing in a message can
 * choose another host.
 */
export async function sendBySmtp(config: Config, message: OutgoingMessage): Promise<SmtpOutcome> {
  const sender = senderOf(config)
  if (!sender) throw new Error('no mail server is set')
  const { url, from } = sender
  const secure = url.protocol === 'smtps:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isHere = host === 'localhost' || host === '::1' || /^127\./.test(host)
  const transport = createTransport({
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    // A password never travels in clear, but on this machine itself, where there is nobody between.
    requireTLS: !secure && !isHere && url.username !== '',
    ignoreTLS: !secure && isHere,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const sent = await transport.sendMail({
      messageId: `<${message.messageId}>`,
      from: { name: message.fromName, address: from },
      to: { name: message.to.name, address: message.to.email },
      ...(config.MAIL_REPLY_TO === undefined ? {} : { replyTo: { name: '', address: config.MAIL_REPLY_TO } }),
      subject: message.subject,
      text: message.text,
      html: message.html,
      date: message.date,
      headers: {
        'Content-Language': message.language,
        // No out-of-office notes in return.
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
    })
    return { kind: 'accepted', words: sent.response }
  } catch (error) {
    return outcomeOf(error)
  } finally {
    transport.close()
  }
}

function outcomeOf(error: unknown): SmtpOutcome {
  if (!(error instanceof Error)) return { kind: 'later', reason: 'connection', words: '' }
  const code = 'code' in error ? String(error.code) : ''
  const status = 'responseCode' in error ? Number(error.responseCode) : 0
  const said = 'response' in error && typeof error.response === 'string' ? error.response : ''
  // Words of the server where it spoke; else those of the connection, which hold host and port at most.
  const words = (said || error.message).replace(/\s+/g, ' ').slice(0, 500)
  // A sign-in that is refused, or asked for, concerns every mail and is the operator's to mend: the mail itself is good.
  if (code === 'EAUTH' || status === 530 || status === 535) return { kind: 'later', reason: 'login', words }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    if (status >= 500) return { kind: 'refused', words }
    if (status >= 400) return { kind: 'later', reason: 'server_busy', words }
    return { kind: 'unusable', words }
  }
  if (status >= 400) return { kind: 'later', reason: 'server_busy', words }
  return { kind: 'later', reason: 'connection', words }
}
