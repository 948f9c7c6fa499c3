import type { Language } from '../phrases/languages.ts'
import type { Actor } from './access.ts'
import type { AuditEvent, Origin } from './audit.ts'
import type { Config } from './config.ts'
import type { Context, OwnContext } from './context.ts'
import type { DatabaseHandle } from './database.ts'
import type { EnqueueOptions, Job, Queue } from './jobs.ts'
import type { Log } from './log.ts'

export type ContextParts = {
  database: DatabaseHandle
  config: Config
  demo: boolean
  hubUrl(): string
  log: Log
  clock: () => Date
  record(context: Omit<Context, 'audit'>, event: AuditEvent | readonly AuditEvent[]): Promise<void>
  /** Told of each act once its transaction has held. */
  acted?(act: AuditEvent): void
  /** Set once the queue runs; jobs cannot be enqueued before. */
  queue(): Queue
}

/** Makes the context of a request or a job; its transactions set the actor's role and reach. */
export function makeContext(
  parts: ContextParts,
  actor: Actor | null,
  request: { signal: AbortSignal; trackingId: string; language: Language; facts?: Origin },
): OwnContext {
  const { database, config, demo, hubUrl, log, clock } = parts
  return {
    actor,
    now: clock(),
    language: request.language,
    trackingId: request.trackingId,
    facts: request.facts,
    config,
    demo,
    hubUrl,
    log,
    signal: request.signal,
    partnerIds: database.partnerIds,
    read: async (statement, reader) =>
      await database.read(
        {
          partnerId: reader.partnerId,
          side: reader.side,
          organizationId: reader.organizationId,
          principalId: reader.id,
        },
        statement,
      ),
    async transaction(work, options = {}) {
      const acting = options.actor ?? actor
      if (!acting && options.credential === undefined && !options.anonymous)
        throw new Error('a transaction needs an actor')
      const reach = {
        partnerId: acting?.partnerId,
        side: acting?.side,
        organizationId: acting?.organizationId,
        principalId: acting?.id,
        credential: options.credential,
      }
      const sent = new Set<Job>()
      let acts: AuditEvent[] = []
      const result = await database.transaction(
        options.anonymous ? {} : reach,
        async (tx) => {
          // A transaction that is tried again does all of it again.
          acts = []
          sent.clear()
          const base = {
            tx,
            // An anonymous transaction reads no actor; what is asked of it then fails loudly.
            actor: acting ?? nobody,
            now: clock(),
            language: request.language,
            trackingId: request.trackingId,
            facts: request.facts,
            config,
            demo,
            hubUrl,
            log,
            enqueue: async (job: Job, payload: unknown, options?: EnqueueOptions) => {
              await parts.queue().send(tx, job, payload, options)
              if (options?.afterSeconds === undefined) sent.add(job)
            },
          }
          const audit: Context['audit'] = async (event) => {
            await parts.record(base, event)
            acts.push(...[event].flat())
          }
          return await work({ ...base, audit })
        },
        { once: options.once ?? false, reads: options.reads ?? false, durable: options.durable ?? false },
      )
      for (const act of acts) parts.acted?.(act)
      for (const job of sent) parts.queue().wake(job)
      return result
    },
  }
}

const nobody = new Proxy({} as Actor, {
  get(_target, property) {
    throw new Error(`nobody acts here, but ${String(property)} of the actor was asked for`)
  },
})
