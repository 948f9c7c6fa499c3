import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import pg from 'pg'
import { describe, expect, it, vi } from 'vitest'
import type { Needs } from '../src/api/endpoint.ts'
import { allEndpoints } from '../src/api/index.ts'
import { openApiDocument } from '../src/api/openapi.ts'
import { assignableRoles, type Role, roleAllows, roles } from '../src/api/permissions.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { startHub } from './hub.ts'
import { rows } from './matrix/rows.ts'

const hub = await startHub()
const partnerId = uuidv7()
await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Endpoints', now())`, [partnerId])
const token = await hub.token({ partnerId })
const organizationId = uuidv7()
await hub.sql(
  `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, 'Ends', 'ends', 'FI', now())`,
  [partnerId, organizationId],
)
const tokens: Partial<Record<string, string>> = { 'atlas-portal.partner.salesfulladmin': token }

/** Of whoever may: some acts are a customer's own, or the help desk's. */
async function tokenFor(needs: Needs): Promise<string> {
  const may = (role: Role) => needs === 'anyone' || needs === 'signed-in' || roleAllows(role, needs)
  const role = may('atlas-portal.partner.salesfulladmin')
    ? 'atlas-portal.partner.salesfulladmin'
    : assignableRoles.find(may)
  if (!role) return token
  tokens[role] ??= await hub.token({ partnerId, role, ...(roles[role].side === 'customer' ? { organizationId } : {}) })
  return tokens[role]
}

const closed = allEndpoints.filter(({ endpoint }) => endpoint.needs !== 'anyone')

/** A path with ids that are well-formed and stand for nothing. */
function pathOf(path: string): string {
  return path.replace(/:\w+/g, uuidv7())
}

describe('every endpoint', () => {
  it('takes what is secret elsewhere than in its address, which proxies write down', () => {
    const inAddress = allEndpoints.flatMap(({ name, endpoint }) =>
      Object.keys({ ...endpoint.query?.shape, ...endpoint.params?.shape })
        .filter((key) => /token$|password|secret|code$/i.test(key))
        .map((key) => `${name}: ${key}`),
    )
    // The public API's name for what a device complains of, which is no secret.
    expect(inAddress).toEqual(['listDevices: errorCode'])
    expect(allEndpoints.filter(({ endpoint }) => endpoint.link).map(({ name }) => name)).toHaveLength(4)
  })

  it('is written once', () => {
    const names = allEndpoints.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(25)
  })

  it('has a row in the matrix of rights: who may call it, written by hand in test/matrix/rows.ts', () => {
    expect(allEndpoints.map(({ name }) => name).filter((name) => !rows[name])).toEqual([])
  })

  it('that needs somebody answers 401 before it looks at anything else', async () => {
    expect(closed.length).toBeGreaterThan(20)
    for (const { endpoint } of closed) {
      const tries: RequestInit[] = [{}]
      if (endpoint.method !== 'GET') {
        tries.push(
          { body: '{bad json', headers: { 'content-type': 'application/json' } },
          { body: 'x', headers: { 'content-type': 'application/unheard-of' } },
        )
      }
      for (const path of [pathOf(endpoint.path), endpoint.path.replace(/:\w+/g, 'no-id')]) {
        for (const more of tries) {
          const answer = await hub.request(path, { method: endpoint.method, ...more })
          expect(answer.status, `${endpoint.method} ${path}`).toBe(401)
          expect(answer.json).toMatchObject({ code: 'common.unauthorized', trackingId: expect.any(String) })
        }
      }
    }
  })

  it('takes neither a made-up token nor a made-up cookie, and counts neither as a failed sign-in', async () => {
    for (const { endpoint } of closed.slice(0, 5)) {
      const path = pathOf(endpoint.path)
      expect(
        (await hub.request(path, { method: endpoint.method, token: `${'0'.repeat(96)}_cb1_${partnerId}` })).status,
      ).toBe(401)
      expect((await hub.request(path, { method: endpoint.method, cookie: 'cordboard=nonsense' })).status).toBe(401)
    }
    expect(await hub.sql('select 1 from sign_in_failures where failures > 0')).toEqual([])
  })

  it('answers 404 for a path id that is none', async () => {
    const withIds = closed.filter(({ endpoint }) => endpoint.params)
    expect(withIds.length).toBeGreaterThan(5)
    for (const { endpoint } of withIds) {
      const answer = await hub.request(endpoint.path.replace(/:\w+/g, 'no-id'), {
        method: endpoint.method,
        token: await tokenFor(endpoint.needs),
        ...(endpoint.body ? { json: {} } : {}),
      })
      expect(answer.status, `${endpoint.method} ${endpoint.path}`).toBe(404)
    }
  })

  it('takes a JSON content type without a body', async () => {
    for (const { name, endpoint } of closed.filter(({ endpoint: each }) => !each.upload && !each.body)) {
      // Signing out would end the token that the next ones need.
      if (name === 'signOut') continue
      const answer = await hub.request(pathOf(endpoint.path), {
        method: endpoint.method,
        token,
        headers: { 'content-type': 'application/json;charset=utf-8' },
      })
      expect([415, 500], `${endpoint.method} ${endpoint.path}: ${answer.text}`).not.toContain(answer.status)
    }
  })

  it('carries a tracking id and keeps one that was given', async () => {
    const answer = await hub.request('/v1/organizations', { token })
    expect(answer.headers.get('trackingid')).toMatch(/^CORDBOARD_/)
    const given = await hub.request('/v1/organizations', { token, headers: { trackingid: 'mine-1' } })
    expect(given.headers.get('trackingid')).toBe('mine-1')
  })

  it('stands in the document with its whole path, open ones with empty security', async () => {
    const { json } = await hub.request('/openapi.json')
    const document = json as {
      paths: Record<string, Record<string, { security?: unknown[]; responses: Record<string, unknown> }>>
    }
    for (const { endpoint } of allEndpoints) {
      const operation = document.paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()]
      expect(operation, `${endpoint.method} ${endpoint.path}`).toBeDefined()
      if (endpoint.needs === 'anyone') expect(operation?.security).toEqual([])
      else {
        expect(operation?.security).toBeUndefined()
        expect(operation?.responses['401']).toBeDefined()
      }
    }
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method })),
    )
    for (const { path, method } of documented) {
      const answer = await hub.request(path.replace(/\{\w+\}/g, uuidv7()), {
        method: method.toUpperCase(),
        ...(method === 'get' ? {} : { json: {} }),
      })
      expect(answer.json, `${method} ${path} does not exist`).not.toMatchObject({ code: 'common.method_not_allowed' })
    }
    expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument(allEndpoints))))
  })

  it('has a readable page', async () => {
    const answer = await hub.request('/docs')
    expect(answer.status).toBe(200)
    for (const { endpoint } of allEndpoints) expect(answer.text).toContain(endpoint.path.replace(/:(\w+)/g, '{$1}'))
    expect(answer.text).not.toContain('<script')
  })
})

