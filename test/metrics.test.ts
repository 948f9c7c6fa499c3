import { randomUUID } from 'node:crypto'
import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { importMetrics } from '../src/hub/imports/index.ts'
import { startHub } from './hub.ts'
import { caller, csv, makeImportBench } from './imports.ts'

const hub = await startHub()

/** The value of a line as `name{label="value"}`; undefined where there is none. */
async function measured(line: string): Promise<number | undefined> {
  const { text } = await hub.request('/metrics')
  const found = text.split('\n').find((each) => each.startsWith(`${line} `))
  return found === undefined ? undefined : Number(found.slice(line.length + 1))
}

it('imports are counted by what came of them, and their rows', async () => {
  const customer = await makeImportBench(hub)
  const made = await customer.plan(
    csv(caller('a@kestrel.example', '4001'), caller('b@kestrel.example', '4002'), caller('c@kestrel.example', 'x')),
  )
  expect(await measured('cordboard_imports_total{what="uploaded"}')).toBe(1)
  expect(await measured('cordboard_import_rows_total{what="planned"}')).toBe(3)
  expect(await measured('cordboard_imports_total{what="applied"}')).toBeUndefined()
  await customer.apply(made.id)
  await expect.poll(() => measured('cordboard_imports_total{what="applied"}')).toBe(1)
  expect(await measured('cordboard_import_rows_total{what="created"}')).toBe(2)
  expect(await measured('cordboard_import_rows_total{what="refused"}')).toBe(1)
  expect(await measured('cordboard_acts_total{type="imports.applied"}')).toBe(1)

  const other = await customer.plan(csv(caller('d@kestrel.example', '4004')))
  await hub.request(`/v1/imports/${other.id}`, { method: 'DELETE', token: customer.token })
  expect(await measured('cordboard_imports_total{what="canceled"}')).toBe(1)
  // What was refused has not been done.
  const refused = await customer.upload('Shoe size,Hat\n1,2\n')
  expect(refused.status).toBe(400)
  expect(await measured('cordboard_imports_total{what="uploaded"}')).toBe(2)
})

it('an import that is stuck shows by its age, over all partners and without a name', async () => {
  for (const [status, minutes] of [
    ['planning', 20],
    ['applying', 90],
  ] as const) {
    const { partnerId, organizationId } = await makeImportBench(hub)
    const id = randomUUID()
    await hub.sql(
      `insert into imports (partner_id, id, org_id, file_name, behavior, status, created_by, created_at, apply_started_at)
       values ($1, $2, $3, 'stuck.csv', 'add', $4, '{"name":"x"}', now() - make_interval(mins => $5), case when $4 = 'applying' then now() - make_interval(mins => $5) end)`,
      [partnerId, id, organizationId, status, minutes],
    )
    await hub.sql(
      `insert into import_batches (partner_id, import_id, number, org_id, outcome, from_line, to_line, planned, done_at)
       values ($1, $2, 1, $3, 'create', 2, 11, 10, now()), ($1, $2, 2, $3, 'create', 12, 18, 7, null)`,
      [partnerId, id, organizationId],
    )
  }
  const soon = { timeout: 20_000, interval: 500 }
  await expect.poll(() => measured('cordboard_imports_running{stage="applying"}'), soon).toBe(1)
  expect(await measured('cordboard_imports_running{stage="planning"}')).toBe(1)
  // Of the plan that is only being made nothing is left to write.
  expect(await measured('cordboard_import_rows_left')).toBe(7)
  const age = (await measured('cordboard_imports_oldest_running_seconds')) ?? 0
  expect(age).toBeGreaterThan(89 * 60)
  expect(age).toBeLessThan(120 * 60)
  const { text } = await hub.request('/metrics')
  expect(text).not.toContain('stuck.csv')
  expect(text).not.toContain('Kestrel')
})

it('jobs are told by queue: how many there are in each state, and how many runs were done or failed', async () => {
  await expect.poll(() => measured('cordboard_job_runs_total{queue="imports.plan",result="done"}')).toBe(2)
  for (const state of ['waiting', 'delayed', 'active', 'failed'])
    expect(await measured(`cordboard_jobs{queue="imports.plan",state="${state}"}`)).toBeGreaterThanOrEqual(0)
})

it('a scrape is answered without the gauges while the database is not', async () => {
  const registry = new Registry()
  importMetrics(registry, async () => {
    throw new Error('no database')
  })
  const text = await registry.metrics()
  expect(text).toContain('# TYPE cordboard_imports_running gauge')
  expect(text).not.toMatch(/^cordboard_imports_running\{/m)
})
