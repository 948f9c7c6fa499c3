import { encodeId } from '../../api/ids.ts'
import { type MailboxItem, MailKind, MailState } from '../../api/mail.ts'
import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { partnerName } from './partner-name.ts'
import { render } from './render.ts'

/** As a pattern: an address that begins with this. */
export function beginningWith(text: string): string {
  return `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
}

/** In the demo, where nothing is real, and where the operator of a development hub has opened it. */
export function isMailboxOpen(context: Pick<Context, 'demo' | 'config'>): boolean {
  return context.demo || context.config.MAILBOX
}

/**
 * Every recent mail, whatever became of it, the newest first, with its link for as long as that holds. Open to anyone, since who resets
 * a password reads the mail before signing in; therefore it exists in the demo and in development only.
 */
export async function readMailbox(
  context: OwnContext,
  query: { to?: string | undefined; max: number },
): Promise<MailboxItem[]> {
  if (!isMailboxOpen(context)) throw new Refusal('common.not_found')
  const items: MailboxItem[] = []
  for (const partnerId of await context.partnerIds()) {
    const actor = systemActor(partnerId)
    items.push(...(await context.transaction(async (inside) => await mailsOf(inside, query), { actor })))
  }
  return items.sort((one, other) => other.created.localeCompare(one.created)).slice(0, query.max)
}

async function mailsOf(context: Context, query: { to?: string | undefined; max: number }): Promise<MailboxItem[]> {
  const { tx, actor, now, config } = context
  const partner = await partnerName(context)
  let found = tx
    .selectFrom('mail_messages as m')
    .leftJoin('mail_secrets as s', (join) =>
      join.onRef('s.partner_id', '=', 'm.partner_id').onRef('s.mail_id', '=', 'm.id'),
    )
    .selectAll('m')
    .select('s.path')
    .where('m.partner_id', '=', actor.partnerId)
    .orderBy('m.id', 'desc')
    .limit(query.max)
  if (query.to) found = found.where('m.to_email', 'like', beginningWith(query.to))
  const rows = await found.execute()
  return rows.map((row) => {
    const path = row.has_secret ? (row.lapses_at > now ? row.path : null) : row.link
    const link = path === null ? null : `${context.hubUrl()}${path}`
    const { subject, text, html } = render(row, partner, link)
    return {
      id: encodeId('MAIL', row.id),
      kind: MailKind.parse(row.kind),
      state: MailState.parse(row.state),
      to: { email: row.to_email, name: row.to_name },
      from: config.MAIL_FROM === undefined ? partner : `${partner} <${config.MAIL_FROM}>`,
      subject,
      language: row.language,
      created: row.created_at.toISOString(),
      text,
      html,
      ...(link === null ? {} : { link }),
    }
  })
}
