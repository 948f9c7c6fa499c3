import { describe, expect, it } from 'vitest'
import { makePerson, makePlace, type OfPerson, type Place } from '../../../test/administrators.ts'
import { type Answer, as, startHub } from '../../../test/hub.ts'
import * as contract from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import * as settingsApi from '../../api/partner-settings.ts'
import * as tagsApi from '../../api/partner-tags.ts'
import { assignableRoles, type Permission, type Role, roles } from '../../api/permissions.ts'

const hub = await startHub()
const full = 'atlas-portal.partner.salesfulladmin'
const partnerAdmin = 'atlas-portal.partner.salesadmin'
const place = async (): Promise<Place> => await makePlace(hub)
const person = async (at: { partnerId: string }, ...about: OfPerson) => await makePerson(hub, at, ...about)

const call = async (cookie: string, method: string, path: string, json?: unknown): Promise<Answer> =>
  await hub.request(path, { method, cookie, ...(json === undefined ? {} : { json }) })
const org = (id: string) => encodeId('ORGANIZATION', id)
const codeOf = (answer: Answer) => (answer.json as { code?: string } | undefined)?.code
const tag = async (at: Place, customer: string, names: string[]) =>
  await call(at.cookie, 'POST', `/v1/partner/tags/organizations/${org(customer)}/assignTags`, {
    tags: names.map((name) => ({ name })),
  })

