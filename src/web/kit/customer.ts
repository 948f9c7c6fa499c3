import { queryOptions } from '@tanstack/react-query'
import { getCustomer } from './calls.ts'
import { client } from './client.ts'

/** One customer whole; navigation, overview, Help Desk and imports all show parts of it. */
export function customerQuery(customerId: string) {
  return queryOptions({
    queryKey: ['customer', customerId],
    queryFn: async ({ signal }) => (await client.call(getCustomer, { params: { customerId } }, { signal })).data,
    staleTime: 30_000,
  })
}
