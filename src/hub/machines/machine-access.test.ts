import { describe, expect, it } from 'vitest'
import { type Answer, as, makeAdministrator, password, startHub } from '../../../test/hub.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import { allEndpoints } from '../../api/index.ts'
import * as machineApi from '../../api/machine-access.ts'
import { accountScope, openingScopes } from '../../api/scopes.ts'
import { uuidv7 } from '../../platform/uuid.ts'

let now = new Date('2026-03-01T10:00:10Z')
const hub = await startHub({ clock: () => now })
const partnerId = uuidv7()
const [one, two] = [uuidv7(), uuidv7()]
await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Machines', now())`, [partnerId])
for (const id of [one, two])
  await hub.sql(
    `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, $3, $3, 'FI', now())`,
    [partnerId, id, `customer ${id}`],
  )
await makeAdministrator(hub, partnerId, { email: 'admin@example.test', role: 'atlas-portal.partner.salesfulladmin' })
await makeAdministrator(hub, partnerId, { email: 'desk@example.test', role: 'atlas-portal.partner.helpdesk' })
await makeAdministrator(hub, partnerId, { email: 'owner@example.test', role: 'id_full_admin', organizationId: one })

const signedIn = async (name: string) => await hub.signIn(`${name}@example.test`)
const send = async (method: string, path: string, cookie: string, json?: unknown) =>
  await hub.request(path, { method, cookie, ...(json === undefined ? {} : { json }) })
const grant = async (clientId: string, secret: string) =>
  await hub.request('/v1/access_token', {
    method: 'POST',
    json: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
  })
const tokenIn = (answer: Answer) => (answer.json as { access_token: string }).access_token

async function app(cookie: string, given: object) {
  const answer = await send('POST', '/v1/service-apps', cookie, { name: 'App', ...given })
  expect(answer.status, answer.text).toBe(201)
  return as(machineApi.createServiceApp, answer)
}

async function personal(cookie: string, given: object) {
  const answer = await send('POST', '/v1/personal-tokens', cookie, { name: 'Mine', ...given })
  expect(answer.status, answer.text).toBe(201)
  return as(machineApi.createPersonalToken, answer)
}

