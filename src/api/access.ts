import { z } from 'zod'
import { Cursor, Flag, ListOf, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'
import { permissions } from './permissions.ts'

export const accessErrors = {
  'access.read_only': { status: 403, number: 18001 },
  'access.ended': { status: 403, number: 18002 },
  'access.not_in_session': { status: 403, number: 18003 },
  'access.not_allowed_by_customer': { status: 409, number: 18004 },
  'access.grant_not_found': { status: 404, number: 18005 },
  'access.already_decided': { status: 409, number: 18006 },
  'access.lapsed': { status: 409, number: 18007 },
  'access.link_invalid': { status: 403, number: 18008 },
  'access.already_ended': { status: 409, number: 18009 },
  'access.already_asked': { status: 409, number: 18010 },
  'access.asked_too_often': { status: 429, number: 18011 },
  'access.nobody_to_ask': { status: 409, number: 18012 },
  'access.not_in_view': { status: 403, number: 18013 },
  'access.granted_without_users': { status: 403, number: 18014 },
} as const

/** `view`: by the customer's standing switch, 60 minutes. `temporary`: asked for and decided one by one. */
export const GrantKind = z.enum(['view', 'temporary'])
export type GrantKind = z.infer<typeof GrantKind>

export const GrantScope = z.enum(['read', 'full'])
export type GrantScope = z.infer<typeof GrantScope>

/** `lapsed`: nobody answered in time. `ended`: by one of both sides before its time. `expired`: its time is over. */
export const GrantState = z.enum(['requested', 'granted', 'refused', 'lapsed', 'ended', 'expired'])
export type GrantState = z.infer<typeof GrantState>

export const Grant = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  kind: GrantKind,
  scope: GrantScope,
  /** Full access that changes no users: the customer was in restricted administrator mode when it was asked or granted, which holds to its end, or is now. */
  withoutUsers: z.boolean().optional(),
  state: GrantState,
  /** Who asked, by name and address as they were then. */
  person: z.object({ id: z.string(), displayName: z.string(), email: z.string() }),
  reason: z.string().optional(),
  minutes: z.number().int(),
  requested: Time,
  /** Until when the request can be answered. */
  lapses: Time.optional(),
  decided: Time.optional(),
  decidedBy: z.string().optional(),
  /** By the mail's page, or by a person signed in. */
  decidedHow: z.enum(['console', 'mail']).optional(),
  /** Refused, and reported as not expected. */
  unexpected: z.boolean().optional(),
  starts: Time.optional(),
  expires: Time.optional(),
  /** By the database's clock, until the request lapses or the access expires; whoever counts down starts here. */
  secondsLeft: z.number().int().optional(),
  ended: Time.optional(),
  endedBy: z.string().optional(),
  endedHow: z.enum(['agent', 'customer', 'provider', 'switch']).optional(),
  can: z.object({ decide: z.boolean(), end: z.boolean(), again: z.boolean(), enter: z.boolean() }),
})
export type Grant = z.infer<typeof Grant>

export const Consent = z.object({
  readOnlyAccess: z.boolean(),
  /** In restricted administrator mode: full access, too, then changes no users. */
  restricted: z.boolean(),
  /** What full access that was granted now could change, as permissions; nothing in restricted administrator mode. */
  fullAccessChanges: z.array(z.enum(permissions)),
  /** Left out where the switch has never been used. */
  changed: Time.optional(),
  changedBy: z.string().optional(),
  /** The customer's full administrators, who may change it and decide about requests; at most 20. */
  administrators: z.array(z.object({ displayName: z.string(), email: z.string() })),
  can: z.object({ change: z.boolean(), view: z.boolean(), ask: z.boolean() }),
})
export type Consent = z.infer<typeof Consent>

const customer = z.object({ customerId: Id('ORGANIZATION') })
const grantId = z.object({ grantId: Id('ACCESS') })

