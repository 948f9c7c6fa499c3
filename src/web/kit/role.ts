import { useTranslation } from 'react-i18next'
import { isRole, type Role, roleKeys, rolePhrases, roles } from '../../api/permissions.ts'

/** Some answers carry the role's public name instead of its key. */
const byName = new Map<string, Role>(roleKeys.map((role) => [roles[role].name, role]))

/** A role in the reader's language; as the hub names it where it is not one of ours. */
export function useRoleName(): (role: string, fallback?: string) => string {
  const { t } = useTranslation()
  return (role, fallback) => {
    const key = isRole(role) ? role : byName.get(role)
    return key ? t(rolePhrases[key]) : (fallback ?? role)
  }
}

/** The role of this public name, as sessions carry it. */
export function roleOfName(name: string): Role | undefined {
  return byName.get(name)
}
