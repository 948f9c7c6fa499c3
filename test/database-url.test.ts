import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { demoPartnerId } from '../src/generate/index.ts'
import { sealAll, verifyChain } from '../src/hub/audit/index.ts'
import { removeThrough } from '../src/hub/audit/remove.ts'
import { readConfig, startHub, withDatabase } from '../src/main.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { silentLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrations.ts'
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
    // What only the owner may remove, forced row-level security lets it remove.
    const own = hub.contextOf(demoPartnerId)
    await sealAll(own)
    const data = { count: 1, until: 'now', throughPosition: 1 }
    await own.transaction(async ({ audit }) => await audit({ type: 'audit.events_removed', data }))
    const events = async () => (await verifyChain(own)).events
    const before = await events()
    expect(before).toBeGreaterThan(0)
    await removeThrough(own, hub.database.removeRows, 1)
    expect(await events()).toBe(before - 1)
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

type Owned = { owner: pg.Pool; behind: pg.Client; connect(): Promise<pg.Client> }

/** An empty database of a login that is no superuser; `behind` and `connect` are the superuser's own connections to it. */
async function asOrdinaryOwner(word: string, work: (owned: Owned) => Promise<void>): Promise<void> {
  const server = inject('postgres')
  const name = `cordboard_${word}_${process.pid}`
  const connect = async (database = name) => {
    const client = new pg.Client({ ...server, ssl: false, database })
    await client.connect()
    return client
  }
  const superuser = await connect(server.database)
  await superuser.query(`create role ${name} login createrole password 'plain'`)
  await superuser.query(`create database ${name} owner ${name}`)
  await superuser.query(`grant cordboard_app to ${name}`)
  const owner = new pg.Pool({ ...server, ssl: false, user: name, password: 'plain', database: name, max: 2 })
  // A connection that is closing may be cut by dropping its database.
  owner.on('connect', (client) => client.on('error', () => undefined))
  const behind = await connect()
  try {
    await work({ owner, behind, connect })
  } finally {
    await owner.end()
    await behind.end()
    await superuser.query(`drop database ${name} with (force)`)
    await superuser.query(`drop role ${name}`)
    await superuser.end()
  }
}

it('brings up to date what an ordinary owner filled before, where forced row-level security binds the owner', async () => {
  await asOrdinaryOwner('old', async ({ owner, behind, connect }) => {
    await owner.query('create table migrations (name text primary key, run_at timestamptz not null default now())')
    for (const file of ['0001_foundation.sql', '0002_fence.sql', '0003_catalogue.sql']) {
      await owner.query(readFileSync(new URL(`../migrations/${file}`, import.meta.url), 'utf8'))
      await owner.query('insert into migrations (name) values ($1)', [file])
    }
    const partner = randomUUID()
    const imports = [randomUUID(), randomUUID()]
    await behind.query(`insert into partners (id, name, created_at) values ($1, 'Old', now())`, [partner])
    await behind.query(
      `insert into sessions (partner_id, token_hash, id, kind, principal_kind, principal_id, created_at, last_seen_at, expires_at)
       values ($1, 'x', $1, 'session', 'administrator', $1, now(), now(), now() + interval '1 day')`,
      [partner],
    )
    await behind.query(
      `insert into terms (partner_id, org_id, kind, term, id) values ($1, $1, 'ue', 'old@example.test', $1), ($1, $1, 'un', 'old', $1)`,
      [partner],
    )
    await behind.query(
      `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $1, 'Old', 'old', 'NL', now())`,
      [partner],
    )
    await behind.query(
      `insert into imports (partner_id, id, org_id, file_name, behavior, status, created_by, created_at)
       select $1, id, $1, 'users.csv', 'add', 'applied', '{}', now() from unnest($2::uuid[]) as made (id)`,
      [partner, imports],
    )
    await behind.query(
      `insert into users (partner_id, id, org_id, email, first_name, last_name, display_name, sort_name, status, created_at, last_modified_at,
         created_by_import, changed_by_import)
       values ($1, $2, $1, 'old@example.test', '', '', '', '', 'verified', now(), now(), $3, $4)`,
      [partner, partner, ...imports],
    )
    await behind.query(
      `insert into import_rows (partner_id, import_id, line, org_id, outcome, user_id)
       values ($1, $2, 7, $1, 'create', $1), ($1, $3, 9, $1, 'change', $1)`,
      [partner, ...imports],
    )
    // A hub of the former version is in the middle of something long.
    const busy = await connect()
    await busy.query('begin; select count(*) from users')
    const migrated = migrate(owner, silentLog)
    const waits = async () => {
      const { rows } = await behind.query(
        `select 1 from pg_locks where not granted and relation = 'users'::regclass
         and database = (select oid from pg_database where datname = current_database())`,
      )
      return rows.length
    }
    await expect.poll(waits, { timeout: 30_000, interval: 20 }).toBe(1)
    // Whatever the migration holds while it waits, it lets go of soon: others are served meanwhile.
    await behind.query(`set lock_timeout = '15s'`)
    for (const table of ['administrators', 'sessions', 'users', 'migrations'])
      await behind.query(`select count(*) from ${table}`)
    await busy.query('commit')
    await busy.end()
    expect(await migrated).toContain('0007_search.sql')
    expect((await behind.query('select authenticated_at = created_at as fresh from sessions')).rows).toEqual([
      { fresh: true },
    ])
    expect((await behind.query('select kind from terms')).rows).toEqual([{ kind: 'un' }])
    expect((await behind.query('select created_by_line, changed_by_line, changed_line_of from users')).rows).toEqual([
      { created_by_line: 7, changed_by_line: 9, changed_line_of: imports[1] },
    ])
    const { rows } = await behind.query(
      `select relname from pg_class where relname in ('sessions', 'terms', 'users', 'imports', 'import_rows') and not relforcerowsecurity`,
    )
    expect(rows).toEqual([])
  })
}, 60_000)

