import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, as, makeAdministrator, startHub } from '../../../test/hub.ts'
import * as api from '../../api/access.ts'
import { accessHeader } from '../../api/endpoint.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { closeOver } from './jobs.ts'

let skew = 0
const hub = await startHub({ settings: { MAILBOX: 'true' }, clock: () => new Date(Date.now() + skew) })
const partnerId = uuidv7()
const otherPartner = uuidv7()
const harbour = uuidv7()
const orchard = uuidv7()
const desert = uuidv7()
const foreign = uuidv7()

await hub.sql(
  `insert into partners (id, name, created_at) values ($1, 'Northern Voice', now()), ($2, 'Others', now())`,
  [partnerId, otherPartner],
)
for (const [partner, id, name] of [
  [partnerId, harbour, 'Harbour Pilots'],
  [partnerId, orchard, 'Orchard Foods'],
  [partnerId, desert, 'Desert Tours'],
  [otherPartner, foreign, 'Foreign Works'],
])
  await hub.sql(
    `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, $3, lower($3), 'FI', now())`,
    [partner, id, name],
  )
const administrator = async (
  email: string,
  role: Parameters<typeof makeAdministrator>[2]['role'],
  organizationId?: string,
) => await makeAdministrator(hub, partnerId, { email, role, ...(organizationId ? { organizationId } : {}) })
const agentId = await administrator('agent@northern.example', 'atlas-portal.partner.helpdesk.advanced')
await administrator('other@northern.example', 'atlas-portal.partner.helpdesk.advanced')
await administrator('basic@northern.example', 'atlas-portal.partner.helpdesk')
await administrator('chief@northern.example', 'atlas-portal.partner.salesfulladmin')
const ownerId = await administrator('owner@harbour.example', 'id_full_admin', harbour)
await administrator('second@harbour.example', 'id_full_admin', harbour)
await administrator('reader@harbour.example', 'id_readonly_admin', harbour)
await administrator('owner@orchard.example', 'id_full_admin', orchard)
await makeAdministrator(hub, otherPartner, {
  email: 'agent@others.example',
  role: 'atlas-portal.partner.helpdesk.advanced',
})

const cookies = new Map<string, string>()
const person = async (email: string) => {
  const known = cookies.get(email) ?? (await hub.signIn(email))
  cookies.set(email, known)
  return known
}
const agent = 'agent@northern.example'
const owner = 'owner@harbour.example'

type Call = { method?: string; json?: unknown; in?: string }
async function call(email: string, path: string, { method = 'GET', json, in: grant }: Call = {}): Promise<Answer> {
  return await hub.request(path, {
    method,
    cookie: await person(email),
    ...(json === undefined ? {} : { json }),
    ...(grant === undefined ? {} : { headers: { [accessHeader]: grant } }),
  })
}
const post = async (email: string, path: string, json: unknown = {}) =>
  await call(email, path, { method: 'POST', json })
const org = (id: string) => encodeId('ORGANIZATION', id)

async function allow(on: boolean, organization = harbour, by = owner): Promise<void> {
  const path = `/v1/customers/${organization}/consent`
  const answer = await call(by, path, { method: 'PATCH', json: { readOnlyAccess: on } })
  expect(answer.status, answer.text).toBe(200)
}

async function view(email = agent, organization = harbour): Promise<string> {
  const answer = await post(email, '/v1/access/views', { organizationId: org(organization) })
  expect(answer.status, answer.text).toBe(201)
  return as(api.openView, answer).id
}

async function ask(more: { email?: string; organization?: string; scope?: 'read' | 'full'; minutes?: number } = {}) {
  // Each test asks anew; the limit of an hour has a test of its own.
  await hub.sql(
    `update access_grants set requested_at = requested_at - interval '2 hours', state = case state when 'requested' then 'lapsed' else state end`,
  )
  const answer = await post(more.email ?? agent, '/v1/access/requests', {
    organizationId: org(more.organization ?? harbour),
    reason: 'Case 1042: the hunt group rings nobody',
    scope: more.scope ?? 'full',
    ...(more.minutes === undefined ? {} : { minutes: more.minutes }),
  })
  expect(answer.status, answer.text).toBe(201)
  return as(api.requestAccess, answer)
}

async function granted(scope: 'read' | 'full' = 'full'): Promise<string> {
  const { id } = await ask({ scope })
  expect((await post(owner, `/v1/access/grants/${id}/grant`)).status).toBe(200)
  return id
}

/** The token of the newest mail to this person. */
async function linkOf(email: string): Promise<string> {
  const answer = await hub.request(`/v1/mailbox?to=${email}&max=1`)
  const [mail] = (answer.json as { items: { kind: string; link?: string }[] }).items
  expect(mail?.kind).toBe('access_requested')
  return new URL(mail?.link ?? '').searchParams.get('token') ?? ''
}
const mailsTo = async (email: string) =>
  ((await hub.request(`/v1/mailbox?to=${email}`)).json as { items: { kind: string; text: string }[] }).items

const codeOf = (answer: Answer) => (answer.json as { code?: string } | undefined)?.code
const stateOf = async (id: string, email = agent) =>
  as(api.getGrant, await call(email, `/v1/access/grants/${id}`)).state
