import { Refusal } from '../../platform/errors.ts'
import type { Offer } from '../packages/index.ts'
import {
  type ColumnDefinition,
  columns,
  headingKey,
  isResultHeading,
  legacyHeadings,
  outOfPlaceHeading,
  resultHeadings,
} from './columns.ts'
import type { Customer } from './customer.ts'
import { trimmed } from './invisible.ts'
import { type Issue, shown } from './issues.ts'

/** What one column of this file says. */
export type FileColumn =
  | { kind: 'field'; heading: string; definition: ColumnDefinition }
  | { kind: 'offer'; heading: string; offer: Offer }
  | { kind: 'legacy'; heading: string }
  /** Without a heading, as spreadsheets write empty columns: its cells have to be blank. */
  | { kind: 'blank'; heading: '' }

export type Headings = { columns: FileColumn[]; warnings: Issue[] }

/** The delimiter that the heading line was written with: comma or semicolon, whichever stands outside quotes more often. */
export function delimiterOf(headingLine: string): ',' | ';' {
  // Every other piece stands between quotes; a doubled quote is nothing between two pieces.
  const unquoted = headingLine.split('"').filter((_, index) => index % 2 === 0)
  const count = (letter: string) => unquoted.reduce((sum, piece) => sum + piece.split(letter).length - 1, 0)
  return count(';') > count(',') ? ';' : ','
}

const statement = /^"?sep=(.?)"?([,;]*) *$/i

/**
 * What a first line as `sep=;` says, which spreadsheet programs write and understand; null where the line is none. Where it was saved again with
 * other delimiters, those stand behind it. Undefined: it says nothing.
 */
export function statedDelimiter(line: string): { delimiter: ',' | ';' | undefined } | null {
  const [found, stated = '', behind = ''] = line.replace(/\r$/, '').match(statement) ?? []
  if (found === undefined) return null
  const delimiter = behind.charAt(0) || stated
  if (delimiter === ',' || delimiter === ';') return { delimiter }
  if (delimiter === '') return { delimiter: undefined }
  throw new Refusal('imports.other_delimiter', { delimiter: shown(delimiter) || 'TAB' })
}

// Nobody corrects more at once, and the answer shall not grow with the file.
const mostFaults = 50

/** Finds each heading's column, or refuses the file and names the headings that are at fault, in their order, up to `mostFaults`. */
export function readHeadings(cells: readonly string[], customer: Customer): Headings {
  refuseOtherFormats(cells)
  const known = knownHeadings(customer)
  const warnings: Issue[] = []
  const faults: Refusal[] = []
  const seen = new Map<string, string>()
  const readHeading = (cell: string): FileColumn | Refusal => {
    const heading = trimmed(cell)
    if (heading === '') return { kind: 'blank', heading }
    const key = headingKey(heading)
    const bare = key.slice(0, bracketOf(key))
    if (bare.endsWith('(suspended)') || key.endsWith('(suspended)')) {
      return new Refusal('imports.suspended_heading', { heading: shown(heading) })
    }
    const fixed = known.fixed.get(key)
    if (fixed) {
      if (fixed.kind === 'legacy' && !isResultHeading(heading))
        warnings.push(warning('imports.legacy_heading', heading))
      return { ...fixed, heading }
    }
    const offer = known.offers.get(bare)
    if (offer) return otherSubscription(offer, heading, key) ?? { kind: 'offer', heading, offer }
    const renamed = known.former.get(bare)
    if (renamed) {
      warnings.push(warning('imports.renamed_heading', heading, { now: renamed.heading }))
      return otherSubscription(renamed, heading, key) ?? { kind: 'offer', heading, offer: renamed }
    }
    return new Refusal('imports.unknown_heading', { heading: shown(heading) })
  }
  const found: FileColumn[] = []
  for (const cell of cells) {
    const column = readHeading(cell)
    if (column instanceof Refusal) faults.push(column)
    else {
      const twice = column.kind === 'blank' ? null : twiceFault(column, seen)
      if (twice) faults.push(twice)
      found.push(column)
    }
    // A line may have hundreds of thousands of cells; what stands behind is not read, so nothing can be said of it either.
    if (faults.length === mostFaults) break
  }
  if (
    faults.length < mostFaults &&
    !found.some((column) => column.kind === 'field' && column.definition.field === 'email')
  )
    faults.push(new Refusal('imports.no_key_column', { heading: columns[0]?.heading ?? '' }))
  const [first, ...also] = faults
  if (first) throw new Refusal(first.code, first.values, { also })
  return { columns: found, warnings }
}

