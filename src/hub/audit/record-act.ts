import { type RawBuilder, sql } from 'kysely'
import type { SubjectKind } from '../../api/audit-types.ts'
import type { Actor } from '../../platform/access.ts'
import type { AuditEvent } from '../../platform/audit.ts'
import type { Context } from '../../platform/context.ts'
import { uuidv7 } from '../../platform/uuid.ts'

/** Far below what one statement can hold of values. */
const actsInStatement = 500

/**
 * Writes an act in the transaction of the act itself: one statement, no lock, nothing to wait for; an act that concerns many, once for each of
 * them, in few statements. Names are read in the same statement and kept, since the thing may be renamed or gone when the row is read. The
 * table takes no update and no delete.
 */
export async function recordAct(
  context: Omit<Context, 'audit'>,
  given: AuditEvent | readonly AuditEvent[],
): Promise<void> {
  const events = 'type' in given ? [given] : given
  for (let from = 0; from < events.length; from += actsInStatement) {
    const rows = events.slice(from, from + actsInStatement).map((event) => rowOf(context, event))
    await sql`
      insert into audit_events (partner_id, id, org_id, org_name, at, type, actor, actor_id, role, reach, session_id, session_kind,
        address, user_agent, error, subject_kind, subject_id, subject_name, data, before, after, tracking_id)
      values ${sql.join(rows)}`.execute(context.tx)
  }
}

function rowOf(context: Omit<Context, 'audit'>, event: AuditEvent): RawBuilder<unknown> {
  const { actor, facts } = context
  const partnerId = actor.partnerId
  const organizationId = event.organizationId ?? actor.organizationId
  const json = (value: Record<string, unknown> | undefined) => (value ? JSON.stringify(value) : null)
  return sql`
    (${partnerId}::uuid, ${orderedId(context.now.getTime())}::uuid, ${organizationId}::uuid,
      ${organizationId === null ? sql`null` : subjectName(partnerId, { kind: 'organization', id: organizationId })},
      ${context.now}::timestamptz, ${event.type},
      ${JSON.stringify(describeActor(actor))}::jsonb
        || jsonb_build_object('email', ${emailOf(actor)}),
      ${actor.id}::uuid, ${actor.role}, ${reachOf(actor)}, ${actor.sessionId}::uuid,
      ${sessionKind(actor)},
      ${facts?.address ?? null}, ${facts?.userAgent ?? null}, ${event.error ?? null},
      ${event.subject?.kind ?? null}, ${event.subject?.id ?? null}::uuid, ${subjectName(partnerId, event.subject)},
      ${JSON.stringify(event.data ?? {})}::jsonb, ${json(event.before)}::jsonb, ${json(event.after)}::jsonb, ${context.trackingId})`
}

// Acts of one moment, as those of one transaction, keep their order: 12 bits count where a uuid has random ones.
let moment = 0
let count = 0

function orderedId(at: number): string {
  count = at === moment ? (count + 1) % 4096 : 0
  moment = at
  const id = uuidv7(at)
  return `${id.slice(0, 15)}${count.toString(16).padStart(3, '0')}${id.slice(18)}`
}

/** In another's organization by its consent, the actor has the organization of the consent; so the consent is named. */
function describeActor(actor: Actor): Record<string, unknown> {
  return {
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    organization: actor.organizationId,
    ...(actor.access ? { grant: actor.access.grantId } : {}),
    ...(actor.behalf ? { behalfOf: actor.behalf.partnerId } : {}),
  }
}

function reachOf(actor: Actor): string {
  if (actor.side === 'customer') return 'organization'
  return { all: 'all', all_but: 'all_but', some: 'assigned' }[actor.reach.kind]
}

/** `session` or `token` as it was opened; `view` and `grant` where it stands on a customer's consent. */
function sessionKind(actor: Actor): RawBuilder<unknown> {
  if (actor.access) return sql`${actor.access.scope === 'read' ? 'view' : 'grant'}::text`
  if (actor.behalf) return sql`${actor.behalf.sessionKind ?? null}::text`
  if (actor.sessionKind !== undefined) return sql`${actor.sessionKind}::text`
  return sql`(select kind from sessions where partner_id = ${actor.partnerId}::uuid and principal_id = ${actor.id}::uuid and id = ${actor.sessionId}::uuid)`
}

/** An agent in a customer's organization lies outside the customer's fence; its address comes with the consent. */
function emailOf(actor: Actor): RawBuilder<unknown> {
  const { id, partnerId } = actor
  if (actor.kind !== 'administrator') return sql`null`
  if (actor.access?.person) return sql`${actor.access.person.email}::text`
  if (actor.behalf) return sql`${actor.behalf.email ?? null}::text`
  return sql`(select email from administrators where partner_id = ${partnerId}::uuid and id = ${id}::uuid)`
}

// Where a kind of thing keeps what it is called. Kinds that are not here are named by whoever tells the act.
const names: Partial<Record<SubjectKind, [table: string, column: string]>> = {
  organization: ['organizations', 'name'],
  user: ['users', 'display_name'],
  device: ['devices', 'display_name'],
  order: ['orders', 'number'],
  import: ['imports', 'file_name'],
  administrator: ['administrators', 'display_name'],
  service_app: ['service_apps', 'name'],
}

/** As SQL: what the thing is called now; null where it is gone, or of a kind that has no names. */
export function subjectName(
  partnerId: string,
  subject: { kind: SubjectKind; id: string; name?: string } | undefined,
): RawBuilder<unknown> {
  if (!subject) return sql`null`
  if (subject.name !== undefined) return sql`${subject.name}::text`
  if (subject.kind === 'partner') return sql`(select name from partners where id = ${partnerId}::uuid)`
  const place = names[subject.kind]
  if (!place) return sql`null`
  const [table, column] = place
  return sql`(select ${sql.ref(column)} from ${sql.table(table)} where partner_id = ${partnerId}::uuid and id = ${subject.id}::uuid)`
}
