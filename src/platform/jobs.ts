import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { Actor } from './access.ts'
import { systemActor } from './access.ts'
import type { Config } from './config.ts'
import type { OwnContext } from './context.ts'
import type { DatabaseHandle } from './database.ts'
import { isDatabaseDown, sqlState } from './errors.ts'
import type { Log } from './log.ts'
import type { QueueSize } from './metrics.ts'
import { makeOutage } from './outage.ts'
import type { Database } from './tables.ts'

/** A job as a value: name, payload, how it is repeated. It runs at least once: what it works on is locked by its own row. */
export type Job<Payload extends z.ZodType = z.ZodType> = {
  name: string
  payload: Payload
  /** How often a failed run is tried again. */
  retries: number
  /** Five fields, UTC; runs once for every partner-free payload `{}`. */
  schedule?: string
  /** How many waiting jobs one worker takes at a time; they run one after the other. One where left out. */
  batch?: number
  /** How many of these jobs a node runs at once, of each group one. One where left out. */
  atOnce?(config: Config): number
}

/** `afterSeconds`: not before this long from now, by the database's clock. */
export type EnqueueOptions = {
  afterSeconds?: number
  /** Jobs of one group run one after the other on a node, however many others run beside them. */
  group?: string
}

export type JobPayload<J extends Job> = z.input<J['payload']>

export function job<Payload extends z.ZodType>(definition: Job<Payload>): Job<Payload> {
  return definition
}

export type JobHandler<J extends Job = Job> = {
  job: J
  run(context: JobContext, payload: z.output<J['payload']>): Promise<void>
}

/** As a handler's own-transaction context, but without a request: the actor is chosen by `asPartner`. */
export type JobContext = {
  /** The context of acts in the name of a partner. */
  asPartner(partnerId: string): OwnContext
  /** Every partner of the hub, for what is done for each of them in turn. */
  partnerIds: DatabaseHandle['partnerIds']
  /** ANALYZE or VACUUM of a listed table, by the owner. */
  maintain: DatabaseHandle['maintain']
  /** Removes from listed tables where only the owner may. */
  removeRows: DatabaseHandle['removeRows']
  /** Aborted when the hub stops: commit what is done and return. */
  signal: AbortSignal
  log: Log
}

export function jobHandler<J extends Job>(job: J, run: JobHandler<J>['run']): JobHandler<J> {
  return { job, run }
}

/**
 * The work for every partner in turn. One that fails is logged and keeps no other from its turn; without the database, none has one.
 * @throws after the last, where it failed for one
 */
export async function eachPartner(
  context: JobContext,
  work: (own: OwnContext, partnerId: string) => Promise<void>,
): Promise<void> {
  let failed = 0
  for (const partnerId of await context.partnerIds()) {
    if (context.signal.aborted) return
    try {
      await work(context.asPartner(partnerId), partnerId)
    } catch (error) {
      if (context.signal.aborted || isDatabaseDown(error)) throw error
      failed++
      context.log.error({ partnerId, reason: reasonOf(error) }, 'a job failed for a partner')
    }
  }
  if (failed > 0) throw new Error(`it failed for ${failed} partners`)
}

export type Queue = {
  send(tx: Transaction<Database>, job: Job, payload: unknown, options?: EnqueueOptions): Promise<void>
  /** Has this node look for such a job at once: called when a transaction that sent one has held. Other nodes find it at their next look. */
  wake(job: Job): void
  /** Jobs of each queue, as last counted: some seconds old. */
  sizes(): Promise<QueueSize[]>
  stop(): Promise<void>
}

/** Nodes that start at one moment grant the same; the server refuses the second where both meet at one row of its catalogue. */
async function grant(pool: pg.Pool, rights: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await pool.query(`grant ${rights} to cordboard_app`)
      return
    } catch (error) {
      if (sqlState(error) !== 'XX000' || attempt === 10) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * attempt))
    }
  }
}

/**
 * pg-boss keeps its own statements, with the owner's login, in the schema `jobs`. Heartbeats make a job that died with its
 * process run again within seconds.
 */