const auditOf = async (organization: string) =>
  (await hub.sql('select type from audit_events where org_id = $1 order by at, id', [organization])).map(
    ({ type }) => type,
  )

afterEach(() => {
  skew = 0
})

describe('the switch for read-only access', () => {
  it('is off at first, and a view is refused with who may allow it', async () => {
    const consent = as(api.getConsent, await call(agent, `/v1/customers/${desert}/consent`))
    expect(consent).toMatchObject({
      readOnlyAccess: false,
      administrators: [],
      can: { change: false, view: true, ask: true },
    })
    expect(codeOf(await post(agent, '/v1/access/views', { organizationId: org(desert) }))).toBe(
      'access.not_allowed_by_customer',
    )
    const known = as(api.getConsent, await call(agent, `/v1/customers/${harbour}/consent`))
    expect(known.administrators.map(({ email }) => email).sort()).toEqual([
      'owner@harbour.example',
      'second@harbour.example',
    ])
  })

  it('is changed by a full administrator of that customer only, in person', async () => {
    const path = `/v1/customers/${harbour}/consent`
    for (const email of [agent, 'chief@northern.example', 'reader@harbour.example'])
      expect((await call(email, path, { method: 'PATCH', json: { readOnlyAccess: true } })).status, email).toBe(403)
    expect(
      (await call('owner@orchard.example', path, { method: 'PATCH', json: { readOnlyAccess: true } })).status,
    ).toBe(404)
    const token = await hub.token({ partnerId, role: 'id_full_admin', organizationId: harbour })
    const machine = await hub.request(path, { method: 'PATCH', token, json: { readOnlyAccess: true } })
    expect(codeOf(machine)).toBe('identity.session_needed')
    await allow(true)
    expect(as(api.getConsent, await call(owner, path))).toMatchObject({
      readOnlyAccess: true,
      changedBy: 'Test Person',
      can: { change: true },
    })
    await allow(false)
    expect((await auditOf(harbour)).slice(-2)).toEqual(['access.switch_on', 'access.switch_off'])
  })

  it('ends every view at once when it goes off, on another node too, and turning it on again wakes none', async () => {
    await allow(true)
    const grant = await view()
    const node = await hub.another()
    const there = async () =>
      (
        await fetch(`http://127.0.0.1:${node.port}/v1/customers/${harbour}`, {
          headers: { cookie: await person(agent), [accessHeader]: grant },
        })
      ).status
    expect(await there()).toBe(200)
    await allow(false)
    expect(await there()).toBe(403)
    expect(codeOf(await call(agent, '/v1/session', { in: grant }))).toBe('access.ended')
    await allow(true)
    expect(await there()).toBe(403)
    expect(as(api.getGrant, await call(owner, `/v1/access/grants/${grant}`))).toMatchObject({
      state: 'ended',
      endedHow: 'switch',
      endedBy: 'Test Person',
    })
  })
})

