import { beforeAll, describe, expect, it } from 'vitest'
import { makeAdministrator, startHub, type TestHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import { linkHeader } from '../../api/endpoint.ts'
import { encodeId } from '../../api/ids.ts'
import type { Role } from '../../api/permissions.ts'

let hub: TestHub
let partner: { partnerId: string; token: string }
let admin: string

beforeAll(async () => {
  hub = await startHub()
  partner = await makePartner(hub)
  await makeAdministrator(hub, partner.partnerId, {
    email: 'admin@provider.example',
    role: 'atlas-portal.partner.salesfulladmin',
  })
  admin = await hub.signIn('admin@provider.example')
})

const off = { 'Webex Calling': 'FALSE' }

let serial = 4000
/** A user of the customer who holds this role there. */
async function holder(
  customer: ImportBench,
  role: Role,
): Promise<{ row: Cells; email: string; userId: string; id: string }> {
  serial += 1
  const email = `holder${serial}@kestrel.example`
  const row = caller(email, String(serial))
  await customer.run(csv(row))
  const userId = String((await customer.user(email))?.['id'])
  const id = await makeAdministrator(hub, customer.partnerId, {
    email,
    role,
    organizationId: customer.organizationId,
    userId,
  })
  return { row, email, userId, id }
}

const outcomes = async (customer: ImportBench, importId: string) =>
  (await customer.rows(importId)).map(({ outcome, issues }) => [outcome, ...issues.map(({ code }) => code)])
const enabled = async (customer: ImportBench) =>
  await hub.sql('select email from administrators where org_id = $1 and disabled_at is null', [customer.organizationId])
const patch = async (userId: string, json: object) =>
  await hub.request(`/v1/administrators/${encodeId('PEOPLE', userId)}`, { method: 'PATCH', cookie: admin, json })

describe('an administrator whose user a file removes', () => {
  it('has no session, no token and no reset link from before when it is enabled again', async () => {
    const customer = await makeImportBench(hub, { partner })
    const person = await holder(customer, 'id_readonly_admin')
    const cookie = await hub.signIn(person.email)
    const made = await hub.request('/v1/personal-tokens', {
      method: 'POST',
      cookie,
      json: { name: 'Mine', scopes: ['spark-admin:people_read'] },
    })
    const { token } = made.json as { token: string }
    await hub.request('/v1/password-reset', { method: 'POST', json: { email: person.email } })
    const link = async () =>
      (
        await hub.sql(
          `select s.path from mail_messages m join mail_secrets s on s.partner_id = m.partner_id and s.mail_id = m.id
           where m.kind = 'password_reset' and m.to_email = $1`,
          [person.email],
        )
      )[0]?.['path']
    await expect.poll(link).toBeTruthy()
    const reset = new URLSearchParams(String(await link()).split('#')[1]).get('token') ?? ''
    const answers = async () => [
      (await hub.request('/v1/session', { cookie })).status,
      (await hub.request('/v1/people', { token })).status,
      (await hub.request('/v1/password-reset', { headers: { [linkHeader]: reset } })).status,
    ]
    expect(await answers()).toEqual([200, 200, 200])

    expect((await customer.run(csv({ ...person.row, ...off }), 'addAndRemove', 1)).counts).toMatchObject({ remove: 1 })
    expect(await answers()).toEqual([401, 401, 403])
    expect((await patch(person.userId, { disabled: false })).status).toBe(200)
    expect(await answers()).toEqual([401, 401, 403])
    // Enabled it is: a new sign-in holds.
    expect(await hub.signIn(person.email)).toBeTruthy()
  })

  it('is told so by mail and stands in the audit, each person once; one who never came gets no mail', async () => {
    const customer = await makeImportBench(hub, { partner })
    const people = [
      await holder(customer, 'id_readonly_admin'),
      await holder(customer, 'id_device_admin'),
      await holder(customer, 'id_user_admin'),
    ]
    const [invited, gone, active] = people
    await hub.sql('update administrators set password_hash = null where id = $1', [invited?.id])
    expect((await patch(String(gone?.userId), { disabled: true })).status).toBe(200)
    const [before] = await hub.sql('select disabled_at from administrators where id = $1', [gone?.id])
    await customer.run(csv(...people.map(({ row }) => ({ ...row, ...off }))), 'addAndRemove', 3)

    const events = await hub.sql(
      `select subject_id, actor->>'kind' as by from audit_events where type = 'identity.disabled' and org_id = $1 order by id`,
      [customer.organizationId],
    )
    expect(events).toEqual([
      { subject_id: gone?.id, by: 'administrator' },
      ...[invited, active].map((each) => ({ subject_id: each?.id, by: 'system' })),
    ])
    const mails = await hub.sql(
      `select to_email, details->>'organization' as organization from mail_messages where kind = 'account_disabled' and org_id = $1 order by id`,
      [customer.organizationId],
    )
    expect(mails).toEqual([gone, active].map((each) => ({ to_email: each?.email, organization: 'Kestrel' })))
    // Whoever was disabled before keeps the day.
    expect((await hub.sql('select disabled_at from administrators where id = $1', [gone?.id]))[0]).toEqual(before)
  })
})

describe('the last full administrator', () => {
  it('stays where the only other one was invited and has not come, in a file as on the page', async () => {
    const customer = await makeImportBench(hub, { partner })
    const last = await holder(customer, 'id_full_admin')
    const invited = await holder(customer, 'id_full_admin')
    await hub.sql('update administrators set password_hash = null where id = $1', [invited.id])
    expect((await patch(last.userId, { disabled: true })).json).toMatchObject({ code: 'identity.last_administrator' })
    const made = await customer.plan(csv({ ...last.row, ...off }, { ...invited.row, ...off }))
    expect(await outcomes(customer, made.id)).toEqual([
      ['refused', 'imports.last_administrator'],
      ['remove', 'imports.administrator_removed'],
    ])
    expect((await customer.apply(made.id, 1)).counts).toMatchObject({ remove: 1, refused: 1 })
    expect(await enabled(customer)).toEqual([{ email: last.email }])
  })

  it('stays where the other one has gone since the plan was made', async () => {
    const customer = await makeImportBench(hub, { partner })
    const last = await holder(customer, 'id_full_admin')
    const other = await holder(customer, 'id_full_admin')
    const made = await customer.plan(csv({ ...last.row, ...off }))
    expect(await outcomes(customer, made.id)).toEqual([['remove', 'imports.administrator_removed']])
    expect((await patch(other.userId, { disabled: true })).status).toBe(200)
    expect((await customer.apply(made.id, 1)).counts).toMatchObject({ remove: 0, refused: 1 })
    expect(await outcomes(customer, made.id)).toEqual([
      ['refused', 'imports.administrator_removed', 'imports.last_administrator'],
    ])
    expect(await enabled(customer)).toEqual([{ email: last.email }])
  })

  it('stays though nobody has come yet, in a file as on the page; of two who are invited one', async () => {
    const customer = await makeImportBench(hub, { partner })
    const people = [await holder(customer, 'id_full_admin'), await holder(customer, 'id_full_admin')]
    await hub.sql('update administrators set password_hash = null where org_id = $1', [customer.organizationId])
    const made = await customer.plan(csv(...people.map(({ row }) => ({ ...row, ...off }))))
    expect(await outcomes(customer, made.id)).toEqual([
      ['remove', 'imports.administrator_removed'],
      ['refused', 'imports.last_administrator'],
    ])
    expect((await customer.apply(made.id, 1)).counts).toMatchObject({ remove: 1, refused: 1 })
    const [, last] = people
    expect(await enabled(customer)).toEqual([{ email: last?.email }])
    const alone = await customer.plan(csv({ ...last?.row, ...off }))
    expect(await outcomes(customer, alone.id)).toEqual([['refused', 'imports.last_administrator']])
    const path = `/v1/administrators/${encodeId('PEOPLE', String(last?.userId))}`
    for (const init of [
      { method: 'PATCH', json: { disabled: true } },
      { method: 'PATCH', json: { role: 'id_readonly_admin' } },
      { method: 'DELETE' },
    ])
      expect((await hub.request(path, { ...init, cookie: admin })).json).toMatchObject({
        code: 'identity.last_administrator',
      })
    expect(await enabled(customer)).toEqual([{ email: last?.email }])
  })
})

it('a plan warns of each removal that disables an administrator, and of no other', async () => {
  const customer = await makeImportBench(hub, { partner })
  const reader = await holder(customer, 'id_readonly_admin')
  const before = await holder(customer, 'id_readonly_admin')
  expect((await patch(before.userId, { disabled: true })).status).toBe(200)
  const plain = caller('plain.one@kestrel.example', '4997')
  await customer.run(csv(plain))
  const rows = [reader.row, before.row, plain].map((row) => ({ ...row, ...off }))
  const made = await customer.plan(csv(...rows))
  expect(made.counts).toMatchObject({ remove: 3, warnings: 1 })
  expect(await outcomes(customer, made.id)).toEqual([
    ['remove', 'imports.administrator_removed'],
    ['remove'],
    ['remove'],
  ])
  const [issue] = (await customer.rows(made.id, '&warnings=true')).flatMap(({ issues }) => issues)
  expect(issue).toMatchObject({ severity: 'warning', code: 'imports.administrator_removed' })
})

it('a plan waits for no administrator, nor keeps one waiting; nor does a removal of people who do not sign in', async () => {
  const customer = await makeImportBench(hub, { partner })
  const people = [await holder(customer, 'id_full_admin'), await holder(customer, 'id_full_admin')]
  const plain = caller('plain@kestrel.example', '4999')
  await customer.run(csv(plain))
  const meanwhile = await hub.database.ownerPool.connect()
  try {
    await meanwhile.query('begin')
    const locked = await meanwhile.query('select 1 from administrators where org_id = $1 for update', [
      customer.organizationId,
    ])
    expect(locked.rowCount).toBe(2)
    const made = await customer.plan(csv(...people.map(({ row }) => ({ ...row, ...off }))))
    expect(await outcomes(customer, made.id)).toEqual([
      ['remove', 'imports.administrator_removed'],
      ['refused', 'imports.last_administrator'],
    ])
    expect((await customer.run(csv({ ...plain, ...off }), 'addAndRemove', 1)).counts).toMatchObject({ remove: 1 })
  } finally {
    await meanwhile.query('rollback')
    meanwhile.release()
  }
})
