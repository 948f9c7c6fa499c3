import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What Prometheus reads. Routes are patterns, never addresses with ids. */
export function makeMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'cordboard_http_request_seconds',
      help: 'Time to answer a request.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    refusals: new Counter({
      name: 'cordboard_refusals_total',
      help: 'Refused requests by code.',
      labelNames: ['code'],
      registers: [registry],
    }),
    acts: new Counter({
      name: 'cordboard_acts_total',
      help: 'What was done, by the type of its audit event, by this node.',
      labelNames: ['type'],
      registers: [registry],
    }),
    jobRuns: new Counter({
      name: 'cordboard_job_runs_total',
      help: 'Runs of jobs by queue, done or failed, by this node. A failed run may be tried again.',
      labelNames: ['queue', 'result'],
      registers: [registry],
    }),
    databaseUp: new Gauge({
      name: 'cordboard_database_up',
      help: '1 while the database answers.',
      registers: [registry],
    }),
  }
}

/** How many jobs lie in each queue, of the whole hub; asked at each scrape. */
export function measureQueues({ registry }: Metrics, sizes: () => Promise<readonly QueueSize[]>): void {
  new Gauge({
    name: 'cordboard_jobs',
    help: 'Jobs by queue and state, in the whole hub, as counted every few seconds: waiting to be run, delayed until later, active, and failed for good of late.',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      const found = (await soonOrNull(sizes())) ?? []
      this.reset()
      for (const { queue, states } of found)
        for (const [state, jobs] of Object.entries(states)) this.set({ queue, state }, jobs)
    },
  })
}

// A scrape must not wait for a database that does not answer.
const longestLookMilliseconds = 2_000

/** What was looked for, or null where that failed or takes too long: a gauge is left out then, rather than told from memory. */
export async function soonOrNull<Found>(look: Promise<Found>): Promise<Found | null> {
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), longestLookMilliseconds)
  return await Promise.race([look.catch(() => null), late.promise]).finally(() => clearTimeout(timer))
}

export type QueueSize = { queue: string; states: Record<'waiting' | 'delayed' | 'active' | 'failed', number> }

export type Metrics = ReturnType<typeof makeMetrics>
