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
  const { tx, actor, now, config } = context
  const orgId = await requireScope(context, of.organizationId)
  const everybody = orgId === null && of.customers === true
  const concerned = sql`a.partner_id = ${actor.partnerId}::uuid
    and (${everybody}::boolean or a.org_id is not distinct from ${orgId}::uuid)`
  // A sign-in that is being opened on what was true before has either written its session by now, or waits until this is done.
  await sql`select a.id from administrators a where ${concerned} order by a.id for no key update`.execute(tx)
  const idleSince = new Date(now.getTime() - config.SESSION_IDLE_MINUTES * 60_000)
  // What is told is what somebody had in hand: a session past its idle limit is over already, and a sign-in that waits is none yet.
  const { rows } = await sql<{ orgId: string | null; ended: number; people: number }>`
    with ended as (
      update sessions s set revoked_at = ${now} from administrators a
      where s.partner_id = ${actor.partnerId}::uuid and s.principal_kind = 'administrator' and s.revoked_at is null
        and s.expires_at > ${now} and s.id is distinct from ${actor.sessionId}::uuid
        and a.id = s.principal_id and ${concerned}
      returning a.org_id, s.principal_id, s.kind, s.last_seen_at)
    select org_id as "orgId", count(*)::int as ended, count(distinct principal_id)::int as people from ended
    where kind = 'personal' or (kind = 'session' and last_seen_at > ${idleSince}) group by org_id order by org_id`.execute(
    tx,
  )
  const total = (key: 'ended' | 'people') => rows.reduce((sum, row) => sum + row[key], 0)
  const counts = { ended: total('ended'), people: total('people') }
  const data = { count: counts.ended, people: counts.people }
  if (!everybody) {
    const subject =
      orgId === null
        ? ({ kind: 'partner', id: actor.partnerId } as const)
        : ({ kind: 'organization', id: orgId } as const)
    await context.audit({ type: 'identity.all_sessions_ended', organizationId: orgId, subject, data })
    return counts
  }
  const customers = rows.flatMap(({ orgId: id, ...row }) => (id === null ? [] : { id, ...row }))
  // Each customer finds in its own audit that its administrators were signed out.
  await context.audit([
    {
      type: 'identity.everybodys_sessions_ended',
      subject: { kind: 'partner', id: actor.partnerId },
      data: { ...data, organizations: customers.length },
    },
    ...customers.map(({ id, ended, people }) => ({
      type: 'identity.all_sessions_ended' as const,
      organizationId: id,
      subject: { kind: 'organization' as const, id },
      data: { count: ended, people },
    })),
  ])
  return counts
}