describe('a view', () => {
  it('is the customer’s Control Hub, read-only, for an hour, with the time left', async () => {
    await allow(true)
    const grant = await view('basic@northern.example')
    const session = (await call('basic@northern.example', '/v1/session', { in: grant })).json as Record<string, never>
    expect(session).toMatchObject({
      organization: { name: 'Harbour Pilots' },
      person: { email: 'basic@northern.example', side: 'customer' },
      access: { grantId: grant, kind: 'view', scope: 'read' },
    })
    const { access, permissions } = session as unknown as { access: { secondsLeft: number }; permissions: string[] }
    expect(access.secondsLeft).toBeGreaterThan(3590)
    expect(access.secondsLeft).toBeLessThanOrEqual(3600)
    expect(permissions.filter((permission) => !/:(read|search)$/.test(permission))).toEqual([])
    // The same person elsewhere goes on as it is.
    expect((await call('basic@northern.example', '/v1/session')).json).not.toHaveProperty('access')
  })

  it('ends the own former one of the same customer, and nobody else’s', async () => {
    await allow(true)
    await allow(true, orchard, 'owner@orchard.example')
    const [others, elsewhere] = [await view('other@northern.example'), await view(agent, orchard)]
    const former = await view()
    const both = await Promise.all([view(), view()])
    expect(await stateOf(former)).toBe('ended')
    expect((await Promise.all(both.map((id) => stateOf(id)))).sort()).toEqual(['ended', 'granted'])
    expect(await stateOf(others, 'other@northern.example')).toBe('granted')
    expect(await stateOf(elsewhere)).toBe('granted')
    expect(as(api.getGrant, await call(agent, `/v1/access/grants/${former}`))).toMatchObject({ endedHow: 'agent' })
    expect(codeOf(await call(agent, '/v1/session', { in: former }))).toBe('access.ended')
    expect((await auditOf(harbour)).filter((type) => type === 'access.view_ended').length).toBeGreaterThanOrEqual(2)
  })

  it('says of the own account that this is a view, and not that full access would open it', async () => {
    await allow(true)
    const id = await view()
    for (const [method, path, json] of [
      ['DELETE', '/v1/session'],
      ['POST', '/v1/personal-tokens', { name: 'Sly', scopes: ['spark-admin:people_read'] }],
      ['GET', '/v1/personal-tokens'],
      ['POST', '/v1/access/views', { organizationId: org(harbour) }],
    ] as const) {
      const answer = await call(agent, path, { method, json, in: id })
      expect(codeOf(answer), path).toBe('access.not_in_view')
      expect(answer.text).toContain('read-only view')
      expect(answer.text).not.toContain('full access')
    }
    expect(codeOf(await call(agent, `/v1/access/grants/${id}`, { method: 'DELETE', in: id }))).toBe('access.read_only')
  })

  it('sees that organization and nothing else', async () => {
    await allow(true)
    const grant = await view()
    const customers = (await call(agent, '/v1/customers', { in: grant })).json as { items: { name: string }[] }
    expect(customers.items.map(({ name }) => name)).toEqual(['Harbour Pilots'])
    expect((await call(agent, `/v1/customers/${orchard}`, { in: grant })).status).toBe(404)
    expect((await call(agent, '/v1/people/me', { in: grant })).json).toMatchObject({ emails: [agent] })
  })

  it('is for the one person who opened it, as long as account, role, reach and grant hold', async () => {
    await allow(true)
    const grant = await view()
    const refused = async (email: string, id = grant) => {
      const answer = await call(email, '/v1/session', { in: id })
      expect([answer.status, codeOf(answer)], email).toEqual([403, 'access.ended'])
    }
    await refused('other@northern.example')
    await refused('chief@northern.example')
    await refused(owner)
    await refused('agent@others.example')
    await refused(agent, uuidv7())
    await refused(agent, 'no-id')
    const token = await hub.token({ partnerId, role: 'atlas-portal.partner.helpdesk.advanced' })
    expect(codeOf(await hub.request('/v1/people/me', { token, headers: { [accessHeader]: grant } }))).toBe(
      'access.ended',
    )
    for (const [change, back] of [
      [
        `update administrators set role = 'atlas-portal.partner.readonlyadmin' where id = '${agentId}'`,
        `update administrators set role = 'atlas-portal.partner.helpdesk.advanced' where id = '${agentId}'`,
      ],
      [
        `insert into administrator_customers (partner_id, administrator_id, org_id, how) values ('${partnerId}', '${agentId}', '${harbour}', 'exclude')`,
        `delete from administrator_customers where administrator_id = '${agentId}'`,
      ],
      [
        `update organizations set read_only_access = false where id = '${harbour}'`,
        `update organizations set read_only_access = true where id = '${harbour}'`,
      ],
    ] as const) {
      await hub.sql(change)
      await refused(agent)
      await hub.sql(back)
      expect((await call(agent, '/v1/session', { in: grant })).status).toBe(200)
    }
    await hub.sql('update administrators set disabled_at = now() where id = $1', [agentId])
    expect((await call(agent, '/v1/session', { in: grant })).status).toBe(401)
    await hub.sql('update administrators set disabled_at = null where id = $1', [agentId])
  })

  it('expires by the database’s clock, whatever a node believes', async () => {
    await allow(true)
    const grant = await view()
    for (skew of [10 * 60_000, -10 * 60_000, 12 * 60_000]) {
      expect((await call(agent, '/v1/customers', { in: grant })).status, `${skew}`).toBe(200)
    }
    await hub.sql(`update access_grants set expires_at = now() - interval '1 second' where id = $1`, [
      decodeId('ACCESS', grant),
    ])
    for (skew of [10 * 60_000, -10 * 60_000, -12 * 60_000]) {
      expect(codeOf(await call(agent, '/v1/customers', { in: grant })), `${skew}`).toBe('access.ended')
      expect(await stateOf(grant)).toBe('expired')
    }
    skew = 0
  })

  it('opens on a node whose clock is wrong for sixty minutes all the same', async () => {
    await allow(true)
    skew = 10 * 60_000
    const grant = await view()
    skew = 0
    const { secondsLeft } = as(api.getGrant, await call(agent, `/v1/access/grants/${grant}`))
    expect(secondsLeft).toBeGreaterThan(3590)
    expect(secondsLeft).toBeLessThanOrEqual(3600)
  })
})

