import { Socket } from 'node:net'
import { CompiledQuery, sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { startHub } from '../../test/hub.ts'
import { openDatabase } from './database.ts'
import { silentLog } from './log.ts'
import { openReadingLanes } from './reading-lanes.ts'
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

  it('that are asked together go out in one piece, with what begins their transaction', async () => {
    const lanes = openReadingLanes(
      { connectionString: hub.databaseUrl },
      { connections: 1, role: null, mostSeconds: 60, name: 'cordboard-tried' },
    )
    const sockets = new Set<unknown>()
    lanes.pool.on('connect', (client) => {
      if ('connection' in client) sockets.add((client.connection as { stream: unknown }).stream)
    })
    await lanes.transaction('select 1', async (tx) => await one(tx, '1'))
    const pieces = [vi.spyOn(Socket.prototype, '_write'), vi.spyOn(Socket.prototype, '_writev' as '_write')]
    const written = () => pieces.flatMap(({ mock }) => mock.contexts).filter((socket) => sockets.has(socket)).length
    await lanes.transaction('select 1', async (tx) => {
      await Promise.all([one(tx, '1'), sql`select ${2}::int`.execute(tx), one(tx, '3')])
      expect(written()).toBe(1)
      await Promise.all([one(tx, '4'), one(tx, '5')])
    })
    // And the commit.
    expect(written()).toBe(3)
    vi.restoreAllMocks()
    await lanes.pool.end()
  })

  it.each(['directly', 'behind a pooler'])(
    'may take so long and no longer, and the connection serves on: %s',
    async (how) => {
      const lanes = openReadingLanes(
        { connectionString: hub.databaseUrl },
        { connections: 1, role: null, mostSeconds: 1, name: 'cordboard-tried' },
      )
      // A pooler names another process than the one that serves.
      if (how !== 'directly') lanes.pool.on('connect', (client) => void Object.assign(client, { processID: -1 }))
      const slow = sql`select pg_sleep(${'60'}::int)`
      for (let time = 0; time < 2; time++) {
        await expect(lanes.transaction('select 1', async (tx) => await slow.execute(tx))).rejects.toMatchObject({
          code: '57014',
        })
        await expect(lanes.read('select 1', slow)).rejects.toMatchObject({ code: '57014' })
        expect(await lanes.transaction('select 1', async (tx) => await one(tx, '7'))).toEqual({ value: 7 })
      }
      // Behind a pooler nothing is left on the server for its next client.
      const client = await lanes.pool.connect()
      const { rows } = await client.query('show statement_timeout')
      client.release()
      expect(rows).toEqual([{ statement_timeout: how === 'directly' ? '1s' : '0' }])
      await lanes.pool.end()
    },
  )

  it('that is one alone does not wait for those that take long', async () => {
    const own = openDatabase({ connectionString: hub.databaseUrl }, { connections: 2, log: silentLog })
    const over = Promise.withResolvers<void>()
    const begun: Promise<unknown>[] = []
    const held = [0, 1].map(async () => {
      const first = Promise.withResolvers<void>()
      begun.push(first.promise)
      await own.transaction(
        reach,
        async (tx) => {
          await one(tx, '1')
          first.resolve()
          await over.promise
        },
        reads,
      )
    })
    // No connection for what reads is left: a third transaction waits.
    await Promise.all(begun)
    const third = own.transaction(reach, async (tx) => await one(tx, '3'), reads).then(() => 'third')
    expect(await own.read(reach, sql`select ${'7'}::int as value`)).toEqual([{ value: 7 }])
    expect(await Promise.race([third, Promise.resolve('waits')])).toBe('waits')
    over.resolve()
    await Promise.all([...held, third])
    await own.close()
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
    await expect(hidden).rejects.toMatchObject({ code: '22012' })
    // However many steps the branch has that it happened in.
    const deep = hub.database.transaction(
      reach,
      async (tx) => {
        const failing = async () => await sql`select 1 / ${0}::int`.execute(tx)
        const nested = Promise.all([Promise.all([Promise.all([failing()])])])
        return await Promise.all([nested, jot(tx, 'behind')])
      },
      reads,
    )
    await expect(deep).rejects.toMatchObject({ code: '22012' })
    expect(await hub.sql('select * from jotted')).toEqual([])
    await hub.database.transaction(reach, async (tx) => await jot(tx, 'kept'), reads)
    expect(await hub.sql('select * from jotted')).toEqual([{ text: 'kept' }])
  })

  it.each([
    ['reads', reads],
    ['writes', {}],
  ])('that come after the end of a transaction that %s go nowhere', async (_how, options) => {
    let tell = (_value: unknown) => {}
    const over = new Promise((resolve) => {
      tell = resolve
    })
    let late: Promise<unknown> | undefined
    const failed = hub.database.transaction(
      reach,
      async (tx) => {
        late = over.then(async () => await one(tx, 'current_user'))
        throw new Error('gave up')
      },
      options,
    )
    await expect(failed).rejects.toThrow('gave up')
    tell(null)
    await expect(late).rejects.toThrow('the transaction is over')
  })

  it('in the third place of those that write are not sent when the first has failed', async () => {
    await hub.sql('create table noted (text text)')
    await hub.sql('grant select, insert on noted to cordboard_app')
    const note = async (tx: Tx, text: string) => await sql`insert into noted values (${text})`.execute(tx)
    const statements: Promise<unknown>[] = []
    const failing = hub.database.transaction(reach, async (tx) => {
      statements.push(sql`select 1 / ${0}::int`.execute(tx), note(tx, 'second'), note(tx, 'third'))
      return await Promise.all(statements)
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    const [, , third] = await Promise.allSettled(statements)
    expect(third).toMatchObject({ status: 'rejected', reason: { message: 'the transaction is over' } })
    expect(await hub.sql('select * from noted')).toEqual([])
  })

  it('run in the application’s role even where no transaction was begun, also after a rollback of the first', async () => {
    await hub.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cordboard-reading' and datname = current_database()`,
    )
    await expect.poll(pidsReading).toEqual([])
    const refused = hub.database.transaction(
      reach,
      async () => {
        throw new Error('not found')
      },
      reads,
    )
    await expect(refused).rejects.toThrow('not found')
    expect(await pidsReading()).toHaveLength(1)
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
    expect(before.length).toBeGreaterThan(0)
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
    expect((await pidsReading()).filter((pid) => before.includes(pid))).toEqual([])
  })
})
