import { describe, expect, test } from 'vitest'
import { matchLanguage } from './languages.ts'

describe('the best of our languages for a reader', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fi', 'fi'],
    ['nl-BE,nl;q=0.9,en;q=0.8', 'nl'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['sv,da;q=0.5,en;q=0.4', 'da'],
    ['de', 'en'],
    ['en;q=0.2, fi;q=0.9', 'fi'],
    ['fi;q=0, da', 'da'],
    ['*', 'en'],
  ])('%j is answered in %s', (header, language) => {
    expect(matchLanguage(header)).toBe(language)
  })
})
