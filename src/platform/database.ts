import { type RawBuilder, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { reachStatements } from './access.ts'
import { enableCopy } from './copy.ts'
import { isRetryable } from './errors.ts'
import { isPlanOutdated } from './kept-plans.ts'
import type { Log } from './log.ts'
import { makeOutage } from './outage.ts'
import { openReadingLanes } from './reading-lanes.ts'
import type { Database } from './tables.ts'
import { builder, transact, withClient } from './transactions.ts'

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
    options?: { once?: boolean; reads?: boolean; durable?: boolean },
  ): Promise<Result>
  /** One reading statement with role and reach, in one journey to the server where a transaction takes three. Its values are texts. */
  read<Row>(reach: TransactionReach, statement: RawBuilder<Row>): Promise<Row[]>
  /**
   * The owner's login, outside the fence. Only for: the job queue's own statements, migrations, generating and the demo, the list of
   * partners for what is done for each of them, the removal of audit events that the retention rule lets go, and ANALYZE and VACUUM of
   * listed tables.
   */
  ownerPool: pg.Pool
  /** Every partner of the hub, for what is done for each of them in turn: the one thing that no partner's reach can tell. */
  partnerIds(): Promise<string[]>
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
/** For commands and benches; a hub has its setting. */
const usualSeconds = 600

export function openDatabase(
  connection: Connection,
  options: { connections: number; log: Log; readingSeconds?: number },
): DatabaseHandle {
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
  pool.on('connect', enableCopy)
  const reading = { role: 'cordboard_app', mostSeconds: options.readingSeconds ?? usualSeconds }
  const lanes = openReadingLanes(connection, {
    ...reading,
    connections: options.connections,
    name: 'cordboard-reading',
  })
  // Every request begins with one statement of a millisecond, such as who asks: it does not queue behind lists that take seconds.
  const express = openReadingLanes(connection, {
    ...reading,
    connections: Math.max(2, Math.ceil(options.connections / 4)),
    name: 'cordboard-express',
  })
  const outage = makeOutage(options.log, {
    away: 'a database connection was lost; the next use opens a new one',
    back: 'the database takes connections again',
  })
  for (const each of [pool, ownerPool, lanes.pool, express.pool]) {
    // A connection that dies with its server reports here, idle or in use between two statements.
    each.on('error', outage.met)
    each.on('connect', (client) => {
      client.on('error', outage.met)
      outage.over()
    })
  }
  return {
    async transaction(reach, work, { once = false, reads = false, durable = false } = {}) {
      const setting = reachStatements(reach)
      for (let attempt = 1; ; attempt++) {
        try {
          if (reads) return await lanes.transaction(setting, work, { durable })
          return await withClient(
            pool,
            async (client) =>
              await transact(
                client,
                {
                  together: false,
                  waits: true,
                  begin: async () => await client.query(`begin; ${setting}`),
                  ask: async (text, values) => await client.query(text, values),
                },
                work,
              ),
          )
        } catch (error) {
          if (once || attempt >= attempts || !(isRetryable(error) || isPlanOutdated(error))) throw error
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt))
        }
      }
    },
    read: async (reach, statement) => await express.read(reachStatements(reach), statement),
    ownerPool,
    async partnerIds() {
      const { rows } = await ownerPool.query<{ id: string }>('select id from partners order by id')
      return rows.map(({ id }) => id)
    },
    async maintain(act, table) {
      if (!maintainedTables.includes(table)) throw new Error(`${table} is not maintained`)
      await ownerPool.query(`${act} ${table}`)
    },
    async removeRows(partnerId, deletions) {
      return await withClient(ownerPool, async (client) => {
        // Forced row-level security binds an ordinary owner to the reach as well; its own role is what may delete.
        await client.query(`begin; ${reachStatements({ partnerId, side: 'partner' })}; set local role none`)
        const removed: number[] = []
        for (const { from, where } of deletions) {
          if (!removableFrom.includes(from)) throw new Error(`nothing is removed from ${from}`)
          const { sql: text, parameters } =
            sql`delete from ${sql.table(from)} gone where gone.partner_id = ${partnerId}::uuid and (${where})`.compile(
              builder,
            )
          removed.push((await client.query(text, [...parameters])).rowCount ?? 0)
        }
        await client.query('commit')
        return removed
      })
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
      await Promise.all([pool.end(), lanes.pool.end(), express.pool.end(), ownerPool.end()])
    },
  }
}
