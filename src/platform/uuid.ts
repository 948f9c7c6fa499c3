import { randomFillSync } from 'node:crypto'

// One call for the random bits of 256 ids: each call costs more than the rest of an id.
const pool = Buffer.alloc(16 * 256)
let used = pool.length

/** A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits; made here since PostgreSQL 15 has none. */
export function uuidv7(at: number = Date.now()): string {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const start = used
  used += 16
  pool.writeUIntBE(at, start, 6)
  pool[start + 6] = ((pool[start + 6] ?? 0) & 0x0f) | 0x70
  pool[start + 8] = ((pool[start + 8] ?? 0) & 0x3f) | 0x80
  const hex = pool.toString('hex', start, start + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
