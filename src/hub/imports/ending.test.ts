import type { KyselyPlugin } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { startHub, type TestHub } from '../../../test/hub.ts'
import { caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { silentLog } from '../../platform/log.ts'
import { applyImport, applyNext, failImport } from './apply.ts'
import { discardRows } from './cancel.ts'
import { requireImport } from './import-record.ts'
import { describeRecords } from './views.ts'

let hub: TestHub
let partner: { partnerId: string; token: string }

beforeAll(async () => {
  hub = await startHub()
  partner = await makePartner(hub)
})

const creations = { outcome: 'create', turn: null } as const

let serial = 5000
const rows = (count: number) =>
  Array.from({ length: count }, () => {
    serial += 1
    return caller(`user${serial}@kestrel.example`, String(serial))
  })
const job = (signal: AbortSignal = new AbortController().signal): JobContext => ({
  asPartner: (partnerId) => hub.contextOf(partnerId),
  partnerIds: async () => [partner.partnerId],
  maintain: (...what) => hub.database.maintain(...what),
  removeRows: (...what) => hub.database.removeRows(...what),
  signal,
  log: silentLog,
})
const usersOf = async ({ organizationId }: ImportBench) =>
  Number((await hub.sql('select count(*) as users from users where org_id = $1', [organizationId]))[0]?.users)
const left = async (importId: string) =>
  (
    await hub.sql(
      `select (select count(*) from import_rows where import_id = $1)::int as rows, (select count(*) from import_batches where import_id = $1)::int as batches,
       (select count(*) from import_parts where import_id = $1)::int as parts`,
      [importId],
    )
  )[0]
/** A plan as the job finds it, without the job: `count` creations, in several batches. */
async function begun(count: number, status = 'applying') {
  const customer = await makeImportBench(hub, { partner })
  const made = await customer.plan(csv(...rows(count)))
  const [{ id } = {}] = await hub.sql(
    `update imports set status = $2, apply_started_at = now() where org_id = $1 returning id`,
    [customer.organizationId, status],
  )
  const importId = String(id)
  const context = hub.contextOf(customer.partnerId)
  const record = await context.transaction((inside) => requireImport(inside, importId))
  const next = async () => await context.transaction((inside) => applyNext(inside, record, creations, async () => {}))
  return { customer, made, importId, next, context, record }
}
const cancel = async (customer: ImportBench, id: string) =>
  (await hub.request(`/v1/imports/${id}`, { method: 'DELETE', token: customer.token })).status

describe('an import that has failed', () => {
  test('is written no further by a run that is still at work', async () => {
    const { customer, made, importId, next } = await begun(40)
    expect(await next()).toBe(true)
    const written = await usersOf(customer)
    expect(written).toBeGreaterThan(0)
    expect(written).toBeLessThan(40)
    await failImport(job(), customer.partnerId, importId, new Error('broken'))
    expect(await next()).toBe(false)
    await applyImport(job(), customer.partnerId, importId)
    expect(await usersOf(customer)).toBe(written)
    expect(await customer.get(made.id)).toMatchObject({ status: 'failed', can: { apply: true, cancel: false } })
    expect(await cancel(customer, made.id)).toBe(409)
    expect((await customer.apply(made.id)).status).toBe('applied')
    expect(await usersOf(customer)).toBe(40)
  })

  test('tells the seats of what it has written, and of all once it is applied again', async () => {
    const { customer, made, importId, next } = await begun(40)
    const calling = async () => (await customer.get(made.id)).quota.find((line) => line.package === 'webex_calling')
    expect(await calling()).toMatchObject({ before: 0, after: 40 })
    await failImport(job(), customer.partnerId, importId, new Error('broken'))
    expect(await calling(), 'nothing is written, so it is a plan still').toMatchObject({ before: 0, after: 40 })
    await hub.sql(`update imports set status = 'applying', fault = null where id = $1`, [importId])
    expect(await next()).toBe(true)
    const written = await usersOf(customer)
    expect(written).toBeLessThan(40)
    await failImport(job(), customer.partnerId, importId, new Error('broken'))
    expect(await calling()).toMatchObject({ before: 0, after: written, refused: 0 })
    await customer.apply(made.id)
    expect(await calling()).toMatchObject({ before: 0, after: 40, refused: 0 })
  })

  test('fails only once the batch in hand is written, and others are told at once that it runs', async () => {
    const { customer, made, importId, context, record } = await begun(40)
    const order: string[] = []
    let failing: Promise<void> | undefined
    await context.transaction(async (inside) => {
      await applyNext(inside, record, creations, async () => {})
      failing = failImport(job(), customer.partnerId, importId, new Error('broken')).then(() => {
        order.push('failed')
      })
      await expect
        .poll(() =>
          hub.sql(
            `select 1 as waits from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          ),
        )
        .toEqual([{ waits: 1 }])
      expect((await customer.startApplying(made.id)).status).toBe(409)
      expect(await cancel(customer, made.id)).toBe(409)
      order.push('written')
    })
    await failing
    expect(order).toEqual(['written', 'failed'])
  })

  test('is applied again with the number of removals that it shows, less those that were refused', async () => {
    const customer = await makeImportBench(hub, { partner })
    const leavers = rows(8)
    await customer.run(csv(...leavers))
    const made = await customer.plan(csv(...leavers.map((leaver) => ({ ...leaver, 'Webex Calling': 'FALSE' }))))
    expect(made).toMatchObject({ counts: { remove: 8 }, confirmRemovals: true })
    await hub.sql(`update users set last_modified_at = now() where org_id = $1 and email = $2`, [
      customer.organizationId,
      leavers[0]?.['User ID/Email (Required)'],
    ])
    const importId = String(
      (
        await hub.sql(
          `update imports set status = 'applying', apply_started_at = now() where org_id = $1 and status = 'planned' returning id`,
          [customer.organizationId],
        )
      )[0]?.['id'],
    )
    const context = hub.contextOf(customer.partnerId)
    await context.transaction(async (inside) => {
      const record = await requireImport(inside, importId)
      expect(await applyNext(inside, record, { outcome: 'remove', turn: null }, async () => {})).toBe(true)
    })
    await failImport(job(), customer.partnerId, importId, new Error('broken'))
    const shown = (await customer.get(made.id)).counts.remove
    expect(shown).toBe(7)
    expect((await customer.startApplying(made.id, 6)).status).toBe(428)
    expect(await customer.apply(made.id, shown)).toMatchObject({ status: 'applied', counts: { remove: 7, refused: 1 } })
    expect(await usersOf(customer)).toBe(1)
  })

  test('tells the rate of the run that is under way: what was done before it took none of its time', async () => {
    const { customer, made, importId, next } = await begun(40)
    expect(await next()).toBe(true)
    const before = await usersOf(customer)
    await failImport(job(), customer.partnerId, importId, new Error('broken'))
    await hub.sql(`update import_batches set done_at = now() - interval '1 hour' where import_id = $1 and number = 1`, [
      importId,
    ])
    expect((await customer.apply(made.id)).status).toBe('applied')
    await hub.sql(`update imports set finished_at = apply_started_at + interval '5 seconds' where id = $1`, [importId])
    expect((await customer.get(made.id)).progress).toEqual({
      rows: 40,
      total: 40,
      rate: Math.round((40 - before) / 5),
    })
  })

  test('is canceled where nothing of it was written, and its rows go', async () => {
    const { customer, made, importId } = await begun(8)
    await failImport(job(), customer.partnerId, importId, new Error('broken'))
    expect(await customer.get(made.id)).toMatchObject({ status: 'failed', can: { cancel: true } })
    expect(await cancel(customer, made.id)).toBe(204)
    expect(await customer.get(made.id)).toMatchObject({ status: 'canceled', can: { apply: false, cancel: false } })
    await expect.poll(() => left(importId)).toEqual({ rows: 0, batches: 0, parts: 0 })
    expect(await usersOf(customer)).toBe(0)
  })
})

test('what a file may hold twice is kept only while that is planned, however the planning ends', async () => {
  const { customer, made, importId } = await begun(8, 'planning')
  const suspects = async () =>
    (await hub.sql('select suspects from imports where id = $1', [importId]))[0]?.['suspects']
  const suspect = async (status: string) =>
    await hub.sql(`update imports set status = $2, suspects = '{"email":["a@kestrel.example"]}' where id = $1`, [
      importId,
      status,
    ])
  await suspect('planning')
  expect(await suspects()).not.toBeNull()
  await failImport(job(), customer.partnerId, importId, new Error('broken'))
  expect(await suspects()).toBeNull()
  await suspect('planning')
  expect(await cancel(customer, made.id)).toBe(204)
  expect(await suspects()).toBeNull()
  // One that ended before they were let go of loses them with its rows.
  await suspect('canceled')
  await discardRows(job(), customer.partnerId, importId)
  expect(await suspects()).toBeNull()
})

test('whoever looks at an import reads nothing of what its file may hold twice', async () => {
  const { customer, made } = await begun(8, 'planned')
  const columns = await hub.sql(
    `select string_agg(attname, ', ') as readable from pg_attribute
     where attrelid = 'imports'::regclass and attnum > 0 and not attisdropped and attname <> 'suspects'`,
  )
  await hub.sql(`revoke select on imports from cordboard_app`)
  await hub.sql(`grant select (${columns[0]?.['readable']}) on imports to cordboard_app`)
  try {
    const list = await hub.request(`/v1/imports?organizationId=${customer.orgId}`, { token: customer.token })
    expect(list.json).toMatchObject({ items: [{ id: made.id }] })
    expect(await customer.get(made.id)).toMatchObject({ status: 'planned' })
  } finally {
    await hub.sql(`grant select on imports to cordboard_app`)
  }
})

test('however many imports are listed, they are asked about by as many statements as one', async () => {
  const first = await begun(8)
  const second = await begun(8, 'planned')
  const third = await begun(8)
  await third.next()
  await failImport(job(), third.customer.partnerId, third.importId, new Error('broken'))
  let statements = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const told = async (ids: string[]) => {
    statements = 0
    return await first.context.transaction(async (inside) => {
      const records = await Promise.all(ids.map((id) => requireImport(inside, id)))
      return await describeRecords({ ...inside, tx: inside.tx.withPlugin(counting) }, records)
    })
  }
  expect(await told([third.importId])).toMatchObject([{ status: 'failed' }])
  const forOne = statements
  expect(forOne).toBeGreaterThan(0)
  const all = await told([first.importId, second.importId, third.importId])
  expect(statements).toBe(forOne)
  expect(all).toMatchObject([
    { id: first.made.id, status: 'applying', progress: { rows: 0, total: 8 }, can: { apply: false, cancel: false } },
    { id: second.made.id, status: 'planned', progress: { rows: 8, total: 8 }, can: { apply: true, cancel: true } },
    { id: third.made.id, status: 'failed', progress: { rows: 1, total: 8 }, can: { apply: true, cancel: false } },
  ])
})

test('a canceled import’s rows that a stopping hub leaves are taken away by the next run', async () => {
  const { customer, importId } = await begun(8, 'canceled')
  const before = await left(importId)
  expect(before).toMatchObject({ rows: 8 })
  const stopping = new AbortController()
  stopping.abort()
  await expect(discardRows(job(stopping.signal), customer.partnerId, importId)).rejects.toThrow()
  expect(await left(importId)).toEqual(before)
  await discardRows(job(), customer.partnerId, importId)
  expect(await left(importId)).toEqual({ rows: 0, batches: 0, parts: 0 })
})

test('a row to be created names its user only once there is one', async () => {
  const { customer, made, next } = await begun(40)
  const named = async () => (await customer.rows(made.id)).flatMap(({ userId }) => userId ?? [])
  expect(await named()).toEqual([])
  await next()
  const some = await named()
  expect(some.length).toBe(await usersOf(customer))
  expect(some.length).toBeLessThan(40)
  for (const id of some) expect((await hub.request(`/v1/people/${id}`, { token: customer.token })).status).toBe(200)
  while (await next());
  expect((await named()).length).toBe(40)
})
