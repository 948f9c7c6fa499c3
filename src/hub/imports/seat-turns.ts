import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Offer } from '../packages/index.ts'
import type { Outcome, Overview, RowGroup } from './plan-overview.ts'

/**
 * When a change is written that a plan counts on seats for: first what takes no seat of a package that is short, then what takes one and frees
 * another, then what takes one alone. So no seat is taken before it is free, whatever the file's order.
 */
export const Turn = z.enum(['free', 'swap', 'take'])
export type Turn = z.infer<typeof Turn>

/** Packages of which the changes of a plan take more seats than there are before these changes give some back. */
export function shortOf(offers: readonly Offer[], { groups }: Overview): string[] {
  const count = (outcome: Outcome, what: 'takes' | 'frees', id: string) =>
    groups.reduce((sum, group) => (group.outcome === outcome && group[what].includes(id) ? sum + group.count : sum), 0)
  return offers
    .filter(({ id, kind, sold, limit, used }) => {
      if (!sold || limit === null || kind === 'base' || count('change', 'frees', id) === 0) return false
      return count('change', 'takes', id) > limit - used + count('remove', 'frees', id)
    })
    .map(({ id }) => id)
}

export function turnOf({ outcome, takes, frees }: RowGroup, short: readonly string[]): Turn | null {
  if (outcome !== 'change' || short.length === 0) return null
  if (!takes.some((id) => short.includes(id))) return 'free'
  return frees.some((id) => short.includes(id)) ? 'swap' : 'take'
}

/** The rows of a turn, as a condition: the same that `turnOf` says of their group. */
export function rowsOfTurn(turn: Turn | null, short: readonly string[]): RawBuilder<boolean> {
  if (turn === null) return sql<boolean>`true`
  const takes = sql`coalesce(r.takes && ${short}::text[], false)`
  const frees = sql`coalesce(r.frees && ${short}::text[], false)`
  if (turn === 'free') return sql<boolean>`not ${takes}`
  return turn === 'swap' ? sql<boolean>`${takes} and ${frees}` : sql<boolean>`${takes} and not ${frees}`
}

const order = ['remove', 'change', 'create'] as const

/** What is written only once all before it is: removals, then changes by their turns, then creations. */
export type Stage = { outcome: (typeof order)[number]; turn: Turn | null }

export function byStage(one: Stage, other: Stage): number {
  const place = ({ outcome, turn }: Stage) =>
    order.indexOf(outcome) * 4 + (turn === null ? 0 : Turn.options.indexOf(turn))
  return place(one) - place(other)
}

/** The rows to be written of a plan, cut into what one transaction writes, in the order of writing. */
export type Slice = Stage & { count: number; first: number; last: number }

export function slicesOf({ groups }: Overview, short: readonly string[]): Slice[] {
  const slices = new Map<string, Slice>()
  for (const group of groups) {
    const { outcome, count, first, last } = group
    if (outcome === 'refused' || outcome === 'unchanged') continue
    const turn = turnOf(group, short)
    // Packages may be exchanged in a circle, of which no part has room before the others: it is written whole.
    const name = turn === 'swap' ? turn : `${outcome} ${turn} ${group.slice}`
    const slice = slices.get(name) ?? { outcome, turn, count: 0, first, last }
    slice.count += count
    slice.first = Math.min(slice.first, first)
    slice.last = Math.max(slice.last, last)
    slices.set(name, slice)
  }
  return [...slices.values()].sort((one, other) => byStage(one, other) || one.first - other.first)
}
