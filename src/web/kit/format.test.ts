import { describe, expect, test } from 'vitest'
import { formatsOf } from './format.ts'

const now = new Date(2026, 10, 22, 9, 30).getTime()
const ago = (language: string, [year, month, day, hour]: readonly [number, number, number, number]) =>
  formatsOf(language).relative(new Date(year, month, day, hour).toISOString(), now)

describe('a relative time', () => {
  test.each([
    [[2026, 10, 22, 9], '30 minutes ago'],
    [[2026, 10, 21, 23], '10 hours ago'],
    [[2026, 10, 21, 8], 'yesterday'],
    // More than a day and less than two, and yet not yesterday.
    [[2026, 10, 20, 23], '2 days ago'],
    [[2026, 10, 10, 9], '12 days ago'],
    [[2026, 9, 25, 9], '4 weeks ago'],
    [[2026, 8, 29, 9], '8 weeks ago'],
    [[2026, 5, 1, 9], '6 months ago'],
    [[2025, 10, 1, 9], '13 months ago'],
    [[2023, 10, 1, 9], '3 years ago'],
    [[2027, 0, 3, 9], 'in 6 weeks'],
    [[2026, 10, 23, 10], 'tomorrow'],
  ] as const)('of %j is %s', (at, words) => expect(ago('en-GB', at)).toBe(words))

  test.each([
    ['nl', '8 weken geleden'],
    ['pt-BR', 'há 8 semanas'],
    ['fi', '8 viikkoa sitten'],
    ['da', 'for 8 uger siden'],
  ])('is counted in %s', (language, words) => expect(ago(language, [2026, 8, 29, 9])).toBe(words))
})