it('keeps running full access without users where an ordinary owner brings up to date what was granted in restricted mode', async () => {
  await asOrdinaryOwner('agreed', async ({ owner, behind }) => {
    await owner.query('create table migrations (name text primary key, run_at timestamptz not null default now())')
    const former = readdirSync(new URL('../migrations/', import.meta.url))
      .filter((file) => file.endsWith('.sql') && file < '0022')
      .sort()
    for (const file of former) {
      await owner.query(readFileSync(new URL(`../migrations/${file}`, import.meta.url), 'utf8'))
      await owner.query('insert into migrations (name) values ($1)', [file])
    }
    const [partner, restricted, free] = [randomUUID(), randomUUID(), randomUUID()]
    await behind.query(`insert into partners (id, name, created_at) values ($1, 'Old', now())`, [partner])
    for (const [id, mode] of [
      [restricted, true],
      [free, false],
    ])
      await behind.query(
        `insert into organizations (partner_id, id, name, sort_name, country, restricted, created_at)
         values ($1, $2, 'Old', 'old', 'FI', $3, now())`,
        [partner, id, mode],
      )
    for (const [organization, scope] of [
      [restricted, 'full'],
      [restricted, 'read'],
      [free, 'full'],
    ])
      await behind.query(
        `insert into access_grants (partner_id, id, org_id, kind, scope, requested_by, requested_by_name, requested_by_email, seconds, state, starts_at, expires_at)
         values ($1, gen_random_uuid(), $2, 'temporary', $3, $1, 'A', 'a@old.example', 3600, 'granted', now(), now() + interval '1 hour')`,
        [partner, organization, scope],
      )
    expect(await migrate(owner, silentLog)).toContain('0022_agreed_scope.sql')
    const { rows } = await behind.query(
      'select org_id = $1 as restricted, scope, without_users from access_grants order by 1, 2',
      [restricted],
    )
    expect(rows).toEqual([
      { restricted: false, scope: 'full', without_users: false },
      { restricted: true, scope: 'full', without_users: true },
      { restricted: true, scope: 'read', without_users: false },
    ])
    const forced = await behind.query(
      `select relname from pg_class where relname in ('access_grants', 'organizations') and not relforcerowsecurity`,
    )
    expect(forced.rows).toEqual([])
  })
}, 60_000)

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
