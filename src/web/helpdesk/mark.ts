/** A piece of text, marked or not. */
export type Piece = { text: string; marked: boolean }

/**
 * Splits `text` so that what was asked for and found in it is marked: words regardless of case and diacritics, and numbers, MACs and
 * serials regardless of how they are separated. Nothing is marked where only something similar was found.
 */
export function mark(text: string, asked: string): Piece[] {
  // The scheme of an address is typed or pasted with it, and stands nowhere in what is found.
  const query = asked
    .trim()
    .replace(/^(sips?|mailto):/i, '')
    .replace(/^https?:\/\/([^/]*).*$/i, '$1')
  const hits = new Array<boolean>(text.length).fill(false)
  const folded = fold(text)
  for (const word of query.split(/[\s,;]+/)) {
    const wanted = fold(word).letters.join('')
    if (wanted !== '') markAll(folded, wanted, hits)
  }
  const compact = fold(query).letters.filter(isAlphanumeric).join('')
  if (/\d{3}/.test(compact)) {
    const solid = solidOf(folded)
    const national = compact.replace(/^0+/, '')
    if (markAll(solid, compact, hits) === 0 && national.length >= 3) markAll(solid, national, hits)
  }
  return piecesOf(text, hits)
}

/** Folded letters, each with the place in the text that it came from: one letter may fold to two. */
type Folded = { letters: string[]; from: number[] }

const special: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

function fold(text: string): Folded {
  const letters: string[] = []
  const from: number[] = []
  for (let index = 0; index < text.length; index++) {
    // Most letters are plain ones, and normalising each costs more than all the rest of a row.
    const code = text.charCodeAt(index)
    if (code < 128) {
      letters.push((text[index] ?? '').toLowerCase())
      from.push(index)
      continue
    }
    const plain = (text[index] ?? '').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
    for (const letter of plain) {
      for (const one of special[letter] ?? letter) {
        letters.push(one)
        from.push(index)
      }
    }
  }
  return { letters, from }
}

function solidOf({ letters, from }: Folded): Folded {
  const kept = letters
    .map((letter, index) => ({ letter, at: from[index] ?? 0 }))
    .filter(({ letter }) => isAlphanumeric(letter))
  return { letters: kept.map(({ letter }) => letter), from: kept.map(({ at }) => at) }
}

function isAlphanumeric(letter: string): boolean {
  return /[\p{L}\p{N}]/u.test(letter)
}

function markAll({ letters, from }: Folded, wanted: string, hits: boolean[]): number {
  const hay = letters.join('')
  let found = 0
  for (let at = hay.indexOf(wanted); at >= 0; at = hay.indexOf(wanted, at + wanted.length)) {
    const first = from[at] ?? 0
    const last = from[at + wanted.length - 1] ?? first
    hits.fill(true, first, last + 1)
    found++
  }
  return found
}

function piecesOf(text: string, hits: readonly boolean[]): Piece[] {
  const pieces: Piece[] = []
  for (let index = 0; index < text.length; index++) {
    const marked = hits[index] ?? false
    const last = pieces.at(-1)
    if (last?.marked === marked) last.text += text[index]
    else pieces.push({ text: text[index] ?? '', marked })
  }
  return pieces
}
