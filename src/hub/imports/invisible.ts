import { invisible, invisibleIn, invisibleInName } from '../../api/invisible.ts'

const ends = new RegExp(`^(?:\\s|${invisible.source})+|(?:\\s|${invisible.source})+$`, 'g')
const everywhere = new RegExp(invisible.source, 'g')

// Notes may have lines, and joiners and marks that Persian, Indic and mixed-direction texts are rightly written with.
const rightfulInNotes = /[\t\n\r\u061c\u200c-\u200f]/g

export function hasInvisible(text: string): boolean {
  return invisible.test(text)
}

/** The cell without spaces and invisible characters at its ends. */
export function trimmed(cell: string): string {
  return hasInvisible(cell) ? cell.replace(ends, '') : cell.trim()
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
