import { Writable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../test/hub.ts'
import type * as importsApi from '../api/imports.ts'
import { silentLog } from '../platform/log.ts'
import { copyTables } from './copy-tables.ts'
import { writeCsv } from './csv.ts'
import { csvCustomerOf } from './csv-columns.ts'
import { existingUserOf } from './csv-draft.ts'
import { demoCustomerId, demoPopulation } from './demo.ts'
import { loadPopulation } from './load.ts'
import { bulkTables } from './loaded-columns.ts'
import { population } from './population.ts'

const hub = await startHub()
const partnerId = '018b1899-9400-7a6b-9c10-6c6f61640000'

async function load(customers: Parameters<typeof loadPopulation>[0]['customers']) {
  const client = await hub.database.ownerPool.connect()
  try {
    return await loadPopulation({ client, partnerId, customers, log: silentLog })
  } finally {
    client.release()
  }
}

const schema = async () =>
  await hub.sql(
    `select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = any($1::regclass[])
     union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid = any($1::regclass[])
     union all select relname || relforcerowsecurity from pg_class where oid = any($1::regclass[])
     order by 1`,
    [[...bulkTables]],
  )
const one = async (statement: string, values: unknown[] = []): Promise<number> =>
  Number(Object.values((await hub.sql(statement, values))[0] ?? {})[0])

describe('loading into an empty database', () => {
  let before: Record<string, unknown>[] = []
  let rows: Record<string, number> = {}

  beforeAll(async () => {
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Loaded', now())`, [partnerId])
    before = await schema()
  })

  test('a load that fails leaves no row and every index', async () => {
    expect(before.length).toBeGreaterThan(10)
    function* failing() {
      let count = 0
      for (const customer of demoPopulation()) {
        if (count++ === 3) throw new Error('cut off')
        yield customer
      }
    }
    await expect(load(failing())).rejects.toThrow('cut off')
    expect(await one('select count(*) from users')).toBe(0)
    expect(await one('select count(*) from organizations')).toBe(0)
    expect(await schema()).toEqual(before)
  })

  test('puts back the very indexes and keys it took off', async () => {
    rows = (await load(demoPopulation())).rows
    expect(await schema()).toEqual(before)
  })

  test('writes what it says it wrote', async () => {
    expect(rows.users).toBe(6000)
    for (const [table, count] of Object.entries(rows))
      expect([table, await one(`select count(*) from ${table}`)]).toEqual([table, count])
  })

  test('counts seats as the assignments do', async () => {
    const wrong = await hub.sql(`
      select p.org_id, p.package_id, p.used, count(a.user_id) as held from organization_packages p
      left join package_assignments a on a.partner_id = p.partner_id and a.org_id = p.org_id and (a.package_id = p.package_id or p.package_id = any(a.extras))
      group by 1, 2, 3 having p.used <> count(a.user_id)`)
    expect(wrong).toEqual([])
    expect(
      await one(`select used from organization_packages where org_id = $1 and package_id = 'webex_voice'`, [
        demoCustomerId,
      ]),
    ).toBe(47)
  })

  test('writes every address, number, MAC and serial among the identifiers', async () => {
    for (const [kind, source] of [
      ['email', 'select email from users'],
      ['e164', 'select e164 from numbers'],
      ['mac', 'select mac from devices'],
      ['serial', 'select serial from devices'],
    ]) {
      expect(await one(`select count(*) from (${source}) s`)).toBeGreaterThan(1000)
      expect(
        await one(`select count(*) from ((${source}) except select value from identifiers where kind = '${kind}') s`),
      ).toBe(0)
    }
  })

  test('leaves free numbers and gives terms to every user, device, customer and order', async () => {
    expect(await one('select count(*) from numbers where user_id is null')).toBeGreaterThan(100)
    for (const table of ['users', 'devices', 'organizations', 'orders']) {
      expect(
        await one(`select count(*) from ${table} t where not exists (select 1 from terms where terms.id = t.id)`),
      ).toBe(0)
    }
  })

  test('a second population finds place beside the first and keeps the indexes', async () => {
    await load(population({ seed: 'second', users: 500, customers: 5, part: 1 }))
    expect(await one('select count(*) from users')).toBe(6500)
    expect(await schema()).toEqual(before)
    expect(await one('select count(*) from organizations')).toBe(65)
  })

  test('search finds a loaded user', async () => {
    const [user] = [...([...demoPopulation()][0]?.users() ?? [])]
    const token = await hub.token({ partnerId })
    const answer = await hub.request(`/v1/search?q=${encodeURIComponent(user?.email ?? '')}`, { token })
    expect(JSON.stringify(answer.json)).toContain(user?.displayName)
  })
})

test('text of any kind arrives as it was written', async () => {
  const texts = [
    'plain',
    '',
    'tab\tand\nline\rends',
    'back\\slash \\N',
    'Jäärvi Łódź 日本 😀',
    '"quotes", commas',
    '{}',
  ]
  const client = await hub.database.ownerPool.connect()
  try {
    await client.query('create temporary table texts (place integer, text text, list text[], truth boolean)')
    const copy = copyTables(client, { texts: ['place', 'text', 'list', 'truth'] })
    for (const [place, text] of texts.entries()) copy.row('texts', [place, text, ['one', 'two'], place % 2 === 0])
    copy.row('texts', [texts.length, null, [], null])
    expect(await copy.finish()).toEqual({ texts: texts.length + 1 })
    const { rows } = await client.query('select text, list, truth from texts order by place')
    expect(rows).toEqual([
      ...texts.map((text, place) => ({ text, list: ['one', 'two'], truth: place % 2 === 0 })),
      { text: null, list: [], truth: null },
    ])
  } finally {
    client.release(true)
  }
})

describe('a CSV for a loaded customer', () => {
  const [kestrel, other] = demoPopulation()
  if (!kestrel || !other) throw new Error('the demo has two customers')
  const customer = csvCustomerOf(kestrel)

  async function plan(options: Partial<Parameters<typeof writeCsv>[0]>, behavior = 'addAndRemove') {
    const chunks: string[] = []
    const out = new Writable({
      decodeStrings: false,
      write: (chunk, _encoding, done) => {
        chunks.push(chunk)
        done()
      },
    })
    const report = await writeCsv({ out, rows: 200, customer, seed: 'import', ...options })
    const token = await hub.token({ partnerId })
    const path = `/v1/imports?organizationId=${demoCustomerId}&behavior=${behavior}`
    const made = await hub.request(path, {
      method: 'POST',
      token,
      headers: { 'content-type': 'text/csv' },
      body: chunks.join(''),
    })
    expect([made.status, made.text]).toEqual([201, expect.any(String)])
    let state = made.json as { id: string; status: string; counts: Record<string, number> }
    await expect
      .poll(
        async () => {
          state = (await hub.request(`/v1/imports/${state.id}`, { token })).json as typeof state
          return state.status
        },
        { timeout: 30_000, interval: 100 },
      )
      .toBe('planned')
    const refused = (await hub.request(`/v1/imports/${state.id}/rows?outcome=refused&max=1000`, { token })).json as {
      items: importsApi.ImportRow[]
    }
    return { report, state, refused: refused.items }
  }

  test('is taken row by row when it is clean', async () => {
    const { state, refused } = await plan({
      changes: 20,
      removals: 3,
      existing: [...kestrel.users()].map(existingUserOf),
    })
    expect(refused).toEqual([])
    expect(state.counts).toMatchObject({ create: 200, change: 20, remove: 3, refused: 0 })
  })

  test('is refused on exactly the lines that the report tells, with its codes', async () => {
    const { report, refused } = await plan({
      faults: 'every',
      existing: [...kestrel.users()].map(existingUserOf),
      elsewhere: [...other.users()].map((user) => user.email),
      numbersElsewhere: [...other.users()].flatMap((user) => user.e164 ?? []),
    })
    expect(report.left.sort()).toEqual(['imports.last_administrator', 'imports.package_not_sold'])
    const codes = new Map(
      refused.map((row) => [
        row.line,
        row.issues.filter((issue) => issue.severity === 'error').map((issue) => issue.code),
      ]),
    )
    const missed = report.faults
      .filter((fault) => !codes.get(fault.line)?.includes(fault.code))
      .map((fault) => ({ ...fault, found: codes.get(fault.line) }))
    expect(missed).toEqual([])
    const told = new Set(report.faults.flatMap((fault) => [fault.line, fault.other]))
    expect(refused.filter((row) => !told.has(row.line))).toEqual([])
  })
})