export const getConsent = endpoint({
  method: 'GET',
  path: '/v1/customers/:customerId/consent',
  summary: 'Whether the customer allows read-only access, and who of the customer may decide.',
  needs: 'access:read',
  params: customer,
  reply: Consent,
  refuses: ['partners.customer_not_found'],
})

export const changeConsent = endpoint({
  method: 'PATCH',
  path: '/v1/customers/:customerId/consent',
  summary: 'The switch "Allow read-only access". Off ends every running view of the organization at once.',
  needs: 'access:decide',
  params: customer,
  body: z.object({ readOnlyAccess: z.boolean() }),
  reply: Consent,
  refuses: ['partners.customer_not_found', 'identity.session_needed', 'identity.fresh_sign_in_needed'],
})

export const openView = endpoint({
  method: 'POST',
  path: '/v1/access/views',
  summary: `Open a read-only view of an organization that allows it, for 60 minutes; an own view of it that is still open ends. Requests enter it by the header \`cordboard-access: <id of the answer>\`.`,
  needs: 'access:view',
  body: z.object({ organizationId: Id('ORGANIZATION') }),
  status: 201,
  reply: Grant,
  refuses: ['partners.customer_not_found', 'access.not_allowed_by_customer', 'identity.session_needed'],
})

export const requestAccess = endpoint({
  method: 'POST',
  path: '/v1/access/requests',
  summary: `Ask an organization for temporary access. Its full administrators are told by mail; unanswered, the request lapses after an hour.`,
  needs: 'access:request',
  body: z.object({
    organizationId: Id('ORGANIZATION'),
    reason: z.string().trim().min(5).max(500),
    scope: GrantScope,
    minutes: z
      .number()
      .int()
      .min(15)
      .max(30 * 24 * 60)
      .default(60),
  }),
  status: 201,
  reply: Grant,
  refuses: [
    'partners.customer_not_found',
    'access.already_asked',
    'access.asked_too_often',
    'access.nobody_to_ask',
    'identity.session_needed',
  ],
})

export const GrantFilter = z.object({
  organizationId: Id('ORGANIZATION').optional(),
  state: GrantState.optional(),
  kind: GrantKind.optional(),
  /** Those of one person. */
  personId: Id('PEOPLE').optional(),
  /** Only the own ones. */
  mine: Flag.optional(),
})

export const listGrants = endpoint({
  method: 'GET',
  path: '/v1/access/grants',
  summary: 'The ledger: who asked for or had access to organizations in reach, the newest first, paged by key.',
  needs: 'access:read',
  query: GrantFilter.extend({ max: Max(50, 200), cursor: Cursor.optional() }),
  reply: ListOf(Grant),
  paged: true,
  refuses: ['common.bad_cursor', 'partners.customer_not_found'],
})

export const exportGrants = endpoint({
  method: 'GET',
  path: '/v1/access/grants.csv',
  summary: 'The same as a CSV file of any length.',
  needs: 'access:read',
  query: GrantFilter,
  replyType: 'text/csv',
  transaction: 'own',
  refuses: ['partners.customer_not_found'],
})

export const getGrant = endpoint({
  method: 'GET',
  path: '/v1/access/grants/:grantId',
  summary: 'One entry of the ledger.',
  needs: 'access:read',
  params: grantId,
  reply: Grant,
  refuses: ['access.grant_not_found'],
})

export const grantAccess = endpoint({
  method: 'POST',
  path: '/v1/access/grants/:grantId/grant',
  summary: 'Grant a request; the access begins now. For a full administrator of the customer who is signed in.',
  needs: 'access:decide',
  params: grantId,
  reply: Grant,
  refuses: [
    'access.grant_not_found',
    'access.already_decided',
    'access.lapsed',
    'identity.session_needed',
    'identity.fresh_sign_in_needed',
  ],
})

export const refuseAccess = endpoint({
  method: 'POST',
  path: '/v1/access/grants/:grantId/refuse',
  summary: 'Refuse a request; `unexpected` reports it to the provider as not expected.',
  needs: 'access:decide',
  params: grantId,
  body: z.object({ unexpected: z.boolean().default(false) }).optional(),
  reply: Grant,
  refuses: ['access.grant_not_found', 'access.already_decided', 'access.lapsed', 'identity.session_needed'],
})

