import { type RawBuilder, sql } from 'kysely'
import type { Needs } from '../api/endpoint.ts'
import type { ErrorCode } from '../api/errors.ts'
import { isUuid } from '../api/ids.ts'
import {
  isReading,
  mayTouchHolder,
  type Permission,
  permissions,
  type Role,
  roleAllows,
  type Side,
  takenFromOneOrganization,
  takenFromPartnerAdministrators,
  takenInRestrictedMode,
  takenInSession,
} from '../api/permissions.ts'
import { Refusal } from './errors.ts'

/** Which customers of the partner somebody may see. */
export type Reach =
  | { kind: 'all' }
  | { kind: 'all_but'; organizations: readonly string[] }
  | { kind: 'some'; organizations: readonly string[] }

/**
 * What takes rights from a role: the customer's restricted administrator mode, the partner's setting that users are not for its
 * partner administrators, a parent that may only look at its sub-partner, a token that is for one organization alone, or the consent by which
 * somebody is there, which was given without users.
 */
export type Restriction =
  | 'restricted_mode'
  | 'users_by_full_administrators'
  | 'parent_reads_only'
  | 'one_organization'
  | 'granted_without_users'

/** Who acts. Made by the identity area for each request or job, never kept. */
export type Actor = {
  kind: 'administrator' | 'service_app' | 'system'
  id: string
  name: string
  partnerId: string
  /** Customer-side people live in one organization, and row-level security keeps them there. */
  side: Side
  organizationId: string | null
  role: Role | 'system'
  reach: Reach
  restrictions: readonly Restriction[]
  /** null: a session holds every scope of its role. */
  scopes: readonly string[] | null
  sessionId: string | null
  /** What sort of session or token it is, where it was read with the credential; it never becomes another. */
  sessionKind?: string
  /** When the person last proved who it is, for acts that ask for a fresh sign-in; null for machines. */
  authenticatedAt: Date | null
  /** In a customer's organization by the customer's consent; then side, organization and role are those of the consent. */
  access: AccessByConsent | null
  /** A parent that acts in its sub-partner: then `partnerId` is the sub-partner's, and this the own, with what the sub-partner's fence hides. */
  behalf: { partnerId: string; email?: string | null; sessionKind?: string | null } | null
}

export type AccessByConsent = {
  grantId: string
  scope: 'read' | 'full'
  expiresAt: Date
  kind?: 'view' | 'temporary'
  /** Of the own account, which lies outside the customer's fence. */
  person?: { email: string; language: string | null; createdAt: Date }
}

/** Something somebody wants to do. `organizationId` and `targetRole` are stated where they are known. */
export type Act = {
  needs: Needs
  /** Any one of them, where there are some. */
  scopes?: readonly string[] | undefined
  /** Changes something; a read-only session refuses it whatever it needs. */
  writes: boolean
  organizationId?: string | undefined
  /** The act concerns a person who holds this role. */
  targetRole?: Role | null | undefined
}

/** Why somebody may or may not. The first that forbids decides; those that allow are listed up to it. */
export type Reason =
  | { kind: 'anyone' | 'signed_in' | 'system' }
  | { kind: 'read_only_session'; allows: boolean; expiresAt: Date }
  /** What the customer's consent never gives. */
  | { kind: 'not_in_session'; allows: boolean; expiresAt: Date }
  | { kind: 'grant'; scope: 'read' | 'full'; expiresAt: Date }
  | { kind: 'role'; allows: boolean; role: Role; permission: Permission }
  | { kind: 'scope'; allows: boolean; scope: string }
  | { kind: 'restriction'; restriction: Restriction }
  | { kind: 'reach'; allows: boolean }
  | { kind: 'guarded'; role: Role; targetRole: Role }

export type Decision = { allowed: true; reasons: Reason[] } | { allowed: false; reasons: Reason[]; code: ErrorCode }

