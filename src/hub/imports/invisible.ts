import { invisible, invisibleIn, invisibleInName } from '../../api/invisible.ts'

const everywhere = new RegExp(invisible.source, 'g')

// Notes may have lines, and joiners and marks that Persian, Indic and mixed-direction texts are rightly written with.
const rightfulInNotes = /[\t\n\r\u061c\u200c-\u200f]/g

export function hasInvisible(text: string): boolean {
  return invisible.test(text)
}

/** The cell without spaces and invisible characters at its ends. */
export function trimmed(cell: string): string {
  if (!hasInvisible(cell)) return cell.trim()
  // Letter by letter: a regular expression would have several ways to read the same spaces, and take hours for a long row of them.
  let start = 0
  let end = cell.length
  while (start < end && isUnseen(cell.charAt(start))) start += 1
  while (end > start && isUnseen(cell.charAt(end - 1))) end -= 1
  return cell.slice(start, end)
}

function isUnseen(letter: string): boolean {
  return letter.trim() === '' || hasInvisible(letter)
}

/** The first character inside that a text of this kind has no use for, as `U+200B`; null where there is none. */
export function unwantedIn(text: string, kind?: 'name' | 'note'): string | null {
  if (kind === 'name') return invisibleInName(text)
  return invisibleIn(kind === 'note' ? text.replace(rightfulInNotes, '') : text)
}

/** The text without any of them. */
export function withoutInvisible(text: string): string {
  return hasInvisible(text) ? text.replace(everywhere, '') : text
}
