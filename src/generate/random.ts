/** Draws that depend on the seed alone: the same seed gives the same draws on every machine. */
export type Random = {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number of at least 0, less than `below`. */
  below(below: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<Item>(list: readonly Item[]): Item
  /** As `pick`, but the front of the list comes up more often: at `skew` 2 its first quarter makes half of the draws. */
  pickSkewed<Item>(list: readonly Item[], skew: number): Item
  pickWeighted<Item extends { weight: number }>(list: readonly Item[]): Item
}

/** Small, fast, and good enough for names; nothing secret may ever be drawn from it. */
export function makeRandom(...seed: readonly (string | number)[]): Random {
  let [a, b, c, d] = spread(seed.join('\u0000'))
  const next = (): number => {
    const sum = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4294967296
  }
  for (let round = 0; round < 12; round++) next()
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, below(list.length)),
    pickSkewed: (list, skew) => at(list, Math.floor(next() ** skew * list.length)),
    pickWeighted(list) {
      let total = 0
      for (const item of list) total += item.weight
      let left = next() * total
      for (const item of list) {
        left -= item.weight
        if (left < 0) return item
      }
      return at(list, list.length - 1)
    },
  }
}

/** The item at a place that is known to exist. */
export function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index]
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`)
  return item
}

export function shuffled<Item>(random: Random, list: readonly Item[]): Item[] {
  const copy = [...list]
  for (let last = copy.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const held = at(copy, last)
    copy[last] = at(copy, other)
    copy[other] = held
  }
  return copy
}

/** A UUID v7 whose time part is `milliseconds` since 1970. */
export function uuidAt(random: Random, milliseconds: number): string {
  const high = Math.floor(milliseconds / 65536)
  const low = milliseconds % 65536
  const first = random.next() * 4294967296
  const second = random.next() * 4294967296
  const third = random.next() * 4294967296
  return `${hex8(high)}-${hex4(low)}-7${hex4(first >>> 16).slice(1)}-${hex4(0x8000 | (first & 0x3fff))}-${hex4(second >>> 16)}${hex8(third >>> 0)}`
}

/**
 * The place of `index` in a fixed shuffle of 0 … size-1, computed without a list: no two indexes share a place, and
 * neighbours land far apart.
 */
export function scattered(index: number, size: number): number {
  if (index < 0 || index >= size) throw new RangeError(`${index} does not lie within ${size}`)
  // The product must stay a whole number: 90 million squared is the last that does.
  if (size > 90_000_000) throw new RangeError(`${size} is too many to scatter`)
  return (index * strideOf(size) + 7919) % size
}

const hexByte = Array.from({ length: 65536 }, (_, value) => value.toString(16).padStart(4, '0'))
const strides = new Map<number, number>()

function hex4(value: number): string {
  return at(hexByte, value & 0xffff)
}

function hex8(value: number): string {
  return hex4(value >>> 16) + hex4(value)
}

/** Near the golden section of the size and without a common factor, so that the walk visits every place once. */
function strideOf(size: number): number {
  const known = strides.get(size)
  if (known !== undefined) return known
  let stride = Math.max(1, Math.floor(size * 0.6180339887))
  while (commonFactor(stride, size) !== 1) stride++
  strides.set(size, stride)
  return stride
}

function commonFactor(left: number, right: number): number {
  let [a, b] = [left, right]
  while (b !== 0) [a, b] = [b, a % b]
  return a
}

function spread(text: string): [number, number, number, number] {
  let hash = 1779033703 ^ text.length
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3432918353)
    hash = (hash << 13) | (hash >>> 19)
  }
  const word = (): number => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
    hash ^= hash >>> 16
    return hash | 0
  }
  return [word(), word(), word(), word()]
}
