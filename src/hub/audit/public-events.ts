import type { AdminAuditEvent, SecurityAuditEvent } from '../../api/audit.ts'
import { subjectKinds, typesOf } from '../../api/audit-types.ts'
import { encodeBareId, encodeId } from '../../api/ids.ts'
import { isRole, type roles } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { mayKnowWhence, subjectId } from './describe.ts'
import { categoryOf, type EventFilter, type EventRow, readFilter } from './events.ts'
import { actorName, errorText, sentenceOf } from './sentence.ts'

const longestSpanMs = 366 * 86_400_000
const signing = typesOf(['LOGINS', 'LOGOUT'])

type Asked = {
  orgId: string
  from: string
  to: string
  actorId?: string | undefined
  eventCategories?: string | undefined
}

/** What existing clients ask for: one organization, at most a year. */
export async function publicFilter(context: Context, asked: Asked): Promise<EventFilter> {
  const filter = await readFilter(context, {
    from: asked.from,
    to: asked.to,
    organizationId: asked.orgId,
    actorId: asked.actorId,
    category: asked.eventCategories,
  })
  if (filter.from && filter.to && filter.to.getTime() - filter.from.getTime() > longestSpanMs)
    throw new Refusal('audit.span_too_long')
  return filter
}

/** Of these, sign-ins and sign-outs alone. */
export function onlySigning(filter: EventFilter): EventFilter {
  const { types } = filter
  return { ...filter, types: types === null ? signing : signing.filter((type) => types.includes(type)) }
}

/** Public events speak English: clients match on their texts. */
export function describeAdminEvent(context: Context, row: EventRow, partnerName: string): AdminAuditEvent {
  const { data, ...event } = describeSecurityEvent(context, row, partnerName)
  const organization = row.organizationId ?? context.actor.partnerId
  return {
    ...event,
    actorId: encodeBareId(row.actor.id),
    data: {
      ...data,
      eventCategory: `EventCategory.${data.eventCategory}`,
      adminRoles: row.role === null ? [] : [isRole(row.role) ? adminRole(row.role) : 'User'],
      targetOrgId: encodeId('ORGANIZATION', organization),
      targetOrgName: row.organizationId ? (row.organizationName ?? '') : partnerName,
      ...(row.error ? { errorCode: row.error, errorMessage: errorText('en', row.error) } : {}),
    },
  }
}

export function describeSecurityEvent(context: Context, row: EventRow, partnerName: string): SecurityAuditEvent {
  const category = categoryOf(row.type) ?? 'AUDIT'
  const isCustomers = row.actor.organization != null
  const whence = mayKnowWhence(context.actor, row)
  return {
    id: encodeBareId(row.id),
    created: row.at.toISOString(),
    actorId: actorId(row),
    actorOrgId: encodeId('ORGANIZATION', row.actor.organization ?? row.actor.behalfOf ?? context.actor.partnerId),
    data: {
      // A sub-partner does not know its parent's name here, and its own would be the wrong one.
      ...(row.actor.behalfOf ? {} : { actorOrgName: isCustomers ? (row.organizationName ?? '') : partnerName }),
      actorName: actorName('en', row),
      ...(row.actor.email ? { actorEmail: row.actor.email } : {}),
      ...(whence && row.address ? { actorIp: row.address } : {}),
      ...(whence && row.userAgent ? { actorUserAgent: row.userAgent } : {}),
      eventCategory: category,
      eventDescription: phraseOf('en', `audit.categories.${category}`),
      actionText: sentenceOf('en', row),
      trackingId: row.trackingId,
      ...targetOf(row),
    },
  }
}

/** The hub has no id of its own: what it does, it does as the partner. */
function actorId({ actor }: EventRow): string {
  if (actor.kind === 'system') return encodeId('ORGANIZATION', actor.id)
  return encodeId(actor.kind === 'service_app' ? 'APPLICATION' : 'PEOPLE', actor.id)
}

function targetOf(row: EventRow): { targetType?: string; targetId?: string; targetName?: string } {
  const kind = subjectKinds.find((each) => each === row.subjectKind)
  return {
    ...(kind && row.subjectId
      ? { targetType: `TargetResourceType.${targetTypes[kind] ?? 'OTHER'}`, targetId: subjectId(kind, row.subjectId) }
      : {}),
    ...(row.subjectName ? { targetName: row.subjectName } : {}),
  }
}

/** The names that published examples carry, and role keys as they are. */
function adminRole(role: keyof typeof roles): string {
  return role === 'id_full_admin' ? 'Full_Admin' : role
}

const targetTypes: Partial<Record<(typeof subjectKinds)[number], string>> = {
  partner: 'ORG',
  organization: 'ORG',
  user: 'USER',
  administrator: 'USER',
  device: 'DEVICE',
  order: 'ORDER',
  import: 'JOB',
  service_app: 'APPLICATION',
  token: 'TOKEN',
  session: 'SESSION',
  mail: 'MAIL',
}
