import { beforeAll, describe, expect, test } from 'vitest'
import { startHub, type TestHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench } from '../../../test/imports.ts'
import type { Import, ImportRow } from '../../api/imports.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})

const bench = () => makeImportBench(hub)
const address = 'User ID/Email (Required)'
/** A row that names a user, and nothing else but these cells. */
const only = (email: string, more: Cells): Cells => ({
  ...Object.fromEntries(Object.keys(caller(email, '')).map((heading) => [heading, ''])),
  'First Name': '',
  'Last Name': '',
  Location: '',
  'Preferred Webex Site': '',
  'Jabber with Webex Teams': '',
  'Jabber Calling': '',
  'Webex Calling': '',
  'Webex Suite': '',
  'Webex Meetings': '',
  'Webex Voice': '',
  [address]: email,
  ...more,
})
const brief = (rows: readonly ImportRow[]) =>
  rows.map(({ line, changes }) => [line, ...changes.map(({ column, before, after }) => [column, before, after])])
const said = (rows: readonly ImportRow[]) =>
  rows.map(({ outcome, issues }) => [outcome, ...issues.map(({ code }) => code)])
const counted = ({ changes }: Import) => changes.map(({ field, column, rows }) => [field, column, rows])

// Addresses and numbers belong to one user of the whole hub, so each test has its own.
let round = 0
const at = (name: string) => `${name}.${round}@kestrel.example`
const numberOf = (serial: number) => `+31201236${round}0${serial}`

async function withUsers(): Promise<ImportBench> {
  round += 1
  const customer = await bench()
  await customer.run(
    csv(
      caller(at('ann'), '2001', { 'Phone Number': numberOf(1), Title: 'Buyer', Manager: '' }),
      caller(at('bob'), '2002', { Title: 'Clerk' }),
      caller(at('cid'), '2003', { Title: 'Clerk' }),
      caller(at('dee'), '2004'),
    ),
  )
  return customer
}

