import * as identityApi from '../../api/identity.ts'
import * as machineApi from '../../api/machine-access.ts'
import { handle, handleSome } from '../../platform/handlers.ts'
import { issueAccessToken, issueOrganizationToken } from './access-tokens.ts'
import { listPersonalTokens, makePersonalToken, revokePersonalToken } from './personal-tokens.ts'
import { scopesOf } from './scopes.ts'
import { changeServiceApp, listServiceApps, makeServiceApp, removeServiceApp, renewSecret } from './service-apps.ts'

const ownHandlers = handle(machineApi, {
  listScopes: async ({ actor }, { query }) => {
    const role = query.role ?? actor.role
    return { items: role === 'system' ? [] : scopesOf(role) }
  },
  listServiceApps: async (context, { query }) => ({ items: await listServiceApps(context, query.organizationId) }),
  createServiceApp: async (context, { body }) => await makeServiceApp(context, body),
  changeServiceApp: async (context, { params, body }) => await changeServiceApp(context, params.appId, body),
  renewServiceAppSecret: async (context, { params }) => await renewSecret(context, params.appId),
  removeServiceApp: async (context, { params }) => {
    await removeServiceApp(context, params.appId)
    return undefined
  },
  createOrganizationToken: async (context, { params, body, facts }) =>
    await issueOrganizationToken(context, params.applicationId, body, facts),
  getTokenExpiry: async ({ tx, actor }) => {
    const { expires_at } = await tx
      .selectFrom('sessions')
      .select('expires_at')
      .where('partner_id', '=', actor.partnerId)
      .where('id', '=', actor.sessionId)
      .executeTakeFirstOrThrow()
    return { exp: expires_at.getTime() }
  },
  listPersonalTokens: async (context, { query }) => ({ items: await listPersonalTokens(context, query.personId) }),
  createPersonalToken: async (context, { body }) => await makePersonalToken(context, body),
  removePersonalToken: async (context, { params }) => {
    await revokePersonalToken(context, params.tokenId)
    return undefined
  },
})

// Its contract stands with sign-in, whose counterpart for machines it is.
const tokenHandlers = handleSome(identityApi, {
  createAccessToken: async (context, { body, facts }) => await issueAccessToken(context, body, facts),
})

export const machinesHandlers = [...ownHandlers, ...tokenHandlers]
