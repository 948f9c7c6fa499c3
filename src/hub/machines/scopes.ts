import { allEndpoints } from '../../api/index.ts'
import type { ScopeItem } from '../../api/machine-access.ts'
import { type Role, roleAllows } from '../../api/permissions.ts'
import { accountScope, openingScopes } from '../../api/scopes.ts'
import { Refusal } from '../../platform/errors.ts'

type Opened = { endpoints: string[]; needs: Set<string> }

/** Made of the contract, so that no scope is offered that opens nothing, and none that opens something is missing. */
const scopes = new Map<string, Opened>()
for (const { endpoint } of allEndpoints) {
  for (const scope of openingScopes(endpoint)) {
    if (scope === accountScope) continue
    const opened = scopes.get(scope) ?? { endpoints: [], needs: new Set<string>() }
    opened.endpoints.push(`${endpoint.method} ${endpoint.path}`)
    opened.needs.add(endpoint.needs)
    scopes.set(scope, opened)
  }
}

/** Those that let the role do anything, the public names first. */
export function scopesOf(role: Role): ScopeItem[] {
  return [...scopes]
    .filter(([, { needs }]) => allows(role, needs))
    .map(([name, { endpoints }]) => ({ name, endpoints, public: !name.startsWith('cordboard:') }))
    .sort((one, other) => Number(other.public) - Number(one.public) || one.name.localeCompare(other.name))
}

function allows(role: Role, needs: ReadonlySet<string>): boolean {
  return [...needs].some((need) => need === 'signed-in' || isAllowed(role, need))
}

function isAllowed(role: Role, need: string): boolean {
  return allEndpoints.some(
    ({ endpoint: { needs } }) =>
      needs === need && needs !== 'anyone' && needs !== 'signed-in' && roleAllows(role, needs),
  )
}

/** @throws Refusal identity.scope_not_allowed */
export function requireScopes(role: Role, wanted: readonly string[]): string[] {
  const allowed = new Set(scopesOf(role).map(({ name }) => name))
  const strange = wanted.find((scope) => !allowed.has(scope))
  if (strange !== undefined) throw new Refusal('identity.scope_not_allowed', { scope: strange })
  return [...new Set(wanted)].sort()
}
