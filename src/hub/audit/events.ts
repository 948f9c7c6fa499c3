import { type RawBuilder, sql } from 'kysely'
import { auditCategories, auditTypes, isAuditType, partnersOwnTypes, typesOf } from '../../api/audit-types.ts'
import type { Actor } from '../../platform/access.ts'
import { reaches, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'

export type EventRow = {
  id: string
  at: Date
  type: string
  actor: {
    kind: string
    id: string
    name: string
    email?: string | null
    organization?: string | null
    grant?: string
    /** The partner that the actor belongs to, where it acted in a sub-partner. */
    behalfOf?: string
  }
  role: string | null
  reach: string | null
  sessionId: string | null
  sessionKind: string | null
  address: string | null
  userAgent: string | null
  error: string | null
  organizationId: string | null
  organizationName: string | null
  subjectKind: string | null
  subjectId: string | null
  subjectName: string | null
  data: Record<string, unknown>
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  trackingId: string
  position: number | null
}

export type EventFilter = {
  from: Date | null
  to: Date | null
  actorId: string | null
  subjectId: string | null
  /** null: every organization in reach; `own`: what concerns the partner itself. */
  organizationId: string | 'own' | null
  types: readonly string[] | null
  trackingId: string | null
}

type GivenFilter = {
  from?: string | undefined
  to?: string | undefined
  actorId?: string | undefined
  subjectId?: string | undefined
  organizationId?: string | undefined
  category?: string | undefined
  type?: string | undefined
  trackingId?: string | undefined
}

/** What a request asks for, checked: readable times in order, known categories, a customer in reach or the own partner. */
export async function readFilter(context: Context, given: GivenFilter): Promise<EventFilter> {
  const [from, to] = [readTime(given.from), readTime(given.to)]
  if (from && to && from >= to) throw new Refusal('audit.span_backwards')
  const ofCategory = given.category ? typesOf(readCategories(given.category)) : null
  const { type } = given
  return {
    from,
    to,
    actorId: given.actorId ?? null,
    subjectId: given.subjectId ?? null,
    organizationId: given.organizationId ? await readOrganization(context, given.organizationId) : null,
    types: type ? (ofCategory === null || ofCategory.some((each) => each === type) ? [type] : []) : ofCategory,
    trackingId: given.trackingId ?? null,
  }
}

function readTime(text: string | undefined): Date | null {
  if (text === undefined) return null
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? new Date(text) : new Date(Number.NaN)
  // Ids carry 48 bits of time, and no act is older than the hub.
  if (Number.isNaN(time.getTime()) || time.getTime() < 0 || time.getTime() >= 2 ** 48)
    throw new Refusal('audit.span_backwards')
  return time
}

function readCategories(text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim().replace(/^EventCategory\./, ''))
    .filter((name) => name !== '')
  const unknown = names.find((name) => !auditCategories.some((category) => category === name))
  if (unknown !== undefined)
    throw new Refusal('audit.unknown_category', { category: unknown.slice(0, 50).toWellFormed() })
  return names
}

async function readOrganization(context: Context, id: string): Promise<string> {
  const { actor, tx } = context
  if (id === actor.partnerId && actor.side === 'partner' && seesPartner(actor)) return 'own'
  const known =
    reaches(actor, id) &&
    (await tx
      .selectFrom('organizations')
      .select('id')
      .where('partner_id', '=', actor.partnerId)
      .where('id', '=', id)
      .executeTakeFirst())
  if (!known) throw new Refusal('partners.customer_not_found')
  return id
}

/** What concerns no customer is the partner's own, and for those who have all of it. */
function seesPartner(actor: Actor): boolean {
  return actor.reach.kind !== 'some'
}

/** As SQL of the event e: it is in reach, and not the partner's alone. The database's fence says the same. */
function seenBy(actor: Actor): RawBuilder<boolean> {
  const within = sql<boolean>`(${withinReach(actor, 'e.org_id')} ${seesPartner(actor) ? sql`or e.org_id is null` : sql``})`
  return actor.side === 'partner' ? within : sql<boolean>`${within} and not e.type = any(${partnersOwnTypes}::text[])`
}

