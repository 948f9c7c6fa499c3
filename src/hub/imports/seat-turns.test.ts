import type { KyselyPlugin } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import { applyNext } from './apply.ts'
import { finishPlan } from './finish-plan.ts'
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

const refusedOf = async (customer: ImportBench, id: string) =>
  (await customer.rows(id, '&outcome=refused')).map(({ line, issues }) => [
    line,
    ...issues
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => `${code} ${message.match(/Webex \w+/)}`),
  ])

describe('one row too many', () => {
  /** Two full packages, as many that change each way, and somebody new who takes a seat of the first, in the first row or the last. */
  const exchange = async (each: number, place: 'first' | 'last') => {
    const customer = await makeImportBench(hub, { partner, voiceSeats: each })
    const [ones, others, [newcomer = {}]] = [people(each), people(each), people(1)]
    await customer.run(csv(...ones.map(withVoice), ...others.map(withMeetings)))
    await limit(customer, 'webex_meetings', each)
    const changes = [...ones.map(withMeetings), ...others.map(withVoice)]
    const one = withVoice(newcomer)
    const made = await customer.plan(csv(...(place === 'first' ? [one, ...changes] : [...changes, one])))
    return { customer, made }
  }

  test('is refused alone, wherever in the file it stands', async () => {
    for (const [place, line] of [
      ['first', 2],
      ['last', 12],
    ] as const) {
      const { customer, made } = await exchange(5, place)
      expect(made.counts, place).toMatchObject({ create: 0, change: 10, refused: 1 })
      expect(await refusedOf(customer, made.id)).toEqual([[line, 'imports.limit_reached Webex Voice']])
      expect(made.quota.filter(({ refused }) => refused > 0)).toMatchObject([
        { package: 'webex_voice', before: 5, after: 5, limit: 5, refused: 1 },
      ])
      expect(await customer.apply(made.id)).toMatchObject({ status: 'applied', counts: { change: 10, refused: 1 } })
      expect(await holders(customer)).toEqual({ webex_meetings: 5, webex_voice: 5 })
    }
  })

  test('costs no more statements in a large exchange than in a small one', async () => {
    let statements = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const asked: number[] = []
    for (const each of [2, 400]) {
      const { customer, made } = await exchange(each, 'first')
      expect(made.counts).toMatchObject({ create: 0, change: 2 * each, refused: 1 })
      const [{ id } = {}] = await hub.sql(
        `update imports set status = 'planning' where org_id = $1 and status = 'planned' returning id`,
        [customer.organizationId],
      )
      await hub.sql('delete from import_batches where import_id = $1', [id])
      await hub.sql(`update import_rows set outcome = 'create', issues = null where import_id = $1 and line = 2`, [id])
      statements = 0
      await hub.contextOf(customer.partnerId).transaction(async (inside) => {
        await finishPlan({ ...inside, tx: inside.tx.withPlugin(counting) }, String(id))
      })
      asked.push(statements)
      expect((await customer.get(made.id)).counts).toMatchObject({ create: 0, change: 2 * each, refused: 1 })
    }
    expect(asked[0]).toBeGreaterThan(5)
    expect(asked[1]).toBe(asked[0])
  })

  test('that another import has made so is refused with those who count on its seat, and the exchange is written', async () => {
    for (const each of [5, 15]) {
      const customer = await makeImportBench(hub, { partner, voiceSeats: each + 1 })
      const [ones, others, [leaver = {}, joiner = {}, quick = {}]] = [people(each), people(each), people(3)]
      await customer.run(csv(...ones.map(withVoice), ...others.map(withMeetings), withSuite(leaver), { ...joiner }))
      await limit(customer, 'webex_meetings', each)
      await limit(customer, 'webex_suite', 1)
      const made = await customer.plan(
        csv(withVoice(leaver), withSuite(joiner), ...ones.map(withMeetings), ...others.map(withVoice)),
      )
      expect(made.counts).toMatchObject({ change: 2 * each + 2, refused: 0 })
      await customer.run(csv(withVoice(quick)))
      const done = await customer.apply(made.id)
      expect(done).toMatchObject({ status: 'applied', counts: { change: 2 * each, refused: 2 } })
      expect(await refusedOf(customer, made.id)).toEqual([
        [2, 'imports.limit_reached Webex Voice'],
        [3, 'imports.limit_reached Webex Suite'],
      ])
      expect(await holders(customer)).toEqual({
        webex_calling: 1,
        webex_meetings: each,
        webex_suite: 1,
        webex_voice: each + 1,
      })
      expect([await customer.used('webex_voice'), await customer.used('webex_meetings')]).toEqual([each + 1, each])
    }
  })

  test('is not whoever gives back a seat that later rows count on', async () => {
    const customer = await makeImportBench(hub, { partner, voiceSeats: 1 })
    const [[keeper = {}, mover = {}, waiting = {}, quick = {}], others] = [people(4), people(20)]
    await customer.run(csv(keeper, withVoice(mover), waiting, ...others))
    await limit(customer, 'webex_meetings', 2)
    // Lines 2 and 3 are written in one batch, before the one that takes what line 3 gives back.
    const made = await customer.plan(
      csv(
        withMeetings(keeper),
        withMeetings(mover),
        withVoice(waiting),
        ...others.map((each) => ({ ...each, Title: 'Clerk' })),
      ),
    )
    expect(made.counts).toMatchObject({ change: 23, refused: 0 })
    await customer.run(csv(withMeetings(quick)))
    const done = await customer.apply(made.id)
    expect(done).toMatchObject({ status: 'applied', counts: { change: 22, refused: 1 } })
    expect(await refusedOf(customer, made.id)).toEqual([[2, 'imports.limit_reached Webex Meetings']])
    expect(await holders(customer)).toEqual({ webex_calling: 21, webex_meetings: 2, webex_voice: 1 })
  })
})