/** A request by this name: `fetch` has the names of its address only. */
async function askAs(host: string, port: number, path: string) {
  const asked = request({ host: '127.0.0.1', port, path, headers: { host, authorization: `Bearer ${token}` } }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const headers = new Map(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
  return { status: answer.statusCode, headers, text: await textOf(answer) }
}

describe('the hub', () => {
  it('says 405 with the methods that exist, and 404 for what does not', async () => {
    const wrong = await hub.request('/v1/organizations', { method: 'PATCH', token, json: {} })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect((await hub.request('/v1/nothing-here', { token })).status).toBe(404)
  })

  it('takes two slashes for one, and one at the end for none, as clients write them', async () => {
    expect((await hub.request('//v1/organizations', { token })).status).toBe(200)
    expect((await hub.request('/v1//organizations?max=1', { token })).status).toBe(200)
    expect((await hub.request('/v1/people/?max=1', { token })).status).toBe(200)
  })

  it('answers HEAD as GET, without the body', async () => {
    for (const path of ['/', '/health/live', '/openapi.json', '/v1/people?max=2']) {
      const [head, get] = [await hub.request(path, { method: 'HEAD', token }), await hub.request(path, { token })]
      expect([path, head.status, head.text]).toEqual([path, get.status, ''])
      expect(head.headers.get('content-type'), path).toBe(get.headers.get('content-type'))
    }
    expect((await hub.request('/v1/people', { method: 'HEAD' })).status).toBe(401)
  })

  it('sends security headers', async () => {
    const { headers } = await hub.request('/health/live')
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain("script-src 'self' 'unsafe")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  it('answers a problem for addresses that cannot be read', async () => {
    expect((await hub.request('/v1/people/%zz')).status).toBe(401)
    expect((await hub.request('/v1/people/%zz', { token })).json).toMatchObject({
      code: 'common.not_found',
      trackingId: expect.any(String),
    })
    expect((await hub.request(`/v1/people/${'a'.repeat(3000)}`, { token })).json).toMatchObject({
      code: 'common.not_found',
    })
  })

  it('is ready, alive and measured', async () => {
    expect((await hub.request('/health/live')).status).toBe(200)
    expect((await hub.request('/health/ready')).status).toBe(200)
    const metrics = await hub.request('/metrics')
    expect(metrics.text).toContain('cordboard_http_request_seconds_bucket')
  })

  it('limits requests for a token, with a whole number of seconds to wait', async () => {
    const node = await hub.another({ REQUESTS_PER_MINUTE: '5' })
    const statuses: number[] = []
    let retryAfter: string | null = null
    for (let count = 0; count < 8; count++) {
      const answer = await fetch(`http://127.0.0.1:${node.port}/v1/organizations`, {
        headers: { authorization: `Bearer ${token}` },
      })
      statuses.push(answer.status)
      retryAfter = answer.headers.get('retry-after') ?? retryAfter
      await answer.text()
    }
    expect(statuses.slice(0, 5)).toEqual([200, 200, 200, 200, 200])
    expect(statuses.at(-1)).toBe(429)
    expect(retryAfter).toMatch(/^[1-9]\d*$/)
    // Another address or token is not held up by it: without credentials the address has a count of its own.
    expect((await fetch(`http://127.0.0.1:${node.port}/v1/people/me`)).status).toBe(401)
  })

  it('asks the database about no made-up token once their address has used up its count, and about a known one all the same', async () => {
    const node = await hub.another({ REQUESTS_PER_MINUTE: '5' })
    const ask = async (bearer: string) =>
      (await fetch(`http://127.0.0.1:${node.port}/v1/people/me`, { headers: { authorization: `Bearer ${bearer}` } }))
        .status
    expect(await ask(token)).toBe(200)
    const asked = vi.spyOn(node.database, 'read')
    const statuses: number[] = []
    for (let count = 0; count < 30; count++)
      statuses.push(await ask(`${token.slice(0, -4)}${String(count).padStart(4, '0')}`))
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
    // The count may begin anew once, where the minute ends meanwhile.
    expect(asked.mock.calls.length).toBeLessThanOrEqual(12)
    expect(await ask(token)).toBe(200)
    asked.mockRestore()
  })

  it('answers a reading request that takes too long with a refusal of its own', async () => {
    const node = await hub.another({ READING_SECONDS: '1' })
    const holder = new pg.Client({ connectionString: hub.databaseUrl })
    await holder.connect()
    await holder.query('begin; lock table devices in access exclusive mode')
    const answer = await fetch(`http://127.0.0.1:${node.port}/v1/devices?displayName=x`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.json()).toMatchObject({ code: 'common.took_too_long' })
    await holder.query('rollback')
    await holder.end()
    const again = await fetch(`http://127.0.0.1:${node.port}/v1/devices?displayName=x`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(again.status).toBe(200)
  })

  it('refuses a writing request from a foreign page, by session and at sign-in', async () => {
    const answer = await hub.request('/v1/session', {
      method: 'POST',
      json: { email: 'a@example.test', password: 'x' },
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.json).toMatchObject({ code: 'common.foreign_origin' })
  })

  it('answers on loopback to no name but its own, whatever is asked: a website could lead any other here', async () => {
    for (const path of ['/v1/mailbox', '/v1/organizations?max=1', '/', '/health/ready', '/metrics', '/nowhere']) {
      const refused = await askAs(`rebound.example:${hub.port}`, hub.port, path)
      expect([refused.status, JSON.parse(refused.text).code], path).toEqual([421, 'common.unknown_host'])
      expect(refused.text).toContain('PUBLIC_URL')
    }
    for (const host of [`localhost:${hub.port}`, `demo.localhost:${hub.port}`, `127.0.0.1:${hub.port}`, '[::1]'])
      expect((await askAs(host, hub.port, '/v1/organizations?max=1')).status, host).toBe(200)
    // Where every name may lead to, or the address is stated, Host is a matter of the proxy.
    const open = await hub.another({ HOST: '0.0.0.0' })
    expect((await askAs('hub.example.test', open.port, '/v1/organizations?max=1')).status).toBe(200)
  })

  it('never builds an address from the Host header', async () => {
    const node = await hub.another({ PUBLIC_URL: 'https://hub.example.test' })
    await hub.sql(
      `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, 'Next', 'next', 'FI', now())`,
      [partnerId, uuidv7()],
    )
    const answer = await askAs('evil.example', node.port, '/v1/customers?max=1')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('link')).toContain('https://hub.example.test/')
    expect(`${answer.headers.get('link')}${answer.headers.get('location')}`).not.toContain('evil')
  })
})
