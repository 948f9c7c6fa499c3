import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'
import { permissions, roleKeys } from './permissions.ts'

export const CustomerSettings = z.object({
  /** Restricted administrator mode: the partner keeps the management of users to itself. */
  restricted: z.boolean(),
  can: z.object({ change: z.boolean() }),
})
export type CustomerSettings = z.infer<typeof CustomerSettings>

export const getCustomerSettings = endpoint({
  method: 'GET',
  path: '/v1/customers/:customerId/settings',
  summary: 'What the partner has set on a customer.',
  needs: 'partners:read',
  scope: 'spark-admin:organizations_read',
  params: z.object({ customerId: Id('ORGANIZATION') }),
  reply: CustomerSettings,
  refuses: ['partners.customer_not_found'],
})

export const changeCustomerSettings = endpoint({
  method: 'PATCH',
  path: '/v1/customers/:customerId/settings',
  summary: 'Switch restricted administrator mode of a customer on or off.',
  needs: 'partners:write',
  scope: 'spark-admin:organizations_write',
  params: z.object({ customerId: Id('ORGANIZATION') }),
  body: z.object({ restricted: z.boolean().optional() }),
  reply: CustomerSettings,
  refuses: [
    'partners.customer_not_found',
    'common.forbidden',
    'identity.fresh_sign_in_needed',
    'identity.session_needed',
  ],
})

export const PartnerSettings = z.object({
  /** Whether partner administrators add, change and remove the users of their customers. */
  administratorsManageUsers: z.boolean(),
  can: z.object({ change: z.boolean() }),
})
export type PartnerSettings = z.infer<typeof PartnerSettings>

export const getPartnerSettings = endpoint({
  method: 'GET',
  path: '/v1/partner/settings',
  summary: "The partner's own settings.",
  needs: 'partners:read',
  scope: 'spark-admin:organizations_read',
  reply: PartnerSettings,
  refuses: ['common.forbidden'],
})

export const changePartnerSettings = endpoint({
  method: 'PATCH',
  path: '/v1/partner/settings',
  summary: "Change the partner's own settings.",
  needs: 'partners:configure',
  scope: 'spark-admin:organizations_write',
  body: z.object({ administratorsManageUsers: z.boolean().optional() }),
  reply: PartnerSettings,
  refuses: ['identity.fresh_sign_in_needed', 'identity.session_needed'],
})

export const Launched = z.object({
  role: z.object({ key: z.enum(roleKeys), name: z.string() }),
  /** What the person may do in this customer. */
  permissions: z.array(z.enum(permissions)),
  /** Why in this role, in the reader's words. */
  because: z.string(),
})
export type Launched = z.infer<typeof Launched>

export const launchCustomer = endpoint({
  method: 'POST',
  path: '/v1/customers/:customerId/launch',
  summary:
    "Open a customer's Control Hub by one's own right: written into the audit, and answered with the role that one has there.",
  needs: 'partners:launch',
  scope: 'spark-admin:organizations_read',
  params: z.object({ customerId: Id('ORGANIZATION') }),
  reply: Launched,
  refuses: ['partners.customer_not_found'],
})
