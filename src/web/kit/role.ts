import { useTranslation } from 'react-i18next'

const known = {
  'atlas-portal.partner.salesfulladmin': 'identity.roles.partnerFullAdministrator',
  'atlas-portal.partner.helpdesk': 'identity.roles.helpDesk',
  id_full_admin: 'identity.roles.fullAdministrator',
  // Some answers carry the role's name instead of its key.
  'Partner Full Administrator': 'identity.roles.partnerFullAdministrator',
  'Help Desk Administrator': 'identity.roles.helpDesk',
  'Full Administrator': 'identity.roles.fullAdministrator',
} as const

/** A role in the reader's language; as the hub names it where it is not one of ours. */
export function useRoleName(): (role: string, fallback?: string) => string {
  const { t } = useTranslation()
  return (role, fallback) => (isKnown(role) ? t(known[role]) : (fallback ?? role))
}

function isKnown(role: string): role is keyof typeof known {
  return Object.hasOwn(known, role)
}
