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
}

// A text that came so often comes again; texts that are put together differently each time do not.
const often = 3
// Plans that one connection may keep: some 50 kB each, at the server. Beyond, the one that was asked longest ago is given up.
const mostNames = 150
const mostTexts = 1_000

/**
 * For statements of reading requests: to plan them behind row-level security takes as long as to run them. What is asked often gets a
 * name, the same in each connection, and each connection keeps its plan. A pooler that gives the server to another client after each
 * transaction would not know the name there, so only connections that end at the server itself keep plans.
 */
export function keptPlans(): KeptPlans {
  const uses = new Map<string, number>()
  const names = new Map<string, string>()
  const direct = new WeakSet<pg.PoolClient>()
  const prepared = new WeakMap<pg.PoolClient, Set<string>>()

  const nameFor = (client: pg.PoolClient, text: string): string | undefined => {
    if (!direct.has(client)) return undefined
    const name = names.get(text)
    if (name !== undefined || names.size >= mostNames) return name
    const count = (uses.get(text) ?? 0) + 1
    uses.delete(text)
    if (count < often) {
      uses.set(text, count)
      const oldest = uses.keys().next()
      if (uses.size > mostTexts && !oldest.done) uses.delete(oldest.value)
      return undefined
    }
    const given = `kept_${names.size + 1}`
    names.set(text, given)
    return given
  }

  const isOutdated = (client: pg.PoolClient, error: unknown): boolean => {
    if (!isPlanOutdated(error)) return false
    direct.delete(client)
    return true
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
      const name = nameFor(client, text)
      if (name === undefined) return undefined
      const own = `${name}_said`
      const done = prepared.get(client) ?? new Set()
      prepared.set(client, done)
      if (!done.has(own)) {
        await client.query(`prepare ${own} as ${text}`)
        done.add(own)
      }
      return own
    },
    isOutdated,
  }
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
