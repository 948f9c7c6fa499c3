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
