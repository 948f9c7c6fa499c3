import { describe, expect, it } from 'vitest'
import { as, makeAdministrator, password, startHub } from '../../../test/hub.ts'
import { linkHeader } from '../../api/endpoint.ts'
import * as identityApi from '../../api/identity.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { hashToken } from './secrets.ts'

let now = new Date('2026-03-01T10:00:00Z')
const hub = await startHub({ clock: () => now })
const partnerId = uuidv7()
await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Identity', now())`, [partnerId])
await makeAdministrator(hub, partnerId, { email: 'admin@example.test', role: 'atlas-portal.partner.salesfulladmin' })
await makeAdministrator(hub, partnerId, { email: 'agent@example.test', role: 'atlas-portal.partner.helpdesk' })

const post = async (email: string, given: string) =>
  await hub.request('/v1/session', { method: 'POST', json: { email, password: given } })

describe('POST /v1/session', () => {
  it('signs a person in by password and says who it is and what it may do', async () => {
    const answer = await post(' Admin@Example.test ', password)
    expect(answer.status).toBe(200)
    const session = as(identityApi.getSession, answer)
    expect(session.person).toMatchObject({
      email: 'admin@example.test',
      side: 'partner',
      roleName: 'Partner Full Administrator',
    })
    expect(session.permissions).toContain('imports:write')
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
  })

  it('answers alike for an unknown account and a wrong password', async () => {
    const wrong = await post('admin@example.test', 'not the password')
    const unknown = await post('nobody@example.test', 'not the password')
    expect(wrong.status).toBe(401)
    const { trackingId: _one, ...first } = wrong.json as Record<string, unknown>
    const { trackingId: _two, ...second } = unknown.json as Record<string, unknown>
    expect(first).toEqual(second)
    expect(first).toMatchObject({ code: 'identity.wrong_credentials' })
  })

  it('keeps neither password nor token readable in the database', async () => {
    const cookie = await hub.signIn('admin@example.test')
    const value = cookie.split('=')[1] ?? ''
    expect(value.length).toBeGreaterThan(60)
    const rows =
      JSON.stringify(await hub.sql('select * from sessions')) +
      JSON.stringify(await hub.sql('select * from administrators'))
    expect(rows).not.toContain(value)
    expect(rows).not.toContain(password)
    expect(rows).toContain('$argon2id$')
  })

  it('makes an account wait after too many failures, also with the right password, and says how long', async () => {
    await makeAdministrator(hub, partnerId, { email: 'locked@example.test', role: 'atlas-portal.partner.helpdesk' })
    for (let count = 0; count < 10; count++) expect((await post('locked@example.test', 'wrong')).status).toBe(401)
    const answer = await post('locked@example.test', password)
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    // The count is kept in the database, so a second node knows it too.
    const node = await hub.another()
    const there = await fetch(`http://127.0.0.1:${node.port}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'locked@example.test', password }),
    })
    expect(there.status).toBe(429)
    expect((await post('admin@example.test', password)).status).toBe(200)
  })

  it('is not locked by strangers for an address that it has signed in from', async () => {
    await makeAdministrator(hub, partnerId, { email: 'known@example.test', role: 'atlas-portal.partner.helpdesk' })
    const node = await hub.another({ TRUST_PROXY: 'true' })
    const from = async (address: string, given: string) =>
      await fetch(`http://127.0.0.1:${node.port}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ email: 'known@example.test', password: given }),
      })
    expect((await from('192.0.2.1', password)).status).toBe(200)
    for (let count = 0; count < 10; count++) expect((await from(`198.51.100.${count}`, 'wrong')).status).toBe(401)
    expect((await from('198.51.100.77', password)).status).toBe(429)
    expect((await from('192.0.2.1', password)).status).toBe(200)
    // The known address has a limit all the same.
    for (let count = 0; count < 10; count++) expect((await from('192.0.2.1', 'wrong')).status).toBe(401)
    expect((await from('192.0.2.1', password)).status).toBe(429)
  })

  it('sets a __Host- cookie, secure, where people come by https', async () => {
    const node = await hub.another({ PUBLIC_URL: 'https://hub.example.test' })
    const answer = await fetch(`http://127.0.0.1:${node.port}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@example.test', password }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-cordboard=.*Secure/)
  })

  it('writes the sign-in into the audit', async () => {
    const before = await hub.sql(`select 1 from audit_events where type = 'identity.signed_in'`)
    await hub.signIn('admin@example.test')
    expect((await hub.sql(`select 1 from audit_events where type = 'identity.signed_in'`)).length).toBe(
      before.length + 1,
    )
  })
})

describe('GET and DELETE /v1/session', () => {
  it('ends a session at sign-out, at once', async () => {
    const cookie = await hub.signIn('admin@example.test')
    expect((await hub.request('/v1/session', { cookie })).status).toBe(200)
    expect((await hub.request('/v1/session', { method: 'DELETE', cookie })).status).toBe(204)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(401)
  })

  it('ends a session that rests longer than the idle limit', async () => {
    const cookie = await hub.signIn('admin@example.test')
    now = new Date(now.getTime() + 59 * 60_000)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(200)
    now = new Date(now.getTime() + 59 * 60_000)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(200)
    now = new Date(now.getTime() + 61 * 60_000)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(401)
  })

  it('lets what a console asks by itself keep no session alive, and checks it in full', async () => {
    const background = { 'cordboard-background': '1' }
    const cookie = await hub.signIn('admin@example.test')
    const [, session = ''] = cookie.split('=')
    const lastSeen = async () =>
      (await hub.sql('select last_seen_at from sessions where token_hash = $1', [hashToken(session)]))[0]?.[
        'last_seen_at'
      ]
    const atSignIn = await lastSeen()
    expect(atSignIn).toBeInstanceOf(Date)
    for (const minutes of [20, 20, 19]) {
      now = new Date(now.getTime() + minutes * 60_000)
      expect((await hub.request('/v1/session', { cookie, headers: background })).status).toBe(200)
      expect((await hub.request('/v1/imports', { cookie, headers: background })).status).toBe(200)
    }
    expect(await lastSeen()).toEqual(atSignIn)
    now = new Date(now.getTime() + 2 * 60_000)
    expect((await hub.request('/v1/session', { cookie, headers: background })).status).toBe(401)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(401)
  })

  it('takes a writing request for use, whatever it says of itself', async () => {
    const cookie = await hub.signIn('admin@example.test')
    now = new Date(now.getTime() + 59 * 60_000)
    const written = await hub.request('/v1/session/fresh', {
      method: 'POST',
      cookie,
      json: { password: 'not the password' },
      headers: { 'cordboard-background': '1' },
    })
    expect(written.json).toMatchObject({ code: 'identity.wrong_password' })
    now = new Date(now.getTime() + 59 * 60_000)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(200)
  })

  it('ends a session at the absolute limit, however much it is used', async () => {
    const cookie = await hub.signIn('admin@example.test')
    for (let half = 0; half < 23; half++) {
      now = new Date(now.getTime() + 30 * 60_000)
      expect((await hub.request('/v1/session', { cookie })).status).toBe(200)
    }
    now = new Date(now.getTime() + 31 * 60_000)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(401)
  })

  it("takes a person's rights away at the next request", async () => {
    const id = await makeAdministrator(hub, partnerId, {
      email: 'leaver@example.test',
      role: 'atlas-portal.partner.helpdesk',
    })
    const cookie = await hub.signIn('leaver@example.test')
    expect((await hub.request('/v1/session', { cookie })).status).toBe(200)
    await hub.sql('update administrators set disabled_at = now() where id = $1', [id])
    expect((await hub.request('/v1/session', { cookie })).status).toBe(401)
    expect((await post('leaver@example.test', password)).status).toBe(401)
  })

  it('takes no session token as an access token, nor the other way round', async () => {
    const cookie = await hub.signIn('admin@example.test')
    expect((await hub.request('/v1/session', { token: cookie.split('=')[1] ?? '' })).status).toBe(401)
    const token = await hub.token({ partnerId })
    expect((await hub.request('/v1/people/me', { token })).status).toBe(200)
    expect((await hub.request('/v1/people/me', { cookie: `cordboard=${token}` })).status).toBe(401)
  })

  it('lets a help-desk agent search and read, and not import', async () => {
    const session = as(
      identityApi.getSession,
      await hub.request('/v1/session', { cookie: await hub.signIn('agent@example.test') }),
    )
    expect(session.permissions).toContain('lookup:search')
    expect(session.permissions).not.toContain('imports:write')
  })
})

describe('the set-up link', () => {
  it('makes the partner and its first administrator once, and never again', async () => {
    const empty = await startHub()
    const link = new URL(empty.setupLink ?? '')
    const token = new URLSearchParams(link.hash.slice(1)).get('token') ?? ''
    const body = {
      token,
      partnerName: 'Northern Voice',
      firstName: 'Aino',
      lastName: 'Salo',
      email: 'aino@northern.example',
      password: 'a good long password',
    }
    expect((await empty.request('/v1/setup', { headers: { [linkHeader]: token } })).status).toBe(200)
    // What the sign-in page asks: known to anyone, and no more than that.
    expect((await empty.request('/v1/setup')).json).toEqual({ open: true })
    expect(
      (await empty.request('/v1/setup', { method: 'POST', json: { ...body, password: 'short' } })).json,
    ).toMatchObject({ code: 'identity.password_too_short' })
    expect(
      (await empty.request('/v1/setup', { method: 'POST', json: { ...body, password: 'password1234' } })).json,
    ).toMatchObject({ code: 'identity.password_common' })
    // Of the company and the person it knows what the form says.
    for (const password of ['northernvoice', 'Aino.Salo.2026', 'northern12345678'])
      expect(
        (await empty.request('/v1/setup', { method: 'POST', json: { ...body, password } })).json,
        password,
      ).toMatchObject({ code: 'identity.password_common' })
    expect(
      (await empty.request('/v1/setup', { method: 'POST', json: { ...body, email: 'nonsense' } })).json,
    ).toMatchObject({ code: 'identity.bad_email' })
    // Twice at once: one of them wins.
    const both = await Promise.all([1, 2].map(() => empty.request('/v1/setup', { method: 'POST', json: body })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 403])
    expect((await empty.sql('select 1 from partners')).length).toBe(1)
    expect((await empty.request('/v1/setup', { headers: { [linkHeader]: token } })).status).toBe(403)
    expect((await empty.request('/v1/setup')).json).toEqual({ open: false })
    const cookie =
      both
        .find(({ status }) => status === 201)
        ?.headers.get('set-cookie')
        ?.split(';')[0] ?? ''
    expect((await empty.request('/v1/customers', { cookie })).status).toBe(200)
    const again = await empty.another()
    expect(again.setupLink).toBeNull()
  })

  it('is worth nothing once a newer one was printed', async () => {
    const empty = await startHub()
    const first = new URLSearchParams(new URL(empty.setupLink ?? '').hash.slice(1)).get('token') ?? ''
    const second = await empty.another()
    expect(second.setupLink).not.toBeNull()
    expect((await empty.request('/v1/setup', { headers: { [linkHeader]: first } })).status).toBe(403)
  })
})

describe('many guesses at once', () => {
  it('are counted before they are looked at: no more than the limit is tried', async () => {
    await makeAdministrator(hub, partnerId, { email: 'target@example.test', role: 'atlas-portal.partner.helpdesk' })
    const answers = await Promise.all(Array.from({ length: 30 }, () => post('target@example.test', 'a wrong guess')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
  })
})

describe('the client address', () => {
  it('is the one that the nearest proxy saw, whatever the client writes before it', async () => {
    const node = await hub.another({ TRUST_PROXY: 'true', SIGN_IN_FAILURES: '1' })
    const guess = async (forwarded: string, email: string) =>
      await fetch(`http://127.0.0.1:${node.port}/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
        body: JSON.stringify({ email, password: 'x' }),
      })
    for (let count = 0; count < 10; count++)
      expect((await guess(`10.0.0.${count}, 203.0.113.9`, `one-${count}@example.test`)).status).toBe(401)
    expect((await guess('10.9.9.9, 203.0.113.9', 'another@example.test')).status).toBe(429)
    expect((await guess('203.0.113.10', 'a-third@example.test')).status).toBe(401)
  })
})
