import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linesWithoutSeat, type SeatGroup } from './share-seats.ts'

const group = (takes: string, frees: string, ...lines: (number | number[])[]): SeatGroup => ({
  takes: takes.split('').filter((id) => id !== '-'),
  frees: frees.split('').filter((id) => id !== '-'),
  lines: lines.flat(),
})
const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index)
const refusedOf = (room: Record<string, number>, ...groups: SeatGroup[]) =>
  Object.fromEntries(linesWithoutSeat(new Map(Object.entries(room)), groups))

describe('rows that find no seat', () => {
  test('are none where all find one, also in a circle of full packages', () => {
    expect(refusedOf({ a: 0, b: 0, c: 0 }, group('a', 'b', 2), group('b', 'c', 3), group('c', 'a', 4))).toEqual({})
  })

  test('are the last by line among those that give back the same', () => {
    expect(refusedOf({ a: 3 }, group('a', '-', 2, 5, 6), group('ax', '-', 3, 4), group('a', 'x', 7))).toEqual({
      a: [5, 6, 7],
    })
  })

  test('leave an exchange of full packages alone, wherever in the file the one too many stands', () => {
    for (const line of [2, 1000, 2000])
      expect(
        refusedOf(
          { a: 0, b: 0 },
          group('a', 'b', from(3, 400)),
          group('b', 'a', from(1001, 400)),
          group('a', '-', line),
        ),
      ).toEqual({ a: [line] })
  })

  test('are those that take the fewest others with them', () => {
    // Whoever goes from b leaves the next one without; whoever comes from c, which has room, nobody.
    const rows = [group('a', 'b', 9), group('b', '-', 3), group('a', 'c', 2), group('c', '-', 4)]
    expect(refusedOf({ a: 1, b: 0, c: 1 }, ...rows)).toEqual({ a: [2] })
    expect(refusedOf({ a: 1, b: 1, c: 0 }, ...rows)).toEqual({ a: [9] })
  })

  test('are told of the package that has none for them', () => {
    expect(refusedOf({ a: 0, b: 0, c: 0 }, group('a', 'b', 2), group('b', 'c', 3), group('c', '-', 4))).toEqual({
      a: [2],
      b: [3],
      c: [4],
    })
    // The second package is full; the first has a seat that only somebody in both could take.
    expect(refusedOf({ a: 1, b: 0 }, group('ab', '-', 9))).toEqual({ b: [9] })
  })

  test('are taken back where others left room for them after all', () => {
    // Of the first package the last line goes; then, for want of the second, the other one that takes the first.
    const rows = [group('a', '-', 9), group('ab', '-', 2)]
    expect(refusedOf({ a: 1, b: 1 }, ...rows)).toEqual({ a: [9] })
    expect(refusedOf({ a: 1, b: 0 }, ...rows)).toEqual({ a: [2] })
  })

  test('are found among a million at once', () => {
    const refused = refusedOf(
      { a: 0, b: 0 },
      group('a', 'b', from(500_000, 250_000)),
      group('b', 'a', from(750_000, 250_000)),
      group('a', '-', from(2, 250_000)),
    )
    expect(refused['a']).toEqual(from(2, 250_000))
    expect(Object.keys(refused)).toEqual(['a'])
  })

  test('are found without holding up the process where eight full packages are exchanged in every way, with an add-on', () => {
    // Equal rows are put back together: a fraction of a second. Row by row it takes many seconds, in which the hub answers nobody.
    let seed = 4711
    const below = (end: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return Math.floor((seed / 2 ** 32) * end)
    }
    const rows = from(2, 20_000).map((line) => {
      const to = below(8)
      const before = below(50) === 0 ? [] : [String((to + 1 + below(7)) % 8)]
      return { takes: [String(to), ...(below(2) === 0 ? ['x'] : [])], frees: before, lines: [line] }
    })
    const grouped = Map.groupBy(rows, ({ takes, frees }) => JSON.stringify([takes, frees]))
    const groups = [...grouped.values()].flatMap(([first, ...more]) =>
      first ? [{ ...first, lines: [first, ...more].flatMap(({ lines }) => lines) }] : [],
    )
    expect(groups).toHaveLength(128)
    const room = new Map([...from(0, 8).map((id) => [String(id), 0] as const), ['x', 0] as const])
    let told = new Map<string, number[]>()
    const work = () => {
      told = linesWithoutSeat(room, groups)
    }
    runInNewContext('work()', { work }, { timeout: 2000 })
    const refused = new Set([...told.values()].flat())
    const kept = rows.filter(({ lines }) => lines.every((line) => !refused.has(line)))
    // About half take the add-on, of which there is none, and leave others without a seat.
    expect(kept.length).toBeGreaterThan(8000)
    const takers = (id: string) => kept.filter(({ takes }) => takes.includes(id)).length
    const givers = (id: string) => kept.filter(({ frees }) => frees.includes(id)).length
    const left = new Map([...room].map(([id, seats]) => [id, seats - takers(id) + givers(id)]))
    for (const seats of left.values()) expect(seats).toBeGreaterThanOrEqual(0)
    const full = [...left.keys()].filter((id) => left.get(id) === 0)
    for (const { takes, lines } of rows)
      if (refused.has(lines[0] ?? 0) && !takes.some((id) => full.includes(id)))
        throw new Error(`line ${lines[0]} would have found a seat`)
  })

  test('are found where nearly each row is of its own kind, without a search that has no end', () => {
    let seed = 4711
    const below = (end: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return Math.floor((seed / 2 ** 32) * end)
    }
    const names = from(0, 20).map(String)
    const rows = from(2, 3000).map((line) => {
      const some = [...new Set([below(20), below(20), below(20), below(20)])].map(String)
      return { takes: some.slice(0, 2), frees: line % 10 === 0 ? [] : some.slice(2), lines: [line] }
    })
    const room = new Map(names.map((id) => [id, 0] as const))
    let told = new Map<string, number[]>()
    const work = () => {
      told = linesWithoutSeat(room, rows)
    }
    runInNewContext('work()', { work }, { timeout: 5000 })
    const refused = new Set([...told.values()].flat())
    const kept = rows.filter(({ lines }) => lines.every((line) => !refused.has(line)))
    expect(fits(room, kept)).toBe(true)
    expect(kept.length).toBeGreaterThan(1000)
    // Also where the search was ended, a row is told of a package that has no seat.
    for (const id of told.keys()) {
      const takers = kept.filter(({ takes }) => takes.includes(id)).length
      expect(takers - kept.filter(({ frees }) => frees.includes(id)).length).toBe(0)
    }
  })
})

