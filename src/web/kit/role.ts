import { useTranslation } from 'react-i18next'
import { isRole, type Role, roleKeys, roles } from '../../api/permissions.ts'

const phraseKeys = {
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

/** Some answers carry the role's public name instead of its key. */
const byName = new Map<string, Role>(roleKeys.map((role) => [roles[role].name, role]))

/** A role in the reader's language; as the hub names it where it is not one of ours. */
export function useRoleName(): (role: string, fallback?: string) => string {
  const { t } = useTranslation()
  return (role, fallback) => {
    const key = isRole(role) ? role : byName.get(role)
    return key ? t(phraseKeys[key]) : (fallback ?? role)
  }
}
