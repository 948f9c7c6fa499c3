import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub, type TestHub } from '../../test/hub.ts'
import { importsOf } from '../../test/imports.ts'
import type { Problem } from '../api/common.ts'
import { decodeId } from '../api/ids.ts'
import { csvFileFaults, demoCustomerId, demoPartnerId, writeCsvFile, writeFaultyFiles } from './index.ts'

let hub: TestHub
let folder: string
let customer: ReturnType<typeof importsOf>
const organizationId = decodeId('ORGANIZATION', demoCustomerId)
const limits = { bytes: 2_000_000, rows: 500 }

beforeAll(async () => {
  hub = await startHub({
    demo: true,
    settings: { IMPORT_ROWS: String(limits.rows), IMPORT_BYTES: String(limits.bytes) },
  })
  folder = await mkdtemp(join(tmpdir(), 'cordboard-generate-'))
  customer = importsOf(hub, demoCustomerId, await hub.token({ partnerId: demoPartnerId }))
})
afterAll(async () => await rm(folder, { recursive: true }))

test('each file with a fault of its own is refused with exactly the code that was told, and leaves nothing', async () => {
  const made = await writeFaultyFiles(hub.database, {
    file: join(folder, 'users.csv'),
    organization: demoCustomerId,
    seed: 'faulty',
    fault: 'every',
    limits,
  })
  expect(made.left).toEqual([])
  expect(made.files.map(({ code }) => code)).toEqual([...csvFileFaults])
  const stored = async () =>
    await hub.sql('select (select count(*) from imports) as imports, (select count(*) from import_parts) as parts')
  const before = await stored()
  for (const { file, code } of made.files) {
    const answer = await customer.upload(await readFile(file))
    const problem = answer.json as Problem
    expect([code, problem.code, problem.errors.length]).toEqual([code, code, 1])
  }
  expect(await stored()).toEqual(before)
})

describe('a file with every fault of a row', () => {
  async function told(rows: number) {
    const file = join(folder, 'rows.csv')
    const report = await writeCsvFile(hub.database, {
      file,
      rows,
      organization: demoCustomerId,
      faults: 'every',
      seed: 'rows',
    })
    const made = await customer.plan(await readFile(file))
    const refused = new Map(
      (await customer.rows(made.id, '&outcome=refused')).map(({ line, issues }) => [
        line,
        issues.flatMap(({ severity, code }) => (severity === 'error' ? [code] : [])),
      ]),
    )
    return { report, made, refused, codes: report.faults.map(({ code }) => code) }
  }
  const limitAll = async (seats: string) =>
    await hub.sql(`update organization_packages set seat_limit = ${seats} where org_id = $1`, [organizationId])

  test('is refused in exactly the rows that are told where all packages are limited, the one without a seat among them', async () => {
    await limitAll('used + 4')
    const { report, made, refused, codes } = await told(10)
    expect(codes).toContain('imports.limit_reached')
    expect(codes).toContain('imports.email_twice')
    expect(report.withoutSeat).toBe(0)
    for (const { line, code } of report.faults)
      expect([code, refused.get(line)]).toEqual([code, expect.arrayContaining([code])])
    expect([...refused.keys()].sort((one, other) => one - other)).toEqual(
      report.faults.map(({ line }) => line).sort((one, other) => one - other),
    )
    // On top of the rows that were asked for.
    expect(report.rows).toBeGreaterThan(10 + report.faults.length - 1)
    expect(made.counts.refused).toBe(report.faults.length)
  })

  test('has those that need no seat where none is left, and says how many rows found none', async () => {
    await limitAll('used')
    const { report, refused, codes } = await told(10)
    expect(report.withoutSeat).toBe(10)
    expect(codes).toContain('imports.limit_reached')
    expect(codes).toContain('imports.number_bad')
    expect(report.left).toEqual(
      expect.arrayContaining(['imports.email_twice', 'imports.number_twice', 'imports.extension_twice']),
    )
    for (const { line, code } of report.faults)
      expect([code, refused.get(line)]).toEqual([code, expect.arrayContaining([code])])
    expect(refused.size).toBe(report.faults.length)
    await expect(
      writeCsvFile(hub.database, {
        file: join(folder, 'clean.csv'),
        rows: 10,
        organization: demoCustomerId,
        faults: 'none',
        seed: 'clean',
      }),
    ).rejects.toThrow('every package of the customer is used up')
  })

  test('keeps to the rule of whom an import takes for the last full administrator', async () => {
    await limitAll('null')
    const full = () =>
      hub.sql(
        `update administrators set disabled_at = now() where org_id = $1 and role = 'id_full_admin' and id <> all($2)`,
        [organizationId, [own, invited]],
      )
    const people = await hub.sql(
      `select u.id, u.email, u.partner_id from users u where u.org_id = $1 and not exists (select 1 from administrators a where a.user_id = u.id or a.email = u.email) order by u.id limit 2`,
      [organizationId],
    )
    const make = async (index: number, password: string | null) =>
      String(
        (
          await hub.sql(
            `insert into administrators (partner_id, id, org_id, user_id, email, display_name, role, password_hash, created_at)
             values ($1, gen_random_uuid(), $2, $3, $4, 'Someone', 'id_full_admin', $5, now()) returning id`,
            [people[index]?.['partner_id'], organizationId, people[index]?.['id'], people[index]?.['email'], password],
          )
        )[0]?.['id'],
      )
    const own = await make(0, 'x')
    const invited = await make(1, null)
    await full()
    const { report, refused } = await told(5)
    const last = report.faults.find(({ code }) => code === 'imports.last_administrator')
    expect(refused.get(last?.line ?? 0)).toContain('imports.last_administrator')
    // Neither has come: to take away one of the two leaves the other.
    await hub.sql('update administrators set password_hash = null where id = $1', [own])
    expect((await told(5)).report.left).toContain('imports.last_administrator')
  })
})
