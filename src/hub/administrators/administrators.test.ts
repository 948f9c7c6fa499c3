import { describe, expect, it } from 'vitest'
import { makePerson, makePlace, type OfPerson, type Place } from '../../../test/administrators.ts'
import { type Answer, as, makeAdministrator, password, startHub } from '../../../test/hub.ts'
import type { AuditItem } from '../../api/audit.ts'
import type { Problem } from '../../api/common.ts'
import { linkHeader } from '../../api/endpoint.ts'
import * as identityApi from '../../api/identity.ts'
import * as contract from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { uuidv7 } from '../../platform/uuid.ts'

let now = new Date('2026-03-01T10:00:00Z')
const hub = await startHub({ clock: () => now })
const full = 'atlas-portal.partner.salesfulladmin'
const partnerAdmin = 'atlas-portal.partner.salesadmin'
const helpDesk = 'atlas-portal.partner.helpdesk'

let count = 0

const place = async (): Promise<Place> => await makePlace(hub)
const person = async (at: { partnerId: string }, ...about: OfPerson) => await makePerson(hub, at, ...about)

const call = async (cookie: string, method: string, path: string, json?: unknown): Promise<Answer> =>
  await hub.request(path, { method, cookie, ...(json === undefined ? {} : { json }) })
const org = (id: string | undefined) => encodeId('ORGANIZATION', id ?? '')
const codeOf = (answer: Answer) => (answer.json as { code?: string } | undefined)?.code
const invite = { email: 'new@roles.test', firstName: 'New', lastName: 'Person', role: helpDesk }
const invitation = (more: Record<string, unknown> = {}) => ({ ...invite, email: `new${++count}@roles.test`, ...more })

/** The token of the newest invitation to this address, as its mail holds it. */
async function linkOf(email: string): Promise<string> {
  const [row] = await hub.sql(
    `select s.path from mail_messages m join mail_secrets s on s.partner_id = m.partner_id and s.mail_id = m.id
     where m.to_email = $1 and m.kind = 'invitation' order by m.created_at desc, m.id desc limit 1`,
    [email],
  )
  return new URLSearchParams(new URL(String(row?.['path']), 'http://hub').hash.slice(1)).get('token') ?? ''
}

