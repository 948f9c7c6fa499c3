import { expect, it } from 'vitest'
import { makeAdministrator, startHub } from '../../../test/hub.ts'
import { caller, csv, importsOf, makeImportBench, makePartner } from '../../../test/imports.ts'
import { accessHeader } from '../../api/endpoint.ts'
import { encodeId } from '../../api/ids.ts'
import { onBehalfParameter } from '../../api/on-behalf.ts'

const hub = await startHub()

it('a user administrator can plan no row that changes an administrator, nor apply such a plan of another', async () => {
  const bench = await makeImportBench(hub)
  await hub.sql('update organizations set restricted = false')
  const users = async (email: string) => {
    const id = crypto.randomUUID()
    await hub.sql(
      `insert into users (partner_id, id, org_id, email, first_name, last_name, display_name, sort_name, status, created_at, last_modified_at)
       values ($1, $2, $3, $4, 'A', 'B', 'A B', 'a b', 'active', now(), now())`,
      [bench.partnerId, id, bench.organizationId, email],
    )
    return id
  }
  await makeAdministrator(hub, bench.partnerId, {
    email: 'boss@kestrel.example',
    role: 'id_readonly_admin',
    organizationId: bench.organizationId,
    userId: await users('boss@kestrel.example'),
  })
  await users('plain@kestrel.example')
  for (const role of ['id_user_admin', 'id_full_admin'] as const)
    await makeAdministrator(hub, bench.partnerId, {
      email: `${role}@x.example`,
      role,
      organizationId: bench.organizationId,
    })
  const file =
    'First Name,Last Name,User ID/Email (Required)\nNew,Boss,boss@kestrel.example\nNew,Plain,plain@kestrel.example\n'
  const orgId = encodeId('ORGANIZATION', bench.organizationId)
  const plan = async (email: string) => {
    const cookie = await hub.signIn(email)
    const made = await hub.request(`/v1/imports?organizationId=${orgId}&behavior=add`, {
      method: 'POST',
      cookie,
      body: file,
      headers: { 'content-type': 'text/csv' },
    })
    const { id } = made.json as { id: string }
    const status = async () => ((await hub.request(`/v1/imports/${id}`, { cookie })).json as { status: string }).status
    await expect.poll(status).not.toBe('planning')
    expect(await status()).toBe('planned')
    return { id, cookie, rows: (await hub.request(`/v1/imports/${id}/rows`, { cookie })).text }
  }
  const lower = await plan('id_user_admin@x.example')
  expect(lower.rows).toContain('imports.administrator_guarded')
  expect(lower.rows.match(/administrator_guarded/g)).toHaveLength(1)
  const higher = await plan('id_full_admin@x.example')
  expect(higher.rows).not.toContain('administrator_guarded')
  const refused = await hub.request(`/v1/imports/${higher.id}/apply`, {
    method: 'POST',
    cookie: lower.cookie,
    json: {},
  })
  expect(refused.json).toMatchObject({ code: 'identity.guarded' })
  const agent = await makeAdministrator(hub, bench.partnerId, {
    email: 'agent@x.example',
    role: 'atlas-portal.partner.helpdesk.advanced',
  })
  const cookie = await hub.signIn('agent@x.example')
  const enter = async (path: string, init: { method?: string; json?: unknown } = {}) =>
    await hub.request(path, { ...init, cookie, headers: { [accessHeader]: encodeId('ACCESS', grantId) } })
  const grantId = crypto.randomUUID()
  await hub.sql(
    `insert into access_grants (partner_id, id, org_id, requested_by, requested_by_name, requested_by_email, kind, scope, seconds, state,
       decided_at, starts_at, expires_at)
     values ($1, $2, $3, $4, 'Agent', 'agent@x.example', 'temporary', 'full', 3600, 'granted', now(), now(), now() + interval '1 hour')`,
    [bench.partnerId, grantId, bench.organizationId, agent],
  )
  expect((await enter(`/v1/imports/${higher.id}`)).json).toMatchObject({ status: 'planned' })
  expect((await enter(`/v1/imports/${higher.id}/apply`, { method: 'POST', json: {} })).json).toMatchObject({
    code: 'identity.guarded',
  })
})

const off = { 'Webex Calling': 'FALSE' }

/** A customer with an administrator and somebody who is none, both users, and what they were as rows of a file. */
async function twoUsers() {
  const bench = await makeImportBench(hub)
  await hub.sql('update organizations set restricted = false')
  const [boss, plain] = ['boss', 'plain'].map((name, index) =>
    caller(`${name}.${bench.organizationId}@kestrel.example`, String(5000 + index)),
  )
  if (!boss || !plain) throw new Error('no rows')
  await bench.run(csv(boss, plain))
  const email = String(boss['User ID/Email (Required)'])
  const userId = String((await bench.user(email))?.['id'])
  await makeAdministrator(hub, bench.partnerId, {
    email,
    role: 'id_readonly_admin',
    organizationId: bench.organizationId,
    userId,
  })
  const enabled = async () =>
    (await hub.sql('select 1 from administrators where user_id = $1 and disabled_at is null', [userId])).length === 1
  const outcomes = async (importId: string) =>
    (await bench.rows(importId)).map(({ outcome, issues }) => [outcome, ...issues.map(({ code }) => code)])
  return { bench, boss, plain, email, userId, enabled, outcomes }
}

