import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { DatabaseHandle } from './database.ts'
import type { Log } from './log.ts'

export type RequestLimits = {
  /** Counts one request. The whole seconds to wait where it is one too many; else null. */
  count(key: string): number | null
  /** The whole seconds to wait where the next request would be one too many; else null. Counts nothing. */
  waitOf(key: string): number | null
  /** Hands in what is counted and stops. */
  close(): Promise<void>
}

type Counted = { all: number; own: number }

const flushMilliseconds = 1000

/**
 * Requests in the running minute, of all nodes together. Each node counts at once by itself, and once a second hands in what it counted and
 * learns what the others have: several nodes let pass at most what comes within that second over the limit, and a request waits for
 * no statement. While the database is away each node holds the limit alone.
 */
export function makeRequestLimits(options: { database: DatabaseHandle; perMinute: number; log: Log }): RequestLimits {
  const { database, perMinute, log } = options
  let counts = new Map<string, Counted>()
  let minute = 0
  /** Minutes are the database's: a node whose clock is off counts with the others all the same. */
  let clockOffset = 0
  let timer: NodeJS.Timeout | null = null
  let flushing: Promise<void> = Promise.resolve()

  const now = () => Date.now() + clockOffset
  const roll = () => {
    const current = Math.floor(now() / 60_000)
    if (current === minute) return
    minute = current
    counts = new Map()
  }
  const flush = async () => {
    roll()
    const handed = new Map<string, { counted: Counted; own: number }>()
    for (const [key, counted] of counts) {
      if (counted.own === 0) continue
      handed.set(createHash('sha256').update(key).digest('base64url'), { counted, own: counted.own })
      counted.all += counted.own
      counted.own = 0
    }
    if (handed.size === 0) return
    // A fixed order: two nodes never wait for each other in a circle.
    const hashes = [...handed.keys()].sort()
    const requests = hashes.map((hash) => handed.get(hash)?.own ?? 0)
    try {
      const { rows } = await database.transaction({}, async (tx) => {
        await sql`delete from request_counts where minute < floor(extract(epoch from now()) / 60)::bigint - 1`.execute(
          tx,
        )
        return await sql<{ key_hash: string; requests: number; at: number }>`
          insert into request_counts as kept (minute, key_hash, requests)
          select floor(extract(epoch from now()) / 60)::bigint, * from unnest(${hashes}::text[], ${requests}::int[])
          on conflict (minute, key_hash) do update set requests = kept.requests + excluded.requests
          returning key_hash, requests, (extract(epoch from clock_timestamp()) * 1000)::float8 as at`.execute(tx)
      })
      for (const row of rows) {
        const known = handed.get(row.key_hash)
        if (known) known.counted.all = Math.max(known.counted.all, row.requests)
      }
      const [first] = rows
      if (first) clockOffset = Math.round(first.at - Date.now())
    } catch (error) {
      log.debug({ reason: String(error) }, 'the counts of requests could not be shared')
    }
  }
  const schedule = () => {
    timer ??= setTimeout(() => {
      timer = null
      flushing = flush()
    }, flushMilliseconds).unref()
  }

  const wait = () => Math.max(1, Math.ceil(60 - (now() % 60_000) / 1000))

  return {
    waitOf(key) {
      roll()
      const counted = counts.get(key)
      return counted && counted.all + counted.own >= perMinute ? wait() : null
    },
    count(key) {
      roll()
      const counted = counts.get(key) ?? { all: 0, own: 0 }
      counts.set(key, counted)
      counted.own++
      schedule()
      return counted.all + counted.own > perMinute ? wait() : null
    },
    async close() {
      if (timer) clearTimeout(timer)
      await flushing
      // Else a node that restarts in time would forget what it let pass in its last second.
      await flush()
    },
  }
}
