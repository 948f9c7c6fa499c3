import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresDialect,
  type QueryResult,
  type RawBuilder,
  Transaction,
} from 'kysely'
import pg from 'pg'
import { literal } from './access.ts'
import type { Connection } from './database.ts'
import { keptPlans } from './kept-plans.ts'
import type { Database } from './tables.ts'

export type ReadingLanes = {
  pool: pg.Pool
  /** `setting`: the statements that give the transaction its role and reach. */
  transaction<Result>(setting: string, work: (tx: Transaction<Database>) => Promise<Result>): Promise<Result>
  /** One statement, whose values are texts, in one journey to the server. */
  read<Row>(setting: string, statement: RawBuilder<Row>): Promise<Row[]>
}

/**
 * The connections of what reads. Statements that are asked together are sent together, without waiting for the answer to the one before,
 * and plans of those asked often are kept: a search is ten statements, and they took as long on the way to the server and back as in it.
 */
export function openReadingLanes(
  connection: Connection,
  options: { connections: number /** null: the login's own. */; role: string | null },
): ReadingLanes {
  const pool = new pg.Pool({
    ...connection,
    pipeline: true,
    max: options.connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: 'cordboard-reading',
  })
  const plans = keptPlans()
  const dialect = new PostgresDialect({ pool })
  const builder = new Kysely<Database>({ dialect })
  const driver = new DummyDriver()

  const isDirect = new WeakMap<pg.PoolClient, Promise<boolean>>()
  pool.on('connect', (client) => void isDirect.set(client, meet(client)))
  const meet = async (client: pg.PoolClient): Promise<boolean> => {
    try {
      const found = await plans.meet(client)
      // So that nothing sent behind a BEGIN runs as the owner, should that BEGIN fail. Behind a pooler the role would stay with the server.
      if (found && options.role !== null) await client.query(`set role ${options.role}`)
      return found
    } catch {
      return false
    }
  }

  /** @param again whether the work can be done once more after this error. */
  const withClient = async <Result>(
    work: (client: pg.PoolClient) => Promise<Result>,
    again: (client: pg.PoolClient, error: unknown) => boolean,
  ): Promise<Result> => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      for (;;) {
        try {
          return await work(client)
        } catch (error) {
          await client.query('rollback').catch((reason: Error) => {
            broken = reason
          })
          if (!again(client, error) || broken) throw error
        }
      }
    } finally {
      // The pool throws away what could not be brought back to a clean state.
      client.release(broken)
    }
  }

  return {
    pool,
    transaction: async (setting, work) =>
      await withClient(
        async (client) => {
          const lane = openLane(client, plans.nameFor)
          try {
            // A statement of its own: whatever is wrong with the others, there is a transaction then, and it is aborted.
            const begun = Promise.all([
              client.query('begin'),
              client.query([setting, 'set local synchronous_commit = off'].join(';')),
            ])
            // Where it fails, what comes behind it fails too, maybe before it is waited for.
            begun.catch(() => {})
            if (!(await isDirect.get(client))) await begun
            const executor = builder.getExecutor().withConnectionProvider({
              provideConnection: async (use) => await use(lane.connection),
            })
            const tx = new Transaction<Database>({ config: { dialect }, dialect, driver, executor })
            // Of a BEGIN that failed, the statements behind it know only that there is no transaction.
            const result = await work(tx).catch(async (error) => {
              await begun
              throw error
            })
            await begun
            lane.close()
            const { command } = await client.query('commit')
            if (command !== 'COMMIT') throw new Error('the transaction had been aborted by a statement that failed')
            return result
          } finally {
            lane.close()
          }
        },
        (client, error) => {
          plans.isOutdated(client, error)
          return false
        },
      ),
    read: async <Row>(setting: string, query: RawBuilder<Row>) =>
      await withClient(
        async (client) => {
          const { sql: text, parameters } = query.compile(builder)
          const values = parameters.map(asLiteral)
          // What is known of the connection decides whether the plan can be kept.
          await isDirect.get(client)
          const plan = await plans.prepare(client, text)
          const statement =
            plan === undefined
              ? text.replace(/\$(\d+)/g, (_, place) => values[Number(place) - 1] ?? '')
              : `execute ${plan}${values.length > 0 ? `(${values.join(', ')})` : ''}`
          return rowsBeforeCommit<Row>(await client.query(['begin', setting, statement, 'commit'].join(';')))
        },
        (client, error) => plans.isOutdated(client, error),
      ),
  }
}

/** The connection as the query builder sees it, for one transaction: what a branch of the work still asks after its end goes nowhere. */
function openLane(
  client: pg.PoolClient,
  nameFor: (client: pg.PoolClient, text: string) => string | undefined,
): { connection: DatabaseConnection; close(): void } {
  let isOpen = true
  return {
    connection: {
      async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
        if (!isOpen) throw new Error('the transaction is over')
        const name = parameters.length > 0 ? nameFor(client, text) : undefined
        const { command, rowCount, rows } = await client.query<Row & pg.QueryResultRow>({
          ...(name === undefined ? {} : { name }),
          text,
          values: [...parameters],
        })
        return { rows, ...(command === 'SELECT' ? {} : { numAffectedRows: BigInt(rowCount ?? 0) }) }
      },
      // biome-ignore lint/correctness/useYield: there are no cursors where other statements are on their way.
      async *streamQuery() {
        throw new Error('what reads is not streamed')
      },
    },
    close() {
      isOpen = false
    },
  }
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