describe('a row of a plan', () => {
  test('says of each column what stands there and what will, the package by its name, and says it still once it is applied', async () => {
    const customer = await withUsers()
    const made = await customer.plan(
      csv(
        only(at('ann'), { Title: 'Head of "buying", all', 'Webex Calling': '', 'Webex Suite': 'TRUE' }),
        only(at('bob'), { Title: 'Buyer', Department: 'Sales', 'Jabber Calling': 'TRUE' }),
        only(at('cid'), { Title: 'Clerk' }),
      ),
    )
    expect(made.counts).toMatchObject({ change: 2, unchanged: 1, refused: 0 })
    const expected = [
      [2, ['Package', 'Webex Calling', 'Webex Suite'], ['Title', 'Buyer', 'Head of "buying", all']],
      [3, ['Title', 'Clerk', 'Buyer'], ['Department', null, 'Sales'], ['Jabber Calling', 'FALSE', 'TRUE']],
      [4],
    ]
    expect(brief(await customer.rows(made.id))).toEqual(expected)
    expect(counted(made)).toEqual([
      ['title', 'Title', 2],
      ['package', 'Package', 1],
      ['department', 'Department', 1],
      ['jabberCalling', 'Jabber Calling', 1],
    ])
    // Whatever becomes of the user, the row tells what the import did.
    await customer.apply(made.id)
    await customer.run(csv(only(at('bob'), { Title: 'Chair' })))
    expect((await customer.user(at('bob')))?.title).toBe('Chair')
    expect(brief(await customer.rows(made.id))).toEqual(expected)
    expect(counted(await customer.get(made.id))).toEqual(counted(made))
  })

  test('says of a location that was removed since, and of a package that left the catalogue, that they are gone', async () => {
    const customer = await withUsers()
    await customer.run(
      csv(caller(at('mo'), '', { Location: 'Oulu', 'Webex Calling': 'FALSE', 'Webex Meetings': 'TRUE' })),
    )
    const made = await customer.plan(
      csv(only(at('mo'), { Location: 'Delft', Extension: '2007', 'Webex Suite': 'TRUE' })),
    )
    const said = async (language: string) =>
      (
        (
          await hub.request(`/v1/imports/${made.id}/rows`, {
            token: customer.token,
            headers: { 'accept-language': language },
          })
        ).json as { items: ImportRow[] }
      ).items.map(({ changes }) => changes.map(({ field, before, after }) => [field, before, after]))
    expect(await said('en')).toEqual([
      [
        ['package', 'Webex Meetings', 'Webex Suite'],
        ['extension', null, '2007'],
        ['location', 'Oulu', 'Delft'],
      ],
    ])
    await customer.apply(made.id)
    await hub.sql(`delete from locations where org_id = $1 and name = 'Oulu'`, [customer.organizationId])
    await hub.sql(`update import_rows set before = before || '{"packageId":"webex_former"}' where org_id = $1`, [
      customer.organizationId,
    ])
    expect(await said('en')).toEqual([
      [
        ['package', 'webex_former (no longer in the catalogue)', 'Webex Suite'],
        ['extension', null, '2007'],
        ['location', 'a location removed since', 'Delft'],
      ],
    ])
    expect((await said('nl'))[0]?.[2]).toEqual(['location', 'een locatie die sindsdien is verwijderd', 'Delft'])
  })

  test('can be found by what it changes', async () => {
    const customer = await withUsers()
    const made = await customer.plan(
      csv(
        only(at('ann'), { Title: 'Chair' }),
        only(at('bob'), { Title: 'Chair', Department: 'Sales' }),
        caller(at('new'), '2009', { Title: 'Chair', Department: 'Sales' }),
      ),
    )
    const lines = async (query: string) => (await customer.rows(made.id, query)).map(({ line }) => line)
    expect(await lines('&changed=title')).toEqual([2, 3])
    expect(await lines('&changed=department')).toEqual([3])
    expect(await lines('&changed=package')).toEqual([])
    const wrong = await hub.request(`/v1/imports/${made.id}/rows?changed=shoe`, { token: customer.token })
    expect(wrong.status).toBe(400)
  })

  test('says what a new user is given, and of one who is removed what is lost', async () => {
    const customer = await withUsers()
    const none = { 'Webex Calling': 'FALSE', 'Webex Suite': 'FALSE', 'Webex Meetings': 'FALSE', 'Webex Voice': 'FALSE' }
    const made = await customer.plan(
      csv(
        caller(at('new'), '2009', { 'Phone Number': numberOf(9), 'Attendant Console': 'TRUE' }),
        only(at('ann'), none),
      ),
    )
    expect(made.counts).toMatchObject({ create: 1, remove: 1, refused: 0 })
    expect(brief(await customer.rows(made.id))).toEqual([
      [
        2,
        ['Package', null, 'Webex Calling'],
        ['Phone Number', null, numberOf(9)],
        ['Extension', null, '2009'],
        ['Attendant Console', 'FALSE', 'TRUE'],
      ],
      [3, ['Package', 'Webex Calling', null], ['Phone Number', numberOf(1), null], ['Extension', '2001', null]],
    ])
    // Only users who are there already change.
    expect(made.changes).toEqual([])
  })

  test('that is refused changes nothing, and is not counted, whether by the plan or while it is written', async () => {
    const customer = await withUsers()
    const made = await customer.plan(
      csv(
        only(at('ann'), { Title: 'Chair', Extension: '2004' }),
        only(at('bob'), { Title: 'Chair' }),
        only(at('cid'), { Title: 'Chair' }),
      ),
    )
    expect(said(await customer.rows(made.id))).toEqual([['refused', 'imports.extension_taken'], ['change'], ['change']])
    expect(brief(await customer.rows(made.id))[0]).toEqual([2])
    expect(counted(made)).toEqual([['title', 'Title', 2]])
    await hub.sql(`update users set last_modified_at = now() where org_id = $1 and email = $2`, [
      customer.organizationId,
      at('cid'),
    ])
    const done = await customer.apply(made.id)
    expect(done.counts).toMatchObject({ change: 1, refused: 2 })
    expect(counted(done)).toEqual([['title', 'Title', 1]])
    expect(brief(await customer.rows(made.id))).toEqual([[2], [3, ['Title', 'Clerk', 'Chair']], [4]])
  })
})

describe('a row that removes', () => {
  test('nobody is warned of, changes nothing and gives no id', async () => {
    const customer = await withUsers()
    const none = { 'Webex Calling': 'FALSE', 'Webex Suite': 'FALSE', 'Webex Meetings': 'FALSE', 'Webex Voice': 'FALSE' }
    const made = await customer.plan(csv(only(at('ghost'), none), only(at('ann'), none)))
    expect(made.counts).toMatchObject({ remove: 1, unchanged: 1, refused: 0, warnings: 1 })
    const [nobody, ann] = await customer.rows(made.id)
    expect(nobody).toMatchObject({ outcome: 'unchanged', changes: [], issues: [{ code: 'imports.nobody_to_remove' }] })
    expect(nobody?.issues[0]?.message).toContain(at('ghost'))
    expect(nobody).not.toHaveProperty('userId')
    expect(ann?.userId).toBeTypeOf('string')
  })
})

