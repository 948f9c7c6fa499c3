import type { EndpointDefinition } from './endpoint.ts'
import type { Permission } from './permissions.ts'

/** Nobody can hold it: what is about the person itself is not for tokens that state what they may. */
export const accountScope = 'cordboard:account'

/** The scope of what the public API does not know, named after the permission: `cordboard:audit_read`. */
export function ownScope(permission: Permission): string {
  return `cordboard:${permission.replace(':', '_')}`
}

/**
 * The scopes of which a token that states scopes needs one; none where any token will do. An endpoint that states no public scope never stands open to
 * it: it asks for the own scope of its permission, and what any signed-in person may write for no scope that there is.
 */
export function openingScopes(endpoint: EndpointDefinition): readonly string[] {
  if (endpoint.scopes !== undefined) return [...new Set(Object.values(endpoint.scopes))]
  if (endpoint.scope !== undefined) return [endpoint.scope]
  if (endpoint.needs === 'anyone') return []
  if (endpoint.needs === 'signed-in') return endpoint.method === 'GET' ? [] : [accountScope]
  return [ownScope(endpoint.needs)]
}