/** Where the brackets begin that a heading ends with; its end where it has none. */
function bracketOf(key: string): number {
  if (!key.endsWith(']')) return key.length
  // The first one behind the bracket that closes before them.
  const start = key.indexOf('[', key.lastIndexOf(']', key.length - 2) + 1)
  return start < 0 ? key.length : start
}

/** A file that names another subscription was made for another customer, or from another order. */
function otherSubscription(offer: Offer, heading: string, key: string): Refusal | null {
  const named = key.slice(bracketOf(key) + 1, -1)
  if (!named || offer.subscription === null || named === headingKey(offer.subscription)) return null
  return new Refusal('imports.other_subscription', {
    heading: shown(heading),
    package: offer.name,
    subscription: offer.subscription,
  })
}

function warning(code: Issue['code'], heading: string, values: Record<string, string> = {}): Issue {
  return { column: heading, code, severity: 'warning', values: { heading: shown(heading), ...values } }
}

function refuseOtherFormats(cells: readonly string[]): void {
  // Behind the bytes that the file is judged by at first. No heading is kept with it.
  if (cells.some((cell) => cell.includes('\0'))) throw new Refusal('imports.binary_file')
  const [first = ''] = cells
  const looksOther = /^\s*[<{[]/.test(first) || cells.some((cell) => /[\r\t]/.test(cell))
  // A single cell is a table of one column only if it is a heading; else the file is something else.
  const isProse =
    cells.length === 1 && !columns.some((column) => headingKey(column.heading).startsWith(headingKey(first)))
  if (looksOther || isProse) throw new Refusal('imports.not_csv', { line: 1 })
}

/** The fault of a column that is there already, by this heading or by another one. */
function twiceFault(column: FileColumn, seen: Map<string, string>): Refusal | null {
  const key = columnKey(column)
  const other = seen.get(key)
  seen.set(key, column.heading)
  if (other === undefined) return null
  const heading = shown(column.heading)
  return headingKey(other) === headingKey(column.heading)
    ? new Refusal('imports.duplicate_heading', { heading })
    : new Refusal('imports.same_column', { one: shown(other), other: heading })
}

/** What no two columns of a file may be. */
function columnKey(column: FileColumn): string {
  if (column.kind === 'field') return column.definition.field
  return column.kind === 'offer' ? column.offer.id : headingKey(column.heading)
}

type Fixed = { kind: 'field'; definition: ColumnDefinition } | { kind: 'legacy' }

function knownHeadings(customer: Customer) {
  const fixed = new Map<string, Fixed>()
  for (const heading of [...legacyHeadings, ...resultHeadings, outOfPlaceHeading])
    fixed.set(headingKey(heading), { kind: 'legacy' })
  for (const definition of columns) {
    fixed.set(headingKey(definition.heading), { kind: 'field', definition })
    fixed.set(headingKey(definition.heading.replace(' (Required)', '')), { kind: 'field', definition })
  }
  const offers = new Map<string, Offer>()
  const former = new Map<string, Offer>()
  for (const offer of customer.offers.values()) {
    offers.set(headingKey(offer.heading), offer)
    offers.set(headingKey(offer.name), offer)
    for (const heading of offer.formerHeadings) former.set(headingKey(heading), offer)
  }
  return { fixed, offers, former }
}
