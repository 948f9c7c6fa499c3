import { expect, it } from 'vitest'
import { Refusal } from './errors.ts'
import { uploadPlaces } from './upload-places.ts'

const refused = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.values['places'], error.retryAfterSeconds]
    throw error
  }
  return null
}

it('one partner has half of the places, all together a third of the connections; who leaves makes room', () => {
  const places = uploadPlaces(12)
  const first = places.take('a')
  places.take('a')
  expect(refused(() => places.take('a'))).toEqual(['common.uploads_busy', 2, 5])
  places.take('b')
  places.take('b')
  expect(refused(() => places.take('c'))).toEqual(['common.uploads_busy', 4, 5])
  first.leave()
  expect(refused(() => places.take('c'))).toBeNull()
  expect(refused(() => places.take('a'))).toEqual(['common.uploads_busy', 4, 5])
})

it('of the places only those are wanted that would have helped whoever was turned away', () => {
  const places = uploadPlaces(18)
  const own = [places.take('a'), places.take('a'), places.take('a')]
  const others = [places.take('b'), places.take('b')]
  refused(() => places.take('a'))
  expect(own.map((place) => place.isWanted())).toEqual([true, true, true])
  expect(others.map((place) => place.isWanted())).toEqual([false, false])
  others.push(places.take('b'))
  refused(() => places.take('c'))
  expect(others.map((place) => place.isWanted())).toEqual([true, true, true])
})
