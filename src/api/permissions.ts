/**
 * What may be done, by area. A role is a set of these; an endpoint needs one. Reading and writing are told apart by the last
 * word: whatever is not `read`, `search` or `launch` changes something.
 */
export const permissions = [
  /** Customers in reach and what they bought. */
  'partners:read',
  /** What a partner sets on a customer: tags, restricted administrator mode. */
  'partners:write',
  /** Open a customer's Control Hub by one's own right, without the customer's consent. */
  'partners:launch',
  /** The partner's own settings. */
  'partners:configure',
  'directory:read',
  'packages:read',
  'lookup:search',
  'imports:read',
  'imports:write',
  /** Roles, and who administers what. */
  'identity:read',
  /** Invite, change, disable and remove the partner's own administrators. */
  'identity:assign_partner',
  /** The same for the administrators of a customer. */
  'identity:assign_customer',
  /** Service apps and the tokens of others. */
  'identity:tokens',
  /** The policy for the second factor. */
  'identity:policy',
  /** The ledger of who had access to an organization. */
  'access:read',
  /** A read-only session in a customer that allows it. */
  'access:view',
  /** Ask a customer for temporary access. */
  'access:request',
  /** Grant, refuse and end access to the own organization; the switch for read-only access. */
  'access:decide',
  'audit:read',
  'audit:write',
  'mail:read',
  'mail:write',
] as const

export type Permission = (typeof permissions)[number]

export type Side = 'partner' | 'customer'

type RoleDefinition = {
  side: Side
  name: string
  permissions: readonly Permission[]
  /** Which customers a partner-side role can have: every one, or only those given to the person. */
  reach?: 'any' | 'assigned'
  /** Follows from an act and is given to nobody. */
  derived?: true
}

const reads = [
  'partners:read',
  'directory:read',
  'packages:read',
  'lookup:search',
  'identity:read',
] as const satisfies readonly Permission[]

/** Role keys that existing clients know where the public API names one, with the side they belong to. */
export const roles = {
  'atlas-portal.partner.salesfulladmin': {
    side: 'partner',
    name: 'Partner Full Administrator',
    permissions: [
      ...reads,
      'partners:write',
      'partners:launch',
      'partners:configure',
      'imports:read',
      'imports:write',
      'identity:assign_partner',
      'identity:assign_customer',
      'identity:tokens',
      'identity:policy',
      'access:read',
      'audit:read',
      'audit:write',
      'mail:read',
      'mail:write',
    ],
  },
  'atlas-portal.partner.wholesaleadmin': {
    side: 'partner',
    name: 'Wholesale Administrator',
    permissions: [
      ...reads,
      'partners:write',
      'partners:launch',
      'imports:read',
      'imports:write',
      'access:read',
      'mail:read',
    ],
  },
  'atlas-portal.partner.salesadmin': {
    side: 'partner',
    name: 'Partner Administrator',
    reach: 'assigned',
    permissions: [
      ...reads,
      'partners:write',
      'partners:launch',
      'imports:read',
      'imports:write',
      'identity:assign_customer',
      'access:read',
      'audit:read',
      'mail:read',
    ],
  },
  'atlas-portal.partner.readonlyadmin': {
    side: 'partner',
    name: 'Partner Read-Only Administrator',
    permissions: [...reads, 'partners:launch', 'imports:read', 'access:read', 'audit:read', 'mail:read'],
  },
  'atlas-portal.partner.helpdesk': {
    side: 'partner',
    name: 'Help Desk Administrator',
    permissions: [...reads, 'access:read', 'access:view'],
  },
  'atlas-portal.partner.helpdesk.advanced': {
    side: 'partner',
    name: 'Advanced Help Desk Administrator',
    permissions: [...reads, 'access:read', 'access:view', 'access:request'],
  },
  'atlas-portal.partner.provision_admin': {
    side: 'partner',
    name: 'Provisioning Administrator',
    derived: true,
    permissions: [...reads, 'partners:launch', 'imports:read'],
  },
  id_full_admin: {
    side: 'customer',
    name: 'Full Administrator',
    permissions: [
      ...reads,
      'imports:read',
      'imports:write',
      'identity:assign_customer',
      'identity:tokens',
      'identity:policy',
      'access:read',
      'access:decide',
      'audit:read',
      'mail:read',
    ],
  },
  id_readonly_admin: {
    side: 'customer',
    name: 'Read-Only Administrator',
    permissions: [...reads, 'imports:read', 'access:read', 'audit:read', 'mail:read'],
  },
  id_user_admin: {
    side: 'customer',
    name: 'User Administrator',
    permissions: [...reads, 'imports:read', 'imports:write'],
  },
  id_device_admin: {
    side: 'customer',
    name: 'Device Administrator',
    permissions: [...reads],
  },
  'atlas-portal.support': {
    side: 'customer',
    name: 'Support Administrator',
    permissions: [...reads, 'imports:read', 'access:read'],
  },
} as const satisfies Record<string, RoleDefinition>

export type Role = keyof typeof roles

export const roleKeys = Object.keys(roles).filter(isRole)