describe('tags', () => {
  it('are replaced as a set, vanish with their last use, and filter by any', async () => {
    const at = await place()
    const [north, middle] = at.customers
    expect((await tag(at, north, ['Gold', 'Gold', 'North  east'])).json).toEqual([
      { name: 'Gold' },
      { name: 'North east' },
    ])
    await tag(at, middle, ['Silver'])
    const all = async () =>
      as(tagsApi.listTags, await call(at.cookie, 'GET', '/v1/partner/tags?type=ORGANIZATION')).map(({ name }) => name)
    expect(await all()).toEqual(['Gold', 'North east', 'Silver'])
    expect((await call(at.cookie, 'GET', '/v1/partner/tags/organizations?tags=Gold,Silver&max=100')).json).toEqual([
      { orgName: 'Middle', orgId: org(middle), tags: ['Silver'] },
      { orgName: 'North', orgId: org(north), tags: ['Gold', 'North east'] },
    ])
    const listed = (await call(at.cookie, 'GET', '/v1/customers?tags=Gold')).json as { items: { id: string }[] }
    expect(listed.items.map(({ id }) => id)).toEqual([org(north)])
    await tag(at, north, [])
    expect(await all()).toEqual(['Silver'])
    expect((await tag(at, north, ['a'.repeat(26)])).status).toBe(400)
    expect((await tag(at, north, ['a,b'])).status).toBe(400)
    expect((await tag(at, north, ['1', '2', '3', '4', '5', '6'])).status).toBe(400)
  })

  it('are written by full and partner administrators, read by the read-only one, and unseen by customers', async () => {
    const at = await place()
    const path = `/v1/partner/tags/organizations/${org(at.customers[0])}`
    const reader = await person(at, 'atlas-portal.partner.readonlyadmin')
    expect((await call(reader.cookie, 'GET', path)).status).toBe(200)
    expect(codeOf(await call(reader.cookie, 'POST', `${path}/assignTags`, { tags: [] }))).toBe('common.forbidden')
    const assigned = await person(at, partnerAdmin, { customers: [at.customers[1]] })
    expect(codeOf(await call(assigned.cookie, 'POST', `${path}/assignTags`, { tags: [] }))).toBe(
      'partners.customer_not_found',
    )
    await tag(at, at.customers[0], ['Secret order'])
    const owner = await person(at, 'id_full_admin', { organizationId: at.customers[0] })
    expect(codeOf(await call(owner.cookie, 'GET', path))).toBe('common.forbidden')
    expect((await call(owner.cookie, 'GET', '/v1/customers')).text).not.toContain('Secret order')
  })

  it('bring a customer into reach at once, and exceptions keep it out', async () => {
    const at = await place()
    const [north, middle, south] = at.customers
    const hand = await person(at, partnerAdmin, { customers: [] })
    const seen = async () =>
      ((await call(hand.cookie, 'GET', '/v1/customers')).json as { items: { name: string }[] }).items.map(
        ({ name }) => name,
      )
    await tag(at, south, ['Gold'])
    const reach = { kind: 'assigned', customers: [org(south)], tags: ['Gold'], exceptions: [org(middle)] }
    const answer = await call(at.cookie, 'PATCH', `/v1/administrators/${hand.id}`, { reach })
    expect(answer.json).toMatchObject({
      reach: { text: '1 customer, and those tagged Gold, but for 1' },
      given: { tags: [{ tag: 'Gold', givenBy: 'Test Person' }], exceptions: [{ name: 'Middle' }] },
    })
    expect(await seen()).toEqual(['South'])
    await tag(at, north, ['Gold'])
    await tag(at, middle, ['Gold'])
    expect(await seen()).toEqual(['North', 'South'])
    const why = async (customer: string) =>
      as(
        contract.explainAccess,
        await call(
          at.cookie,
          'GET',
          `/v1/access/why?personId=${hand.id}&permission=partners:read&organizationId=${customer}`,
        ),
      ).reasons.at(-1)
    expect(await why(north)).toEqual({ kind: 'reach', allows: true, text: 'North is in reach by the tag Gold.' })
    expect(await why(middle)).toMatchObject({ allows: false, text: expect.stringContaining('left out by Test Person') })
    expect(await why(south)).toMatchObject({ allows: true, text: expect.stringContaining('given by Test Person') })
    const access = as(
      contract.listCustomerAccess,
      await call(at.cookie, 'GET', `/v1/customers/${org(north)}/access`),
    ).items
    expect(access.map(({ how, text }) => [how, text])).toEqual([
      ['all', 'Has all customers'],
      ['tag', 'By the tag Gold'],
    ])
    await tag(at, north, [])
    expect(await seen()).toEqual(['South'])
  })

  it('are changed by who has just proved who it is, since reach hangs on them; a machine has its scope instead', async () => {
    const at = await place()
    const [north] = at.customers
    await tag(at, north, ['Gold'])
    const personal = await call(at.cookie, 'POST', '/v1/personal-tokens', {
      name: 'Order',
      scopes: ['spark-admin:organizations_write'],
    })
    expect(personal.status, personal.text).toBe(201)
    await hub.sql(
      `update sessions set authenticated_at = now() - interval '20 minutes' where partner_id = $1 and kind = 'session'`,
      [at.partnerId],
    )
    for (const names of [['Gold', 'Silver'], ['Silver'], []])
      expect(codeOf(await tag(at, north, names)), names.join()).toBe('identity.fresh_sign_in_needed')
    // Nothing moves: nothing is asked.
    expect((await tag(at, north, ['Gold'])).status).toBe(200)
    const path = `/v1/partner/tags/organizations/${org(north)}`
    expect((await call(at.cookie, 'GET', path)).json).toMatchObject({ tags: ['Gold'] })
    const byPersonal = await hub.request(`${path}/assignTags`, {
      method: 'POST',
      token: (personal.json as { token: string }).token,
      json: { tags: [] },
    })
    expect(codeOf(byPersonal)).toBe('identity.session_needed')
    const token = await hub.token({ partnerId: at.partnerId })
    const byMachine = await hub.request(`${path}/assignTags`, { method: 'POST', token, json: { tags: [] } })
    expect(byMachine.json).toEqual([])
  })

  it('stand on subscriptions by the same rules', async () => {
    const at = await place()
    await hub.sql(
      `insert into subscriptions (partner_id, id, org_id, reference, offer, status, starts_at) values ($1, gen_random_uuid(), $2, 'Sub-1', 'Flex', 'trial', now())`,
      [at.partnerId, at.customers[0]],
    )
    const path = `/v1/partner/tags/organizations/${org(at.customers[0])}/subscriptions/Sub-1`
    await call(at.cookie, 'POST', `${path}/assignTags`, { tags: [{ name: 'Pilot', description: 'First ones' }] })
    const shown = {
      orgName: 'North',
      orgId: org(at.customers[0]),
      subscriptionId: 'Sub-1',
      trial: 'true',
      tags: ['Pilot'],
    }
    expect((await call(at.cookie, 'GET', path)).json).toEqual(shown)
    expect((await call(at.cookie, 'GET', '/v1/partner/tags/subscriptions?tags=Pilot')).json).toEqual([shown])
    expect((await call(at.cookie, 'GET', '/v1/partner/tags?type=SUBSCRIPTION')).json).toEqual([
      { name: 'Pilot', description: 'First ones' },
    ])
    expect(codeOf(await call(at.cookie, 'GET', path.replace('Sub-1', 'Sub-2')))).toBe('partners.subscription_not_found')
  })
})

