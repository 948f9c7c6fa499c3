import { CompiledQuery, sql } from 'kysely'
import type { PoolClient } from 'pg'
import { describe, expect, it } from 'vitest'
import { startHub } from '../../test/hub.ts'
import { keptPlans } from './kept-plans.ts'
import { uuidv7 } from './uuid.ts'

const hub = await startHub()
const reach = { partnerId: uuidv7(), side: 'partner' } as const

const plansOf = async (work: (ask: (text: string, value: unknown) => Promise<unknown[]>) => Promise<void>) =>
  await hub.database.transaction(
    reach,
    async (tx) => {
      await work(async (text, value) => (await tx.executeQuery(CompiledQuery.raw(text, [value]))).rows)
      const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(tx)
      return rows.map(({ statement }) => statement)
    },
    { reads: true },
  )

describe('plans of reading requests', () => {
  it('are kept from the third time on that a text is asked, and answer the same', async () => {
    const text = `select $1::int + 1 as sum`
    const once = await plansOf(async (ask) => {
      expect(await ask(text, 1)).toEqual([{ sum: 2 }])
      expect(await ask(text, 2)).toEqual([{ sum: 3 }])
    })
    expect(once).not.toContain(text)
    const often = await plansOf(async (ask) => {
      for (let value = 1; value < 8; value++) expect(await ask(text, value)).toEqual([{ sum: value + 1 }])
    })
    expect(often).toContain(text)
  })

  it('are not kept for what writes: its tables change under them', async () => {
    const text = `select $1::int + 2 as sum`
    await hub.database.transaction(reach, async (tx) => {
      for (let time = 0; time < 5; time++) await tx.executeQuery(CompiledQuery.raw(text, [time]))
      const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(tx)
      expect(rows.map(({ statement }) => statement)).not.toContain(text)
    })
  })

  it('hold for the reach of each transaction, not for that of the first', async () => {
    const partners = [uuidv7(), uuidv7()]
    for (const id of partners)
      await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Planned', now())`, [id])
    for (let time = 0; time < 12; time++) {
      const partnerId = partners[time % 2] ?? ''
      const other = partners[(time + 1) % 2] ?? ''
      const ask = async (id: string) =>
        await hub.database.read<{ name: string }>(
          { partnerId, side: 'partner' },
          sql`select name from partners where id = ${id}`,
        )
      expect(await ask(partnerId)).toEqual([{ name: 'Planned' }])
      expect(await ask(other)).toEqual([])
    }
  })

  it('take any text as a value, and leave the connection usable after a fault', async () => {
    const ask = async (value: string) =>
      await hub.database.read<{ text: string }>(reach, sql`select ${value}::text as text`)
    for (const value of [`it's`, `back\\slash`, `'; drop table users; --`, '$1', 'é\n“”', ''])
      expect(await ask(value)).toEqual([{ text: value }])
    const divide = async (by: string) => await hub.database.read(reach, sql`select 1 / ${by}::int as part`)
    for (let time = 0; time < 6; time++) {
      await expect(divide('0')).rejects.toMatchObject({ code: '22012' })
      expect(await divide('1')).toEqual([{ part: 1 }])
    }
  })

  it('are kept by no connection whose other end is a pooler', async () => {
    const asked: string[] = []
    const connection = (pid: number) => ({
      processID: 41,
      query: async (text: string) => {
        asked.push(text)
        return { rows: [{ pid }] }
      },
    })
    const namesBehind = async (pid: number) => {
      const plans = keptPlans()
      const client = connection(pid) as unknown as PoolClient
      await plans.meet(client)
      const names: (string | undefined)[] = []
      for (let time = 0; time < 5; time++) names.push(await plans.prepare(client, 'select 1'))
      return names
    }
    expect((await namesBehind(41)).at(-1)).toBeDefined()
    expect(asked).toContain('prepare kept_1_said as select 1')
    asked.length = 0
    expect(await namesBehind(42)).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(asked).toEqual(['select pg_backend_pid() as pid'])
  })

  it('of what is asked no more make room for those of what is asked now, and each connection holds a bounded number', async () => {
    const heldNow: number[] = []
    // Each text more often than it takes to be kept, and long enough for the first ones to be of long ago.
    for (let index = 0; index < 600; index++) {
      const statements = await plansOf(async (ask) => {
        for (let time = 0; time < 30; time++) await ask(`select $1::int + ${index} as sum`, 1)
      })
      heldNow.push(statements.length)
    }
    expect(Math.max(...heldNow)).toBeLessThan(320)
    const late = `select $1::int + 599 as sum`
    const statements = await plansOf(async (ask) => {
      for (let time = 0; time < 4; time++) expect(await ask(late, 1)).toEqual([{ sum: 600 }])
    })
    expect(statements).toContain(late)
  })

  it('of texts that are one too many and all come again are kept but for that one', () => {
    const plans = keptPlans()
    const client = { processID: 7, query: async () => ({ rows: [{ pid: 7 }] }) } as unknown as PoolClient
    const names = new Set<string | undefined>()
    return plans.meet(client).then(() => {
      for (let round = 0; round < 20; round++)
        for (let index = 0; index < 160; index++) names.add(plans.nameFor(client, `select ${index}`))
      expect(names.size).toBe(151)
    })
  })

  it('that the schema has outgrown are made anew, without a refusal', async () => {
    await hub.sql('create table outgrown (id int)')
    await hub.sql('grant select on outgrown to cordboard_app')
    const ask = async () =>
      await hub.database.transaction(
        reach,
        async (tx) => (await tx.executeQuery(CompiledQuery.raw('select * from outgrown where id > $1', [0]))).rows,
        { reads: true },
      )
    const said = async () => await hub.database.read(reach, sql`select * from outgrown where id > ${'0'}::int`)
    for (let time = 0; time < 6; time++) expect([await ask(), await said()]).toEqual([[], []])
    await hub.sql('alter table outgrown add column name text')
    await hub.sql(`insert into outgrown values (1, 'new')`)
    for (let time = 0; time < 6; time++) {
      expect(await ask()).toEqual([{ id: 1, name: 'new' }])
      expect(await said()).toEqual([{ id: 1, name: 'new' }])
    }
  })
})