describe('temporary access', () => {
  it('is asked for by an advanced agent, told to every full administrator, and begins when it is granted', async () => {
    expect(
      (
        await post('basic@northern.example', '/v1/access/requests', {
          organizationId: org(harbour),
          reason: 'Case 1',
          scope: 'read',
        })
      ).status,
    ).toBe(403)
    const asked = await ask({ minutes: 15 })
    expect(asked).toMatchObject({
      state: 'requested',
      kind: 'temporary',
      scope: 'full',
      minutes: 15,
      can: { decide: false, end: true, enter: false },
    })
    expect(codeOf(await call(agent, '/v1/session', { in: asked.id }))).toBe('access.ended')
    for (const email of [owner, 'second@harbour.example']) {
      const [mail] = await mailsTo(email)
      expect(mail?.text).toContain('Case 1042: the hunt group rings nobody')
    }
    expect(await mailsTo('reader@harbour.example')).toEqual([])
    const answer = as(api.grantAccess, await post(owner, `/v1/access/grants/${asked.id}/grant`))
    expect(answer).toMatchObject({ state: 'granted', decidedHow: 'console', decidedBy: 'Test Person' })
    expect(answer.secondsLeft).toBeGreaterThan(890)
    expect(answer.secondsLeft).toBeLessThanOrEqual(900)
    expect((await mailsTo(agent))[0]?.kind).toBe('access_decided')
    const inside = (await call(agent, '/v1/session', { in: asked.id })).json
    expect(inside).toMatchObject({
      access: { kind: 'temporary', scope: 'full' },
      person: { roleName: 'Full Administrator' },
    })
    const told = await hub.sql(`select type, data from audit_events where data->>'grant' = $1 order by type`, [
      decodeId('ACCESS', asked.id),
    ])
    expect(told.map(({ type }) => type)).toEqual(['access.granted', 'access.requested'])
    expect(told[1]?.['data']).toMatchObject({ scope: 'full', minutes: 15 })
  })

  it('is granted by nobody but a full administrator of that customer', async () => {
    const { id } = await ask()
    for (const email of [agent, 'chief@northern.example', 'reader@harbour.example'])
      expect((await post(email, `/v1/access/grants/${id}/grant`)).status, email).toBe(403)
    for (const act of ['grant', 'refuse', 'again'])
      expect((await post('owner@orchard.example', `/v1/access/grants/${id}/${act}`)).status, act).toBe(
        act === 'again' ? 403 : 404,
      )
    expect(await stateOf(id)).toBe('requested')
  })

  it('is granted by who has just proved who it is, and refused by whoever is signed in', async () => {
    const { id } = await ask()
    skew += 16 * 60_000
    const answers = [
      await post('owner@harbour.example', `/v1/access/grants/${id}/grant`),
      await post('owner@harbour.example', `/v1/access/grants/${id}/refuse`),
    ]
    skew -= 16 * 60_000
    expect(answers.map(({ status, json }) => [status, (json as { code?: string } | undefined)?.code])).toEqual([
      [403, 'identity.fresh_sign_in_needed'],
      [200, undefined],
    ])
  })

  it('lapses after an hour by the database’s clock and cannot be granted then', async () => {
    const { id, secondsLeft } = await ask()
    expect(secondsLeft).toBeGreaterThan(3590)
    await hub.sql(`update access_grants set lapses_at = now() - interval '1 second' where id = $1`, [
      decodeId('ACCESS', id),
    ])
    skew = -2 * 3600_000
    expect(codeOf(await post(owner, `/v1/access/grants/${id}/grant`))).toBe('access.lapsed')
    skew = 0
    expect(await stateOf(id)).toBe('lapsed')
    // The job has not come round, and stands in nobody's way.
    const again = as(api.askAgain, await post(agent, `/v1/access/grants/${id}/again`))
    expect(again).toMatchObject({
      state: 'requested',
      reason: 'Case 1042: the hunt group rings nobody',
      scope: 'full',
      minutes: 60,
    })
  })

  it('is refused, reported where it was not expected, and told to the agent', async () => {
    const { id } = await ask()
    const answer = as(api.refuseAccess, await post(owner, `/v1/access/grants/${id}/refuse`, { unexpected: true }))
    expect(answer).toMatchObject({ state: 'refused', unexpected: true })
    expect(as(api.getGrant, await call('chief@northern.example', `/v1/access/grants/${id}`)).unexpected).toBe(true)
    expect(codeOf(await post(owner, `/v1/access/grants/${id}/grant`))).toBe('access.already_decided')
    expect((await mailsTo(agent))[0]?.text).toContain('refused')
  })

  it('is asked for once at a time, and five times an hour', async () => {
    await ask()
    const body = { organizationId: org(harbour), reason: 'Once more', scope: 'read' }
    expect(codeOf(await post(agent, '/v1/access/requests', body))).toBe('access.already_asked')
    const both = await Promise.all([1, 2].map(() => post('other@northern.example', '/v1/access/requests', body)))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    for (let asked = 1; asked < 5; asked++) {
      const [open] = await hub.sql(`select id from access_grants where requested_by = $1 and state = 'requested'`, [
        agentId,
      ])
      expect((await call(agent, `/v1/access/grants/${open?.['id']}`, { method: 'DELETE' })).status).toBe(200)
      expect((await post(agent, '/v1/access/requests', body)).status).toBe(201)
    }
    const [open] = await hub.sql(`select id from access_grants where requested_by = $1 and state = 'requested'`, [
      agentId,
    ])
    await call(agent, `/v1/access/grants/${open?.['id']}`, { method: 'DELETE' })
    const sixth = await post(agent, '/v1/access/requests', body)
    expect([sixth.status, codeOf(sixth)]).toEqual([429, 'access.asked_too_often'])
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect(codeOf(await post(agent, '/v1/access/requests', { ...body, organizationId: org(desert) }))).toBe(
      'access.nobody_to_ask',
    )
  })

  it('has bounds of length and wants a reason', async () => {
    const body = { organizationId: org(orchard), reason: 'A good reason', scope: 'read' }
    for (const wrong of [
      { minutes: 14 },
      { minutes: 43_201 },
      { minutes: 30.5 },
      { reason: ' x ' },
      { scope: 'everything' },
    ])
      expect((await post(agent, '/v1/access/requests', { ...body, ...wrong })).status, JSON.stringify(wrong)).toBe(400)
  })

  it('is ended by either side at any moment, and told to the agent where it was the other', async () => {
    for (const [by, how] of [
      [agent, 'agent'],
      [owner, 'customer'],
      ['chief@northern.example', 'provider'],
    ] as const) {
      const id = await granted()
      expect((await call(agent, '/v1/session', { in: id })).status).toBe(200)
      for (const email of ['other@northern.example', 'reader@harbour.example'])
        expect((await call(email, `/v1/access/grants/${id}`, { method: 'DELETE' })).status, email).toBe(403)
      const before = (await mailsTo(agent)).length
      const ended = as(api.endAccess, await call(by, `/v1/access/grants/${id}`, { method: 'DELETE' }))
      expect(ended).toMatchObject({ state: 'ended', endedHow: how })
      expect(codeOf(await call(agent, '/v1/session', { in: id })), how).toBe('access.ended')
      expect(codeOf(await call(by, `/v1/access/grants/${id}`, { method: 'DELETE' }))).toBe('access.already_ended')
      expect((await mailsTo(agent)).length - before, how).toBe(how === 'agent' ? 0 : 1)
    }
  })

  it('is ended also where it was granted at the same moment', async () => {
    const { id } = await ask()
    const client = await hub.database.ownerPool.connect()
    try {
      await client.query('begin')
      await client.query(
        `update access_grants set state = 'granted', starts_at = now(), expires_at = now() + interval '1 hour' where id = $1`,
        [decodeId('ACCESS', id)],
      )
      const ending = call(agent, `/v1/access/grants/${id}`, { method: 'DELETE' })
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await hub.sql(waiting)).length).toBe(1)
      await client.query('commit')
      expect((await ending).status).toBe(200)
    } finally {
      client.release()
    }
    expect(await stateOf(id)).toBe('ended')
  })

  it('never lets the agent decide about access, administrators, apps or tokens, nor its own account', async () => {
    const id = await granted('full')
    const request = as(
      api.requestAccess,
      await post('other@northern.example', '/v1/access/requests', {
        organizationId: org(harbour),
        reason: 'Another case',
        scope: 'full',
      }),
    )
    const inside = async (method: string, path: string, json?: unknown) =>
      codeOf(await call(agent, path, { method, json, in: id }))
    expect(await inside('POST', `/v1/access/grants/${request.id}/grant`, {})).toBe('access.not_in_session')
    expect(await inside('POST', `/v1/access/grants/${request.id}/refuse`, {})).toBe('access.not_in_session')
    expect(await inside('PATCH', `/v1/customers/${harbour}/consent`, { readOnlyAccess: true })).toBe(
      'access.not_in_session',
    )
    expect(await inside('POST', '/v1/access/views', { organizationId: org(harbour) })).toBe('access.not_in_session')
    expect(
      await inside('POST', '/v1/access/requests', { organizationId: org(harbour), reason: 'Longer', scope: 'full' }),
    ).toBe('access.not_in_session')
    expect(await inside('POST', `/v1/access/grants/${id}/again`, {})).toBe('access.not_in_session')
    expect(await inside('POST', '/v1/access/decision', { token: await linkOf(owner), decision: 'grant' })).toBe(
      'access.not_in_session',
    )
    expect(await inside('DELETE', `/v1/access/grants/${request.id}`)).toBe('common.forbidden')
    expect(await inside('DELETE', '/v1/session')).toBe('access.not_in_session')
    const { permissions } = (await call(agent, '/v1/session', { in: id })).json as { permissions: string[] }
    expect(permissions.filter((permission) => /^(access:(?!read)|identity:(?!read))/.test(permission))).toEqual([])
    expect((await call(agent, `/v1/access/grants/${id}`, { method: 'DELETE', in: id })).status).toBe(200)
  })

  it('holds to restricted administrator mode as the customer’s own administrators do', async () => {
    const id = await granted('full')
    const answer = async () =>
      ((await call(agent, '/v1/session', { in: id })).json as { restrictions: string[] }).restrictions
    expect(await answer()).toEqual(['restricted_mode'])
    await hub.sql('update organizations set restricted = false where id = $1', [harbour])
    expect(await answer()).toEqual([])
    await hub.sql('update organizations set restricted = true where id = $1', [harbour])
  })
})

