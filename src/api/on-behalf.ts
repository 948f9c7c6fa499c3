import type { EndpointDefinition } from './endpoint.ts'

/** The public API's parameter by which a parent acts in one of its sub-partners. */
export const onBehalfParameter = 'onBehalfOfSubPartnerOrgId'

/**
 * What a partner does with its customers, its parent may do on its behalf; what is about the partner itself or about the person who calls,
 * nobody else.
 */
export function takesOnBehalf(endpoint: EndpointDefinition): boolean {
  if (endpoint.needs === 'partners:configure' || endpoint.needs === 'audit:write') return false
  return /^(partners|directory|packages|lookup|imports|audit|mail):/.test(endpoint.needs)
}