export async function startQueue(options: {
  pool: pg.Pool
  config: Config
  handlers: readonly JobHandler[]
  contextFor(actor: Actor, signal: AbortSignal, trackingId: string): OwnContext
  partnerIds: DatabaseHandle['partnerIds']
  maintain: DatabaseHandle['maintain']
  removeRows: DatabaseHandle['removeRows']
  log: Log
  /** Told of each run once it has ended; one that a stop cut short is none. */
  ran?(queue: string, result: 'done' | 'failed'): void
  /** false: jobs can be sent but are worked by another node. */
  work?: boolean
  /** Between two looks for what nobody woke this node for: jobs of other nodes, delayed and repeated ones. */
  lookSeconds?: number
}): Promise<Queue> {
  const { pool, log } = options
  const outage = makeOutage(log, {
    away: 'the job queue does not reach the database; it goes on trying',
    back: 'the job queue reaches the database again',
  })
  const boss = new PgBoss({
    db: {
      async executeSql(text: string, values?: unknown[]) {
        const result = await pool.query(text, values)
        outage.over()
        return result
      },
    },
    schema: 'jobs',
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 60,
  })
  boss.on('error', (error) => {
    // Of a worker's error pg-boss hands on a copy that is no Error any more.
    if (isDatabaseDown(error) || isDatabaseDown(new Error(error.message))) outage.met(error)
    else log.warn({ reason: error.message }, 'the job queue met an error')
  })
  await boss.start()
  await grant(pool, 'usage on schema jobs')
  await grant(pool, 'execute on all functions in schema jobs')
  const stopping = new AbortController()
  const workers = new Map<string, string[]>()
  const byName = new Map(options.handlers.map((handler) => [handler.job.name, handler]))
  for (const { job: definition } of options.handlers) {
    await boss.createQueue(definition.name, {
      retryLimit: definition.retries,
      retryDelay: 1,
      retryBackoff: true,
      expireInSeconds: 23 * 3600,
      heartbeatSeconds: 10,
    })
  }
  await grant(pool, 'select, insert, update on all tables in schema jobs')
  if (options.work !== false) {
    // What a group waits for ends on this node; where a dead node left a job of it, the job is nobody's.
    const looks = { pollingIntervalSeconds: options.lookSeconds ?? 0.5, localGroupConcurrency: 1 }
    for (const handler of options.handlers) {
      const work = async (batch: readonly { data: unknown }[]) => {
        for (const taken of batch) {
          const trackingId = `CORDBOARD_${randomUUID()}`
          const context: JobContext = {
            asPartner: (partnerId) => options.contextFor(systemActor(partnerId), stopping.signal, trackingId),
            partnerIds: options.partnerIds,
            maintain: options.maintain,
            removeRows: options.removeRows,
            signal: stopping.signal,
            log,
          }
          try {
            await handler.run(context, handler.job.payload.parse(taken.data))
            // What was cut short by the stop is another node's to finish; what was not is seen to be done and ends at once.
            if (stopping.signal.aborted) throw new Error('the hub stops')
            options.ran?.(handler.job.name, 'done')
          } catch (error) {
            if (stopping.signal.aborted)
              log.info({ job: handler.job.name, trackingId }, 'a job is left to the next run')
            else {
              options.ran?.(handler.job.name, 'failed')
              log.error({ job: handler.job.name, trackingId, reason: reasonOf(error) }, 'a job failed')
            }
            throw error
          }
        }
      }
      const ids: string[] = []
      // Each worker by itself: of those that one call makes, pg-boss wakes the first alone.
      for (let more = handler.job.atOnce?.(options.config) ?? 1; more > 0; more--)
        ids.push(await boss.work(handler.job.name, { ...looks, batchSize: handler.job.batch ?? 1 }, work))
      workers.set(handler.job.name, ids)
      if (handler.job.schedule) await boss.schedule(handler.job.name, handler.job.schedule, {})
    }
  }
  return {
    async send(tx, definition, payload, { afterSeconds, group } = {}) {
      if (!byName.has(definition.name)) throw new Error(`the job ${definition.name} has no handler`)
      await boss.send(definition.name, definition.payload.parse(payload) as object, {
        db: fromKysely(tx as unknown as Kysely<unknown>) as never,
        ...(afterSeconds === undefined ? {} : { startAfter: Math.ceil(afterSeconds) }),
        ...(group === undefined ? {} : { group: { id: group } }),
      })
    },
    wake({ name }) {
      for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker)
    },
    async sizes() {
      const queues = await boss.getQueues([...byName.keys()])
      return queues.map(({ name, readyCount, deferredCount, activeCount, failedCount }) => ({
        queue: name,
        states: { waiting: readyCount, delayed: deferredCount, active: activeCount, failed: failedCount },
      }))
    },
    async stop() {
      stopping.abort()
      await boss.stop({ graceful: true, timeout: 10_000, close: false })
    },
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
