import { expect } from 'vitest'
import * as api from '../src/api/access.ts'
import { accessHeader } from '../src/api/endpoint.ts'
import { encodeId } from '../src/api/ids.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { type Answer, as, makeAdministrator, type TestHub } from './hub.ts'

type Call = { method?: string; json?: unknown; in?: string }

/** A partner with agents, three customers with administrators of their own, and another partner: who may let whom in. The hub has its mailbox open. */
export async function makeAccessBench(hub: TestHub) {
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
    return new URLSearchParams(new URL(mail?.link ?? '').hash.slice(1)).get('token') ?? ''
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

  return {
    partnerId,
    otherPartner,
    harbour,
    orchard,
    desert,
    agentId,
    ownerId,
    person,
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
    auditOf,
  }
}
