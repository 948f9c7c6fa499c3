import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { EndpointAnswer, EndpointDefinition } from '../src/api/endpoint.ts'
import type { Role } from '../src/api/permissions.ts'
import { addAdministrator, hashPassword } from '../src/hub/identity/index.ts'
import { addServiceApp } from '../src/hub/machines/index.ts'
import { type Hub, readConfig, startHub as startWholeHub } from '../src/main.ts'
import type { Context } from '../src/platform/context.ts'
import { type Log, silentLog } from '../src/platform/log.ts'
import { demoTemplateName, templateName, urlOf } from './global-setup.ts'

export const password = 'a long test password'

export type TestHub = Hub & {
  /** Speaks HTTP like any client; the path begins with /v1. */
  request(path: string, init?: RequestInit & { token?: string; cookie?: string; json?: unknown }): Promise<Answer>
  /** Signs in and returns the cookie. */
  signIn(email: string, secret?: string): Promise<string>
  /** A token of a new service app with this role. */
  token(options: { partnerId: string; role?: Role; organizationId?: string }): Promise<string>
  /** Runs rules directly, as the partner's own system. */
  within<Result>(partnerId: string, work: (context: Context) => Promise<Result>): Promise<Result>
  /** The owner's login, outside the fence: for premises and for looking behind the hub. */
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  databaseUrl: string
  /** A second node on the same database. */
  another(settings?: Record<string, string>): Promise<Hub>
}

export type Answer = { status: number; headers: Headers; text: string; json: unknown }

const usual = {
  PORT: '0',
  LOG_LEVEL: 'error',
  REQUESTS_PER_MINUTE: '1000000',
  // The key that signs the audit is made there.
  DATA_DIR: join(tmpdir(), 'cordboard-tests'),
  SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
}

let passwordHash: Promise<string> | undefined

/** A whole hub on a fresh database, stopped when the file ends. */
export async function startHub(
  options: {
    settings?: Record<string, string>
    clock?: () => Date
    demo?: boolean
    log?: Log
    through?: (databaseUrl: string) => string
  } = {},
): Promise<TestHub> {
  const server = inject('postgres')
  const name = `cordboard_test_${randomUUID().replaceAll('-', '')}`
  const usualDemo = options.demo && !options.settings && !options.clock && !options.log
  const template = usualDemo ? await demoTemplate(server) : templateName
  await asOwner(server, `create database ${name} template ${template}`)
  const databaseUrl = urlOf({ ...server, database: name })
  const environment = {
    ...usual,
    ...options.settings,
    // A pooler in front, where one is tried.
    DATABASE_URL: options.through?.(databaseUrl) ?? databaseUrl,
  }
  const start = async (settings: Record<string, string> = {}) =>
    await startWholeHub({
      config: readConfig({ ...environment, ...settings }),
      log: options.log ?? silentLog,
      demo: options.demo ?? false,
      ...(options.clock ? { clock: options.clock } : {}),
    })
  const hub = await start()
  const nodes = [hub]
  const url = `http://127.0.0.1:${hub.port}`
  const { contextOf } = hub
  afterAll(async () => {
    for (const node of nodes) await node.stop()
    await asOwner(server, `drop database ${name} with (force)`)
  })
  const request: TestHub['request'] = async (path, { token, cookie, json, ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (token) headers.set('authorization', `Bearer ${token}`)
    if (cookie) headers.set('cookie', cookie)
    if (json !== undefined) headers.set('content-type', 'application/json')
    const answer = await fetch(`${url}${path}`, {
      ...init,
      headers,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: /\bjson\b/.test(answer.headers.get('content-type') ?? '') && text ? JSON.parse(text) : undefined,
    }
  }
  return {
    ...hub,
    databaseUrl,
    request,
    async within(partnerId, work) {
      return await contextOf(partnerId).transaction(work)
    },
    async signIn(email, secret = password) {
      const answer = await request('/v1/session', { method: 'POST', json: { email, password: secret } })
      if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${answer.text}`)
      return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    },
    async token({ partnerId, role = 'atlas-portal.partner.salesfulladmin', organizationId }) {
      const clientId = `app-${randomUUID()}`
      await contextOf(partnerId).transaction(async (context) => {
        await addServiceApp(context, {
          name: 'Test app',
          clientId,
          secret: password,
          role,
          ...(organizationId ? { organizationId } : {}),
        })
      })
      const answer = await request('/v1/access_token', {
        method: 'POST',
        json: { grant_type: 'client_credentials', client_id: clientId, client_secret: password },
      })
      return (answer.json as { access_token: string }).access_token
    },
    async sql(text, values) {
      return (await hub.database.ownerPool.query<Record<string, unknown>>(text, values)).rows
    },
    async another(settings) {
      const node = await start(settings)
      nodes.push(node)
      return node
    },
  }
}

/** An administrator who signs in with the tests' password. */
export async function makeAdministrator(
  hub: TestHub,
  partnerId: string,
  person: {
    email: string
    role: Role
    organizationId?: string
    userId?: string
    reach?: { kind: 'all' } | { kind: 'some'; organizations: string[]; tags?: string[] }
  },
): Promise<string> {
  passwordHash ??= hashPassword(password)
  const hash = await passwordHash
  return await hub.within(partnerId, async (context) =>
    addAdministrator(context, { firstName: 'Test', lastName: 'Person', passwordHash: hash, ...person }),
  )
}

/** The answer of a call as its endpoint promises it. */
export function as<E extends EndpointDefinition>(_endpoint: E, answer: Answer): EndpointAnswer<E> {
  return answer.json as EndpointAnswer<E>
}

type Server = ReturnType<typeof inject<'postgres'>>

async function asOwner(server: Server, statement: string): Promise<void> {
  const client = new pg.Client({ ...server, ssl: false })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A database with the demo in it, which takes seconds to fill: done once in a run, by whichever file wants it first. */
async function demoTemplate(server: Server): Promise<string> {
  const client = new pg.Client({ ...server, ssl: false })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('${demoTemplateName}'))`)
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [demoTemplateName])
    if (rowCount === 0) {
      const begun = `${demoTemplateName}_begun`
      await client.query(`drop database if exists ${begun} with (force)`)
      await client.query(`create database ${begun} template ${templateName}`)
      const config = readConfig({ ...usual, DATABASE_URL: urlOf({ ...server, database: begun }) })
      const hub = await startWholeHub({ config, log: silentLog, demo: true })
      await hub.stop()
      await client.query(`alter database ${begun} rename to ${demoTemplateName}`)
    }
  } finally {
    await client.end()
  }
  return demoTemplateName
}
