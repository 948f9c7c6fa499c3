import type { RawBuilder, Transaction } from 'kysely'
import pg from 'pg'
import { literal } from './access.ts'
import type { Connection } from './database.ts'
import { keptPlans } from './kept-plans.ts'
import type { Database } from './tables.ts'
import { builder, transact, withClient } from './transactions.ts'

export type ReadingLanes = {
  pool: pg.Pool
  /**
   * `setting`: the statements that give the transaction its role and reach. `durable`: what it records of the reading is on the disk before
   * the answer.
   */
  transaction<Result>(
    setting: string,
    work: (tx: Transaction<Database>) => Promise<Result>,
    options?: { durable?: boolean },
  ): Promise<Result>
  /** One statement, whose values are texts, in one journey to the server. */
  read<Row>(setting: string, statement: RawBuilder<Row>): Promise<Row[]>
}

/**
 * The connections of what reads. Statements that are asked together are sent together, without waiting for the answer to the one before,
 * and plans of those asked often are kept: a search is ten statements, and they took as long on the way to the server and back as in it.
 * @param options `role` is that of everything that is asked; null: the login's own. `mostSeconds` is what one statement may take, `name`
 * what the server's lists call the connections.
 */
export function openReadingLanes(
  connection: Connection,
  options: { connections: number; role: string | null; mostSeconds: number; name: string },
): ReadingLanes {
  const pool = new pg.Pool({
    ...connection,
    pipeline: true,
    max: options.connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: options.name,
  })
  const timeout = `statement_timeout = ${Math.round(options.mostSeconds * 1000)}`
  const plans = keptPlans()
  const isDirect = new WeakMap<pg.PoolClient, Promise<boolean>>()
  pool.on('connect', (client) => void isDirect.set(client, meet(client)))
  const meet = async (client: pg.PoolClient): Promise<boolean> => {
    try {
      const found = await plans.meet(client)
      // So that nothing sent behind a BEGIN runs as the owner, should that BEGIN fail. Behind a pooler the role would stay with the server.
      if (found)
        await client.query(options.role === null ? `set ${timeout}` : `set role ${options.role}; set ${timeout}`)
      return found
    } catch {
      return false
    }
  }
  return {
    pool,
    transaction: async (setting, work, { durable = false } = {}) =>
      await withClient(
        pool,
        async (client) => {
          // Before the transaction begins: its rollback would take the role away again.
          const direct = (await isDirect.get(client)) ?? false
          const settings = [
            setting,
            ...(durable ? [] : ['set local synchronous_commit = off']),
            ...(direct ? [] : [`set local ${timeout}`]),
          ].join(';')
          return await transact(
            client,
            {
              together: true,
              waits: !direct,
              // BEGIN is a statement of its own: whatever is wrong with the others, there is a transaction then, and it is aborted.
              begin: async () => {
                holdBack(client)
                return await Promise.all([client.query('begin'), client.query(settings)])
              },
              async ask(text, values) {
                holdBack(client)
                const name = values.length > 0 ? plans.nameFor(client, text) : undefined
                return await client.query({ ...(name === undefined ? {} : { name }), text, values })
              },
            },
            work,
          )
        },
        {
          again: (client, error) => {
            plans.isOutdated(client, error)
            return false
          },
          isSpent: plans.isSpent,
        },
      ),
    read: async <Row>(setting: string, query: RawBuilder<Row>) =>
      await withClient(
        pool,
        async (client) => {
          const { sql: text, parameters } = query.compile(builder)
          const values = parameters.map(asLiteral)
          // What is known of the connection decides whether the plan can be kept.
          const direct = (await isDirect.get(client)) ?? false
          const plan = await plans.prepare(client, text)
          const statement =
            plan === undefined
              ? text.replace(/\$(\d+)/g, (_, place) => values[Number(place) - 1] ?? '')
              : `execute ${plan}${values.length > 0 ? `(${values.join(', ')})` : ''}`
          return rowsBeforeCommit<Row>(
            await client.query(
              ['begin', setting, ...(direct ? [] : [`set local ${timeout}`]), statement, 'commit'].join(';'),
            ),
          )
        },
        { again: plans.isOutdated, isSpent: plans.isSpent },
      ),
  }
}

/**
 * What is sent from now until nothing more can be asked without an answer goes out in one piece: to write to the server and to wake it takes
 * longer than to make the statement, and the driver would do both for each.
 */
function holdBack(client: pg.PoolClient): void {
  // The driver keeps its connection out of the types of a pool's clients.
  if (!('connection' in client && client.connection instanceof pg.Connection)) return
  const { stream } = client.connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function asLiteral(value: unknown): string {
  if (typeof value !== 'string') throw new Error('what is read in one journey takes its values as texts')
  return literal(value)
}

/** Several statements at once answer as a list; the last is COMMIT. */
function rowsBeforeCommit<Row>(results: unknown): Row[] {
  const last = Array.isArray(results)
    ? (results.at(-2) as pg.QueryResult<Row & pg.QueryResultRow> | undefined)
    : undefined
  if (!last) throw new Error('the statement answered nothing')
  return last.rows
}
