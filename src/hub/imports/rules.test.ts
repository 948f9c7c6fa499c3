import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdministrator, startHub, type TestHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import type { Import } from '../../api/imports.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { silentLog } from '../../platform/log.ts'
import { dropOldRows } from './old-rows.ts'

let hub: TestHub
let partner: { partnerId: string; token: string }

beforeAll(async () => {
  hub = await startHub()
  partner = await makePartner(hub)
})

let serial = 3000
function row(more: Cells = {}): Cells {
  serial += 1
  return caller(`rule${serial}@kestrel.example`, String(serial), more)
}
const bench = async (options: Parameters<typeof makeImportBench>[1] = {}): Promise<ImportBench> =>
  await makeImportBench(hub, { partner, ...options })
const codes = async (customer: ImportBench, made: Import) =>
  (await customer.rows(made.id)).map(({ outcome, issues }) => [outcome, ...issues.map(({ code }) => code)])

describe('the address of somebody who signs in to the hub', () => {
  test('is refused for a user of a customer, whoever it belongs to and whatever partner, without saying whose', async () => {
    const customer = await bench()
    const other = await bench()
    const stranger = await makePartner(hub)
    const agent = 'agent.of.ours@kestrel.example'
    const foreign = 'agent.of.theirs@kestrel.example'
    const elsewhere = 'owner.of.other@kestrel.example'
    await makeAdministrator(hub, partner.partnerId, { email: agent, role: 'atlas-portal.partner.helpdesk' })
    await makeAdministrator(hub, stranger.partnerId, { email: foreign, role: 'atlas-portal.partner.helpdesk' })
    await makeAdministrator(hub, partner.partnerId, {
      email: elsewhere,
      role: 'id_full_admin',
      organizationId: other.organizationId,
    })
    const made = await customer.plan(
      csv(...[agent, foreign, elsewhere].map((email) => row({ 'User ID/Email (Required)': email })), row()),
    )
    expect(await codes(customer, made)).toEqual([
      ['refused', 'imports.email_elsewhere'],
      ['refused', 'imports.email_elsewhere'],
      ['refused', 'imports.email_elsewhere'],
      ['create'],
    ])
    const text = JSON.stringify(await customer.rows(made.id))
    expect(text).not.toContain('Test Person')
    expect(text).not.toContain(partner.partnerId)
  })

  test('of the customer’s own administrator becomes its user: the same person', async () => {
    const customer = await bench()
    const email = 'boss@kestrel.example'
    const administratorId = await makeAdministrator(hub, partner.partnerId, {
      email,
      role: 'id_full_admin',
      organizationId: customer.organizationId,
    })
    const done = await customer.run(csv(row({ 'User ID/Email (Required)': email })))
    expect(done.counts).toMatchObject({ create: 1, refused: 0 })
    const [administrator] = await hub.sql('select user_id from administrators where id = $1', [administratorId])
    expect(administrator?.user_id).toBe((await customer.user(email))?.id)
  })

  test('that became a login after the plan was made refuses its row alone', async () => {
    const customer = await bench()
    const late = row()
    const made = await customer.plan(csv(late, row()))
    expect(made.counts).toMatchObject({ create: 2 })
    await makeAdministrator(hub, partner.partnerId, {
      email: late['User ID/Email (Required)'] ?? '',
      role: 'atlas-portal.partner.helpdesk',
    })
    expect((await customer.apply(made.id)).counts).toMatchObject({ create: 1, refused: 1 })
    expect(await codes(customer, made)).toContainEqual(['refused', 'imports.email_elsewhere'])
  })
})

describe('a heading with a subscription in brackets', () => {
  test('that is another than the customer’s is a fault of the file that names both', async () => {
    const customer = await bench()
    const subscriptionId = randomUUID()
    await hub.sql(
      `insert into subscriptions (partner_id, id, org_id, reference, offer, status, starts_at) values ($1, $2, $3, 'Sub200001', 'Wholesale', 'active', now())`,
      [partner.partnerId, subscriptionId, customer.organizationId],
    )
    await hub.sql(
      `update organization_packages set subscription_id = $1 where org_id = $2 and package_id = 'webex_calling'`,
      [subscriptionId, customer.organizationId],
    )
    const headed = (heading: string) => csv(row()).replace('Webex Calling', heading)
    const refused = await customer.upload(headed('Webex Calling [Sub999999]'))
    expect(refused.status).toBe(400)
    expect(refused.json).toMatchObject({ code: 'imports.other_subscription' })
    expect(refused.text).toContain('Webex Calling [Sub999999]')
    expect(refused.text).toContain('Sub200001')
    for (const heading of [
      'Webex Calling [Sub200001]',
      'webex calling[ SUB200001 ]',
      'Webex Calling',
      'Webex Calling []',
    ])
      expect((await customer.upload(headed(heading))).status, heading).toBe(201)
    // Where nothing is known of the package's subscription there is nothing to compare with.
    expect((await customer.upload(csv(row()).replace('Webex Suite', 'Webex Suite [Sub5]'))).status).toBe(201)
  })
})

