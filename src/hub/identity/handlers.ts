import { sql } from 'kysely'
import * as identityApi from '../../api/identity.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import { assignableRoles, isRole, permissions, type Role, roles } from '../../api/permissions.ts'
import { type AccessByConsent, isAllowed, systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { handle } from '../../platform/handlers.ts'
import { issueAccessToken } from './access-tokens.ts'
import { administratorActor, describeSelf } from './principals.ts'
import { isSetupOpen, setUpPartner } from './set-up.ts'
import { type OpenedSession, openSession, signInByPassword } from './sign-in.ts'

export const identityHandlers = handle(identityApi, {
  signIn: async (context, { body, facts, answer }) => {
    const opened = await signInByPassword(context, body, facts)
    answer.session(opened.token, opened.expiresAt)
    return await describeOpened(context, opened)
  },
  getSession: async (context) => await describeSession(context),
  signOut: async (context, { answer }) => {
    answer.session(null)
    const { actor } = context
    if (actor.sessionId === null) return undefined
    await context.tx
      .updateTable('sessions')
      .set({ revoked_at: context.now })
      .where('partner_id', '=', actor.partnerId)
      .where('id', '=', actor.sessionId)
      .execute()
    await context.audit({ type: 'identity.signed_out', subject: { kind: 'session', id: actor.sessionId } })
    return undefined
  },
  getSetup: async (context, { query }) => {
    if (!(await isSetupOpen(context, query.token))) throw new Refusal('identity.setup_link_invalid')
    return { open: true as const }
  },
  setUp: async (context, { body, facts, answer }) => {
    const made = await setUpPartner(context, body)
    const opened = await openSession(context, made.partnerId, made.administratorId, facts)
    answer.session(opened.token, opened.expiresAt)
    return await describeOpened(context, opened)
  },
  createAccessToken: async (context, { body, facts }) => await issueAccessToken(context, body, facts),
  listRoles: async (context) => ({ items: rolesOfSide(context).map(describeRole) }),
  getRole: async (context, { params }) => {
    const key = isRole(params.roleId) ? params.roleId : decodeId('ROLE', params.roleId)
    const found = rolesOfSide(context).find((role) => role === key)
    if (!found) throw new Refusal('identity.role_not_found')
    return describeRole(found)
  },
})

/** Customer-side people do not see the partner's roles. */
function rolesOfSide(context: Context): Role[] {
  return assignableRoles.filter((role) => context.actor.side === 'partner' || roles[role].side === 'customer')
}

function describeRole(role: Role) {
  return { id: encodeId('ROLE', role), name: roles[role].name }
}

async function describeOpened(context: OwnContext, opened: OpenedSession): Promise<identityApi.Session> {
  const actor = await context.transaction(
    async ({ tx }) => await administratorActor(tx, opened.partnerId, opened.administratorId, null),
    { actor: systemActor(opened.partnerId) },
  )
  if (!actor) throw new Refusal('identity.wrong_credentials')
  return await context.transaction(async (inside) => await describeSession(inside, opened.expiresAt), { actor })
}

async function describeSession(context: Context, expiresAt?: Date): Promise<identityApi.Session> {
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