describe('POST /v1/administrators', () => {
  it('invites by mail; the link sets a password once, and the person signs in', async () => {
    const at = await place()
    const body = invitation({ language: 'fi' })
    const answer = await call(at.cookie, 'POST', '/v1/administrators', body)
    expect(answer.status).toBe(201)
    expect(as(contract.inviteAdministrator, answer)).toMatchObject({ state: 'invited', role: helpDesk, language: 'fi' })
    const token = await linkOf(body.email)
    expect(token.length).toBeGreaterThan(60)
    expect(JSON.stringify(await hub.sql('select * from administrator_invitations'))).not.toContain(token)
    expect(answer.text).not.toContain(token)
    const open = await hub.request('/v1/invitation', { headers: { [linkHeader]: token } })
    expect(open.json).toMatchObject({ email: body.email, organization: 'Roles', role: helpDesk })
    const accept = async (given: string) =>
      await hub.request('/v1/invitation', { method: 'POST', json: { token, password: given } })
    expect(codeOf(await accept('short'))).toBe('identity.password_too_short')
    expect(codeOf(await accept('password1234'))).toBe('identity.password_common')
    expect(codeOf(await accept(`${body.email.split('@')[0]}-roles-12!`))).toBe('identity.password_common')
    const both = await Promise.all([accept(password), accept(password)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403])
    expect(codeOf(await accept(password))).toBe('identity.invitation_invalid')
    const cookie = await hub.signIn(body.email)
    expect((await call(cookie, 'GET', '/v1/customers')).status).toBe(200)
    const told = await call(at.cookie, 'GET', '/v1/audit/events?type=identity.invitation_accepted')
    expect((told.json as { items: AuditItem[] }).items).toMatchObject([
      {
        sentence: expect.stringMatching(/^\S.* accepted the invitation and set a password$/),
        actor: { kind: 'administrator', email: body.email, role: helpDesk },
        address: '127.0.0.1',
      },
    ])
    expect((await call(at.cookie, 'GET', '/v1/audit/events?type=identity.password_changed')).json).toEqual({
      items: [],
    })
  })

  it('answers alike for links that are unknown, lapsed, replaced or of somebody disabled', async () => {
    const at = await place()
    const bodies = [invitation(), invitation(), invitation()]
    const ids: string[] = []
    for (const body of bodies)
      ids.push(as(contract.inviteAdministrator, await call(at.cookie, 'POST', '/v1/administrators', body)).id)
    const [replaced = '', disabled = '', lapsed = ''] = await Promise.all(bodies.map(({ email }) => linkOf(email)))
    expect((await call(at.cookie, 'POST', `/v1/administrators/${ids[0]}/invite`)).status).toBe(204)
    expect((await call(at.cookie, 'PATCH', `/v1/administrators/${ids[1]}`, { disabled: true })).status).toBe(200)
    const ask = async (token: string) => {
      const { trackingId: _, ...rest } = (await hub.request('/v1/invitation', { headers: { [linkHeader]: token } }))
        .json as Record<string, unknown>
      return rest
    }
    expect(await ask(lapsed)).toMatchObject({ email: bodies[2]?.email })
    const answers = [await ask(replaced), await ask(disabled), await ask('nonsense'), await ask(`${'0'.repeat(96)}`)]
    now = new Date(now.getTime() + 7 * 86_400_000 + 1000)
    answers.push(await ask(lapsed), await ask(await linkOf(bodies[0]?.email ?? '')))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ code: 'identity.invitation_invalid' })
  })

  it('refuses an address in use, one that is none, roles of the other side, and reach that does not fit', async () => {
    const at = await place()
    const first = invitation()
    expect((await call(at.cookie, 'POST', '/v1/administrators', first)).status).toBe(201)
    const other = await place()
    const post = async (body: unknown) => codeOf(await call(other.cookie, 'POST', '/v1/administrators', body))
    expect(await post({ ...first, email: first.email.toUpperCase() })).toBe('identity.email_taken')
    expect(await post(invitation({ email: 'nonsense' }))).toBe('identity.bad_email')
    expect(await post(invitation({ role: 'id_full_admin' }))).toBe('identity.role_of_other_side')
    expect(await post(invitation({ organizationId: org(other.customers[0]) }))).toBe('identity.role_of_other_side')
    expect(await post(invitation({ role: 'atlas-portal.partner.provision_admin' }))).toBe('common.bad_request')
    expect(await post(invitation({ role: partnerAdmin, reach: { kind: 'all' } }))).toBe('identity.reach_not_fitting')
    expect(await post(invitation({ role: full, reach: { kind: 'assigned' } }))).toBe('identity.reach_not_fitting')
    expect(await post(invitation({ reach: { kind: 'assigned', customers: [org(at.customers[0])] } }))).toBe(
      'partners.customer_not_found',
    )
    expect(await post(invitation({ role: 'id_full_admin', organizationId: org(at.customers[0]) }))).toBe(
      'partners.customer_not_found',
    )
    // The address of a customer's user must not open two places.
    await hub.sql(
      `insert into identifiers (kind, value, partner_id, org_id, thing_id) values ('email', 'user@roles.test', $1, $2, gen_random_uuid())`,
      [at.partnerId, at.customers[0]],
    )
    expect(await post(invitation({ email: 'user@roles.test' }))).toBe('identity.email_taken')
  })

  it('is for those who give roles: of a customer in reach by partner administrators, of the own by its full administrators', async () => {
    const at = await place()
    const [north, south] = [org(at.customers[0]), org(at.customers[2])]
    const assigned = await person(at, partnerAdmin, { customers: [at.customers[0] ?? ''] })
    const owner = await person(at, 'id_full_admin', { organizationId: at.customers[0] ?? '' })
    const customerRole = { role: 'id_user_admin' as const }
    const post = async (cookie: string, more: Record<string, unknown>) =>
      await call(cookie, 'POST', '/v1/administrators', invitation(more))
    expect((await post(assigned.cookie, { ...customerRole, organizationId: north })).status).toBe(201)
    expect(codeOf(await post(assigned.cookie, { ...customerRole, organizationId: south }))).toBe(
      'partners.customer_not_found',
    )
    expect(codeOf(await post(assigned.cookie, {}))).toBe('common.forbidden')
    expect((await post(owner.cookie, customerRole)).status).toBe(201)
    expect(codeOf(await post(owner.cookie, { ...customerRole, organizationId: south }))).toBe(
      'partners.customer_not_found',
    )
    expect(codeOf(await post(owner.cookie, { role: full }))).toBe('identity.role_of_other_side')
    for (const role of [helpDesk, 'atlas-portal.partner.readonlyadmin'] as const) {
      const { cookie } = await person(at, role)
      expect(codeOf(await post(cookie, { ...customerRole, organizationId: north }))).toBe('common.forbidden')
    }
    const { cookie } = await person(at, 'id_user_admin', { organizationId: at.customers[0] ?? '' })
    expect(codeOf(await post(cookie, customerRole))).toBe('common.forbidden')
  })
})