describe('characters that cannot be seen', () => {
  test('are taken off around a value and refused inside, with the heading and the character named', async () => {
    const customer = await bench()
    const clean = row({ 'First Name': '\u200bAnna\u200e', Extension: '\ufeff7001', Location: 'Delft\u200b' })
    clean['User ID/Email (Required)'] = '\u2060anna.clean@kestrel.example\u200b'
    const made = await customer.plan(
      csv(
        clean,
        row({ 'User ID/Email (Required)': 'an\u200bna@kestrel.example' }),
        row({ Extension: '70\u200e02' }),
        row({ 'Phone Number': '+3120\u00ad1234567' }),
        row({ 'Last Name': 'Jan\u0007sen' }),
        row({ 'Last Name': 'می\u200cخواهم' }),
      ).replace('First Name', '\u200bFirst\u200b Name'),
    )
    expect(await codes(customer, made)).toEqual([
      ['create'],
      ['refused', 'imports.invisible_character'],
      ['refused', 'imports.invisible_character'],
      ['refused', 'imports.invisible_character'],
      ['refused', 'imports.invisible_character'],
      ['create'],
    ])
    const [, email] = await customer.rows(made.id)
    expect(email?.issues[0]).toMatchObject({ column: 'User ID/Email (Required)' })
    expect(email?.issues[0]?.message).toContain('U+200B')
    await customer.apply(made.id)
    expect(await customer.user('anna.clean@kestrel.example')).toMatchObject({
      first_name: 'Anna',
      extension: '7001',
      location: 'Delft',
    })
  })
})

describe('a row with several faults', () => {
  test('names them all in one round: its own, those against the customer, and those against other rows', async () => {
    const customer = await bench()
    const holder = row({ 'Phone Number': '+31201239001' })
    await customer.run(csv(holder))
    const good = row({ 'Phone Number': '+31201239002' })
    const made = await customer.plan(
      csv(
        good,
        // A bad flag, a number that a user has.
        row({ 'Jabber Calling': 'maybe', 'Phone Number': '+31201239001' }),
        // A bad flag, the number and the extension of the good row.
        row({ 'Jabber Calling': 'maybe', 'Phone Number': '+31201239002', Extension: good.Extension ?? '' }),
        // A bad country, a location that is not there, two packages.
        row({ 'Address country': 'Narnia', Location: 'Nowhere', 'Webex Suite': 'TRUE' }),
        // A bad package cell says nothing of the package: no fault is made up from it.
        row({ 'Webex Calling': 'yes', Extension: 'nine' }),
      ),
    )
    const found = (await codes(customer, made)).map(([outcome, ...issues]) => [outcome, ...issues.sort()])
    expect(found).toEqual([
      ['create'],
      ['refused', 'imports.boolean_bad', 'imports.number_held'],
      ['refused', 'imports.boolean_bad', 'imports.extension_twice', 'imports.number_twice'],
      ['refused', 'imports.country_unknown', 'imports.location_unknown', 'imports.two_packages'],
      ['refused', 'imports.boolean_bad', 'imports.extension_bad'],
    ])
    const twice = (await customer.rows(made.id))[2]?.issues.find(({ code }) => code === 'imports.number_twice')
    expect(twice?.message).toContain('line 2')
  })

  test('with a usable address is compared with the user that it stands for', async () => {
    const customer = await bench()
    const one = row()
    await customer.run(csv(one))
    const made = await customer.plan(csv({ ...one, Location: 'Oulu', 'Time zone': 'Mars/Olympus' }))
    expect((await codes(customer, made))[0]?.sort()).toEqual([
      'imports.location_change_refused',
      'imports.time_zone_unknown',
      'refused',
    ])
  })
})

describe('a file without the column of the preferred site', () => {
  test('says so once, and not on each row', async () => {
    const customer = await bench()
    const made = await customer.plan(csv(row({ 'Preferred Webex Site': '-' }), row({ 'Preferred Webex Site': '-' })))
    expect(made.warnings.map(({ code }) => code)).toEqual(['imports.site_column_missing'])
    expect(made.warnings[0]?.message).toContain('Webex Calling')
    expect(await codes(customer, made)).toEqual([['create'], ['create']])
    const blank = await customer.plan(csv(row({ 'Preferred Webex Site': '' }), row()))
    expect(blank.warnings).toEqual([])
    expect(await codes(customer, blank)).toEqual([['create', 'imports.site_missing'], ['create']])
  })
})

