import { randomFillSync } from 'node:crypto'

// One call for the random bits of 256 ids, and one for their digits: each call costs more than the rest of an id.
const pool = Buffer.alloc(10 * 256)
let digits = ''
let used = 0
let lastTime = Number.NaN
let timeDigits = ''

/** A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits; made here since PostgreSQL 15 has none. */
export function uuidv7(at: number = Date.now()): string {
  if (used >= digits.length) {
    randomFillSync(pool)
    for (let start = 0; start < pool.length; start += 10) {
      pool[start] = ((pool[start] ?? 0) & 0x0f) | 0x70
      pool[start + 2] = ((pool[start + 2] ?? 0) & 0x3f) | 0x80
    }
    digits = pool.toString('hex')
    used = 0
  }
  if (at !== lastTime) {
    const hex = at.toString(16).padStart(12, '0')
    timeDigits = `${hex.slice(0, 8)}-${hex.slice(8)}`
    lastTime = at
  }
  const start = used
  used += 20
  return `${timeDigits}-${digits.slice(start, start + 4)}-${digits.slice(start + 4, start + 8)}-${digits.slice(start + 8, start + 20)}`
}
