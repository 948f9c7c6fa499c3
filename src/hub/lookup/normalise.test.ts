import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestTerm, normalise } from './normalise.ts'

const letter = fc.oneof(
  fc.constantFrom(' ', 'a', 'Z', '7', 'ß', 'İ', 'ŉ', 'ŀ', 'Ŀ', 'ſ', 'ĳ', '×', '÷', '-', "'", 'ø', 'Σ'),
  fc.integer({ min: 0xc0, max: 0x17f }).map((code) => String.fromCharCode(code)),
)

test('a name is the same however long the way to it: short cuts for common letters change nothing', () => {
  let latin = 0
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 40 }), (text) => {
      if (/^[À-ÖØ-öø-ľŁ-ſ]+$/.test(text)) latin += 1
      // A sign at the end is no part of the name and no letter of the short cuts.
      expect(normalise(text)).toBe(normalise(`${text} –`))
      expect(normalise(normalise(text))).toBe(normalise(text))
    }),
    { numRuns: 2000 },
  )
  expect(latin).toBeGreaterThan(0)
  for (let code = 0xc0; code < 0x180; code++) {
    const text = `a${String.fromCharCode(code)}b ${String.fromCharCode(code)}`
    expect(normalise(text)).toBe(normalise(`${text} –`))
  }
})

test('names as people write them', () => {
  expect(normalise('Søren Ångström')).toBe('soren angstrom')
  expect(normalise('Łukasz Großmann-Æsir')).toBe('lukasz grossmann aesir')
  expect(normalise('İpek Čapek')).toBe('ipek capek')
  expect(normalise('é'.repeat(500))).toBe('e'.repeat(longestTerm))
})
