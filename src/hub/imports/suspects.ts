import { z } from 'zod'
import { placeKey } from '../directory/index.ts'
import { type SingleKind, singleKinds } from './single-keys.ts'

/** What may stand in a file twice. `null`: too much to name. */
export const Suspects = z.record(z.enum(singleKinds), z.array(z.string()).nullable())
export type Suspects = z.infer<typeof Suspects>

export type Watch = {
  /**
   * Takes note of a key as its row goes by.
   * @param place of an extension: it is one person's only within its location.
   */
  see(kind: SingleKind, key: string, place?: string): void
  suspects(): Suspects
}

// 44 bits for each of the three keys of a million rows, of which some ten are then suspected for nothing. The system gives the memory page by
// page as it is touched; less would have more asked about than needs be, and nothing is ever missed.
const mostBytes = 16 * 1024 * 1024
const leastBytes = 64 * 1024
/** A key sets six bits of one block of 512, which is one line of the processor's cache. */
const blockWords = 16
/** Of a place's id, made at random towards its end. */
const placeLetters = 16
/** With more of a kind than this every row is asked about: the list would cost as much as it saves. */
const mostSuspects = 10_000

/**
 * Watches the keys of a file for such as come again, in a fixed amount of memory (a Bloom filter): a key that comes twice is always suspected,
 * one that comes once nearly never.
 * @param fileBytes as the client states them, which need not be true.
 */
export function watchForTwice(fileBytes: number | undefined): Watch {
  let bytes = mostBytes
  while (fileBytes !== undefined && bytes > leastBytes && bytes / 2 >= fileBytes / 10) bytes /= 2
  const words = new Uint32Array(bytes / 4)
  const lastBlock = words.length / blockWords - 1
  const found = { email: new Set<string>(), e164: new Set<string>(), extension: new Set<string>() }

  const set = (first: number, hash: number): number => {
    const index = first + ((hash >>> 5) & (blockWords - 1))
    const bit = 1 << (hash & 31)
    const word = words[index] ?? 0
    words[index] = word | bit
    return word & bit
  }
  return {
    see(kind, key, place = '') {
      let one = kind.length
      let other = 0x41c6ce57
      for (const text of place === '' ? [key] : [key, place]) {
        // Two letters at a time; an odd last one stands alone. The end of a place tells as much as the whole.
        for (
          let index = text === place ? Math.max(0, text.length - placeLetters) : 0;
          index < text.length;
          index += 2
        ) {
          const letters =
            index + 1 < text.length
              ? text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16)
              : text.charCodeAt(index)
          one = Math.imul(one ^ letters, 0x9e3779b1)
          other = Math.imul(other ^ letters, 0x5f356495)
          one ^= one >>> 15
          other ^= other >>> 13
        }
      }
      const block = mixed(one ^ Math.imul(other, 0x85ebca6b))
      const left = mixed(other + Math.imul(one, 0xc2b2ae35))
      const right = mixed(left ^ one)
      const first = (block & lastBlock) * blockWords
      let isNew = set(first, left) === 0
      if (set(first, left >>> 9) === 0) isNew = true
      if (set(first, left >>> 18) === 0) isNew = true
      if (set(first, right) === 0) isNew = true
      if (set(first, right >>> 9) === 0) isNew = true
      if (set(first, right >>> 18) === 0) isNew = true
      // Kept as a copy: the key may be a slice of the file's text.
      if (!isNew && found[kind].size <= mostSuspects)
        found[kind].add(Buffer.from(place === '' ? key : placeKey(place, key)).toString())
    },
    suspects() {
      const listed = (kind: SingleKind) => (found[kind].size > mostSuspects ? null : [...found[kind]])
      return { email: listed('email'), e164: listed('e164'), extension: listed('extension') }
    },
  }
}

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}
