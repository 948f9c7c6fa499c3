import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { type Moves, movesOf } from './share-seats.ts'

const Outcome = z.enum(['create', 'change', 'remove', 'unchanged', 'refused'])
export type Outcome = z.infer<typeof Outcome>

/** Rows of one outcome within one slice of the lines that take and free the same. */
export type RowGroup = {
  outcome: Outcome
  slice: number
  takes: string[]
  frees: string[]
  count: number
  first: number
  last: number
}

/** All that is counted of a plan. */
export type Overview = {
  groups: RowGroup[]
  counts: Record<Outcome, number>
  warned: number
  /** Rows that ask for a number, or an extension, that a user of the customer has. */
  numbersHeld: number
  extensionsHeld: number
  /** What the rows that are to be written take and free, by package. */
  moves: Moves
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
  const overview: Omit<Overview, 'moves'> = {
    groups: [],
    counts: { create: 0, change: 0, remove: 0, unchanged: 0, refused: 0 },
    warned: 0,
    numbersHeld: 0,
    extensionsHeld: 0,
  }
  for (const group of groups) {
    const outcome = Outcome.parse(group.outcome)
    overview.counts[outcome] += group.count
    overview.warned += group.warned
    overview.numbersHeld += group.numbers
    overview.extensionsHeld += group.extensions
    const { slice, count, first, last } = group
    const takes = group.takes ?? []
    const frees = group.frees ?? []
    overview.groups.push({ outcome, slice, takes, frees, count, first, last })
  }
  const written = overview.groups.filter(({ outcome }) => outcome !== 'refused' && outcome !== 'unchanged')
  return { ...overview, moves: movesOf(written) }
}