describe('a number or an extension', () => {
  const meetings = { 'Webex Calling': 'FALSE', 'Webex Meetings': 'TRUE' }

  test('that stays with a package without calls is warned of, once, and so is one that is given there', async () => {
    const customer = await withUsers()
    const made = await customer.plan(
      csv(
        only(at('ann'), meetings),
        only(at('bob'), { 'Webex Calling': 'FALSE', 'Webex Suite': 'TRUE' }),
        caller(at('new'), '2009', meetings),
        caller(at('calm'), '', { ...meetings, Extension: '' }),
      ),
    )
    expect(said(await customer.rows(made.id))).toEqual([
      ['change', 'imports.numbers_idle'],
      ['change'],
      ['create', 'imports.numbers_idle'],
      ['create'],
    ])
    const [{ issues: [issue] = [] } = { issues: [] }] = await customer.rows(made.id)
    expect(issue).toMatchObject({ severity: 'warning' })
    expect(issue?.message).toContain(`${numberOf(1)}, 2001`)
    await customer.apply(made.id)
    // Who has been told is not told with each later change.
    const later = await customer.plan(csv(only(at('ann'), { Title: 'Chair' })))
    expect(said(await customer.rows(later.id))).toEqual([['change']])
  })
})

describe('a manager', () => {
  test('whom the same file removes is warned of, in the rows that name them anew', async () => {
    const customer = await withUsers()
    const none = { 'Webex Calling': 'FALSE', 'Webex Suite': 'FALSE', 'Webex Meetings': 'FALSE', 'Webex Voice': 'FALSE' }
    const made = await customer.plan(
      csv(
        caller(at('one'), '2011', { Manager: at('ann') }),
        caller(at('two'), '2012', { Manager: at('bob') }),
        only(at('cid'), { Manager: at('ann') }),
        caller(at('three'), '2013', { Manager: at('ghost') }),
        only(at('ann'), none),
      ),
    )
    expect(said(await customer.rows(made.id))).toEqual([
      ['create', 'imports.manager_removed'],
      ['create'],
      ['change', 'imports.manager_removed'],
      ['create', 'imports.manager_unknown'],
      ['remove'],
    ])
    expect(made.counts).toMatchObject({ remove: 1, warnings: 3 })
    const [warned] = await customer.rows(made.id, '&warnings=true')
    expect(warned?.issues[0]).toMatchObject({ column: 'Manager', severity: 'warning' })
    expect(warned?.issues[0]?.message).toContain(at('ann'))
  })

  test('who is neither a user of the customer nor made by the file is warned of, in the rows that name them anew', async () => {
    const customer = await withUsers()
    const made = await customer.plan(
      csv(
        caller(at('one'), '2011', { Manager: at('ann').toUpperCase() }),
        caller(at('two'), '2012', { Manager: at('later') }),
        caller(at('three'), '2013', { Manager: at('ghost') }),
        only(at('bob'), {
          Manager: at('refused'),
          'Webex Calling': 'FALSE',
          'Webex Meetings': 'TRUE',
        }),
        caller(at('later'), '2014', { Manager: '' }),
        caller(at('refused'), '2003', { Manager: at('ghost') }),
      ),
    )
    expect(said(await customer.rows(made.id))).toEqual([
      ['create'],
      ['create'],
      ['create', 'imports.manager_unknown'],
      ['change', 'imports.numbers_idle', 'imports.manager_unknown'],
      ['create'],
      ['refused', 'imports.extension_taken'],
    ])
    const warned = await customer.rows(made.id, '&warnings=true')
    expect(warned.map(({ line }) => line)).toEqual([4, 5])
    expect(made.counts.warnings).toBe(2)
    expect(warned[0]?.issues[0]).toMatchObject({ column: 'Manager', severity: 'warning' })
    expect(warned[0]?.issues[0]?.message).toContain(at('ghost'))
    await customer.apply(made.id)
    const again = await customer.plan(csv(only(at('three'), { Manager: at('ghost'), Title: 'Chair' })))
    expect(said(await customer.rows(again.id))).toEqual([['change']])
    // The user of another customer is nobody here.
    const other = await bench()
    const theirs = await other.plan(csv(caller(at('far'), '2015', { Manager: at('ann') })))
    expect(said(await other.rows(theirs.id))).toEqual([['create', 'imports.manager_unknown']])
  })
})
