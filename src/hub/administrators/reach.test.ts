import { describe, expect, it } from 'vitest'
import { makeAdministrator, startHub } from '../../../test/hub.ts'
import type { CustomerAccess } from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { demoCustomerId, demoPartnerId, demoSubPartnerId } from '../../generate/index.ts'

const hub = await startHub({ demo: true })
const customers = (await hub.sql('select id, name from organizations where partner_id = $1 order by sort_name', [
  demoPartnerId,
])) as { id: string; name: string }[]
const [first, second, third] = customers.map(({ id }) => id) as [string, string, string]

async function seenBy(cookie: string, query = ''): Promise<string[]> {
  const answer = await hub.request(`/v1/customers?max=200${query}`, { cookie })
  expect(answer.status, answer.text).toBe(200)
  return (answer.json as { items: { name: string }[] }).items.map(({ name }) => name)
}

async function tag(customer: string, name: string): Promise<void> {
  await hub.sql(
    `insert into organization_tags (partner_id, tag, org_id, created_at) values ($1, $2, $3, now()) on conflict do nothing`,
    [demoPartnerId, name, customer],
  )
}

describe('the reach of a partner administrator', () => {
  it('is the customers assigned one by one and those of a tag, a new one at the next request', async () => {
    await tag(second, 'west')
    const id = await makeAdministrator(hub, demoPartnerId, {
      email: 'west@example.test',
      role: 'atlas-portal.partner.salesadmin',
      reach: { kind: 'some', organizations: [first], tags: ['west'] },
    })
    const cookie = await hub.signIn('west@example.test')
    const named = (wanted: string[]) => customers.filter((each) => wanted.includes(each.id)).map(({ name }) => name)
    expect(await seenBy(cookie)).toEqual(named([first, second]))
    expect((await hub.request(`/v1/customers/${third}`, { cookie })).json).toMatchObject({
      code: 'partners.customer_not_found',
    })
    await tag(third, 'west')
    expect(await seenBy(cookie)).toEqual(named([first, second, third]))
    expect((await hub.request(`/v1/customers/${third}`, { cookie })).status).toBe(200)
    await hub.sql(
      `insert into administrator_customers (partner_id, administrator_id, org_id, how) values ($1, $2, $3, 'exclude')`,
      [demoPartnerId, id, second],
    )
    expect(await seenBy(cookie)).toEqual(named([first, third]))
  })

  it('ends with the role at the next request, on every node', async () => {
    const id = await makeAdministrator(hub, demoPartnerId, {
      email: 'leaver@example.test',
      role: 'atlas-portal.partner.salesfulladmin',
    })
    const cookie = await hub.signIn('leaver@example.test')
    const other = await hub.another()
    const onOther = async (path: string) =>
      await fetch(`http://127.0.0.1:${other.port}${path}`, { headers: { cookie } }).then((answer) => answer.status)
    expect(await onOther('/v1/partner/parent')).toBe(200)
    await hub.sql(`update administrators set role = 'atlas-portal.partner.readonlyadmin' where id = $1`, [id])
    expect(await onOther('/v1/partner/parent')).toBe(403)
    await hub.sql(`update administrators set disabled_at = now() where id = $1`, [id])
    expect(await onOther('/v1/session')).toBe(401)
    expect((await hub.request('/v1/session', { cookie })).status).toBe(401)
  })

  it('of all customers with exceptions leaves those out of lists, of search and of what is asked by id', async () => {
    const id = await makeAdministrator(hub, demoPartnerId, {
      email: 'allbut@example.test',
      role: 'atlas-portal.partner.helpdesk',
    })
    const cookie = await hub.signIn('allbut@example.test')
    const search = async () =>
      (
        (await hub.request('/v1/search?q=kestrel&kind=organization', { cookie })).json as { items: { id: string }[] }
      ).items.map((item) => item.id)
    expect(await search()).toContain(encodeId('ORGANIZATION', demoCustomerId))
    await hub.sql(
      `insert into administrator_customers (partner_id, administrator_id, org_id, how) values ($1, $2, $3, 'exclude')`,
      [demoPartnerId, id, demoCustomerId],
    )
    expect(await search()).not.toContain(encodeId('ORGANIZATION', demoCustomerId))
    expect(await seenBy(cookie)).toHaveLength(customers.length - 1)
    expect((await hub.request(`/v1/users?organizationId=${demoCustomerId}`, { cookie })).status).toBe(404)
    const [user] = (await hub.sql('select id from users where org_id = $1 limit 1', [demoCustomerId])) as {
      id: string
    }[]
    expect((await hub.request(`/v1/users/${user?.id}`, { cookie })).status).toBe(404)
    expect((await hub.request(`/v1/search?q=${user?.id}`, { cookie })).json).toMatchObject({ items: [] })
  })
})

