import { beforeEach, describe, expect, it } from 'vitest'
import { makeAdministrator, password, startHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench } from '../../../test/imports.ts'
import { encodeId } from '../../api/ids.ts'

let skew = 0
const hub = await startHub({ clock: () => new Date(Date.now() + skew) })
beforeEach(() => {
  skew = 0
})
const aged = () => {
  skew += 30 * 60_000
}

const off = { 'Webex Calling': 'FALSE' }

let serial = 6000
/** A full administrator of the customer who is one of its users, signed in. */
async function chief(customer: ImportBench): Promise<{ row: Cells; email: string; userId: string; cookie: string }> {
  serial += 1
  const email = `chief${serial}@kestrel.example`
  const row = caller(email, String(serial))
  await customer.run(csv(row))
  const userId = String((await customer.user(email))?.['id'])
  await makeAdministrator(hub, customer.partnerId, {
    email,
    role: 'id_full_admin',
    organizationId: customer.organizationId,
    userId,
  })
  return { row, email, userId, cookie: await hub.signIn(email) }
}

async function place() {
  const customer = await makeImportBench(hub)
  await hub.sql('update organizations set restricted = false where id = $1', [customer.organizationId])
  const [self, other] = [await chief(customer), await chief(customer)]
  const plan = async (by: { cookie: string } | { token: string }, ...rows: Cells[]) => {
    const made = await hub.request(`/v1/imports?organizationId=${customer.orgId}&behavior=addAndRemove`, {
      method: 'POST',
      ...by,
      body: csv(...rows),
      headers: { 'content-type': 'text/csv' },
    })
    expect(made.status, made.text).toBe(201)
    const { id } = made.json as { id: string }
    expect((await customer.until(id, ({ status }) => status !== 'planning')).status).toBe('planned')
    return id
  }
  const outcomes = async (importId: string) =>
    (await customer.rows(importId)).map(({ outcome, issues }) => [outcome, ...issues.map(({ code }) => code)])
  const apply = async (by: { cookie: string } | { token: string }, id: string, removals?: number) =>
    await hub.request(`/v1/imports/${id}/apply`, { method: 'POST', ...by, json: { removals } })
  const applied = async (id: string) => await customer.until(id, ({ status }) => status === 'applied')
  const enabled = async () =>
    (
      await hub.sql('select email from administrators where org_id = $1 and disabled_at is null order by email', [
        customer.organizationId,
      ])
    ).map(({ email }) => email)
  const page = async (person: { userId: string }, json: object) =>
    await hub.request(`/v1/administrators/${encodeId('PEOPLE', person.userId)}`, {
      method: 'PATCH',
      cookie: self.cookie,
      json,
    })
  return { customer, self, other, plan, outcomes, apply, applied, enabled, page }
}

describe('an administrator whom a file removes', () => {
  it('is never the uploader itself, and goes only by a fresh sign-in, as on the page', async () => {
    const { self, other, plan, outcomes, apply, applied, enabled, page } = await place()
    aged()
    expect((await page(self, { disabled: true })).json).toMatchObject({ code: 'identity.own_rights' })
    expect((await page(other, { disabled: true })).json).toMatchObject({ code: 'identity.fresh_sign_in_needed' })

    const id = await plan(self, { ...self.row, ...off }, { ...other.row, ...off })
    expect(await outcomes(id)).toEqual([
      ['refused', 'imports.own_removal'],
      ['remove', 'imports.administrator_removed'],
    ])
    const stale = await apply(self, id, 1)
    expect(stale.status, stale.text).toBe(403)
    expect(stale.json).toMatchObject({ code: 'identity.fresh_sign_in_needed' })
    expect(await enabled()).toEqual([self.email, other.email])

    const proved = await hub.request('/v1/session/fresh', { method: 'POST', cookie: self.cookie, json: { password } })
    expect(proved.status, proved.text).toBe(200)
    const cookie = String(proved.headers.get('set-cookie')).split(';')[0] ?? ''
    expect((await apply({ cookie }, id, 1)).status).toBe(202)
    expect((await applied(id)).counts).toMatchObject({ remove: 1, refused: 1 })
    expect(await enabled()).toEqual([self.email])
    expect((await hub.request('/v1/session', { cookie })).status).toBe(200)
  })

  it('does not apply the plan of somebody else that removes it; somebody else does', async () => {
    const { self, other, plan, outcomes, apply, applied, enabled } = await place()
    const id = await plan(other, { ...self.row, ...off })
    expect(await outcomes(id)).toEqual([['remove', 'imports.administrator_removed']])
    const own = await apply(self, id, 1)
    expect(own.status, own.text).toBe(403)
    expect(own.json).toMatchObject({ code: 'identity.own_rights' })
    expect((await apply(other, id, 1)).status).toBe(202)
    await applied(id)
    expect(await enabled()).toEqual([other.email])
  })

  it('is not removed by the token of a person, which proves nobody; a service app has its role for it', async () => {
    const { customer, self, other, plan, apply, applied, enabled } = await place()
    const scopes = ['spark-admin:people_read', 'spark-admin:people_write']
    const made = await hub.request('/v1/personal-tokens', {
      method: 'POST',
      cookie: self.cookie,
      json: { name: 'Mine', scopes },
    })
    expect(made.status, made.text).toBe(201)
    const own = { token: (made.json as { token: string }).token }
    const id = await plan(own, { ...other.row, ...off })
    expect((await apply(own, id, 1)).json).toMatchObject({ code: 'identity.session_needed' })
    expect(await enabled()).toEqual([self.email, other.email])
    aged()
    expect((await apply({ token: customer.token }, id, 1)).status).toBe(202)
    await applied(id)
    expect(await enabled()).toEqual([self.email])
  })
})

it('who changes administrators as users by a file, or removes people who are none, is asked no more than on the page', async () => {
  const { customer, self, other, plan, apply, applied, page } = await place()
  const plain = caller('plain@kestrel.example', '6999')
  await customer.run(csv(plain))
  aged()
  for (const person of [self, other]) expect((await page(person, { firstName: 'Aino' })).status).toBe(200)
  const renamed = { 'First Name': 'Aino' }
  const id = await plan(self, { ...self.row, ...renamed }, { ...other.row, ...renamed }, { ...plain, ...off })
  expect((await apply(self, id, 1)).status).toBe(202)
  expect((await applied(id)).counts).toMatchObject({ change: 2, remove: 1, refused: 0 })
})