describe('service apps', () => {
  it('show their secret once, keep it as a hash, and tell when they were last used', async () => {
    const admin = await signedIn('admin')
    const made = await app(admin, { role: 'atlas-portal.partner.salesfulladmin', scopes: [] })
    expect(made.app.lastUsed).toBeUndefined()
    expect(JSON.stringify(await hub.sql('select * from service_apps'))).not.toContain(made.clientSecret)
    const token = tokenIn(await grant(made.app.clientId, made.clientSecret))
    expect((await hub.request('/v1/people/me', { token })).json).toMatchObject({ type: 'appuser' })
    const { items } = as(machineApi.listServiceApps, await send('GET', '/v1/service-apps', admin))
    expect(items.find(({ id }) => id === made.app.id)).toMatchObject({ lastUsed: now.toISOString(), enabled: true })
    expect(JSON.stringify(items)).not.toContain(made.clientSecret)
  })

  it('lose the old secret and what was fetched with it when it is renewed, and all when they are removed', async () => {
    const admin = await signedIn('admin')
    const { app: made, clientSecret } = await app(admin, { role: 'atlas-portal.partner.readonlyadmin' })
    const token = tokenIn(await grant(made.clientId, clientSecret))
    const renewed = as(
      machineApi.renewServiceAppSecret,
      await send('POST', `/v1/service-apps/${made.id}/secret`, admin),
    )
    expect((await hub.request('/v1/people/me', { token })).status).toBe(401)
    expect((await grant(made.clientId, clientSecret)).status).toBe(401)
    const next = tokenIn(await grant(made.clientId, renewed.clientSecret))
    expect((await hub.request('/v1/people/me', { token: next })).status).toBe(200)
    expect((await send('DELETE', `/v1/service-apps/${made.id}`, admin)).status).toBe(204)
    expect((await hub.request('/v1/people/me', { token: next })).status).toBe(401)
    expect((await grant(made.clientId, renewed.clientSecret)).status).toBe(401)
    expect((await send('DELETE', `/v1/service-apps/${made.id}`, admin)).json).toMatchObject({
      code: 'identity.service_app_not_found',
    })
  })

  it('are changed for their tokens too, from the next request on', async () => {
    const admin = await signedIn('admin')
    const { app: made, clientSecret } = await app(admin, {
      role: 'atlas-portal.partner.salesfulladmin',
      scopes: ['spark-admin:people_read', 'spark-admin:organizations_read'],
    })
    const token = tokenIn(await grant(made.clientId, clientSecret))
    expect((await hub.request('/v1/organizations', { token })).status).toBe(200)
    const path = `/v1/service-apps/${made.id}`
    await send('PATCH', path, admin, { scopes: ['spark-admin:people_read'] })
    expect((await hub.request('/v1/organizations', { token })).json).toMatchObject({ code: 'common.scope_missing' })
    expect((await hub.request('/v1/people', { token })).status).toBe(200)
    await send('PATCH', path, admin, { enabled: false })
    expect((await hub.request('/v1/people', { token })).status).toBe(401)
    expect((await grant(made.clientId, clientSecret)).status).toBe(401)
  })

  it('fetch a token for less than they may: of the scopes asked for those that they have', async () => {
    const admin = await signedIn('admin')
    const scopes = ['spark-admin:people_read', 'spark-admin:organizations_read']
    const { app: made, clientSecret } = await app(admin, { role: 'atlas-portal.partner.salesfulladmin', scopes })
    const ask = async (scope?: string, of = { id: made.clientId, secret: clientSecret }) =>
      await hub.request('/v1/access_token', {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: of.id,
          client_secret: of.secret,
          ...(scope === undefined ? {} : { scope }),
        }),
      })
    for (const all of [undefined, ''])
      expect((await ask(all)).json).toMatchObject({ scope: [...scopes].sort().join(' ') })
    const narrow = await ask('spark-admin:people_read made:up spark-admin:people_write spark-admin:people_read')
    expect(narrow.json).toMatchObject({ scope: 'spark-admin:people_read' })
    for (const between of ['  ', '\t', '\r\n', ',', ', '])
      expect((await ask(scopes.join(between))).json, JSON.stringify(between)).toMatchObject({
        scope: 'spark-admin:people_read spark-admin:organizations_read',
      })
    const token = tokenIn(narrow)
    expect((await hub.request('/v1/people', { token })).status).toBe(200)
    expect((await hub.request('/v1/organizations', { token })).json).toMatchObject({ code: 'common.scope_missing' })
    expect((await hub.request('/v1/organizations', { token: tokenIn(await ask()) })).status).toBe(200)
    for (const nothing of ['made:up', 'spark-admin:people_write', ' ', accountScope]) {
      const refused = await ask(nothing)
      expect([refused.status, refused.json], nothing).toMatchObject([
        400,
        { code: 'identity.invalid_scope', errors: [{ errorCode: 11011, remedy: expect.any(String) }] },
      ])
    }
    // What the app loses, a token that asked for it has lost; what it gains, the token never asked for.
    const path = `/v1/service-apps/${made.id}`
    await send('PATCH', path, admin, { scopes: ['spark-admin:organizations_read'] })
    expect((await hub.request('/v1/people', { token })).json).toMatchObject({ code: 'common.scope_missing' })
    await send('PATCH', path, admin, { scopes: [] })
    expect((await hub.request('/v1/people', { token })).status).toBe(200)
    expect((await hub.request('/v1/organizations', { token })).json).toMatchObject({ code: 'common.scope_missing' })
    // An app without scopes of its own may all that its role allows, the hub's own scopes too.
    const desk = await app(admin, { role: 'atlas-portal.partner.readonlyadmin' })
    const of = { id: desk.app.clientId, secret: desk.clientSecret }
    expect((await ask('cordboard:mail_read cordboard:mail_write', of)).json).toMatchObject({
      scope: 'cordboard:mail_read',
    })
  })

  it('of a customer have its roles and reach nothing else; its own administrator makes them for it alone', async () => {
    const owner = await signedIn('owner')
    const made = await app(owner, { role: 'id_readonly_admin' })
    expect(decodeId('ORGANIZATION', made.app.organizationId ?? '')).toBe(one)
    const token = tokenIn(await grant(made.app.clientId, made.clientSecret))
    expect(token.split('_')[2]).toBe(one)
    expect(((await hub.request('/v1/organizations', { token })).json as { items: unknown[] }).items).toHaveLength(1)
    const tries = [
      { role: 'id_full_admin', organizationId: two, code: 'partners.customer_not_found' },
      { role: 'atlas-portal.partner.salesfulladmin', code: 'identity.role_not_for_app' },
      { role: 'id_readonly_admin', scopes: ['cordboard:identity_tokens'], code: 'identity.scope_not_allowed' },
    ]
    for (const { code, ...given } of tries)
      expect((await send('POST', '/v1/service-apps', owner, { name: 'App', ...given })).json).toMatchObject({ code })
    const admin = await signedIn('admin')
    expect((await send('POST', '/v1/service-apps', admin, { name: 'App', role: 'id_full_admin' })).json).toMatchObject({
      code: 'identity.role_not_for_app',
    })
    expect((await send('GET', '/v1/service-apps', await signedIn('desk'))).status).toBe(403)
  })

  it('fetch tokens for one organization, which reach no other, and only for one in reach', async () => {
    const admin = await signedIn('admin')
    const { app: made, clientSecret } = await app(admin, { role: 'atlas-portal.partner.salesfulladmin' })
    const ask = async (given: object, id = made.id) =>
      await hub.request(`/v1/applications/${id}/token`, {
        method: 'POST',
        json: { clientId: made.clientId, clientSecret, targetOrgId: encodeId('ORGANIZATION', two), ...given },
      })
    const answer = await ask({})
    expect(answer.status).toBe(200)
    const token = tokenIn(answer)
    expect(token.split('_')).toHaveLength(3)
    expect(token.split('_')[2]).toBe(two)
    const { items } = (await hub.request('/v1/organizations', { token })).json as { items: { id: string }[] }
    expect(items.map(({ id }) => decodeId('ORGANIZATION', id))).toEqual([two])
    expect((await hub.request(`/v1/organizations/${one}`, { token })).status).toBe(404)
    expect((await ask({ targetOrgId: uuidv7() })).json).toMatchObject({ code: 'partners.customer_not_found' })
    expect((await ask({ clientSecret: 'wrong' })).json).toMatchObject({ code: 'identity.wrong_client' })
    expect((await ask({}, encodeId('APPLICATION', uuidv7()))).json).toMatchObject({ code: 'identity.wrong_client' })
    const own = await app(admin, { role: 'id_full_admin', organizationId: one })
    const foreign = await hub.request(`/v1/applications/${own.app.id}/token`, {
      method: 'POST',
      json: { clientId: own.app.clientId, clientSecret: own.clientSecret, targetOrgId: two },
    })
    expect(foreign.json).toMatchObject({ code: 'partners.customer_not_found' })
  })
})

