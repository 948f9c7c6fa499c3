import { closeSync, openSync } from 'node:fs'
import { copyFile, lstat, readFile, realpath, rm, rmdir, stat, truncate } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { makeDataFolder } from './data-folder.ts'
import {
  ensureCluster,
  type Log,
  onWindows,
  owner,
  passwordFile,
  serverSettings,
  settingsMark,
} from './embedded-cluster.ts'
import {
  type Binaries,
  type BinaryPackage,
  clusterFolder,
  errorCode,
  lockDataFolder,
  prepareBinaries,
  processesOf,
  processLives,
  runtimeFolder,
} from './embedded-postgres-files.ts'

export type { Log } from './embedded-cluster.ts'
export { DataFolderInUse, EmbeddedPostgresUnavailable } from './embedded-postgres-files.ts'

export type EmbeddedConnection = { host: string; port: number; user: string; password?: string; database: string }

export type EmbeddedPostgres = {
  /** Parameters for `pg` as the cluster's owner, a superuser. They stay the same when the server is started again. */
  connection: EmbeddedConnection
  version: string
  /** Whether the server answers. */
  isUp(): boolean
  onChange(listener: (up: boolean) => void): void
  /** Stops the server and frees the data folder. May be called often, also at once. */
  stop(): Promise<void>
}

/**
 * Starts the bundled PostgreSQL on a data folder, or adopts the one that a killed hub left running there, and keeps it
 * running until it is stopped. Throws DataFolderInUse where another hub works on the folder, and
 * EmbeddedPostgresUnavailable where this system cannot run it.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string
  database?: string
  log: Log
  settings?: Record<string, string>
  binaries?: BinaryPackage
}): Promise<EmbeddedPostgres> {
  makeDataFolder(options.dataDir)
  const dataDir = await realpath(options.dataDir)
  const lock = await lockDataFolder(dataDir)
  try {
    const binaries = await prepareBinaries(dataDir, options.binaries ?? 'embedded-postgres')
    const folder = clusterFolder(dataDir)
    await ensureCluster(dataDir, folder, binaries, options.log)
    const password = await readFile(join(folder, passwordFile), 'utf8').catch(() => undefined)
    const cluster: Cluster = {
      dataDir,
      folder,
      binaries,
      log: options.log,
      settings: options.settings ?? {},
      connection: {
        host: '',
        port: 0,
        user: owner,
        database: options.database ?? 'cordboard',
        ...(password === undefined ? {} : { password }),
      },
      stopping: false,
    }
    const running = await bringUp(cluster)
    try {
      await ensureDatabase(running.client, cluster.connection.database)
    } catch (error) {
      await running.client.end()
      await shutDown(cluster, running.pid)
      throw error
    }
    return watched(cluster, running, lock.release)
  } catch (error) {
    await lock.release()
    throw error
  }
}

type Cluster = {
  dataDir: string
  folder: string
  binaries: Binaries
  log: Log
  settings: Record<string, string>
  connection: EmbeddedConnection
  stopping: boolean
}

/** A server that answered, and the connection over which its end is noticed at once. */
type Running = { pid: number; client: pg.Client }

type Postmaster = { pid: number; port: number; host: string }

/** A killed server's id can stay in use for a second or two; longer, and something else is wrong. */
const staleLockMilliseconds = 10_000
/** Shorter, and a mere overload is taken for a server that hangs; longer, and requests pile up before one that does. */
const answerMilliseconds = 30_000
const logLimitBytes = 32 * 1024 * 1024

