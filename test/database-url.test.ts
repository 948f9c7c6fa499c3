import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { readConfig, startHub, withDatabase } from '../src/main.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { silentLog } from '../src/platform/log.ts'
import { urlOf } from './global-setup.ts'

it('works on a server where the login is an ordinary owner, not a superuser', async () => {
  const server = inject('postgres')
  const name = `cordboard_plain_${process.pid}`
  const superuser = new pg.Client({ ...server, ssl: false })
  await superuser.connect()
  await superuser.query(`create role ${name} login createrole password 'plain'`)
  await superuser.query(`create database ${name} owner ${name}`)
  // The role was made by the template's own migration; an administrator has granted it once, as the start would ask.
  await superuser.query(`grant cordboard_app to ${name}`)
  const config = readConfig({
    DATABASE_URL: urlOf({ ...server, user: name, password: 'plain', database: name }),
    PORT: '0',
    REQUESTS_PER_MINUTE: '100000',
  })
  try {
    const hub = await startHub({ config, demo: true, log: silentLog })
    const token = await fetch(`${hub.url}/v1/access_token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'demo-client',
        client_secret: 'demo-secret',
      }),
    })
    const { access_token } = (await token.json()) as { access_token: string }
    const answer = await fetch(`${hub.url}/v1/search?q=owner@demo.cordboard.test`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(await answer.json()).toMatchObject({
      items: [{ kind: 'user', organizationName: 'Kestrel Freight', rank: 'exact' }],
    })
    await hub.stop()

    // Without the demo its accounts are gone; with it they are back.
    const plain = await startHub({ config, log: silentLog })
    const signIn = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@demo.cordboard.test', password: 'cordboard-demo' }),
    }
    expect((await fetch(`${plain.url}/v1/session`, signIn)).status).toBe(401)
    await plain.stop()
    const again = await startHub({ config, demo: true, log: silentLog })
    expect((await fetch(`${again.url}/v1/session`, signIn)).status).toBe(200)
    await again.stop()

    // The superuser itself would pass the fence, so its role is taken on only through cordboard_app.
    await withDatabase(config, false, async (database) => {
      const rows = await database.ownerPool.query('select 1 from users')
      expect(rows.rowCount).toBe(0)
    })
  } finally {
    await superuser.query(`drop database ${name} with (force)`)
    await superuser.query(`drop role ${name}`)
    await superuser.end()
  }
}, 120_000)

it('refuses to serve where the role would pass the fence', async () => {
  // A server of its own: the role belongs to the whole server, and other tests rely on it.
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-weak-'))
  const server = await startEmbeddedPostgres({ dataDir: folder, log: silentLog })
  try {
    const config = readConfig({ DATABASE_URL: urlOf(server.connection), PORT: '0' })
    const hub = await startHub({ config, log: silentLog })
    await hub.database.ownerPool.query('alter role cordboard_app bypassrls')
    await hub.stop()
    await expect(startHub({ config, log: silentLog })).rejects.toThrow(/would pass row-level security/)
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
