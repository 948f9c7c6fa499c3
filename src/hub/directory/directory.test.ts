import type { KyselyPlugin } from 'kysely'
import { describe, expect, it } from 'vitest'
import { as, makeAdministrator, startHub, type TestHub } from '../../../test/hub.ts'
import * as directoryApi from '../../api/directory.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import * as packagesApi from '../../api/packages.ts'
import * as partnersApi from '../../api/partners.ts'
import { demoCustomerId, demoPartnerId } from '../../generate/index.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { describeUser } from './people.ts'
import { peoplePage, requireUser } from './users.ts'

const hub = await startHub({ demo: true })
const token = await hub.token({ partnerId: demoPartnerId })
const kestrel = encodeId('ORGANIZATION', demoCustomerId)
const [other] = (await hub.sql('select id from organizations where id <> $1 order by id limit 1', [
  demoCustomerId,
])) as {
  id: string
}[]
if (!other) throw new Error('the demo has one customer only')

// Each role that exists, to try what it reaches.
await makeAdministrator(hub, demoPartnerId, { email: 'desk@example.test', role: 'atlas-portal.partner.helpdesk' })
await makeAdministrator(hub, demoPartnerId, {
  email: 'few@example.test',
  role: 'atlas-portal.partner.helpdesk',
  reach: { kind: 'some', organizations: [other.id] },
})
await makeAdministrator(hub, demoPartnerId, {
  email: 'own@example.test',
  role: 'id_full_admin',
  organizationId: demoCustomerId,
})
const desk = await hub.signIn('desk@example.test')
const few = await hub.signIn('few@example.test')
const own = await hub.signIn('own@example.test')
const foreignPartner = uuidv7()
await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Foreign', now())`, [foreignPartner])
const foreign = await hub.token({ partnerId: foreignPartner })

async function all(path: string, given: Parameters<TestHub['request']>[1] = { token }): Promise<{ id: string }[]> {
  const items: { id: string }[] = []
  let next: string | undefined = path
  while (next) {
    const answer = await hub.request(next, given)
    expect(answer.status, answer.text).toBe(200)
    items.push(...(answer.json as { items: { id: string }[] }).items)
    const link = answer.headers.get('link')
    if (link) {
      expect(link).toContain('rel="next"')
      expect(link.startsWith(`<${hub.url}/`)).toBe(true)
      expect(link).not.toContain('max=null')
    }
    next = link?.match(/<https?:\/\/[^/]+([^>]+)>/)?.[1]
  }
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  return items
}

