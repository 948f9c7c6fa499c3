import { Refusal } from '../../platform/errors.ts'

/**
 * One record of the file: its physical line (the heading is line 1) and its text as it stands, of which `cellsOf` makes its cells. It may be a
 * slice of a larger text: copy what is kept for long.
 */
export type CsvRecord = {
  line: number
  text: string
  /** Where the cells had to be read to find the record's end: where one is in quotes. */
  cells?: string[]
}

export type CsvReader = {
  /** Takes the next text and gives the records that it completes. */
  push(text: string): CsvRecord[]
  /** Gives the last record, where the file does not end with a line end. */
  end(): CsvRecord[]
  /** The physical line that the next record begins on, and what of it has been read. */
  next(): { line: number; text: string }
}

// Letters. A record this long is no row of users but most likely a quote that was never closed. Smaller would refuse long notes in quoted cells,
// larger would let one broken file fill the memory. Also asked of a record that came whole: how a file is cut on its way decides nothing.
const longestRecord = 1_000_000

/**
 * Reads RFC 4180 with any one-letter delimiter, LF or CRLF, and any cutting of the text. Blank lines are skipped and
 * counted. A line without a quote is cut by `split`, nearly as fast as the machine can; one with a quote goes letter by
 * letter, strictly: text after a closing quote and a quote left open are refused with `imports.quote_left_open`.
 */
export function csvReader(delimiter: string, firstLine = 1): CsvReader {
  let rest = ''
  let line = firstLine

  function read(text: string, isLast: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    const anyQuote = text.includes('"')
    let at = 0
    while (at < text.length) {
      let stop = text.indexOf('\n', at)
      if (stop < 0) {
        if (!isLast) break
        stop = text.length
      }
      const end = stop > at && text.charCodeAt(stop - 1) === carriageReturn ? stop - 1 : stop
      const physical = text.slice(at, end)
      if (!anyQuote || !physical.includes('"')) {
        if (physical.length > longestRecord) throw tooLong(line)
        if (physical !== '') records.push({ line, text: physical })
        line += 1
        at = stop + 1
        continue
      }
      const quoted = readQuoted(text, at, delimiter, isLast, line)
      if (!quoted) break
      const whole = text.slice(at, quoted.end)
      if (whole.length > longestRecord) throw tooLong(line)
      records.push({ line, text: whole, cells: quoted.cells })
      line += quoted.lines
      at = quoted.end
    }
    rest = at < text.length ? text.slice(at) : ''
    if (rest.length > longestRecord) throw tooLong(line)
    return records
  }

  return {
    push: (text) => read(rest === '' ? text : rest + text, false),
    end: () => (rest === '' ? [] : read(rest, true)),
    next: () => ({ line, text: rest }),
  }
}

function tooLong(line: number): Refusal {
  return new Refusal('imports.row_too_long', { line, limit: longestRecord })
}

/**
 * The cells of a record. To keep its text costs a twentieth of keeping its cells.
 * @param most no more than these first ones are needed.
 */
export function cellsOf({ line, text, cells }: CsvRecord, delimiter: string, most?: number): string[] {
  if (cells) return cells
  return text.includes('"') ? (readQuoted(text, 0, delimiter, true, line)?.cells ?? []) : text.split(delimiter, most)
}

/** Whether a record says nothing: its cells hold nothing but spaces. */
export function isBlankRecord(record: CsvRecord, delimiter: string): boolean {
  // Most begin with a letter.
  const first = record.text.charCodeAt(0)
  if (first > space && first < deleted && first !== quote && first !== delimiter.charCodeAt(0)) return false
  return cellsOf(record, delimiter).every((cell) => cell.trim() === '')
}

const carriageReturn = 13
const space = 32
const deleted = 127
const lineFeed = 10
const quote = 34

/** A record that holds a quote; null where its end is not in the text yet. */
function readQuoted(
  text: string,
  start: number,
  delimiter: string,
  isLast: boolean,
  line: number,
): { cells: string[]; end: number; lines: number } | null {
  const delimiterCode = delimiter.charCodeAt(0)
  const cells: string[] = []
  let at = start
  let lines = 1
  for (;;) {
    let cell: string
    if (text.charCodeAt(at) === quote) {
      cell = ''
      let from = at + 1
      for (;;) {
        const closing = text.indexOf('"', from)
        if (closing < 0 || (closing === text.length - 1 && !isLast)) {
          if (isLast) throw new Refusal('imports.quote_left_open', { line })
          return null
        }
        cell += text.slice(from, closing)
        if (text.charCodeAt(closing + 1) !== quote) {
          at = closing + 1
          break
        }
        cell += '"'
        from = closing + 2
      }
      for (let index = cell.indexOf('\n'); index >= 0; index = cell.indexOf('\n', index + 1)) lines += 1
    } else {
      const from = at
      while (at < text.length && text.charCodeAt(at) !== delimiterCode && text.charCodeAt(at) !== lineFeed) at += 1
      if (at >= text.length && !isLast) return null
      const cut = text.charCodeAt(at) === lineFeed || at >= text.length
      cell = text.slice(from, cut && at > from && text.charCodeAt(at - 1) === carriageReturn ? at - 1 : at)
    }
    cells.push(cell)
    if (text.charCodeAt(at) === delimiterCode) {
      at += 1
      if (at >= text.length) {
        if (!isLast) return null
        cells.push('')
        return { cells, end: at, lines }
      }
      continue
    }
    if (at >= text.length) return isLast ? { cells, end: at, lines } : null
    if (text.charCodeAt(at) === carriageReturn) {
      if (at + 1 >= text.length) return isLast ? { cells, end: at + 1, lines } : null
      at += 1
    }
    if (text.charCodeAt(at) !== lineFeed) throw new Refusal('imports.quote_left_open', { line })
    return { cells, end: at + 1, lines }
  }
}