describe('a sub-partner', () => {
  const sub = encodeId('ORGANIZATION', demoSubPartnerId)
  const behalf = `&onBehalfOfSubPartnerOrgId=${sub}`

  it('sees its own customers, and its parent does not until it acts on its behalf', async () => {
    const cookie = await hub.signIn('sub@demo.cordboard.test', 'cordboard-demo')
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    const own = await seenBy(cookie)
    expect(own.length).toBe(5)
    const parents = await seenBy(admin)
    expect(parents.length).toBe(60)
    expect(parents.filter((name) => own.includes(name))).toEqual([])
    expect(await seenBy(admin, behalf)).toEqual(own)
    expect((await hub.request('/v1/wholesale/subPartners', { cookie: admin })).json).toMatchObject({
      items: [{ orgId: sub, displayName: 'Archipelago Voice', parentMay: 'manage' }],
    })
    expect((await hub.request('/v1/wholesale/subPartners', { cookie })).json).toMatchObject({ items: [] })
  })

  it('decides what its parent may: manage, read, or nothing', async () => {
    const cookie = await hub.signIn('sub@demo.cordboard.test', 'cordboard-demo')
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    const [customer] = (await hub.sql('select id from organizations where partner_id = $1 limit 1', [
      demoSubPartnerId,
    ])) as { id: string }[]
    const write = async () =>
      await hub.request(`/v1/imports?organizationId=${customer?.id}${behalf}`, {
        method: 'POST',
        cookie: admin,
        headers: { 'content-type': 'text/csv' },
        body: 'First Name,Last Name,User ID/Email (Required)\nA,B,a@sub.example.test\n',
      })
    const decide = async (may: string, who = cookie, where = '') =>
      await hub.request(`/v1/partner/parent${where}`, { method: 'PATCH', cookie: who, json: { may } })
    expect((await write()).status).toBe(201)
    expect((await decide('read')).status).toBe(200)
    expect(await seenBy(admin, behalf)).toHaveLength(5)
    expect((await write()).json).toMatchObject({ code: 'partners.parent_reads_only' })
    expect([400, 403]).toContain((await decide('manage', admin, `?${behalf.slice(1)}`)).status)
    expect((await decide('nothing')).status).toBe(200)
    expect((await hub.request(`/v1/customers?max=5${behalf}`, { cookie: admin })).json).toMatchObject({
      code: 'partners.sub_partner_not_found',
    })
    await decide('manage')
    // Its customers, not itself.
    for (const [method, path, json] of [
      ['PATCH', '/v1/partner/settings', { administratorsManageUsers: false }],
      ['PUT', '/v1/audit/retention', { days: 400 }],
    ] as const) {
      const answer = await hub.request(`${path}?${behalf.slice(1)}`, { method, cookie: admin, json })
      expect([400, 403], `${path}: ${answer.text}`).toContain(answer.status)
    }
  })

  it('is never named in vain: not where it is not taken, not twice, and also behind a second question mark', async () => {
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    const named = behalf.slice(1)
    const ask = async (path: string, method = 'GET') => (await hub.request(path, { method, cookie: admin })).json
    expect(await ask(`/v1/session?${named}`)).toMatchObject({
      partner: { id: encodeId('ORGANIZATION', demoPartnerId) },
    })
    for (const path of ['/v1/administrators?', '/v1/service-apps?', '/v1/sign-in-policy?'])
      expect(await ask(`${path}${named}`), path).toMatchObject({ code: 'partners.not_on_behalf' })
    expect(await ask(`/v1/customers?${named}${behalf}`)).toMatchObject({ code: 'partners.behalf_repeated' })
    expect(await ask(`/v1/customers?max=5&q=a?b&onBehalfOfSubPartnerOrgId=nonsense`)).toMatchObject({
      code: 'partners.sub_partner_not_found',
    })
  })

  it('decides about its parent and its audit by itself, after a fresh sign-in', async () => {
    const cookie = await hub.signIn('sub@demo.cordboard.test', 'cordboard-demo')
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    const days = { days: 400 }
    expect(
      (await hub.request(`/v1/audit/retention?${behalf.slice(1)}`, { method: 'PUT', cookie: admin, json: days })).json,
    ).toMatchObject({ code: 'partners.not_on_behalf' })
    const acts = [
      ['PUT', '/v1/audit/retention', days],
      ['PATCH', '/v1/partner/parent', { may: 'manage' }],
    ] as const
    for (const [method, path, json] of acts)
      expect((await hub.request(path, { method, cookie, json })).status).toBe(200)
    await hub.sql(`update sessions set authenticated_at = now() - interval '20 minutes'`)
    for (const [method, path, json] of acts)
      expect((await hub.request(path, { method, cookie, json })).json, path).toMatchObject({
        code: 'identity.fresh_sign_in_needed',
      })
  })

  it('is opened in its own console also by a parent that only looks', async () => {
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    const [customer] = (await hub.sql('select id from organizations where partner_id = $1 limit 1', [
      demoSubPartnerId,
    ])) as { id: string }[]
    await hub.sql(`update partners set parent_may = 'read' where id = $1`, [demoSubPartnerId])
    const launched = await hub.request(`/v1/customers/${customer?.id}/launch?${behalf.slice(1)}`, {
      method: 'POST',
      cookie: admin,
    })
    expect(launched.json ?? {}, launched.text).not.toMatchObject({ code: 'partners.parent_reads_only' })
    expect(launched.status).toBeLessThan(300)
    // What was done is the sub-partner's to see; from where its parent's person came is not.
    const cookie = await hub.signIn('sub@demo.cordboard.test', 'cordboard-demo')
    const behalfOf = encodeId('ORGANIZATION', customer?.id ?? '')
    const { items } = (await hub.request(`/v1/audit/events?organizationId=${behalfOf}`, { cookie })).json as {
      items: { trackingId?: string; address?: string; session?: object; userAgent?: string }[]
    }
    const event = items.find(({ trackingId }) => trackingId === launched.headers.get('trackingid'))
    expect(event).toBeDefined()
    expect([event?.address, event?.userAgent, event?.session]).toEqual([undefined, undefined, undefined])
    const [told] = await hub.sql(
      `select session_kind, actor ->> 'email' as email from audit_events where type = 'partners.launched' and actor ? 'behalfOf' order by id desc limit 1`,
    )
    expect(told).toEqual({ session_kind: 'session', email: 'admin@demo.cordboard.test' })
    // Existing clients are told whose person it was.
    const parent = await hub.sql('select parent_id as id from partners where id = $1', [demoSubPartnerId])
    const seen = await hub.request(
      `/v1/adminAudit/events?orgId=${behalfOf}&from=2026-06-01T00:00:00Z&to=2027-05-01T00:00:00Z`,
      { cookie },
    )
    expect((seen.json as { items: { actorOrgId: string }[] }).items.map(({ actorOrgId }) => actorOrgId)).toContain(
      encodeId('ORGANIZATION', String(parent[0]?.id)),
    )
    await hub.sql(`update partners set parent_may = 'manage' where id = $1`, [demoSubPartnerId])
  })

  it('is acted for by people of all customers alone, and by nobody of another partner', async () => {
    for (const email of ['assigned@demo.cordboard.test', 'owner@demo.cordboard.test', 'sub@demo.cordboard.test']) {
      const cookie = await hub.signIn(email, 'cordboard-demo')
      const answer = await hub.request(`/v1/customers?max=5${behalf}`, { cookie })
      expect(answer.json, email).toMatchObject({ code: 'partners.sub_partner_not_found' })
    }
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    expect(
      (await hub.request('/v1/customers?onBehalfOfSubPartnerOrgId=nonsense', { cookie: admin })).json,
    ).toMatchObject({ code: 'partners.sub_partner_not_found' })
  })
})

