import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresDialect,
  type QueryResult,
  Transaction,
} from 'kysely'
import type pg from 'pg'
import { sqlState } from './errors.ts'
import type { Database } from './tables.ts'

/** How the statements of a transaction come to the server. */
export type Way = {
  /** Sends what begins it, with role and reach. */
  begin(): Promise<unknown>
  /** Statements are sent when they are asked, without waiting for the answer to the one before; else one after the other. */
  together: boolean
  /** Nothing is sent behind a beginning that is not answered. */
  waits: boolean
  ask(text: string, values: unknown[]): Promise<pg.QueryResult>
}

const dialect = new PostgresDialect({
  pool: async () => {
    throw new Error('each transaction brings its own connection')
  },
})
/** Makes statements and runs none. */
export const builder = new Kysely<Database>({ dialect })
const driver = new DummyDriver()

/**
 * The work in a transaction of this connection, committed when it returns. Whoever calls takes it back when it throws. A branch of the work that
 * goes on after its end, as the others of a `Promise.all` of which one failed, is refused: behind it the connection is somebody else's.
 */
export async function transact<Result>(
  client: pg.PoolClient,
  way: Way,
  work: (tx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  const lane = openLane(way)
  try {
    const begun = way.begin()
    // Where it fails, what comes behind it fails too, maybe before it is waited for.
    begun.catch(() => {})
    if (way.waits) await begun
    const executor = builder.getExecutor().withConnectionProvider({
      provideConnection: async (use) => await use(lane.connection),
    })
    const tx = new Transaction<Database>({ config: { dialect }, dialect, driver, executor })
    const result = await work(tx).catch(async (error) => {
      // Of a beginning that failed, the statements behind it know only that there is no transaction.
      await begun
      throw lane.causeOf(error)
    })
    await begun
    lane.close()
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw lane.fault() ?? new Error('the transaction had been aborted')
    return result
  } finally {
    lane.close()
  }
}

/**
 * The work with a connection of its own, which is rolled back where it throws, and thrown away where that fails as well.
 * @param options `again`: whether the work can be done once more after this error. `isSpent`: whether the connection is of no more use after it.
 */
export async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
  {
    again = () => false,
    isSpent = () => false,
  }: {
    again?: (client: pg.PoolClient, error: unknown) => boolean
    isSpent?: (client: pg.PoolClient) => boolean
  } = {},
): Promise<Result> {
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
    client.release(broken ?? isSpent(client))
  }
}

function openLane({ together, ask }: Way) {
  let isOpen = true
  let first: unknown
  let before: Promise<unknown> = Promise.resolve()
  const send = async (text: string, values: unknown[]) => {
    if (!isOpen) throw new Error('the transaction is over')
    try {
      return await ask(text, values)
    } catch (error) {
      first ??= error
      throw error
    }
  }
  const inTurn = async (text: string, values: unknown[]) => {
    const turn = before.then(async () => await send(text, values))
    before = turn.catch(() => {})
    return await turn
  }
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { command, rowCount, rows } = await (together ? send : inTurn)(text, [...parameters])
      return { rows, ...(command === 'SELECT' ? {} : { numAffectedRows: BigInt(rowCount ?? 0) }) }
    },
    // biome-ignore lint/correctness/useYield: a cursor would hold up every other statement of its transaction.
    async *streamQuery() {
      throw new Error('nothing is streamed through the query builder')
    },
  }
  return {
    connection,
    close() {
      isOpen = false
    },
    fault: () => first,
    /** Statements that were asked together fail together; of all but the first, the server says only that the transaction is aborted. */
    causeOf: (error: unknown): unknown => (sqlState(error) === '25P02' ? (first ?? error) : error),
  }
}