describe('the file of refused rows', () => {
  test('names each code once and no heading twice', async () => {
    const customer = await bench()
    const made = await customer.plan(csv(row({ Location: '', 'Jabber Calling': '', 'Jabber with Webex Teams': '' })))
    const { text } = await hub.request(`/v1/imports/${made.id}/failed.csv`, { token: customer.token })
    expect(text).toContain('refused,imports.required_missing,')
    expect(text.match(/“Jabber Calling” is blank/g)).toHaveLength(1)
    expect(text).not.toContain('Jabber Calling: “Jabber Calling”')
  })
})

describe('a plan', () => {
  test('that another import of the customer has overtaken says so, until it is applied', async () => {
    const customer = await bench()
    const other = await bench()
    const made = await customer.plan(csv(row()))
    await other.run(csv(row()))
    expect((await customer.get(made.id)).warnings).toEqual([])
    await customer.run(csv(row()))
    const seen = await customer.get(made.id)
    expect(seen.warnings.map(({ code, severity }) => [code, severity])).toEqual([['imports.plan_overtaken', 'warning']])
    const answer = await customer.startApplying(made.id)
    expect((answer.json as Import).warnings).toEqual([])
    const done = await customer.until(made.id, ({ status }) => status === 'applied')
    expect(done.warnings).toEqual([])
    // Made after both.
    expect((await customer.plan(csv(row()))).warnings).toEqual([])
  })

  test('that changes nothing is not offered to be applied', async () => {
    const customer = await bench()
    const same = row()
    await customer.run(csv(same))
    expect(await customer.plan(csv(same))).toMatchObject({
      counts: { unchanged: 1, create: 0 },
      can: { apply: false, cancel: true },
    })
    expect(await customer.plan(csv(same, row()))).toMatchObject({ can: { apply: true, cancel: true } })
  })
})

describe('rows that are kept long enough', () => {
  const job = (): JobContext => ({
    asPartner: (partnerId) => hub.contextOf(partnerId),
    partnerIds: async () => [partner.partnerId],
    maintain: (...what) => hub.database.maintain(...what),
    removeRows: (...what) => hub.database.removeRows(...what),
    signal: new AbortController().signal,
    log: silentLog,
  })
  const older = async (customer: ImportBench, days: number) =>
    await hub.sql(
      `update imports set created_at = created_at - make_interval(days => $2), planned_at = planned_at - make_interval(days => $2),
         finished_at = finished_at - make_interval(days => $2) where org_id = $1`,
      [customer.organizationId, days],
    )
  const left = async (customer: ImportBench) =>
    (
      await hub.sql(
        `select (select count(*) from import_rows where org_id = $1)::int as rows, (select count(*) from import_parts where org_id = $1)::int as parts`,
        [customer.organizationId],
      )
    )[0]

  test('go a week after the end of their import, which stays with its counts', async () => {
    const customer = await bench()
    const done = await customer.run(csv(row(), row({ Extension: 'nine' })))
    await older(customer, 6)
    await dropOldRows(job(), partner.partnerId)
    expect(await left(customer)).toEqual({ rows: 2, parts: 1 })
    expect(await customer.get(done.id)).toMatchObject({ rowsKept: true })
    await older(customer, 2)
    await dropOldRows(job(), partner.partnerId)
    expect(await left(customer)).toEqual({ rows: 0, parts: 0 })
    expect(await customer.get(done.id)).toMatchObject({
      rowsKept: false,
      status: 'applied',
      counts: { create: 1, refused: 1 },
      progress: { rows: 1, total: 1 },
    })
    for (const path of ['rows', 'failed.csv']) {
      const answer = await hub.request(`/v1/imports/${done.id}/${path}`, { token: customer.token })
      expect(answer.status, path).toBe(410)
      expect(answer.json).toMatchObject({ code: 'imports.rows_gone' })
      expect(answer.text).toContain('7 days')
    }
    // Nothing is left to be done a second time.
    expect(await dropOldRows(job(), partner.partnerId)).toBe(0)
  })

  test('of a plan that is too old to be applied end it', async () => {
    const customer = await bench()
    const made = await customer.plan(csv(row()))
    const fresh = await bench()
    await fresh.plan(csv(row()))
    await older(customer, 8)
    await dropOldRows(job(), partner.partnerId)
    expect(await customer.get(made.id)).toMatchObject({ status: 'canceled', rowsKept: false, can: { apply: false } })
    expect(await left(customer)).toEqual({ rows: 0, parts: 0 })
    expect(await left(fresh)).toEqual({ rows: 1, parts: 1 })
  })
})