describe('who has access to a customer of a sub-partner', () => {
  it('names the people and apps of the partner above to the partner, as far as it is let in, and how far; to the customer it is one company', async () => {
    const sub = await hub.signIn('sub@demo.cordboard.test', 'cordboard-demo')
    const [customer] = (await hub.sql('select id from organizations where partner_id = $1 limit 1', [
      demoSubPartnerId,
    ])) as { id: string }[]
    const path = `/v1/customers/${customer?.id}/access`
    const ofParent = async (cookie: string) =>
      ((await hub.request(path, { cookie })).json as { items: CustomerAccess[] }).items.filter(
        ({ how }) => how === 'parent',
      )
    const lets = async (may: string) =>
      await hub.sql('update partners set parent_may = $2 where id = $1', [demoSubPartnerId, may])
    await makeAdministrator(hub, demoSubPartnerId, {
      email: 'owner@archipelago.test',
      role: 'id_full_admin',
      organizationId: customer?.id ?? '',
    })
    const owner = await hub.signIn('owner@archipelago.test')
    await lets('read')
    {
      const found = await ofParent(sub)
      const [admin] = found.filter(({ email }) => email === 'admin@demo.cordboard.test')
      expect(admin).toMatchObject({ kind: 'person', side: 'partner', role: 'atlas-portal.partner.salesfulladmin' })
      expect(admin?.text).toMatch(/^Of the partner above, .+: may look$/)
      const apps = found.filter(({ kind }) => kind === 'service_app')
      expect(apps.length).toBeGreaterThan(0)
      expect(apps[0]?.text).toMatch(/^Service app of the partner above, .+: may look$/)
      expect(apps[0]?.email).toBeUndefined()
      for (const { lastSignIn, state, givenBy } of found)
        expect([lastSignIn, state, givenBy]).toEqual([undefined, undefined, undefined])
      const emails = found.map(({ email }) => email)
      // Some customers only, or all but one: neither comes into a sub-partner.
      for (const kept of ['assigned@demo.cordboard.test', 'allbut@example.test', 'owner@demo.cordboard.test'])
        expect(emails).not.toContain(kept)
    }
    const named = await ofParent(sub)
    const [{ name: above } = {}] = await hub.sql('select parent_name as name from partners where id = $1', [
      demoSubPartnerId,
    ])
    const numbers = {
      people: named.filter(({ kind }) => kind === 'person').length,
      serviceApps: named.filter(({ kind }) => kind === 'service_app').length,
    }
    expect(await ofParent(owner)).toEqual([
      {
        kind: 'partner',
        how: 'parent',
        displayName: above,
        side: 'partner',
        text: `The partner above: may look. People: ${numbers.people}, service apps: ${numbers.serviceApps}`,
        ...numbers,
      },
    ])
    const customers = await hub.request(`${path}.csv`, { cookie: owner })
    expect(customers.text).toMatch(/The partner above: may look\. People: \d+[^\r]*,Partner\r\n/)
    for (const { displayName, email } of named)
      for (const kept of [displayName, email]) if (kept) expect(customers.text).not.toContain(kept)
    const csv = await hub.request(`${path}.csv`, { cookie: sub })
    expect(csv.text).toContain('admin@demo.cordboard.test')
    expect(csv.text).toMatch(/Service app of the partner above[^\r]*,Service app\r\n/)
    await lets('manage')
    expect((await ofParent(sub))[0]?.text).toMatch(/may look and change$/)
    await lets('nothing')
    expect(await ofParent(sub)).toEqual([])
    await lets('manage')
    // The parent's own customers have nobody above.
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    const own = await hub.request(`/v1/customers/${demoCustomerId}/access`, { cookie: admin })
    expect((own.json as { items: CustomerAccess[] }).items.filter(({ how }) => how === 'parent')).toEqual([])
  })
})

