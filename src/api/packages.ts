import { z } from 'zod'
import { ListOf, Max } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'

export const packagesErrors = {
  'packages.license_not_found': { status: 404, number: 15005 },
} as const

export const License = z.object({
  id: z.string(),
  name: z.string(),
  /** -1: unlimited. */
  totalUnits: z.number().int(),
  consumedUnits: z.number().int(),
  consumedByUsers: z.number().int(),
  consumedByWorkspaces: z.number().int(),
  subscriptionId: z.string().optional(),
  /** What was sold that brings it: licences of one name on one subscription are told apart by it. */
  package: z.object({ id: z.string(), name: z.string() }),
})

export const listLicenses = endpoint({
  method: 'GET',
  path: '/v1/licenses',
  summary: 'Licences of one organization, or of all in reach; not paged.',
  needs: 'packages:read',
  scope: 'spark-admin:licenses_read',
  query: z.object({ orgId: Id('ORGANIZATION').optional() }),
  reply: ListOf(License),
  refuses: ['partners.customer_not_found'],
})

export const getLicense = endpoint({
  method: 'GET',
  path: '/v1/licenses/:licenseId',
  summary: 'One licence, with its users on request.',
  needs: 'packages:read',
  scope: 'spark-admin:licenses_read',
  params: z.object({ licenseId: Id('LICENSE') }),
  query: z.object({
    includeAssignedTo: z.enum(['user']).optional(),
    limit: Max(300, 300),
    next: z.string().max(200).optional(),
  }),
  reply: License.extend({
    users: z
      .array(
        z.object({
          id: z.string(),
          type: z.enum(['INTERNAL', 'EXTERNAL']),
          displayName: z.string(),
          email: z.string(),
        }),
      )
      .optional(),
  }),
  paged: true,
  refuses: ['packages.license_not_found', 'common.bad_cursor'],
})