describe('a token that a person made', () => {
  it('decides nothing, ends nothing and opens nothing: consent is given in person', async () => {
    await allow(true)
    const { id } = await ask()
    const running = await view()
    const tokenOf = async (email: string, acts: string[]) => {
      const scopes = ['access_read', ...acts].map((act) => `cordboard:${act}`)
      const made = await post(email, '/v1/personal-tokens', { name: 'Mine', scopes })
      expect(made.status, made.text).toBe(201)
      return (made.json as { token: string }).token
    }
    const [owners, agents] = [
      await tokenOf(owner, ['access_decide']),
      await tokenOf(agent, ['access_view', 'access_request']),
    ]
    const tried = async (token: string, method: string, path: string, json?: unknown) => {
      const answer = await hub.request(path, { method, token, ...(json === undefined ? {} : { json }) })
      return [answer.status, codeOf(answer)]
    }
    const refused = [403, 'identity.session_needed']
    expect((await hub.request(`/v1/access/grants/${id}`, { token: owners })).json).toMatchObject({
      state: 'requested',
      can: { decide: false, end: false },
    })
    expect(await tried(owners, 'POST', `/v1/access/grants/${id}/grant`)).toEqual(refused)
    expect(await tried(owners, 'POST', `/v1/access/grants/${id}/refuse`, {})).toEqual(refused)
    expect(await tried(owners, 'DELETE', `/v1/access/grants/${running}`)).toEqual(refused)
    expect(await tried(owners, 'PATCH', `/v1/customers/${harbour}/consent`, { readOnlyAccess: false })).toEqual(refused)
    expect(await tried(agents, 'POST', '/v1/access/views', { organizationId: org(harbour) })).toEqual(refused)
    expect(await tried(agents, 'DELETE', `/v1/access/grants/${id}`)).toEqual(refused)
    const inside = await hub.request('/v1/people/me', { token: agents, headers: { [accessHeader]: running } })
    expect(codeOf(inside)).toBe('access.ended')
    expect(await stateOf(id)).toBe('requested')
    expect(await stateOf(running)).toBe('granted')
  })
})