describe('the preview', () => {
  it('says what a role and a reach add and take away, and changes nothing', async () => {
    const at = await place()
    const hand = await person(at, 'atlas-portal.partner.wholesaleadmin')
    const preview = as(
      contract.previewRights,
      await call(at.cookie, 'POST', `/v1/administrators/${hand.id}/preview`, {
        role: 'atlas-portal.partner.helpdesk',
        reach: { kind: 'assigned', customers: [org(at.customers[0])] },
      }),
    )
    expect(preview.permissions.added.map(({ permission }) => permission)).toEqual(['access:view'])
    expect(preview.permissions.removed.map(({ permission }) => permission)).toContain('imports:write')
    expect(preview.customers).toEqual({
      added: { count: 0, first: [] },
      removed: { count: 2, first: expect.arrayContaining([{ id: org(at.customers[1]), name: 'Middle' }]) },
      after: 1,
    })
    const shown = await call(at.cookie, 'GET', `/v1/administrators/${hand.id}`)
    expect(shown.json).toMatchObject({ role: 'atlas-portal.partner.wholesaleadmin', reach: { kind: 'all' } })
    const invited = as(
      contract.previewInvitation,
      await call(at.cookie, 'POST', '/v1/administrators/preview', {
        role: 'id_full_admin',
        organizationId: org(at.customers[0]),
      }),
    )
    // Restricted administrator mode counts already.
    expect(invited.permissions.added.map(({ permission }) => permission)).not.toContain('imports:write')
    expect(invited.customers.after).toBe(1)
  })
})

// One endpoint for each of these permissions that names its customer: what it answers is what the explanation must say.
const acts: Partial<
  Record<Permission, (customer: string) => { method: string; path: string; json?: unknown; file?: string }>
> = {
  'partners:read': (id) => ({ method: 'GET', path: `/v1/customers/${id}` }),
  'partners:write': (id) => ({ method: 'PATCH', path: `/v1/customers/${id}/settings`, json: {} }),
  'partners:launch': (id) => ({ method: 'POST', path: `/v1/customers/${id}/launch` }),
  'directory:read': (id) => ({ method: 'GET', path: `/v1/users?organizationId=${id}` }),
  'imports:read': (id) => ({ method: 'GET', path: `/v1/imports/template.csv?organizationId=${id}` }),
  'imports:write': (id) => ({ method: 'POST', path: `/v1/imports?organizationId=${id}&behavior=add`, file: 'x' }),
  'identity:read': (id) => ({ method: 'GET', path: `/v1/administrators?organizationId=${id}` }),
  'identity:assign_customer': (id) => ({
    method: 'POST',
    path: '/v1/administrators/preview',
    json: { organizationId: id, role: 'id_device_admin' },
  }),
  'access:read': (id) => ({ method: 'GET', path: `/v1/customers/${id}/access` }),
}

