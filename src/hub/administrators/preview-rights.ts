import { sql } from 'kysely'
import type { ReachInput, RightsPreview } from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { type Permission, permissions, type Role } from '../../api/permissions.ts'
import { type Actor, isAllowed, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { actorOf, proposedPrincipal, storedPrincipal } from '../identity/index.ts'
import { requireOrganization } from '../partners/index.ts'
import { type AdministratorRow, requireAdministrator } from './administrators.ts'
import { requireMayAdminister, requireRoleFits } from './guards.ts'
import { fittingReach, heldTags } from './reach.ts'

type Proposal = { role: Role; reach?: ReachInput | undefined }

/** What a role and a reach would add to somebody's rights and take away. */
export async function previewChange(context: Context, personId: string, proposal: Proposal): Promise<RightsPreview> {
  const person = await requireAdministrator(context, personId)
  requireMayAdminister(context, person)
  const stored = await storedPrincipal(context.tx, context.actor.partnerId, person.id)
  const before = stored && actorOf(context.actor.partnerId, stored, noSession)
  return await compare(context, before ?? null, await proposed(context, person, proposal))
}

/** The same for somebody who is not there yet: everything is added. */
export async function previewInvitation(
  context: Context,
  organizationId: string | null,
  proposal: Proposal,
): Promise<RightsPreview> {
  if (organizationId !== null) await requireOrganization(context, organizationId)
  return await compare(context, null, await proposed(context, { organizationId }, proposal))
}

const noSession = { kind: 'administrator', sessionId: null, scopes: null, authenticatedAt: null } as const

async function proposed(
  context: Context,
  person: Pick<AdministratorRow, 'organizationId'> & { id?: string },
  { role, reach }: Proposal,
): Promise<Actor> {
  const { organizationId } = person
  requireRoleFits(role, organizationId)
  requireMayAdminister(context, { organizationId, role })
  const held = person.id === undefined ? [] : await heldTags(context, person.id)
  const wanted = organizationId === null ? await fittingReach(context, role, reach, held) : null
  const row = await proposedPrincipal(context.tx, context.actor.partnerId, {
    id: person.id ?? context.actor.partnerId,
    role,
    organizationId,
    reach: wanted,
  })
  const actor = actorOf(context.actor.partnerId, row, noSession)
  if (!actor) throw new Error(`${role} makes no actor`)
  return actor
}

async function compare(context: Context, before: Actor | null, after: Actor): Promise<RightsPreview> {
  const had = rightsOf(before)
  const has = rightsOf(after)
  const added = await customersOf(context, after, before)
  const removed = before ? await customersOf(context, before, after) : { count: 0, first: [] }
  const [newly, nolonger] = [
    has.filter((permission) => !had.includes(permission)),
    had.filter((permission) => !has.includes(permission)),
  ]
  return {
    permissions: { added: newly.map(inWords(context)), removed: nolonger.map(inWords(context)) },
    customers: { added, removed, after: (await customersOf(context, after, null)).count },
    changes: newly.length + nolonger.length + added.count + removed.count > 0,
  }
}

function rightsOf(actor: Actor | null): Permission[] {
  return actor === null ? [] : permissions.filter((permission) => isAllowed(actor, permission))
}

function inWords({ language }: Context): (permission: Permission) => { permission: Permission; text: string } {
  return (permission) => ({ permission, text: permissionInWords(language, permission) })
}

export function permissionInWords(language: Context['language'], permission: Permission): string {
  return phraseOf(language, `identity.administrators.permissions.${permission.replace(':', '_')}`)
}

const namesShown = 10

/** The customers that one has and the other has not, as far as the reader has them too. */
async function customersOf(context: Context, one: Actor, other: Actor | null) {
  const partnerId = context.actor.partnerId
  const condition = sql`o.partner_id = ${partnerId}::uuid and ${withinReach(context.actor, 'o.id')} and ${withinReach(one, 'o.id')}
    and not ${other === null ? sql`false` : withinReach(other, 'o.id')}`
  const { rows: counted } = await sql<{ count: number }>`
    select count(*) as count from organizations o where ${condition}`.execute(context.tx)
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organizations o where ${condition} order by o.sort_name, o.id limit ${namesShown}`.execute(
    context.tx,
  )
  return {
    count: counted[0]?.count ?? 0,
    first: rows.map(({ id, name }) => ({ id: encodeId('ORGANIZATION', id), name })),
  }
}
