import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { requireFreshSignIn } from '../../platform/fresh-sign-in.ts'
import { requireScope } from './policy.ts'

/**
 * For the day on which something got out and nobody knows whose: everybody signs in anew, at once and on every node. Ended are sessions, sign-ins
 * that wait for their second step and personal tokens; the session that asks stays, so that whoever does it can go on.
 * @throws Refusal identity.fresh_sign_in_needed, partners.customer_not_found, common.forbidden
 */
export async function endEverybodysSessions(
  context: Context,
  of: { organizationId?: string | undefined; customers?: boolean | undefined },
): Promise<{ ended: number; people: number }> {
  requireFreshSignIn(context)
  const { tx, actor, now } = context
  const orgId = await requireScope(context, of.organizationId)
  const everybody = orgId === null && of.customers === true
  const concerned = sql`a.partner_id = ${actor.partnerId}::uuid
    and (${everybody}::boolean or a.org_id is not distinct from ${orgId}::uuid)`
  // A sign-in that is being opened on what was true before has either written its session by now, or waits until this is done.
  await sql`select a.id from administrators a where ${concerned} order by a.id for no key update`.execute(tx)
  const { rows } = await sql<{ principal_id: string }>`
    update sessions s set revoked_at = ${now} from administrators a
    where s.partner_id = ${actor.partnerId}::uuid and s.principal_kind = 'administrator' and s.revoked_at is null
      and s.expires_at > ${now} and s.id is distinct from ${actor.sessionId}::uuid
      and a.id = s.principal_id and ${concerned}
    returning s.principal_id`.execute(tx)
  const counts = { ended: rows.length, people: new Set(rows.map(({ principal_id }) => principal_id)).size }
  await context.audit({
    type: 'identity.all_sessions_ended',
    organizationId: orgId,
    subject: orgId === null ? { kind: 'partner', id: actor.partnerId } : { kind: 'organization', id: orgId },
    data: { count: counts.ended, people: counts.people, customers: everybody },
  })
  return counts
}
