import { describe, expect, test } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import { applyNext } from './apply.ts'
import { requireImport } from './import-record.ts'
import type { Stage } from './seat-turns.ts'

// One applier takes the batches in their order: what comes too early comes too early each time.
const hub = await startHub({ settings: { IMPORT_APPLIERS: '1' } })
const partner = await makePartner(hub)

let serial = 7000
const people = (count: number): Cells[] =>
  Array.from({ length: count }, () => {
    serial += 1
    return caller(`user${serial}@kestrel.example`, String(serial))
  })
const none = { 'Webex Calling': 'FALSE', 'Webex Voice': 'FALSE', 'Webex Meetings': 'FALSE', 'Webex Suite': 'FALSE' }
const withVoice = (person: Cells) => ({ ...person, ...none, 'Webex Voice': 'TRUE' })
const withMeetings = (person: Cells) => ({ ...person, ...none, 'Webex Meetings': 'TRUE' })
const withSuite = (person: Cells) => ({ ...person, ...none, 'Webex Suite': 'TRUE' })
const limit = async ({ organizationId }: ImportBench, packageId: string, seats: number) =>
  await hub.sql('update organization_packages set seat_limit = $3 where org_id = $1 and package_id = $2', [
    organizationId,
    packageId,
    seats,
  ])
const holders = async ({ organizationId }: ImportBench) =>
  Object.fromEntries(
    (
      await hub.sql(
        'select package_id as id, count(*)::int as count from package_assignments where org_id = $1 group by package_id',
        [organizationId],
      )
    ).map(({ id, count }) => [id, count]),
  )

describe('seats that other changes of the file give back', () => {
  test('are taken wherever in the file they are given back', async () => {
    const customer = await makeImportBench(hub, { partner, voiceSeats: 1 })
    const others = people(6)
    const [one = {}, other = {}] = people(2)
    await customer.run(csv(withMeetings(one), ...others, withVoice(other)))
    const changed = csv(withVoice(one), ...others.map((each) => ({ ...each, Title: 'Clerk' })), withMeetings(other))
    const made = await customer.plan(changed)
    expect(made.counts).toMatchObject({ change: 8, refused: 0 })
    expect(await customer.apply(made.id)).toMatchObject({ status: 'applied', counts: { change: 8, refused: 0 } })
    expect([await customer.used('webex_voice'), await customer.used('webex_meetings')]).toEqual([1, 1])
    expect(await holders(customer)).toEqual({ webex_calling: 6, webex_meetings: 1, webex_voice: 1 })
  })

  test('are exchanged between full packages, in a circle too', async () => {
    const customer = await makeImportBench(hub, { partner, voiceSeats: 2 })
    const [one = {}, two = {}, three = {}, four = {}, five = {}, six = {}] = people(6)
    await customer.run(
      csv(withVoice(one), withVoice(two), withMeetings(three), withMeetings(four), withSuite(five), withSuite(six)),
    )
    await limit(customer, 'webex_meetings', 2)
    await limit(customer, 'webex_suite', 2)
    const made = await customer.plan(
      csv(withMeetings(one), withSuite(two), withSuite(three), withVoice(four), withVoice(five), withMeetings(six)),
    )
    expect(made.counts).toMatchObject({ change: 6, refused: 0 })
    expect(await customer.apply(made.id)).toMatchObject({ status: 'applied', counts: { change: 6, refused: 0 } })
    expect(await holders(customer)).toEqual({ webex_meetings: 2, webex_suite: 2, webex_voice: 2 })
    for (const id of ['webex_meetings', 'webex_suite', 'webex_voice']) expect(await customer.used(id)).toBe(2)
  })

  test('are each given once by an import that is cut off and taken up by two nodes', async () => {
    const customer = await makeImportBench(hub, { partner, voiceSeats: 20 })
    const [wanting, leaving] = [people(20), people(20)]
    await customer.run(csv(...wanting.map(withMeetings), ...leaving.map(withVoice)))
    const made = await customer.plan(csv(...wanting.map(withVoice), ...leaving.map(withMeetings)))
    expect(made.counts).toMatchObject({ change: 40, refused: 0 })
    const [{ id } = {}] = await hub.sql(
      `update imports set status = 'applying', apply_started_at = now() where org_id = $1 and status = 'planned' returning id`,
      [customer.organizationId],
    )
    const context = hub.contextOf(customer.partnerId)
    const record = await context.transaction((inside) => requireImport(inside, String(id)))
    const next = async (turn: Stage['turn'], killed = false) =>
      await context.transaction(async (inside) => {
        const found = await applyNext(inside, record, { outcome: 'change', turn }, async () => {})
        if (killed) throw new Error('killed')
        return found
      })
    expect(await next('free')).toBe(true)
    await expect(next('free', true)).rejects.toThrow('killed')
    const before = Number(await customer.used('webex_voice'))
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(20)
    await Promise.all([hub.another(), hub.another()])
    const done = await customer.until(made.id, ({ status }) => status === 'applied')
    expect(done.counts).toMatchObject({ change: 40, refused: 0 })
    expect(await holders(customer)).toEqual({ webex_meetings: 20, webex_voice: 20 })
    expect([await customer.used('webex_voice'), await customer.used('webex_meetings')]).toEqual([20, 20])
  })

  test('are not taken where whoever was to give one back keeps it', async () => {
    const customer = await makeImportBench(hub, { partner, voiceSeats: 1 })
    const [one = {}, other = {}] = people(2)
    await customer.run(csv(withMeetings(one), withVoice(other)))
    const made = await customer.plan(csv(withVoice(one), withMeetings(other)))
    await hub.sql(`update users set last_modified_at = now() where org_id = $1 and email = $2`, [
      customer.organizationId,
      other['User ID/Email (Required)'],
    ])
    const done = await customer.apply(made.id)
    expect(done).toMatchObject({ status: 'applied', counts: { change: 0, refused: 2 } })
    expect((await customer.rows(made.id)).map(({ issues }) => issues.at(-1)?.code)).toEqual([
      'imports.limit_reached',
      'imports.changed_meanwhile',
    ])
    expect(await holders(customer)).toEqual({ webex_meetings: 1, webex_voice: 1 })
  })
})
