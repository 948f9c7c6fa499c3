import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { asPartner } from '../src/generate/index.ts'
import { addAdministrator, hashPassword } from '../src/hub/identity/index.ts'
import { type Connection, type DatabaseHandle, openDatabase } from '../src/platform/database.ts'
import { makeLog } from '../src/platform/log.ts'
import { runningConnection } from '../src/platform/running-postgres.ts'

export type BenchPlace = {
  url: string
  pool: pg.Pool
  database: DatabaseHandle
  /** The owner's. */
  connection: Connection
  /** Cookies of agents with all, 500 and 3 customers. */
  agents: Record<string, string>
  /** A token of the service app. */
  token: string
  pid: number
  loadSeconds: number | null
  stop(): Promise<void>
}

const password = 'a password for benches only'
const root = fileURLToPath(new URL('../', import.meta.url))
const log = makeLog('warn')

/** A hub in a process of its own on a population of this size, with its agents. The population is kept and used again. */
export async function prepare(options: {
  users: number
  dataDir: string
  databaseUrl: string | undefined
}): Promise<BenchPlace> {
  await mkdir(options.dataDir, { recursive: true })
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    LOG_LEVEL: 'warn',
    REQUESTS_PER_MINUTE: '10000000',
    DATA_DIR: options.dataDir,
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
  }
  const note = `${options.dataDir}/bench.json`
  let loadSeconds: number | null = null
  if (!existsSync(note)) {
    const customers = Math.max(600, Math.round(options.users / 1000))
    const made = await output(
      ['generate', '--users', String(options.users), '--customers', String(customers), '--seed', 'bench', '--json'],
      env,
    )
    loadSeconds = (JSON.parse(made) as { seconds: number }).seconds
    await writeFile(note, made)
  }
  const filled = JSON.parse(await readFile(note, 'utf8')) as {
    partnerId: string
    clientId: string
    clientSecret: string
  }
  const hub = await serve(env)
  const connection: Connection = options.databaseUrl
    ? { connectionString: options.databaseUrl }
    : await runningConnection(options.dataDir)
  const database = openDatabase(connection, { connections: 4, log })
  const agents: Record<string, string> = {}
  for (const reach of ['all', '500', '3']) {
    const email = `bench-${reach}@generated.example`
    const known = await database.ownerPool.query('select 1 from administrators where email = $1', [email])
    if (known.rowCount === 0) {
      const organizations = reach === 'all' ? [] : await someCustomers(database.ownerPool, Number(reach))
      const passwordHash = await hashPassword(password)
      await asPartner(database, log, filled.partnerId, async (context) => {
        await addAdministrator(context, {
          email,
          firstName: 'Bench',
          lastName: reach,
          passwordHash,
          role: 'atlas-portal.partner.helpdesk',
          ...(reach === 'all' ? {} : { reach: { kind: 'some' as const, organizations } }),
        })
      })
    }
    const answer = await fetch(`${hub.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    agents[reach] = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const tokenAnswer = await fetch(`${hub.url}/v1/access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: filled.clientId,
      client_secret: filled.clientSecret,
    }),
  })
  const { access_token: token } = (await tokenAnswer.json()) as { access_token: string }
  return {
    url: hub.url,
    pid: hub.pid,
    pool: database.ownerPool,
    database,
    connection,
    agents,
    token,
    loadSeconds,
    async stop() {
      await database.close()
      await hub.stop()
    },
  }
}

/** The largest and the smallest alike: an agent's customers are of every size. */
async function someCustomers(pool: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from organizations order by md5(id::text) limit $1', [
    count,
  ])
  return rows.map(({ id }) => id)
}

export async function serve(
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ url: string; pid: number; seconds: number; stop(): Promise<void> }> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=8', 'src/cli/main.ts', 'serve', '--json', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then(() => {
      throw new Error('the hub ended before it was ready')
    }),
  ])
  const { url, pid } = JSON.parse(line) as { url: string; pid: number }
  return {
    url,
    pid,
    seconds: Math.round((performance.now() - started) / 10) / 100,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export async function output(args: string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (part) => {
    text += String(part)
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`cordboard ${args[0]} ended with ${code}`)
  return text
}