/** Events in reach, newest first: ids begin with the time, so that the key is the order. */
export async function eventRows(
  { tx, actor }: Context,
  filter: EventFilter,
  page: { max: number; before?: string | null; offset?: number },
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select ${columns} from audit_events e
    left join audit_links l on l.partner_id = e.partner_id and l.event_id = e.id
    where e.partner_id = ${actor.partnerId}::uuid
      and ${seenBy(actor)}
      ${filter.from ? sql`and e.id >= ${firstIdAt(filter.from)}::uuid` : sql``}
      ${filter.to ? sql`and e.id < ${firstIdAt(filter.to)}::uuid` : sql``}
      ${filter.actorId ? sql`and e.actor_id = ${filter.actorId}::uuid` : sql``}
      ${filter.subjectId ? sql`and e.subject_id = ${filter.subjectId}::uuid` : sql``}
      ${filter.organizationId === 'own' ? sql`and e.org_id is null` : filter.organizationId ? sql`and e.org_id = ${filter.organizationId}::uuid` : sql``}
      ${filter.types ? sql`and e.type = any(${filter.types}::text[])` : sql``}
      ${filter.trackingId ? sql`and e.tracking_id = ${filter.trackingId}` : sql``}
      ${page.before ? sql`and e.id < ${page.before}::uuid` : sql``}
    order by e.id desc limit ${page.max} ${page.offset ? sql`offset ${page.offset}` : sql``}`.execute(tx)
  return rows
}

/** One event in reach; null for any other. */
export async function findEvent({ tx, actor }: Context, id: string): Promise<EventRow | null> {
  const { rows } = await sql<EventRow>`
    select ${columns} from audit_events e
    left join audit_links l on l.partner_id = e.partner_id and l.event_id = e.id
    where e.partner_id = ${actor.partnerId}::uuid and e.id = ${id}::uuid
      and ${seenBy(actor)}`.execute(tx)
  return rows[0] ?? null
}

/** Sealed events in reach behind a position, in the order of the chain; with the position that was looked through. */
export async function rowsBehind(
  { tx, actor }: Context,
  after: number,
  max: number,
): Promise<{ rows: EventRow[]; through: number }> {
  if (actor.side === 'customer') {
    // By its own events: going along the chain, a customer would have its whole provider's read.
    const { rows } = await sql<EventRow>`
      select ${columns} from audit_events e
      join audit_links l on l.partner_id = e.partner_id and l.event_id = e.id
      where e.partner_id = ${actor.partnerId}::uuid and l.position > ${after} and ${seenBy(actor)}
      order by l.position limit ${max}`.execute(tx)
    return { rows, through: rows.at(-1)?.position ?? after }
  }
  const { rows: last } = await sql<{ through: number | null }>`
    select max(position) as through from (
      select position from audit_links where partner_id = ${actor.partnerId}::uuid and position > ${after} order by position limit ${max}) looked`.execute(
    tx,
  )
  const through = last[0]?.through ?? after
  if (through === after) return { rows: [], through }
  const { rows } = await sql<EventRow>`
    select ${columns} from audit_links l
    join audit_events e on e.partner_id = l.partner_id and e.id = l.event_id
    where l.partner_id = ${actor.partnerId}::uuid and l.position > ${after} and l.position <= ${through}
      and ${seenBy(actor)}
    order by l.position`.execute(tx)
  return { rows, through }
}

/** Where the chain of what the reader may see ends; 0 where nothing is sealed. */
export async function newestPosition({ tx, actor }: Context): Promise<number> {
  const { rows } = await sql<{ position: number | null }>`
    select max(l.position) as position from audit_links l
    ${actor.side === 'customer' ? sql`join audit_events e on e.partner_id = l.partner_id and e.id = l.event_id and ${seenBy(actor)}` : sql``}
    where l.partner_id = ${actor.partnerId}::uuid`.execute(tx)
  return rows[0]?.position ?? 0
}

const columns = sql.raw(`
  e.id, e.at, e.type, e.actor, e.role, e.reach, e.session_id as "sessionId", e.session_kind as "sessionKind", e.address,
  e.user_agent as "userAgent", e.error, e.org_id as "organizationId", e.org_name as "organizationName",
  e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.subject_name as "subjectName",
  e.data, e.before, e.after, e.tracking_id as "trackingId", l.position`)

/** The smallest id that an event of this moment can have. */
function firstIdAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

export function categoryOf(type: string) {
  return isAuditType(type) ? auditTypes[type].category : undefined
}
