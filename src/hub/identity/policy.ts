import { sql } from 'kysely'
import type { SignInPolicy } from '../../api/sign-in.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFreshSignIn } from '../../platform/fresh-sign-in.ts'
import { requireOrganization } from '../partners/index.ts'
import { hasSecondFactor } from './second-factor.ts'
import { self } from './sessions.ts'

/** The policy of a customer, or of the partner's own people where none is named. */
export async function readPolicy(context: Context, organizationId: string | undefined): Promise<SignInPolicy> {
  const { tx, actor } = context
  const orgId = await requireScope(context, organizationId)
  const row =
    orgId === null
      ? await tx.selectFrom('partners').select('second_factor').where('id', '=', actor.partnerId).executeTakeFirst()
      : await tx
          .selectFrom('organizations')
          .select('second_factor')
          .where('partner_id', '=', actor.partnerId)
          .where('id', '=', orgId)
          .executeTakeFirst()
  const { rows } = await sql<{ people: number; enrolled: number }>`
    select count(*)::int as people, count(*) filter (where exists (
      select 1 from sign_in_methods m
      where m.partner_id = a.partner_id and m.administrator_id = a.id and m.kind = 'totp' and m.confirmed_at is not null))::int as enrolled
    from administrators a
    where a.partner_id = ${actor.partnerId}::uuid and a.org_id is not distinct from ${orgId}::uuid and a.disabled_at is null`.execute(
    tx,
  )
  return {
    secondFactor: row?.second_factor === 'required' ? 'required' : 'optional',
    people: rows[0]?.people ?? 0,
    enrolled: rows[0]?.enrolled ?? 0,
  }
}

/**
 * Requiring a second factor ends the sessions of those it holds for and who have none: their next sign-in leads to enrolment. Whoever
 * requires it of the own side has it already, so that nobody shuts the own door from outside.
 */
export async function setPolicy(
  context: Context,
  organizationId: string | undefined,
  secondFactor: SignInPolicy['secondFactor'],
): Promise<SignInPolicy> {
  requireFreshSignIn(context)
  const { tx, actor, now } = context
  const orgId = await requireScope(context, organizationId)
  const before = await readPolicy(context, organizationId)
  if (secondFactor === 'required') {
    const own = actor.organizationId === orgId
    if (own && !(await hasSecondFactor(tx, self(context)))) throw new Refusal('identity.second_factor_first')
    // A sign-in that is being opened without a second factor has either written its session by now, or sees the new policy.
    await sql`select id from administrators
      where partner_id = ${actor.partnerId}::uuid and org_id is not distinct from ${orgId}::uuid order by id for no key update`.execute(
      tx,
    )
    await sql`
      update sessions s set revoked_at = ${now}
      from administrators a
      where s.partner_id = ${actor.partnerId}::uuid and s.kind in ('session', 'pending') and s.revoked_at is null
        and s.principal_kind = 'administrator'
        and a.partner_id = s.partner_id and a.id = s.principal_id and a.org_id is not distinct from ${orgId}::uuid
        and not exists (select 1 from sign_in_methods m
          where m.partner_id = a.partner_id and m.administrator_id = a.id and m.kind = 'totp' and m.confirmed_at is not null)`.execute(
      tx,
    )
  }
  if (orgId === null)
    await tx.updateTable('partners').set({ second_factor: secondFactor }).where('id', '=', actor.partnerId).execute()
  else
    await tx
      .updateTable('organizations')
      .set({ second_factor: secondFactor })
      .where('partner_id', '=', actor.partnerId)
      .where('id', '=', orgId)
      .execute()
  await context.audit({
    type: 'identity.policy_changed',
    organizationId: orgId,
    subject: orgId === null ? { kind: 'partner', id: actor.partnerId } : { kind: 'organization', id: orgId },
    before: { secondFactor: before.secondFactor },
    after: { secondFactor },
  })
  return await readPolicy(context, organizationId)
}

/** A customer's administrator stands for its own organization, whether or not it says so. */
export async function requireScope(context: Context, organizationId: string | undefined): Promise<string | null> {
  const { actor } = context
  const orgId = organizationId ?? actor.organizationId
  if (orgId === null) {
    if (actor.reach.kind !== 'all') throw new Refusal('common.forbidden')
    return null
  }
  await requireOrganization(context, orgId)
  return orgId
}
