import type { FieldIssue } from './bad-input.ts'
import { Refusal } from './errors.ts'

/**
 * Refuses the input of a request where a text in it holds half of a surrogate pair: JSON can say such a thing, and no database keeps it.
 * @param where named where it is the input itself.
 */
export function requireWholeTexts(input: unknown, where: 'query' | 'body'): void {
  const bad = findText(input, (text) => !text.isWellFormed())
  if (!bad) return
  // An answer shall not grow with what was sent.
  const field = bad.join('.').slice(0, 200).toWellFormed() || where
  throw new Refusal('common.bad_request', {}, { fields: [{ field, fault: 'half_character', values: { field } }] })
}

/**
 * The field of a refusal that the database's own complaint brought about: a text with a NUL, which it keeps nowhere.
 * @param request `body` as it was parsed. An upload's is none: there it is the request itself, with all that hangs on it.
 */
export function nulOf(request: { query: unknown; body: unknown }): FieldIssue[] {
  for (const [where, input] of [
    ['query', request.query],
    ['body', request.body],
  ] as const) {
    const path = findText(input, (text) => text.includes('\0'))
    if (!path) continue
    const field = path.join('.').slice(0, 200).replaceAll('\0', '').toWellFormed() || where
    return [{ field, fault: 'invisible', values: { field, character: 'U+0000' } }]
  }
  return []
}

const mostNamed = 20

/** Whether the database can keep every text in it. */
export function isKeepable(input: unknown): boolean {
  return findText(input, (text) => text.includes('\0') || !text.isWellFormed()) === null
}

/**
 * Where the first such text stands, by the outermost names on the way, a name of a field being a text too. Without recursion: input may be
 * nested as deep as it likes.
 */
function findText(input: unknown, isBad: (text: string) => boolean): string[] | null {
  type Place = { value: unknown; key: string; within: Place | null; depth: number }
  const waiting: Place[] = [{ value: input, key: '', within: null, depth: 0 }]
  // What was parsed has no circles; whatever else comes here must not be walked for ever.
  const seen = new Set<object>()
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { value, key } = place
    if (isBad(key) || (typeof value === 'string' && isBad(value))) {
      const path: string[] = []
      for (let step = place; step.within; step = step.within) if (step.depth <= mostNamed) path.push(step.key)
      return path.reverse()
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [name, inner] of Object.entries(value))
      waiting.push({ value: inner, key: name, within: place, depth: place.depth + 1 })
  }
  return null
}
