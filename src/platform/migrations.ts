import { readdirSync, readFileSync } from 'node:fs'
import { CompiledQuery } from 'kysely'
import type pg from 'pg'
import type { DatabaseHandle } from './database.ts'
import { sqlState } from './errors.ts'
import type { Log } from './log.ts'

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
    for (const name of files) if (await runMigration(client, name, log)) run.push(name)
    if (run.length > 0) log.info({ migrations: run }, 'the schema was brought up to date')
    return run
  } finally {
    client.release()
  }
}

// A change of a table waits for whoever reads it, and meanwhile has everybody else wait behind it: so it waits for a moment only, lets go of all
// that it holds, and comes again.
const lockWait = '2s'
const lockAttempts = 300

/** One file in one transaction. @returns whether it was still to be run. */
async function runMigration(client: pg.PoolClient, name: string, log: Log): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    await client.query('begin')
    try {
      await client.query('lock table migrations in exclusive mode')
      const known = await client.query('select 1 from migrations where name = $1', [name])
      if (known.rowCount === 0) {
        await client.query(`set local lock_timeout = '${lockWait}'`)
        for (const statement of splitStatements(readFileSync(new URL(name, migrationsFolder), 'utf8')))
          await client.query(statement)
        await client.query('insert into migrations (name) values ($1)', [name])
      }
      await client.query('commit')
      return known.rowCount === 0
    } catch (error) {
      await client.query('rollback')
      // 55P03: the lock did not come in time; 40P01: whoever had it waited for us.
      if (!['55P03', '40P01'].includes(sqlState(error) ?? '') || attempt >= lockAttempts) throw error
      if (attempt === 1)
        log.warn({ migration: name }, 'a change of the schema waits for transactions that are under way')
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
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
      const { rows: logins } = await client.query<{ login: string }>('select quote_ident(current_user) as login')
      const wanted = rows.length > 0 ? roleStatements.slice(1) : roleStatements
      throw new RoleMissing(
        `The login of DATABASE_URL may not make the application's role. Have an administrator of the server run once:\n  ${wanted.join(';\n  ').replace('current_user', logins[0]?.login ?? 'current_user')};`,
      )
    }
    throw error
  }
}
