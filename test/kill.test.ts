import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditChain } from '../src/api/audit.ts'
import { encodeId } from '../src/api/ids.ts'
import type { Import } from '../src/api/imports.ts'
import type { CustomerDetail } from '../src/api/partners.ts'
import { demoCustomerId } from '../src/generate/index.ts'
import { databasePid, hasEnded, type Served, serve, until } from './served.ts'

// Five of these stay below the 100,000 users that a customer's page counts.
const rows = 18_000
const customer = encodeId('ORGANIZATION', demoCustomerId)
let folder: string
let env: Record<string, string>
let hub: Served
let token: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-kill-'))
  env = { DATA_DIR: join(folder, 'data') }
  hub = await serve(env, ['--demo'])
  await signIn()
}, 120_000)

afterAll(async () => {
  hub.child.kill('SIGTERM')
  await hub.ended
  await rm(folder, { recursive: true, force: true })
}, 60_000)

async function signIn(): Promise<void> {
  const answer = await fetch(`${hub.url}/v1/access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'demo-client',
      client_secret: 'demo-secret',
    }),
  })
  token = ((await answer.json()) as { access_token: string }).access_token
}

async function get<Result>(path: string): Promise<Result> {
  const answer = await fetch(`${hub.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Result
}

const usersNow = async () =>
  (await get<CustomerDetail>(`/v1/customers/${customer}`)).usersByStatus.reduce((sum, { users }) => sum + users, 0)

async function planned(seed: string): Promise<Import> {
  const file = join(folder, `${seed}.csv`)
  await promisify(execFile)(
    process.execPath,
    [
      'src/cli/main.ts',
      'generate',
      '--csv',
      file,
      '--rows',
      String(rows),
      '--organization',
      demoCustomerId,
      '--seed',
      seed,
      '--demo',
    ],
    { cwd: fileURLToPath(new URL('../', import.meta.url)), env: { ...env, PATH: process.env['PATH'] ?? '' } },
  )
  return await upload(Readable.toWeb(createReadStream(file)) as ReadableStream)
}

async function upload(body: ReadableStream | string): Promise<Import> {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    duplex: 'half',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    body,
  }
  const answer = await fetch(`${hub.url}/v1/imports?organizationId=${customer}&behavior=addAndRemove`, init)
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`)
  const { id } = (await answer.json()) as Import
  return await until(
    async () => {
      const state = await get<Import>(`/v1/imports/${id}`)
      return state.status === 'planned' && state
    },
    60,
    'the plan',
  )
}

async function apply(id: string): Promise<void> {
  const answer = await fetch(`${hub.url}/v1/imports/${id}/apply`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  })
  if (answer.status !== 202) throw new Error(`apply: ${answer.status} ${await answer.text()}`)
}

async function reached(id: string, share: number): Promise<void> {
  await until(
    async () => {
      const { progress, status } = await get<Import>(`/v1/imports/${id}`)
      return status === 'applied' || progress.rows >= progress.total * share
    },
    60,
    `${share} of the rows`,
  )
}

/** Applied to the end within the time, each row exactly once: counts of users, seats and results agree. */
async function requireExactlyOnce(
  id: string,
  before: { users: number; seats: number },
  seconds: number,
): Promise<void> {
  const result = await until(
    async () => {
      const state = await get<Import>(`/v1/imports/${id}`)
      return state.status === 'applied' && state
    },
    seconds,
    'the import to end',
  )
  expect(result.counts.create + result.counts.refused).toBe(rows)
  expect(result.counts.refused).toBe(0)
  expect(await usersNow()).toBe(before.users + rows)
  expect(await seatsNow()).toBe(before.seats + rows)
  for (const { before: was, after, limit } of result.quota)
    if (limit !== undefined) expect(after, String(was)).toBeLessThanOrEqual(limit)
}

const seatsNow = async () => (await get<CustomerDetail>(`/v1/customers/${customer}`)).users

describe('an import', () => {
  it.each([0.01, 0.4, 0.8])(
    'goes on after kill -9 of the hub at %f of its rows, each row exactly once',
    async (share) => {
      const plan = await planned(`hub-${share}`)
      expect(plan.counts.create).toBe(rows)
      const before = { users: await usersNow(), seats: await seatsNow() }
      await apply(plan.id)
      await reached(plan.id, share)
      process.kill(hub.pid, 'SIGKILL')
      await hub.ended
      const restarted = Date.now()
      hub = await serve(env, ['--demo'])
      const atStart = (await get<Import>(`/v1/imports/${plan.id}`)).progress.rows
      await until(
        async () => {
          const { progress, status } = await get<Import>(`/v1/imports/${plan.id}`)
          return status === 'applied' || progress.rows > atStart
        },
        15 - (Date.now() - restarted) / 1000,
        'the import to go on within 15 s of the restart',
      )
      await requireExactlyOnce(plan.id, before, 60)
    },
    180_000,
  )

  it.each([0.01, 0.6])(
    'goes on after kill -9 of the database server at %f of its rows, each row exactly once',
    async (share) => {
      const plan = await planned(`database-${share}`)
      const before = { users: await usersNow(), seats: await seatsNow() }
      await apply(plan.id)
      await reached(plan.id, share)
      const killed = await databasePid(env['DATA_DIR'] ?? '')
      process.kill(killed, 'SIGKILL')
      // On a busy machine a session of the killed server may live to answer once more.
      const isAnother = async () => (await databasePid(env['DATA_DIR'] ?? '').catch(() => killed)) !== killed
      await until(
        async () => (await isAnother()) && (await fetch(`${hub.url}/health/ready`)).status === 200,
        30,
        'the hub to be ready again',
      )
      await requireExactlyOnce(plan.id, before, 60)
    },
    180_000,
  )

  it('of changes to all that was just created goes on after kill -9 of the hub', async () => {
    const text = await readFile(join(folder, 'hub-0.4.csv'), 'utf8')
    const emails = text.split('\n').flatMap((line) => line.match(/^[^,@]+@[^,]+/) ?? [])
    expect(emails).toHaveLength(rows)
    const plan = await upload(
      `User ID/Email (Required),First Name,Title\n${emails.map((email) => `${email},Renamed,Changed`).join('\n')}\n`,
    )
    expect(plan.counts.change).toBe(rows)
    await apply(plan.id)
    await reached(plan.id, 0.01)
    process.kill(hub.pid, 'SIGKILL')
    await hub.ended
    hub = await serve(env, ['--demo'])
    const ended = await until(
      async () => {
        const state = await get<Import>(`/v1/imports/${plan.id}`)
        return state.status === 'applied' && state
      },
      60,
      'the changes to end',
    )
    expect([ended.counts.change, ended.counts.refused]).toEqual([rows, 0])
    const found = await get<{ items: { title: string }[] }>(`/v1/search?q=${encodeURIComponent(emails[7] ?? '')}`)
    expect(found.items).toHaveLength(1)
  }, 180_000)

  it('is planned to the end after kill -9 of the hub while it was planned, or leaves nothing', async () => {
    const plan = await planned('while-planning')
    expect(plan.status).toBe('planned')
    process.kill(hub.pid, 'SIGKILL')
    await hub.ended
    hub = await serve(env, ['--demo'])
    expect((await get<Import>(`/v1/imports/${plan.id}`)).status).toBe('planned')
    const answer = await fetch(`${hub.url}/v1/imports/${plan.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(204)
  }, 180_000)
})

describe('what a hub does by the clock', () => {
  it('begins without being asked: the audit is sealed', async () => {
    const sealed = async () => (await get<AuditChain>('/v1/audit/chain')).sealed
    expect((await until(sealed, 90, 'a seal')).position).toBeGreaterThan(0)
  }, 120_000)
})

describe('stopping', () => {
  it('ends within seconds on SIGTERM, also when it comes twice, and takes its database with it', async () => {
    const pid = await databasePid(env['DATA_DIR'] ?? '')
    hub.child.kill('SIGTERM')
    hub.child.kill('SIGTERM')
    expect(await hub.ended).toBe(0)
    await until(() => hasEnded(pid), 30, 'the database server to end')
    hub = await serve(env, ['--demo'])
    await signIn()
  }, 60_000)
})
