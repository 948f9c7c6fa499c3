import type { AuditItem } from '../../api/audit.ts'
import { type SubjectKind, subjectKinds } from '../../api/audit-types.ts'
import { encodeId, type IdType } from '../../api/ids.ts'
import type { Language } from '../../phrases/languages.ts'
import type { Actor } from '../../platform/access.ts'
import { categoryOf, type EventRow } from './events.ts'
import { actorName, errorText, sentenceOf } from './sentence.ts'

/** An event as our own clients read it. */
export function describeEvent(language: Language, reader: Actor, row: EventRow): AuditItem {
  const category = categoryOf(row.type)
  const kind = subjectKinds.find((each) => each === row.subjectKind)
  const own = mayKnowWhence(reader, row)
  return {
    id: row.id,
    at: row.at.toISOString(),
    type: row.type,
    ...(category ? { category } : {}),
    sentence: sentenceOf(language, row),
    actor: {
      kind: row.actor.kind,
      id: row.actor.id,
      name: actorName(language, row),
      ...(row.actor.email ? { email: row.actor.email } : {}),
      ...(row.role ? { role: row.role } : {}),
      ...(row.reach ? { reach: row.reach } : {}),
      ...(row.actor.grant ? { grantId: row.actor.grant } : {}),
    },
    ...(own && row.sessionId
      ? { session: { id: row.sessionId, ...(row.sessionKind ? { kind: row.sessionKind } : {}) } }
      : {}),
    ...(own && row.address ? { address: row.address } : {}),
    ...(own && row.userAgent ? { userAgent: row.userAgent } : {}),
    ...(row.organizationId
      ? {
          organization: {
            id: encodeId('ORGANIZATION', row.organizationId),
            ...(row.organizationName ? { name: row.organizationName } : {}),
          },
        }
      : {}),
    ...(kind && row.subjectId
      ? {
          subject: {
            kind,
            id: subjectId(kind, row.subjectId),
            ...(row.subjectName ? { name: row.subjectName } : {}),
          },
        }
      : {}),
    ...(Object.keys(row.data).length > 0 ? { data: row.data } : {}),
    ...(row.before ? { before: row.before } : {}),
    ...(row.after ? { after: row.after } : {}),
    ...(row.error ? { error: { code: row.error, message: errorText(language, row.error) } } : {}),
    trackingId: row.trackingId,
    // It would tell a customer how much its provider does.
    ...(row.position === null || reader.side === 'customer' ? {} : { position: row.position }),
  }
}

/** Where the provider's people sit and by what session they come is the provider's own; what they did is not. */
export function mayKnowWhence(reader: Actor, row: EventRow): boolean {
  // A parent's person that acted here stays its parent's.
  if (row.actor.behalfOf !== undefined && row.actor.behalfOf !== reader.behalf?.partnerId) return false
  if (reader.side === 'partner') return true
  // Nobody is known yet who fails to sign in: whence it was tried is the business of whose account it was.
  if (row.type === 'identity.sign_in_failed') return row.organizationId === reader.organizationId
  return row.actor.organization === reader.organizationId && !row.actor.grant
}

const encodedAs: Partial<Record<SubjectKind, IdType>> = {
  partner: 'ORGANIZATION',
  organization: 'ORGANIZATION',
  user: 'PEOPLE',
  administrator: 'PEOPLE',
  device: 'DEVICE',
  order: 'ORDER',
  import: 'IMPORT',
  service_app: 'APPLICATION',
}

export function subjectId(kind: SubjectKind, id: string): string {
  const type = encodedAs[kind]
  return type ? encodeId(type, id) : id
}
