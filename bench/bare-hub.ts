// The same endpoints without what this hub knows of access: no sign-in, no role, no reach, no row-level security, no audit. It listens on
// loopback for as long as the bench runs: node bench/bare-hub.ts <partner's id> <JSON of the owner's connection>
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { boundEndpoints, readConfig } from '../src/main.ts'
import { systemActor } from '../src/platform/access.ts'
import { enableCopy } from '../src/platform/copy.ts'
import type { DatabaseHandle } from '../src/platform/database.ts'
import { makeHttp } from '../src/platform/http.ts'
import { makeContext } from '../src/platform/hub-context.ts'
import { keptPlans } from '../src/platform/kept-plans.ts'
import { makeLog } from '../src/platform/log.ts'
import { makeMetrics } from '../src/platform/metrics.ts'
import { makeRequestLimits } from '../src/platform/request-limits.ts'
import type { Database } from '../src/platform/tables.ts'

const [partnerId = '', connection = '{}'] = process.argv.slice(2)
const config = readConfig({ PORT: '0', LOG_LEVEL: 'warn', REQUESTS_PER_MINUTE: '10000000' })
const log = makeLog('warn')
pg.types.setTypeParser(20, Number)
const pool = new pg.Pool({ ...JSON.parse(connection), max: config.DATABASE_CONNECTIONS })
const plans = keptPlans()
pool.on('connect', (client) => {
  enableCopy(client)
  plans.meet(client)
})
const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool: plans.through(pool) }) })
const database: DatabaseHandle = {
  // A transaction all the same: a request reads several tables, and would be wrong between two writes of somebody else.
  transaction: async (_reach, work) => await kysely.transaction().execute(work),
  read: async (_reach, statement) => (await statement.execute(kysely)).rows,
  ownerPool: pool,
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
  isReady: async () => true,
  pages: async () => {},
})
await http.app.listen({ host: '127.0.0.1', port: 0 })
const bound = http.app.server.address()
const port = typeof bound === 'object' && bound ? bound.port : 0
http.setAddress(port)
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
