import { allEndpoints } from './api/index.ts'
import { accessHandlers, accessJobs, enterOrganization, recordOpened } from './hub/access/index.ts'
import { administratorsHandlers } from './hub/administrators/index.ts'
import {
  auditHandlers,
  auditJobs,
  makeCheckpoint,
  markOf,
  readCheckpoints,
  recordAct,
  sealAll,
  type Verdict,
  verifyChain,
} from './hub/audit/index.ts'
import { directoryHandlers } from './hub/directory/index.ts'
import { helpdeskHandlers } from './hub/helpdesk/index.ts'
import { authenticate, identityHandlers, identityJobs, makeSetupToken, onBehalfOf } from './hub/identity/index.ts'
import { importMetrics, importsHandlers, importsJobs, resumeImports } from './hub/imports/index.ts'
import { lookupJobs } from './hub/lookup/index.ts'
import { machinesHandlers } from './hub/machines/index.ts'
import { mailHandlers, mailJobs, resumeMails } from './hub/mail/index.ts'
import { packagesHandlers } from './hub/packages/index.ts'
import { partnersHandlers, settingsHandlers, tagsHandlers } from './hub/partners/index.ts'
import { systemActor } from './platform/access.ts'
import type { AuditEvent } from './platform/audit.ts'
import { type BackupPlace, backupTo as backup, restoreFrom as restore } from './platform/backup.ts'
import { type Config, dataFolder, readConfig } from './platform/config.ts'
import { type Connection, type DatabaseHandle, openDatabase } from './platform/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { Refusal } from './platform/errors.ts'
import type { BoundEndpoint } from './platform/handlers.ts'
import { makeHttp } from './platform/http.ts'
import { makeContext } from './platform/hub-context.ts'
import { type JobHandler, type Queue, startQueue } from './platform/jobs.ts'
import { requireFolder, requireKept } from './platform/kept-data.ts'
import { type Log, makeLog } from './platform/log.ts'
import { makeMetrics, measureQueues } from './platform/metrics.ts'
import { migrate, requireFence } from './platform/migrations.ts'
import { servePages } from './platform/pages.ts'
import { makeRequestLimits } from './platform/request-limits.ts'
import { withEmbeddedPostgres } from './platform/running-postgres.ts'
import { notListening, requirePort, requireServer } from './platform/start-checks.ts'

/** Every endpoint with what answers it. */
export const boundEndpoints: readonly BoundEndpoint[] = [
  ...auditHandlers,
  ...mailHandlers,
  ...identityHandlers,
  ...machinesHandlers,
  ...administratorsHandlers,
  ...partnersHandlers,
  ...accessHandlers,
  ...settingsHandlers,
  ...tagsHandlers,
  ...packagesHandlers,
  ...directoryHandlers,
  ...importsHandlers,
  ...helpdeskHandlers,
]

export const boundJobs: readonly JobHandler[] = [
  ...auditJobs,
  ...mailJobs,
  ...identityJobs,
  ...accessJobs,
  ...lookupJobs,
  ...importsJobs,
]

export type Hub = {
  url: string
  port: number
  database: DatabaseHandle
  connection: Connection
  /** Rules run directly, in the name of a partner, as by a job. */
  contextOf(partnerId: string): ReturnType<typeof makeContext>
  /** The link that makes the partner and its first administrator; null once there is one. */
  setupLink: string | null
  /** Finishes what is running, then stops all that was started. Safe to call twice. */
  stop(): Promise<void>
}

export type HubOptions = {
  config: Config
  /** Demo data and its accounts; without it the accounts are switched off. */
  demo?: boolean
  log?: Log
  clock?: () => Date
  /** false: serves requests, and leaves the jobs to another node. */
  work?: boolean
}

