import { queryOptions } from '@tanstack/react-query'
import type { Grant, GrantState } from '../../api/access.ts'
import { listGrants } from './calls.ts'
import { client } from './client.ts'
import type { Tone } from './StateDot.tsx'

/** Requests that wait for an answer of the own organization. */
export function pendingQuery(organizationId: string) {
  return queryOptions({
    queryKey: ['grants', 'pending', organizationId],
    queryFn: async ({ signal }) =>
      (await client.call(listGrants, { query: { organizationId, state: 'requested', max: 20 } }, { signal })).data
        .items,
    refetchInterval: 15_000,
  })
}

/** What the person itself asked for, the newest first. */
export const ownGrantsQuery = queryOptions({
  queryKey: ['grants', 'mine'],
  queryFn: async ({ signal }) =>
    (await client.call(listGrants, { query: { mine: 'true', kind: 'temporary', max: 20 } }, { signal })).data.items,
  refetchInterval: 10_000,
})

export const grantStates: readonly GrantState[] = ['requested', 'granted', 'refused', 'lapsed', 'ended', 'expired']

export const grantTones: Record<GrantState, Tone> = {
  requested: 'wait',
  granted: 'good',
  refused: 'bad',
  lapsed: 'off',
  ended: 'off',
  expired: 'off',
}

export function isRunning({ state }: Grant): boolean {
  return state === 'requested' || state === 'granted'
}