describe('names of administrators', () => {
  it('hold nothing that cannot be seen, wherever they are given; joiners stay where their script needs them', async () => {
    const at = await place()
    const self = `/v1/administrators/${at.chief}`
    for (const [name, character] of [
      ['Aino\u202eolaS', 'U+202E'],
      ['\u200fAino', 'U+200F'],
      ['Ai\u200bno', 'U+200B'],
      ['Ai\u200dno', 'U+200D'],
      ['Ai\u00adno', 'U+00AD'],
      ['Ai\u0007no', 'U+0007'],
    ]) {
      for (const [method, path, body] of [
        ['POST', '/v1/administrators', invitation({ lastName: name })],
        ['PATCH', self, { firstName: name }],
        ['PATCH', '/v1/session/person', { lastName: name }],
        [
          'POST',
          '/v1/setup',
          { ...invitation({ firstName: name, role: undefined }), token: 'x', partnerName: 'X', password: 'x' },
        ],
      ] as const) {
        const answer = await call(at.cookie, method, path, body)
        const problem = answer.json as Problem
        expect([answer.status, problem.code], `${method} ${path} ${character}`).toEqual([400, 'common.bad_request'])
        expect(problem.errors.map(({ description }) => description)).toEqual([
          expect.stringMatching(
            new RegExp(
              `^“(first|last)Name” holds a character that cannot be seen \\(${character?.replace('+', '\\+')}\\)`,
            ),
          ),
        ])
      }
    }
    const persian = await call(at.cookie, 'PATCH', self, { firstName: 'علی\u200cرضا' })
    expect([persian.status, persian.json]).toMatchObject([200, { firstName: 'علی\u200cرضا' }])
  })
})

