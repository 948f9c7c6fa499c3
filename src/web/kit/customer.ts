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

/** For what is shown beside something else. Kept apart: a page that is opened afterwards has to ask, or nobody would know that it was. */
export function customerPreviewQuery(customerId: string) {
  return queryOptions({
    queryKey: ['customer', customerId, 'preview'],
    queryFn: async ({ signal }) =>
      (await client.call(getCustomer, { params: { customerId }, query: { preview: 'true' } }, { signal })).data,
    staleTime: 60_000,
  })
}