/**
 * The one place where it is decided whether somebody may do something: the guard of every endpoint, the rules behind it, the abilities that
 * answers carry and the explanation ("why may she?") all ask here.
 */
export function decide(actor: Actor, act: Act): Decision {
  const reasons: Reason[] = []
  const refuse = (code: ErrorCode, reason: Reason): Decision => ({
    allowed: false,
    code,
    reasons: [...reasons.filter((each) => each.kind !== 'grant'), reason],
  })
  if (act.needs === 'anyone' && !actor.access) return { allowed: true, reasons: [{ kind: 'anyone' }] }
  if (actor.role === 'system') return { allowed: true, reasons: [{ kind: 'system' }] }
  const { access } = actor
  if (access) {
    if (isTakenInSession(act))
      return refuse(heldBackCode(access), { kind: 'not_in_session', allows: false, expiresAt: access.expiresAt })
    if (access.scope === 'read' && act.writes)
      return refuse('access.read_only', { kind: 'read_only_session', allows: false, expiresAt: access.expiresAt })
    reasons.push({ kind: 'grant', scope: access.scope, expiresAt: access.expiresAt })
  }
  if (act.needs === 'anyone') return { allowed: true, reasons: [{ kind: 'anyone' }] }
  if (act.needs === 'signed-in') reasons.push({ kind: 'signed_in' })
  else {
    const allows = roleAllows(actor.role, act.needs)
    const reason: Reason = { kind: 'role', allows, role: actor.role, permission: act.needs }
    if (!allows) return refuse('common.forbidden', reason)
    reasons.push(reason)
  }
  const [firstScope] = act.scopes ?? []
  if (firstScope !== undefined && actor.scopes !== null) {
    const held = act.scopes?.find((scope) => holdsScope(actor, scope))
    const allows = held !== undefined
    const reason: Reason = { kind: 'scope', allows, scope: held ?? firstScope }
    if (!allows) return refuse('common.scope_missing', reason)
    reasons.push(reason)
  }
  for (const restriction of actor.restrictions) {
    if (takes(restriction, act)) return refuse(restrictionCodes[restriction], { kind: 'restriction', restriction })
  }
  if (act.organizationId !== undefined) {
    const allows = reaches(actor, act.organizationId)
    if (!allows) return refuse('partners.customer_not_found', { kind: 'reach', allows })
    reasons.push({ kind: 'reach', allows })
  }
  if (act.targetRole && act.writes && !mayTouchHolder(actor.role, act.targetRole))
    return refuse('identity.guarded', { kind: 'guarded', role: actor.role, targetRole: act.targetRole })
  return { allowed: true, reasons }
}

/** A session, and a token without scopes of its own, holds every scope. */
export function holdsScope(actor: Actor, scope: string): boolean {
  return actor.scopes === null || actor.scopes.includes(scope)
}

/** How each restriction refuses. */
export const restrictionCodes = {
  restricted_mode: 'partners.restricted_mode',
  users_by_full_administrators: 'partners.users_by_full_administrators',
  parent_reads_only: 'partners.parent_reads_only',
  one_organization: 'identity.one_organization',
  granted_without_users: 'access.granted_without_users',
} as const satisfies Record<Restriction, ErrorCode>

/** Whoever only looks is not told of full access, which would not open it either. */
export function heldBackCode(access: AccessByConsent): ErrorCode {
  return access.scope === 'read' ? 'access.not_in_view' : 'access.not_in_session'
}

/** What is open to anyone or about the own account would be done as the agent, not in the customer's organization. */
function isTakenInSession(act: Act): boolean {
  if (act.needs === 'anyone' || act.needs === 'signed-in') return act.writes
  return takenInSession.includes(act.needs)
}

function takes(restriction: Restriction, act: Act): boolean {
  const asked: string = act.needs
  // Opening the customer in its own console is asked for by POST and changes nothing.
  if (restriction === 'parent_reads_only') return act.writes && !reading.includes(asked)
  return takenBy[restriction].some((permission) => permission === asked)
}