/** Starts everything in order, and is ready when it returns. */
export async function startHub(options: HubOptions): Promise<Hub> {
  requireHandlers()
  const { config, demo = false, clock = () => new Date() } = options
  const log = options.log ?? makeLog(config.LOG_LEVEL)
  const stops: (() => Promise<void>)[] = []
  let stopping: Promise<void> | null = null
  const stop = () => {
    stopping ??= (async () => {
      const failures: unknown[] = []
      for (const step of stops.reverse()) await step().catch((error: unknown) => failures.push(error))
      if (failures.length > 0) throw failures[0]
    })()
    return stopping
  }
  try {
    await requirePort(config)
    const { connection, embedded } = await reachDatabase(config, demo, log)
    if (embedded) stops.push(() => embedded.stop())
    const database = openDatabase(connection, {
      connections: config.DATABASE_CONNECTIONS,
      readingSeconds: config.READING_SECONDS,
      log,
    })
    stops.push(() => database.close())
    await migrate(database.ownerPool, log)
    await requireFence(database)
    await prepareDemo(database, demo, log)
    if (config.MAILBOX && !demo)
      log.warn({}, 'MAILBOX is set: anyone who reaches this hub can read every mail and use its links')

    const metrics = makeMetrics()
    const imports = importMetrics(metrics.registry, async (work) => {
      for (const id of await database.partnerIds()) await work(contextOf(id))
    })
    let queue: Queue | null = null
    // Port 0 is known only when it is listened on: a mail's job that comes before tries again.
    let address = config.PUBLIC_URL ?? (config.PORT === 0 ? null : localAddress(config, config.PORT))
    const parts = {
      database,
      config,
      demo,
      hubUrl: () => {
        if (address === null) throw new Error('the address of the hub is not known yet')
        return address
      },
      log,
      clock,
      record: recordAct,
      acted: (act: AuditEvent) => {
        metrics.acts.inc({ type: act.type })
        imports.note(act)
      },
      queue: () => {
        if (!queue) throw new Error('the job queue does not run yet')
        return queue
      },
    }
    const contextFor: Parameters<typeof makeHttp>[0]['contextFor'] = (actor, request) =>
      makeContext(parts, actor, request)
    const idle = { signal: new AbortController().signal, trackingId: 'CORDBOARD_start', language: 'en' as const }
    const contextOf = (partnerId: string) => contextFor(systemActor(partnerId), idle)
    queue = await startQueue({
      pool: database.ownerPool,
      config,
      handlers: boundJobs,
      contextFor: (actor, signal, trackingId) => contextFor(actor, { signal, trackingId, language: 'en' }),
      partnerIds: database.partnerIds,
      maintain: database.maintain,
      removeRows: database.removeRows,
      log,
      ran: (name, result) => metrics.jobRuns.inc({ queue: name, result }),
      ...(options.work === undefined ? {} : { work: options.work }),
    })
    const running = queue
    stops.push(() => running.stop())
    measureQueues(metrics, () => running.sizes())
    const limits = makeRequestLimits({ database, perMinute: config.REQUESTS_PER_MINUTE, log })
    stops.push(() => limits.close())
    let serving = false
    const http = await makeHttp({
      config,
      endpoints: boundEndpoints,
      authenticate: async (token, kind, isUse) => await authenticate(contextFor(null, idle), token, kind, isUse),
      onBehalfOf: async (actor, subPartnerId) => {
        const acting = await onBehalfOf(contextFor(actor, idle), actor, subPartnerId)
        if (!acting) throw new Refusal('partners.sub_partner_not_found')
        return acting
      },
      enter: async (actor, grantId) => await enterOrganization(contextFor(actor, idle), actor, grantId),
      recordOpened,
      contextFor,
      limits,
      log,
      metrics,
      readiness: async () => {
        if (!serving) return stopping ? 'stopping' : 'starting'
        return (embedded?.isUp() ?? true) && (await database.isUp()) ? 'ready' : 'database_away'
      },
      pages: servePages,
    })
    await http.app.listen({ host: config.HOST, port: config.PORT }).catch((error: unknown) => {
      throw notListening(config, error)
    })
    stops.push(async () => {
      serving = false
      await http.app.close()
    })
    const bound = http.app.server.address()
    const port = typeof bound === 'object' && bound !== null ? bound.port : config.PORT
    http.setAddress(port)
    address ??= localAddress(config, port)
    const url = address
    if (options.work !== false) await resumeEverything(database, contextOf)
    const setupToken = await makeSetupToken(contextFor(null, idle))
    serving = true
    const setupLink = setupToken ? `${url}/setup#token=${setupToken}` : null
    return { url, port, database, connection, contextOf, setupLink, stop }
  } catch (error) {
    await stop().catch((reason: unknown) =>
      log.error({ reason: String(reason) }, 'stopping after a failed start failed too'),
    )
    throw error
  }
}

