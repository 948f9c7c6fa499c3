import { describe, expect, it } from 'vitest'
import { as, makeAdministrator, startHub } from '../../../test/hub.ts'
import * as auditApi from '../../api/audit.ts'
import { encodeId } from '../../api/ids.ts'
import * as machineApi from '../../api/machine-access.ts'
import * as signInApi from '../../api/sign-in.ts'
import { uuidv7 } from '../../platform/uuid.ts'

let now = new Date('2026-03-01T10:00:00Z')
const hub = await startHub({ clock: () => now })

/** A partner with two customers and somebody signed in of each kind. */
async function place() {
  const [partnerId, north, south] = [uuidv7(), uuidv7(), uuidv7()]
  await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Everybody', now())`, [partnerId])
  for (const id of [north, south])
    await hub.sql(
      `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, 'Customer', 'customer', 'FI', now())`,
      [partnerId, id],
    )
  const emailOf = new Map<string, string>()
  const person = async (role: Parameters<typeof makeAdministrator>[2]['role'], organizationId?: string) => {
    const email = `${uuidv7()}@everybody.test`
    await makeAdministrator(hub, partnerId, { email, role, ...(organizationId ? { organizationId } : {}) })
    const cookie = await hub.signIn(email)
    emailOf.set(cookie, email)
    return cookie
  }
  return {
    emailOf,
    partnerId,
    north,
    south,
    chief: await person('atlas-portal.partner.salesfulladmin'),
    agent: await person('atlas-portal.partner.helpdesk'),
    owner: await person('id_full_admin', north),
    member: await person('id_user_admin', north),
    neighbour: await person('id_full_admin', south),
    machine: await hub.token({ partnerId }),
  }
}

const status = async (cookie: string) => (await hub.request('/v1/session', { cookie })).status
const end = async (cookie: string, query = '') =>
  await hub.request(`/v1/sessions/everybody${query}`, { method: 'DELETE', cookie })
const codeOf = (answer: { json: unknown }) => (answer.json as { code?: string }).code

