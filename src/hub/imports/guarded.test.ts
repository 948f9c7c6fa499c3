import { expect, it } from 'vitest'
import { makeAdministrator, startHub } from '../../../test/hub.ts'
import { makeImportBench } from '../../../test/imports.ts'
import { accessHeader } from '../../api/endpoint.ts'
import { encodeId } from '../../api/ids.ts'

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
  const csv =
    'First Name,Last Name,User ID/Email (Required)\nNew,Boss,boss@kestrel.example\nNew,Plain,plain@kestrel.example\n'
  const orgId = encodeId('ORGANIZATION', bench.organizationId)
  const plan = async (email: string) => {
    const cookie = await hub.signIn(email)
    const made = await hub.request(`/v1/imports?organizationId=${orgId}&behavior=add`, {
      method: 'POST',
      cookie,
      body: csv,
      headers: { 'content-type': 'text/csv' },
    })
    const { id } = made.json as { id: string }
    for (;;) {
      const seen = (await hub.request(`/v1/imports/${id}`, { cookie })).json as { status: string }
      if (seen.status === 'planned')
        return { id, cookie, rows: (await hub.request(`/v1/imports/${id}/rows`, { cookie })).text }
      if (seen.status === 'failed') throw new Error('the plan failed')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
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