describe('the page behind the mail', () => {
  it('shows the request and grants it, without a sign-in, in the name of whom the mail went to', async () => {
    const { id } = await ask()
    const token = await linkOf(owner)
    const page = as(api.getDecision, await hub.request(`/v1/access/decision?token=${token}`))
    expect(page).toMatchObject({
      agent: { email: agent },
      company: 'Northern Voice',
      organizationName: 'Harbour Pilots',
      state: 'requested',
      administrator: { email: owner },
    })
    expect(await stateOf(id)).toBe('requested')
    const decided = await hub.request('/v1/access/decision', { method: 'POST', json: { token, decision: 'grant' } })
    expect(as(api.decideByLink, decided).state).toBe('granted')
    expect(as(api.getGrant, await call(agent, `/v1/access/grants/${id}`))).toMatchObject({
      state: 'granted',
      decidedHow: 'mail',
    })
    const [event] = await hub.sql(
      `select actor_id from audit_events where type = 'access.granted' and org_id = $1 order by at desc, id desc limit 1`,
      [harbour],
    )
    expect(event?.['actor_id']).toBe(ownerId)
    const again = await hub.request('/v1/access/decision', { method: 'POST', json: { token, decision: 'refuse' } })
    expect(codeOf(again)).toBe('access.already_decided')
  })

  it('lets exactly one of two win who press at once, and shows the other what was decided', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await ask()
      const links = [await linkOf(owner), await linkOf('second@harbour.example')]
      const answers = await Promise.all(
        links.map((token, index) =>
          hub.request('/v1/access/decision', {
            method: 'POST',
            json: { token, decision: index === 0 ? 'grant' : 'refuse' },
          }),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const won = answers[0]?.status === 200 ? 'granted' : 'refused'
      expect(await stateOf(id)).toBe(won)
      for (const token of links)
        expect(as(api.getDecision, await hub.request(`/v1/access/decision?token=${token}`))).toMatchObject({
          state: won,
          decidedBy: 'Test Person',
        })
    }
  })

  it('is dead for whoever is no full administrator any more, when the time is over, and for made-up links', async () => {
    await ask()
    const token = await linkOf(owner)
    const look = async (text: string) => codeOf(await hub.request(`/v1/access/decision?token=${text}`))
    const decide = async (text: string) =>
      codeOf(await hub.request('/v1/access/decision', { method: 'POST', json: { token: text, decision: 'grant' } }))
    const [kept] = await hub.sql('select password_hash from administrators where id = $1', [ownerId])
    for (const change of [`role = 'id_readonly_admin'`, 'disabled_at = now()', 'password_hash = null']) {
      await hub.sql(`update administrators set ${change} where id = $1`, [ownerId])
      expect([await look(token), await decide(token)], change).toEqual(['access.link_invalid', 'access.link_invalid'])
      if (change === 'password_hash = null') {
        // Whoever has only been invited is not asked either.
        const consent = as(api.getConsent, await call(agent, `/v1/customers/${harbour}/consent`))
        expect(consent.administrators.map(({ email }) => email)).toEqual(['second@harbour.example'])
      }
      await hub.sql(
        `update administrators set role = 'id_full_admin', disabled_at = null, password_hash = $2 where id = $1`,
        [ownerId, kept?.['password_hash']],
      )
    }
    for (const made of [
      'nonsense',
      token.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      `${partnerId.replaceAll('-', '')}${'0'.repeat(64)}`,
    ])
      expect([await look(made), await decide(made)]).toEqual(['access.link_invalid', 'access.link_invalid'])
    await hub.sql(`update access_grants set lapses_at = now() where state = 'requested'`)
    expect(await decide(token)).toBe('access.lapsed')
    expect(as(api.getDecision, await hub.request(`/v1/access/decision?token=${token}`)).state).toBe('lapsed')
  })

  it('keeps its token nowhere but in the mail', async () => {
    await ask()
    const token = await linkOf(owner)
    const rows =
      await hub.sql(`select row_to_json(t)::text as text from access_decision_tokens t union all select row_to_json(g)::text from access_grants g
      union all select row_to_json(e)::text from audit_events e union all select row_to_json(m)::text from mail_messages m`)
    expect(rows.length).toBeGreaterThan(10)
    for (const { text } of rows) expect(String(text)).not.toContain(token)
  })
})

