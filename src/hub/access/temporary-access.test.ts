import { afterEach, describe, expect, it } from 'vitest'
import { makeAccessBench } from '../../../test/access.ts'
import { as, startHub } from '../../../test/hub.ts'
import * as api from '../../api/access.ts'
import { accessHeader, linkHeader } from '../../api/endpoint.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import { isReading, type Permission } from '../../api/permissions.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { closeOver } from './jobs.ts'

let skew = 0
const hub = await startHub({ settings: { MAILBOX: 'true' }, clock: () => new Date(Date.now() + skew) })
const {
  partnerId,
  harbour,
  orchard,
  desert,
  agentId,
  ownerId,
  agent,
  owner,
  call,
  post,
  org,
  allow,
  view,
  ask,
  granted,
  linkOf,
  mailsTo,
  codeOf,
  stateOf,
} = await makeAccessBench(hub)
// Views stand in the ledger beside what was asked for.
await allow(true)

afterEach(() => {
  skew = 0
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
    expect(await answer()).toEqual(['granted_without_users'])
    await hub.sql('update organizations set restricted = true where id = $1', [harbour])
  })

  it('stays without users to its end when restricted mode is switched off meanwhile, and the ledger says so for ever', async () => {
    const restrict = async (on: boolean) =>
      await hub.sql('update organizations set restricted = $2 where id = $1', [harbour, on])
    // Changes users; with the right to it, all it misses is the import itself.
    const change = async (id: string) =>
      await call(agent, `/v1/imports/${encodeId('IMPORT', uuidv7())}/apply`, { method: 'POST', in: id })
    const listed = async (id: string, as_ = agent) =>
      as(api.listGrants, await call(as_, `/v1/access/grants?organizationId=${org(harbour)}`)).items.find(
        (one) => one.id === id,
      )?.withoutUsers
    const inFile = async (id: string) => {
      const [head = '', ...lines] = (await call(agent, '/v1/access/grants.csv')).text.split(/\r?\n/)
      const line = lines.find((one) => one.includes(id)) ?? ''
      return line.split(',')[head.split(',').indexOf('Without users')]
    }
    await restrict(true)
    const agreed = await granted('full')
    expect(codeOf(await change(agreed))).toBe('partners.restricted_mode')
    await restrict(false)
    expect(codeOf(await change(agreed))).toBe('access.granted_without_users')
    expect([await listed(agreed), await listed(agreed, owner), await inFile(agreed)]).toEqual([true, true, 'yes'])
    expect((await call(owner, `/v1/access/grants/${agreed}`, { method: 'DELETE' })).status).toBe(200)
    expect([await stateOf(agreed), await listed(agreed), await inFile(agreed)]).toEqual(['ended', true, 'yes'])

    // Asked for in the mode and granted after it: the mail said without. Asked for before the mode and granted in it: so it is as well.
    const before = await ask({ scope: 'full' })
    await restrict(true)
    expect((await post(owner, `/v1/access/grants/${before.id}/grant`)).status).toBe(200)
    await restrict(false)
    expect(codeOf(await change(before.id))).toBe('access.granted_without_users')
    await restrict(true)
    const within = await ask({ scope: 'full' })
    await restrict(false)
    expect((await post(owner, `/v1/access/grants/${within.id}/grant`)).status).toBe(200)
    expect(codeOf(await change(within.id))).toBe('access.granted_without_users')

    // What was agreed to with users has them, but never past the mode as it is set now.
    const whole = await granted('full')
    expect(codeOf(await change(whole))).toBe('imports.not_found')
    expect([await listed(whole), await inFile(whole)]).toEqual([undefined, ''])
    await restrict(true)
    expect(codeOf(await change(whole))).toBe('partners.restricted_mode')
    expect(await listed(whole)).toBe(true)
    expect((await call(owner, `/v1/access/grants/${whole}`, { method: 'DELETE' })).status).toBe(200)
    expect(await listed(whole)).toBeUndefined()
  })

  it('says before it is asked for what full access could change: what its session then may, in restricted mode nothing', async () => {
    const said = async () => as(api.getConsent, await call(agent, `/v1/customers/${harbour}/consent`)).fullAccessChanges
    for (const [restricted, changes] of [
      [true, []],
      [false, ['imports:write']],
    ] as const) {
      await hub.sql('update organizations set restricted = $2 where id = $1', [harbour, restricted])
      expect(await said()).toEqual(changes)
      const answer = await call(agent, '/v1/session', { in: await granted('full') })
      const { permissions } = answer.json as { permissions: Permission[] }
      expect(permissions).toContain('directory:read')
      expect(permissions.filter((permission) => !isReading(permission))).toEqual(changes)
    }
    await hub.sql('update organizations set restricted = true where id = $1', [harbour])
  })

  it('says before it is asked for and granted that it changes no users in restricted administrator mode', async () => {
    const consent = async () => as(api.getConsent, await call(agent, `/v1/customers/${harbour}/consent`))
    const decision = async () =>
      as(api.getDecision, await hub.request('/v1/access/decision', { headers: { [linkHeader]: await linkOf(owner) } }))
    expect((await consent()).restricted).toBe(true)
    const asked = await ask({ scope: 'full' })
    expect(asked.withoutUsers).toBe(true)
    expect((await decision()).withoutUsers).toBe(true)
    const inMail = 'Look, and change nothing: users are all that full access could change'
    expect((await mailsTo(owner))[0]?.text).toContain(inMail)
    expect((await ask({ scope: 'read' })).withoutUsers).toBeUndefined()
    await hub.sql('update organizations set restricted = false where id = $1', [harbour])
    expect((await consent()).restricted).toBe(false)
    expect((await ask({ scope: 'full' })).withoutUsers).toBeUndefined()
    expect((await decision()).withoutUsers).toBeUndefined()
    expect((await mailsTo(owner))[0]?.text).not.toContain(inMail)
    await hub.sql('update organizations set restricted = true where id = $1', [harbour])
    expect(await stateOf(asked.id)).toBe('lapsed')
    expect(as(api.getGrant, await call(agent, `/v1/access/grants/${asked.id}`)).withoutUsers).toBe(true)
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
    const page = as(api.getDecision, await hub.request('/v1/access/decision', { headers: { [linkHeader]: token } }))
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
        expect(
          as(api.getDecision, await hub.request('/v1/access/decision', { headers: { [linkHeader]: token } })),
        ).toMatchObject({
          state: won,
          decidedBy: 'Test Person',
        })
    }
  })

  it('is dead for whoever is no full administrator any more, when the time is over, and for made-up links', async () => {
    await ask()
    const token = await linkOf(owner)
    const look = async (text: string) =>
      codeOf(await hub.request('/v1/access/decision', { headers: { [linkHeader]: text } }))
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
    expect(
      as(api.getDecision, await hub.request('/v1/access/decision', { headers: { [linkHeader]: token } })).state,
    ).toBe('lapsed')
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