/** Under which key of the phrases each stands in the reader's language. */
export const rolePhrases = {
  'atlas-portal.partner.salesfulladmin': 'identity.roles.partnerFullAdministrator',
  'atlas-portal.partner.wholesaleadmin': 'identity.roles.wholesaleAdministrator',
  'atlas-portal.partner.salesadmin': 'identity.roles.partnerAdministrator',
  'atlas-portal.partner.readonlyadmin': 'identity.roles.partnerReadOnlyAdministrator',
  'atlas-portal.partner.helpdesk': 'identity.roles.helpDesk',
  'atlas-portal.partner.helpdesk.advanced': 'identity.roles.helpDeskAdvanced',
  'atlas-portal.partner.provision_admin': 'identity.roles.provisioningAdministrator',
  id_full_admin: 'identity.roles.fullAdministrator',
  id_readonly_admin: 'identity.roles.readOnlyAdministrator',
  id_user_admin: 'identity.roles.userAdministrator',
  id_device_admin: 'identity.roles.deviceAdministrator',
  'atlas-portal.support': 'identity.roles.supportAdministrator',
} as const satisfies Record<Role, string>

/** Those that a person can be given. */
export const assignableRoles = roleKeys.filter((role) => !definition(role).derived)

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text)
}

function definition(role: Role): RoleDefinition {
  return roles[role]
}

/** What these read of people is recorded, page by page. */
export function isHelpDesk(role: string): boolean {
  return role === 'atlas-portal.partner.helpdesk' || role === 'atlas-portal.partner.helpdesk.advanced'
}

export function roleAllows(role: Role, permission: Permission): boolean {
  return definition(role).permissions.includes(permission)
}

/** Whether the role may have every customer; a partner administrator has only those given to the person. */
export function roleMayReachAll(role: Role): boolean {
  return definition(role).side === 'partner' && definition(role).reach !== 'assigned'
}

/** Who, of this side, may do it: for the sentence that says why somebody may not. */
export function rolesThatAllow(permission: Permission, side?: Side): Role[] {
  return assignableRoles.filter(
    (role) => roleAllows(role, permission) && (side === undefined || roles[role].side === side),
  )
}

/** What this role can give: roles of the partner's side and of the customers' side, each by a permission of its own. */
export function rolesGivenBy(role: Role): Role[] {
  return assignableRoles.filter((given) => roleAllows(role, permissionToAssign(roles[given].side)))
}

export function permissionToAssign(side: Side): Permission {
  return side === 'partner' ? 'identity:assign_partner' : 'identity:assign_customer'
}

/** The role of its side that gives all others; one person who holds it always stays. */
export const fullRoles = {
  partner: 'atlas-portal.partner.salesfulladmin',
  customer: 'id_full_admin',
} as const satisfies Record<Side, Role>

/**
 * As whom somebody of the partner acts in a customer that is launched: those who manage customers become its provisioning administrator, and keep
 * what their own role grants. Others stay what they are.
 */
export function roleInCustomer(role: Role): Role {
  return managing.includes(role) ? 'atlas-portal.partner.provision_admin' : role
}

const managing: readonly Role[] = [
  'atlas-portal.partner.salesfulladmin',
  'atlas-portal.partner.wholesaleadmin',
  'atlas-portal.partner.salesadmin',
]

/** Restricted administrator mode takes these from the customer's own administrators, whatever their role. */
export const takenInRestrictedMode: readonly Permission[] = ['imports:write']

/** Whether the partner lets its partner administrators manage users is the partner's setting; these hang on it. */
export const takenFromPartnerAdministrators: readonly Permission[] = ['imports:write']

/** What is the whole partner's is not for a token that was asked for one organization, whatever the role of its app. */
export const takenFromOneOrganization: readonly Permission[] = [
  'identity:assign_partner',
  'identity:tokens',
  'identity:policy',
  'partners:configure',
  'audit:write',
  'mail:write',
]

/**
 * Whoever is in an organization by its consent has none of these, whatever the scope: who decides about the access, who administers the organization, and
 * what outlives the access (accounts, tokens, the rules of signing in) stay with the customer.
 */
export const takenInSession: readonly Permission[] = [
  'access:view',
  'access:request',
  'access:decide',
  'identity:assign_partner',
  'identity:assign_customer',
  'identity:tokens',
  'identity:policy',
]

/** What temporary full access may change of a customer: what its full administrator may, less what stays with the customer and what the mode takes. */
export function changedByFullAccess(restricted: boolean): Permission[] {
  const taken = [...takenInSession, ...(restricted ? takenInRestrictedMode : [])]
  return permissions.filter(
    (permission) => !isReading(permission) && roleAllows('id_full_admin', permission) && !taken.includes(permission),
  )
}

/** Whoever may not give the roles of a side cannot touch people who hold one: taking over an administrator is taking over all. */
export function mayTouchHolder(role: Role, held: Role): boolean {
  return roleAllows(role, permissionToAssign(roles[held].side))
}

/** Nothing changes by it, so that a read-only session may do it. */
export function isReading(permission: Permission): boolean {
  return /:(read|search|launch)$/.test(permission)
}
