import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'

const Outcome = z.enum(['create', 'change', 'remove', 'unchanged', 'refused'])
export type Outcome = z.infer<typeof Outcome>

/** Rows of one outcome within one stretch of lines. */
export type Slice = { outcome: Outcome; count: number; first: number; last: number }

/** All that is counted of a plan. */
export type Overview = {
  /** By outcome, each in the order of its lines. */
  slices: Slice[]
  counts: Record<Outcome, number>
  warned: number
  /** Rows that ask for a number, or an extension, that a user of the customer has. */
  numbersHeld: number
  extensionsHeld: number
  /** What the rows that are to be written take and free, by package. */
  moves: Map<string, { takes: number; frees: number }>
}

/**
 * Counts a plan in one reading: a million rows are read in a second, and this says which of the further questions need not be asked.
 * @param width lines of a slice.
 */
export async function readOverview(context: Context, rows: RawBuilder<boolean>, width: number): Promise<Overview> {
  const { rows: groups } = await sql<{
    outcome: string
    slice: number
    takes: string[] | null
    frees: string[] | null
    count: number
    warned: number
    numbers: number
    extensions: number
    first: number
    last: number
  }>`
    select outcome, line / ${width} as slice, takes, frees, count(*) as count, count(*) filter (where warned) as warned,
      count(number_holder) as numbers, count(extension_holder) as extensions, min(line) as first, max(line) as last
    from import_rows r where ${rows} group by outcome, slice, takes, frees`.execute(context.tx)
  const slices = new Map<string, Slice>()
  const moves: Overview['moves'] = new Map()
  const moveOf = (id: string) => {
    const found = moves.get(id) ?? { takes: 0, frees: 0 }
    moves.set(id, found)
    return found
  }
  const overview: Overview = {
    slices: [],
    counts: { create: 0, change: 0, remove: 0, unchanged: 0, refused: 0 },
    warned: 0,
    numbersHeld: 0,
    extensionsHeld: 0,
    moves,
  }
  for (const group of groups) {
    const outcome = Outcome.parse(group.outcome)
    overview.counts[outcome] += group.count
    overview.warned += group.warned
    overview.numbersHeld += group.numbers
    overview.extensionsHeld += group.extensions
    const name = `${outcome} ${group.slice}`
    const slice = slices.get(name) ?? { outcome, count: 0, first: group.first, last: group.last }
    slice.count += group.count
    slice.first = Math.min(slice.first, group.first)
    slice.last = Math.max(slice.last, group.last)
    slices.set(name, slice)
    if (outcome === 'refused' || outcome === 'unchanged') continue
    for (const id of group.takes ?? []) moveOf(id).takes += group.count
    for (const id of group.frees ?? []) moveOf(id).frees += group.count
  }
  overview.slices = [...slices.values()].sort(
    (one, other) => one.outcome.localeCompare(other.outcome) || one.first - other.first,
  )
  return overview
}
