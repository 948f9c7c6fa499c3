// Letters that do not fall apart into a plain letter and a mark.
const folded: Record<string, string> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ƒ: 'f',
}
const foldable = new RegExp(`[${Object.keys(folded).join('')}]`, 'g')
const plainAscii = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/

/** The longest term kept, in characters: a key of an index holds some 2,700 bytes, of which names need few. */
export const longestTerm = 200

/**
 * A name as search compares it: marks stripped, letters folded, lower case, apostrophes gone, every other run of punctuation
 * and space one space. Doing it twice changes nothing.
 */
export function normalise(text: string): string {
  // Most names, and nothing of what follows would change them.
  if (plainAscii.test(text)) return text.toLowerCase().slice(0, longestTerm).trimEnd()
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(foldable, (letter) => folded[letter] ?? letter)
    .replace(/['’ʼ`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, longestTerm)
    .trim()
}

/** What lists are sorted by: last name first, as people look for people. */
export function sortName(user: { firstName: string; lastName: string; displayName: string }): string {
  const byLast = normalise(`${user.lastName} ${user.firstName}`)
  return byLast === '' ? normalise(user.displayName) : byLast
}
