import * as identityApi from '../../api/identity.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import { assignableRoles, isRole, type Role, roles } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { handleSome } from '../../platform/handlers.ts'

/** The roles that administrators are given. */
export const roleHandlers = handleSome(identityApi, {
  listRoles: async (context) => ({ items: rolesOfSide(context).map(describeRole) }),
  getRole: async (context, { params }) => {
    const key = isRole(params.roleId) ? params.roleId : decodeId('ROLE', params.roleId)
    const found = rolesOfSide(context).find((role) => role === key)
    if (!found) throw new Refusal('identity.role_not_found')
    return describeRole(found)
  },
})

/** Customer-side people do not see the partner's roles. */
function rolesOfSide(context: Context): Role[] {
  return assignableRoles.filter((role) => context.actor.side === 'partner' || roles[role].side === 'customer')
}

function describeRole(role: Role) {
  return { id: encodeId('ROLE', role), name: roles[role].name }
}
