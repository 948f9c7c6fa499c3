import { sql } from 'kysely'
import type { AuditEvent } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'

// A page that is loaded again, gone back to or asked for behind another is still the same look.
const oneLookMinutes = 10

/**
 * Records an act unless the same person did the same to the same thing in the same session a moment ago: what counts is that it was done, and a
 * row for each load of a page would bury it.
 */
export async function recordOnce(
  context: Context,
  event: AuditEvent & { subject: { id: string } },
  minutes = oneLookMinutes,
): Promise<void> {
  const { actor, tx, now } = context
  const since = new Date(now.getTime() - minutes * 60_000)
  const { rows } = await sql`
    select 1 from audit_events
    where partner_id = ${actor.partnerId}::uuid and subject_id = ${event.subject.id}::uuid
      and id >= ${idsFrom(since)}::uuid and type = ${event.type} and actor_id = ${actor.id}::uuid
      and session_id is not distinct from ${actor.sessionId}::uuid limit 1`.execute(tx)
  if (rows.length === 0) await context.audit(event)
}

/** The least id that an event of this moment can have; the index by subject is in their order. */
function idsFrom(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
