import { expect, it } from 'vitest'
import { nulOf } from './whole-texts.ts'

it('a text is looked for once in each thing, also where things hold one another', () => {
  const body: Record<string, unknown> = { name: 'Anna' }
  body['self'] = body
  expect(nulOf({ query: {}, body })).toEqual([])
  body['note'] = 'a\0b'
  expect(nulOf({ query: {}, body })).toEqual([
    { field: 'note', fault: 'invisible', values: { field: 'note', character: 'U+0000' } },
  ])
})
