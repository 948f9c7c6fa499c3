/** One line of RFC 4180, its line end included. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`
}

/**
 * A cell that a spreadsheet program will show and never run: one that begins like a formula gets an apostrophe in front.
 * A plain number with its sign, as a phone number, stays as it is.
 */
export function harmless(cell: string): string {
  return isFormula(cell) ? `'${cell}` : cell
}

/**
 * A cell that a spreadsheet program will take for text and change nothing of: it runs formulas and takes the plus from phone numbers. For files
 * that come back, since there the apostrophe is taken off again.
 */
export function guarded(cell: string): string {
  return mayRun(cell.charCodeAt(0)) ? `'${cell}` : cell
}

/** A cell as it was before `guarded` or `harmless`: without the apostrophe that stands in front of what begins like a formula. */
export function unguarded(cell: string): string {
  return cell.charCodeAt(0) === apostrophe && mayRun(cell.charCodeAt(1)) ? cell.slice(1) : cell
}

/** Whether a spreadsheet program would take the cell for a formula. */
export function isFormula(cell: string): boolean {
  const first = cell.charCodeAt(0)
  return mayRun(first) && !((first === plus || first === minus) && isSignedNumber(cell))
}

/** Whether a spreadsheet program reads on for a formula or a number behind this letter. */
function mayRun(letter: number): boolean {
  switch (letter) {
    case equals:
    case at:
    case tab:
    case carriageReturn:
    case plus:
    case minus:
      return true
    default:
      return false
  }
}

const [equals, at, tab, carriageReturn, plus, minus] = [61, 64, 9, 13, 43, 45]
const apostrophe = 39
// Digits with the separators of phone numbers; a letter, an operator between digits or a reference makes it a formula.
const signedNumber = /^\+[\d ().-]*\d[\d ().]*$|^-\d+([.,]\d+)?$/
// A phone number has 15 digits at most. Without a bound the expression tries each digit of a long row of them as the last.
const longestNumber = 64

function isSignedNumber(cell: string): boolean {
  return cell.length <= longestNumber && signedNumber.test(cell)
}

function csvCell(cell: string, delimiter: string): string {
  const needsQuotes = cell.includes(delimiter) || /["\r\n]/.test(cell)
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell
}
