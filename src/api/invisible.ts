import { z } from 'zod'

/**
 * What programs bring along unseen: controls, soft hyphen, zero-width and direction marks, separators of lines and paragraphs, invisible
 * operators, the byte-order mark. Two names that look alike and differ in one of these are the support's nightmare.
 */
export const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/

/** The first invisible character inside, as `U+200B`; null where there is none. */
export function invisibleIn(text: string): string | null {
  const found = text.match(invisible)?.[0]
  return found === undefined ? null : `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The same in somebody's name, where joiners may stand that change the shape of its letters. One rule for all people. */
export function invisibleInName(name: string): string | null {
  return invisible.test(name) ? invisibleIn(name.replace(joined, '')) : null
}

// Written between letters of these scripts, where they change the shape of a name; anywhere else they only hide in it. The Malayalam letters
// that end a syllable may stand at the end of a word.
const joined =
  /(?<=[\p{Script=Arabic}\p{Script=Bengali}\p{Script=Devanagari}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Khmer}\p{Script=Malayalam}\p{Script=Mongolian}\p{Script=Myanmar}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Syriac}\p{Script=Tamil}\p{Script=Telugu}])[\u200c\u200d](?=\p{L})|(?<=\u0d4d)\u200d/gu

/** Part of the name of somebody who signs in: what cannot be seen would let one pass for another. */
export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .superRefine((text, context) => {
    const character = invisibleInName(text)
    if (character !== null)
      context.addIssue({ code: 'custom', message: 'an invisible character', params: { invisible: character } })
  })