describe('GET /v1/administrators', () => {
  it('lists by name with filters, pages by key, and says the reach in words', async () => {
    const at = await place()
    for (const lastName of ['Aalto', 'Berg', 'Cruz', 'Dahl'])
      await call(at.cookie, 'POST', '/v1/administrators', invitation({ firstName: 'Kim', lastName }))
    const get = async (query: string) =>
      as(contract.listAdministrators, await call(at.cookie, 'GET', `/v1/administrators?${query}`))
    const names: string[] = []
    let next: string | undefined = '/v1/administrators?q=kim&max=2'
    while (next) {
      const answer: Answer = await call(at.cookie, 'GET', next)
      names.push(...as(contract.listAdministrators, answer).items.map(({ lastName }) => lastName))
      next = answer.headers.get('link')?.match(/<https?:\/\/[^/]+([^>]+)>/)?.[1]
    }
    expect(names).toEqual(['Aalto', 'Berg', 'Cruz', 'Dahl'])
    expect((await get('state=active')).items.map(({ id }) => id)).toEqual([encodeId('PEOPLE', at.chief)])
    expect((await get(`role=${full}`)).items).toHaveLength(1)
    expect((await get('reach=assigned')).items).toHaveLength(0)
    expect((await get('q=%25')).items).toHaveLength(0)
    const [one] = (await get('q=aalto')).items
    expect(one).toMatchObject({ reach: { text: 'All customers' }, givenBy: 'Test Person', can: { invite: true } })
    const csv = await call(at.cookie, 'GET', '/v1/administrators/export.csv?q=kim')
    expect(csv.text.split('\r\n')).toHaveLength(6)
    expect(csv.text).toContain('Kim Aalto')
    expect(codeOf(await call(at.cookie, 'GET', '/v1/administrators?cursor=x'))).toBe('common.bad_cursor')
  })

  it('shows a customer its own administrators and none of the partner, and no other partner anything', async () => {
    const at = await place()
    const other = await place()
    const owner = await person(at, 'id_full_admin', { organizationId: at.customers[0] ?? '' })
    const list = as(contract.listAdministrators, await call(owner.cookie, 'GET', '/v1/administrators'))
    expect(list.items.map(({ email }) => email)).toEqual([owner.email])
    const path = `/v1/administrators/${encodeId('PEOPLE', at.chief)}`
    expect((await call(at.cookie, 'GET', path)).status).toBe(200)
    for (const cookie of [owner.cookie, other.cookie])
      expect(codeOf(await call(cookie, 'GET', path))).toBe('identity.administrator_not_found')
    expect((await call(other.cookie, 'GET', `/v1/administrators?organizationId=${org(at.customers[0])}`)).status).toBe(
      404,
    )
  })

  it('says why somebody cannot be changed, and who may', async () => {
    const at = await place()
    const agent = await person(at, helpDesk)
    const list = as(contract.listAdministrators, await call(agent.cookie, 'GET', '/v1/administrators'))
    expect(list.assignable).toEqual([])
    expect(list.items.find(({ id }) => id === encodeId('PEOPLE', at.chief))).toMatchObject({
      can: { change: false, changeRights: false, remove: false },
      cannot: { code: 'common.forbidden', whoMay: [full] },
    })
    const self = as(contract.getAdministrator, await call(at.cookie, 'GET', `/v1/administrators/${at.chief}`))
    expect(self).toMatchObject({ can: { change: true, changeRights: false }, cannot: { code: 'identity.own_rights' } })
  })
})

