import { expect, it } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import { caller, csv, makeImportBench } from '../../../test/imports.ts'
import type { SearchAnswer } from '../../api/lookup.ts'
import type { Customer, CustomerDetail } from '../../api/partners.ts'

const hub = await startHub()
const customer = await makeImportBench(hub)
const { token } = customer
await customer.run(csv(caller('one@kestrel.example', '1001'), caller('two@kestrel.example', '1002')))

const answers = async () => {
  const listed = (await hub.request('/v1/customers', { token })).json as { items: Customer[] }
  const detail = (await hub.request(`/v1/customers/${customer.orgId}`, { token })).json as CustomerDetail
  const found = (await hub.request(`/v1/search?q=${customer.orgId}`, { token })).json as SearchAnswer
  const known = [listed.items[0], detail, found.items.find(({ kind }) => kind === 'organization')]
  return { known: known.map((each) => [each?.users, each?.usersApproximate]), detail }
}

it('users of a customer are counted alike in the list, on its page, by state and in the search, with a package or without', async () => {
  await hub.sql(`update package_assignments set package_id = null where org_id = $1`, [customer.organizationId])
  await hub.sql(`update organization_packages set used = 0 where org_id = $1`, [customer.organizationId])
  await hub.sql(`update users set status = 'inactive' where email = 'two@kestrel.example'`)
  const { known, detail } = await answers()
  expect(known).toEqual([
    [2, undefined],
    [2, undefined],
    [2, undefined],
  ])
  expect(detail.usersByStatus.reduce((sum, { users }) => sum + users, 0)).toBe(2)
})

it('users of a customer too large to be counted are taken from its seats, and marked', async () => {
  const seats = async (used: number) => {
    await hub.sql(`update organization_packages set used = $2 where org_id = $1 and package_id = 'webex_calling'`, [
      customer.organizationId,
      used,
    ])
    return (await answers()).known
  }
  expect(await seats(30_000)).toEqual([
    [2, undefined],
    [2, undefined],
    [30_000, true],
  ])
  expect(await seats(150_000)).toEqual([
    [150_000, true],
    [150_000, true],
    [150_000, true],
  ])
})

it('the states of a customer too large to be counted are shares of its users, which add up to the total', async () => {
  const large = await makeImportBench(hub)
  const read = async () =>
    (await hub.request(`/v1/customers/${large.orgId}`, { token: large.token })).json as CustomerDetail
  const add = async (from: number, to: number, status: string) =>
    await hub.sql(
      `insert into users (partner_id, id, org_id, email, display_name, sort_name, status, created_at, last_modified_at)
       select $1, gen_random_uuid(), $2, 'u' || n || '@large.example', 'U', 'u', $3, now(), now() from generate_series($4::int, $5::int) n`,
      [large.partnerId, large.organizationId, status, from, to],
    )
  await add(1, 60_000, 'verified')
  await add(60_001, 100_000, 'active')
  expect(await read()).toMatchObject({
    users: 100_000,
    usersByStatus: [
      { status: 'verified', users: 60_000 },
      { status: 'active', users: 40_000 },
    ],
  })
  expect((await read()).usersApproximate).toBeUndefined()
  // One more than is counted, so that the shares are known: rounded each by itself they are one short of the total.
  await add(100_001, 100_001, 'inactive')
  await hub.sql(`update organization_packages set used = 150000 where org_id = $1 and package_id = 'webex_calling'`, [
    large.organizationId,
  ])
  expect([60_000, 40_000, 1].reduce((sum, users) => sum + Math.round((users / 100_001) * 150_000), 0)).toBe(149_999)
  const found = await read()
  expect([found.users, found.usersApproximate]).toEqual([150_000, true])
  expect(Object.fromEntries(found.usersByStatus.map(({ status, users }) => [status, users]))).toEqual({
    verified: 90_000,
    active: 59_999,
    inactive: 1,
  })
})
