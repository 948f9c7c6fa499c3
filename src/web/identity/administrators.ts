import { queryOptions } from '@tanstack/react-query'
import type { AdministratorDetail } from '../../api/identity-administrators.ts'
import { getAdministrator } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'

/** What the address of a list of administrators holds: its filters, and who is open beside it. */
export type AdministratorsSearch = {
  q?: string
  role?: string
  state?: string
  reach?: string
  person?: string
  invite?: true
}

export function administratorQuery(personId: string) {
  return queryOptions({
    queryKey: ['administrator', personId],
    queryFn: async ({ signal }) => (await client.call(getAdministrator, { params: { personId } }, { signal })).data,
  })
}

/** After a change: the person as answered, and everything that shows administrators anew. */
export function remember(person: AdministratorDetail): void {
  queryClient.setQueryData(administratorQuery(person.id).queryKey, person)
  void queryClient.invalidateQueries({ queryKey: ['administrator', person.id, 'why'] })
  forgetLists()
}

export function forgetLists(): void {
  void queryClient.invalidateQueries({ queryKey: ['administrators'] })
  void queryClient.invalidateQueries({ queryKey: ['customer'] })
  void queryClient.invalidateQueries({ queryKey: ['access'] })
}

export const states = ['active', 'invited', 'disabled'] as const

export function isState(text: string): text is (typeof states)[number] {
  return states.some((state) => state === text)
}

/** A reach while it is edited: customers with the names that they are shown by. */
export type DraftReach = {
  kind: 'all' | 'assigned'
  customers: { id: string; name: string }[]
  tags: string[]
  exceptions: { id: string; name: string }[]
}

export function reachOf(draft: DraftReach) {
  return {
    kind: draft.kind,
    customers: draft.kind === 'assigned' ? draft.customers.map(({ id }) => id) : [],
    tags: draft.kind === 'assigned' ? draft.tags : [],
    exceptions: draft.exceptions.map(({ id }) => id),
  }
}
