// What programs bring along unseen: controls, soft hyphen, zero-width and direction marks, separators of lines and paragraphs,
// invisible operators, the byte-order mark. Two names that look alike and differ in one of these are the support's nightmare.
const any =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/

const ends = new RegExp(`^(?:\\s|${any.source})+|(?:\\s|${any.source})+$`, 'g')

// Joiners and marks that Persian, Indic and mixed-direction texts are rightly written with; notes may have lines as well.
const rightful = { name: /[\u061c\u200c-\u200f]/g, note: /[\t\n\r\u061c\u200c-\u200f]/g } as const

export function hasInvisible(text: string): boolean {
  return any.test(text)
}

/** The text without spaces and invisible characters at its ends. */
export function trimmed(cell: string): string {
  return any.test(cell) ? cell.replace(ends, '') : cell.trim()
}

/** The first invisible character inside, as `U+200B`; null where there is none, or only such as texts of this kind are written with. */
export function invisibleIn(text: string, kind?: keyof typeof rightful): string | null {
  if (!any.test(text)) return null
  const found = (kind === undefined ? text : text.replace(rightful[kind], '')).match(any)?.[0]
  return found === undefined ? null : `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The text without any of them. */
export function withoutInvisible(text: string): string {
  return any.test(text) ? text.replace(new RegExp(any.source, 'g'), '') : text
}