describe('ending the sessions of everybody', () => {
  it('signs the partner’s people out at once, with their tokens, but not who does it, machines or anybody else', async () => {
    const [at, others] = [await place(), await place()]
    const made = as(
      machineApi.createPersonalToken,
      await hub.request('/v1/personal-tokens', {
        method: 'POST',
        cookie: at.agent,
        json: { name: 'Script', scopes: ['spark-admin:people_read'] },
      }),
    )
    expect((await hub.request('/v1/people', { token: made.token })).status).toBe(200)
    const answer = await end(at.chief)
    expect(answer.status, answer.text).toBe(200)
    expect(as(signInApi.endEverybodysSessions, answer)).toEqual({ ended: 2, people: 1 })
    expect(await status(at.agent)).toBe(401)
    expect((await hub.request('/v1/people', { token: made.token })).status).toBe(401)
    expect(await status(at.chief)).toBe(200)
    for (const cookie of [at.owner, at.member, at.neighbour, others.chief, others.agent, others.owner])
      expect(await status(cookie)).toBe(200)
    expect((await hub.request('/v1/people/me', { token: at.machine })).status).toBe(200)
    const events = await hub.sql(
      `select type, data, subject_kind from audit_events where partner_id = $1 and type = 'identity.all_sessions_ended'`,
      [at.partnerId],
    )
    expect(events).toEqual([
      {
        type: 'identity.all_sessions_ended',
        data: { count: 2, people: 1 },
        subject_kind: 'partner',
      },
    ])
  })

  it('takes the administrators of all customers as well where that is said, or those of one customer alone', async () => {
    const at = await place()
    const one = await end(at.chief, `?organizationId=${encodeId('ORGANIZATION', at.north)}`)
    expect(as(signInApi.endEverybodysSessions, one)).toEqual({ ended: 2, people: 2 })
    expect(await Promise.all([at.owner, at.member, at.neighbour, at.agent].map(status))).toEqual([401, 401, 200, 200])
    const all = await end(at.chief, '?customers=true')
    expect(as(signInApi.endEverybodysSessions, all)).toEqual({ ended: 2, people: 2 })
    expect(await Promise.all([at.neighbour, at.agent, at.chief].map(status))).toEqual([401, 401, 200])
  })

  it('is found by each customer in its own audit, and by the partner in one sentence', async () => {
    const at = await place()
    expect(as(signInApi.endEverybodysSessions, await end(at.chief, '?customers=true'))).toEqual({ ended: 4, people: 4 })
    const events = await hub.sql(
      `select org_id, type, subject_kind, subject_id, data from audit_events where partner_id = $1 and type like '%sessions_ended' order by id`,
      [at.partnerId],
    )
    const [whole, ...each] = events
    expect(whole).toEqual({
      org_id: null,
      type: 'identity.everybodys_sessions_ended',
      subject_kind: 'partner',
      subject_id: at.partnerId,
      data: { count: 4, people: 4, organizations: 2 },
    })
    const ofCustomer = (id: string, people: number) => ({
      org_id: id,
      type: 'identity.all_sessions_ended',
      subject_kind: 'organization',
      subject_id: id,
      data: { count: people, people },
    })
    expect(each).toHaveLength(2)
    expect(each).toEqual(expect.arrayContaining([ofCustomer(at.north, 2), ofCustomer(at.south, 1)]))
    const owner = await hub.signIn(at.emailOf.get(at.owner) ?? '')
    const { items } = as(auditApi.listEvents, await hub.request('/v1/audit/events', { cookie: owner }))
    expect(
      items.filter(({ type }) => type.endsWith('sessions_ended')).map(({ organization }) => organization?.id),
    ).toEqual([encodeId('ORGANIZATION', at.north)])
  })

  it('counts what people had in hand: no session past its idle limit, and no sign-in that waits for its second step', async () => {
    const at = await place()
    await hub.sql(
      `update sessions set last_seen_at = $2 where partner_id = $1 and principal_id = (select id from administrators where email = $3)`,
      [at.partnerId, new Date(now.getTime() - 61 * 60_000), at.emailOf.get(at.owner)],
    )
    await hub.sql(
      `update sessions set kind = 'pending' where partner_id = $1 and principal_id in
         (select id from administrators where partner_id = $1 and org_id = $2)`,
      [at.partnerId, at.south],
    )
    expect(as(signInApi.endEverybodysSessions, await end(at.chief, '?customers=true'))).toEqual({ ended: 2, people: 2 })
    // Ended are they all the same.
    const left = await hub.sql(
      'select 1 from sessions where partner_id = $1 and revoked_at is null and principal_kind = $2',
      [at.partnerId, 'administrator'],
    )
    expect(left).toHaveLength(1)
  })

  it('is for full administrators: a customer’s own reaches its own organization and no further', async () => {
    const at = await place()
    for (const cookie of [at.agent, at.member]) expect(codeOf(await end(cookie))).toBe('common.forbidden')
    const other = await end(at.neighbour, `?organizationId=${encodeId('ORGANIZATION', at.north)}`)
    expect(codeOf(other)).toBe('partners.customer_not_found')
    expect(await status(at.member)).toBe(200)
    // What a customer asks of all customers is asked of itself.
    const own = await end(at.owner, '?customers=true')
    expect(as(signInApi.endEverybodysSessions, own)).toEqual({ ended: 1, people: 1 })
    expect(await Promise.all([at.owner, at.member, at.neighbour, at.chief, at.agent].map(status))).toEqual([
      200, 401, 200, 200, 200,
    ])
  })

  it('asks for a fresh sign-in, and no token can do it', async () => {
    const at = await place()
    const byMachine = await hub.request('/v1/sessions/everybody', { method: 'DELETE', token: at.machine })
    expect(codeOf(byMachine)).toBe('identity.session_needed')
    now = new Date(now.getTime() + 16 * 60_000)
    expect(codeOf(await end(at.chief))).toBe('identity.fresh_sign_in_needed')
    expect(await status(at.agent)).toBe(200)
  })
})
