import { z } from 'zod'
import { ListOf, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { PersonName } from './invisible.ts'
import { permissions } from './permissions.ts'

export const identityErrors = {
  'identity.wrong_credentials': { status: 401, number: 11001 },
  'identity.too_many_attempts': { status: 429, number: 11002 },
  'identity.setup_link_invalid': { status: 403, number: 11003 },
  'identity.password_too_short': { status: 400, number: 11004 },
  'identity.password_common': { status: 400, number: 11005 },
  'identity.wrong_client': { status: 401, number: 11006 },
  'identity.unsupported_grant': { status: 400, number: 11007 },
  'identity.role_not_found': { status: 404, number: 11008 },
  'identity.bad_email': { status: 400, number: 11009 },
  'identity.guarded': { status: 403, number: 11010 },
  'identity.invalid_scope': { status: 400, number: 11011 },
} as const

export const Session = z.object({
  person: z.object({
    id: z.string(),
    displayName: z.string(),
    email: z.string(),
    role: z.string(),
    roleName: z.string(),
    side: z.enum(['partner', 'customer']),
    language: z.string().optional(),
  }),
  partner: z.object({ id: z.string(), name: z.string() }),
  /** The customer a customer-side person belongs to. */
  organization: z.object({ id: z.string(), name: z.string() }).optional(),
  permissions: z.array(z.enum(permissions)),
  /** What takes rights from the role, so that a page can say why something is greyed. */
  restrictions: z.array(
    z.enum([
      'restricted_mode',
      'users_by_full_administrators',
      'parent_reads_only',
      'one_organization',
      'granted_without_users',
    ]),
  ),
  expiresAt: Time,
  /** In a customer's organization by its consent: then organization, role and permissions are those of the consent. */
  access: z
    .object({
      grantId: z.string(),
      kind: z.enum(['view', 'temporary']),
      scope: z.enum(['read', 'full']),
      expiresAt: Time,
      /** By the database's clock. */
      secondsLeft: z.number().int(),
    })
    .optional(),
  /** A code is asked for where a fresh sign-in is; else the password. */
  secondFactor: z.boolean(),
  demo: z.boolean(),
})
export type Session = z.infer<typeof Session>

/** The password was right; `pending` opens nothing but the step that is still to come, and that for five minutes. */
export const SecondStep = z.object({
  /** `code`: of the second factor. `enrolment`: one is required, and there is none yet. */
  next: z.enum(['code', 'enrolment']),
  pending: z.string(),
  expiresAt: Time,
})
export type SecondStep = z.infer<typeof SecondStep>

export const signIn = endpoint({
  method: 'POST',
  path: '/v1/session',
  summary: 'Sign a person in; the answer sets the session cookie, or tells the step that is still to come.',
  needs: 'anyone',
  body: z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1024) }),
  reply: z.union([Session, SecondStep]),
  transaction: 'own',
  refuses: ['identity.wrong_credentials', 'identity.too_many_attempts', 'identity.sign_in_lapsed'],
})

export const getSession = endpoint({
  method: 'GET',
  path: '/v1/session',
  summary: 'Who is signed in, and what this person may do.',
  needs: 'signed-in',
  reply: Session,
  refuses: ['common.forbidden'],
})

export const signOut = endpoint({
  method: 'DELETE',
  path: '/v1/session',
  summary: 'Sign out: the session is revoked and the cookie cleared.',
  needs: 'signed-in',
  status: 204,
  refuses: [],
})

export const getSetup = endpoint({
  method: 'GET',
  path: '/v1/setup',
  summary: 'Whether a set-up link still holds; without one, whether the hub still waits to be set up.',
  needs: 'anyone',
  link: true,
  reply: z.object({
    /** Always true where a token was asked about: one that does not hold is refused. */
    open: z.boolean(),
  }),
  transaction: 'own',
  refuses: ['identity.setup_link_invalid'],
})

export const setUp = endpoint({
  method: 'POST',
  path: '/v1/setup',
  summary: 'Make the partner and its first full administrator in an empty installation, by the one-time set-up link.',
  needs: 'anyone',
  body: z.object({
    token: z.string().min(1).max(200),
    partnerName: z.string().trim().min(1).max(200),
    firstName: PersonName,
    lastName: PersonName,
    email: z.string().trim().max(161),
    password: z.string().max(1024),
  }),
  reply: Session,
  status: 201,
  transaction: 'own',
  refuses: [
    'identity.setup_link_invalid',
    'identity.password_too_short',
    'identity.password_common',
    'identity.bad_email',
  ],
})

export const AccessToken = z.object({
  access_token: z.string(),
  /** Seconds. */
  expires_in: z.number().int(),
  token_type: z.literal('Bearer'),
  /** What the token may, with spaces between. */
  scope: z.string(),
})

export const createAccessToken = endpoint({
  method: 'POST',
  path: '/v1/access_token',
  published: true,
  summary: `OAuth 2.0 client credentials of a service app, as form fields or HTTP Basic. \`scope\` narrows the token to those named in it that the app has; the answer says which they are. Earlier versions ignored \`scope\`: a client that has always sent one gets a narrower token now, or none where the app has no scope of those asked for.`,
  needs: 'anyone',
  bodyType: 'form',
  body: z.object({
    grant_type: z.string().max(100),
    client_id: z.string().max(200).optional(),
    client_secret: z.string().max(200).optional(),
    scope: z
      .string()
      .max(10_000)
      .optional()
      .describe(
        'With white space or commas between; what the app has not is left out. Without it the token may all that the app may.',
      ),
  }),
  reply: AccessToken,
  transaction: 'own',
  refuses: [
    'identity.wrong_client',
    'identity.unsupported_grant',
    'identity.too_many_attempts',
    'identity.invalid_scope',
  ],
})

export const RoleItem = z.object({ id: z.string(), name: z.string() })

export const listRoles = endpoint({
  method: 'GET',
  path: '/v1/roles',
  summary: 'The roles that people can hold.',
  needs: 'identity:read',
  scope: 'spark-admin:roles_read',
  reply: ListOf(RoleItem),
  refuses: [],
})

export const getRole = endpoint({
  method: 'GET',
  path: '/v1/roles/:roleId',
  summary: 'One role.',
  needs: 'identity:read',
  scope: 'spark-admin:roles_read',
  params: z.object({ roleId: z.string().max(400) }),
  reply: RoleItem,
  refuses: ['identity.role_not_found'],
})