const takenBy = {
  restricted_mode: takenInRestrictedMode,
  users_by_full_administrators: takenFromPartnerAdministrators,
  one_organization: takenFromOneOrganization,
  granted_without_users: takenInRestrictedMode,
} as const satisfies Record<Exclude<Restriction, 'parent_reads_only'>, readonly Permission[]>

const reading: readonly string[] = permissions.filter(isReading)

/** Whether the actor has the partner itself before it, and not only one of its customers. */
export function hasPartner(actor: Actor): boolean {
  return actor.side === 'partner' && !actor.restrictions.includes('one_organization')
}

/** Refuses with the reason's own code. */
export function requireAllowed(actor: Actor, act: Act): void {
  const decision = decide(actor, act)
  if (!decision.allowed) throw new Refusal(decision.code)
}

/** Whether the actor may do what needs this permission, as the abilities of an answer say it. */
export function isAllowed(actor: Actor, permission: Permission, organizationId?: string): boolean {
  return decide(actor, { needs: permission, writes: !isReading(permission), organizationId }).allowed
}

export function reaches(actor: Actor, organizationId: string): boolean {
  if (actor.side === 'customer') return organizationId === actor.organizationId
  return isWithin(actor.reach, organizationId)
}

export function isWithin(reach: Reach, organizationId: string): boolean {
  if (reach.kind === 'all') return true
  return reach.organizations.includes(organizationId) === (reach.kind === 'some')
}

/** As SQL: this column's organization is within the actor's reach. The partner's fence stands behind it. */
export function withinReach(actor: Actor, column: string): RawBuilder<boolean> {
  const { reach } = actor
  if (reach.kind === 'all') return sql<boolean>`true`
  if (reach.kind === 'all_but') return sql<boolean>`${sql.ref(column)} <> all(${reach.organizations}::uuid[])`
  return sql<boolean>`${sql.ref(column)} = any(${reach.organizations}::uuid[])`
}

/** An actor for work that nobody asked for: jobs, set-up, demo data. */
export function systemActor(partnerId: string, name = 'system'): Actor {
  return {
    kind: 'system',
    id: partnerId,
    name,
    partnerId,
    side: 'partner',
    organizationId: null,
    role: 'system',
    reach: { kind: 'all' },
    restrictions: [],
    scopes: null,
    sessionId: null,
    authenticatedAt: null,
    access: null,
    behalf: null,
  }
}
/** The statements that set role and reach for one transaction. Every value is checked: SET takes no parameters. */
export function reachStatements(reach: {
  partnerId?: string | undefined
  side?: 'partner' | 'customer' | undefined
  organizationId?: string | null | undefined
  principalId?: string | undefined
  credential?: string | undefined
}): string {
  const statements = [`set local citus.propagate_set_commands = 'local'`, 'set local role cordboard_app']
  if (reach.partnerId !== undefined) statements.push(`set local app.partner = '${checkedUuid(reach.partnerId)}'`)
  if (reach.side !== undefined)
    statements.push(`set local app.side = '${reach.side === 'customer' ? 'customer' : 'partner'}'`)
  if (reach.organizationId != null)
    statements.push(`set local app.organization = '${checkedUuid(reach.organizationId)}'`)
  if (reach.principalId !== undefined) statements.push(`set local app.principal = '${checkedUuid(reach.principalId)}'`)
  if (reach.credential !== undefined) statements.push(`set local app.credential = ${literal(reach.credential)}`)
  return statements.join('; ')
}

function checkedUuid(text: string): string {
  if (!isUuid(text)) throw new Error('a reach must be a uuid')
  return text
}

export function literal(text: string): string {
  if (text.includes('\0')) throw new Refusal('common.bad_request')
  // E'' strings read alike whatever standard_conforming_strings says.
  return `E'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`
}
