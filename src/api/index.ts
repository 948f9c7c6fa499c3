import * as access from './access.ts'
import * as audit from './audit.ts'
import * as directory from './directory.ts'
import type { EndpointDefinition } from './endpoint.ts'
import * as identity from './identity.ts'
import * as administrators from './identity-administrators.ts'
import * as imports from './imports.ts'
import * as lookup from './lookup.ts'
import * as machineAccess from './machine-access.ts'
import * as mail from './mail.ts'
import * as packages from './packages.ts'
import * as partnerSettings from './partner-settings.ts'
import * as partnerTags from './partner-tags.ts'
import * as partners from './partners.ts'
import * as signIn from './sign-in.ts'

function isEndpoint(value: unknown): value is EndpointDefinition {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'refuses' in value
}

function endpointsOf(
  area: string,
  module: Record<string, unknown>,
): { area: string; name: string; endpoint: EndpointDefinition }[] {
  return Object.entries(module).flatMap(([name, endpoint]) => (isEndpoint(endpoint) ? [{ area, name, endpoint }] : []))
}

/** Every endpoint there is, in the order of the API page. */
export const allEndpoints = [
  ...endpointsOf('identity', identity),
  ...endpointsOf('identity', administrators),
  ...endpointsOf('identity', signIn),
  ...endpointsOf('identity', machineAccess),
  ...endpointsOf('partners', partners),
  ...endpointsOf('access', access),
  ...endpointsOf('partners', partnerSettings),
  ...endpointsOf('partners', partnerTags),
  ...endpointsOf('directory', directory),
  ...endpointsOf('packages', packages),
  ...endpointsOf('lookup', lookup),
  ...endpointsOf('imports', imports),
  ...endpointsOf('mail', mail),
  ...endpointsOf('audit', audit),
]
