import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nameOfEndpoint, recordedAs } from '../../src/api/access-records.ts'
import { accessHeader } from '../../src/api/endpoint.ts'
import { encodeId } from '../../src/api/ids.ts'
import { allEndpoints } from '../../src/api/index.ts'
import { type Role, takenInSession } from '../../src/api/permissions.ts'
import { sendMail } from '../../src/hub/mail/index.ts'
import { type Actor, decide, systemActor } from '../../src/platform/access.ts'
import { isHeldBack } from '../../src/platform/http.ts'
import { masked, maskedFields } from '../../src/platform/masking.ts'
import { uuidv7 } from '../../src/platform/uuid.ts'
import { startHub } from '../hub.ts'
import { rows } from './rows.ts'
import { fingerprint, makeWorld } from './world.ts'

const hub = await startHub({ settings: { MAILBOX: 'true' } })
const world = await makeWorld(hub)
const { own } = world.subjects
const agent = { cookie: world.cookies.get('X') ?? '', id: world.ids.get('X') ?? '' }
await hub.sql('update organizations set read_only_access = true, restricted = false')
await hub.sql(`update organizations set external_id = 'known-as-1042' where id = $1`, [own.organizationId])

async function enter(kind: 'view' | 'temporary', scope: 'read' | 'full'): Promise<string> {
  const id = uuidv7()
  await hub.sql(
    `insert into access_grants (partner_id, id, org_id, kind, scope, requested_by, requested_by_name, requested_by_email, seconds, state, starts_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, 'Agent', 'x@matrix.example.test', 3600, 'granted', now(), now() + interval '1 hour')`,
    [own.partnerId, id, own.organizationId, kind, scope, agent.id],
  )
  return encodeId('ACCESS', id)
}

/** An actor of the hub as such a session makes it, for what can be told without a request. */
function inside(scope: 'read' | 'full'): Actor {
  const role: Role = scope === 'full' ? 'id_full_admin' : 'id_readonly_admin'
  return {
    ...systemActor(own.partnerId),
    kind: 'administrator',
    side: 'customer',
    role,
    organizationId: own.organizationId,
    reach: { kind: 'some', organizations: [own.organizationId] },
    access: { grantId: uuidv7(), scope, expiresAt: new Date(Date.now() + 3600_000) },
  }
}

const mayCall = (scope: 'read' | 'full') =>
  allEndpoints.filter(({ endpoint }) => {
    if (endpoint.needs === 'anyone' || isHeldBack(endpoint, inside(scope))) return false
    return decide(inside(scope), { needs: endpoint.needs, writes: endpoint.method !== 'GET' }).allowed
  })

