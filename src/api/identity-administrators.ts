import { z } from 'zod'
import { languages } from '../phrases/languages.ts'
import { Cursor, ListOf, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'
import { PersonName } from './invisible.ts'
import { TagName } from './partner-tags.ts'
import { assignableRoles, permissions, roleKeys } from './permissions.ts'

const RoleKey = z.enum(roleKeys)
const AssignableRole = z.enum(assignableRoles)
const LanguageTag = z.enum(languageTags())
export const AdministratorState = z.enum(['active', 'invited', 'disabled'])

/** Which customers somebody of the partner has. Who belongs to a customer has that one alone. */
export const ReachInput = z.strictObject({
  kind: z.enum(['all', 'assigned']),
  customers: z.array(Id('ORGANIZATION')).max(5000).default([]),
  /** Every customer with one of these tags, those that get it later too. */
  tags: z.array(TagName).max(100).default([]),
  exceptions: z.array(Id('ORGANIZATION')).max(5000).default([]),
})
export type ReachInput = z.output<typeof ReachInput>

export const ReachSummary = z.object({
  kind: z.enum(['all', 'assigned', 'organization']),
  /** In the reader's words. */
  text: z.string(),
  /** Given one by one. */
  customers: z.number().int(),
  tags: z.array(z.string()),
  exceptions: z.number().int(),
})

export const Administrator = z.object({
  id: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  displayName: z.string(),
  role: RoleKey,
  organization: z.object({ id: z.string(), name: z.string() }).optional(),
  state: AdministratorState,
  language: z.string().optional(),
  reach: ReachSummary,
  lastSignIn: Time.optional(),
  invited: Time.optional(),
  /** Since when the role is held, and who gave it. */
  since: Time,
  givenBy: z.string().optional(),
  can: z.object({
    change: z.boolean(),
    /** Role, reach, disabling and removing. Nobody does that to herself. */
    changeRights: z.boolean(),
    remove: z.boolean(),
    invite: z.boolean(),
  }),
  /** Why the reader cannot change this person, and whose role could. Left out where she can. */
  cannot: z.object({ code: z.string(), text: z.string(), remedy: z.string(), whoMay: z.array(RoleKey) }).optional(),
})
export type Administrator = z.infer<typeof Administrator>

const Given = z.object({ id: z.string(), name: z.string(), since: Time.optional(), givenBy: z.string().optional() })

export const AdministratorDetail = Administrator.extend({
  /** What the reach is made of, as far as the reader has those customers too. */
  given: z.object({
    customers: z.array(Given),
    tags: z.array(z.object({ tag: z.string(), since: Time.optional(), givenBy: z.string().optional() })),
    exceptions: z.array(Given),
  }),
  /** The roles that the reader can give to this person. */
  assignable: z.array(AssignableRole),
})
export type AdministratorDetail = z.infer<typeof AdministratorDetail>

const filters = {
  /** Whose administrators. Left out: the partner's own, or those of the own organization. */
  organizationId: Id('ORGANIZATION').optional(),
  /** A part of the name or the e-mail address. */
  q: z.string().max(200).optional(),
  role: AssignableRole.optional(),
  state: AdministratorState.optional(),
  reach: z.enum(['all', 'assigned']).optional(),
}

export const listAdministrators = endpoint({
  method: 'GET',
  path: '/v1/administrators',
  summary: 'Administrators of the partner, or of one customer, by name and paged by key.',
  needs: 'identity:read',
  scope: 'spark-admin:people_read',
  query: z.object({ ...filters, max: Max(50, 200), cursor: Cursor.optional() }),
  reply: ListOf(Administrator).extend({
    /** What the reader can give here; empty where she can invite nobody. */
    assignable: z.array(AssignableRole),
  }),
  paged: true,
  refuses: ['common.bad_cursor', 'partners.customer_not_found'],
})

export const exportAdministrators = endpoint({
  method: 'GET',
  path: '/v1/administrators/export.csv',
  summary: 'The same administrators as a CSV file, with the same filters.',
  needs: 'identity:read',
  scope: 'spark-admin:people_read',
  query: z.object(filters),
  replyType: 'text/csv',
  refuses: ['partners.customer_not_found'],
})

const Person = Id('PEOPLE')

export const getAdministrator = endpoint({
  method: 'GET',
  path: '/v1/administrators/:personId',
  summary: 'One administrator with role, reach and what the reader may change.',
  needs: 'identity:read',
  scope: 'spark-admin:people_read',
  params: z.object({ personId: Person }),
  reply: AdministratorDetail,
  refuses: ['identity.administrator_not_found'],
})

const refusedRights = [
  'identity.role_too_high',
  'identity.role_of_other_side',
  'identity.reach_not_fitting',
  'identity.tags_unknown',
  'identity.fresh_sign_in_needed',
  'partners.customer_not_found',
] as const

export const inviteAdministrator = endpoint({
  method: 'POST',
  path: '/v1/administrators',
  summary: 'Invite somebody by mail: the link in it holds for seven days and works once.',
  needs: 'identity:assign_customer',
  body: z.object({
    organizationId: Id('ORGANIZATION').optional(),
    email: z.string().trim().max(161),
    firstName: PersonName,
    lastName: PersonName,
    role: AssignableRole,
    reach: ReachInput.optional(),
    language: LanguageTag.optional(),
  }),
  reply: AdministratorDetail,
  status: 201,
  refuses: [...refusedRights, 'identity.bad_email', 'identity.email_taken', 'common.forbidden'],
})

export const changeAdministrator = endpoint({
  method: 'PATCH',
  path: '/v1/administrators/:personId',
  summary:
    'Change names, language, role or reach of an administrator, or disable and enable one. Rights change at the next request.',
  needs: 'identity:assign_customer',
  params: z.object({ personId: Person }),
  body: z.object({
    firstName: PersonName.optional(),
    lastName: PersonName.optional(),
    language: LanguageTag.nullable().optional(),
    role: AssignableRole.optional(),
    reach: ReachInput.optional(),
    disabled: z.boolean().optional(),
  }),
  reply: AdministratorDetail,
  refuses: [
    ...refusedRights,
    'identity.administrator_not_found',
    'identity.last_administrator',
    'identity.own_rights',
    'common.forbidden',
  ],
})

export const removeAdministrator = endpoint({
  method: 'DELETE',
  path: '/v1/administrators/:personId',
  summary: 'Remove an administrator: all rights and sessions end at once.',
  needs: 'identity:assign_customer',
  params: z.object({ personId: Person }),
  status: 204,
  refuses: [
    'identity.administrator_not_found',
    'identity.last_administrator',
    'identity.own_rights',
    'identity.role_too_high',
    'identity.fresh_sign_in_needed',
    'common.forbidden',
  ],
})

export const inviteAgain = endpoint({
  method: 'POST',
  path: '/v1/administrators/:personId/invite',
  summary: 'Send the invitation again, with a new link; the one before no longer works.',
  needs: 'identity:assign_customer',
  params: z.object({ personId: Person }),
  status: 204,
  refuses: [
    'identity.administrator_not_found',
    'identity.not_invited',
    'identity.role_too_high',
    'identity.fresh_sign_in_needed',
    'common.forbidden',
  ],
})

const PermissionInWords = z.object({ permission: z.enum(permissions), text: z.string() })
const CustomersOfPreview = z.object({
  count: z.number().int(),
  /** The first ten by name. */
  first: z.array(z.object({ id: z.string(), name: z.string() })),
})

export const RightsPreview = z.object({
  permissions: z.object({ added: z.array(PermissionInWords), removed: z.array(PermissionInWords) }),
  customers: z.object({ added: CustomersOfPreview, removed: CustomersOfPreview, after: z.number().int() }),
  changes: z.boolean(),
})
export type RightsPreview = z.infer<typeof RightsPreview>

export const previewRights = endpoint({
  method: 'POST',
  path: '/v1/administrators/:personId/preview',
  summary: 'What a role and a reach would add and take away. Nothing is changed.',
  needs: 'identity:assign_customer',
  scope: 'spark-admin:people_read',
  params: z.object({ personId: Person }),
  body: z.object({ role: AssignableRole, reach: ReachInput.optional() }),
  reply: RightsPreview,
  refuses: [
    'identity.administrator_not_found',
    'identity.role_of_other_side',
    'identity.reach_not_fitting',
    'partners.customer_not_found',
    'common.forbidden',
  ],
})

export const previewInvitation = endpoint({
  method: 'POST',
  path: '/v1/administrators/preview',
  summary: 'What somebody who is invited with this role and reach will be allowed to do. Nothing is changed.',
  needs: 'identity:assign_customer',
  scope: 'spark-admin:people_read',
  body: z.object({
    organizationId: Id('ORGANIZATION').optional(),
    role: AssignableRole,
    reach: ReachInput.optional(),
  }),
  reply: RightsPreview,
  refuses: [
    'identity.role_of_other_side',
    'identity.reach_not_fitting',
    'partners.customer_not_found',
    'common.forbidden',
  ],
})

export const getInvitation = endpoint({
  method: 'GET',
  path: '/v1/invitation',
  summary: 'Whether an invitation still holds, and to what.',
  needs: 'anyone',
  link: true,
  reply: z.object({
    email: z.string(),
    displayName: z.string(),
    organization: z.string(),
    role: RoleKey,
    expires: Time,
  }),
  transaction: 'own',
  refuses: ['identity.invitation_invalid'],
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/v1/invitation',
  summary: 'Accept an invitation by setting a password. The link is spent; the person signs in afterwards.',
  needs: 'anyone',
  body: z.object({ token: z.string().min(1).max(200), password: z.string().max(1024) }),
  reply: z.object({ email: z.string() }),
  transaction: 'own',
  refuses: ['identity.invitation_invalid', 'identity.password_too_short', 'identity.password_common'],
})

export const explainAccess = endpoint({
  method: 'GET',
  path: '/v1/access/why',
  summary: 'Why somebody may do something, or why not: decided by the same code that decides when it is done.',
  needs: 'identity:read',
  scope: 'spark-admin:people_read',
  query: z.object({
    personId: Person,
    permission: z.enum(permissions),
    /** A customer that it would be done in. */
    organizationId: Id('ORGANIZATION').optional(),
    /** A person that it would be done to. */
    targetId: Person.optional(),
  }),
  reply: z.object({
    allowed: z.boolean(),
    reasons: z.array(
      z.object({
        kind: z.enum([
          'role',
          'scope',
          'restriction',
          'reach',
          'guarded',
          'grant',
          'read_only_session',
          'not_in_session',
          'disabled',
          'invited',
          'system',
          'signed_in',
          'anyone',
          'consent',
        ]),
        allows: z.boolean(),
        text: z.string(),
      }),
    ),
    /** The roles, of this person's side, that allow it. */
    whoMay: z.array(RoleKey),
  }),
  refuses: ['identity.administrator_not_found', 'partners.customer_not_found'],
})

export const CustomerAccess = z.object({
  /** A whole `partner` stands for the partner above where a customer reads: its people are told to this partner alone. */
  kind: z
    .enum(['person', 'service_app', 'partner'])
    .describe(
      'A `person`, a `service_app`, or a whole `partner`: to a customer the partner above is told as one entry, with the numbers of its people and service apps. Not always a person: clients that read `email` or `personId` look here first.',
    ),
  how: z
    .enum(['all', 'given', 'tag', 'own', 'grant', 'parent'])
    .describe(
      'How: `all` customers, `given` one by one, by a `tag`, as the customer’s `own` administrator, by a `grant` of the customer for a time, or from the `parent`: the partner above, which this partner lets in. `parent` was added later than the others.',
    ),
  personId: z
    .string()
    .optional()
    .describe(
      'The id of the person (`PEOPLE`), or where `kind` is `service_app` that of the app (`APPLICATION`), which no endpoint of people knows. Left out where `kind` is `partner`.',
    ),
  displayName: z.string(),
  email: z.string().optional().describe('Of a person. No longer always there: service apps and partners have none.'),
  side: z.enum(['partner', 'customer']),
  role: RoleKey.optional().describe('Left out where `kind` is `partner`.'),
  people: z
    .number()
    .int()
    .optional()
    .describe('Where `kind` is `partner`: how many of its people have all customers, and so this one.'),
  serviceApps: z
    .number()
    .int()
    .optional()
    .describe('Where `kind` is `partner`: how many of its service apps have all customers.'),
  /** Left out, with the last sign-in, of the provider's people where a customer reads, and of the partner above. */
  state: AdministratorState.optional(),
  /** In the reader's words. */
  text: z.string(),
  since: Time.optional().describe('Left out where `kind` is `partner`.'),
  givenBy: z.string().optional(),
  /** Of a grant: when it ends. */
  until: Time.optional(),
  lastSignIn: Time.optional(),
})
export type CustomerAccess = z.infer<typeof CustomerAccess>

export const listCustomerAccess = endpoint({
  method: 'GET',
  path: '/v1/customers/:customerId/access',
  summary: 'Everybody and every service app with access to a customer: how, since when and by whom.',
  needs: 'access:read',
  scope: 'spark-admin:people_read',
  params: z.object({ customerId: Id('ORGANIZATION') }),
  reply: ListOf(CustomerAccess),
  transaction: 'own',
  refuses: ['partners.customer_not_found'],
})

export const exportCustomerAccess = endpoint({
  method: 'GET',
  path: '/v1/customers/:customerId/access.csv',
  summary: 'The same as a CSV file.',
  needs: 'access:read',
  scope: 'spark-admin:people_read',
  params: z.object({ customerId: Id('ORGANIZATION') }),
  replyType: 'text/csv',
  transaction: 'own',
  refuses: ['partners.customer_not_found'],
})

export const listManagedOrganizations = endpoint({
  method: 'GET',
  path: '/v1/partner/organizations',
  summary: 'Customers given one by one to a partner administrator.',
  needs: 'identity:read',
  scope: 'spark-admin:organizations_read',
  query: z.object({ managedBy: Person }),
  reply: ListOf(z.object({ orgId: z.string(), role: z.string() })),
  refuses: ['common.forbidden', 'identity.administrator_not_found', 'identity.has_all_customers'],
})

export const listPartnerAdministrators = endpoint({
  method: 'GET',
  path: '/v1/partner/organizations/:orgId/partnerAdmins',
  summary: 'Partner administrators that a customer is given to one by one.',
  needs: 'identity:read',
  scope: 'spark-admin:organizations_read',
  params: z.object({ orgId: Id('ORGANIZATION') }),
  reply: ListOf(
    z.object({
      id: z.string(),
      displayName: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      emails: z.array(z.string()),
      roleInCustomerOrg: z.string(),
    }),
  ),
  refuses: ['common.forbidden', 'partners.customer_not_found'],
})

const refusedAssignments = [
  'partners.customer_not_found',
  'identity.administrator_not_found',
  'identity.has_all_customers',
  'identity.own_rights',
  'identity.fresh_sign_in_needed',
] as const

export const assignPartnerAdministrator = endpoint({
  method: 'POST',
  path: '/v1/partner/organizations/:orgId/partnerAdmin/:personId/assign',
  summary: 'Give a customer to a partner administrator.',
  needs: 'identity:assign_partner',
  scope: 'spark-admin:organizations_write',
  params: z.object({ orgId: Id('ORGANIZATION'), personId: Person }),
  refuses: refusedAssignments,
})

export const unassignPartnerAdministrator = endpoint({
  method: 'DELETE',
  path: '/v1/partner/organizations/:orgId/partnerAdmin/:personId/unassign',
  summary: 'Take a customer from a partner administrator; what a tag gives stays.',
  needs: 'identity:assign_partner',
  scope: 'spark-admin:organizations_write',
  params: z.object({ orgId: Id('ORGANIZATION'), personId: Person }),
  refuses: refusedAssignments,
})

export const revokePartnerAdministrator = endpoint({
  method: 'DELETE',
  path: '/v1/partner/organizations/partnerAdmin/:personId',
  summary: 'Revoke every partner role of a person, and with them all access to the hub and its customers.',
  needs: 'identity:assign_partner',
  scope: 'spark-admin:organizations_write',
  params: z.object({ personId: Person }),
  status: 204,
  refuses: [
    'identity.administrator_not_found',
    'identity.last_administrator',
    'identity.own_rights',
    'identity.fresh_sign_in_needed',
  ],
})

function languageTags() {
  return Object.keys(languages).flatMap((tag) => (isTag(tag) ? [tag] : []))
}

function isTag(tag: string): tag is keyof typeof languages {
  return Object.hasOwn(languages, tag)
}
