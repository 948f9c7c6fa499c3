// The same endpoints without what this hub knows of access: no sign-in, no role, no reach, no row-level security, no audit. It listens on
// loopback for as long as the bench runs: node bench/bare-hub.ts <partner's id> <JSON of the owner's connection>
import pg from 'pg'
import { boundEndpoints, readConfig } from '../src/main.ts'
import { systemActor } from '../src/platform/access.ts'
import type { DatabaseHandle } from '../src/platform/database.ts'
import { makeHttp } from '../src/platform/http.ts'
import { makeContext } from '../src/platform/hub-context.ts'
import { makeLog } from '../src/platform/log.ts'
import { makeMetrics } from '../src/platform/metrics.ts'
import { openReadingLanes } from '../src/platform/reading-lanes.ts'
import { makeRequestLimits } from '../src/platform/request-limits.ts'

const [partnerId = '', connection = '{}'] = process.argv.slice(2)
const config = readConfig({ PORT: '0', LOG_LEVEL: 'warn', REQUESTS_PER_MINUTE: '10000000' })
const log = makeLog('warn')
pg.types.setTypeParser(20, Number)
const lanes = openReadingLanes(JSON.parse(connection), {
  connections: config.DATABASE_CONNECTIONS,
  role: null,
  mostSeconds: config.READING_SECONDS,
  name: 'cordboard-bare',
})
const database: DatabaseHandle = {
  // A transaction all the same: a request reads several tables, and would be wrong between two writes of somebody else.
  transaction: async (_reach, work) => await lanes.transaction('', work),
  read: async (_reach, statement) => await lanes.read('', statement),
  ownerPool: lanes.pool,
  partnerIds: async () => [partnerId],
  maintain: async () => {},
  removeRows: async () => [],
  isUp: async () => true,
  close: async () => {},
}
const actor = systemActor(partnerId)
const http = await makeHttp({
  config,
  endpoints: boundEndpoints,
  authenticate: async () => actor,
  onBehalfOf: async (acting) => acting,
  enter: async (acting) => acting,
  recordOpened: async () => {},
  limits: makeRequestLimits({ database, perMinute: config.REQUESTS_PER_MINUTE, log }),
  contextFor: (acting, request) =>
    makeContext(
      {
        database,
        config,
        demo: false,
        hubUrl: () => 'http://127.0.0.1',
        log,
        clock: () => new Date(),
        record: async () => {},
        queue: () => {
          throw new Error('the bare hub has no queue')
        },
      },
      acting,
      request,
    ),
  log,
  metrics: makeMetrics(),
  readiness: async () => 'ready',
  pages: async () => {},
})
await http.app.listen({ host: '127.0.0.1', port: 0 })
const bound = http.app.server.address()
const port = typeof bound === 'object' && bound ? bound.port : 0
http.setAddress(port)
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
