/** What may be done, by area. A role is a set of these; an endpoint needs one. */
export const permissions = [
  'partners:read',
  'directory:read',
  'packages:read',
  'identity:read',
  'lookup:search',
  'imports:read',
  'imports:write',
  'audit:read',
  'audit:write',
  'mail:read',
  'mail:write',
] as const

export type Permission = (typeof permissions)[number]

/** Role keys that existing clients know, with the side they belong to. */
export const roles = {
  'atlas-portal.partner.salesfulladmin': {
    side: 'partner',
    name: 'Partner Full Administrator',
    permissions: [
      'partners:read',
      'directory:read',
      'packages:read',
      'identity:read',
      'lookup:search',
      'imports:read',
      'imports:write',
      'audit:read',
      'audit:write',
      'mail:read',
      'mail:write',
    ],
  },
  'atlas-portal.partner.helpdesk': {
    side: 'partner',
    name: 'Help Desk Administrator',
    permissions: ['partners:read', 'directory:read', 'packages:read', 'identity:read', 'lookup:search'],
  },
  id_full_admin: {
    side: 'customer',
    name: 'Full Administrator',
    permissions: [
      'partners:read',
      'directory:read',
      'packages:read',
      'identity:read',
      'lookup:search',
      'imports:read',
      'imports:write',
      'audit:read',
    ],
  },
} as const satisfies Record<string, { side: 'partner' | 'customer'; name: string; permissions: readonly Permission[] }>

export type Role = keyof typeof roles

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text)
}

export function roleAllows(role: Role, permission: Permission): boolean {
  const granted: readonly Permission[] = roles[role].permissions
  return granted.includes(permission)
}
