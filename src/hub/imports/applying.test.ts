import { beforeAll, describe, expect, test } from 'vitest'
import { as, makeAdministrator, startHub, type TestHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import type { UserDetail } from '../../api/directory.ts'
import { decodeId, encodeId } from '../../api/ids.ts'
import type { Import } from '../../api/imports.ts'
import * as lookupApi from '../../api/lookup.ts'

let hub: TestHub
let partner: { partnerId: string; token: string }

beforeAll(async () => {
  hub = await startHub()
  partner = await makePartner(hub)
})

let serial = 2000
function row(more: Cells = {}): Cells {
  serial += 1
  return caller(`user${serial}@kestrel.example`, String(serial), more)
}
const emailOf = (cells: Cells) => cells['User ID/Email (Required)'] ?? ''
const bench = async (options: Parameters<typeof makeImportBench>[1] = {}): Promise<ImportBench> =>
  await makeImportBench(hub, { partner, ...options })
const off = { 'Webex Calling': 'FALSE', 'Webex Suite': 'FALSE', 'Webex Meetings': 'FALSE', 'Webex Voice': 'FALSE' }
const codes = async (customer: ImportBench, made: Import) =>
  (await customer.rows(made.id)).map(({ outcome, issues }) => [outcome, ...issues.map(({ code }) => code)])
const terms = async (customer: ImportBench, term: string) =>
  (
    await hub.sql('select kind from terms where org_id = $1 and term = $2 order by kind', [
      customer.organizationId,
      term,
    ])
  ).map(({ kind }) => kind)

/** What a search for the text leads to: the sort of thing and what of it matched. */
const found = async (text: string) => {
  const answer = await hub.request(`/v1/search?${new URLSearchParams({ q: text })}`, { token: partner.token })
  return as(lookupApi.search, answer).items.map(({ kind, matched }) => `${kind} by ${matched.kind}`)
}

describe('creating', () => {
  test('makes the user with number, seat, state and search terms, once', async () => {
    const customer = await bench()
    const one = row({
      'Phone Number': '+31201235001',
      'First Name': 'Zoë',
      'Last Name': 'Ångström',
      'Preferred Language': 'Dutch',
      'Time zone': 'Europe/Amsterdam',
    })
    const planned = await customer.plan(csv(one))
    expect(await customer.user(emailOf(one))).toBeUndefined()
    expect(planned.quota.find((line) => line.package === 'webex_calling')).toMatchObject({ before: 0, after: 1 })
    const done = await customer.apply(planned.id)
    expect(done).toMatchObject({
      status: 'applied',
      counts: { create: 1, refused: 0 },
      progress: { rows: 1, total: 1 },
    })
    expect(await customer.user(emailOf(one))).toMatchObject({
      package_id: 'webex_calling',
      extras: [],
      e164: '+31201235001',
      location: 'Delft',
      status: 'verified',
      language: 'nl',
      display_name: 'Zoë Ångström',
    })
    expect(await customer.used('webex_calling')).toBe(1)
    expect(await terms(customer, 'angstrom zoe')).toEqual(['un'])
    expect(await found('+31 20 123 5001')).toEqual(['user by phone'])
    const search = await hub.request('/v1/search?q=Angtsrom', { token: customer.token })
    expect(search.text).toContain('Zoë Ångström')
  })

  test('leaves on the page of each user the file and the line it came from, and was last changed by', async () => {
    const customer = await bench()
    const [first, second] = [row(), row()]
    await customer.run(csv(first, second))
    const pageOf = async (cells: Cells) => {
      const [found] = await hub.sql('select id from users where email = $1', [emailOf(cells)])
      const answer = await hub.request(`/v1/users/${encodeId('PEOPLE', String(found?.['id']))}`, {
        token: customer.token,
      })
      return answer.json as UserDetail
    }
    expect(await pageOf(first)).toMatchObject({ createdByImport: { line: 2 } })
    const before = await pageOf(second)
    expect(before).toMatchObject({ createdByImport: { line: 3 } })
    expect(before.changedByImport).toBeUndefined()
    await customer.run(csv({ ...second, Title: 'Chief' }))
    const both = { createdByImport: { line: 3 }, changedByImport: { line: 2 } }
    expect(await pageOf(second)).toMatchObject(both)
    // The rows are kept for some days, what they did for as long as the user.
    await hub.sql('delete from import_rows where org_id = $1', [customer.organizationId])
    expect(await pageOf(second)).toMatchObject(both)
    // A hub of a former version knows of no lines: it names its import, and the line of another is none of it.
    await hub.sql('update users set changed_by_import = created_by_import where org_id = $1', [customer.organizationId])
    const later = await pageOf(second)
    expect(later.changedByImport?.id).toBe(later.createdByImport?.id)
    expect(later.changedByImport).not.toHaveProperty('line')
  })

  test('the same file again is a new plan in which all is unchanged', async () => {
    const customer = await bench()
    const file = csv(
      row({ 'Phone Number': '+31201235101' }),
      row(),
      row({ 'Webex Calling': 'FALSE', 'Webex Meetings': 'TRUE', Title: 'Chief' }),
    )
    await customer.run(file)
    const again = await customer.plan(file)
    expect(again.counts).toMatchObject({ create: 0, change: 0, remove: 0, unchanged: 3, refused: 0 })
  })

  test('gives the state “not verified” where the domain is not the customer’s', async () => {
    const customer = await bench()
    await customer.run(csv(row({ 'User ID/Email (Required)': 'guest@elsewhere.example' })))
    expect(await customer.user('guest@elsewhere.example')).toMatchObject({ status: 'not_verified' })
  })

  test('puts back the + that a spreadsheet took, with a warning, and guesses nothing', async () => {
    const customer = await bench()
    const made = await customer.plan(
      csv(
        row({ 'Phone Number': '31201235201' }),
        row({ 'Phone Number': '201235202' }),
        row({ 'Phone Number': '358912345678', Location: 'Oulu' }),
      ),
    )
    expect(await codes(customer, made)).toEqual([
      ['create', 'imports.number_mended'],
      ['refused', 'imports.number_bad'],
      ['create', 'imports.number_mended'],
    ])
    expect(made.counts.warnings).toBe(2)
  })

  test('warns of a missing site, of read-only cells and of renamed and older headings', async () => {
    const customer = await bench()
    const made = await customer.plan(
      csv(
        row({
          'Preferred Webex Site': '',
          'User Status': 'Active',
          'UC Manager Profile': 'x',
          'Enhanced Calling': '',
          'Webex Voice': '-',
        }),
      ),
    )
    expect(await codes(customer, made)).toEqual([['create', 'imports.read_only_ignored', 'imports.site_missing']])
    expect(made.warnings.map(({ code, column }) => [code, column])).toEqual([
      ['imports.legacy_heading', 'UC Manager Profile'],
      ['imports.renamed_heading', 'Enhanced Calling'],
    ])
    // Counted is what can be listed: the row, and not what is said of the file beside it.
    expect(made.counts.warnings).toBe(1)
    expect(await customer.rows(made.id, '&warnings=true')).toHaveLength(1)
  })

  test('in “add” gives the three base licences unasked and says so', async () => {
    const customer = await bench()
    const one = row({ 'Basic Messaging': 'FALSE' })
    const made = await customer.plan(csv(one), 'add')
    expect(made.warnings.map(({ code }) => code)).toContain('imports.base_licenses_added')
    expect(made.warnings.find(({ code }) => code === 'imports.base_licenses_added')?.message).toMatch(
      /Basic Messaging.*Basic Space Meetings.*Call on Webex/,
    )
    expect(made.warnings.filter(({ code }) => code === 'imports.false_ignored').map(({ column }) => column)).toContain(
      'Basic Messaging',
    )
    await customer.apply(made.id)
    expect(await customer.user(emailOf(one))).toMatchObject({
      extras: ['basic_messaging', 'basic_space_meetings', 'call_on_webex'],
    })
  })
})

describe('changing', () => {
  test('writes what is given, leaves what is blank or absent, and moves search with it', async () => {
    const customer = await bench()
    const one = row({ Title: 'Clerk', Department: 'Yard', 'Phone Number': '+31201235301' })
    await customer.run(csv(one))
    const made = await customer.plan(
      `User ID/Email (Required),Last Name,Title,Department,Phone Number\r\n${emailOf(one)},Bakker,,Office,+31201235302`,
    )
    expect(made.counts).toMatchObject({ change: 1 })
    await customer.apply(made.id)
    expect(await customer.user(emailOf(one))).toMatchObject({
      last_name: 'Bakker',
      title: 'Clerk',
      department: 'Office',
      e164: '+31201235302',
      display_name: 'Jan Bakker',
      package_id: 'webex_calling',
    })
    expect(await terms(customer, 'jansen jan')).toEqual([])
    expect(await terms(customer, 'bakker jan')).toEqual(['un'])
    expect(await terms(customer, '31201235301')).toEqual(['op'])
    expect(await found('+31201235301')).toEqual(['organization by phone'])
    expect(await found('+31201235302')).toEqual(['user by phone'])
    expect(await hub.sql(`select user_id from numbers where e164 = '+31201235301'`)).toEqual([{ user_id: null }])
  })

  test('moves a seat with the package', async () => {
    const customer = await bench()
    const one = row({ 'Webex Calling': 'FALSE', 'Webex Meetings': 'TRUE', Extension: '', Location: '' })
    await customer.run(csv(one))
    const made = await customer.plan(csv({ ...one, 'Webex Meetings': 'FALSE', 'Webex Suite': 'TRUE' }))
    expect(await codes(customer, made)).toEqual([
      ['refused', 'imports.no_number_or_extension', 'imports.required_missing'],
    ])
    await customer.run(
      csv({ ...one, 'Webex Meetings': 'FALSE', 'Webex Suite': 'TRUE', Extension: '4711', Location: 'Delft' }),
    )
    expect(await customer.user(emailOf(one))).toMatchObject({ package_id: 'webex_suite', extension: '4711' })
    expect([await customer.used('webex_meetings'), await customer.used('webex_suite')]).toEqual([0, 1])
  })

  test('keeps a calling user’s location and resets another’s by REMOVE', async () => {
    const customer = await bench()
    const [calls, meets] = [row(), row({ 'Webex Calling': 'FALSE', 'Webex Meetings': 'TRUE' })]
    await customer.run(csv(calls, meets))
    const made = await customer.plan(csv({ ...calls, Location: 'Oulu' }, { ...meets, Location: 'REMOVE' }))
    expect(await codes(customer, made)).toEqual([['refused', 'imports.location_change_refused'], ['change']])
    await customer.apply(made.id)
    expect(await customer.user(emailOf(meets))).toMatchObject({ location: null })
  })

  test('refuses a read-only cell that was edited and takes one that was not', async () => {
    const customer = await bench()
    const one = row()
    await customer.run(csv(one))
    await hub.sql(`update users set last_activity_at = '2026-01-02T03:04:05.678Z' where email = $1`, [emailOf(one)])
    const edited = await customer.plan(
      csv({ ...one, 'User Status': 'Active', 'Last Service Accessed Time': '2026-01-02T03:04:05.678Z' }),
    )
    expect(await codes(customer, edited)).toEqual([['refused', 'imports.read_only_changed']])
    const kept = await customer.plan(
      csv({ ...one, 'User Status': 'Verified', 'Last Service Accessed Time': '2026-01-02T03:04:05.678Z' }),
    )
    expect(await codes(customer, kept)).toEqual([['unchanged']])
  })

  test('says of a time of access that is not the present one that it is ignored, once for the file', async () => {
    const customer = await bench()
    const [one, other] = [row(), row()]
    await customer.run(csv(one, other))
    await hub.sql(`update users set last_activity_at = '2026-01-02T03:04:05.678901Z' where email = any($1)`, [
      [emailOf(one), emailOf(other)],
    ])
    const warned = async (time: string) => {
      const made = await customer.plan(
        csv(...[one, other].map((each) => ({ ...each, 'Last Service Accessed Time': time }))),
      )
      expect(made.counts).toMatchObject({ unchanged: 2, refused: 0 })
      return made.warnings.map(({ column, code }) => [column, code])
    }
    expect(await warned('2026-01-02T03:04:05.678Z')).toEqual([])
    expect(await warned('2025-12-24T00:00:00.000Z')).toEqual([
      ['Last Service Accessed Time', 'imports.read_only_ignored'],
    ])
  })

  test('refuses only the row that somebody else has changed since the plan', async () => {
    const customer = await bench()
    const [one, other] = [row(), row()]
    await customer.run(csv(one, other))
    const made = await customer.plan(csv({ ...one, Title: 'A' }, { ...other, Title: 'B' }))
    await hub.sql(`update users set last_modified_at = now() + interval '1 second' where email = $1`, [emailOf(one)])
    const done = await customer.apply(made.id)
    expect(done).toMatchObject({ status: 'applied', counts: { change: 1, refused: 1 } })
    expect(await codes(customer, done)).toEqual([['refused', 'imports.changed_meanwhile'], ['change']])
  })
})

describe('removing', () => {
  test('takes a user away with its seat and terms, keeps its number, and needs every package column', async () => {
    const customer = await bench()
    const [one, ...others] = Array.from({ length: 30 }, (_, index) =>
      row(index === 0 ? { 'Phone Number': '+31201235401' } : {}),
    )
    if (!one) throw new Error('no row')
    await customer.run(csv(one, ...others))
    expect(await found(emailOf(one))).toEqual(['user by email'])
    const partly = await customer.plan(csv({ ...one, ...off, 'Webex Voice': '-' }))
    expect(await codes(customer, partly)).toEqual([['refused', 'imports.removal_columns_missing']])
    const added = await customer.plan(csv({ ...one, ...off }), 'add')
    expect(await codes(customer, added)).toEqual([['unchanged']])
    const made = await customer.plan(csv({ ...one, ...off }))
    expect(made).toMatchObject({ counts: { remove: 1 }, confirmRemovals: false })
    await customer.apply(made.id)
    expect(await customer.user(emailOf(one))).toBeUndefined()
    expect(await customer.used('webex_calling')).toBe(29)
    expect(await found(emailOf(one))).toEqual([])
    expect(await terms(customer, '31201235401')).toEqual(['op'])
    expect(await hub.sql(`select value from identifiers where value = $1`, [emailOf(one)])).toEqual([])
    await customer.run(csv(one))
    expect(await customer.user(emailOf(one))).toMatchObject({ e164: '+31201235401' })
    expect(await found('+31201235401')).toEqual(['user by phone'])
    expect(await terms(customer, '31201235401')).toEqual([])
  })

  test('asks for the number where more than 5 users or a tenth of them would go', async () => {
    const customer = await bench()
    const rows = Array.from({ length: 9 }, () => row())
    await customer.run(csv(...rows))
    const made = await customer.plan(csv({ ...rows[0], ...off }))
    expect(made.confirmRemovals).toBe(true)
    for (const removals of [undefined, 0, 2]) {
      const answer = await customer.startApplying(made.id, removals)
      expect([answer.status, (answer.json as { code: string }).code]).toEqual([428, 'imports.removals_unconfirmed'])
    }
    expect((await customer.apply(made.id, 1)).counts.remove).toBe(1)
  })

  test('never takes the last full administrator', async () => {
    const customer = await bench()
    const [first, second] = [row(), row()]
    await customer.run(csv(first, second))
    for (const each of [first, second]) {
      const userId = String((await customer.user(emailOf(each)))?.id)
      await makeAdministrator(hub, customer.partnerId, {
        email: emailOf(each),
        role: 'id_full_admin',
        organizationId: customer.organizationId,
        userId,
      })
    }
    const made = await customer.plan(csv({ ...first, ...off }, { ...second, ...off }))
    expect(await codes(customer, made)).toEqual([
      ['remove', 'imports.administrator_removed'],
      ['refused', 'imports.last_administrator'],
    ])
    await customer.apply(made.id, 1)
    expect(
      await hub.sql(`select email from administrators where org_id = $1 and disabled_at is null`, [
        customer.organizationId,
      ]),
    ).toEqual([{ email: emailOf(second) }])
  })

  test('frees number, extension and seat for another row of the same file', async () => {
    const customer = await bench({ voiceSeats: 1 })
    const voice = { 'Webex Calling': 'FALSE', 'Webex Voice': 'TRUE' }
    const leaver = row({ ...voice, 'Phone Number': '+31201235501' })
    await customer.run(csv(leaver))
    const joiner = row({ ...voice, 'Phone Number': '+31201235501', Extension: leaver.Extension ?? '' })
    const made = await customer.plan(csv(joiner, { ...leaver, ...off }))
    expect(await codes(customer, made)).toEqual([['create'], ['remove']])
    expect((await customer.apply(made.id, 1)).counts).toMatchObject({ create: 1, remove: 1, refused: 0 })
    expect(await customer.user(emailOf(joiner))).toMatchObject({ e164: '+31201235501', package_id: 'webex_voice' })
    expect(await customer.used('webex_voice')).toBe(1)
  })
})

describe('seats', () => {
  test('go in the order of the lines up to the limit, and the rest is refused', async () => {
    const customer = await bench({ voiceSeats: 3 })
    const made = await customer.plan(
      csv(...Array.from({ length: 5 }, () => row({ 'Webex Calling': 'FALSE', 'Webex Voice': 'TRUE' }))),
    )
    expect((await codes(customer, made)).map(([outcome]) => outcome)).toEqual([
      'create',
      'create',
      'create',
      'refused',
      'refused',
    ])
    expect(made.quota.find((line) => line.package === 'webex_voice')).toMatchObject({
      before: 0,
      after: 3,
      limit: 3,
      refused: 2,
    })
  })

  test('that others took since the plan are never given twice', async () => {
    const customer = await bench({ voiceSeats: 10 })
    const files = [0, 1].map(() =>
      csv(...Array.from({ length: 8 }, () => row({ 'Webex Calling': 'FALSE', 'Webex Voice': 'TRUE' }))),
    )
    const [one, other] = [await customer.plan(files[0] ?? ''), await customer.plan(files[1] ?? '')]
    expect([one.counts.create, other.counts.create]).toEqual([8, 8])
    await customer.apply(one.id)
    const done = await customer.apply(other.id)
    expect(done).toMatchObject({ status: 'applied', counts: { create: 2, refused: 6 } })
    expect(await customer.used('webex_voice')).toBe(10)
    expect(
      (await customer.rows(done.id, '&outcome=refused')).every(
        ({ issues }) => issues[0]?.code === 'imports.limit_reached',
      ),
    ).toBe(true)
    const voiceOf = async (id: string) => (await customer.get(id)).quota.find((line) => line.package === 'webex_voice')
    expect(await voiceOf(one.id)).toMatchObject({ before: 0, after: 8, limit: 10, refused: 0 })
    expect(other.quota.find((line) => line.package === 'webex_voice')).toMatchObject({
      before: 0,
      after: 8,
      refused: 0,
    })
    expect(await voiceOf(other.id)).toEqual({
      package: 'webex_voice',
      name: 'Webex Voice',
      before: 8,
      after: 10,
      limit: 10,
      refused: 6,
    })
  })

  test('are told of as they stand at the end: those refused in the plan with those refused since, and what was changed and removed', async () => {
    const customer = await bench({ voiceSeats: 6 })
    const voice = { 'Webex Calling': 'FALSE', 'Webex Voice': 'TRUE' }
    const [leaver, mover, stayer] = [row(voice), row(voice), row()]
    await customer.run(csv(leaver, mover, stayer))
    const newcomers = Array.from({ length: 7 }, () => row(voice))
    const made = await customer.plan(
      csv(
        { ...leaver, ...off, 'Webex Voice': 'FALSE' },
        { ...mover, 'Webex Voice': 'FALSE', 'Webex Calling': 'TRUE' },
        ...newcomers,
      ),
    )
    const line = async (name: string) => (await customer.get(made.id)).quota.find((each) => each.package === name)
    // Of six seats two are used and become free: one of seven is refused in the plan.
    expect(await line('webex_voice')).toMatchObject({ before: 2, after: 6, refused: 1 })
    expect(await line('webex_calling')).toMatchObject({ before: 1, after: 2, refused: 0 })
    await customer.run(csv(row(voice), row(voice), row({ 'Webex Calling': 'TRUE' })))
    await hub.sql(`update users set last_modified_at = now() where email = $1`, [emailOf(leaver)])
    expect(await customer.apply(made.id, 1)).toMatchObject({
      status: 'applied',
      counts: { create: 3, change: 1, remove: 0, refused: 5 },
    })
    // Four were used; one was given back, three were taken.
    expect(await line('webex_voice')).toMatchObject({ before: 4, after: 6, refused: 4 })
    expect(await line('webex_calling')).toMatchObject({ before: 2, after: 3, refused: 0 })
    expect(await customer.used('webex_voice')).toBe(6)
    expect(await customer.used('webex_calling')).toBe(3)
  })

  test('count add-ons too', async () => {
    const customer = await bench()
    await hub.sql(
      `update organization_packages set seat_limit = 1 where org_id = $1 and package_id = 'attendant_console'`,
      [customer.organizationId],
    )
    const made = await customer.plan(csv(row({ 'Attendant Console': 'TRUE' }), row({ 'Attendant Console': 'TRUE' })))
    expect(await codes(customer, made)).toEqual([['create'], ['refused', 'imports.limit_reached']])
    await customer.apply(made.id)
    expect(await customer.used('attendant_console')).toBe(1)
  })
})

describe('one import after the other', () => {
  test('a plan is applied once', async () => {
    const customer = await bench()
    const made = await customer.plan(csv(row()))
    const answers = await Promise.all([0, 1, 2].map(() => customer.startApplying(made.id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    expect(answers.filter(({ status }) => status === 409).map(({ json }) => (json as { code: string }).code)).toEqual([
      'imports.already_applied',
      'imports.already_applied',
    ])
    await customer.until(made.id, ({ status }) => status === 'applied')
    expect(await customer.used('webex_calling')).toBe(1)
  })

  test('two imports of one customer never run at once', async () => {
    const customer = await bench()
    const [one, other] = [await customer.plan(csv(row())), await customer.plan(csv(row()))]
    await hub.sql(
      `update imports set status = 'applying' where id = (select id from imports where org_id = $1 order by id limit 1)`,
      [customer.organizationId],
    )
    const answer = await customer.startApplying(other.id)
    expect([answer.status, (answer.json as { code: string }).code]).toEqual([409, 'imports.another_running'])
    await hub.sql(`update imports set status = 'planned' where org_id = $1 and status = 'applying'`, [
      customer.organizationId,
    ])
    expect((await customer.apply(one.id)).status).toBe('applied')
    expect((await customer.apply(other.id)).status).toBe('applied')
  })

  test('an e-mail, number or extension that was taken since the plan refuses its row alone', async () => {
    const customer = await bench()
    const [a, b, c, d] = [row(), row({ 'Phone Number': '+31201235601' }), row(), row()]
    const late = await customer.plan(csv(a, b, c, d))
    await customer.run(csv(a, row({ 'Phone Number': '+31201235601' }), row({ Extension: c.Extension ?? '' })))
    const done = await customer.apply(late.id)
    expect(done).toMatchObject({ status: 'applied', counts: { create: 1, refused: 3 } })
    expect(await codes(customer, done)).toEqual([
      ['refused', 'imports.made_meanwhile'],
      ['refused', 'imports.number_taken'],
      ['refused', 'imports.extension_taken'],
      ['create'],
    ])
    expect(await customer.used('webex_calling')).toBe(4)
  })

  test('a canceled plan cannot be applied, and its rows go', async () => {
    const customer = await bench()
    const made = await customer.plan(csv(row()))
    const cancel = async () =>
      (await hub.request(`/v1/imports/${made.id}`, { method: 'DELETE', token: customer.token })).status
    expect([await cancel(), await cancel()]).toEqual([204, 409])
    const applied = await customer.startApplying(made.id)
    expect([applied.status, applied.json]).toMatchObject([409, { code: 'imports.was_canceled' }])
    await customer.until(made.id, ({ status }) => status === 'canceled')
    // What is told to be gone is shown no more, also before the job has taken it away.
    for (const path of ['rows', 'failed.csv'])
      expect((await hub.request(`/v1/imports/${made.id}/${path}`, { token: customer.token })).json, path).toMatchObject(
        { code: 'imports.was_canceled' },
      )
    const left = async () =>
      (
        await hub.sql(
          `select 1 from import_rows where import_id = $1 union all select 1 from import_parts where import_id = $1`,
          [decodeId('IMPORT', made.id)],
        )
      ).length
    await expect.poll(left).toBe(0)
  })
})

describe('what is given back', () => {
  test('failed rows have their own words, then status, codes and messages, and nothing that runs', async () => {
    const customer = await bench()
    const made = await customer.plan(
      csv(row({ Title: '=1+1', Department: 'a "b", c\nd' }), row(), row({ Extension: 'nine' })),
    )
    const { text, headers } = await hub.request(`/v1/imports/${made.id}/failed.csv`, { token: customer.token })
    expect(headers.get('content-type')).toContain('text/csv')
    const lines = text.split('\r\n')
    expect(lines[0]).toMatch(/^User ID\/Email \(Required\),.*,Status,Error code,Error message$/)
    expect(text).toContain(`'=1+1`)
    expect(text).toContain('"a ""b"", c\nd"')
    expect(text).toContain('refused,imports.formula_cell,')
    expect(text).toContain('refused,imports.extension_bad,')
    expect(lines.length).toBe(4)
  })

  test('failed rows, corrected, are imported again', async () => {
    const customer = await bench()
    const bad = row({ Extension: 'nine' })
    const made = await customer.plan(csv(bad))
    const { text } = await hub.request(`/v1/imports/${made.id}/failed.csv`, { token: customer.token })
    // With the columns that say why, as the file was downloaded.
    const corrected = text.replace(',nine,', ',4999,')
    expect(corrected).toContain('Error message')
    expect((await customer.plan(text)).warnings).toEqual([])
    const again = await customer.plan(text)
    const second = await hub.request(`/v1/imports/${again.id}/failed.csv`, { token: customer.token })
    expect(second.text).toBe(text)
    expect((await customer.plan(corrected)).counts).toMatchObject({ create: 1, refused: 0 })
  })

  test('the template has this customer’s own packages, is read back as known, and quotes the heading with a comma', async () => {
    const customer = await bench()
    const answer = await hub.request(`/v1/imports/template.csv?organizationId=${customer.orgId}`, {
      token: customer.token,
    })
    expect(answer.text).toContain('"Call on Webex (1:1 call, non-PSTN)"')
    expect(answer.text).toMatch(/Webex Voice,Webex Calling,Webex Meetings,Webex Suite,Attendant Console\r\n$/)
    expect(answer.text).not.toContain('Customer Assist')
    const upload = await customer.upload(answer.text)
    expect((upload.json as { code: string }).code).toBe('imports.header_only')
  })

  test('rows are paged by line, filtered by outcome and by warning, and none is lost', async () => {
    const customer = await bench()
    const made = await customer.plan(
      csv(
        ...Array.from({ length: 7 }, (_, index) =>
          row(index % 2 ? { Extension: 'x' } : { 'Preferred Webex Site': '' }),
        ),
      ),
    )
    const seen: number[] = []
    for (let path: string | undefined = `/v1/imports/${made.id}/rows?max=2`; path; ) {
      const answer = await hub.request(path, { token: customer.token })
      seen.push(...(answer.json as { items: { line: number }[] }).items.map(({ line }) => line))
      const next = answer.headers.get('link')?.match(/<([^>]+)>/)?.[1]
      path = next ? next.slice(next.indexOf('/v1')) : undefined
    }
    expect(seen).toEqual([2, 3, 4, 5, 6, 7, 8])
    expect((await customer.rows(made.id, '&outcome=refused')).map(({ line }) => line)).toEqual([3, 5, 7])
    expect((await customer.rows(made.id, '&warnings=true')).map(({ line }) => line)).toEqual([2, 4, 6, 8])
  })
})
