import { afterEach, describe, expect, it } from 'vitest'
import { makeAccessBench } from '../../../test/access.ts'
import { as, startHub } from '../../../test/hub.ts'
import * as api from '../../api/access.ts'
import { accessHeader } from '../../api/endpoint.ts'
import { decodeId } from '../../api/ids.ts'
import { uuidv7 } from '../../platform/uuid.ts'

let skew = 0
const hub = await startHub({ settings: { MAILBOX: 'true' }, clock: () => new Date(Date.now() + skew) })
const {
  partnerId,
  harbour,
  orchard,
  desert,
  agentId,
  person,
  agent,
  owner,
  call,
  post,
  org,
  allow,
  view,
  codeOf,
  stateOf,
  auditOf,
} = await makeAccessBench(hub)

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
  })
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

  it('lists a page once that asks for several things at the same moment, and names who has access', async () => {
    await allow(true)
    const grant = await view()
    const paths = [
      '/v1/imports',
      `/v1/imports?customerId=${org(harbour)}`,
      '/v1/audit/events',
      '/v1/audit/chain',
      '/v1/audit/events?max=5',
      '/v1/imports',
    ]
    const answers = await Promise.all([...paths, ...paths].map(async (path) => await call(agent, path, { in: grant })))
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(8)
    expect((await call(agent, `/v1/customers/${org(harbour)}/access`, { in: grant })).status).toBe(200)
    const records = as(api.listAccessRecords, await call(owner, `/v1/access/grants/${grant}/records`)).items
    expect(records.map(({ text }) => text).sort()).toEqual([
      'Looked at the audit',
      'Looked at the list of imports',
      'Looked at who has access',
    ])
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

  it('keeps each file that was taken, however soon the next came, and the pages of one as one', async () => {
    await allow(true)
    const id = await view()
    for (const name of ['First', 'Second'])
      await hub.sql(
        `insert into users (partner_id, id, org_id, email, display_name, sort_name, created_at, last_modified_at)
         select partner_id, $1, id, $2, $3, lower($3), now(), now() from organizations where id = $4`,
        [uuidv7(), `${uuidv7()}@pages.example`, name, harbour],
      )
    const users = `/v1/users?organizationId=${org(harbour)}&export=true`
    const first = await call(agent, `${users}&max=1`, { in: id })
    const next = first.headers.get('link')?.match(/<https?:\/\/[^/]+([^>]+)>/)?.[1] ?? ''
    expect(new URL(next, 'http://hub').searchParams.get('cursor')).toBeTruthy()
    for (const path of [next, `${users}&status=active`, `${users}&status=active`, users.replace('&export=true', '')])
      expect((await call(agent, path, { in: id })).status, path).toBe(200)
    for (const _ of [1, 2])
      expect((await call(agent, `/v1/customers/${harbour}/access.csv`, { in: id })).status).toBe(200)
    const { items } = as(api.listAccessRecords, await call(agent, `/v1/access/grants/${id}/records`))
    expect(items.map(({ endpoint }) => endpoint)).toEqual([
      ...Array(3).fill('directory.listUsers:export'),
      'directory.listUsers',
      ...Array(2).fill('identity.exportCustomerAccess'),
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
