import { useQuery } from '@tanstack/react-query'
import type { Import } from '../../api/imports.ts'
import { listImports } from './calls.ts'
import { client, queryClient } from './client.ts'
import { useMay } from './session.ts'

const key = ['imports', 'running']

/** The newest imports in reach, asked for often while one of them is at work and seldom else. */
export function useRecentImports(): readonly Import[] {
  const may = useMay('imports:read')
  const { data } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await client.call(listImports, { query: { max: 12 } }, { signal })).data.items,
    enabled: may,
    refetchInterval: (query) => (query.state.data?.some(isRunning) ? 2000 : 30_000),
  })
  return data ?? []
}

export function isRunning({ status }: { status: Import['status'] }): boolean {
  return status === 'planning' || status === 'applying'
}

/** To be called after starting one, so that the indicator knows at once. */
export function lookForRunning(): void {
  void queryClient.invalidateQueries({ queryKey: key })
}

/** Between 0 and 1. */
export function shareDone({ progress }: Import): number {
  return progress.total > 0 ? Math.min(1, progress.rows / progress.total) : 0
}
