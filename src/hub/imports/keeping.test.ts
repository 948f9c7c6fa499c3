import { beforeAll, expect, test } from 'vitest'
import { startHub, type TestHub } from '../../../test/hub.ts'
import { caller, csv, makeImportBench, makePartner } from '../../../test/imports.ts'

let hub: TestHub
let partner: { partnerId: string; token: string }

beforeAll(async () => {
  hub = await startHub()
  partner = await makePartner(hub)
})

const email = (name: string) => `${name}@kestrel.example`
const numbersOf = async (organizationId: string) =>
  await hub.sql(
    `select n.e164, u.email, l.name as location from numbers n join identifiers i on i.kind = 'e164' and i.value = n.e164 and i.org_id = n.org_id
     left join users u on u.partner_id = n.partner_id and u.id = n.user_id
     left join locations l on l.id = n.location_id where n.org_id = $1 order by n.e164`,
    [organizationId],
  )

test('a changed user keeps its number, and one that repeats everything is unchanged', async () => {
  const customer = await makeImportBench(hub, { partner })
  const [one, other] = [
    caller(email('keeps'), '3001', { 'Phone Number': '+31201236001', Title: 'Clerk' }),
    caller(email('repeats'), '3002', { 'Phone Number': '+31201236002', Title: 'Clerk' }),
  ]
  await customer.run(csv(one, other))
  const before = await numbersOf(customer.organizationId)
  expect(before).toEqual([
    { e164: '+31201236001', email: email('keeps'), location: 'Delft' },
    { e164: '+31201236002', email: email('repeats'), location: 'Delft' },
  ])
  for (const [more, kept] of [
    [{ Title: 'Chief' }, { title: 'Chief', extension: '3001' }],
    [
      { Title: 'Chief', Extension: '3003' },
      { title: 'Chief', extension: '3003' },
    ],
  ] as const) {
    const done = await customer.run(csv({ ...one, ...more }, other))
    expect(done).toMatchObject({ status: 'applied', counts: { change: 1, unchanged: 1, refused: 0 } })
    expect(await customer.user(email('keeps'))).toMatchObject({ ...kept, e164: '+31201236001' })
    expect(await numbersOf(customer.organizationId)).toEqual(before)
  }
  // A file without the column keeps it too.
  const short = await customer.run(`User ID/Email (Required),Title\r\n${email('repeats')},Chief`)
  expect(short.counts).toMatchObject({ change: 1, refused: 0 })
  expect(await numbersOf(customer.organizationId)).toEqual(before)
})

test('in one file some keep their number, some get a new or a free one, and what is given up becomes free', async () => {
  const customer = await makeImportBench(hub, { partner })
  const row = (name: string, extension: string, number: string) =>
    caller(email(name), extension, number ? { 'Phone Number': number } : {})
  await customer.run(
    csv(row('a', '3101', '+31201236101'), row('b', '3102', '+31201236102'), row('c', '3103', ''), row('d', '3104', '')),
  )
  await hub.sql(`insert into numbers (partner_id, e164, org_id, created_at) values ($1, '+31201236109', $2, now())`, [
    customer.partnerId,
    customer.organizationId,
  ])
  await hub.sql(`insert into identifiers values ('e164', '+31201236109', $1, $2, $2)`, [
    customer.partnerId,
    customer.organizationId,
  ])
  const done = await customer.run(
    csv(
      { ...row('a', '3101', '+31201236101'), Title: 'Chief' },
      row('b', '3102', '+31201236103'),
      row('c', '3103', '+31201236109'),
      row('d', '3104', '+31201236104'),
    ),
  )
  expect(done).toMatchObject({ status: 'applied', counts: { change: 4, refused: 0 } })
  expect((await numbersOf(customer.organizationId)).map(({ e164, email: holder }) => [e164, holder])).toEqual([
    ['+31201236101', email('a')],
    ['+31201236102', null],
    ['+31201236103', email('b')],
    ['+31201236104', email('d')],
    ['+31201236109', email('c')],
  ])
})

test('a number that somebody else took from the user since the plan is not taken back', async () => {
  const customer = await makeImportBench(hub, { partner })
  const one = caller(email('loses'), '3201', { 'Phone Number': '+31201236201' })
  await customer.run(csv(one))
  const made = await customer.plan(csv({ ...one, Title: 'Chief' }))
  await hub.sql(`update numbers set user_id = null where e164 = '+31201236201'`)
  const done = await customer.apply(made.id)
  expect(done).toMatchObject({ status: 'applied', counts: { change: 0, refused: 1 } })
  expect((await customer.rows(made.id))[0]?.issues[0]?.code).toBe('imports.number_taken')
  expect(await customer.user(email('loses'))).toMatchObject({ e164: null, title: null })
})
