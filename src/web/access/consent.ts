import { queryOptions } from '@tanstack/react-query'
import { getConsent } from '../kit/calls.ts'
import { client } from '../kit/client.ts'

export function consentQuery(customerId: string) {
  return queryOptions({
    queryKey: ['consent', customerId],
    queryFn: async ({ signal }) => (await client.call(getConsent, { params: { customerId } }, { signal })).data,
  })
}
