import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readConfig, startHub } from '../src/main.ts'
import { type EmbeddedConnection, startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { silentLog } from '../src/platform/log.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: EmbeddedConnection
  }
}

/** One server for the whole run, with a migrated template that each test file clones in some 40 ms. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { connection, stop } = await testServer()
  const client = new pg.Client({ ...connection, ssl: false })
  await client.connect()
  for (const name of [templateName, demoTemplateName])
    await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${templateName}`)
  const hub = await startHub({
    config: readConfig({
      DATABASE_URL: urlOf({ ...connection, database: templateName }),
      PORT: '0',
      LOG_LEVEL: 'error',
    }),
    log: silentLog,
  })
  await hub.stop()
  await client.end()
  await stillSchedules(urlOf({ ...connection, database: templateName }))
  project.provide('postgres', connection)
  return stop
}

export const templateName = 'cordboard_test_template'
/** The same with the demo in it; made by the first test file that wants it. */
export const demoTemplateName = 'cordboard_demo_template'

/**
 * What a hub does by the clock (seal the audit every three seconds, tend grants and mails every minute) would come into the middle of a
 * test now and then: it begins at any time within half a minute of the hub's start. Tests do it by hand, at the moment they mean.
 */
async function stillSchedules(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`create function jobs.no_schedule() returns trigger language plpgsql as 'begin return null; end'`)
  await client.query(
    'create trigger still before insert or update on jobs.schedule for each row execute function jobs.no_schedule()',
  )
  await client.query('delete from jobs.schedule')
  await client.query('delete from jobs.job')
  await client.end()
}

/** A libpq address; a socket folder goes into the query, where `pg` reads it. */
export function urlOf(connection: EmbeddedConnection): string {
  const { host, port, user, password, database } = connection
  const address = new URL(`postgresql://${host.startsWith('/') ? 'localhost' : host}:${port}/${database}`)
  address.username = user
  if (password) address.password = password
  if (host.startsWith('/')) address.searchParams.set('host', host)
  return address.href
}

async function testServer(): Promise<{ connection: EmbeddedConnection; stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) {
    const url = new URL(given)
    const connection = {
      host: url.searchParams.get('host') ?? url.hostname,
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      database: url.pathname.slice(1),
      ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    }
    return { connection, stop: async () => {} }
  }
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-test-'))
  const oldest = process.env['TEST_POSTGRES'] === '15'
  const embedded = await startEmbeddedPostgres({
    dataDir: folder,
    log: silentLog,
    settings: {
      // What a test wrote need not survive the machine: no test here checks that, and the disk is the slowest part.
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      // Files side by side may have several nodes each, and a node takes up to thirty and some.
      max_connections: '400',
    },
    ...(oldest ? { binaries: 'embedded-postgres-15' as const } : {}),
  })
  return {
    connection: embedded.connection,
    stop: async () => {
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