type Row = { takes: string[]; frees: string[] }
const ids = ['a', 'b', 'c', 'd']

/** Rows of a small file, each by itself, and the free seats; `most` packages that a row takes or frees. */
const files = (most: number) => {
  const some = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: most })
  const row = fc.tuple(some, some).map(
    ([takes, given]): Row => ({
      takes,
      frees: given.filter((id) => !takes.includes(id)),
    }),
  )
  return fc.record({
    rows: fc.array(row, { minLength: 2, maxLength: 9 }),
    room: fc.tuple(...ids.map((id) => fc.tuple(fc.constant(id), fc.nat(2)))).map((entries) => new Map(entries)),
  })
}

function fits(room: Map<string, number>, rows: readonly Row[]): boolean {
  return [...room].every(([id, seats]) => {
    const taken = rows.filter(({ takes }) => takes.includes(id)).length
    return taken <= seats + rows.filter(({ frees }) => frees.includes(id)).length
  })
}

/** Which rows are refused, by their index; equal ones are given as one group. */
function refusedIn(room: Map<string, number>, rows: readonly Row[]): Set<number> {
  const groups = new Map<string, { takes: string[]; frees: string[]; lines: number[] }>()
  rows.forEach(({ takes, frees }, index) => {
    const key = JSON.stringify([takes, frees])
    const found = groups.get(key) ?? { takes, frees, lines: [] }
    found.lines.push(index)
    groups.set(key, found)
  })
  const told = linesWithoutSeat(room, [...groups.values()])
  for (const [id, lines] of told) for (const line of lines) expect(rows[line]?.takes).toContain(id)
  const refused = [...told.values()].flat()
  expect(new Set(refused).size).toBe(refused.length)
  return new Set(refused)
}

function subsets(size: number): number[][] {
  return Array.from({ length: 2 ** size }, (_, bits) => from(0, size).filter((index) => (bits >> index) & 1))
}

describe('whatever the file and the seats', () => {
  test('no package gets more than it has, no refused row fits beside the others, and equals are refused from the end', () => {
    let seen = 0
    fc.assert(
      fc.property(files(3), ({ rows, room }) => {
        const refused = refusedIn(room, rows)
        const kept = rows.filter((_, index) => !refused.has(index))
        expect(fits(room, kept)).toBe(true)
        const same = (one: Row | undefined, other: Row | undefined) =>
          JSON.stringify([one?.takes.toSorted(), one?.frees.toSorted()]) ===
          JSON.stringify([other?.takes.toSorted(), other?.frees.toSorted()])
        for (const index of refused) {
          seen += 1
          expect(fits(room, [...kept, ...rows.slice(index, index + 1)])).toBe(false)
          for (let later = index + 1; later < rows.length; later++)
            if (same(rows[index], rows[later])) expect(refused.has(later)).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
    expect(seen).toBeGreaterThan(200)
  })

  test('of rows that move one seat each none is refused that could stay, not even in a circle, and hardly ever would another choice refuse fewer', () => {
    let [judged, fewest] = [0, 0]
    for (const { rows, room } of fc.sample(files(1), { numRuns: 500, seed: 4711 })) {
      const refused = refusedIn(room, rows)
      if (refused.size === 0) continue
      judged += 1
      let least = rows.length
      for (const some of subsets(rows.length)) {
        if (
          !fits(
            room,
            rows.filter((_, index) => !some.includes(index)),
          )
        )
          continue
        least = Math.min(least, some.length)
        // Nothing that was refused could have stayed beside all that stays.
        expect(some.length >= refused.size || some.some((index) => !refused.has(index))).toBe(true)
      }
      if (refused.size === least) fewest += 1
    }
    expect(judged).toBeGreaterThan(100)
    expect(fewest / judged).toBeGreaterThan(0.98)
  })
})
