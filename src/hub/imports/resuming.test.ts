import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { startHub } from '../../../test/hub.ts'
import { type Cells, caller, csv, type ImportBench, makeImportBench, makePartner } from '../../../test/imports.ts'
import { applyNext } from './apply.ts'
import { finishPlan } from './finish-plan.ts'
import { requireImport } from './import-record.ts'

const hub = await startHub()
const partner = await makePartner(hub)
const bench = async (): Promise<ImportBench> => await makeImportBench(hub, { partner })
const creations = { outcome: 'create', turn: null } as const

let serial = 4000
function row(more: Cells = {}): Cells {
  serial += 1
  return caller(`user${serial}@kestrel.example`, String(serial), more)
}

describe('an import that was cut off', () => {
  test('goes on with the batches that are left, each row once, also by two workers at once', async () => {
    const customer = await bench()
    const rows = Array.from({ length: 40 }, (_, index) =>
      row({ 'Phone Number': `+312012370${String(index).padStart(2, '0')}` }),
    )
    const made = await customer.plan(csv(...rows))
    const context = hub.contextOf(customer.partnerId)
    const [{ id: importId } = {}] = await hub.sql(
      `update imports set status = 'applying', apply_started_at = now() where org_id = $1 returning id`,
      [customer.organizationId],
    )
    const record = await context.transaction((inside) => requireImport(inside, String(importId)))
    expect(await context.transaction((inside) => applyNext(inside, record, creations, async () => {}))).toBe(true)
    // Killed in the middle of the second batch: nothing of it holds.
    await expect(
      context.transaction(async (inside) => {
        await applyNext(inside, record, creations, async () => {})
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    const [{ users } = {}] = await hub.sql('select count(*) as users from users where org_id = $1', [
      customer.organizationId,
    ])
    expect(Number(users)).toBeGreaterThan(0)
    expect(Number(users)).toBeLessThan(40)
    expect((await customer.get(made.id)).progress).toMatchObject({ rows: Number(users), total: 40 })

    const nodes = await Promise.all([hub.another(), hub.another()])
    expect(nodes.length).toBe(2)
    const done = await customer.until(made.id, ({ status }) => status === 'applied')
    expect(done.counts).toMatchObject({ create: 40, refused: 0 })
    expect(
      await hub.sql('select count(*) as users, count(distinct email) as emails from users where org_id = $1', [
        customer.organizationId,
      ]),
    ).toEqual([{ users: 40, emails: 40 }])
    expect(await customer.used('webex_calling')).toBe(40)
    expect(
      await hub.sql(`select count(*) as numbers from numbers where org_id = $1`, [customer.organizationId]),
    ).toEqual([{ numbers: 40 }])
  })

  test('has several batches in hand at once, none waiting for another', async () => {
    const customer = await bench()
    await customer.plan(csv(...Array.from({ length: 40 }, () => row())))
    const context = hub.contextOf(customer.partnerId)
    const [{ id: importId } = {}] = await hub.sql(
      `update imports set status = 'applying', apply_started_at = now() where org_id = $1 returning id`,
      [customer.organizationId],
    )
    const record = await context.transaction((inside) => requireImport(inside, String(importId)))
    const second = async () => {
      await context.transaction(async (inside) => {
        await sql`set local lock_timeout = '2s'`.execute(inside.tx)
        expect(await applyNext(inside, record, creations, async () => {})).toBe(true)
      })
    }
    await context.transaction((first) => applyNext(first, record, creations, second))
    expect(
      await hub.sql('select number from import_batches where import_id = $1 and done_at is not null order by number', [
        String(importId),
      ]),
    ).toEqual([{ number: 1 }, { number: 2 }])
  })

  test('that failed says why, and is applied again from where it stopped', async () => {
    const customer = await bench()
    const made = await customer.plan(csv(...Array.from({ length: 8 }, () => row())))
    await hub.sql('alter table package_assignments add constraint broken check (assigned_at is null) not valid')
    const failed = await customer.apply(made.id)
    await hub.sql('alter table package_assignments drop constraint broken')
    expect(failed).toMatchObject({
      status: 'failed',
      fault: { code: 'imports.failed' },
      can: { apply: true, cancel: true },
    })
    expect(await customer.used('webex_calling')).toBe(0)
    expect(await customer.apply(made.id)).toMatchObject({ status: 'applied', counts: { create: 8, refused: 0 } })
    expect(await customer.used('webex_calling')).toBe(8)
  })

  test('plans again without doing anything twice', async () => {
    const customer = await bench()
    const made = await customer.plan(csv(row(), row({ Extension: 'x' })))
    const [{ id: importId } = {}] = await hub.sql('select id from imports where org_id = $1', [customer.organizationId])
    await hub.contextOf(customer.partnerId).transaction((inside) => finishPlan(inside, String(importId)))
    expect((await customer.get(made.id)).counts).toEqual(made.counts)
  })
})
