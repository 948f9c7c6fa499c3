import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, connect as reach, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadPopulation, population } from '../../src/generate/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { uuidv7 } from '../../src/platform/uuid.ts'
import { startHub, type TestHub } from '../hub.ts'

// Fewer connections to the server than requests at once: every one of them serves both tenants in turn.
const serverConnections = 3
const port = await freePort()
const folder = await mkdtemp(join(tmpdir(), 'cordboard-pgbouncer-'))
let bouncer: ChildProcess | undefined
let relay: Server | undefined
let hub: TestHub

beforeAll(async () => {
  const server = inject('postgres')
  // pgbouncer does not run as root, and only the account of the hub may enter the folder of its server's socket.
  const socket = join(server.host, `.s.PGSQL.${server.port}`)
  relay = createServer((client) => {
    const far = server.host.startsWith('/') ? reach(socket) : reach(server.port, server.host)
    client.pipe(far).pipe(client)
    client.on('error', () => far.destroy())
    far.on('error', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(relay, 'listening')
  const relayed = relay.address()
  if (typeof relayed !== 'object' || !relayed) throw new Error('the relay does not listen')
  const settings = join(folder, 'pgbouncer.ini')
  await writeFile(
    settings,
    `[databases]
* = host=127.0.0.1 port=${relayed.port} user=${server.user} ${server.password ? `password=${server.password}` : ''}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${serverConnections}
max_client_conn = 200
ignore_startup_parameters = extra_float_digits,options
logfile = ${join(folder, 'pgbouncer.log')}
pidfile = ${join(folder, 'pgbouncer.pid')}
`,
  )
  await chmod(folder, 0o777)
  const isRoot = process.getuid?.() === 0
  bouncer = spawn('pgbouncer', [...(isRoot ? ['-u', 'nobody'] : []), settings], { stdio: 'ignore' })
  await listening(port)
  hub = await startHub({
    through: (databaseUrl) => `postgresql://anybody@127.0.0.1:${port}${new URL(databaseUrl).pathname}`,
  })
})

afterAll(async () => {
  if (bouncer && bouncer.exitCode === null) {
    bouncer.kill('SIGINT')
    await once(bouncer, 'exit')
  }
  relay?.close()
  await rm(folder, { recursive: true, force: true })
})

describe('behind pgbouncer in transaction mode', () => {
  it('two tenants that hammer see and write their own alone', async () => {
    const first = await makeTenant('first', 3)
    const second = await makeTenant('second', 4)
    let answers = 0
    const hammer = async (own: Tenant, other: Tenant) => {
      for (let round = 0; round < 30; round++) {
        const customer = own.customers[round % own.customers.length]
        const paths = [
          '/v1/organizations',
          '/v1/people?max=200',
          `/v1/users?organizationId=${customer}`,
          `/v1/users?organizationId=${other.customers[0]}`,
          `/v1/search?q=${encodeURIComponent(own.names[round % own.names.length] ?? '')}&max=50`,
          `/v1/search?q=${encodeURIComponent(other.email)}`,
          '/v1/audit/events?max=50',
        ]
        for (const path of paths) {
          const answer = await hub.request(path, { token: own.token })
          answers++
          expect([200, 404], `${path}: ${answer.text}`).toContain(answer.status)
          const leaks = other.marks.filter((mark) => answer.text.includes(mark))
          expect(leaks, path).toEqual([])
        }
        const send = async () =>
          await hub.request(`/v1/imports?organizationId=${customer}&behavior=add`, {
            method: 'POST',
            token: own.token,
            headers: { 'content-type': 'text/csv' },
            body: `First Name,Last Name,User ID/Email (Required)\nA,B,${own.name}-${round}@pool.example.test\n`,
          })
        let upload = await send()
        // Only so many uploads hold a connection at once; the others are told to come again.
        while (upload.status === 503) upload = await send()
        expect(upload.status, upload.text).toBe(201)
      }
    }
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? hammer(first, second) : hammer(second, first))),
    )
    expect(answers).toBe(8 * 30 * 7)
    for (const tenant of [first, second]) {
      const made = await hub.sql(
        `select count(*)::int as count, count(distinct o.partner_id)::int as partners from imports i join organizations o on o.id = i.org_id
         where i.partner_id = $1 and o.partner_id = $1`,
        [tenant.partnerId],
      )
      expect(made).toEqual([{ count: 4 * 30, partners: 1 }])
    }
  })

  it('leaves no reach behind on a connection, where a setting of the session would stay', async () => {
    const address = `postgresql://anybody@127.0.0.1:${port}${new URL(hub.databaseUrl).pathname}`
    const read = async () => {
      const clients = await Promise.all(
        Array.from({ length: serverConnections }, async () => {
          const client = new pg.Client({ connectionString: address })
          await client.connect()
          return client
        }),
      )
      // Held open together, so that each sits on another connection of the server.
      await Promise.all(clients.map((client) => client.query('begin')))
      const found = await Promise.all(
        clients.map(
          async (client) =>
            (
              await client.query<{ partner: string; role: string; left: string }>(
                `select current_setting('app.partner', true) as partner, current_user = session_user as role, current_setting('app.left', true) as left`,
              )
            ).rows[0],
        ),
      )
      await Promise.all(clients.map((client) => client.query('rollback')))
      await Promise.all(clients.map((client) => client.end()))
      return found
    }
    for (const row of await read()) expect([row?.partner || null, row?.role]).toEqual([null, true])
    // The premise: this is what would happen to a hub that set its reach for the session.
    const careless = new pg.Client({ connectionString: address })
    await careless.connect()
    await careless.query(`select set_config('app.left', 'behind', false)`)
    await careless.end()
    expect((await read()).map((row) => row?.left)).toContain('behind')
  })
})

type Tenant = Awaited<ReturnType<typeof makeTenant>>

async function makeTenant(name: string, part: number) {
  const partnerId = uuidv7()
  await hub.sql(`insert into partners (id, name, created_at) values ($1, $2, now())`, [partnerId, name])
  const client = await hub.database.ownerPool.connect()
  try {
    const customers = population({ seed: name, users: 60, customers: 3, part })
    await loadPopulation({ client, partnerId, customers, log: silentLog })
  } finally {
    client.release()
  }
  const column = async (text: string) => (await hub.sql(text, [partnerId])).map((row) => String(Object.values(row)[0]))
  const emails = await column('select email from users where partner_id = $1')
  const customers = await column('select id from organizations where partner_id = $1 order by id')
  return {
    name,
    partnerId,
    token: await hub.token({ partnerId }),
    customers,
    names: await column('select last_name from users where partner_id = $1 and length(last_name) > 3 limit 20'),
    email: emails[0] ?? '',
    marks: [...emails, ...(await column('select id from users where partner_id = $1'))],
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

async function listening(at: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = reach(at, '127.0.0.1')
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('pgbouncer does not listen')
}