describe('GET /v1/people', () => {
  it('pages through everybody of every customer by Link, none twice and none left out', async () => {
    expect(await all('/v1/people?max=900')).toHaveLength(6000)
  })

  it('keeps every filter in the address of the next page', async () => {
    const answer = await hub.request(`/v1/people?orgId=${kestrel}&callingData=true&max=10`, { token })
    const link = new URL(answer.headers.get('link')?.match(/<([^>]+)>/)?.[1] ?? '')
    expect(link.searchParams.get('orgId')).toBe(kestrel)
    expect(link.searchParams.get('callingData')).toBe('true')
    expect(link.searchParams.get('max')).toBe('10')
  })

  it('filters by organization, e-mail, display name, location, role and ids, with those not found named', async () => {
    const people = await all(`/v1/people?orgId=${demoCustomerId}&max=500`)
    expect(people).toHaveLength(1200)
    const one = as(directoryApi.getPerson, await hub.request(`/v1/people/${people[5]?.id}`, { token }))
    const found = async (query: Record<string, string>) =>
      as(directoryApi.listPeople, await hub.request(`/v1/people?${new URLSearchParams(query)}`, { token }))
    expect((await found({ email: one.emails[0]?.toUpperCase() ?? '' })).items).toEqual([one])
    expect(
      (await found({ displayName: one.displayName.slice(0, 6), max: '1000' })).items.map(({ id }) => id),
    ).toContain(one.id)
    const byIds = await found({ id: `${one.id},${encodeId('PEOPLE', uuidv7())},nonsense` })
    expect(byIds.items.map(({ id }) => id)).toEqual([one.id])
    expect(byIds.notFoundIds).toHaveLength(2)
    const located = await found({ locationId: one.locationId ?? '', max: '1000' })
    expect(located.items.length).toBeGreaterThan(0)
    for (const person of located.items) expect(person.locationId).toBe(one.locationId)
    const administrators = await found({ roles: encodeId('ROLE', 'id_full_admin'), max: '1000' })
    expect(administrators.items.length).toBeGreaterThan(50)
    for (const person of administrators.items) expect(person.roles).toContain(encodeId('ROLE', 'id_full_admin'))
    expect((await hub.request(`/v1/people?id=${Array(86).fill(one.id).join(',')}`, { token })).json).toMatchObject({
      code: 'directory.too_many_ids',
    })
  })

  it('shapes a person as existing clients parse it', async () => {
    const [row] = (await hub.sql(
      `select u.id from users u join package_assignments a on a.user_id = u.id join numbers n on n.user_id = u.id where a.package_id = 'webex_suite' and u.extension is not null limit 1`,
    )) as { id: string }[]
    const person = as(directoryApi.getPerson, await hub.request(`/v1/people/${row?.id}`, { token }))
    expect(person.id).toBe(encodeId('PEOPLE', row?.id ?? ''))
    expect(person.phoneNumbers?.[0]).toMatchObject({
      type: 'work',
      value: expect.stringMatching(/^\+\d+$/),
      primary: true,
    })
    expect(typeof person.invitePending).toBe('boolean')
    expect(typeof person.loginEnabled).toBe('boolean')
    expect(person.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(person.licenses?.length).toBeGreaterThan(1)
    for (const license of person.licenses ?? []) {
      expect(Buffer.from(license, 'base64url').toString()).toMatch(
        /^ciscospark:\/\/us\/LICENSE\/[0-9a-f-]{36}:[A-Z]+_[0-9a-f-]{36}$/,
      )
    }
    expect(JSON.stringify(person)).not.toContain('null')
  })

  it('answers 404 for a person of another partner, and for one outside the reach', async () => {
    const [person] = await all(`/v1/people?orgId=${kestrel}&max=500`)
    expect((await hub.request(`/v1/people/${person?.id}`, { token: foreign })).status).toBe(404)
    expect((await hub.request(`/v1/people/${person?.id}`, { cookie: few })).status).toBe(404)
    expect((await hub.request(`/v1/people?orgId=${kestrel}`, { cookie: few })).status).toBe(404)
    expect((await hub.request(`/v1/people/${person?.id}`, { cookie: desk })).status).toBe(200)
    expect(await all('/v1/people', { token: foreign })).toEqual([])
  })

  it('shows an administrator of a customer the own organization only', async () => {
    expect(await all('/v1/people?max=500', { cookie: own })).toHaveLength(1200)
    expect((await hub.request(`/v1/people?orgId=${other.id}`, { cookie: own })).status).toBe(404)
  })
})

describe('GET /v1/people/me', () => {
  it('is the person of the session, and for a service app its own', async () => {
    expect((await hub.request('/v1/people/me', { cookie: own })).json).toMatchObject({ type: 'person', orgId: kestrel })
    expect((await hub.request('/v1/people/me', { token })).json).toMatchObject({ type: 'appuser' })
    expect((await hub.request('/v1/people/me?callingData=true', { cookie: desk })).json).toMatchObject({
      emails: ['desk@example.test'],
    })
    // Clients read back whatever id they are given.
    for (const given of [{ token }, { cookie: desk }, { cookie: own }]) {
      const me = as(directoryApi.getMe, await hub.request('/v1/people/me', given))
      expect((await hub.request(`/v1/people/${me.id}`, given)).json).toMatchObject({ id: me.id, emails: me.emails })
      const listed = as(directoryApi.listPeople, await hub.request(`/v1/people?id=${me.id},x`, given))
      expect([listed.items.map(({ id }) => id), listed.notFoundIds]).toEqual([[me.id], ['x']])
      expect((await hub.request(`/v1/people/${me.id}`, { token: foreign })).status).toBe(404)
    }
  })
})

describe('GET /v1/organizations', () => {
  it('lists the customers in reach, and gives the own organization by its id', async () => {
    expect(await all('/v1/organizations')).toHaveLength(60)
    expect(await all('/v1/organizations', { cookie: few })).toEqual([
      expect.objectContaining({ id: encodeId('ORGANIZATION', other.id) }),
    ])
    expect(await all('/v1/organizations', { cookie: own })).toEqual([expect.objectContaining({ id: kestrel })])
    expect(await all('/v1/organizations', { token: foreign })).toEqual([])
    const me = as(directoryApi.getMe, await hub.request('/v1/people/me', { token }))
    expect((await hub.request(`/v1/organizations/${me.orgId}`, { token })).json).toMatchObject({
      displayName: 'Harbour Telecom',
    })
    expect((await hub.request(`/v1/organizations/${kestrel}`, { token: foreign })).status).toBe(404)
  })
})

describe('GET /v1/licenses', () => {
  it('counts what was sold and used, of one organization and of all, and names the holders by page', async () => {
    const answer = as(packagesApi.listLicenses, await hub.request(`/v1/licenses?orgId=${kestrel}`, { token }))
    const voice = answer.items.find((license) => license.totalUnits === 50)
    expect(voice).toMatchObject({ consumedUnits: 47, name: 'Webex Calling - Professional' })
    expect(answer.items.some((license) => license.totalUnits === -1)).toBe(true)
    // Clients know the names, which several packages bring: which of them is told beside.
    const alike = answer.items.filter(({ name }) => name === voice?.name)
    expect(alike.length).toBeGreaterThan(1)
    expect(new Set(alike.map((each) => each.package.id)).size).toBe(alike.length)
    expect(voice?.package.id).toBe('webex_voice')
    expect((await all('/v1/licenses')).length).toBeGreaterThan(answer.items.length)
    const holders: string[] = []
    let next: string | undefined = `/v1/licenses/${voice?.id}?includeAssignedTo=user&limit=20`
    while (next) {
      const page = await hub.request(next, { token })
      holders.push(...(as(packagesApi.getLicense, page).users ?? []).map(({ id }) => id))
      next = page.headers.get('link')?.match(/<https?:\/\/[^/]+([^>]+)>/)?.[1]
    }
    expect(new Set(holders).size).toBe(47)
    expect((await hub.request(`/v1/licenses/${voice?.id}`, { token: foreign })).status).toBe(404)
    expect((await hub.request(`/v1/licenses/${voice?.id}`, { cookie: few })).status).toBe(404)
  })
})

describe('the own organization of a partner', () => {
  it('has no people, licences, locations or devices of customers, in every list that takes its id', async () => {
    const me = as(directoryApi.getMe, await hub.request('/v1/people/me', { token }))
    for (const path of ['people', 'licenses', 'locations', 'devices']) {
      expect(await all(`/v1/${path}?orgId=${me.orgId}`), path).toEqual([])
      expect(await all(`/v1/${path}?orgId=${me.orgId}`, { cookie: desk }), path).toEqual([])
      // To a customer's administrator, and to another partner, it is as little known as before.
      for (const given of [{ cookie: own }, { token: foreign }])
        expect((await hub.request(`/v1/${path}?orgId=${me.orgId}`, given)).status, path).toBe(404)
    }
  })
})

describe('GET /v1/people of one customer or location', () => {
  it('pages through all of them, and refuses a cursor of the other order', async () => {
    expect(await all(`/v1/people?orgId=${kestrel}&max=500`)).toHaveLength(1200)
    const [row] = (await hub.sql(
      'select location_id as id, count(*)::int as users from users where org_id = $1 and location_id is not null group by 1 order by 2 desc limit 1',
      [demoCustomerId],
    )) as { id: string; users: number }[]
    const location = encodeId('LOCATION', row?.id ?? '')
    expect(row?.users).toBeGreaterThan(20)
    const there = await all(`/v1/people?locationId=${location}&max=20`)
    expect(there).toHaveLength(row?.users ?? 0)
    expect(await all(`/v1/people?locationId=${location}&orgId=${kestrel}&max=20`)).toEqual(there)
    expect(await all(`/v1/people?locationId=${location}&orgId=${other.id}`)).toEqual([])
    expect(await all(`/v1/people?locationId=${location}`, { cookie: few })).toEqual([])
    const everybody = await hub.request('/v1/people?max=1', { token })
    const cursor = everybody.headers.get('link')?.match(/cursor=([^&>]+)/)?.[1]
    expect(cursor).toBeDefined()
    expect((await hub.request(`/v1/people?orgId=${kestrel}&cursor=${cursor}`, { token })).json).toMatchObject({
      code: 'common.bad_cursor',
    })
  })

  it('leaves out the state where it is not wanted', async () => {
    const states = async (query: string) =>
      as(directoryApi.listPeople, await hub.request(`/v1/people?max=5${query}`, { token })).items.map(
        (person) => 'status' in person,
      )
    expect(await states('')).toEqual([true, true, true, true, true])
    expect(await states('&excludeStatus=false')).toEqual([true, true, true, true, true])
    expect(await states('&excludeStatus=true')).toEqual([false, false, false, false, false])
  })
})

describe('text of punctuation alone', () => {
  it('finds nobody: it is the beginning of no name', async () => {
    for (const text of ['***', '---', '...', "''", '‐‑'])
      for (const path of [
        `/v1/users?organizationId=${kestrel}&q=`,
        '/v1/people?displayName=',
        `/v1/people?orgId=${kestrel}&displayName=`,
        '/v1/customers?q=',
      ])
        expect(await all(`${path}${encodeURIComponent(text)}`), path + text).toEqual([])
    // What is blank is no text.
    expect((await all('/v1/customers?q=%20')).length).toBeGreaterThan(0)
  })
})

describe('people by many ids', () => {
  it('are asked for by one statement, however many they are', async () => {
    const ids = (await hub.sql('select id from users where partner_id = $1 limit 5', [demoPartnerId])).map(({ id }) =>
      encodeId('PEOPLE', String(id)),
    )
    const texts = new Set<string>()
    const watching: KyselyPlugin = {
      transformQuery: ({ node }) => {
        // Values are sent beside the text.
        texts.add(JSON.stringify(node, (key, value) => (key === 'value' ? null : value)))
        return node
      },
      transformResult: async ({ result }) => result,
    }
    for (const count of [1, 2, 5]) {
      const wanted = ids.slice(0, count).map((id) => decodeId('PEOPLE', id) ?? '')
      await hub.within(demoPartnerId, async (context) => {
        const watched = { ...context, tx: context.tx.withPlugin(watching) }
        const { items } = await peoplePage(watched, { ids: wanted, max: 100 })
        expect(items.map(({ id }) => id).sort()).toEqual(wanted.sort())
      })
    }
    expect(texts.size).toBe(1)
    expect(await all('/v1/people?id=x')).toEqual([])
  })
})

describe('GET /v1/locations and /v1/devices', () => {
  it('list those of one organization and of all in reach, and give one', async () => {
    for (const kind of ['locations', 'devices']) {
      const everywhere = await all(`/v1/${kind}?max=500`)
      const here = await all(`/v1/${kind}?orgId=${kestrel}&max=500`)
      expect(here.length).toBeGreaterThan(1)
      expect(everywhere.length).toBeGreaterThan(here.length)
      expect((await hub.request(`/v1/${kind}/${here[0]?.id}`, { token })).json).toMatchObject({
        id: here[0]?.id,
        orgId: kestrel,
      })
      expect((await hub.request(`/v1/${kind}/${here[0]?.id}`, { token: foreign })).status).toBe(404)
      expect((await hub.request(`/v1/${kind}/${here[0]?.id}`, { cookie: few })).status).toBe(404)
      expect(await all(`/v1/${kind}?max=500`, { cookie: own })).toHaveLength(here.length)
    }
  })

  it('find a device by MAC, serial, state and owner, and a location by a part of its name', async () => {
    const [row] = (await hub.sql(
      'select id, mac, serial, user_id from devices where mac is not null and serial is not null and user_id is not null limit 1',
    )) as {
      id: string
      mac: string
      serial: string
      user_id: string
    }[]
    const id = encodeId('DEVICE', row?.id ?? '')
    for (const query of [`mac=${row?.mac.toUpperCase()}`, `serial=${row?.serial}`, `personId=${row?.user_id}`]) {
      expect((await all(`/v1/devices?${query}`)).map((device) => device.id)).toContain(id)
    }
    const connected = as(
      directoryApi.listDevices,
      await hub.request('/v1/devices?connectionStatus=connected', { token }),
    )
    for (const device of connected.items) expect(device.connectionStatus).toBe('connected')
    expect(await all(`/v1/locations?orgId=${kestrel}&name=elsin`)).toEqual([
      expect.objectContaining({ name: 'Helsinki' }),
    ])
  })
})

describe('a filter that the public API has', () => {
  const list = async (query: string) => await hub.request(`/v1/devices?${query}`, { token })

  it('is never passed over: by what no device here has, none is found', async () => {
    const every = await all('/v1/devices?max=1000')
    expect(every.length).toBeGreaterThan(100)
    const nothing = [
      'tag=lobby',
      'tag=lobby,ground',
      'tag=lobby&tag=ground',
      `workspaceId=${encodeId('LOCATION', uuidv7())}`,
      'errorCode=sipregistration',
      'capability=xapi',
      'permission=xapi:all',
      'upgradeChannel=Stable',
      'devicePlatform=cisco',
      'plannedMaintenance=off',
      'tag=',
    ]
    for (const query of nothing) expect(await all(`/v1/devices?${query}`), query).toEqual([])
    const [row] = await hub.sql('select location_id as id from devices where location_id is not null limit 1')
    const here = await all(`/v1/devices?locationId=${row?.['id']}&max=1000`)
    expect(here.length).toBeGreaterThan(0)
    expect(here.length).toBeLessThan(every.length)
    expect(await all(`/v1/devices?workspaceLocationId=${row?.['id']}&max=1000`)).toEqual(here)
  })

  it('that has a closed set names what it takes, and every type it names is the one that is shown', async () => {
    for (const [query, allowed] of [
      ['type=telephone', 'roomdesk, phone, accessory, webexgo, unknown'],
      ['connectionStatus=gone', 'connected, disconnected'],
      ['capability=dance', 'xapi'],
      ['devicePlatform=pear', 'cisco, microsoftTeamsRoom'],
      ['plannedMaintenance=perhaps', 'off, on, upcoming'],
    ] as const) {
      const answer = await list(query)
      expect(answer.json, query).toMatchObject({
        code: 'common.bad_request',
        errors: [{ field: query.split('=')[0], description: expect.stringContaining(allowed) }],
      })
    }
    expect((await hub.request('/v1/search?q=aino&kind=nonsense', { token })).json).toMatchObject({
      errors: [{ field: 'kind', description: expect.stringContaining('organization, user, device, order') }],
    })
    await hub.sql(`update devices set type = 'soft_client' where id = (select min(id::text)::uuid from devices)`)
    let found = 0
    for (const type of directoryApi.DeviceType.options) {
      const { items } = as(directoryApi.listDevices, await list(`max=1000&type=${type}`))
      for (const device of items) expect(device.type).toBe(type)
      found += (await all(`/v1/devices?max=1000&type=${type}`)).length
    }
    expect(found).toBe((await all('/v1/devices?max=1000')).length)
  })

  it('takes roles by their ids and by their keys', async () => {
    const key = 'id_full_admin'
    const byKey = await all(`/v1/people?roles=${key}&max=1000`)
    expect(byKey.length).toBeGreaterThan(50)
    expect(await all(`/v1/people?roles=${encodeId('ROLE', key)}&max=1000`)).toEqual(byKey)
    expect(await all(`/v1/people?roles=nothing,${key}&max=1000`)).toEqual(byKey)
    for (const none of ['nothing', '', ',']) expect(await all(`/v1/people?roles=${none}`), none).toEqual([])
  })
})

describe('GET /v1/customers', () => {
  it('pages by name and by creation, both ways, and filters by the beginning of a word', async () => {
    for (const sort of ['name', 'created'] as const) {
      const rising = await all(`/v1/customers?sort=${sort}&max=7`)
      const falling = await all(`/v1/customers?sort=${sort}&order=desc&max=7`)
      expect(rising).toHaveLength(60)
      expect(falling.map(({ id }) => id)).toEqual(rising.map(({ id }) => id).reverse())
    }
    const found = as(partnersApi.listCustomers, await hub.request('/v1/customers?q=freig', { token }))
    expect(found.items.map(({ name }) => name)).toContain('Kestrel Freight')
    const byEmail = async (q: string) =>
      as(partnersApi.listCustomers, await hub.request(`/v1/customers?q=${encodeURIComponent(q)}`, { token })).items.map(
        ({ name }) => name,
      )
    expect(await byEmail('Owner@demo.')).toEqual(['Kestrel Freight'])
    expect(await byEmail('it@kestrel')).toEqual(['Kestrel Freight'])
    expect(await byEmail('nobody@nowhere.example')).toEqual([])
    expect((await hub.request('/v1/customers?cursor=x', { token })).json).toMatchObject({ code: 'common.bad_cursor' })
  })

  it('says what this actor may do with each', async () => {
    const may = async (given: Parameters<TestHub['request']>[1]) =>
      as(partnersApi.listCustomers, await hub.request('/v1/customers?max=1', given)).items[0]?.can
    expect(await may({ token })).toEqual({ launch: true, import: true })
    // First line opens a customer by its consent, not by a right of its own.
    expect(await may({ cookie: desk })).toEqual({ launch: false, import: false })
  })

  it('gives one with all that belongs to it', async () => {
    const detail = as(partnersApi.getCustomer, await hub.request(`/v1/customers/${kestrel}`, { token }))
    expect(detail.sites.length).toBeGreaterThan(0)
    expect(detail.domains.length).toBeGreaterThan(0)
    expect(detail.subscriptions.length).toBeGreaterThan(0)
    expect(detail.orders.length).toBeGreaterThan(0)
    expect(detail.locations.map(({ name }) => name)).toContain('Helsinki')
    expect(detail.administrators.map(({ email }) => email)).toContain('owner@demo.cordboard.test')
    expect(detail.usersByStatus.reduce((sum, { users }) => sum + users, 0)).toBe(1200)
    expect(detail.packages.find(({ id }) => id === 'webex_voice')).toMatchObject({ used: 47, limit: 50 })
    expect((await hub.request(`/v1/customers/${kestrel}`, { cookie: few })).status).toBe(404)
    expect((await hub.request(`/v1/customers/${kestrel}`, { token: foreign })).status).toBe(404)
  })
})

describe('GET /v1/users', () => {
  it("pages one customer's users by name and e-mail, filtered by text, state and package", async () => {
    const names = await all(`/v1/users?organizationId=${kestrel}&max=200`)
    expect(names).toHaveLength(1200)
    expect((await all(`/v1/users?organizationId=${kestrel}&sort=email&order=desc&max=200`)).length).toBe(1200)
    expect(await all(`/v1/users?organizationId=${kestrel}&package=webex_voice&max=200`)).toHaveLength(47)
    expect(await all(`/v1/users?organizationId=${kestrel}&package=none&max=200`)).toHaveLength(20)
    const active = as(
      directoryApi.listUsers,
      await hub.request(`/v1/users?organizationId=${kestrel}&status=active`, { token }),
    )
    for (const user of active.items) expect(user.status).toBe('active')
    const [one] = active.items
    const byText = await all(`/v1/users?organizationId=${kestrel}&q=${encodeURIComponent(one?.lastName ?? '')}`)
    expect(byText.map(({ id }) => id)).toContain(one?.id)
  })

  it('gives one user with package, licences, numbers and devices, and records that it was opened', async () => {
    const [row] = (await hub.sql(
      `select u.id from users u join devices d on d.user_id = u.id join numbers n on n.user_id = u.id where u.org_id = $1 limit 1`,
      [demoCustomerId],
    )) as { id: string }[]
    const detail = as(directoryApi.getUser, await hub.request(`/v1/users/${row?.id}`, { cookie: desk }))
    expect(detail.package).toBeDefined()
    expect(detail.licenses.length).toBeGreaterThan(0)
    expect(detail.numbers).toHaveLength(1)
    expect(detail.devices.length).toBeGreaterThan(0)
    const opened = await hub.sql(
      `select actor ->> 'name' as name from audit_events where type = 'helpdesk.user_opened' and subject_id = $1`,
      [row?.id],
    )
    expect(opened).toEqual([{ name: 'Test Person' }])
    expect((await hub.request(`/v1/users/${row?.id}`, { cookie: few })).status).toBe(404)
    expect((await hub.request(`/v1/users/${row?.id}`, { token: foreign })).status).toBe(404)
  })
})

describe('what a user holds', () => {
  it('is asked once for its page: assignments, sold packages and roles in a statement each', async () => {
    const [{ id } = {}] = await hub.sql('select id from users where org_id = $1 limit 1', [demoCustomerId])
    let statements = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    await hub.within(demoPartnerId, async (context) => {
      const user = await requireUser(context, String(id))
      const described = await describeUser({ ...context, tx: context.tx.withPlugin(counting) }, user)
      expect(described.row.id).toBe(encodeId('PEOPLE', String(id)))
    })
    expect(statements).toBe(3)
  })
})

describe('a cursor', () => {
  it('of another order is refused, not answered by a fault of ours', async () => {
    const first = await hub.request('/v1/customers?sort=name&max=2', { token })
    const cursor = new URL(first.headers.get('link')?.match(/<([^>]+)>/)?.[1] ?? '').searchParams.get('cursor')
    expect((await hub.request(`/v1/customers?sort=created&max=2&cursor=${cursor}`, { token })).json).toMatchObject({
      code: 'common.bad_cursor',
    })
    expect((await hub.request(`/v1/people?cursor=${cursor}`, { token })).json).toMatchObject({
      code: 'common.bad_cursor',
    })
  })

  it('is not needed for people asked for by id', async () => {
    const people = await all(`/v1/people?orgId=${kestrel}&max=500`)
    const ids = people.slice(0, 3).map(({ id }) => id)
    const answer = as(directoryApi.listPeople, await hub.request(`/v1/people?id=${ids.join(',')}&max=1`, { token }))
    expect([answer.items.length, answer.notFoundIds]).toEqual([3, []])
  })
})
