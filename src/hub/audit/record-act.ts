import type { AuditEvent } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { uuidv7 } from '../../platform/uuid.ts'

/** Writes one act in the transaction of the act itself. The table takes no update and no delete from the application. */
export async function recordAct(context: Omit<Context, 'audit'>, event: AuditEvent): Promise<void> {
  const { actor } = context
  await context.tx
    .insertInto('audit_events')
    .values({
      partner_id: actor.partnerId,
      id: uuidv7(context.now.getTime()),
      org_id: event.organizationId ?? actor.organizationId,
      at: context.now,
      type: event.type,
      actor: JSON.stringify({
        kind: actor.kind,
        id: actor.id,
        name: actor.name,
        role: actor.role,
        session: actor.sessionId,
      }),
      subject_kind: event.subject?.kind ?? null,
      subject_id: event.subject?.id ?? null,
      data: JSON.stringify(event.data ?? {}),
      tracking_id: context.trackingId,
    })
    .execute()
}
