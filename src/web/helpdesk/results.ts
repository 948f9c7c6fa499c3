import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { SearchAnswer, SearchItem, SearchKind } from '../../api/lookup.ts'
import { search } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { bestFirst } from '../kit/search-order.ts'

const groupOrder: readonly SearchKind[] = ['organization', 'user', 'device', 'order']

/**
 * A letter that comes alone is asked for at once; letters that follow each other faster than this (a roll of the fingers, a scanner)
 * are asked for together, when they rest. Longer would be felt, shorter would ask for what nobody reads.
 */
const restMs = 30

const none: readonly SearchItem[] = []
const noKinds: readonly SearchKind[] = []

export type Found = {
  /** What the shown answer belongs to; it may be one letter behind what is typed. */
  answered: string
  items: readonly SearchItem[]
  hint: SearchAnswer['hint']
  more: boolean
  /** Kinds of which only a part is shown. */
  moreOf: readonly SearchKind[]
  loadMore: () => void
  loadingMore: boolean
  error: Error | null
  pending: boolean
  retry: () => void
}

/** The answer to what is typed. The one before stays until the new one is here, and one that comes late is dropped. */
export function useFound(text: string, organizationId: string | undefined): Found {
  const q = useRested(text.trim())
  const first: string | null = null
  const query = useInfiniteQuery({
    queryKey: ['search', q, organizationId ?? ''],
    initialPageParam: first,
    queryFn: async ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) => {
      const request = { query: { q, max: 24, ...(organizationId ? { organizationId } : {}) } }
      const page =
        pageParam === null
          ? await client.call(search, request, { signal })
          : await client.follow(search, pageParam, { signal })
      return { ...page, answered: q }
    },
    getNextPageParam: ({ next }) => next ?? null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    enabled: q !== '',
  })
  const { data } = query
  const items = useMemo(() => {
    const all = data?.pages.flatMap((page) => page.data.items)
    return all ? inGroups(all, data?.pages[0]?.answered ?? '') : none
  }, [data])
  const [page] = data?.pages ?? []
  return {
    answered: q === '' ? '' : (page?.answered ?? ''),
    items: q === '' ? none : items,
    hint: q === '' ? undefined : page?.data.hint,
    more: query.hasNextPage,
    moreOf: data?.pages.at(-1)?.data.more ?? noKinds,
    loadMore: () => void query.fetchNextPage(),
    loadingMore: query.isFetchingNextPage,
    error: query.error,
    pending: q !== '' && (query.isPending || query.isPlaceholderData || q !== text.trim()),
    retry: () => void query.refetch(),
  }
}

/** The group with the best result first, and so the best result; groups as good as each other keep their places while one types. */
function inGroups(items: readonly SearchItem[], text: string): SearchItem[] {
  return bestFirst(groupOrder, items, text).flatMap((kind) => items.filter((item) => item.kind === kind))
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  const changedAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (text === rested) return
    const now = performance.now()
    const alone = now - changedAt.current >= restMs
    changedAt.current = now
    if (alone) {
      setRested(text)
      return
    }
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text, rested])
  return rested
}
