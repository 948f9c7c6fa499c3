import type { Session } from '../../api/identity.ts'
import { permissions } from '../../api/permissions.ts'
import { actingFor } from './behalf.ts'

export type Place = {
  id:
    | 'security'
    | 'helpdesk'
    | 'customers'
    | 'subPartners'
    | 'tasks'
    | 'mail'
    | 'audit'
    | 'overview'
    | 'users'
    | 'imports'
    | 'access'
    | 'administrators'
    | 'people'
    | 'settings'
  to: string
  /** The letter after `g`. */
  key: string
  /** Only the very address is this place, not what lies below it. */
  exact?: true
}

/** Pages of the partner's side that this person may open, in the order of the navigation. */
export function partnerPlaces(session: Session): Place[] {
  if (session.organization) return []
  return [
    ...(session.permissions.includes('lookup:search') ? [{ id: 'helpdesk', to: '/helpdesk', key: 'h' } as const] : []),
    ...(session.permissions.includes('partners:read')
      ? [{ id: 'customers', to: '/customers', key: 'c' } as const]
      : []),
    // From a sub-partner one goes back first.
    ...(session.permissions.includes('partners:launch') && !actingFor()
      ? [{ id: 'subPartners', to: '/sub-partners', key: 'p' } as const]
      : []),
    ...(session.permissions.includes('imports:read') ? [{ id: 'tasks', to: '/tasks', key: 't' } as const] : []),
    ...(session.permissions.includes('mail:read') ? [{ id: 'mail', to: '/mail', key: 'm' } as const] : []),
    ...(session.permissions.includes('audit:read') ? [{ id: 'audit', to: '/audit', key: 'a' } as const] : []),
    ...(session.permissions.includes('identity:tokens') && !actingFor()
      ? [{ id: 'security', to: '/service-apps', key: 'k' } as const]
      : []),
    ...(actingFor()
      ? []
      : [
          { id: 'administrators', to: '/administrators', key: 'd' } as const,
          { id: 'settings', to: '/settings', key: 's' } as const,
        ]),
  ]
}

/** Pages inside one customer. */
export function customerPlaces(session: Session, customerId: string): Place[] {
  const to = `/customers/${customerId}`
  return [
    { id: 'overview', to, key: 'o', exact: true },
    ...(session.permissions.includes('directory:read') ? [{ id: 'users', to: `${to}/users`, key: 'u' } as const] : []),
    ...(session.permissions.includes('imports:read')
      ? [{ id: 'imports', to: `${to}/imports`, key: 'i' } as const]
      : []),
    // Of the own organization: partner-side people come to it by the customer's filter of all mails.
    ...(session.organization && session.permissions.includes('mail:read')
      ? [{ id: 'mail', to: '/mail', key: 'm' } as const]
      : []),
    ...(session.permissions.includes('audit:read') ? [{ id: 'audit', to: `${to}/audit`, key: 'a' } as const] : []),
    ...(session.permissions.includes('access:read')
      ? [
          { id: 'access', to: `${to}/access`, key: 'w' } as const,
          { id: 'settings', to: `${to}/settings`, key: 's' } as const,
        ]
      : []),
    ...(session.permissions.includes('identity:tokens') && !session.access
      ? [{ id: 'security', to: `${to}/service-apps`, key: 'k' } as const]
      : []),
    ...(actingFor() ? [] : [{ id: 'administrators', to: `${to}/administrators`, key: 'r' } as const]),
    ...(session.permissions.includes('access:read') && !actingFor()
      ? [{ id: 'people', to: `${to}/people`, key: 'y' } as const]
      : []),
  ]
}

/** Whether the address is a place that others have and this person has not, so that all on it would be refused. */
export function isOthersPlace(session: Session, path: string, customerId: string | undefined): boolean {
  const { access: _, ...rest } = session
  const everybodys = { ...rest, permissions: [...permissions] }
  const has = (of: Session) =>
    [...partnerPlaces(of), ...(customerId === undefined ? [] : customerPlaces(of, customerId))].some(
      ({ to }) => to === path,
    )
  return has(everybodys) && !has(session)
}
