import { type RawBuilder, sql } from 'kysely'
import { isUuid } from '../api/ids.ts'
import { type Permission, type Role, roleAllows } from '../api/permissions.ts'
import { Refusal } from './errors.ts'

/** Which customers of the partner somebody may see. */
export type Reach = { kind: 'all' } | { kind: 'some'; organizations: readonly string[] }

/** Who acts. Made by the identity area for each request or job, never kept. */
export type Actor = {
  kind: 'administrator' | 'service_app' | 'system'
  id: string
  name: string
  partnerId: string
  /** Customer-side people live in one organization, and row-level security keeps them there. */
  side: 'partner' | 'customer'
  organizationId: string | null
  role: Role | 'system'
  reach: Reach
  /** null: a session holds every scope of its role. */
  scopes: readonly string[] | null
  sessionId: string | null
}

export function isAllowed(actor: Actor, permission: Permission): boolean {
  return actor.role === 'system' || roleAllows(actor.role, permission)
}

export function holdsScope(actor: Actor, scope: string | undefined): boolean {
  return scope === undefined || actor.scopes === null || actor.scopes.includes(scope)
}

export function reaches(actor: Actor, organizationId: string): boolean {
  if (actor.side === 'customer') return organizationId === actor.organizationId
  return actor.reach.kind === 'all' || actor.reach.organizations.includes(organizationId)
}

/** As SQL: this column's organization is within the actor's reach. The partner's fence stands behind it. */
export function withinReach(actor: Actor, column: string): RawBuilder<boolean> {
  if (actor.reach.kind === 'all') return sql<boolean>`true`
  return sql<boolean>`${sql.ref(column)} = any(${actor.reach.organizations}::uuid[])`
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
    scopes: null,
    sessionId: null,
  }
}

/** The statements that set role and reach for one transaction. Every value is checked: SET takes no parameters. */
export function reachStatements(reach: {
  partnerId?: string | undefined
  side?: 'partner' | 'customer' | undefined
  organizationId?: string | null | undefined
  credential?: string | undefined
}): string {
  const statements = [`set local citus.propagate_set_commands = 'local'`, 'set local role cordboard_app']
  if (reach.partnerId !== undefined) statements.push(`set local app.partner = '${checkedUuid(reach.partnerId)}'`)
  if (reach.side !== undefined)
    statements.push(`set local app.side = '${reach.side === 'customer' ? 'customer' : 'partner'}'`)
  if (reach.organizationId != null)
    statements.push(`set local app.organization = '${checkedUuid(reach.organizationId)}'`)
  if (reach.credential !== undefined) statements.push(`set local app.credential = ${literal(reach.credential)}`)
  return statements.join('; ')
}

function checkedUuid(text: string): string {
  if (!isUuid(text)) throw new Error('a reach must be a uuid')
  return text
}

function literal(text: string): string {
  if (text.includes('\0')) throw new Refusal('common.bad_request')
  // E'' strings read alike whatever standard_conforming_strings says.
  return `E'${text.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`
}
