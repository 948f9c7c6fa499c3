import { sql } from 'kysely'
import type { EndpointReply } from '../../api/endpoint.ts'
import type * as contract from '../../api/identity-administrators.ts'
import {
  isReading,
  mayTouchHolder,
  type Permission,
  permissionToAssign,
  type Role,
  rolePhrases,
  roles,
  rolesGivenBy,
  rolesThatAllow,
  type Side,
} from '../../api/permissions.ts'
import { decide, type Reason, restrictionCodes } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { phraseOf, phraseOfError } from '../../platform/phrases.ts'
import { actorOf, storedPrincipal } from '../identity/index.ts'
import { requireOrganization } from '../partners/index.ts'
import { type AdministratorRow, requireAdministrator } from './administrators.ts'
import { permissionInWords } from './preview-rights.ts'

type Explanation = EndpointReply<typeof contract.explainAccess>
type Spoken = Explanation['reasons'][number]

/**
 * Why this person may do something, or why not. The person's rights are built and judged by the code that judges when it is done; only the words
 * are added here.
 */
export async function explainAccess(
  context: Context,
  question: {
    personId: string
    permission: Permission
    organizationId?: string | undefined
    targetId?: string | undefined
  },
): Promise<Explanation> {
  const { tx, actor: reader, language } = context
  const person = await requireAdministrator(context, question.personId)
  const organization =
    question.organizationId === undefined ? null : await requireOrganization(context, question.organizationId)
  const target = question.targetId === undefined ? null : await requireAdministrator(context, question.targetId)
  const whoMay = whoMayTouch(question.permission, roles[person.role].side, target?.role)
  const row = await storedPrincipal(tx, reader.partnerId, person.id)
  const subject =
    row &&
    actorOf(reader.partnerId, row, { kind: 'administrator', sessionId: null, scopes: null, authenticatedAt: null })
  if (!subject || person.state !== 'active') {
    const kind = person.state === 'invited' ? 'invited' : 'disabled'
    return { allowed: false, reasons: [{ kind, allows: false, text: say(context, kind) }], whoMay }
  }
  const decision = decide(subject, {
    needs: question.permission,
    writes: !isReading(question.permission),
    organizationId: organization?.id,
    targetRole: target?.role,
  })
  const reasons: Spoken[] = []
  for (const reason of decision.reasons) reasons.push(await speak(context, reason, person, organization, language))
  // What the customer's own people may not under a restriction, the provider's may.
  const restricted = decision.reasons.some(({ kind }) => kind === 'restriction')
  const others =
    restricted && person.organizationId !== null ? whoMayTouch(question.permission, 'partner', target?.role) : whoMay
  if (!decision.allowed || question.permission !== 'access:view' || !organization)
    return { allowed: decision.allowed, reasons, whoMay: others }
  const { read_only_access: consents } = await tx
    .selectFrom('organizations')
    .select('read_only_access')
    .where('partner_id', '=', reader.partnerId)
    .where('id', '=', organization.id)
    .executeTakeFirstOrThrow()
  const text = say(context, consents ? 'consent' : 'consentNot', { name: organization.name })
  return { allowed: consents, reasons: [...reasons, { kind: 'consent', allows: consents, text }], whoMay: others }
}

/** Of the roles that hold the permission, those that may use it on somebody of this role. */
function whoMayTouch(permission: Permission, side: Side, target: Role | undefined): Role[] {
  const holding = rolesThatAllow(permission, side)
  if (target === undefined || isReading(permission)) return holding
  const assigns = permission === permissionToAssign(roles[target].side)
  return holding.filter((role) => mayTouchHolder(role, target) && (!assigns || rolesGivenBy(role).includes(target)))
}

function say(context: Context, key: string, values: Record<string, string | number> = {}): string {
  return phraseOf(context.language, `identity.administrators.why.${key}`, values)
}

async function speak(
  context: Context,
  reason: Reason,
  person: AdministratorRow,
  organization: { id: string; name: string } | null,
  language: Context['language'],
): Promise<Spoken> {
  const { kind } = reason
  switch (reason.kind) {
    case 'role': {
      const values = {
        role: phraseOf(language, rolePhrases[reason.role]),
        permission: permissionInWords(language, reason.permission),
      }
      return {
        kind: reason.kind,
        allows: reason.allows,
        text: say(context, reason.allows ? 'role' : 'roleNot', values),
      }
    }
    case 'restriction':
      return {
        kind: reason.kind,
        allows: false,
        text: phraseOfError(language, restrictionCodes[reason.restriction]).text,
      }
    case 'guarded':
      return { kind: reason.kind, allows: false, text: phraseOfError(language, 'identity.guarded').text }
    case 'reach':
      return { kind: reason.kind, allows: reason.allows, text: await speakReach(context, person, organization) }
    case 'scope':
      return { kind: reason.kind, allows: reason.allows, text: say(context, 'scope', { scope: reason.scope }) }
    case 'grant':
    case 'read_only_session': {
      const until = reason.expiresAt.toLocaleString(language, { timeZone: 'UTC', timeZoneName: 'short' })
      return { kind: reason.kind, allows: reason.kind === 'grant', text: say(context, 'grant', { until }) }
    }
    default:
      return { kind: reason.kind, allows: reason.kind !== 'not_in_session', text: say(context, kind) }
  }
}

/** How the customer comes to be in the person's reach, or stays out of it. */
async function speakReach(
  context: Context,
  person: AdministratorRow,
  organization: { id: string; name: string } | null,
): Promise<string> {
  if (!organization) return ''
  const { language, tx, actor } = context
  const name = organization.name
  const date = (at: Date) => at.toLocaleDateString(language, { timeZone: 'UTC', dateStyle: 'medium' })
  const by = (giver: string | null) => (giver === null ? 'On' : 'By')
  if (person.organizationId !== null)
    return say(context, person.organizationId === organization.id ? 'reachOwn' : 'reachOther', { name })
  const { rows: direct } = await sql<{ how: string; since: Date; by: string | null }>`
    select how, since, given_by as by from administrator_customers
    where partner_id = ${actor.partnerId}::uuid and administrator_id = ${person.id}::uuid and org_id = ${organization.id}::uuid`.execute(
    tx,
  )
  const [one] = direct
  if (one) {
    const key = one.how === 'exclude' ? 'reachExcepted' : 'reachGiven'
    return say(context, `${key}${by(one.by)}`, {
      name,
      date: date(one.since),
      ...(one.by ? { by: one.by } : {}),
    })
  }
  if (person.reach === 'all') return say(context, 'reachAll', { name })
  const { rows: tags } = await sql<{ tag: string }>`
    select g.tag from administrator_tags g
    join organization_tags t on t.partner_id = g.partner_id and t.tag = g.tag and t.org_id = ${organization.id}::uuid
    where g.partner_id = ${actor.partnerId}::uuid and g.administrator_id = ${person.id}::uuid order by g.tag`.execute(
    tx,
  )
  if (tags.length > 0)
    return say(context, 'reachTag', { name, tags: new Intl.ListFormat(language).format(tags.map(({ tag }) => tag)) })
  return say(context, 'reachNone', { name })
}