describe('the ledger', () => {
  it('is read by both sides, each within its reach, paged and filtered', async () => {
    await allow(true, orchard, 'owner@orchard.example')
    await view(agent, orchard)
    await ask()
    const all = async (email: string, query = '') =>
      as(api.listGrants, await call(email, `/v1/access/grants?max=200${query}`)).items
    const names = async (email: string) =>
      [...new Set((await all(email)).map(({ organizationName }) => organizationName))].sort()
    expect(await names('chief@northern.example')).toEqual(['Harbour Pilots', 'Orchard Foods'])
    expect(await names(owner)).toEqual(['Harbour Pilots'])
    expect(await names('owner@orchard.example')).toEqual(['Orchard Foods'])
    expect(await all('agent@others.example')).toEqual([])
    expect((await all('chief@northern.example', '&state=requested')).every(({ state }) => state === 'requested')).toBe(
      true,
    )
    expect((await all('chief@northern.example', '&kind=view')).every(({ kind }) => kind === 'view')).toBe(true)
    expect(
      (await all('other@northern.example', '&mine=true')).every(
        ({ can, person: { email } }) => email === 'other@northern.example' && !can.decide,
      ),
    ).toBe(true)
    expect((await all('chief@northern.example', `&personId=${agentId}`)).length).toBeGreaterThan(5)
    expect((await call(owner, `/v1/access/grants?organizationId=${orchard}`)).status).toBe(404)
    const everything = await all('chief@northern.example')
    const seen: string[] = []
    let next: string | null = '/v1/access/grants?max=7'
    while (next) {
      const page = await call('chief@northern.example', next)
      seen.push(...as(api.listGrants, page).items.map(({ id }) => id))
      next = page.headers.get('link')?.match(/<https?:\/\/[^/]+([^>]+)>/)?.[1] ?? null
    }
    expect(seen).toEqual(everything.map(({ id }) => id))
    expect(seen.length).toBeGreaterThan(14)
  })

  it('is closed by the job where time has run out, with an event each', async () => {
    const lapsing = decodeId('ACCESS', (await ask()).id)
    const running = decodeId('ACCESS', await view())
    await hub.sql(`update access_grants set lapses_at = now() - interval '1 minute' where id = $1`, [lapsing])
    await hub.sql(`update access_grants set expires_at = now() - interval '1 minute' where id = $1`, [running])
    await hub.within(partnerId, closeOver)
    const rows = await hub.sql(
      'select state, ended_at < now() as past from access_grants where id = any($1) order by state',
      [[lapsing, running]],
    )
    expect(rows).toEqual([
      { state: 'expired', past: true },
      { state: 'lapsed', past: true },
    ])
    const told = await hub.sql(
      `select type from audit_events where data->>'grant' = any($1) and type in ('access.lapsed', 'access.view_ended') order by type`,
      [[lapsing, running]],
    )
    expect(told.map(({ type }) => type)).toEqual(['access.lapsed', 'access.view_ended'])
  })

  it('ends what belongs to somebody disabled, and being enabled again wakes nothing', async () => {
    const id = decodeId('ACCESS', await granted('read'))
    const state = async () =>
      (await hub.sql('select state, ended_how, requested_by from access_grants where id = $1', [id]))[0]
    const person = (await state())?.['requested_by']
    await hub.within(partnerId, closeOver)
    expect(await state()).toMatchObject({ state: 'granted' })
    await hub.sql('update administrators set disabled_at = now() where id = $1', [person])
    await hub.within(partnerId, closeOver)
    await hub.sql('update administrators set disabled_at = null where id = $1', [person])
    expect(await state()).toMatchObject({ state: 'ended', ended_how: 'provider' })
  })
})