it('nobody who may not give a role takes it by a file: what the page refuses a wholesale administrator, a removal is refused too', async () => {
  const { bench, boss, plain, userId, enabled, outcomes } = await twoUsers()
  const email = `hand.${bench.organizationId}@x.example`
  await makeAdministrator(hub, bench.partnerId, { email, role: 'atlas-portal.partner.wholesaleadmin' })
  const cookie = await hub.signIn(email)
  const path = `/v1/administrators/${encodeId('PEOPLE', userId)}`
  const onPage = await hub.request(path, { method: 'PATCH', cookie, json: { disabled: true } })
  expect(onPage.status, onPage.text).toBe(403)

  const made = await hub.request(`/v1/imports?organizationId=${bench.orgId}&behavior=addAndRemove`, {
    method: 'POST',
    cookie,
    body: csv({ ...boss, ...off }, { ...plain, ...off }),
    headers: { 'content-type': 'text/csv' },
  })
  const { id } = made.json as { id: string }
  await bench.until(id, ({ status }) => status === 'planned')
  expect(await outcomes(id)).toEqual([['refused', 'imports.administrator_guarded'], ['remove']])
  const applied = await hub.request(`/v1/imports/${id}/apply`, { method: 'POST', cookie, json: { removals: 1 } })
  expect(applied.status, applied.text).toBe(202)
  await bench.until(id, ({ status }) => status === 'applied')
  expect(await enabled()).toBe(true)
  // One who may give it is not hindered.
  expect((await bench.run(csv({ ...boss, ...off }), 'addAndRemove', 1)).counts).toMatchObject({ remove: 1, refused: 0 })
  expect(await enabled()).toBe(false)
})

it('a service app is judged by its role, in the plan as when it is applied', async () => {
  const { bench, boss, plain, email, outcomes } = await twoUsers()
  const token = await hub.token({
    partnerId: bench.partnerId,
    role: 'id_user_admin',
    organizationId: bench.organizationId,
  })
  const app = importsOf(hub, bench.orgId, token)
  const renamed = csv({ ...boss, 'First Name': 'New' }, { ...plain, 'First Name': 'New' })
  const made = await app.plan(renamed)
  expect(await outcomes(made.id)).toEqual([['refused', 'imports.administrator_guarded'], ['change']])
  expect((await app.apply(made.id)).counts).toMatchObject({ change: 1, refused: 1 })
  expect(await bench.user(email)).toMatchObject({ first_name: 'Jan' })
  // Who becomes an administrator after the plan is left alone when it is written; the rest of it is written.
  const late = caller(`late.${bench.organizationId}@kestrel.example`, '5010')
  await bench.run(csv(late))
  const again = await app.plan(csv({ ...late, 'First Name': 'New' }, { ...plain, 'First Name': 'Newer' }))
  expect(await outcomes(again.id)).toEqual([['change'], ['change']])
  const lateEmail = String(late['User ID/Email (Required)'])
  await makeAdministrator(hub, bench.partnerId, {
    email: lateEmail,
    role: 'id_device_admin',
    organizationId: bench.organizationId,
    userId: String((await bench.user(lateEmail))?.['id']),
  })
  expect((await app.apply(again.id)).counts).toMatchObject({ change: 1, refused: 1 })
  expect(await outcomes(again.id)).toEqual([['refused', 'imports.administrator_guarded'], ['change']])
})

it('a parent that imports for its sub-partner leaves the administrators there alone', async () => {
  const { bench, boss, plain, outcomes } = await twoUsers()
  const parent = await makePartner(hub)
  await hub.sql(`update partners set parent_id = $1, parent_may = 'manage' where id = $2`, [
    parent.partnerId,
    bench.partnerId,
  ])
  const behalf = `${onBehalfParameter}=${encodeId('ORGANIZATION', bench.partnerId)}`
  const made = await hub.request(`/v1/imports?organizationId=${bench.orgId}&behavior=addAndRemove&${behalf}`, {
    method: 'POST',
    token: parent.token,
    body: csv({ ...boss, ...off }, { ...plain, ...off }),
    headers: { 'content-type': 'text/csv' },
  })
  expect(made.status, made.text).toBe(201)
  const { id } = made.json as { id: string }
  await bench.until(id, ({ status }) => status === 'planned')
  expect(await outcomes(id)).toEqual([['refused', 'imports.administrator_guarded'], ['remove']])
})
