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
    databaseUp: new Gauge({
      name: 'cordboard_database_up',
      help: '1 while the database answers.',
      registers: [registry],
    }),
  }
}
export type Metrics = ReturnType<typeof makeMetrics>
