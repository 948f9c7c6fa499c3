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
// Latin letters with marks, each of which is folded by itself; left out are the two signs among them and the two letters with a dot behind.
const plainLatin = /^[A-Za-z0-9À-ÖØ-öø-ľŁ-ſ]+(?: [A-Za-z0-9À-ÖØ-öø-ľŁ-ſ]+)*$/
const marked = /[À-ſ]/g

/** The longest term kept, in characters: a key of an index holds some 2,700 bytes, of which names need few. */
export const longestTerm = 200

/** The beginning of a text, of so many units at most: half of a letter that takes two of them is left out. */
export function beginning(text: string, most: number): string {
  const cut = text.slice(0, most)
  return cut.isWellFormed() ? cut : cut.replace(/[\ud800-\udbff]$/, '').toWellFormed()
}

/**
 * A name as search compares it: marks stripped, letters folded, lower case, apostrophes and invisible joiners gone, every other run of
 * punctuation and space one space. Doing it twice changes nothing.
 */
export function normalise(text: string): string {
  // Most names, and nothing of what follows would change them.
  if (plainAscii.test(text)) return text.toLowerCase().slice(0, longestTerm).trimEnd()
  // Most of the others, a third as long as letter by letter of any script.
  if (plainLatin.test(text)) {
    const letters = text.replace(marked, (letter) => foldedLatin.get(letter) ?? letter)
    return letters.toLowerCase().slice(0, longestTerm).trimEnd()
  }
  return thoroughly(text)
}

/**
 * Names in scripts that are written without spaces: Han, Japanese, Korean (fallen apart into its letters, as `normalise` leaves it). Forms keep
 * first and last name apart; people type them as one.
 */
export function isUnspaced(normalised: string): boolean {
  return /^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff ]+$/.test(normalised)
}

function thoroughly(text: string): string {
  const letters = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(foldable, (letter) => folded[letter] ?? letter)
    // Apostrophes, and what is not seen: a joiner within a word ends no word.
    .replace(/['’ʼ`´\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return beginning(letters, longestTerm).trim()
}

const foldedLatin = new Map(
  Array.from({ length: 0x180 - 0xc0 }, (_, index) => String.fromCharCode(0xc0 + index)).map((letter) => [
    letter,
    thoroughly(letter),
  ]),
)

/** What lists are sorted by: last name first, as people look for people. */
export function sortName(user: { firstName: string; lastName: string; displayName: string }): string {
  const byLast = normalise(`${user.lastName} ${user.firstName}`)
  return byLast === '' ? normalise(user.displayName) : byLast
}
