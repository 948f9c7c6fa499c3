import { readdirSync, readFileSync } from 'node:fs'
import {
  CompiledQuery,
  type Dialect,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type RawBuilder,
  sql,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { literal, reachStatements } from './access.ts'
import { enableCopy } from './copy.ts'
import { isRetryable, sqlState } from './errors.ts'
import { isPlanOutdated, keptPlans } from './kept-plans.ts'
import type { Log } from './log.ts'
import type { Database } from './tables.ts'

// Counts and sizes fit a JavaScript number; without this they would arrive as text.
pg.types.setTypeParser(20, Number)

export type Connection =
  | { connectionString: string }
  | { host: string; port: number; user: string; password?: string; database: string }

/** What a transaction is allowed to reach; unset parts see nothing. */
export type TransactionReach = {
  partnerId?: string | undefined
  side?: 'partner' | 'customer' | undefined
  organizationId?: string | null | undefined
  /** Who acts: its own session is in reach wherever it acts. */
  principalId?: string | undefined
  /** An exact sign-in name, to find its partner by. */
  credential?: string | undefined
}

export type DatabaseHandle = {
  /** Runs the work in a transaction with role and reach, repeated on 40001 and 40P01 unless `once`. */
  transaction<Result>(
    reach: TransactionReach,
    work: (tx: Transaction<Database>) => Promise<Result>,
    options?: { once?: boolean; reads?: boolean },
  ): Promise<Result>
  /** One reading statement with role and reach, in one journey to the server where a transaction takes three. Its values are texts. */
  read<Row>(reach: TransactionReach, statement: RawBuilder<Row>): Promise<Row[]>
  /**
   * The owner's login, outside the fence. Only for: the job queue's own statements, migrations, generating and the demo, the list of
   * partners for what is done for each of them, the removal of audit events that the retention rule lets go, and ANALYZE and VACUUM of
   * listed tables.
   */
  ownerPool: pg.Pool
  /** ANALYZE or VACUUM, by the owner: PostgreSQL 15 skips them with a warning for the application's role. */
  maintain(act: 'analyze' | 'vacuum', table: MaintainedTable): Promise<void>
  /**
   * Removes rows of one partner from the tables where the application's role may delete nothing, by the owner, in one transaction. Which
   * rows, called `gone`, the area says that owns them. @returns how many, by deletion.
   */
  removeRows(partnerId: string, deletions: readonly Deletion[]): Promise<number[]>
  isUp(): Promise<boolean>
  close(): Promise<void>
}

const maintainedTables = [
  'terms',
  'users',
  'numbers',
  'identifiers',
  'package_assignments',
  'import_rows',
  'words',
  'word_variants',
] as const
export type MaintainedTable = (typeof maintainedTables)[number]

const removableFrom = ['audit_events', 'audit_links'] as const
export type Deletion = { from: (typeof removableFrom)[number]; where: RawBuilder<boolean> }

const attempts = 5

export function openDatabase(connection: Connection, options: { connections: number; log: Log }): DatabaseHandle {
  const pool = new pg.Pool({
    ...connection,
    max: options.connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    application_name: 'cordboard',
  })
  const ownerPool = new pg.Pool({
    ...connection,
    max: 6,
    connectionTimeoutMillis: 10_000,
    application_name: 'cordboard-owner',
  })
  const plans = keptPlans()
  pool.on('connect', (client) => {
    enableCopy(client)
    plans.meet(client)
  })
  for (const each of [pool, ownerPool]) {
    // A connection that dies with its server reports here, idle or in use between two statements; the next use opens a new one.
    const lost = (error: Error) => options.log.warn({ reason: error.message }, 'a database connection was lost')
    each.on('error', lost)
    each.on('connect', (client) => void client.on('error', lost))
  }
  const kysely = new Kysely<Database>({ dialect: dialectThatBeginsLater(pool) })
  const reading = new Kysely<Database>({ dialect: dialectThatBeginsLater(plans.through(pool)) })
  const handle: DatabaseHandle = {
    async transaction(reach, work, { once = false, reads = false } = {}) {
      const statements = CompiledQuery.raw(
        `begin; ${reachStatements(reach)}${reads ? '; set local synchronous_commit = off' : ''}`,
      )
      for (let attempt = 1; ; attempt++) {
        try {
          return await (reads ? reading : kysely).transaction().execute(async (tx) => {
            await tx.executeQuery(statements)
            return await work(tx)
          })
        } catch (error) {
          if (once || attempt >= attempts || !(isRetryable(error) || isPlanOutdated(error))) throw error
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
        }
      }
    },
    async read<Row>(reach: TransactionReach, statement: RawBuilder<Row>) {
      const { sql: text, parameters, query, queryId } = statement.compile(reading)
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        const plan = await plans.prepare(client, text)
        if (plan !== undefined) {
          const values = parameters.length > 0 ? `(${parameters.map(asLiteral).join(', ')})` : ''
          const results: unknown = await client.query(
            `begin; ${reachStatements(reach)}; execute ${plan}${values}; commit`,
          )
          return rowsBeforeCommit(results)
        }
      } catch (error) {
        // The statement's own fault leaves the transaction open and aborted.
        await client.query('rollback').catch((reason: Error) => {
          broken = reason
        })
        if (!plans.isOutdated(client, error)) throw error
      } finally {
        client.release(broken)
      }
      const compiled = { sql: text, parameters, query, queryId }
      return await handle.transaction(reach, async (tx) => (await tx.executeQuery<Row>(compiled)).rows, { reads: true })
    },
    ownerPool,
    async maintain(act, table) {
      if (!maintainedTables.includes(table)) throw new Error(`${table} is not maintained`)
      await ownerPool.query(`${act} ${table}`)
    },
    async removeRows(partnerId, deletions) {
      const client = await ownerPool.connect()
      let broken: Error | undefined
      try {
        // Forced row-level security binds an ordinary owner to the reach as well; its own role is what may delete.
        await client.query(`begin; ${reachStatements({ partnerId, side: 'partner' })}; set local role none`)
        const removed: number[] = []
        for (const { from, where } of deletions) {
          if (!removableFrom.includes(from)) throw new Error(`nothing is removed from ${from}`)
          const { sql: text, parameters } =
            sql`delete from ${sql.table(from)} gone where gone.partner_id = ${partnerId}::uuid and (${where})`.compile(
              kysely,
            )
          removed.push((await client.query(text, [...parameters])).rowCount ?? 0)
        }
        await client.query('commit')
        return removed
      } catch (error) {
        await client.query('rollback').catch((reason: Error) => {
          broken = reason
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    async isUp() {
      try {
        await pool.query('select 1')
        return true
      } catch {
        return false
      }
    },
    async close() {
      await Promise.all([kysely.destroy(), ownerPool.end()])
    },
  }
  return handle
}

function asLiteral(value: unknown): string {
  if (typeof value !== 'string') throw new Error('what is read in one journey takes its values as texts')
  return literal(value)
}

/** `transaction` sends BEGIN together with the reach: one journey to the server less at each request. */
function dialectThatBeginsLater(pool: PostgresPool): Dialect {
  const dialect = new PostgresDialect({ pool })
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver() {
      const driver = dialect.createDriver()
      driver.beginTransaction = async () => {}
      return driver
    },
  }
}

/** Several statements at once answer as a list; the last is COMMIT. */
function rowsBeforeCommit<Row>(results: unknown): Row[] {
  const last = Array.isArray(results)
    ? (results.at(-2) as pg.QueryResult<Row & pg.QueryResultRow> | undefined)
    : undefined
  if (!last) throw new Error('the statement answered nothing')
  return last.rows
}

/** The login cannot make the application's role; the statements are for an administrator to run once. */
export class RoleMissing extends Error {
  override name = 'RoleMissing'
}

const roleStatements = [
  'create role cordboard_app login nosuperuser nobypassrls nocreatedb nocreaterole noinherit',
  'grant cordboard_app to current_user',
]
const migrationsFolder = new URL('../../migrations/', import.meta.url)

/**
 * Brings the schema up to date: forward only, statement by statement, each file once and in its own transaction. Several hubs
 * may start at once: the list of migrations is locked meanwhile.
 * @returns the names of the files that were run.
 */
export async function migrate(pool: pg.Pool, log: Log): Promise<string[]> {
  const client = await pool.connect()
  try {
    await requireVersion(client)
    await makeRole(client)
    await client
      .query('create table if not exists migrations (name text primary key, run_at timestamptz not null default now())')
      .catch((error: unknown) => {
        // "if not exists" does not hold for two at once: the other hub made it a moment before.
        if (!['23505', '42P07'].includes(sqlState(error) ?? '')) throw error
      })
    const files = readdirSync(migrationsFolder)
      .filter((name) => name.endsWith('.sql'))
      .sort()
    const run: string[] = []
    for (const name of files) {
      await client.query('begin')
      try {
        await client.query('lock table migrations in exclusive mode')
        const known = await client.query('select 1 from migrations where name = $1', [name])
        if (known.rowCount === 0) {
          for (const statement of splitStatements(readFileSync(new URL(name, migrationsFolder), 'utf8')))
            await client.query(statement)
          await client.query('insert into migrations (name) values ($1)', [name])
          run.push(name)
        }
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    }
    if (run.length > 0) log.info({ migrations: run }, 'the schema was brought up to date')
    return run
  } finally {
    client.release()
  }
}

/** Refuses to go on where the fence would not hold: forced row-level security binds no superuser and no role with bypassrls. */
export async function requireFence(handle: DatabaseHandle): Promise<void> {
  const weak = await handle.transaction({}, async (tx) => {
    const { rows } = await tx.executeQuery<{ role: string; weak: boolean }>(
      CompiledQuery.raw(
        'select rolname as role, rolsuper or rolbypassrls as weak from pg_roles where rolname = current_user',
      ),
    )
    return rows[0]
  })
  if (!weak || weak.weak || weak.role !== 'cordboard_app') {
    throw new Error(
      `The application's role is ${weak?.role ?? 'missing'} and would pass row-level security. Make it: alter role cordboard_app nosuperuser nobypassrls`,
    )
  }
}

/** One statement per item: the migrations hold no functions and no dollar quotes, so a semicolon at a line's end closes one. */
function splitStatements(text: string): string[] {
  return text
    .replace(/^\s*--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement.length > 0)
}

async function requireVersion(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
  const version = Number(rows[0]?.server_version_num ?? 0)
  if (version < 150000)
    throw new Error(`PostgreSQL 15 or newer is needed; the server is ${Math.floor(version / 10000)}.`)
}

async function makeRole(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ member: boolean | null }>(
    `select pg_has_role(current_user, oid, 'member') as member from pg_roles where rolname = 'cordboard_app'`,
  )
  if (rows[0]?.member) return
  try {
    for (const statement of rows.length > 0 ? roleStatements.slice(1) : roleStatements) await client.query(statement)
  } catch (error) {
    // Another hub made it in the meantime (42710, or 23505 in a race).
    if (['42710', '23505'].includes(sqlState(error) ?? '')) return
    if (sqlState(error) === '42501') {
      throw new RoleMissing(
        `The login may not make the application's role. Have an administrator run once:\n  ${roleStatements.join(';\n  ').replace('current_user', '<the login of DATABASE_URL>')};`,
      )
    }
    throw error
  }
}
