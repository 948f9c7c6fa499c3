import { sql } from 'kysely'
import type { Session } from '../../api/identity.ts'
import { encodeId } from '../../api/ids.ts'
import { permissions, roles } from '../../api/permissions.ts'
import { type AccessByConsent, isAllowed, systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { administratorActor, describeSelf } from './principals.ts'
import { hasSecondFactor } from './second-factor.ts'
import type { OpenedSession } from './sign-in.ts'

export async function describeOpened(context: OwnContext, opened: OpenedSession): Promise<Session> {
  const actor = await context.transaction(
    async ({ tx }) => await administratorActor(tx, opened.partnerId, opened.administratorId, null),
    { actor: systemActor(opened.partnerId) },
  )
  if (!actor) throw new Refusal('identity.wrong_credentials')
  return await context.transaction(async (inside) => await describeSession(inside, opened.expiresAt), { actor })
}

export async function describeSession(context: Context, expiresAt?: Date): Promise<Session> {
  const { actor, tx } = context
  const self = await describeSelf(context)
  if (!self || actor.role === 'system') throw new Refusal('common.forbidden')
  const { role } = actor
  const partner = await tx
    .selectFrom('partners')
    .select(['id', 'name'])
    .where('id', '=', actor.partnerId)
    .executeTakeFirstOrThrow()
  const organization =
    actor.organizationId === null
      ? undefined
      : await tx
          .selectFrom('organizations')
          .select(['id', 'name'])
          .where('partner_id', '=', actor.partnerId)
          .where('id', '=', actor.organizationId)
          .executeTakeFirst()
  const until =
    expiresAt ??
    (actor.sessionId === null
      ? context.now
      : (
          await tx
            .selectFrom('sessions')
            .select('expires_at')
            .where('partner_id', '=', actor.partnerId)
            .where('id', '=', actor.sessionId)
            .executeTakeFirstOrThrow()
        ).expires_at)
  return {
    person: {
      id: encodeId('PEOPLE', self.userId ?? self.id),
      displayName: self.displayName,
      email: self.email,
      role: encodeId('ROLE', role),
      roleName: roles[role].name,
      side: actor.side,
      ...(self.language ? { language: self.language } : {}),
    },
    partner: { id: encodeId('ORGANIZATION', partner.id), name: partner.name },
    ...(organization
      ? { organization: { id: encodeId('ORGANIZATION', organization.id), name: organization.name } }
      : {}),
    permissions: permissions.filter((permission) => isAllowed(actor, permission)),
    restrictions: [...actor.restrictions],
    expiresAt: until.toISOString(),
    ...(actor.access ? { access: await describeAccess(context, actor.access) } : {}),
    secondFactor:
      actor.kind === 'administrator' &&
      (await hasSecondFactor(tx, { partnerId: actor.partnerId, id: actor.id })) !== null,
    demo: context.demo,
  }
}

async function describeAccess({ tx }: Context, access: AccessByConsent) {
  const { rows } = await sql<{ seconds: number }>`
    select greatest(0, ceil(extract(epoch from ${access.expiresAt}::timestamptz - now())))::int as seconds`.execute(tx)
  return {
    grantId: encodeId('ACCESS', access.grantId),
    kind: access.kind ?? ('temporary' as const),
    scope: access.scope,
    expiresAt: access.expiresAt.toISOString(),
    secondsLeft: rows[0]?.seconds ?? 0,
  }
}
