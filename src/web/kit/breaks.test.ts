import { expect, test } from 'vitest'
import { placesToBreak } from './breaks.ts'

test('an address breaks after its sign and before dots, and is whole again put together', () => {
  for (const [address, parts] of [
    ['ana.lind@plover-hotels.example', ['ana', '.lind@', 'plover-hotels', '.example']],
    ['sip:1001@a.example', ['sip:1001@', 'a', '.example']],
    ['.odd@@', ['.odd@', '@']],
    ['word', ['word']],
  ] as const) {
    expect(placesToBreak(address)).toEqual(parts)
    expect(placesToBreak(address).join('')).toBe(address)
  }
})
