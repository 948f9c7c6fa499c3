import { z } from 'zod'
import { ListOf, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { AccessToken } from './identity.ts'
import { Id } from './ids.ts'
import { roleKeys } from './permissions.ts'

const Name = z.string().trim().min(1).max(100)
const Scopes = z.array(z.string().max(100)).max(100)

export const ScopeItem = z.object({
  name: z.string(),
  /** What it opens, as `GET /v1/people`. */
  endpoints: z.array(z.string()),
  /** Known to clients of the public API; the others are this hub's own. */
  public: z.boolean(),
})
export type ScopeItem = z.infer<typeof ScopeItem>

export const listScopes = endpoint({
  method: 'GET',
  path: '/v1/scopes',
  summary: 'The scopes that a role allows; of the own role where none is named.',
  needs: 'signed-in',
  notInSession: 'any',
  query: z.object({ role: z.enum(roleKeys).optional() }),
  reply: ListOf(ScopeItem),
  refuses: [],
})

export const ServiceApp = z.object({
  id: z.string(),
  name: z.string(),
  clientId: z.string(),
  role: z.string(),
  /** Left out: it works in the whole partner. */
  organizationId: z.string().optional(),
  /** Empty: all that its role allows. */
  scopes: z.array(z.string()),
  enabled: z.boolean(),
  created: Time,
  createdBy: z.string().optional(),
  lastUsed: Time.optional(),
})
export type ServiceApp = z.infer<typeof ServiceApp>

const WithSecret = z.object({
  app: ServiceApp,
  /** Shown this once; kept as a hash. */
  clientSecret: z.string(),
})

const AppId = z.object({ appId: Id('APPLICATION') })

export const listServiceApps = endpoint({
  method: 'GET',
  path: '/v1/service-apps',
  summary: 'Service apps: of the whole partner where no customer is named, else of this customer.',
  needs: 'identity:tokens',
  notInSession: 'any',
  query: z.object({ organizationId: Id('ORGANIZATION').optional() }),
  reply: ListOf(ServiceApp),
  refuses: ['partners.customer_not_found'],
})

export const createServiceApp = endpoint({
  method: 'POST',
  path: '/v1/service-apps',
  summary: 'A new service app with its client id and secret; the secret is shown in this answer only.',
  needs: 'identity:tokens',
  notInSession: 'any',
  body: z.object({
    name: Name,
    role: z.enum(roleKeys),
    scopes: Scopes.default([]),
    organizationId: Id('ORGANIZATION').optional(),
  }),
  reply: WithSecret,
  status: 201,
  refuses: [
    'identity.session_needed',
    'identity.fresh_sign_in_needed',
    'identity.role_not_for_app',
    'identity.scope_not_allowed',
    'partners.customer_not_found',
  ],
})

export const changeServiceApp = endpoint({
  method: 'PATCH',
  path: '/v1/service-apps/:appId',
  summary:
    'Changes name, role, scopes or whether it may work. It counts for tokens that it holds, from their next request on.',
  needs: 'identity:tokens',
  notInSession: 'any',
  params: AppId,
  body: z.object({
    name: Name.optional(),
    role: z.enum(roleKeys).optional(),
    scopes: Scopes.optional(),
    enabled: z.boolean().optional(),
  }),
  reply: ServiceApp,
  refuses: [
    'identity.service_app_not_found',
    'identity.session_needed',
    'identity.fresh_sign_in_needed',
    'identity.role_not_for_app',
    'identity.scope_not_allowed',
  ],
})

export const renewServiceAppSecret = endpoint({
  method: 'POST',
  path: '/v1/service-apps/:appId/secret',
  summary: 'A new secret. The old one and every token that was fetched with it are void at once.',
  needs: 'identity:tokens',
  notInSession: 'any',
  params: AppId,
  reply: WithSecret,
  refuses: ['identity.service_app_not_found', 'identity.session_needed', 'identity.fresh_sign_in_needed'],
})

export const removeServiceApp = endpoint({
  method: 'DELETE',
  path: '/v1/service-apps/:appId',
  summary: 'Removes a service app; its tokens are void at once.',
  needs: 'identity:tokens',
  notInSession: 'any',
  params: AppId,
  status: 204,
  refuses: ['identity.service_app_not_found', 'identity.session_needed', 'identity.fresh_sign_in_needed'],
})

export const createOrganizationToken = endpoint({
  method: 'POST',
  path: '/v1/applications/:applicationId/token',
  published: true,
  summary: 'A token of a service app that reaches one organization only.',
  needs: 'anyone',
  params: z.object({ applicationId: Id('APPLICATION') }),
  body: z.object({
    clientId: z.string().min(1).max(200),
    clientSecret: z.string().min(1).max(200),
    targetOrgId: Id('ORGANIZATION'),
  }),
  reply: AccessToken,
  transaction: 'own',
  refuses: ['identity.wrong_client', 'identity.too_many_attempts', 'partners.customer_not_found'],
})

export const getTokenExpiry = endpoint({
  method: 'GET',
  path: '/v1/authorizations/tokenExpiry',
  summary: 'When the token of this request ends, in milliseconds since 1970.',
  needs: 'signed-in',
  notInSession: 'any',
  reply: z.object({ exp: z.number().int() }),
  refuses: [],
})

export const PersonalToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  created: Time,
  expires: Time,
  lastUsed: Time.optional(),
})
export type PersonalToken = z.infer<typeof PersonalToken>

export const listPersonalTokens = endpoint({
  method: 'GET',
  path: '/v1/personal-tokens',
  summary: 'The tokens that still hold: the own ones, or those of a person whom one administers.',
  needs: 'signed-in',
  notInSession: 'any',
  query: z.object({ personId: Id('PEOPLE').optional() }),
  reply: ListOf(PersonalToken),
  refuses: ['identity.session_needed', 'identity.account_not_found', 'common.forbidden', 'identity.guarded'],
})

export const createPersonalToken = endpoint({
  method: 'POST',
  path: '/v1/personal-tokens',
  summary: 'A token that acts as oneself, limited to its scopes; shown in this answer only.',
  needs: 'signed-in',
  notInSession: 'any',
  body: z.object({
    name: Name,
    scopes: Scopes.min(1),
    /** 1 to 365. */
    days: z.number().int().min(1).max(365).default(90),
  }),
  reply: z.object({ token: z.string(), about: PersonalToken }),
  status: 201,
  refuses: ['identity.session_needed', 'identity.fresh_sign_in_needed', 'identity.scope_not_allowed'],
})

export const removePersonalToken = endpoint({
  method: 'DELETE',
  path: '/v1/personal-tokens/:tokenId',
  summary: 'Revokes one of the own tokens, or of a person whom one administers, at once.',
  needs: 'signed-in',
  notInSession: 'any',
  params: z.object({ tokenId: Id('AUTHORIZATION') }),
  status: 204,
  refuses: ['identity.token_not_found', 'identity.session_needed'],
})
