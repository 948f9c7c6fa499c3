import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backupTo, readConfig, restoreFrom } from '../../src/main.ts'
import { startHub } from '../hub.ts'

it('a database of DATABASE_URL is backed up by pg_dump and restored by pg_restore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-dump-'))
  try {
    const hub = await startHub({ demo: true })
    const before = await hub.sql(
      'select count(*)::int as users, md5(string_agg(email, $1 order by email)) as emails from users',
      [','],
    )
    const file = join(folder, 'hub.dump')
    const { bytes } = await backupTo(file, readConfig({ DATABASE_URL: hub.databaseUrl }), true)
    expect(bytes).toBeGreaterThan(100_000)
    const url = new URL(hub.databaseUrl)
    const name = `${url.pathname.slice(1)}_restored`
    await hub.sql(`create database ${name}`)
    url.pathname = `/${name}`
    await restoreFrom(file, readConfig({ DATABASE_URL: url.href }), true)
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    const after = await client.query(
      'select count(*)::int as users, md5(string_agg(email, $1 order by email)) as emails from users',
      [','],
    )
    expect(after.rows).toEqual(before)
    await client.end()
    await hub.sql(`drop database ${name} with (force)`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
