import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Session } from '../../api/identity.ts'
import type { Permission } from '../../api/permissions.ts'
import { getSession, signOut } from './calls.ts'
import { client, queryClient } from './client.ts'
import { forgetEntered } from './entered.ts'
import { forgetLaunched } from './launched.ts'
import { forgetToken } from './one-time-link.ts'
import { forgetRecent } from './recent.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => (await client.call(getSession, {}, { signal })).data,
  staleTime: 5 * 60_000,
  // Being signed out is an answer here, no event.
  meta: { quiet: true },
})

/** The person who is signed in. Pages below the shell are shown only once this is known. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

/** The same of files that cannot be masked as a page is: in a view there are none, whatever its role may. */
export function useMayHaveFile(permission: Permission): boolean {
  const { permissions, access } = useSession()
  return permissions.includes(permission) && access?.scope !== 'read'
}

/** Where a person begins: the own customer, the search or the customers. */
export function homeOf(session: Session): string {
  if (session.organization) return `/customers/${session.organization.id}`
  return session.permissions.includes('imports:write') ? '/customers' : '/helpdesk'
}

/** The page is loaded anew afterwards, so that nothing of this person stays in memory. */
export async function endSession(): Promise<void> {
  // The person signs out, not the organization that this tab may be in.
  forgetEntered()
  await client.call(signOut)
  forgetRecent()
  forgetLaunched()
  forgetToken()
  queryClient.clear()
  location.assign('/sign-in')
}
