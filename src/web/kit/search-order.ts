import type { SearchItem, SearchKind } from '../../api/lookup.ts'

/** More digits than this are a whole national number, which is the end of one in E.164. */
const longestEnd = 7

/** How well a result fits what was typed, the best first: all of it, its beginning, its last digits, only something similar. */
export function fitOf({ rank, matched }: SearchItem, text: string): number {
  if (rank === 'exact') return 0
  if (rank === 'fuzzy') return 3
  if (matched.kind !== 'phone' && matched.kind !== 'mac') return 1
  const [typed, whole] = [solid(text), solid(matched.term)]
  return whole.startsWith(typed.replace(/^0+/, '')) || typed.length > longestEnd ? 1 : 2
}

/** Kinds in the order of their best result; those that fit equally well in the given one, so that little moves while one types. */
export function bestFirst<Kind extends SearchKind>(
  kinds: readonly Kind[],
  items: readonly SearchItem[],
  text: string,
): Kind[] {
  const best = new Map<SearchKind, number>()
  for (const item of items) best.set(item.kind, Math.min(best.get(item.kind) ?? 4, fitOf(item, text)))
  return kinds.toSorted((one, other) => (best.get(one) ?? 4) - (best.get(other) ?? 4))
}

function solid(text: string): string {
  return text.toLowerCase().replace(/[^0-9a-z]/g, '')
}