describe('every endpoint, by consent', () => {
  for (const kind of ['view', 'temporary'] as const) {
    it(`writes nothing in a read-only ${kind} session, whatever the route`, async () => {
      const grant = await enter(kind, 'read')
      const headers = { [accessHeader]: grant }
      const before = await fingerprint(hub, own.partnerId)
      let writing = 0
      for (const { name, endpoint } of allEndpoints) {
        if (endpoint.method === 'GET') continue
        const row = rows[name]
        if (!row) throw new Error(`${name} has no row`)
        // A grant to aim at is needed by no rule here: the session is refused before anything is looked up.
        const subject = { ...own, grantId: uuidv7() }
        const answer = await hub.request(row.path(subject), {
          method: endpoint.method,
          cookie: agent.cookie,
          ...(row.body ? { json: row.body(subject) } : {}),
          ...(row.file ? { body: row.file } : {}),
          headers: { ...headers, ...(row.file ? { 'content-type': 'text/csv' } : {}) },
        })
        const { needs } = endpoint
        const ownAccount =
          needs === 'anyone' || needs === 'signed-in' || takenInSession.some((permission) => permission === needs)
        expect([answer.status, (answer.json as { code?: string }).code], `${name}: ${answer.text}`).toEqual([
          403,
          ownAccount ? 'access.not_in_view' : 'access.read_only',
        ])
        expect(answer.text, name).not.toMatch(/you have full access/)
        writing++
      }
      expect(writing).toBeGreaterThan(12)
      expect((await hub.request('/v1/session', { cookie: agent.cookie, headers })).status).toBe(200)
      expect(await fingerprint(hub, own.partnerId)).toBe(before)
    })
  }

  it('that a session may call has its sentence, and no other does', () => {
    const callable = new Set([...mayCall('read'), ...mayCall('full')].map(({ endpoint }) => nameOfEndpoint(endpoint)))
    expect([...callable].filter((name) => recordedAs[name] === undefined)).toEqual([])
    const known = new Set(allEndpoints.map(({ endpoint }) => nameOfEndpoint(endpoint)))
    expect(Object.keys(recordedAs).filter((name) => !known.has(name))).toEqual([])
    expect(callable.size).toBeGreaterThan(25)
  })

  it('that answers well is in the replay, by its name', async () => {
    for (const scope of ['read', 'full'] as const) {
      const grant = await enter('temporary', scope)
      const wanted: string[] = []
      for (const { name, endpoint } of mayCall(scope)) {
        const row = rows[name]
        if (!row) throw new Error(`${name} has no row`)
        const subject = row.fresh ? { ...own, ...(await row.fresh(hub, own)) } : own
        const answer = await hub.request(row.path(subject), {
          method: endpoint.method,
          cookie: agent.cookie,
          ...(row.body ? { json: row.body(subject) } : {}),
          ...(row.file ? { body: row.file } : {}),
          headers: { [accessHeader]: grant, ...(row.file ? { 'content-type': 'text/csv' } : {}) },
        })
        expect(answer.status, `${name}: ${answer.text.slice(0, 200)}`).not.toBe(500)
        if (answer.status < 300 && recordedAs[nameOfEndpoint(endpoint)] !== 'unrecorded')
          wanted.push(nameOfEndpoint(endpoint))
      }
      const { items } = (await hub.request(`/v1/access/grants/${grant}/records?max=500`, { cookie: agent.cookie }))
        .json as {
        items: { endpoint: string; text: string }[]
      }
      // Of several that are told in the same words, one stands for all.
      const told = (names: string[]) => [...new Set(names.map((name) => recordedAs[name] ?? name))].sort()
      expect(told(items.map((item) => item.endpoint))).toEqual(told(wanted))
      expect(wanted.length).toBeGreaterThan(scope === 'full' ? 28 : 22)
      for (const { text, endpoint } of items) expect(text, endpoint).not.toContain(endpoint)
    }
  }, 120_000)

  it('covers in a view what is secret or half-secret, and not in full access', async () => {
    const view = await enter('view', 'read')
    const full = await enter('temporary', 'full')
    const customer = async (grant: string) =>
      (
        await hub.request(`/v1/customers/${own.organizationId}`, {
          cookie: agent.cookie,
          headers: { [accessHeader]: grant },
        })
      ).text
    expect(await customer(full)).toContain('known-as-1042')
    // The same agent sees and searches it in the Help Desk: nothing is hidden here that is shown there.
    expect(await customer(view)).toContain('known-as-1042')
    const events = async (grant: string) =>
      (await hub.request('/v1/audit/events?max=50', { cookie: agent.cookie, headers: { [accessHeader]: grant } })).text
    await hub.request(`/v1/users/${encodeId('PEOPLE', own.userId)}`, {
      cookie: agent.cookie,
      headers: { [accessHeader]: full },
    })
    expect(await events(full)).toContain('127.0.0.1')
    expect(await events(view)).toContain('helpdesk.user_opened')
    expect(await events(view)).not.toContain('127.0.0.1')
    for (const path of ['/v1/audit/events.csv', '/v1/audit/events.json', '/v1/audit/stream']) {
      const answer = await hub.request(path, { cookie: agent.cookie, headers: { [accessHeader]: view } })
      expect(answer.json, path).toMatchObject({ code: 'access.not_in_view' })
    }
    const stream = await hub.request('/v1/audit/stream', { cookie: agent.cookie, headers: { [accessHeader]: full } })
    expect(stream.json).toMatchObject({ code: 'access.not_in_session' })
  })

  it('answers no field that sounds secret and is not covered', () => {
    const telling = /secret|token|client|password|recover|userAgent|^ip|Ip$|address|external|activationCode|otp/i
    // What sounds so and is none: it tells how something is, or is the thing itself that administrators look for.
    // The address of a device in its own network is a fact of support, which agents see by their own right.
    const shown = new Set([
      'ip',
      'addresses',
      'sipAddress',
      'sipAddresses',
      'address1',
      'address2',
      'emailAddress',
      'externalId',
    ])
    const open: string[] = []
    for (const { endpoint } of mayCall('read')) {
      if (!endpoint.reply) continue
      const walk = (node: unknown): void => {
        if (typeof node !== 'object' || node === null) return
        for (const [key, value] of Object.entries(node)) {
          if (key === 'properties' && typeof value === 'object' && value !== null)
            for (const name of Object.keys(value))
              if (telling.test(name) && !shown.has(name) && !maskedFields.has(name))
                open.push(`${nameOfEndpoint(endpoint)}: ${name}`)
          walk(value)
        }
      }
      walk(z.toJSONSchema(endpoint.reply, { unrepresentable: 'any', io: 'output' }))
    }
    expect(open).toEqual([])
  })

  it('shows in a read-only session neither from where somebody signed in nor the file of refused rows', async () => {
    const id = await hub.within(own.partnerId, (context) =>
      sendMail(context, {
        kind: 'sign_in_warning',
        to: { email: 'warned@matrix.example.test', name: 'Warned' },
        organizationId: own.organizationId,
        values: { browser: 'Firefox on Plan 9', at: new Date().toISOString(), address: '192.0.2.77' },
      }),
    )
    const mail = async (scope: 'read' | 'full') => {
      const headers = { [accessHeader]: await enter('temporary', scope) }
      return (await hub.request(`/v1/mail/messages/${id}`, { cookie: agent.cookie, headers })).text
    }
    for (const told of ['192.0.2.77', 'Plan 9']) {
      expect(await mail('full')).toContain(told)
      expect(await mail('read')).not.toContain(told)
    }
    expect(await mail('read')).toContain(masked)
    const headers = { [accessHeader]: await enter('view', 'read') }
    const file = await hub.request(`/v1/imports/${uuidv7()}/failed.csv`, { cookie: agent.cookie, headers })
    expect([file.status, (file.json as { code?: string }).code]).toEqual([403, 'access.not_in_view'])
  })
})
