import { z } from 'zod'

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

// Written between letters of these scripts, where they change the shape of a name; anywhere else they only hide in it.
const joined =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Telugu}])[\u200c\u200d](?=\p{L})/gu

/** Part of the name of somebody who signs in: what cannot be seen would let one pass for another. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .superRefine((text, context) => {
    const character = invisibleIn(text.replace(joined, ''))
    if (character !== null)
      context.addIssue({ code: 'custom', message: 'an invisible character', params: { invisible: character } })
  })