describe('restricted administrator mode', () => {
  it('is on by default, takes the users from the customer’s administrators and says so', async () => {
    const owner = await hub.signIn('owner@demo.cordboard.test', 'cordboard-demo')
    const upload = async () =>
      await hub.request(`/v1/imports?organizationId=${demoCustomerId}`, {
        method: 'POST',
        cookie: owner,
        headers: { 'content-type': 'text/csv' },
        body: 'First Name,Last Name,User ID/Email (Required)\nA,B,a@restricted.example.test\n',
      })
    expect((await upload()).json).toMatchObject({ code: 'partners.restricted_mode' })
    expect((await hub.request('/v1/session', { cookie: owner })).json).toMatchObject({
      restrictions: ['restricted_mode'],
    })
    await hub.sql('update organizations set restricted = false where id = $1', [demoCustomerId])
    expect((await upload()).status).toBe(201)
    await hub.sql('update organizations set restricted = true where id = $1', [demoCustomerId])
  })
})

describe('reading about people', () => {
  it('is an act of the help desk, a list as much as a page, and of nobody else', async () => {
    const agent = await hub.signIn('agent@demo.cordboard.test', 'cordboard-demo')
    const admin = await hub.signIn('admin@demo.cordboard.test', 'cordboard-demo')
    const told = async () =>
      (
        await hub.sql(
          `select type, data->>'count' as count from audit_events where type like 'helpdesk.%' order by at, id`,
        )
      ).map(({ type, count }) => `${type} ${count ?? ''}`.trim())
    const before = (await told()).length
    const [user] = (await hub.sql('select id from users where org_id = $1 limit 1', [demoCustomerId])) as {
      id: string
    }[]
    for (const cookie of [agent, admin]) {
      for (const path of [
        '/v1/people?max=7',
        `/v1/users?organizationId=${demoCustomerId}&max=3`,
        '/v1/devices?max=2',
        `/v1/people/${user?.id}`,
      ])
        expect((await hub.request(path, { cookie })).status).toBe(200)
    }
    expect((await told()).slice(before)).toEqual([
      'helpdesk.people_listed 7',
      'helpdesk.people_listed 3',
      'helpdesk.devices_listed 2',
      'helpdesk.user_opened',
    ])
  })
})
