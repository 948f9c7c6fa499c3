import { headingKey, isResultHeading, outOfPlaceHeading, resultHeadings } from './columns.ts'

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
    resultHeadings.every((heading, offset) => headingKey(headings[index + offset] ?? '') === headingKey(heading)),
  )
}

/** Where a file of refused rows tells of cells too many or too few; -1 where it does not. */
export function outOfPlacePlace(headings: readonly string[]): number {
  return headings.findIndex((heading) => headingKey(heading) === headingKey(outOfPlaceHeading))
}

export type OwnCells = (cells: readonly string[]) => { own: string[]; outOfPlace: string | null }

/**
 * Makes the reader of the cells of a row that are its own, by the headings of its file. They are one for each of the file's own headings, so that all lines of the file of refused rows are as long; and, of
 * a row with more or fewer, what is to be said of that. Such a row is refused until somebody clears it.
 */
export function ownCellsOf(headings: readonly string[]): OwnCells {
  const isAdded = headings.map(isResultHeading)
  const width = isAdded.filter((added) => !added).length
  const [statusAt, toldAt] = [statusPlace(headings), outOfPlacePlace(headings)]
  return (cells) => {
    const moved = resultsMovedBy(cells, statusAt)
    const told = (cells[toldAt < 0 ? -1 : toldAt + (toldAt > statusAt ? moved : 0)] ?? '').trim()
    const all =
      moved === 0
        ? cells.filter((_, index) => isAdded[index] !== true)
        : cells.toSpliced(
            statusAt + moved,
            resultHeadings.length + (toldAt === statusAt + resultHeadings.length ? 1 : 0),
          )
    const own = all.slice(0, width)
    const surplus = all.slice(width)
    // A spreadsheet program may have filled the row up behind its results.
    const missing = Math.max(width - own.length, -moved)
    while (own.length < width) own.push('')
    if (surplus.length > 0) return { own, outOfPlace: [...(told === '' ? [] : [told]), inOneCell(surplus)].join(',') }
    return { own, outOfPlace: told !== '' ? told : missing > 0 ? `${missing} missing` : null }
  }
}

/** How many cells the row had by what was said of it out of place; what somebody else wrote there stands for one too many. */
export function cellsBy(outOfPlace: string, width: number): number {
  const [, missing] = outOfPlace.match(/^(\d{1,6}) missing$/) ?? []
  if (missing !== undefined) return Math.max(0, width - Number(missing))
  // Every other piece between quotes stands outside of the cells, and what is there parts them.
  const outside = outOfPlace.split('"').filter((_, index) => index % 2 === 0)
  return width + 1 + outside.reduce((sum, piece) => sum + piece.split(',').length - 1, 0)
}

/** Each in quotation marks: never to be taken for a number of missing ones, nor for a formula. */
function inOneCell(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
}