export { dataFolder, readConfig }

function localAddress(config: Config, port: number): string {
  return `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`
}

/** The embedded server, or the one that DATABASE_URL names. The demo has a folder of its own: it never mixes with real data. */
export async function reachDatabase(
  config: Config,
  demo: boolean,
  log: Log,
): Promise<{ connection: Connection; embedded: EmbeddedPostgres | null }> {
  if (config.DATABASE_URL) {
    await requireServer(config.DATABASE_URL)
    return { connection: { connectionString: config.DATABASE_URL }, embedded: null }
  }
  const dataDir = dataFolder(config, demo)
  const embedded = await startEmbeddedPostgres({
    dataDir,
    log,
    settings: { max_connections: String(Math.max(100, Math.ceil(config.DATABASE_CONNECTIONS * 2.25) + 30)) },
  })
  return { connection: embedded.connection, embedded }
}

/** Nothing that was promised is without an answer, and nothing has two. */
function requireHandlers(): void {
  const names = new Map<string, number>()
  for (const { endpoint } of boundEndpoints)
    names.set(`${endpoint.method} ${endpoint.path}`, (names.get(`${endpoint.method} ${endpoint.path}`) ?? 0) + 1)
  const wrong = allEndpoints
    .map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`)
    .filter((name) => names.get(name) !== 1)
  if (wrong.length > 0) throw new Error(`these endpoints have no handler or two: ${wrong.join(', ')}`)
}

async function prepareDemo(database: DatabaseHandle, demo: boolean, log: Log): Promise<void> {
  const { prepareDemoData, switchOffDemoAccounts } = await import('./generate/index.ts')
  if (demo) await prepareDemoData(database, log)
  else await switchOffDemoAccounts(database, log)
}

async function resumeEverything(
  database: DatabaseHandle,
  contextOf: (partnerId: string) => ReturnType<typeof makeContext>,
): Promise<void> {
  for (const id of await database.partnerIds()) {
    await resumeImports(contextOf(id))
    await resumeMails(contextOf(id))
  }
}

/** Brings the schema up to date and stops. */
export async function migrateOnly(config: Config, demo: boolean): Promise<string[]> {
  requireFolder(placeOf(config, demo))
  return await withDatabase(config, demo, async (database, log) => await migrate(database.ownerPool, log))
}

/** A database for the length of one local command. */
export async function withDatabase<Result>(
  config: Config,
  demo: boolean,
  work: (database: DatabaseHandle, log: Log) => Promise<Result>,
): Promise<Result> {
  const log = makeLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL)
  const within = async (connection: Connection) => {
    const database = openDatabase(connection, { connections: config.DATABASE_CONNECTIONS, log })
    try {
      return await work(database, log)
    } finally {
      await database.close()
    }
  }
  if (config.DATABASE_URL) {
    await requireServer(config.DATABASE_URL)
    return await within({ connectionString: config.DATABASE_URL })
  }
  return await withEmbeddedPostgres(dataFolder(config, demo), log, within)
}

export async function backupTo(file: string, config: Config, demo: boolean): Promise<{ bytes: number }> {
  requireFolder(placeOf(config, demo))
  if (config.DATABASE_URL) await requireServer(config.DATABASE_URL)
  return await backup(file, placeOf(config, demo), makeLog('warn'))
}

export async function restoreFrom(file: string, config: Config, demo: boolean): Promise<{ into: string }> {
  if (config.DATABASE_URL) await requireServer(config.DATABASE_URL)
  return await restore(file, placeOf(config, demo))
}

function placeOf(config: Config, demo: boolean): BackupPlace {
  return config.DATABASE_URL
    ? { kind: 'server', url: config.DATABASE_URL }
    : { kind: 'embedded', dataDir: dataFolder(config, demo) }
}

export { demoAccounts, demoPassword } from './generate/index.ts'
export { isConsoleBuilt } from './platform/pages.ts'

/** Fills an installation that nobody has set up with a made-up population, its administrator and a service app. */
export async function generatePopulation(config: Config, options: { users: number; customers: number; seed: string }) {
  const { fillInstallation } = await import('./generate/index.ts')
  return await withDatabase(config, false, async (database, log) => {
    await migrate(database.ownerPool, log)
    return await fillInstallation(database, options, log)
  })
}

/** Writes a CSV for an import into one customer, reading its locations, sites and packages from the running hub's database. */
export async function generateCsv(
  config: Config,
  options: {
    file: string
    rows: number
    organization: string
    faults: 'none' | 'every' | number
    seed: string
    demo: boolean
  },
) {
  const { writeCsvFile } = await import('./generate/index.ts')
  return await withData(config, options.demo, async (database) => await writeCsvFile(database, options))
}

/** Writes files that an import into this customer refuses whole, by the hub's own limits. */
export async function generateFaultyFiles(
  config: Config,
  options: { file: string; organization: string; fault: string; seed: string; demo: boolean },
) {
  const { csvFileFaults, writeFaultyFiles } = await import('./generate/index.ts')
  const fault =
    options.fault === 'every'
      ? 'every'
      : csvFileFaults.find((code) => code.endsWith(`.${options.fault.replace('imports.', '')}`))
  if (!fault) return null
  const limits = { bytes: config.IMPORT_BYTES, rows: config.IMPORT_ROWS }
  return await withData(
    config,
    options.demo,
    async (database) => await writeFaultyFiles(database, { ...options, fault, limits }),
  )
}

/** For commands that read what a hub has written: a forgotten DATA_DIR makes no empty database. */
async function withData<Result>(
  config: Config,
  demo: boolean,
  work: (database: DatabaseHandle, log: Log) => Promise<Result>,
): Promise<Result> {
  requireFolder(placeOf(config, demo))
  return await withDatabase(config, demo, async (database, log) => {
    await requireKept(database.ownerPool, placeOf(config, demo))
    return await work(database, log)
  })
}

/** The audit of every partner, checked whole, and against the checkpoints of a file where one is given; null where it holds none. */
export async function verifyAudit(config: Config, demo: boolean, file: string | null) {
  const checkpoints = file === null ? [] : readCheckpoints(file)
  if (!checkpoints) return null
  return await withData(config, demo, async (database, log) => {
    const verdicts: (Verdict & { partnerId: string; name: string; checkpoints: number })[] = []
    for (const { id, name, own } of await partnersOf(database, config, demo, log)) {
      const marks = checkpoints.filter(({ partnerId }) => partnerId === id).map(markOf)
      verdicts.push({ partnerId: id, name, checkpoints: marks.length, ...(await verifyChain(own, marks)) })
    }
    // A chain that is gone with its partner is cut off as well.
    for (const { partnerId, number, position } of checkpoints) {
      if (verdicts.some((verdict) => verdict.partnerId === partnerId)) continue
      const fault = { kind: 'cut_off' as const, seal: number, position }
      verdicts.push({
        partnerId,
        name: partnerId,
        checkpoints: 1,
        holds: false,
        events: 0,
        throughPosition: 0,
        throughSeal: 0,
        fault,
        faults: [fault],
      })
    }
    return verdicts
  })
}

/** Seals what there is and signs it: one checkpoint for each partner that has any event. */
export async function signAudit(config: Config, demo: boolean) {
  return await withData(config, demo, async (database, log) => {
    const made = []
    for (const { own } of await partnersOf(database, config, demo, log)) {
      await sealAll(own)
      const { rows } = await database.ownerPool.query('select 1 from audit_events where partner_id = $1 limit 1', [
        own.actor?.partnerId,
      ])
      if (rows.length > 0) made.push(await own.transaction(makeCheckpoint))
    }
    return made
  })
}

async function partnersOf(database: DatabaseHandle, config: Config, demo: boolean, log: Log) {
  const { rows } = await database.ownerPool.query<{ id: string; name: string }>(
    'select id, name from partners order by id',
  )
  const parts = {
    database,
    config,
    demo,
    log,
    hubUrl: () => config.PUBLIC_URL ?? '',
    clock: () => new Date(),
    record: recordAct,
    queue: (): Queue => {
      throw new Error('a local command enqueues nothing')
    },
  }
  const request = { signal: new AbortController().signal, trackingId: 'CORDBOARD_cli', language: 'en' as const }
  return rows.map(({ id, name }) => ({ id, name, own: makeContext(parts, systemActor(id), request) }))
}