describe('who has access', () => {
  it('names who is there by consent, until when, and no more once it has ended', async () => {
    const id = await granted('full')
    const path = `/v1/customers/${harbour}/access`
    type People = { items: { how: string; email: string; until?: string; role: string }[] }
    const byConsent = async () =>
      ((await call(owner, path)).json as People).items.filter(
        ({ how, role }) => how === 'grant' && role === 'id_full_admin',
      )
    const [one] = await byConsent()
    expect(one).toMatchObject({ email: agent, givenBy: 'Test Person' })
    expect(new Date(one?.until ?? 0).getTime()).toBeGreaterThan(Date.now())
    expect((await call(owner, `${path}.csv`)).text).toContain(one?.until)
    expect((await call(agent, `/v1/access/grants/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await byConsent()).filter(({ until }) => until === one?.until)).toEqual([])
  })
})

describe('an answer that goes on for long', () => {
  it('breaks off when its reader signs out', async () => {
    const cookie = await hub.signIn('chief@northern.example')
    const answer = await fetch(`http://127.0.0.1:${hub.port}/v1/audit/stream?follow=true`, { headers: { cookie } })
    expect(answer.status).toBe(200)
    const reader = answer.body?.getReader()
    expect((await reader?.read())?.done).toBe(false)
    expect((await hub.request('/v1/session', { method: 'DELETE', cookie })).status).toBe(204)
    const toItsEnd = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return 'ended'
    }
    // Nothing else ends it for five minutes.
    await expect(toItsEnd().catch(() => 'broken off')).resolves.toBe('broken off')
  }, 20_000)
})

describe('the record of what was opened', () => {
  it('waits for the disk, unlike what else is read', async () => {
    const [{ name } = {}] = await hub.sql('select current_database() as name')
    await hub.sql(`alter database ${name} set synchronous_commit = on`)
    await hub.sql('create table how_written (how text)')
    await hub.sql(
      `create function note_how() returns trigger language plpgsql security definer as
       'begin insert into how_written values (current_setting(''synchronous_commit'')); return new; end'`,
    )
    await hub.sql('create trigger note_how after insert on access_records for each row execute function note_how()')
    const node = await hub.another()
    await allow(true)
    const headers = { cookie: await person(agent), [accessHeader]: await view() }
    expect((await fetch(`http://127.0.0.1:${node.port}/v1/customers/${harbour}`, { headers })).status).toBe(200)
    expect(await hub.sql('select how from how_written')).toEqual([{ how: 'on' }])
    await hub.sql('drop trigger note_how on access_records')
  })

  it('tells page, record and kind of search in the reader’s words, and never what was typed', async () => {
    await allow(true)
    const grant = await view()
    for (const path of [
      `/v1/customers/${harbour}`,
      `/v1/customers/${harbour}`,
      '/v1/search?q=secret%40person.example',
      '/v1/search?q=Virtanen',
      '/v1/users/not-there',
      `/v1/users?organizationId=${harbour}`,
      '/v1/session',
    ])
      await call(agent, path, { in: grant })
    const records = as(api.listAccessRecords, await call(owner, `/v1/access/grants/${grant}/records`)).items
    expect(records.map(({ text }) => text)).toEqual([
      'Opened the overview of the organization',
      'Searched (by e-mail address)',
      'Searched (by name)',
      'Looked at the list of users',
    ])
    expect(records[0]?.subject).toMatchObject({ kind: 'organization', id: org(harbour), name: 'Harbour Pilots' })
    const kept = await hub.sql('select row_to_json(r)::text as text from access_records r')
    for (const { text } of kept) expect(String(text)).not.toMatch(/secret|virtanen/i)
    const dutch = await hub.request(`/v1/access/grants/${grant}/records?max=1`, {
      cookie: await person(owner),
      headers: { 'accept-language': 'nl' },
    })
    expect(as(api.listAccessRecords, dutch).items[0]?.text).toBe('Het overzicht van de organisatie geopend')
    expect(dutch.headers.get('link')).toContain('rel="next"')
    expect((await call('owner@orchard.example', `/v1/access/grants/${grant}/records`)).status).toBe(404)
  })

  it('tells files from lists', async () => {
    await allow(true)
    const id = await view()
    for (const path of [
      '/v1/administrators',
      '/v1/administrators/export.csv',
      `/v1/customers/${harbour}/access.csv`,
      `/v1/access/grants/${id}/records.csv`,
      `/v1/users?organizationId=${org(harbour)}`,
      `/v1/users?organizationId=${org(harbour)}&export=true`,
      `/v1/users?organizationId=${org(harbour)}&export=true&max=7`,
    ])
      expect((await call(agent, path, { in: id })).status, path).toBe(200)
    const { items } = as(api.listAccessRecords, await call(agent, `/v1/access/grants/${id}/records`))
    expect(items.map(({ endpoint, text }) => [endpoint, text])).toEqual([
      ['identity.listAdministrators', 'Looked at the list of administrators'],
      ['identity.exportAdministrators', 'Exported the list of administrators'],
      ['identity.exportCustomerAccess', 'Exported the list of who has access'],
      ['access.exportAccessRecords', 'Exported what was opened during an access'],
      ['directory.listUsers', 'Looked at the list of users'],
      ['directory.listUsers:export', 'Exported the list of users'],
    ])
  })

  it('cannot be changed or removed by the application', async () => {
    const client = await hub.database.ownerPool.connect()
    try {
      for (const text of [
        `update access_records set endpoint = 'x'`,
        'delete from access_records',
        'delete from access_grants',
      ]) {
        await client.query('begin')
        await client.query('set local role cordboard_app')
        await expect(client.query(text)).rejects.toThrow(/permission denied/)
        await client.query('rollback')
      }
    } finally {
      client.release()
    }
  })
})
