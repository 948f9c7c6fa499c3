import type { importsErrors } from '../../api/imports.ts'

/** What is wrong, or worth knowing, with a row or a file: kept as code and values, spoken in the reader's language. */
export type Issue = {
  /** The heading as the file writes it; left out where the row as a whole is meant. */
  column?: string
  code: keyof typeof importsErrors
  severity: 'error' | 'warning'
  values?: Record<string, string | number>
}

/** An excerpt of a cell for a sentence: short, on one line, without characters that no table can store. */
export function shown(cell: string): string {
  const line = cell.replace(controls, ' ').trim()
  // Cut between characters: jsonb refuses half of a surrogate pair.
  const start = [...line.slice(0, 2 * shownCharacters + 2)].slice(0, shownCharacters).join('').toWellFormed()
  return start.length < line.length ? `${start}…` : start
}

const shownCharacters = 60

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are to be left out
const controls = /[\u0000-\u001f\u007f\u2028\u2029]+/g
