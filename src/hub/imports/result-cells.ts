import { isResultHeading, resultHeadings } from './columns.ts'

/** What the first of the cells says that are added to a refused row. */
export const refusedStatus = 'refused'

const codes = /^imports\.[a-z_]+(?: imports\.[a-z_]+)*$/

/**
 * How far the cells that tell why a row was refused stand from their headings: further right in a row with cells too many, further left in one
 * with cells too few, also where a spreadsheet program has filled it up since. 0 where they stand right, or are gone.
 */
export function resultsMovedBy(cells: readonly string[], statusAt: number): number {
  if (statusAt < 0 || isResults(cells, statusAt)) return 0
  const at = cells.findIndex((_, index) => isResults(cells, index))
  return at < 0 ? 0 : at - statusAt
}

function isResults(cells: readonly string[], at: number): boolean {
  return cells[at] === refusedStatus && codes.test(cells[at + 1] ?? '')
}

/** Where a file of refused rows has the first of the columns that were added to it; -1 in any other file. */
export function statusPlace(headings: readonly string[]): number {
  return headings.findIndex((_, index) =>
    resultHeadings.every((_heading, offset) => isResultHeading(headings[index + offset] ?? '')),
  )
}

/** The cells of a row that are its own, all of them, however many they are. */
export function ownCells(cells: readonly string[], headings: readonly string[]): string[] {
  const statusAt = statusPlace(headings)
  const moved = resultsMovedBy(cells, statusAt)
  if (moved !== 0) return cells.toSpliced(statusAt + moved, resultHeadings.length)
  return cells.filter((_, index) => !isResultHeading(headings[index] ?? ''))
}
