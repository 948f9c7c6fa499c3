import * as identityApi from '../../api/identity.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import { assignableRoles, isRole, type Role, roles } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { handle } from '../../platform/handlers.ts'
import { issueAccessToken } from './access-tokens.ts'
import { enter } from './second-step.ts'
import { describeOpened, describeSession } from './session-view.ts'
import { isSetupOpen, setUpPartner } from './set-up.ts'
import { openSession, personByPassword } from './sign-in.ts'

export const identityHandlers = handle(identityApi, {
  signIn: async (context, { body, facts, answer }) => {
    const entered = await enter(context, await personByPassword(context, body, facts), facts)
    if ('pending' in entered) return { ...entered, expiresAt: entered.expiresAt.toISOString() }
    const opened = entered
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
    const opened = await openSession(context, made.partnerId, made.administratorId, facts, async () => {})
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
