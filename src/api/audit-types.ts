/** What a subject of an act may be. */
export const subjectKinds = [
  'partner',
  'organization',
  'user',
  'device',
  'order',
  'import',
  'administrator',
  'session',
  'token',
  'service_app',
  'mail',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** Groups of acts, under the names that clients of the public API filter by. */
export const auditCategories = [
  'LOGINS',
  'LOGOUT',
  'SECURITY',
  'USERS',
  'ROLES',
  'TOKENS',
  'PARTNERS',
  'ORG_SETTINGS',
  'ACCESS',
  'HELP_DESK',
  'IMPORTS',
  'MAIL',
  'AUDIT',
] as const
export type AuditCategory = (typeof auditCategories)[number]

type TypeDefinition = {
  category: AuditCategory
  /** What the act is about; none where it is about nothing but the actor. */
  subjects: readonly SubjectKind[]
  /** What the sentence needs of `data` beside actor, subject and organization. */
  values: readonly string[]
}

/**
 * Every act that is recorded. Its sentence stands in the phrases of audit under `sentences.<area>.<act>` and may use {{actor}},
 * {{subject}}, {{organization}} and the values named here.
 */
export const auditTypes = {
  'identity.signed_in': { category: 'LOGINS', subjects: ['administrator'], values: [] },
  'identity.sign_in_failed': { category: 'LOGINS', subjects: ['administrator'], values: [] },
  'identity.token_issued': { category: 'LOGINS', subjects: ['service_app'], values: [] },
  'identity.signed_out': { category: 'LOGOUT', subjects: ['session'], values: [] },
  'identity.session_ended': { category: 'LOGOUT', subjects: ['session'], values: [] },
  'identity.sessions_ended': { category: 'LOGOUT', subjects: ['administrator'], values: [] },
  'identity.all_sessions_ended': { category: 'SECURITY', subjects: ['partner', 'organization'], values: ['count'] },
  'identity.everybodys_sessions_ended': {
    category: 'SECURITY',
    subjects: ['partner'],
    values: ['count', 'organizations'],
  },
  'identity.invited': { category: 'ROLES', subjects: ['administrator'], values: ['role'] },
  'identity.invitation_accepted': { category: 'SECURITY', subjects: ['administrator'], values: [] },
  'identity.administrator_changed': { category: 'ROLES', subjects: ['administrator'], values: [] },
  'identity.role_changed': { category: 'ROLES', subjects: ['administrator'], values: ['from', 'to'] },
  'identity.reach_changed': { category: 'ROLES', subjects: ['administrator'], values: [] },
  'identity.disabled': { category: 'ROLES', subjects: ['administrator'], values: [] },
  'identity.enabled': { category: 'ROLES', subjects: ['administrator'], values: [] },
  'identity.removed': { category: 'ROLES', subjects: ['administrator'], values: [] },
  'identity.partner_roles_revoked': { category: 'ROLES', subjects: ['administrator'], values: [] },
  'identity.password_reset_asked': { category: 'SECURITY', subjects: ['administrator'], values: [] },
  'identity.password_changed': { category: 'SECURITY', subjects: ['administrator'], values: [] },
  'identity.second_factor_on': { category: 'SECURITY', subjects: ['administrator'], values: [] },
  'identity.second_factor_off': { category: 'SECURITY', subjects: ['administrator'], values: [] },
  'identity.recovery_codes_made': { category: 'SECURITY', subjects: ['administrator'], values: [] },
  'identity.profile_changed': { category: 'SECURITY', subjects: ['administrator'], values: [] },
  'identity.policy_changed': { category: 'SECURITY', subjects: ['partner', 'organization'], values: [] },
  'identity.token_made': { category: 'TOKENS', subjects: ['token'], values: [] },
  'identity.token_revoked': { category: 'TOKENS', subjects: ['token'], values: [] },
  'identity.service_app_made': { category: 'TOKENS', subjects: ['service_app'], values: [] },
  'identity.service_app_changed': { category: 'TOKENS', subjects: ['service_app'], values: [] },
  'identity.service_app_secret_renewed': { category: 'TOKENS', subjects: ['service_app'], values: [] },
  'identity.service_app_removed': { category: 'TOKENS', subjects: ['service_app'], values: [] },
  'access.view_opened': { category: 'ACCESS', subjects: ['organization'], values: [] },
  'access.view_ended': { category: 'ACCESS', subjects: ['organization'], values: [] },
  'access.requested': { category: 'ACCESS', subjects: ['organization'], values: [] },
  'access.granted': { category: 'ACCESS', subjects: ['administrator'], values: [] },
  'access.refused': { category: 'ACCESS', subjects: ['administrator'], values: [] },
  'access.lapsed': { category: 'ACCESS', subjects: ['administrator'], values: [] },
  'access.ended': { category: 'ACCESS', subjects: ['administrator'], values: [] },
  'access.expired': { category: 'ACCESS', subjects: ['administrator'], values: [] },
  'access.switch_on': { category: 'ACCESS', subjects: ['organization'], values: [] },
  'access.switch_off': { category: 'ACCESS', subjects: ['organization'], values: [] },
  'partners.created': { category: 'PARTNERS', subjects: ['administrator'], values: [] },
  'partners.launched': { category: 'PARTNERS', subjects: ['organization'], values: [] },
  'partners.tags_changed': { category: 'PARTNERS', subjects: ['organization'], values: [] },
  'partners.restricted_on': { category: 'ORG_SETTINGS', subjects: ['organization'], values: [] },
  'partners.restricted_off': { category: 'ORG_SETTINGS', subjects: ['organization'], values: [] },
  'partners.settings_changed': { category: 'ORG_SETTINGS', subjects: ['organization', 'partner'], values: [] },
  'imports.uploaded': { category: 'IMPORTS', subjects: ['import'], values: ['rows'] },
  'imports.apply_started': { category: 'IMPORTS', subjects: ['import'], values: ['create', 'change', 'remove'] },
  'imports.applied': { category: 'IMPORTS', subjects: ['import'], values: ['create', 'change', 'remove', 'refused'] },
  'imports.failed': { category: 'IMPORTS', subjects: ['import'], values: [] },
  'imports.canceled': { category: 'IMPORTS', subjects: ['import'], values: [] },
  'imports.users_exported': { category: 'IMPORTS', subjects: ['organization'], values: [] },
  'helpdesk.searched': { category: 'HELP_DESK', subjects: [], values: ['kind'] },
  'helpdesk.people_listed': { category: 'HELP_DESK', subjects: [], values: ['count'] },
  'helpdesk.devices_listed': { category: 'HELP_DESK', subjects: [], values: ['count'] },
  'helpdesk.user_opened': { category: 'HELP_DESK', subjects: ['user'], values: [] },
  'helpdesk.customer_opened': { category: 'HELP_DESK', subjects: ['organization'], values: [] },
  'helpdesk.device_opened': { category: 'HELP_DESK', subjects: ['device'], values: [] },
  'helpdesk.preview_shown': { category: 'HELP_DESK', subjects: ['user', 'organization', 'device'], values: [] },
  'mail.resent': { category: 'MAIL', subjects: ['user', 'mail', 'administrator'], values: [] },
  'audit.exported': { category: 'AUDIT', subjects: [], values: ['format'] },
  'audit.retention_changed': { category: 'AUDIT', subjects: ['partner'], values: [] },
  'audit.events_removed': { category: 'AUDIT', subjects: [], values: ['count', 'until'] },
  'audit.checkpoint_made': { category: 'AUDIT', subjects: [], values: ['position'] },
  'audit.chain_broken': { category: 'AUDIT', subjects: [], values: ['position'] },
} as const satisfies Record<string, TypeDefinition>

export type AuditType = keyof typeof auditTypes

export function isAuditType(text: string): text is AuditType {
  return Object.hasOwn(auditTypes, text)
}

/** Told with the customer they concern, and kept from it. The database's fence names them too. */
export const partnersOwnTypes: readonly AuditType[] = ['partners.tags_changed']

/** The types of these categories. */
export function typesOf(categories: readonly string[]): AuditType[] {
  return Object.keys(auditTypes)
    .filter(isAuditType)
    .filter((type) => categories.includes(auditTypes[type].category))
}