describe('the explanation', () => {
  it('says of every role, act and customer what the hub then does', async () => {
    const at = await place()
    const [own, tagged, out] = at.customers
    await tag(at, tagged, ['Reached'])
    await hub.sql(`update organizations set restricted = (id = $1)`, [own])
    await hub.sql(`update partners set administrators_manage_users = false where id = $1`, [at.partnerId])
    const wrong: string[] = []
    let tries = 0
    const people: { role: Role; id: string; cookie: string }[] = []
    for (const role of assignableRoles) {
      const isPartner = roles[role].side === 'partner'
      const one = await person(
        at,
        role,
        isPartner ? (role === full ? {} : { customers: [own] }) : { organizationId: own },
      )
      if (isPartner && role !== full)
        await hub.sql(`insert into administrator_tags (partner_id, administrator_id, tag) values ($1, $2, 'Reached')`, [
          at.partnerId,
          one.id,
        ])
      people.push({ role, ...one })
      if (!isPartner) people.push({ role, ...(await person(at, role, { organizationId: tagged })) })
    }
    for (const { role, id, cookie } of people) {
      for (const [permission, act] of Object.entries(acts)) {
        for (const customer of [own, tagged, out]) {
          const why = as(
            contract.explainAccess,
            await call(
              at.cookie,
              'GET',
              `/v1/access/why?personId=${id}&permission=${permission}&organizationId=${customer}`,
            ),
          )
          const { method, path, json, file } = act(org(customer))
          const answer = await hub.request(path, {
            method,
            cookie,
            ...(json === undefined ? {} : { json }),
            ...(file === undefined ? {} : { body: file, headers: { 'content-type': 'text/csv' } }),
          })
          const done = answer.status !== 403 && answer.status !== 404
          tries++
          if (why.allowed !== done || answer.status >= 500)
            wrong.push(
              `${role} ${permission} ${customer === own ? 'own' : customer === tagged ? 'tagged' : 'out'}: explained ${why.allowed}, did ${answer.status} ${codeOf(answer)}`,
            )
          expect(why.reasons.every(({ text }) => text !== '' && !text.includes('identity.'))).toBe(true)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(tries).toBeGreaterThan(350)
  })

  it('names the rule of somebody disabled, invited, restricted and guarded', async () => {
    const at = await place()
    const owner = await person(at, 'id_user_admin', { organizationId: at.customers[0] })
    const ask = async (personId: string, more: string) =>
      as(contract.explainAccess, await call(at.cookie, 'GET', `/v1/access/why?personId=${personId}&${more}`))
    const restricted = await ask(owner.id, 'permission=imports:write')
    expect(restricted.reasons.at(-1)).toMatchObject({ kind: 'restriction' })
    // Not the customer's own roles, which the same restriction binds.
    expect(restricted.whoMay.every((role) => role.startsWith('atlas-portal.partner'))).toBe(true)
    const desk = await person(at, 'atlas-portal.partner.helpdesk')
    const view = `permission=access:view&organizationId=${at.customers[0]}`
    expect(await ask(desk.id, view)).toMatchObject({ allowed: false })
    await hub.sql('update organizations set read_only_access = true where id = $1', [at.customers[0]])
    const consented = await ask(desk.id, view)
    expect([consented.allowed, consented.reasons.at(-1)?.kind]).toEqual([true, 'consent'])
    await hub.sql(`update organizations set restricted = false where partner_id = $1`, [at.partnerId])
    const target = await person(at, 'id_full_admin', { organizationId: at.customers[0] })
    const guarded = await ask(owner.id, `permission=imports:write&targetId=${target.id}`)
    expect(guarded).toMatchObject({ allowed: false, whoMay: expect.arrayContaining(['id_full_admin']) })
    expect(guarded.reasons.at(-1)?.kind).toBe('guarded')
    // Not the own role, which the same guard stops.
    expect(guarded.whoMay).not.toContain('id_user_admin')
    // Nor the wholesale administrator, who manages users and gives no role.
    const hand = await person(at, 'atlas-portal.partner.wholesaleadmin')
    const stopped = await ask(hand.id, `permission=imports:write&targetId=${target.id}`)
    expect([stopped.allowed, stopped.reasons.at(-1)?.kind]).toEqual([false, 'guarded'])
    expect(stopped.whoMay).toEqual(['atlas-portal.partner.salesfulladmin', 'atlas-portal.partner.salesadmin'])
    const lookedFor = await ask(owner.id, `permission=imports:read&targetId=${target.id}`)
    expect(lookedFor.whoMay).toContain('id_user_admin')
    await hub.sql(`update administrators set disabled_at = now() where id = $1`, [owner.id])
    expect((await ask(owner.id, 'permission=imports:read')).reasons).toMatchObject([
      { kind: 'disabled', allows: false },
    ])
  })
})

describe('a change of an administrator', () => {
  it('refuses tags that no customer has, by name, and leaves the reach; those held already may stay', async () => {
    const at = await place()
    const [north] = at.customers
    const hand = await person(at, partnerAdmin, { customers: [north] })
    const path = `/v1/administrators/${hand.id}`
    const wanted = (...tags: string[]) => ({ reach: { kind: 'assigned', tags } })
    await tag(at, north, ['Gold'])
    const refused = await call(at.cookie, 'PATCH', path, wanted('Gold', 'Nope', 'Nor this'))
    expect(codeOf(refused)).toBe('identity.tags_unknown')
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('Nope and Nor this')
    expect(codeOf(await call(at.cookie, 'POST', `${path}/preview`, { role: partnerAdmin, ...wanted('Nope') }))).toBe(
      'identity.tags_unknown',
    )
    expect((await call(hand.cookie, 'GET', `/v1/customers/${org(north)}`)).status).toBe(200)
    expect((await call(at.cookie, 'PATCH', path, wanted('Gold'))).status).toBe(200)
    await tag(at, north, [])
    expect((await call(at.cookie, 'PATCH', path, wanted('Gold'))).status).toBe(200)
    expect((await call(at.cookie, 'POST', `${path}/preview`, { role: partnerAdmin, ...wanted('Gold') })).status).toBe(
      200,
    )
  })

  it('refuses a field that it does not know by its name, in the reach too, and changes nothing', async () => {
    const at = await place()
    const hand = await person(at, partnerAdmin, { customers: [at.customers[0]] })
    const path = `/v1/administrators/${hand.id}`
    for (const [body, field] of [
      [{ state: 'disabled' }, 'state'],
      [{ firstName: 'Other', lastname: 'Name' }, 'lastname'],
      [{ reach: { kind: 'assigned', tag: ['Gold'] } }, 'reach.tag'],
    ] as const) {
      const answer = await call(at.cookie, 'PATCH', path, body)
      expect(answer.status, field).toBe(400)
      expect(answer.text).toContain(field)
    }
    expect((await call(at.cookie, 'GET', path)).json).toMatchObject({ firstName: 'Test', state: 'active' })
    expect((await call(hand.cookie, 'GET', `/v1/customers/${org(at.customers[0])}`)).status).toBe(200)
    // A published call takes what its clients send.
    const tags = `/v1/partner/tags/organizations/${org(at.customers[0])}/assignTags`
    expect((await call(at.cookie, 'POST', tags, { tags: [], more: true })).status).toBe(200)
  })
})

describe('the published calls for partner administrators', () => {
  it('list what tags give as well, but for the exceptions', async () => {
    const at = await place()
    const [north, middle, south] = at.customers
    const hand = await person(at, partnerAdmin, { customers: [] })
    for (const customer of [north, middle]) await tag(at, customer, ['Gold'])
    const reach = { kind: 'assigned', customers: [org(south)], tags: ['Gold'], exceptions: [org(middle)] }
    expect((await call(at.cookie, 'PATCH', `/v1/administrators/${hand.id}`, { reach })).status).toBe(200)
    const managed = await call(at.cookie, 'GET', `/v1/partner/organizations?managedBy=${encodeId('PEOPLE', hand.id)}`)
    const ids = (managed.json as { items: { orgId: string }[] }).items.map(({ orgId }) => orgId)
    expect(ids.sort()).toEqual([org(north), org(south)].sort())
    const people = async (customer: string) =>
      (
        (await call(at.cookie, 'GET', `/v1/partner/organizations/${org(customer)}/partnerAdmins`)).json as {
          items: { id: string }[]
        }
      ).items.map(({ id }) => id)
    expect(await people(north)).toEqual([encodeId('PEOPLE', hand.id)])
    expect(await people(middle)).toEqual([])
    expect(await people(south)).toEqual([encodeId('PEOPLE', hand.id)])
  })

  it('assign and unassign single customers, and list them both ways', async () => {
    const at = await place()
    const [north] = at.customers
    const hand = await person(at, partnerAdmin, { customers: [] })
    const id = encodeId('PEOPLE', hand.id)
    const base = `/v1/partner/organizations/${org(north)}`
    const assigned = await call(at.cookie, 'POST', `${base}/partnerAdmin/${id}/assign`)
    expect([assigned.status, assigned.text]).toEqual([200, ''])
    expect((await call(at.cookie, 'GET', `/v1/partner/organizations?managedBy=${id}`)).json).toEqual({
      items: [{ orgId: org(north), role: Buffer.from(partnerAdmin).toString('base64') }],
    })
    expect((await call(at.cookie, 'GET', `${base}/partnerAdmins`)).json).toEqual({
      items: [
        {
          id,
          displayName: 'Test Person',
          firstName: 'Test',
          lastName: 'Person',
          emails: [hand.email],
          roleInCustomerOrg: 'atlas-portal.partner.provision_admin',
        },
      ],
    })
    expect((await call(hand.cookie, 'GET', `/v1/customers/${org(north)}`)).status).toBe(200)
    expect((await call(at.cookie, 'DELETE', `${base}/partnerAdmin/${id}/unassign`)).status).toBe(200)
    expect((await call(hand.cookie, 'GET', `/v1/customers/${org(north)}`)).status).toBe(404)
    expect((await call(at.cookie, 'DELETE', `/v1/partner/organizations/partnerAdmin/${id}`)).status).toBe(204)
    expect((await call(hand.cookie, 'GET', '/v1/session')).status).toBe(401)
    const [event] = await hub.sql(`select data from audit_events where type = 'identity.partner_roles_revoked'`)
    expect(event).toBeDefined()
  })

  it('say of those who have all customers that they have them', async () => {
    const at = await place()
    const reader = await person(at, 'atlas-portal.partner.readonlyadmin')
    for (const id of [at.chief, reader.id]) {
      for (const [method, path] of [
        ['GET', `/v1/partner/organizations?managedBy=${id}`],
        ['POST', `/v1/partner/organizations/${at.customers[0]}/partnerAdmin/${id}/assign`],
      ] as const) {
        const answer = await call(at.cookie, method, path)
        expect(answer.status).toBe(409)
        expect(answer.json).toMatchObject({
          message: 'The user already has access to all customers managed by their partner organization.',
        })
      }
    }
  })
})

describe('settings', () => {
  it('switch restricted administrator mode: the customer imports at once, or no longer', async () => {
    const at = await place()
    const owner = await person(at, 'id_full_admin', { organizationId: at.customers[0] })
    const upload = async () =>
      codeOf(
        await hub.request(`/v1/imports?organizationId=${org(at.customers[0])}&behavior=add`, {
          method: 'POST',
          cookie: owner.cookie,
          body: '',
          headers: { 'content-type': 'text/csv' },
        }),
      )
    const path = `/v1/customers/${org(at.customers[0])}/settings`
    expect(await upload()).toBe('partners.restricted_mode')
    expect((await call(owner.cookie, 'GET', path)).json).toEqual({ restricted: true, can: { change: false } })
    expect(codeOf(await call(owner.cookie, 'PATCH', path, { restricted: false }))).toBe('common.forbidden')
    expect(
      as(settingsApi.changeCustomerSettings, await call(at.cookie, 'PATCH', path, { restricted: false })).restricted,
    ).toBe(false)
    expect(await upload()).toBe('imports.empty_file')
    await call(at.cookie, 'PATCH', path, { restricted: true })
    expect(await upload()).toBe('partners.restricted_mode')
    const types = await hub.sql(
      `select type from audit_events where partner_id = $1 and type like 'partners.restricted%' order by id`,
      [at.partnerId],
    )
    expect(types.map(({ type }) => type)).toEqual(['partners.restricted_off', 'partners.restricted_on'])
  })

  it('keep the users of customers to full and wholesale administrators', async () => {
    const at = await place()
    const hand = await person(at, partnerAdmin, { customers: [at.customers[0]] })
    const may = async () =>
      ((await call(hand.cookie, 'GET', '/v1/session')).json as { permissions: string[] }).permissions.includes(
        'imports:write',
      )
    expect(await may()).toBe(true)
    expect(codeOf(await call(hand.cookie, 'PATCH', '/v1/partner/settings', { administratorsManageUsers: false }))).toBe(
      'common.forbidden',
    )
    await call(at.cookie, 'PATCH', '/v1/partner/settings', { administratorsManageUsers: false })
    expect(await may()).toBe(false)
  })

  it('launch a customer as provisioning administrator, or as oneself, and write it down', async () => {
    const at = await place()
    const launch = async (cookie: string, id: string) =>
      as(settingsApi.launchCustomer, await call(cookie, 'POST', `/v1/customers/${org(id)}/launch`))
    const hand = await person(at, partnerAdmin, { customers: [at.customers[0]] })
    const reader = await person(at, 'atlas-portal.partner.readonlyadmin')
    const launched = await launch(hand.cookie, at.customers[0])
    expect(launched.role).toEqual({ key: 'atlas-portal.partner.provision_admin', name: 'Provisioning administrator' })
    expect(launched.permissions).toContain('imports:write')
    expect(launched.because).toContain('Partner administrator')
    expect((await launch(reader.cookie, at.customers[0])).role.key).toBe('atlas-portal.partner.readonlyadmin')
    expect(codeOf(await call(hand.cookie, 'POST', `/v1/customers/${org(at.customers[1])}/launch`))).toBe(
      'partners.customer_not_found',
    )
    expect(
      await hub.sql(`select 1 from audit_events where type = 'partners.launched' and partner_id = $1`, [at.partnerId]),
    ).toHaveLength(2)
  })
})

describe('who has access', () => {
  it('tells a customer who of its provider has, not how the provider orders its customers; as CSV too', async () => {
    const at = await place()
    const owner = await person(at, 'id_full_admin', { organizationId: at.customers[0] })
    await tag(at, at.customers[0], ['Inner word'])
    const hand = await person(at, partnerAdmin, { customers: [] })
    await call(at.cookie, 'PATCH', `/v1/administrators/${hand.id}`, {
      reach: { kind: 'assigned', tags: ['Inner word'] },
    })
    const path = `/v1/customers/${org(at.customers[0])}/access`
    const seen = await call(owner.cookie, 'GET', path)
    expect(as(contract.listCustomerAccess, seen).items.map(({ email, side }) => [email, side])).toEqual(
      expect.arrayContaining([
        [hand.email, 'partner'],
        [owner.email, 'customer'],
      ]),
    )
    expect(seen.text).not.toContain('Inner word')
    // Nor when the provider's people sign in, or that somebody has not yet.
    for (const { side, state, lastSignIn } of as(contract.listCustomerAccess, seen).items)
      if (side === 'partner') expect([state, lastSignIn]).toEqual([undefined, undefined])
    const own = as(contract.listCustomerAccess, await call(at.cookie, 'GET', path)).items
    expect(own.find(({ email }) => email === hand.email)).toMatchObject({
      state: 'active',
      lastSignIn: expect.any(String),
    })
    const csv = await call(at.cookie, 'GET', `${path}.csv`)
    expect(csv.text).toContain('Inner word')
    expect(csv.text.split('\r\n')).toHaveLength(5)
    expect((await call(owner.cookie, 'GET', `/v1/customers/${org(at.customers[1])}/access`)).status).toBe(404)
  })

  it('names service apps as what they are: the customer’s own, and the provider’s without when and by whom', async () => {
    const at = await place()
    const [north, middle] = at.customers
    const owner = await person(at, 'id_full_admin', { organizationId: north })
    const make = async (cookie: string, name: string, role: Role, organizationId?: string) => {
      const made = await call(cookie, 'POST', '/v1/service-apps', {
        name,
        role,
        ...(organizationId ? { organizationId: org(organizationId) } : {}),
      })
      expect(made.status, made.text).toBe(201)
      return (made.json as { app: { id: string } }).app.id
    }
    const whole = await make(at.cookie, 'Billing run', full)
    const own = await make(owner.cookie, 'Door system', 'id_readonly_admin')
    await make(at.cookie, 'Of another', 'id_readonly_admin', middle)
    const disabled = await make(at.cookie, 'Switched off', full)
    await call(at.cookie, 'PATCH', `/v1/service-apps/${disabled}`, { enabled: false })
    await hub.sql('update service_apps set last_used_at = now() where partner_id = $1', [at.partnerId])
    const path = `/v1/customers/${org(north)}/access`
    const apps = async (cookie: string) =>
      as(contract.listCustomerAccess, await call(cookie, 'GET', path)).items.filter(
        ({ kind }) => kind === 'service_app',
      )
    const shown = [
      { personId: whole, displayName: 'Billing run', how: 'all', side: 'partner', role: full },
      { personId: own, displayName: 'Door system', how: 'own', side: 'customer', role: 'id_readonly_admin' },
    ]
    const [seen, told] = [await apps(owner.cookie), await apps(at.cookie)]
    expect(told).toMatchObject(shown)
    expect(seen).toMatchObject(shown)
    expect(told.map(({ givenBy, lastSignIn }) => [givenBy, typeof lastSignIn])).toEqual([
      ['Test Person', 'string'],
      ['Test Person', 'string'],
    ])
    expect([seen[0]?.givenBy, seen[0]?.lastSignIn, seen[0]?.email]).toEqual([undefined, undefined, undefined])
    expect(seen[1]?.lastSignIn).toBeDefined()
    const csv = (await call(owner.cookie, 'GET', `${path}.csv`)).text
    expect(csv).toMatch(/^\ufeff?Name,.*,Kind\r\n/)
    expect(csv).toMatch(/Billing run,,.*Service app of the provider.*,Service app\r\n/)
    expect(csv).not.toContain('Of another')
  })
})