describe('a token for one organization, of an app with every right of the partner', () => {
  it('has nothing of the partner itself, and keeps what its role may do with that organization', async () => {
    const admin = await signedIn('admin')
    const { app: made, clientSecret } = await app(admin, { role: 'atlas-portal.partner.salesfulladmin' })
    const answer = await hub.request(`/v1/applications/${made.id}/token`, {
      method: 'POST',
      json: { clientId: made.clientId, clientSecret, targetOrgId: encodeId('ORGANIZATION', two) },
    })
    const token = tokenIn(answer)
    const desk = (await hub.sql(`select id from administrators where email = 'desk@example.test'`))[0]?.['id']
    const person = { email: 'sly@example.test', firstName: 'Sly', lastName: 'One' }
    const role = 'atlas-portal.partner.salesfulladmin'
    const acts: [string, string, unknown?][] = [
      ['GET', '/v1/administrators'],
      ['GET', `/v1/administrators?organizationId=${partnerId}`],
      ['GET', '/v1/administrators/export.csv'],
      ['POST', '/v1/administrators', { ...person, role }],
      ['POST', '/v1/administrators/preview', { role }],
      ['PATCH', '/v1/partner/settings', { administratorsManageUsers: false }],
      ['GET', '/v1/partner/parent'],
      ['PATCH', '/v1/partner/parent', { may: 'manage' }],
      ['GET', '/v1/service-apps'],
      ['GET', '/v1/sign-in-policy'],
      ['PUT', '/v1/audit/retention', { days: 400 }],
      ['POST', '/v1/audit/checks'],
      ['POST', '/v1/audit/checkpoint'],
      ['POST', `/v1/mail/messages/${uuidv7()}/resend`],
    ]
    for (const [method, path, json] of acts) {
      const tried = await hub.request(path, { method, token, ...(json === undefined ? {} : { json }) })
      expect(tried.json, `${method} ${path}: ${tried.status}`).toMatchObject({ code: 'identity.one_organization' })
    }
    for (const [method, json] of [['GET'], ['PATCH', { role }], ['PATCH', { disabled: true }], ['DELETE']] as const) {
      const tried = await hub.request(`/v1/administrators/${desk}`, { method, token, ...(json ? { json } : {}) })
      expect(tried.json, method).toMatchObject({ code: 'identity.administrator_not_found' })
    }
    for (const [method, path] of [
      ['POST', `${two}/partnerAdmin/${desk}/assign`],
      ['DELETE', `${two}/partnerAdmin/${desk}/unassign`],
      ['DELETE', `partnerAdmin/${desk}`],
    ] as const) {
      const tried = await hub.request(`/v1/partner/organizations/${path}`, { method, token })
      expect(tried.json, path).toMatchObject({ code: 'identity.one_organization' })
    }
    expect((await hub.sql(`select 1 from administrators where email = 'sly@example.test'`)).length).toBe(0)
    const whole = tokenIn(await grant(made.clientId, clientSecret))
    expect((await hub.request('/v1/administrators', { token: whole })).status).toBe(200)
    const invited = await hub.request('/v1/administrators', {
      method: 'POST',
      token,
      json: { ...person, role: 'id_readonly_admin', organizationId: encodeId('ORGANIZATION', two) },
    })
    expect(invited.status, invited.text).toBe(201)
  })
})

