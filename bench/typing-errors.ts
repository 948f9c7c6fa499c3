export const typingErrors = ['left out', 'doubled', 'wrong', 'swapped'] as const
export type TypingError = (typeof typingErrors)[number]

/** The name with one error in one of its words, never in the first letter of all: that one is seldom missed. */
export function typed(name: string, error: TypingError, seed: number): string {
  const words = name.split(' ')
  const place = seed % words.length
  const letters = [...(words[place] ?? '')]
  const at = 1 + (seed % Math.max(1, letters.length - 2))
  const letter = letters[at] ?? ''
  const changed = {
    'left out': letters.toSpliced(at, 1),
    doubled: letters.toSpliced(at, 0, letter),
    wrong: letters.with(at, letter === 'x' ? 'k' : 'x'),
    swapped: letters.with(at, letters[at + 1] ?? letter).with(Math.min(at + 1, letters.length - 1), letter),
  }[error]
  return words.with(place, changed.join('')).join(' ')
}
