import pg from 'pg'
import { sqlState } from './errors.ts'

export type KeptPlans = {
  /** To be called when the pool opens a connection. @returns whether it ends at the server itself, so that plans can be kept on it. */
  meet(client: pg.PoolClient): Promise<boolean>
  /** @returns the name under which the driver is to prepare the text; undefined: it is not asked often enough to be kept. */
  nameFor(client: pg.PoolClient, text: string): string | undefined
  /** Has the text prepared on this connection. @returns its name, for EXECUTE; undefined: it is not asked often enough to be kept. */
  prepare(client: pg.PoolClient, text: string): Promise<string | undefined>
  /** The schema has changed under a plan: this connection keeps none any more. */
  isOutdated(client: pg.PoolClient, error: unknown): boolean
  /** The connection holds so many plans that nobody asks for any more that it is to be closed: its successor keeps what is asked now. */
  isSpent(client: pg.PoolClient): boolean
}

// A text that came so often comes again; texts that are put together differently each time do not.
const often = 3
// Texts whose plans are kept: some 50 kB each, on each connection, at the server. Beyond, the one that was asked longest ago is given up, if that
// is long ago: else texts that all come again, and are one too many, would push each other out for ever.
const mostNames = 150
const longAgo = 3_000
// Of a connection, those given up since among them: to drop them one by one would be a statement more for each request that meets one.
const mostHeld = 2 * mostNames
const mostTexts = 1_000

/**
 * For statements of reading requests: to plan them behind row-level security takes as long as to run them. What is asked often gets a
 * name, the same in each connection, and each connection keeps its plan. A pooler that gives the server to another client after each
 * transaction would not know the name there, so only connections that end at the server itself keep plans.
 */
export function keptPlans(): KeptPlans {
  const uses = new Map<string, number>()
  // Both by when they were asked last.
  const names = new Map<string, { name: string; askedAt: number }>()
  let named = 0
  let asked = 0
  const direct = new WeakSet<pg.PoolClient>()
  const held = new WeakMap<pg.PoolClient, Set<string>>()
  const heldBy = (client: pg.PoolClient) => {
    const own = held.get(client) ?? new Set()
    held.set(client, own)
    return own
  }

  const nameOf = (text: string): string | undefined => {
    asked += 1
    const known = names.get(text)
    if (known) {
      names.delete(text)
      known.askedAt = asked
      names.set(text, known)
      return known.name
    }
    const [oldest] = names.values()
    if (names.size >= mostNames && oldest && asked - oldest.askedAt < longAgo) return undefined
    const count = (uses.get(text) ?? 0) + 1
    uses.delete(text)
    if (count < often) {
      uses.set(text, count)
      dropOldest(uses, mostTexts)
      return undefined
    }
    named += 1
    // Never one that was given before: on some connection it still stands for another text.
    const name = `kept_${named}`
    names.set(text, { name, askedAt: asked })
    dropOldest(names, mostNames)
    return name
  }
  const nameFor = (client: pg.PoolClient, text: string): string | undefined => {
    const name = direct.has(client) ? nameOf(text) : undefined
    if (name !== undefined) heldBy(client).add(name)
    return name
  }

  return {
    async meet(client) {
      // A pooler gives a key of its own when the connection is opened, since the process behind it changes.
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      const isDirect = rows[0]?.pid === processOf(client)
      if (isDirect) direct.add(client)
      return isDirect
    },
    nameFor,
    async prepare(client, text) {
      const name = direct.has(client) ? nameOf(text) : undefined
      if (name === undefined) return undefined
      const own = `${name}_said`
      const done = heldBy(client)
      if (!done.has(own)) {
        await client.query(`prepare ${own} as ${text}`)
        done.add(own)
      }
      return own
    },
    isOutdated(client, error) {
      if (!isPlanOutdated(error)) return false
      direct.delete(client)
      return true
    },
    isSpent: (client) => (held.get(client)?.size ?? 0) >= mostHeld,
  }
}

function dropOldest(texts: Map<string, unknown>, most: number): void {
  const oldest = texts.keys().next()
  if (texts.size > most && !oldest.done) texts.delete(oldest.value)
}

/** PostgreSQL refuses to run a kept plan whose columns have changed: another node has brought the schema up to date. */
export function isPlanOutdated(error: unknown): boolean {
  // The message comes in the server's language; the routine does not.
  return sqlState(error) === '0A000' && error instanceof pg.DatabaseError && error.routine === 'RevalidateCachedQuery'
}

/** The process that the other end named when the connection was opened; the driver keeps it out of its types. */
function processOf(client: pg.PoolClient): number | undefined {
  return 'processID' in client && typeof client.processID === 'number' ? client.processID : undefined
}
