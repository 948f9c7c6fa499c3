import { CompiledQuery, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startHub } from '../../test/hub.ts'
import { uuidv7 } from './uuid.ts'

const hub = await startHub()
const reach = { partnerId: uuidv7(), side: 'partner' } as const
const reads = { reads: true } as const
type Tx = Parameters<Parameters<typeof hub.database.transaction>[1]>[0]

const pidsReading = async () =>
  (
    await hub.sql(
      `select pid from pg_stat_activity where application_name = 'cordboard-reading' and datname = current_database()`,
    )
  ).map(({ pid }) => Number(pid))
const one = async (tx: Tx, text: string) =>
  (await tx.executeQuery(CompiledQuery.raw(`select ${text} as value`))).rows[0] as { value: unknown }

describe('statements of a reading request', () => {
  it('that are asked together are answered each with its own, in any number', async () => {
    const answers = await hub.database.transaction(
      reach,
      async (tx) =>
        await Promise.all(
          Array.from({ length: 60 }, async (_, index) => {
            if (index % 7 === 3) return (await one(tx, `'${index}'::text`)).value
            return (await sql<{ value: number }>`select ${index}::int as value`.execute(tx)).rows[0]?.value
          }),
        ),
      reads,
    )
    expect(answers).toEqual(Array.from({ length: 60 }, (_, index) => (index % 7 === 3 ? String(index) : index)))
  })

  it('are one transaction, with role and reach from the first on', async () => {
    const seen = await hub.database.transaction(
      reach,
      async (tx) =>
        await Promise.all([
          one(tx, 'current_user'),
          one(tx, `current_setting('app.partner')`),
          one(tx, 'pg_current_xact_id()::text'),
          one(tx, 'pg_current_xact_id()::text'),
        ]),
      reads,
    )
    expect(seen.slice(0, 2)).toEqual([{ value: 'cordboard_app' }, { value: reach.partnerId }])
    expect(seen[2]).toEqual(seen[3])
  })

  it('fail as one: what fails is told by its own error, nothing is kept, and the connection serves on', async () => {
    await hub.sql('create table jotted (text text)')
    await hub.sql('grant select, insert on jotted to cordboard_app')
    const jot = async (tx: Tx, text: string) => await sql`insert into jotted values (${text})`.execute(tx)
    const failing = hub.database.transaction(
      reach,
      async (tx) => await Promise.all([jot(tx, 'before'), sql`select 1 / ${0}::int`.execute(tx), jot(tx, 'after')]),
      reads,
    )
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    // Also where the work itself did not mind.
    const hidden = hub.database.transaction(
      reach,
      async (tx) => {
        await jot(tx, 'hidden')
        await sql`select 1 / ${0}::int`.execute(tx).catch(() => {})
      },
      reads,
    )
    await expect(hidden).rejects.toThrow('aborted')
    expect(await hub.sql('select * from jotted')).toEqual([])
    await hub.database.transaction(reach, async (tx) => await jot(tx, 'kept'), reads)
    expect(await hub.sql('select * from jotted')).toEqual([{ text: 'kept' }])
  })

  it('that come after the end of their transaction go nowhere', async () => {
    let late: Promise<unknown> | undefined
    const failed = hub.database.transaction(
      reach,
      async (tx) => {
        late = new Promise((resolve) => setTimeout(resolve, 50)).then(async () => await one(tx, 'current_user'))
        throw new Error('gave up')
      },
      reads,
    )
    await expect(failed).rejects.toThrow('gave up')
    await expect(late).rejects.toThrow('the transaction is over')
  })

  it('run in the application’s role even where no transaction was begun', async () => {
    await hub.database.transaction(reach, async (tx) => await one(tx, '1'), reads)
    const before = await pidsReading()
    expect(before.length).toBeGreaterThan(0)
    await hub.database.transaction(
      reach,
      async (tx) => {
        await tx.executeQuery(CompiledQuery.raw('rollback'))
        expect(await one(tx, 'current_user')).toEqual({ value: 'cordboard_app' })
        await tx.executeQuery(CompiledQuery.raw('begin'))
      },
      reads,
    )
  })

  it('are taken to another connection when the server has ended theirs', async () => {
    await hub.database.transaction(reach, async (tx) => await one(tx, '1'), reads)
    const before = await pidsReading()
    await hub.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cordboard-reading' and datname = current_database()`,
    )
    await expect
      .poll(async () => {
        try {
          return await hub.database.transaction(reach, async (tx) => await one(tx, '1 + 1'), reads)
        } catch {
          return null
        }
      })
      .toEqual({ value: 2 })
    expect(before.some((pid) => pid > 0)).toBe(true)
    expect((await pidsReading()).filter((pid) => before.includes(pid))).toEqual([])
  })
})
