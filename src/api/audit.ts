import { z } from 'zod'
import { isLanguage, languages } from '../phrases/languages.ts'
import { auditCategories, auditTypes, isAuditType, subjectKinds } from './audit-types.ts'
import { Cursor, Flag, ListOf, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { AnyId, Id } from './ids.ts'

/** How the audit refuses. */
export const auditErrors = {
  'audit.retention_too_short': { status: 400, number: 19001 },
  'audit.span_too_long': { status: 400, number: 19002 },
  'audit.span_backwards': { status: 400, number: 19003 },
  'audit.unknown_category': { status: 400, number: 19004 },
  'audit.no_checkpoint': { status: 404, number: 19005 },
  'audit.nothing_sealed': { status: 409, number: 19006 },
  'audit.event_not_found': { status: 404, number: 19007 },
} as const

const languageTags = Object.keys(languages).filter(isLanguage)

export const AuditCategory = z.enum(auditCategories)
export const AuditType = z.enum(Object.keys(auditTypes).filter(isAuditType))

/** Days that an audit is kept at the least where it is not kept for ever: a year and a month. */
export const leastRetentionDays = 400

const Fields = z.record(z.string(), z.unknown())

export const AuditItem = z.object({
  id: z.string(),
  at: Time,
  type: z.string(),
  category: AuditCategory.optional(),
  /** What happened, in the language of the request. */
  sentence: z.string(),
  actor: z.object({
    kind: z.string(),
    id: z.string(),
    name: z.string(),
    email: z.string().optional(),
    role: z.string().optional(),
    /** `all` customers, `all_but` some, the `assigned` ones, or the own `organization`. */
    reach: z.string().optional(),
    /** The customer's consent that the actor stood on. */
    grantId: z.string().optional(),
  }),
  /** `session`, `token`, or on a customer's consent `view` and `grant`. A customer sees those of its own people. */
  session: z.object({ id: z.string(), kind: z.string().optional() }).optional(),
  address: z.string().optional(),
  userAgent: z.string().optional(),
  organization: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  subject: z.object({ kind: z.enum(subjectKinds), id: z.string(), name: z.string().optional() }).optional(),
  data: Fields.optional(),
  before: Fields.optional(),
  after: Fields.optional(),
  /** Why it was refused, or failed; left out where it was done. */
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  trackingId: z.string(),
  /** The place in the chain; left out for the few seconds until it is sealed. */
  position: z.number().int().optional(),
})
export type AuditItem = z.infer<typeof AuditItem>

const filter = {
  /** ISO 8601; from this moment on. */
  from: z.string().max(40).optional(),
  /** ISO 8601; before this moment. */
  to: z.string().max(40).optional(),
  actorId: AnyId.optional(),
  subjectId: AnyId.optional(),
  organizationId: Id('ORGANIZATION').optional(),
  /** One or several, separated by commas. */
  category: z.string().max(500).optional(),
  type: AuditType.optional(),
  trackingId: z.string().max(100).optional(),
}

const refusals = ['audit.span_backwards', 'audit.unknown_category', 'partners.customer_not_found'] as const

export const listEvents = endpoint({
  method: 'GET',
  path: '/v1/audit/events',
  summary: 'Who did what, newest first. A customer sees what concerns its own organization.',
  needs: 'audit:read',
  scope: 'audit:events_read',
  query: z.object({ ...filter, max: Max(50, 200), cursor: Cursor.optional() }),
  reply: ListOf(AuditItem),
  paged: true,
  refuses: [...refusals, 'common.bad_cursor'],
})

export const getEvent = endpoint({
  method: 'GET',
  path: '/v1/audit/events/:eventId',
  summary: 'One event.',
  needs: 'audit:read',
  scope: 'audit:events_read',
  params: z.object({ eventId: z.uuid() }),
  reply: AuditItem,
  refuses: ['audit.event_not_found'],
})

/** A link that downloads cannot say in its headers what language the reader chose. */
const exported = z.object({ ...filter, language: z.enum(languageTags).optional() })

export const exportCsv = endpoint({
  method: 'GET',
  path: '/v1/audit/events.csv',
  summary: 'The same as a CSV file of any length. The export is itself an event.',
  needs: 'audit:read',
  notInSession: 'view',
  scope: 'audit:events_read',
  query: exported,
  replyType: 'text/csv',
  transaction: 'own',
  refuses: refusals,
})

export const exportJson = endpoint({
  method: 'GET',
  path: '/v1/audit/events.json',
  summary: 'The same as a JSON array of any length. The export is itself an event.',
  needs: 'audit:read',
  notInSession: 'view',
  scope: 'audit:events_read',
  query: exported,
  replyType: 'application/json',
  transaction: 'own',
  refuses: refusals,
})

export const streamEvents = endpoint({
  method: 'GET',
  path: '/v1/audit/stream',
  summary:
    'Sealed events in the order of the chain, one JSON object a line. With `follow` also those to come, for five minutes: then ask again with the last position. Empty lines keep the connection. A customer is told no positions, which count all that its provider does, and names none but 0.',
  needs: 'audit:read',
  notInSession: 'any',
  scope: 'audit:events_read',
  query: z.object({
    /** Only what stands behind this position of the chain. Left out: all, or with `follow` only what is sealed from now on. */
    after: z.coerce.number().int().min(0).optional(),
    follow: Flag.default(false),
  }),
  replyType: 'application/x-ndjson',
  transaction: 'own',
  refuses: [],
})

export const Checkpoint = z.object({
  partnerId: z.string(),
  at: Time,
  /** The seal, the last event in it, and the hash that all before leads to. */
  number: z.number().int(),
  position: z.number().int(),
  hash: z.string(),
  /** Ed25519: the public key (base64 of its DER form), and the signature of the other fields. */
  publicKey: z.string(),
  signature: z.string(),
})
export type Checkpoint = z.infer<typeof Checkpoint>

export const ChainFault = z.object({
  kind: z.string(),
  position: z.number().int().optional(),
  eventId: z.string().optional(),
})

export const AuditChain = z.object({
  /** The newest check of the whole chain; left out before the first one. */
  check: z
    .object({
      at: Time,
      holds: z.boolean(),
      events: z.number().int().optional(),
      throughPosition: z.number().int().optional(),
      /** The first of the faults. */
      fault: ChainFault.optional(),
      /** The first hundred. */
      faults: z.array(ChainFault).optional(),
      more: z.literal(true).optional(),
      /** What comes from this event on was not checked: the chain of hashes cannot be followed to it. */
      uncheckedFrom: z.number().int().optional(),
    })
    .optional(),
  sealed: z.object({ at: Time, number: z.number().int(), position: z.number().int() }).optional(),
  checkpoint: z.object({ at: Time, position: z.number().int() }).optional(),
  /** Left out: kept for ever. */
  retentionDays: z.number().int().optional(),
  can: z.object({ check: z.boolean(), setRetention: z.boolean() }),
})
export type AuditChain = z.infer<typeof AuditChain>

export const getChain = endpoint({
  method: 'GET',
  path: '/v1/audit/chain',
  summary:
    'How far the audit is sealed, what the newest check found, and how long events are kept. A customer learns whether it holds.',
  needs: 'audit:read',
  transaction: 'own',
  reply: AuditChain,
  refuses: [],
})

export const startCheck = endpoint({
  method: 'POST',
  path: '/v1/audit/checks',
  summary: 'Have the whole chain checked now; the result stands in the state of the chain.',
  needs: 'audit:write',
  status: 202,
  refuses: [],
})

export const getCheckpoint = endpoint({
  method: 'GET',
  path: '/v1/audit/checkpoint',
  summary:
    'The newest signed checkpoint. Kept outside, it proves later that nothing up to it was rewritten or cut off.',
  needs: 'audit:read',
  reply: Checkpoint,
  refuses: ['audit.no_checkpoint'],
})

export const makeCheckpoint = endpoint({
  method: 'POST',
  path: '/v1/audit/checkpoint',
  summary: 'Sign how far the audit is sealed.',
  needs: 'audit:write',
  reply: Checkpoint,
  refuses: ['audit.nothing_sealed'],
})

export const setRetention = endpoint({
  method: 'PUT',
  path: '/v1/audit/retention',
  summary: `Keep events for this many days (${leastRetentionDays} at the least), or for ever: null.`,
  needs: 'audit:write',
  body: z.object({ days: z.number().int().min(1).max(36_500).nullable() }),
  reply: AuditChain,
  transaction: 'own',
  refuses: ['audit.retention_too_short', 'identity.fresh_sign_in_needed', 'identity.session_needed'],
})

const PublicData = z.object({
  actorOrgName: z.string().optional(),
  actorName: z.string(),
  actorEmail: z.string().optional(),
  actorIp: z.string().optional(),
  actorUserAgent: z.string().optional(),
  eventCategory: z.string(),
  eventDescription: z.string(),
  actionText: z.string(),
  trackingId: z.string(),
  targetType: z.string().optional(),
  targetId: z.string().optional(),
  targetName: z.string().optional(),
})
const PublicEvent = z.object({
  id: z.string(),
  created: Time,
  actorId: z.string(),
  actorOrgId: z.string(),
})

export const AdminAuditEvent = PublicEvent.extend({
  data: PublicData.extend({
    adminRoles: z.array(z.string()),
    targetOrgId: z.string().optional(),
    targetOrgName: z.string().optional(),
    errorCode: z.string().optional(),
    errorMessage: z.string().optional(),
  }),
})
export type AdminAuditEvent = z.infer<typeof AdminAuditEvent>

export const SecurityAuditEvent = PublicEvent.extend({ data: PublicData })
export type SecurityAuditEvent = z.infer<typeof SecurityAuditEvent>

const spanRefusals = [...refusals, 'audit.span_too_long'] as const

export const listAdminAuditEvents = endpoint({
  method: 'GET',
  path: '/v1/adminAudit/events',
  summary: 'Events of one organization, a customer in reach or the own one, within at most a year, newest first.',
  needs: 'audit:read',
  scope: 'audit:events_read',
  query: z.object({
    orgId: Id('ORGANIZATION'),
    from: z.string().max(40),
    to: z.string().max(40),
    actorId: AnyId.optional(),
    max: Max(100, 200),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    /** Bare names, separated by commas. */
    eventCategories: z.string().max(500).optional(),
  }),
  reply: ListOf(AdminAuditEvent),
  paged: true,
  refuses: spanRefusals,
})

export const listEventCategories = endpoint({
  method: 'GET',
  path: '/v1/adminAudit/eventCategories',
  summary: 'The categories that events have.',
  needs: 'audit:read',
  scope: 'audit:events_read',
  reply: z.object({ eventCategories: z.array(AuditCategory) }),
  refuses: [],
})

export const listSecurityAuditEvents = endpoint({
  method: 'GET',
  path: '/v1/admin/securityAudit/events',
  summary: 'Sign-ins and sign-outs of one organization within at most a year, newest first.',
  needs: 'audit:read',
  scope: 'audit:events_read',
  query: z.object({
    orgId: Id('ORGANIZATION'),
    startTime: z.string().max(40),
    endTime: z.string().max(40),
    actorId: AnyId.optional(),
    max: Max(100, 1000),
    eventCategories: z.string().max(500).optional(),
    cursor: Cursor.optional(),
  }),
  reply: ListOf(SecurityAuditEvent),
  paged: true,
  refuses: [...spanRefusals, 'common.bad_cursor'],
})