describe('PATCH and DELETE /v1/administrators/{id}', () => {
  it('take rights away at the next request, on another node too', async () => {
    const at = await place()
    const node = await hub.another()
    const elsewhere = async (cookie: string, path: string) =>
      (await fetch(`http://127.0.0.1:${node.port}${path}`, { headers: { cookie } })).status
    const agent = await person(at, 'atlas-portal.partner.wholesaleadmin')
    expect(await elsewhere(agent.cookie, `/v1/customers/${org(at.customers[0])}`)).toBe(200)
    const patch = async (body: unknown) => await call(at.cookie, 'PATCH', `/v1/administrators/${agent.id}`, body)
    expect((await patch({ reach: { kind: 'assigned', customers: [org(at.customers[1])] } })).status).toBe(200)
    expect(await elsewhere(agent.cookie, `/v1/customers/${org(at.customers[0])}`)).toBe(404)
    expect(await elsewhere(agent.cookie, `/v1/customers/${org(at.customers[1])}`)).toBe(200)
    const settings = async (cookie: string) =>
      (
        await fetch(`http://127.0.0.1:${node.port}/v1/customers/${org(at.customers[1])}/settings`, {
          method: 'PATCH',
          headers: { cookie, 'content-type': 'application/json' },
          body: '{}',
        })
      ).status
    expect(await settings(agent.cookie)).toBe(200)
    expect((await patch({ role: helpDesk })).status).toBe(200)
    expect(await settings(agent.cookie)).toBe(403)
    expect((await patch({ disabled: true })).status).toBe(200)
    expect(await elsewhere(agent.cookie, '/v1/session')).toBe(401)
    // Enabled again, the sessions from before stay ended.
    expect((await patch({ disabled: false })).status).toBe(200)
    expect(await elsewhere(agent.cookie, '/v1/session')).toBe(401)
    const fresh = await hub.signIn(agent.email)
    expect(await elsewhere(fresh, '/v1/session')).toBe(200)
    expect((await call(at.cookie, 'DELETE', `/v1/administrators/${agent.id}`)).status).toBe(204)
    expect(await elsewhere(fresh, '/v1/session')).toBe(401)
    // The address is free again.
    expect((await call(at.cookie, 'POST', '/v1/administrators', invitation({ email: agent.email }))).status).toBe(201)
    const types = (await hub.sql('select distinct type from audit_events where partner_id = $1', [at.partnerId])).map(
      ({ type }) => type,
    )
    expect(types).toEqual(
      expect.arrayContaining([
        'identity.role_changed',
        'identity.reach_changed',
        'identity.disabled',
        'identity.enabled',
        'identity.removed',
        'identity.invited',
      ]),
    )
  })

  it('keep the last full administrator, also when two remove each other at once', async () => {
    const at = await place()
    const self = `/v1/administrators/${at.chief}`
    for (const [method, body] of [
      ['PATCH', { role: helpDesk }],
      ['PATCH', { disabled: true }],
      ['DELETE', undefined],
    ] as const)
      expect(codeOf(await call(at.cookie, method, self, body))).toBe('identity.last_administrator')
    // Somebody who was invited and has not come does not count as one who stays.
    await call(at.cookie, 'POST', '/v1/administrators', invitation({ role: full }))
    expect(codeOf(await call(at.cookie, 'DELETE', self))).toBe('identity.last_administrator')
    const second = await person(at, full)
    const both = await Promise.all([
      call(at.cookie, 'DELETE', `/v1/administrators/${second.id}`),
      call(second.cookie, 'DELETE', self),
    ])
    expect(both.map(({ status }) => status).sort()).not.toEqual([204, 204])
    expect(
      await hub.sql(
        `select 1 from administrators where partner_id = $1 and role = $2 and disabled_at is null and password_hash is not null`,
        [at.partnerId, full],
      ),
    ).toHaveLength(1)
    // The same for a customer, whoever acts.
    const whole = await place()
    const owner = await person(whole, 'id_full_admin', { organizationId: whole.customers[0] ?? '' })
    expect(codeOf(await call(whole.cookie, 'DELETE', `/v1/administrators/${owner.id}`))).toBe(
      'identity.last_administrator',
    )
  })

  it('let nobody change the own role, reach or account, but the own names', async () => {
    const at = await place()
    await person(at, full)
    const self = `/v1/administrators/${at.chief}`
    for (const body of [{ role: helpDesk }, { reach: { kind: 'all' } }, { disabled: true }])
      expect(codeOf(await call(at.cookie, 'PATCH', self, body))).toBe('identity.own_rights')
    expect(codeOf(await call(at.cookie, 'DELETE', self))).toBe('identity.own_rights')
    const answer = await call(at.cookie, 'PATCH', self, { firstName: 'Aino', language: 'fi' })
    expect(answer.json).toMatchObject({ displayName: 'Aino Person', language: 'fi' })
  })

  it('ask for a fresh sign-in after fifteen minutes; a service app has none and passes', async () => {
    const at = await place()
    const agent = await person(at, helpDesk)
    const path = `/v1/administrators/${agent.id}`
    now = new Date(now.getTime() + 16 * 60_000)
    for (const [method, to, body] of [
      ['POST', '/v1/administrators', invitation()],
      ['PATCH', path, { role: 'atlas-portal.partner.helpdesk.advanced' }],
      ['DELETE', path, undefined],
      ['PATCH', '/v1/partner/settings', { administratorsManageUsers: false }],
      ['PATCH', `/v1/customers/${at.customers[0]}/settings`, { restricted: false }],
    ] as const)
      expect(codeOf(await call(at.cookie, method, to, body)), to).toBe('identity.fresh_sign_in_needed')
    expect((await call(at.cookie, 'PATCH', path, { firstName: 'Kai' })).status).toBe(200)
    const token = await hub.token({ partnerId: at.partnerId })
    const answer = await hub.request(path, {
      method: 'PATCH',
      token,
      json: { role: 'atlas-portal.partner.helpdesk.advanced' },
    })
    expect(answer.status).toBe(200)
  })

  it('refuse first line and user administrators, and what belongs to another customer', async () => {
    const at = await place()
    const target = await person(at, 'id_readonly_admin', { organizationId: at.customers[0] ?? '' })
    const path = `/v1/administrators/${target.id}`
    for (const role of ['id_user_admin', 'id_device_admin', 'atlas-portal.support', 'id_readonly_admin'] as const) {
      const { cookie } = await person(at, role, { organizationId: at.customers[0] ?? '' })
      expect(codeOf(await call(cookie, 'PATCH', path, { disabled: true })), role).toBe('common.forbidden')
    }
    for (const role of [helpDesk, 'atlas-portal.partner.helpdesk.advanced'] as const) {
      const { cookie } = await person(at, role)
      expect(codeOf(await call(cookie, 'PATCH', path, { disabled: true })), role).toBe('common.forbidden')
    }
    const stranger = await person(at, 'id_full_admin', { organizationId: at.customers[1] ?? '' })
    expect(codeOf(await call(stranger.cookie, 'DELETE', path))).toBe('identity.administrator_not_found')
    const assigned = await person(at, partnerAdmin, { customers: [at.customers[0] ?? ''] })
    expect((await call(assigned.cookie, 'PATCH', path, { role: 'id_user_admin' })).status).toBe(200)
    expect(codeOf(await call(assigned.cookie, 'PATCH', `/v1/administrators/${at.chief}`, { role: helpDesk }))).toBe(
      'common.forbidden',
    )
    expect(codeOf(await call(at.cookie, 'POST', `${path}/invite`))).toBe('identity.not_invited')
  })
})