/** Until a statement of this hub waits for the end of a transaction; other hubs of the server have theirs. */
const somebodyWaits = async () => {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`
  await expect.poll(async () => (await hub.sql(waiting)).length).toBeGreaterThan(0)
}

describe('what hangs on a credential', () => {
  const whileChanging = async (text: string, values: unknown[], ask: () => Promise<Answer>) => {
    const meanwhile = await hub.database.ownerPool.connect()
    try {
      await meanwhile.query('begin')
      await meanwhile.query(text, values)
      const asking = ask()
      await somebodyWaits()
      await meanwhile.query('commit')
      return (await asking).json
    } finally {
      meanwhile.release()
    }
  }

  it('is not opened any more where it was replaced while the old one was being checked', async () => {
    const { app: made, clientSecret } = await app(await signedIn('admin'), {
      role: 'id_full_admin',
      organizationId: one,
    })
    const fetched = await whileChanging(
      `update service_apps set secret_hash = 'another' where client_id = $1`,
      [made.clientId],
      async () => await grant(made.clientId, clientSecret),
    )
    expect(fetched).toMatchObject({ code: 'identity.wrong_client' })
    const id = await makeAdministrator(hub, partnerId, {
      email: 'raced@example.test',
      role: 'id_full_admin',
      organizationId: one,
    })
    const signIn = async () =>
      await hub.request('/v1/session', { method: 'POST', json: { email: 'raced@example.test', password } })
    expect((await signIn()).status).toBe(200)
    const entered = await whileChanging(
      `update administrators set password_hash = 'another' where id = $1`,
      [id],
      signIn,
    )
    expect(entered).toMatchObject({ code: 'identity.wrong_credentials' })
  })

  it('is not given to whoever was signed out meanwhile: no personal token comes after the end of all sessions', async () => {
    const id = await makeAdministrator(hub, partnerId, {
      email: 'outlived@example.test',
      role: 'atlas-portal.partner.salesfulladmin',
    })
    const cookie = await signedIn('outlived')
    const make = async () =>
      await send('POST', '/v1/personal-tokens', cookie, { name: 'Late', scopes: ['spark-admin:people_read'] })
    expect((await make()).status).toBe(201)
    // What ending all sessions does: it holds the person, then revokes.
    const made = await whileChanging(
      `with held as (select id from administrators where id = $1 for no key update)
       update sessions set revoked_at = $2 where principal_id in (select id from held)`,
      [id, now],
      make,
    )
    expect(made).toMatchObject({ code: 'identity.session_needed' })
    const left = await hub.sql(
      `select 1 from sessions where principal_id = $1 and kind = 'personal' and revoked_at is null`,
      [id],
    )
    expect(left).toEqual([])
  })

  it('ends with it: personal tokens with all sessions, and those of an app for good when it is disabled', async () => {
    await makeAdministrator(hub, partnerId, {
      email: 'ending@example.test',
      role: 'atlas-portal.partner.salesfulladmin',
    })
    const cookie = await signedIn('ending')
    const { token } = await personal(cookie, { scopes: ['spark-admin:people_read'] })
    expect((await hub.request('/v1/people', { token })).status).toBe(200)
    expect((await send('DELETE', '/v1/sessions', cookie)).status).toBe(204)
    expect((await hub.request('/v1/people', { token })).status).toBe(401)
    const { app: made, clientSecret } = await app(cookie, { role: 'atlas-portal.partner.readonlyadmin' })
    const fetched = tokenIn(await grant(made.clientId, clientSecret))
    for (const enabled of [false, true]) await send('PATCH', `/v1/service-apps/${made.id}`, cookie, { enabled })
    expect((await hub.request('/v1/people', { token: fetched })).status).toBe(401)
    expect((await grant(made.clientId, clientSecret)).status).toBe(200)
  })
})

describe('tokens', () => {
  it('tell when they end, in milliseconds', async () => {
    const { token } = await personal(await signedIn('admin'), { scopes: ['spark-admin:people_read'], days: 1 })
    expect((await hub.request('/v1/authorizations/tokenExpiry', { token })).json).toEqual({
      exp: now.getTime() + 86_400_000,
    })
  })

  it('of a person act as the person within their scopes, show when they were used, and end when they are revoked', async () => {
    const cookie = await signedIn('admin')
    const { token, about } = await personal(cookie, { scopes: ['spark-admin:people_read'] })
    expect(new Date(about.expires).getTime() - now.getTime()).toBe(90 * 86_400_000)
    expect(JSON.stringify(await hub.sql('select * from sessions'))).not.toContain(token)
    expect((await hub.request('/v1/people/me', { token })).json).toMatchObject({ emails: ['admin@example.test'] })
    expect((await hub.request('/v1/people', { token })).status).toBe(200)
    expect((await hub.request('/v1/organizations', { token })).json).toMatchObject({ code: 'common.scope_missing' })
    now = new Date(now.getTime() + 1000)
    await hub.request('/v1/people', { token })
    const { items } = as(machineApi.listPersonalTokens, await send('GET', '/v1/personal-tokens', cookie))
    expect(items.find(({ id }) => id === about.id)?.lastUsed).toBeDefined()
    const other = await signedIn('desk')
    expect((await send('DELETE', `/v1/personal-tokens/${about.id}`, other)).json).toMatchObject({
      code: 'identity.token_not_found',
    })
    expect((await send('DELETE', `/v1/personal-tokens/${about.id}`, cookie)).status).toBe(204)
    expect((await hub.request('/v1/people', { token })).status).toBe(401)
  })

  it('are told to their owner by mail, with name, scopes and end, and never the token', async () => {
    const { token, about } = await personal(await signedIn('desk'), {
      name: 'Nightly report',
      scopes: ['spark-admin:people_read'],
      days: 30,
    })
    const mails = await hub.sql(
      `select to_email, link, details from mail_messages where kind = 'token_made' and details->>'name' = 'Nightly report'`,
    )
    expect(mails).toEqual([
      {
        to_email: 'desk@example.test',
        link: '/account',
        details: {
          name: 'Nightly report',
          scopes: 'spark-admin:people_read',
          at: about.created,
          until: about.expires,
        },
      },
    ])
    const [kept] = await hub.sql('select count(*)::int from mail_messages m where m::text like $1', [`%${token}%`])
    expect(kept?.['count']).toBe(0)
  })

  it('that write users make no administrators', async () => {
    const { token } = await personal(await signedIn('admin'), {
      scopes: ['spark-admin:people_read', 'spark-admin:people_write'],
    })
    const invited = {
      email: 'by-token@example.test',
      firstName: 'By',
      lastName: 'Token',
      role: 'atlas-portal.partner.helpdesk',
    }
    expect((await hub.request('/v1/administrators', { method: 'POST', token, json: invited })).json).toMatchObject({
      code: 'common.scope_missing',
    })
  })

  it('of a person are seen and revoked by whoever administers the person, and by nobody else', async () => {
    const id = await makeAdministrator(hub, partnerId, {
      email: 'held@example.test',
      role: 'atlas-portal.partner.helpdesk',
    })
    const held = await signedIn('held')
    const { token, about } = await personal(held, { scopes: ['spark-admin:people_read'] })
    const [admin, desk] = [await signedIn('admin'), await signedIn('desk')]
    const path = `/v1/personal-tokens?personId=${id}`
    expect((await send('GET', path, desk)).status).toBe(403)
    expect((await send('DELETE', `/v1/personal-tokens/${about.id}`, desk)).json).toMatchObject({
      code: 'identity.token_not_found',
    })
    expect((await hub.request('/v1/people', { token })).status).toBe(200)
    expect(as(machineApi.listPersonalTokens, await send('GET', path, admin)).items.map((each) => each.id)).toEqual([
      about.id,
    ])
    expect((await send('DELETE', `/v1/personal-tokens/${about.id}`, admin)).status).toBe(204)
    expect((await hub.request('/v1/people', { token })).status).toBe(401)
  })

  it('of a customer’s person are told as revoked to the customer, with whose they were', async () => {
    const id = await makeAdministrator(hub, partnerId, {
      email: 'theirs@example.test',
      role: 'id_full_admin',
      organizationId: one,
    })
    const theirs = await signedIn('theirs')
    const [first, second] = [
      await personal(theirs, { scopes: ['spark-admin:people_read'] }),
      await personal(theirs, { scopes: ['spark-admin:people_read'] }),
    ]
    expect((await send('DELETE', `/v1/personal-tokens/${first.about.id}`, await signedIn('admin'))).status).toBe(204)
    expect((await send('DELETE', `/v1/personal-tokens/${second.about.id}`, theirs)).status).toBe(204)
    const [{ display_name } = {}] = await hub.sql('select display_name from administrators where id = $1', [id])
    const events = await hub.sql(
      `select org_id, data from audit_events where type = 'identity.token_revoked' and subject_id = any($1) order by id`,
      [[first, second].map(({ about }) => decodeId('AUTHORIZATION', about.id))],
    )
    const told = { org_id: one, data: { owner: id, ownerName: display_name } }
    expect(events).toEqual([told, told])
  })

  it('of a person lose what the person loses', async () => {
    const id = await makeAdministrator(hub, partnerId, {
      email: 'leaver@example.test',
      role: 'atlas-portal.partner.salesfulladmin',
    })
    const { token } = await personal(await signedIn('leaver'), { scopes: ['cordboard:mail_read'] })
    expect((await hub.request('/v1/mail/settings', { token })).status).toBe(200)
    await hub.sql(`update administrators set role = 'atlas-portal.partner.helpdesk' where id = $1`, [id])
    expect((await hub.request('/v1/mail/settings', { token })).json).toMatchObject({ code: 'common.forbidden' })
    await hub.sql('update administrators set disabled_at = now() where id = $1', [id])
    expect((await hub.request('/v1/mail/settings', { token })).status).toBe(401)
  })

  it('are not given scopes that the role does not allow, nor any that there is not', async () => {
    const desk = await signedIn('desk')
    for (const scope of ['cordboard:mail_write', 'spark-admin:people_write', accountScope, 'made:up'])
      expect((await send('POST', '/v1/personal-tokens', desk, { name: 'More', scopes: [scope] })).json).toMatchObject({
        code: 'identity.scope_not_allowed',
      })
    const names = as(machineApi.listScopes, await send('GET', '/v1/scopes', desk)).items.map(({ name }) => name)
    expect(names).toContain('spark-admin:people_read')
    expect(names).not.toContain('cordboard:mail_write')
  })

  it('are not created unauthenticated, and a token cannot make a token', async () => {
    const body = { name: 'Sly', scopes: ['spark-admin:people_read'], role: 'id_full_admin' }
    const makers = ['/v1/personal-tokens', '/v1/service-apps']
    for (const path of makers) expect((await hub.request(path, { method: 'POST', json: body })).status).toBe(401)
    const cookie = await signedIn('admin')
    const all = as(machineApi.listScopes, await send('GET', '/v1/scopes', cookie)).items.map(({ name }) => name)
    const { token } = await personal(cookie, { scopes: all })
    const machine = await hub.token({ partnerId })
    const acts: [string, string, unknown][] = [
      ['POST', '/v1/personal-tokens', { name: body.name, scopes: body.scopes }],
      ['POST', '/v1/service-apps', { name: 'Sly', role: 'atlas-portal.partner.salesfulladmin' }],
      ['PUT', '/v1/session/password', { currentPassword: 'x', newPassword: 'y' }],
      ['POST', '/v1/session/second-factor', undefined],
      ['POST', '/v1/session/fresh', { password: 'x' }],
      ['PUT', '/v1/sign-in-policy', { secondFactor: 'optional' }],
      ['DELETE', '/v1/sessions', undefined],
    ]
    for (const [method, path, json] of acts) {
      for (const each of [token, machine]) {
        const answer = await hub.request(path, { method, token: each, ...(json === undefined ? {} : { json }) })
        expect(answer.status, `${method} ${path}: ${answer.text}`).toBe(403)
        expect(['identity.session_needed', 'common.scope_missing'], path).toContain(
          (answer.json as { code: string }).code,
        )
      }
    }
    for (const path of ['/v1/sessions', '/v1/personal-tokens', '/v1/session/ways'])
      expect((await hub.request(path, { token })).json, path).toMatchObject({ code: 'identity.session_needed' })
  })

  it('with stated scopes pass no endpoint without one; an app without scopes has all of its role', async () => {
    const cookie = await signedIn('admin')
    const { token } = await personal(cookie, { scopes: ['spark-admin:people_read'] })
    const machine = await hub.token({ partnerId })
    const others = allEndpoints.filter(({ endpoint }) => {
      const scopes = openingScopes(endpoint)
      return scopes.length > 0 && !scopes.includes('spark-admin:people_read')
    })
    expect(others.length).toBeGreaterThan(30)
    for (const { name, endpoint } of others) {
      if (name === 'signOut') continue
      const path = endpoint.path.replace(/:\w+/g, uuidv7())
      const limited = await hub.request(path, { method: endpoint.method, token })
      // What the role itself forbids is said first.
      expect(['common.scope_missing', 'common.forbidden'], `${endpoint.method} ${path}`).toContain(
        (limited.json as { code: string }).code,
      )
      const whole = await hub.request(path, { method: endpoint.method, token: machine })
      expect(whole.json ?? {}, `${endpoint.method} ${path}`).not.toMatchObject({ code: 'common.scope_missing' })
    }
  })
})
