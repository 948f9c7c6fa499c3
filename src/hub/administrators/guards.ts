import type { ErrorCode } from '../../api/errors.ts'
import type { Administrator } from '../../api/identity-administrators.ts'
import { permissionToAssign, type Role, roles, rolesGivenBy, rolesThatAllow } from '../../api/permissions.ts'
import { type Actor, decide } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { phraseOfError } from '../../platform/phrases.ts'
import type { AdministratorRow } from './administrators.ts'

type Target = Pick<AdministratorRow, 'organizationId' | 'role'>

/** Why the actor may not administer somebody with this role there; null where it may. */
function whatForbids(actor: Actor, target: Target): ErrorCode | null {
  const decision = decide(actor, {
    needs: permissionToAssign(roles[target.role].side),
    writes: true,
    organizationId: target.organizationId ?? undefined,
    targetRole: target.role,
  })
  if (!decision.allowed) return decision.code
  if (actor.role !== 'system' && !rolesGivenBy(actor.role).includes(target.role)) return 'identity.role_too_high'
  return null
}

export function requireMayAdminister(context: Context, target: Target): void {
  const code = whatForbids(context.actor, target)
  if (code !== null) throw new Refusal(code)
}

/** Nobody raises or lowers the own rights: a second person has to agree to it. */
export function requireAnother(context: Context, target: Pick<AdministratorRow, 'id'>): void {
  if (target.id === context.actor.id) throw new Refusal('identity.own_rights')
}

export function requireRoleFits(role: Role, organizationId: string | null): void {
  if (roles[role].side !== (organizationId === null ? 'partner' : 'customer'))
    throw new Refusal('identity.role_of_other_side')
}

/** The roles that the actor can give to people of this organization, or of the partner (null). */
export function assignableBy(actor: Actor, organizationId: string | null): Role[] {
  const side = organizationId === null ? 'partner' : 'customer'
  const all = actor.role === 'system' ? [] : rolesGivenBy(actor.role)
  return all.filter((role) => roles[role].side === side && whatForbids(actor, { organizationId, role }) === null)
}

/** What the actor may do to this person, and why not where it may nothing. */
export function abilitiesOver(context: Context, person: AdministratorRow): Pick<Administrator, 'can' | 'cannot'> {
  const { actor, language } = context
  const code = whatForbids(actor, person)
  const may = code === null
  const another = person.id !== actor.id
  const hindrance = code ?? (another ? null : 'identity.own_rights')
  const side = roles[person.role].side
  return {
    can: {
      change: may,
      changeRights: may && another,
      remove: may && another,
      invite: may && person.state === 'invited',
    },
    ...(hindrance === null
      ? {}
      : {
          cannot: {
            code: hindrance,
            ...phraseOfError(language, hindrance),
            whoMay: rolesThatAllow(permissionToAssign(side)),
          },
        }),
  }
}