export const endAccess = endpoint({
  method: 'DELETE',
  path: '/v1/access/grants/:grantId',
  summary:
    'End running access, or withdraw a request: by whoever asked, the customer, or a full administrator of the provider.',
  needs: 'access:read',
  params: grantId,
  status: 200,
  reply: Grant,
  refuses: ['access.grant_not_found', 'access.already_ended', 'common.forbidden', 'identity.session_needed'],
})

export const askAgain = endpoint({
  method: 'POST',
  path: '/v1/access/grants/:grantId/again',
  summary: 'Ask again with the same reason, scope and length.',
  needs: 'access:request',
  params: grantId,
  status: 201,
  reply: Grant,
  refuses: [
    'access.grant_not_found',
    'access.already_asked',
    'access.asked_too_often',
    'access.nobody_to_ask',
    'identity.session_needed',
  ],
})

export const AccessRecord = z.object({
  id: z.string(),
  at: Time,
  /** As the API names it: `directory.getUser`; with `:export` behind where a list was taken as a file. */
  endpoint: z.string(),
  /** What was opened or done, in a sentence of the reader's language. */
  text: z.string(),
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().optional() }).optional(),
  /** What sort of text was searched for; the text itself is not kept. */
  searchKind: z.string().optional(),
})
export type AccessRecord = z.infer<typeof AccessRecord>

export const listAccessRecords = endpoint({
  method: 'GET',
  path: '/v1/access/grants/:grantId/records',
  summary: 'What was opened and done under a grant, in order, paged by key.',
  needs: 'access:read',
  params: grantId,
  query: z.object({ max: Max(100, 500), cursor: Cursor.optional() }),
  reply: ListOf(AccessRecord),
  paged: true,
  refuses: ['access.grant_not_found', 'common.bad_cursor'],
})

export const exportAccessRecords = endpoint({
  method: 'GET',
  path: '/v1/access/grants/:grantId/records.csv',
  summary: 'The same as a CSV file.',
  needs: 'access:read',
  params: grantId,
  replyType: 'text/csv',
  transaction: 'own',
  refuses: ['access.grant_not_found'],
})

/** What the page behind a mail's link shows to the administrator whom the mail went to. */
export const Decision = z.object({
  agent: z.object({ displayName: z.string(), email: z.string() }),
  /** The agent's company. */
  company: z.string(),
  organizationName: z.string(),
  reason: z.string(),
  scope: GrantScope,
  withoutUsers: z.boolean().optional(),
  minutes: z.number().int(),
  state: GrantState,
  requested: Time,
  secondsLeft: z.number().int().optional(),
  expires: Time.optional(),
  decided: Time.optional(),
  decidedBy: z.string().optional(),
  /** In whose name the page decides. */
  administrator: z.object({ displayName: z.string(), email: z.string() }),
})
export type Decision = z.infer<typeof Decision>

const linkToken = z.string().min(1).max(200)

export const getDecision = endpoint({
  method: 'GET',
  path: '/v1/access/decision',
  summary: 'Who asks for what, by the one-time link of the mail. Looking decides nothing.',
  needs: 'anyone',
  link: true,
  reply: Decision,
  transaction: 'own',
  refuses: ['access.link_invalid'],
})

export const decideByLink = endpoint({
  method: 'POST',
  path: '/v1/access/decision',
  summary: `Grant or refuse by the one-time link of the mail, in the name of the administrator whom the mail went to. The first decision of all counts.`,
  needs: 'anyone',
  body: z.object({ token: linkToken, decision: z.enum(['grant', 'refuse']), unexpected: z.boolean().default(false) }),
  reply: Decision,
  transaction: 'own',
  refuses: ['access.link_invalid', 'access.already_decided', 'access.lapsed'],
})