function watched(cluster: Cluster, first: Running, release: () => Promise<void>): EmbeddedPostgres {
  const listeners: ((up: boolean) => void)[] = []
  let up = true
  let running = first
  const tell = (now: boolean): void => {
    if (up === now) return
    up = now
    for (const listener of listeners) listener(now)
  }

  const watch = async (): Promise<void> => {
    while (!cluster.stopping) {
      await lossOf(running.client, cluster)
      if (cluster.stopping) return
      // The connection alone may have been ended by an administrator: then the server still answers.
      const again = await connect(cluster, cluster.connection).catch(() => null)
      if (again !== null) {
        running = { ...running, client: again }
        continue
      }
      tell(false)
      cluster.log.warn({ pid: running.pid }, 'The database server does not answer; bringing it back.')
      const back = await bringBack(cluster)
      if (back === null) return
      running = back
      cluster.log.info({ pid: running.pid }, 'The database server answers again.')
      tell(true)
    }
  }
  const watching = watch().catch((error) => cluster.log.error({ err: error }, 'Watching the database server failed.'))

  const stop = async (): Promise<void> => {
    cluster.stopping = true
    await running.client.end().catch(() => undefined)
    await watching
    tell(false)
    const postmaster = await readPostmaster(cluster.folder)
    await shutDown(cluster, postmaster?.pid ?? running.pid)
    await clearSocket(cluster.connection)
    await release()
  }
  let stopped: Promise<void> | undefined
  return {
    connection: { ...cluster.connection },
    version: cluster.binaries.version,
    isUp: () => up,
    onChange: (listener) => {
      listeners.push(listener)
    },
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

/** Ends when the connection ends, or when the server has not answered on it for long. */
function lossOf(client: pg.Client, cluster: Cluster): Promise<void> {
  return new Promise((done) => {
    let late: NodeJS.Timeout | undefined
    const timer = setInterval(() => {
      boundLog(cluster).catch(() => undefined)
      // A cleaner of temporary folders may take the socket away: this session lives on, and no new one can begin.
      if (!onWindows) lstat(socketPath(cluster.connection)).catch(finish)
      if (late !== undefined) return
      late = setTimeout(finish, answerMilliseconds)
      client.query('select 1').then(
        () => {
          clearTimeout(late)
          late = undefined
        },
        () => finish(),
      )
    }, 5_000)
    const finish = (): void => {
      clearInterval(timer)
      clearTimeout(late)
      drop(client)
      done()
    }
    client.once('end', finish)
    client.once('error', finish)
    // Its end may have come before anybody listened.
    client.query('select 1').catch(finish)
  })
}

/** Null when the hub stops meanwhile. */
async function bringBack(cluster: Cluster): Promise<Running | null> {
  let pause = 250
  while (!cluster.stopping) {
    try {
      return await bringUp(cluster)
    } catch (error) {
      if (cluster.stopping) return null
      cluster.log.error({ err: error }, 'The database server could not be started; trying again.')
      await delay(pause)
      pause = Math.min(pause * 2, 10_000)
    }
  }
  return null
}

async function bringUp(cluster: Cluster): Promise<Running> {
  const settings = await serverSettings(cluster.settings)
  const begun = Date.now()
  for (;;) {
    // Each time anew: a server that a killed hub was just starting comes up meanwhile.
    const adopted = await adopt(cluster, settings)
    if (adopted !== null) return adopted
    await clearLeftovers(cluster, Date.now() - begun)
    try {
      return await launch(cluster, settings)
    } catch (error) {
      const held = error instanceof Error && /postmaster\.pid|shared memory block|lock file/.test(error.message)
      if (!held || cluster.stopping || Date.now() - begun > staleLockMilliseconds) throw error
      await delay(250)
    }
  }
}

/** Takes over a server that already runs on this cluster; null where none does. */
async function adopt(cluster: Cluster, settings: Record<string, string>): Promise<Running | null> {
  const begun = Date.now()
  for (;;) {
    const found = await readPostmaster(cluster.folder)
    if (found === null || !(await serves(found.pid, cluster.folder))) return null
    if (cluster.stopping) throw new Error('The hub stops.')
    let client: pg.Client
    try {
      client = await connect(cluster, found)
    } catch (error) {
      // It makes its socket before it names it in postmaster.pid, so a socket that is not there was cleaned away.
      const unreachable = ['ENOENT', 'ECONNREFUSED'].includes(errorCode(error))
      if (unreachable && Date.now() - begun > 2_000) {
        cluster.log.warn({ pid: found.pid }, 'The database server has lost its socket; starting it anew.')
        await shutDown(cluster, found.pid)
        return null
      }
      await delay(50)
      continue
    }
    if (await isAsWanted(client, found, cluster, settings)) {
      if (cluster.connection.host === '') {
        Object.assign(cluster.connection, { host: found.host, port: found.port })
        cluster.log.info({ pid: found.pid }, 'Took over the database server that was running.')
      }
      return { pid: found.pid, client }
    }
    drop(client)
    cluster.log.info({ pid: found.pid }, 'The database server runs with other settings; starting it anew.')
    await shutDown(cluster, found.pid)
    return null
  }
}

async function isAsWanted(
  client: pg.Client,
  found: Postmaster,
  cluster: Cluster,
  settings: Record<string, string>,
): Promise<boolean> {
  const answer = await client.query<{ folder: string; version: string; mark: string | null }>(
    `select current_setting('data_directory') as folder, current_setting('server_version') as version,
            current_setting('cordboard.settings', true) as mark`,
  )
  const row = answer.rows[0]
  if (row === undefined || (await realpath(row.folder)) !== cluster.folder) {
    drop(client)
    throw new Error(`Another database server answers on ${found.host}, port ${found.port}.`)
  }
  // Once told, the connection stays the same.
  const { host, port } = cluster.connection
  const moved = host !== '' && (host !== found.host || port !== found.port)
  return !moved && row.version.startsWith(cluster.binaries.version) && row.mark === settingsMark(settings)
}

async function launch(cluster: Cluster, settings: Record<string, string>): Promise<Running> {
  const { connection } = cluster
  if (onWindows) {
    if (connection.port === 0) Object.assign(connection, { host: '127.0.0.1', port: await freePort() })
  } else {
    const wanted = connection.host === '' ? undefined : connection.host
    const host = await runtimeFolder(cluster.dataDir, wanted)
    Object.assign(connection, { host, port: connection.port === 0 ? await unusedName(host) : connection.port })
  }
  const place: Record<string, string> = onWindows
    ? { listen_addresses: '127.0.0.1', port: String(connection.port) }
    : { unix_socket_directories: connection.host, port: String(connection.port) }
  const all = { ...settings, ...place, 'cordboard.settings': settingsMark(settings) }
  const args = ['-D', cluster.folder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  await boundLog(cluster)
  return onWindows ? await launchOnWindows(cluster, args) : await launchDirectly(cluster, args)
}

/**
 * PostgreSQL is our own child rather than that of a pg_ctl that has gone: so its end is seen at once, it leaves no
 * zombie, and no shell is needed.
 */
async function launchDirectly(cluster: Cluster, args: string[]): Promise<Running> {
  const path = logPath(cluster)
  const from = (await stat(path).catch(() => ({ size: 0 }))).size
  const file = openSync(path, 'a', 0o600)
  const child = cluster.binaries.launch(args, file)
  closeSync(file)
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`
  })
  child.unref()
  let told = Date.now()
  for (;;) {
    if (ended !== undefined || child.pid === undefined) {
      throw new Error(`The database server did not start: ${ended ?? 'no process'}. ${await logSince(path, from)}`)
    }
    if (cluster.stopping) {
      await shutDown(cluster, child.pid)
      throw new Error('The hub stops.')
    }
    const ours = (await readPostmaster(cluster.folder))?.pid === child.pid
    const client = ours ? await connect(cluster, cluster.connection).catch(() => null) : null
    if (client !== null) {
      cluster.log.info({ pid: child.pid, version: cluster.binaries.version }, 'The database server runs.')
      return { pid: child.pid, client }
    }
    if (Date.now() - told > 10_000) {
      told = Date.now()
      cluster.log.info({ pid: child.pid }, 'The database server is still starting; it may be recovering.')
    }
    await delay(20)
  }
}

/** Here pg_ctl is needed: it starts the server with fewer rights where an administrator starts the hub. */
async function launchOnWindows(cluster: Cluster, args: string[]): Promise<Running> {
  const rest = args.slice(2).map((arg) => (arg === '-c' ? arg : `"${arg.replaceAll('"', '\\"')}"`))
  const path = logPath(cluster)
  await cluster.binaries.run('pg_ctl', [
    'start',
    '-w',
    '-t',
    '600',
    '-D',
    cluster.folder,
    '-l',
    path,
    '-o',
    rest.join(' '),
  ])
  const postmaster = await readPostmaster(cluster.folder)
  if (postmaster === null) throw new Error('The database server did not start.')
  return { pid: postmaster.pid, client: await connect(cluster, cluster.connection) }
}

/** What `pg_ctl stop -m fast` does; by signal, because pg_ctl refuses root as the server does. */
async function shutDown(cluster: Cluster, pid: number): Promise<void> {
  if (onWindows) {
    await cluster.binaries
      .run('pg_ctl', ['stop', '-w', '-t', '60', '-m', 'fast', '-D', cluster.folder])
      .catch(() => undefined)
    return
  }
  // `fast` waits for a checkpoint; after a minute the next start does that work from the log instead.
  for (const [signal, milliseconds] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!(await serves(pid, cluster.folder))) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    const begun = Date.now()
    while (Date.now() - begun < milliseconds) {
      if (!(await processLives(pid))) return
      await delay(20)
    }
    cluster.log.warn({ pid, signal }, 'The database server takes long to stop.')
  }
  throw new Error(`The database server ${pid} does not stop.`)
}

/**
 * After a kill -9 the server's own lock may name a process id that is a zombie, or that something else was given
 * since (usual when a container starts again); and sessions may live on that keep the next server from starting.
 */
async function clearLeftovers(cluster: Cluster, waited: number): Promise<void> {
  const postmaster = await readPostmaster(cluster.folder)
  if (postmaster === null) return
  const left = await processesOf(cluster.folder)
  if (left === null) return
  if (left.length === 0) {
    if ((await readPostmaster(cluster.folder))?.pid !== postmaster.pid) return
    await rm(join(cluster.folder, 'postmaster.pid'), { force: true })
  } else if (waited > staleLockMilliseconds / 2 && !(await processLives(postmaster.pid))) {
    for (const pid of left) process.kill(pid, 'SIGQUIT')
  }
}

/** Whether this process is the server of this cluster, as far as the system shows it. */
async function serves(pid: number, folder: string): Promise<boolean> {
  if (!(await processLives(pid))) return false
  const all = await processesOf(folder)
  return all === null || all.includes(pid)
}

async function readPostmaster(folder: string): Promise<Postmaster | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3] ?? 0), host: onWindows ? '127.0.0.1' : (lines[4] ?? '') }
}

async function connect(
  cluster: Cluster,
  at: { host: string; port: number },
  database = 'postgres',
): Promise<pg.Client> {
  if (at.host === '') throw new Error('The database server has no socket yet.')
  const { user, password } = cluster.connection
  const client = new pg.Client({
    host: at.host,
    port: at.port,
    user,
    database,
    ssl: false,
    application_name: 'cordboard watch',
    connectionTimeoutMillis: 5_000,
    ...(password === undefined ? {} : { password }),
  })
  // A lost connection is an event and must not end the hub; who cares listens besides.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    drop(client)
    throw error
  }
}

function drop(client: pg.Client): void {
  client.end().catch(() => undefined)
}

/** A server that ended by itself, or whose folder was deleted, leaves its socket behind. */
async function clearSocket(at: EmbeddedConnection): Promise<void> {
  if (onWindows) return
  await rm(socketPath(at), { force: true })
  await rm(`${socketPath(at)}.lock`, { force: true })
  await rmdir(at.host).catch(() => undefined)
}

function socketPath(at: { host: string; port: number }): string {
  return join(at.host, `.s.PGSQL.${at.port}`)
}

async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [database])
  if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(database)}`)
}

function logPath(cluster: Cluster): string {
  return join(cluster.dataDir, 'postgres.log')
}

/** The server appends through a file it was given, so the file is emptied rather than replaced. */
async function boundLog(cluster: Cluster): Promise<void> {
  const path = logPath(cluster)
  const found = await stat(path).catch(() => null)
  if (found === null || found.size < logLimitBytes) return
  await copyFile(path, `${path}.1`)
  await truncate(path)
}

async function logSince(path: string, from: number): Promise<string> {
  const content = await readFile(path).catch(() => Buffer.alloc(0))
  return content.subarray(from).toString('utf8').trim().slice(-2_000)
}

/**
 * A socket's port is but a part of its name. The name can be taken: where a data folder was deleted under a running
 * server and made again, the old server answers for another minute.
 */
async function unusedName(host: string): Promise<number> {
  for (let port = 5432; port < 5442; port += 1) {
    const answers = await new Promise<boolean>((done) => {
      const socket = createConnection(socketPath({ host, port }))
      socket.once('error', () => done(false))
      socket.once('connect', () => {
        socket.destroy()
        done(true)
      })
    })
    if (!answers) return port
  }
  throw new Error(`Other database servers answer in ${host}.`)
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
