/** A piece of text, marked or not. */
export type Piece = { text: string; marked: boolean }

/**
 * Splits `text` so that what was asked for and found in it is marked: words regardless of case and diacritics, and numbers, MACs and
 * serials regardless of how they are separated. Where only something `similar` was found, the words that were taken for what was typed.
 */
export function mark(text: string, asked: string, similar = false): Piece[] {
  const query = withoutLabel(asked)
  const hits = new Array<boolean>(text.length).fill(false)
  const folded = fold(text)
  for (const word of query.split(/[\s,;]+/)) {
    const wanted = fold(word).letters.join('')
    if (wanted !== '' && markAll(folded, wanted, hits) === 0 && similar) markSimilar(folded, wanted, hits)
  }
  const compact = fold(query).letters.filter(isAlphanumeric).join('')
  if (/\d{3}/.test(compact)) {
    const solid = solidOf(folded)
    const national = compact.replace(/^0+/, '')
    if (markAll(solid, compact, hits) === 0 && national.length >= 3) markAll(solid, national, hits)
  }
  return piecesOf(text, hits)
}

/** Without the scheme or the label that is typed or pasted with a value, and stands nowhere in what is found. */
function withoutLabel(asked: string): string {
  return asked
    .trim()
    .replace(/^.*<([^<>\s]+@[^<>\s]+)>$/, '$1')
    .replace(/^sips?:([^;?]*).*$/i, '$1')
    .replace(/^mailto:/i, '')
    .replace(/^https?:\/\/([^/]*).*$/i, '$1')
    .replace(/^www\./i, '')
    .replace(/^(?:x|#|ext(?:ension|n)?|toestel|tst|ramal|alanumero|alanro|lokal(?:nummer|nr)?)[ .:]*(\d{2,6})$/i, '$1')
    .replace(
      /^(?:s\/?n|serial(?: ?(?:no|number))?|mac(?: ?address)?|e-?mail|phone|sip(?: ?(?:address|uri))?) ?[:#] ?/i,
      '',
    )
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

/** Marks each word that differs by one letter left out, added, wrong, or by two neighbours swapped. */
function markSimilar({ letters, from }: Folded, wanted: string, hits: boolean[]): void {
  for (const { 0: word, index } of letters.join('').matchAll(/[\p{L}\p{N}]+/gu)) {
    if (wanted.length < 3 || !isOneEdit(word, wanted)) continue
    const first = from[index] ?? 0
    const last = from[index + word.length - 1] ?? first
    hits.fill(true, first, last + 1)
  }
}

function isOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1)
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2))
  )
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
