import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

export type Page<Row> = { data: { items: Row[] }; next?: string }

export type Pages<Row> = {
  rows: readonly Row[] | undefined
  error: Error | null
  /** Rows of an earlier question are still shown while the new ones load. */
  stale: boolean
  more: boolean
  loadingMore: boolean
  loadMore: () => void
  retry: () => void
}

/** A keyset-paged list: `first` asks for its beginning, `follow` for the address that the page before gave. */
export function usePages<Row>(
  key: readonly unknown[],
  load: {
    first: (signal: AbortSignal) => Promise<Page<Row>>
    follow: (next: string, signal: AbortSignal) => Promise<Page<Row>>
  },
  options: { refetchInterval?: number | false; enabled?: boolean } = {},
): Pages<Row> {
  const first: string | null = null
  const query = useInfiniteQuery({
    queryKey: key,
    initialPageParam: first,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      pageParam === null ? load.first(signal) : load.follow(pageParam, signal),
    getNextPageParam: (page: Page<Row>) => page.next ?? null,
    placeholderData: keepPreviousData,
    ...options,
  })
  return {
    rows: query.data?.pages.flatMap((page) => page.data.items),
    error: query.error,
    stale: query.isPlaceholderData,
    more: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  }
}
