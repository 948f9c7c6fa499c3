import type { MailReason, MailState } from '../../api/mail.ts'
import type { Context } from '../../platform/context.ts'
import { uuidv7 } from '../../platform/uuid.ts'

/**
 * How much a state knows. A mail moves only to a state of a higher rank, so that late, repeated and reversed reports never overwrite a
 * better-known one; waiting and delayed alone may change places, while nothing has been handed over.
 */
const ranks: Record<MailState, number> = {
  queued: 0,
  waiting: 1,
  delayed: 1,
  sent: 2,
  failed: 2,
  rejected: 2,
  suppressed: 2,
  delivered: 3,
  bounced_soft: 4,
  bounced_hard: 5,
  complained: 6,
}

export function mayMove(from: MailState, to: MailState): boolean {
  return ranks[to] > ranks[from] || (ranks[from] === 1 && ranks[to] === 1 && from !== to)
}

/** Not yet handed over: the sending job may take it. */
export const openStates = ['queued', 'waiting', 'delayed'] as const satisfies readonly MailState[]

export function isOpen(state: MailState): boolean {
  return openStates.some((open) => open === state)
}

export type MovedMail = { id: string; org_id: string | null; state: MailState }

/**
 * Records what became of a mail, and moves its state where that is a step forward. The caller holds the mail's row.
 * @returns whether the state moved.
 */
export async function recordState(
  context: Context,
  mail: MovedMail,
  event: { state: MailState; reason?: MailReason; words?: string },
): Promise<boolean> {
  const { tx, actor, now } = context
  await tx
    .insertInto('mail_events')
    .values({
      partner_id: actor.partnerId,
      mail_id: mail.id,
      id: uuidv7(now.getTime()),
      org_id: mail.org_id,
      at: now,
      state: event.state,
      reason: event.reason ?? null,
      words: event.words || null,
    })
    .execute()
  const moves = mayMove(mail.state, event.state)
  // The same state again (delayed once more) brings newer words.
  if (!moves && mail.state !== event.state) return false
  await tx
    .updateTable('mail_messages')
    .set({ state: event.state, reason: event.reason ?? null, words: event.words || null, updated_at: now })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', mail.id)
    .execute()
  return moves
}
