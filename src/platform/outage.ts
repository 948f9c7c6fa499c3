import type { Log } from './log.ts'

/**
 * Says once that something is away, and once that it is back: while a database starts anew, hundreds of connections and workers meet the same
 * thing, and one line for each hides what else is there to read.
 */
export function makeOutage(log: Log, words: { away: string; back: string }): { met(error: Error): void; over(): void } {
  let times = 0
  return {
    met(error) {
      if (times++ === 0) log.warn({ reason: error.message }, words.away)
    },
    over() {
      if (times === 0) return
      log.info({ times }, words.back)
      times = 0
    },
  }
}
