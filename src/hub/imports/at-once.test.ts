import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import { caller, csv, type ImportBench, makeImportBench } from '../../../test/imports.ts'
import { planImport } from './jobs.ts'

const hub = await startHub()

let serial = 9000
const rows = (count: number) =>
  Array.from({ length: count }, () => {
    serial += 1
    return caller(`user${serial}@kestrel.example`, String(serial))
  })

/** Until the work is done nobody else gets at these rows. Begins once `waiting` statements wait for them. */
async function whileHeld(
  lock: string,
  id: string,
  begin: () => Promise<unknown>,
  waiting: number,
  work: () => Promise<void>,
) {
  const client = new pg.Client({ connectionString: hub.databaseUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`${lock} for update`, [id])
    await begin()
    await expect
      .poll(async () => {
        const [found] = await hub.sql(
          `select count(*)::int as waits from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return Number(found?.['waits'])
      })
      .toBe(waiting)
    await work()
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

async function runsThrough(customer: ImportBench): Promise<void> {
  const made = await customer.plan(csv(...rows(10)))
  expect(made).toMatchObject({ status: 'planned', counts: { create: 10 } })
  expect(await customer.apply(made.id)).toMatchObject({ status: 'applied', counts: { create: 10, refused: 0 } })
}

describe('an import of one customer', () => {
  test('is planned and applied while that of another partner is being applied', async () => {
    const [large, small] = [await makeImportBench(hub), await makeImportBench(hub)]
    const made = await large.plan(csv(...rows(40)))
    // Both appliers of the large one come to the counter of its seats, and wait there.
    await whileHeld(
      `select 1 from organization_packages where org_id = $1`,
      large.organizationId,
      () => large.startApplying(made.id),
      2,
      async () => {
        await runsThrough(small)
        expect((await large.get(made.id)).status).toBe('applying')
      },
    )
    expect(await large.until(made.id, ({ status }) => status !== 'applying')).toMatchObject({
      status: 'applied',
      counts: { create: 40 },
    })
  })

  test('is planned and applied while that of another partner is being planned', async () => {
    const [large, small] = [await makeImportBench(hub), await makeImportBench(hub)]
    const made = await large.plan(csv(...rows(10)))
    // As it stands between its upload and the job that finishes its plan.
    const [{ id } = {}] = await hub.sql(
      `update imports set status = 'planning', planned_at = null where org_id = $1 returning id`,
      [large.organizationId],
    )
    await hub.sql('delete from import_batches where import_id = $1', [String(id)])
    const importId = String(id)
    const { partnerId, organizationId: group } = large
    await whileHeld(
      `select 1 from imports where id = $1`,
      importId,
      () =>
        hub
          .contextOf(partnerId)
          .transaction((inside) => inside.enqueue(planImport, { partnerId, importId }, { group })),
      1,
      async () => {
        await runsThrough(small)
        expect((await large.get(made.id)).status).toBe('planning')
      },
    )
    expect(await large.until(made.id, ({ status }) => status !== 'planning')).toMatchObject({
      status: 'planned',
      counts: { create: 10 },
    })
  })
})
