import { queryOptions } from '@tanstack/react-query'
import { getDevice } from '../kit/calls.ts'
import { client } from '../kit/client.ts'

export function deviceQuery(deviceId: string) {
  return queryOptions({
    queryKey: ['device', deviceId],
    queryFn: async ({ signal }) => (await client.call(getDevice, { params: { deviceId } }, { signal })).data,
    staleTime: 10_000,
  })
}

export function devicePreviewQuery(deviceId: string) {
  return queryOptions({
    queryKey: ['device', deviceId, 'preview'],
    queryFn: async ({ signal }) =>
      (await client.call(getDevice, { params: { deviceId }, query: { preview: 'true' } }, { signal })).data,
    staleTime: 60_000,
  })
}
