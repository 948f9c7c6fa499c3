import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PersonName } from '../../api/invisible.ts'
import { trimmed, unwantedIn, withoutInvisible } from './invisible.ts'

const unseen = fc.constantFrom(
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
    '\u2060',
    '\ufeff',
    '\u00ad',
  ],
  ...['\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u2028', '\u061c'],
)
const spaces = fc.constantFrom(' ', '\u00a0', '\t', '\u3000')
const wrapping = fc.array(fc.oneof(unseen, spaces), { maxLength: 4 }).map((parts) => parts.join(''))
const word = fc.stringMatching(/^[\p{L}\p{N}.@+-]{1,12}$/u)

test('whatever stands unseen around a value is taken off, and nothing of the value', () => {
  fc.assert(
    fc.property(wrapping, word, wrapping, (before, value, after) => {
      expect(trimmed(`${before}${value}${after}`)).toBe(value)
    }),
  )
})

test('whatever stands unseen inside a value is found and named', () => {
  fc.assert(
    fc.property(word, unseen, word, (before, character, after) => {
      const code = `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
      expect(unwantedIn(`${before}${character}${after}`)).toBe(code)
      expect(withoutInvisible(`${before}${character}${after}`)).toBe(`${before}${after}`)
    }),
  )
})

test('a value without any is left as it is, accents, joiners of names and other scripts included', () => {
  fc.assert(
    fc.property(word, (value) => {
      expect([trimmed(value), unwantedIn(value), withoutInvisible(value)]).toEqual([value, null, value])
    }),
  )
  for (const name of ['می\u200cخواهم', 'क्\u200dष', 'Zoë Ångström', '王小明']) {
    expect(trimmed(name)).toBe(name)
    expect(unwantedIn(name, 'name')).toBeNull()
  }
  expect(unwantedIn('Jan\u202enesnaJ', 'name')).toBe('U+202E')
  expect(unwantedIn('Jan\nJansen', 'name')).toBe('U+000A')
  expect(unwantedIn('Jan\nJansen', 'note')).toBeNull()
})

test('a name is judged by one rule, whether its bearer comes by a file or signs in', () => {
  const names: [string, string | null][] = [
    ['علی\u200cرضا', null],
    ['க்\u200cஷ', null],
    ['രാജന്\u200d നായര്\u200d', null],
    ['Ai\u200dno', 'U+200D'],
    ['Aino\u200e Salo', 'U+200E'],
    ['יוסי\u200f כהן', 'U+200F'],
    ['علي\u061c حسن', 'U+061C'],
  ]
  for (const [name, character] of names) {
    expect(unwantedIn(name, 'name'), name).toBe(character)
    expect(PersonName.safeParse(name).success, name).toBe(character === null)
    expect(unwantedIn(name, 'note'), name).toBeNull()
  }
})
