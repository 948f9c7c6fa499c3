import { queryOptions } from '@tanstack/react-query'
import { getUser } from '../kit/calls.ts'
import { client } from '../kit/client.ts'

export function userQuery(userId: string) {
  return queryOptions({
    queryKey: ['user', userId],
    queryFn: async ({ signal }) => (await client.call(getUser, { params: { userId } }, { signal })).data,
    staleTime: 10_000,
  })
}

/** For what is shown beside something else. Kept apart: a page that is opened afterwards has to ask, or nobody would know that it was. */
export function userPreviewQuery(userId: string) {
  return queryOptions({
    queryKey: ['user', userId, 'preview'],
    queryFn: async ({ signal }) =>
      (await client.call(getUser, { params: { userId }, query: { preview: 'true' } }, { signal })).data,
    staleTime: 60_000,
  })
}
