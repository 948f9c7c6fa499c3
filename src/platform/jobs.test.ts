import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { startHub, type TestHub } from '../../test/hub.ts'
import { readConfig } from './config.ts'
import { makeContext } from './hub-context.ts'
import { eachPartner, type JobContext, job, jobHandler, type Queue, startQueue } from './jobs.ts'
import { silentLog } from './log.ts'

const context = {
  asPartner: (partnerId: string) => ({ partnerId }),
  partnerIds: async () => ['one', 'two', 'three'],
  signal: new AbortController().signal,
  log: silentLog,
} as unknown as JobContext

it('has every partner take its turn, whoever fails, and fails after the last', async () => {
  const had: string[] = []
  const work = async (_own: unknown, partnerId: string) => {
    had.push(partnerId)
    if (partnerId === 'one') throw new Error('no')
  }
  await expect(eachPartner(context, work)).rejects.toThrow('it failed for 1 partners')
  expect(had).toEqual(['one', 'two', 'three'])
})

it('ends at once where the database is down', async () => {
  const had: string[] = []
  const work = async (_own: unknown, partnerId: string) => {
    had.push(partnerId)
    throw Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED' })
  }
  await expect(eachPartner(context, work)).rejects.toThrow('connection refused')
  expect(had).toEqual(['one'])
})

function contextWith(hub: TestHub, queue: Queue) {
  return makeContext(
    {
      database: hub.database,
      config: readConfig({}),
      demo: false,
      hubUrl: () => '',
      log: silentLog,
      clock: () => new Date(),
      record: async () => {},
      queue: () => queue,
    },
    null,
    { signal: new AbortController().signal, trackingId: 'test', language: 'en' },
  )
}

it('has a job begin when the transaction that sent it has held, without waiting for the next look', async () => {
  const hub = await startHub()
  const rung = job({ name: 'test.rung', payload: z.object({ round: z.number() }), retries: 0 })
  const begun: number[] = []
  const ran: string[][] = []
  let tell = (_round: number) => {}
  const queue = await startQueue({
    pool: hub.database.ownerPool,
    config: readConfig({}),
    handlers: [
      jobHandler(rung, async (_context, { round }) => {
        begun.push(round)
        tell(round)
        if (round === 4) throw new Error('this one fails')
      }),
    ],
    contextFor: () => {
      throw new Error('this job needs no context')
    },
    maintain: hub.database.maintain,
    removeRows: hub.database.removeRows,
    partnerIds: hub.database.partnerIds,
    log: silentLog,
    ran: (queue, result) => ran.push([queue, result]),
    lookSeconds: 3600,
  })
  const own = contextWith(hub, queue)
  try {
    // The first may be found by the look at the start; each further one only because it was told of.
    for (const round of [1, 2, 3, 4]) {
      const runs = new Promise<number>((resolve) => {
        tell = resolve
      })
      await own.transaction((inside) => inside.enqueue(rung, { round }), { anonymous: true })
      expect(await runs).toBe(round)
    }
    expect(begun).toEqual([1, 2, 3, 4])
    // How each run ended is told, to be counted.
    await expect.poll(() => ran).toEqual([...Array(3).fill([rung.name, 'done']), [rung.name, 'failed']])
  } finally {
    await queue.stop()
  }
})

it('runs jobs of other groups beside a long one, as many as are meant, and those of one group in turn', async () => {
  const hub = await startHub()
  const long = job({
    name: 'test.long',
    payload: z.object({ name: z.string() }),
    retries: 0,
    atOnce: ({ IMPORTS_AT_ONCE }) => IMPORTS_AT_ONCE,
  })
  const begun: string[] = []
  const ended: string[] = []
  const release = new Map<string, () => void>()
  const queue = await startQueue({
    pool: hub.database.ownerPool,
    config: readConfig({ IMPORTS_AT_ONCE: '2' }),
    handlers: [
      jobHandler(long, async (_context, { name }) => {
        begun.push(name)
        if (name.endsWith('held')) await new Promise<void>((resolve) => release.set(name, resolve))
        ended.push(name)
      }),
    ],
    contextFor: () => {
      throw new Error('this job needs no context')
    },
    maintain: hub.database.maintain,
    removeRows: hub.database.removeRows,
    partnerIds: hub.database.partnerIds,
    log: silentLog,
  })
  const own = contextWith(hub, queue)
  const send = async (group: string, name: string) =>
    await own.transaction((inside) => inside.enqueue(long, { name }, { group }), { anonymous: true })
  try {
    await send('one', 'one held')
    await expect.poll(() => begun).toEqual(['one held'])
    await send('one', 'one next')
    await send('two', 'two')
    await send('three', 'three')
    // All of the others are through: had the second of the first group been begun, it would be among them.
    await expect.poll(() => ended).toEqual(['two', 'three'])
    expect(begun).toEqual(['one held', 'two', 'three'])
    await send('four', 'four held')
    await expect.poll(() => begun.at(-1)).toBe('four held')
    await send('five', 'five')
    release.get('one held')?.()
    await expect.poll(() => [...ended].sort()).toEqual(['five', 'one held', 'one next', 'three', 'two'])
  } finally {
    for (const end of release.values()) end()
    await queue.stop()
  }
})

it('starts on several nodes at one moment', async () => {
  const hub = await startHub()
  const start = async () =>
    await startQueue({
      pool: hub.database.ownerPool,
      config: readConfig({}),
      handlers: [],
      contextFor: () => {
        throw new Error('there is no job')
      },
      maintain: hub.database.maintain,
      removeRows: hub.database.removeRows,
      partnerIds: hub.database.partnerIds,
      log: silentLog,
      work: false,
    })
  for (let round = 0; round < 5; round++) {
    const queues = await Promise.all(Array.from({ length: 6 }, start))
    await Promise.all(queues.map(async (queue) => await queue.stop()))
  }
})

it('wakes for a job once the transaction that sent it is committed, and for none of one that is undone', async () => {
  const hub = await startHub()
  const sent: string[] = []
  const woken: string[] = []
  const [now, later] = ['test.now', 'test.later'].map((name) => job({ name, payload: z.object({}), retries: 0 }))
  if (!now || !later) throw new Error('there are no jobs')
  const own = contextWith(hub, {
    send: async (_tx, { name }) => void sent.push(name),
    wake: ({ name }) => void woken.push(name),
    sizes: async () => [],
    stop: async () => {},
  })
  // A fault of such a table is found by COMMIT itself.
  await hub.sql('create table found_at_commit (id integer unique deferrable initially deferred)')
  await hub.sql('grant insert on found_at_commit to cordboard_app')
  const send = async (ids: readonly number[], end?: Error) =>
    await own.transaction(
      async ({ enqueue, tx }) => {
        await enqueue(now, {})
        await enqueue(now, {})
        await enqueue(later, {}, { afterSeconds: 60 })
        for (const id of ids) await sql`insert into found_at_commit values (${id})`.execute(tx)
        expect(woken).toEqual([])
        if (end) throw end
      },
      { anonymous: true },
    )
  await expect(send([1], new Error('undone'))).rejects.toThrow('undone')
  expect(woken).toEqual([])
  await expect(send([2, 2])).rejects.toThrow('duplicate key')
  expect(woken).toEqual([])
  expect(sent).toEqual([now, now, later, now, now, later].map(({ name }) => name))
  await send([3])
  // Once for each kind, and at no time for what is to wait.
  expect(woken).toEqual([now.name])
})