/** Until a statement of this hub waits for the end of a transaction; other hubs of the server have theirs. */
const somebodyWaits = async () => {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`
  await expect.poll(async () => (await hub.sql(waiting)).length).toBeGreaterThan(0)
}

describe('the last full administrator', () => {
  it('stays also where the person became it while somebody was removing it', async () => {
    const partner = uuidv7()
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Two', now())`, [partner])
    const [full, lesser] = ['atlas-portal.partner.salesfulladmin', 'atlas-portal.partner.readonlyadmin'] as const
    await makeAdministrator(hub, partner, { email: 'was-full@example.test', role: full })
    const next = await makeAdministrator(hub, partner, { email: 'next-full@example.test', role: lesser })
    const token = await hub.token({ partnerId: partner })
    const meanwhile = await hub.database.ownerPool.connect()
    try {
      await meanwhile.query('begin')
      await meanwhile.query(
        'update administrators set role = case when id = $2 then $3 else $4 end where partner_id = $1',
        [partner, next, full, lesser],
      )
      const removing = hub.request(`/v1/administrators/${next}`, { method: 'DELETE', token })
      await somebodyWaits()
      await meanwhile.query('commit')
      expect((await removing).json).toMatchObject({ code: 'identity.last_administrator' })
    } finally {
      meanwhile.release()
    }
  })
})

describe('GET /v1/roles', () => {
  it('lists the roles with ids that clients decode, and gives one', async () => {
    const { partnerId } = await place()
    const token = await hub.token({ partnerId })
    const { items } = as(identityApi.listRoles, await hub.request('/v1/roles', { token }))
    const keys = items.map(({ id }) => Buffer.from(id, 'base64url').toString())
    expect(keys).toContain('ciscospark://us/ROLE/id_full_admin')
    const one = await hub.request(`/v1/roles/${items[0]?.id}`, { token })
    expect(one.json).toEqual(items[0])
    expect((await hub.request('/v1/roles/none', { token })).status).toBe(404)
  })
})
