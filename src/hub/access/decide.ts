import { sql } from 'kysely'
import type { Decision } from '../../api/access.ts'
import { GrantScope, GrantState } from '../../api/access.ts'
import { encodeId } from '../../api/ids.ts'
import { roleAllows, rolesThatAllow } from '../../api/permissions.ts'
import { type Actor, systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFreshSignIn } from '../../platform/fresh-sign-in.ts'
import { administratorActor, hashToken, partnerOfToken } from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import { languageOf } from './ask.ts'
import { requirePerson } from './consent.ts'
import { type GrantRow, requireGrant, withoutUsersOf } from './grants.ts'

export type Answer = { decision: 'grant' | 'refuse'; unexpected?: boolean; how: 'console' | 'mail' }

/**
 * Grants or refuses in the actor's name. One conditional update decides: of two at the same moment exactly one wins, a request whose time is over
 * by the database's clock cannot be granted, nor by somebody who is no full administrator of that customer any more.
 */
export async function decideRequest(context: Context, grantId: string, answer: Answer): Promise<void> {
  const { tx, actor, audit } = context
  // Behind a mail's link there is no session: the link is the proof of who decides.
  if (answer.how === 'console') {
    requirePerson(context)
    if (answer.decision === 'grant') requireFreshSignIn(context)
  }
  const asked = await requireGrant(context, grantId)
  const granted = answer.decision === 'grant'
  const { rows } = await sql<{ expires_at: Date | null }>`
    update access_grants g set state = ${granted ? 'granted' : 'refused'}, decided_at = now(), decided_by = ${actor.id}::uuid,
      decided_by_name = ${actor.name}, decided_how = ${answer.how}, unexpected = ${!granted && answer.unexpected === true},
      without_users = g.without_users or (${granted}::boolean and g.scope = 'full' and exists (
        select 1 from organizations o where o.partner_id = g.partner_id and o.id = g.org_id and o.restricted)),
      starts_at = case when ${granted}::boolean then now() end,
      expires_at = case when ${granted}::boolean then now() + make_interval(secs => g.seconds) end
    where g.partner_id = ${actor.partnerId}::uuid and g.id = ${grantId}::uuid and g.state = 'requested' and g.lapses_at > now()
      and exists (select 1 from administrators a where a.partner_id = g.partner_id and a.id = ${actor.id}::uuid
        and a.org_id = g.org_id and a.disabled_at is null and a.password_hash is not null and a.role = any(${rolesThatAllow('access:decide', 'customer')}::text[]))
    returning g.expires_at`.execute(tx)
  const [decided] = rows
  if (!decided) {
    const now = await requireGrant(context, grantId)
    if (now.state === 'lapsed') throw new Refusal('access.lapsed')
    if (now.state === 'requested') throw new Refusal('common.forbidden')
    throw new Refusal('access.already_decided', { person: now.decided_by_name ?? now.ended_by_name ?? '' })
  }
  await audit({
    type: granted ? 'access.granted' : 'access.refused',
    organizationId: asked.org_id,
    subject: { kind: 'administrator', id: asked.requested_by, name: asked.requested_by_name },
    data: { grant: asked.id, scope: asked.scope, how: answer.how, ...(answer.unexpected ? { unexpected: true } : {}) },
  })
  const common = { organization: asked.organization_name, by: actor.name }
  await sendMail(context, {
    kind: 'access_decided',
    to: toAgent(asked),
    organizationId: asked.org_id,
    values: decided.expires_at
      ? { decision: 'granted', ...common, until: decided.expires_at.toISOString() }
      : { decision: 'refused', ...common },
    link: `/helpdesk/customers/${encodeId('ORGANIZATION', asked.org_id)}`,
  })
}

export function toAgent(row: GrantRow) {
  return { email: row.requested_by_email, name: row.requested_by_name, language: languageOf(row.requested_by_language) }
}

/** The request and the administrator behind a link, as long as that person may still decide. */
async function behindLink(context: OwnContext, token: string): Promise<{ actor: Actor; grantId: string }> {
  const partnerId = partnerOfToken(token)
  if (partnerId === null) throw new Refusal('access.link_invalid')
  const found = await context.transaction(
    async ({ tx }) => {
      const link = await tx
        .selectFrom('access_decision_tokens as t')
        .innerJoin('administrators as a', (join) =>
          join.onRef('a.partner_id', '=', 't.partner_id').onRef('a.id', '=', 't.administrator_id'),
        )
        .select(['t.grant_id', 't.org_id', 't.administrator_id'])
        .where('t.partner_id', '=', partnerId)
        .where('t.token_hash', '=', hashToken(token))
        .where('a.password_hash', 'is not', null)
        .executeTakeFirst()
      if (!link) return null
      const actor = await administratorActor(tx, partnerId, link.administrator_id, null)
      if (!actor || actor.role === 'system' || actor.organizationId !== link.org_id) return null
      return roleAllows(actor.role, 'access:decide') ? { actor, grantId: link.grant_id } : null
    },
    { actor: systemActor(partnerId) },
  )
  if (!found) throw new Refusal('access.link_invalid')
  return found
}

export async function lookByLink(context: OwnContext, token: string): Promise<Decision> {
  const { actor, grantId } = await behindLink(context, token)
  return await context.transaction((inside) => describeDecision(inside, grantId), { actor })
}

export async function decideByLink(
  context: OwnContext,
  given: { token: string; decision: 'grant' | 'refuse'; unexpected: boolean },
): Promise<Decision> {
  const { actor, grantId } = await behindLink(context, given.token)
  return await context.transaction(
    async (inside) => {
      await decideRequest(inside, grantId, { decision: given.decision, unexpected: given.unexpected, how: 'mail' })
      return await describeDecision(inside, grantId)
    },
    { actor },
  )
}

async function describeDecision(context: Context, grantId: string): Promise<Decision> {
  const { tx, actor } = context
  const row = await requireGrant(context, grantId)
  const partner = await tx
    .selectFrom('partners')
    .select('name')
    .where('id', '=', actor.partnerId)
    .executeTakeFirstOrThrow()
  const self = await tx
    .selectFrom('administrators')
    .select(['display_name', 'email'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  const open = row.state === 'requested' || row.state === 'granted'
  return {
    agent: { displayName: row.requested_by_name, email: row.requested_by_email },
    company: partner.name,
    organizationName: row.organization_name,
    reason: row.reason,
    scope: GrantScope.parse(row.scope),
    ...withoutUsersOf(row),
    minutes: Math.round(row.seconds / 60),
    state: GrantState.parse(row.state),
    requested: row.requested_at.toISOString(),
    ...(open && row.seconds_left !== null ? { secondsLeft: Math.max(0, row.seconds_left) } : {}),
    ...(row.expires_at ? { expires: row.expires_at.toISOString() } : {}),
    ...(row.decided_at ? { decided: row.decided_at.toISOString() } : {}),
    ...(row.decided_by_name === null ? {} : { decidedBy: row.decided_by_name }),
    administrator: { displayName: self.display_name, email: self.email },
  }
}
