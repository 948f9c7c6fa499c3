import type { Keys } from './look-up.ts'
import type { HeldRow } from './plan-batch.ts'

// Rows of one round trip. Fewer make more trips, more hold more memory and let the database wait for its first rows.
const mostRows = 2_000
// Letters of their text. Rows of users fill a tenth of it; without it rows with long notes would bring the whole file into memory.
const mostLetters = 4_000_000

/** Rows that wait until the database is asked about them together. */
export function rowBatch() {
  let rows: HeldRow[] = []
  let keys: Keys[] = []
  let letters = 0
  return {
    add(row: HeldRow, named: Keys): void {
      rows.push(row)
      keys.push(named)
      letters += row.text.length
    },
    isEmpty: () => rows.length === 0,
    isFull: () => rows.length >= mostRows || letters >= mostLetters,
    /** Gives what waits, and begins anew. */
    take(): { rows: HeldRow[]; keys: Keys[] } {
      const taken = { rows, keys }
      rows = []
      keys = []
      letters = 0
      return taken
    },
  }
}
