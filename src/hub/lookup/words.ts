/** Shorter words are not corrected: nearly all of them are one letter from each other. */
export const leastWord = 3
const longestWord = 40
const leastSuffix = 3

/** The words of a normalised name that corrections are looked for among. */
export function wordsOf(normalised: string): string[] {
  return [...new Set(normalised.split(' '))].filter(
    (word) => word.length >= leastWord && word.length <= longestWord && !/^\d+$/.test(word),
  )
}

/** The word itself and every form with one letter left out. Two words one edit apart (swaps included) share one of these. */
export function deletionNeighbours(word: string): string[] {
  const letters = [...word]
  const forms = new Set([word])
  for (let index = 0; index < letters.length; index++) forms.add(letters.toSpliced(index, 1).join(''))
  return [...forms]
}

/** Every end of the word but the word itself: what is typed from its middle is the beginning of one. */
export function suffixes(word: string): string[] {
  const letters = [...word]
  const ends: string[] = []
  for (let index = 1; letters.length - index >= leastSuffix; index++) ends.push(letters.slice(index).join(''))
  return ends
}

export type Variant = { how: 'd' | 's'; variant: string }

/** The rows of `word_variants` for a word. */
export function variantsOf(word: string): Variant[] {
  return [
    ...deletionNeighbours(word).map((variant) => ({ how: 'd' as const, variant })),
    ...suffixes(word).map((variant) => ({ how: 's' as const, variant })),
  ]
}

/** Whether two words differ by one letter left out, added, wrong, or by two neighbours swapped. */
export function isOneEdit(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [[...one], [...other]] : [[...other], [...one]]
  if (long.length - short.length > 1) return false
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  if (start === short.length) return true
  const rest = (letters: string[], from: number) => letters.slice(from).join('')
  if (long.length > short.length) return rest(short, start) === rest(long, start + 1)
  if (rest(short, start + 1) === rest(long, start + 1)) return true
  return (
    short[start] === long[start + 1] &&
    short[start + 1] === long[start] &&
    rest(short, start + 2) === rest(long, start + 2)
  )
}
