import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, posix, relative, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { makeDataFolder } from './data-folder.ts'
import type { EmbeddedConnection } from './embedded-postgres.ts'
import {
  type BinaryPackage,
  clusterFolder,
  giveToServer,
  lockDataFolder,
  prepareBinaries,
} from './embedded-postgres-files.ts'

/** A backup is restored into an empty folder only. */
export class DataFolderNotEmpty extends Error {
  constructor(dataDir: string, found: string) {
    super(`${dataDir} is not empty (it holds ${found}); a backup is restored into an empty folder only.`)
    this.name = 'DataFolderNotEmpty'
  }
}

/** The archive is not one of ours, or was cut off. */
export class BackupUnusable extends Error {
  constructor(file: string, reason: string) {
    super(`${file} cannot be restored: ${reason}.`)
    this.name = 'BackupUnusable'
  }
}

/**
 * PostgreSQL's own online base backup into one `.tar.gz`, while the hub works. The server must run on this machine.
 * The file appears under its name when it is whole. Source: "Making a Base Backup Using the Low Level API".
 */
export async function backupEmbedded(options: {
  dataDir: string
  connection: EmbeddedConnection
  toFile: string
}): Promise<{ bytes: number }> {
  const folder = await realpath(clusterFolder(options.dataDir))
  const toFile = resolve(options.toFile)
  const target = join(await realpath(dirname(toFile)), basename(toFile))
  if (target.startsWith(folder + sep)) throw new Error('A backup cannot lie inside the cluster it is made of.')
  const draft = `${target}.part`
  const client = new pg.Client({ ...options.connection, ssl: false, application_name: 'cordboard backup' })
  // A lost connection fails the next statement, which is enough.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const file = createWriteStream(draft, { mode: 0o600, flush: true })
    // Level 1: three times as fast as the usual one for about a sixth more bytes.
    await pipeline(Readable.from(archive(client, folder), { objectMode: false }), createGzip({ level: 1 }), file)
    await rename(draft, target)
    return { bytes: (await stat(target)).size }
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Makes a data folder from a backup; the next start brings it to the state at the backup's end. Throws DataFolderInUse,
 * DataFolderNotEmpty or BackupUnusable, and leaves the folder empty then.
 */
export async function restoreEmbedded(options: {
  fromFile: string
  dataDir: string
  binaries?: BinaryPackage
}): Promise<void> {
  makeDataFolder(options.dataDir)
  const dataDir = await realpath(options.dataDir)
  const lock = await lockDataFolder(dataDir)
  try {
    const found = (await readdir(dataDir)).find((name) => !name.startsWith('hub.lock') && name !== draftName)
    if (found !== undefined) throw new DataFolderNotEmpty(dataDir, found)
    const draft = join(dataDir, draftName)
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { mode: 0o700 })
    try {
      await unpack(options.fromFile, draft)
      const binaries = await prepareBinaries(dataDir, options.binaries ?? 'embedded-postgres')
      const made = (await readFile(join(draft, 'PG_VERSION'), 'utf8')).trim()
      if (Number(made) !== binaries.major) {
        const reason = `it was made by PostgreSQL ${made}, and this release brings ${binaries.version}`
        throw new BackupUnusable(options.fromFile, reason)
      }
      await giveToServer(binaries, draft)
      await binaries.run('initdb', ['--sync-only', '-D', draft])
      await rename(draft, clusterFolder(dataDir))
    } catch (error) {
      await rm(draft, { recursive: true, force: true })
      throw error
    }
  } finally {
    await lock.release()
  }
}

/** A start clears what begins like this, so a restore that was cut off leaves nothing behind. */
const draftName = 'postgres.new-restore'
const root = 'postgres'
const block = 512
const chunkBytes = 256 * 1024

/** The order matters: `pg_control` after all other files, and the log that was written meanwhile after the end. */
async function* archive(client: pg.Client, folder: string): AsyncGenerator<Buffer> {
  await client.query('set statement_timeout = 0')
  // Keeps the log that the backup needs from being reused; it goes with this session.
  await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
    `backup_${randomBytes(8).toString('hex')}`,
  ])
  const begun = await one(client, `select pg_backup_start('cordboard', true)::text as lsn`)
  if ((await readdir(join(folder, 'pg_tblspc'))).length > 0) {
    throw new Error('The cluster has tablespaces outside its folder; a backup of these is not supported.')
  }
  yield* directory(folder, '')
  yield* content(`${root}/global/pg_control`, await readFile(join(folder, 'global', 'pg_control')))

  const ended = await one(
    client,
    `select b.lsn::text as lsn, b.labelfile as label, pg_walfile_name(b.lsn) as file,
            pg_size_bytes(current_setting('wal_segment_size'))::text as segment
       from pg_backup_stop(false) b`,
  )
  yield* content(`${root}/backup_label`, Buffer.from(String(ended.label)))
  const timeline = String(ended.file).slice(0, 8)
  for (const name of logFiles(timeline, String(begun.lsn), String(ended.lsn), BigInt(String(ended.segment)))) {
    yield* file(join(folder, 'pg_wal', name), `${root}/pg_wal/${name}`, true)
  }
  yield Buffer.alloc(2 * block)
}

async function one(client: pg.Client, statement: string): Promise<Record<string, unknown>> {
  const answer = await client.query<Record<string, unknown>>(statement)
  const row = answer.rows[0]
  if (row === undefined) throw new Error('The database gave no answer.')
  return row
}

/** Folders whose content is of this server's life only, or comes later. */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_subtrans',
])

function leftOut(path: string): boolean {
  const name = posix.basename(path)
  if (name.startsWith('pgsql_tmp') || name.startsWith('pg_internal.init')) return true
  return ['postmaster.pid', 'postmaster.opts', 'global/pg_control', 'backup_label', 'tablespace_map'].includes(path)
}

async function* directory(folder: string, path: string): AsyncGenerator<Buffer> {
  yield header(posix.join(root, path), 0, '5')
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    const below = posix.join(path, entry.name)
    if (leftOut(below)) continue
    if (entry.isDirectory()) {
      if (emptied.has(below)) yield* emptyTree(folder, below)
      else yield* directory(folder, below)
    } else if (entry.isFile()) {
      yield* file(join(folder, below), posix.join(root, below), false)
    }
  }
}

/** The folders themselves must be there, such as `pg_wal/archive_status`. */
async function* emptyTree(folder: string, path: string): AsyncGenerator<Buffer> {
  yield header(posix.join(root, path), 0, '5')
  if (path !== 'pg_wal') return
  for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
    if (entry.isDirectory()) yield header(posix.join(root, path, entry.name), 0, '5')
  }
}

/**
 * Files change and vanish while they are read, and the log repairs that; what a file gained since its size was told is
 * left out, and what it lost is zeros.
 */
async function* file(path: string, name: string, required: boolean): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r').catch((error) => {
    if (!required && error.code === 'ENOENT') return null
    throw error
  })
  if (handle === null) return
  try {
    const { size } = await handle.stat()
    yield header(name, size, '0')
    let position = 0
    while (position < size) {
      const wanted = Math.min(chunkBytes, size - position)
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(wanted), 0, wanted, position)
      if (bytesRead === 0) {
        if (required) throw new Error(`${path} became shorter while it was read.`)
        yield Buffer.alloc(wanted)
        position += wanted
      } else {
        yield buffer.subarray(0, bytesRead)
        position += bytesRead
      }
    }
    yield padding(size)
  } finally {
    await handle.close()
  }
}

function* content(name: string, bytes: Buffer): Generator<Buffer> {
  yield header(name, bytes.length, '0')
  yield bytes
  yield padding(bytes.length)
}

function padding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block)
}

/** One block of the ustar format (POSIX.1-1988). PostgreSQL's files have at most 1 GB and short names. */
function header(name: string, size: number, kind: '0' | '5'): Buffer {
  const full = kind === '5' ? `${name}/` : name
  if (Buffer.byteLength(full) > 100) throw new Error(`${full} is too long a name for the archive.`)
  const bytes = Buffer.alloc(block)
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`
  bytes.write(full, 0)
  bytes.write(octal(kind === '5' ? 0o700 : 0o600, 8), 100)
  bytes.write(octal(0, 8), 108)
  bytes.write(octal(0, 8), 116)
  bytes.write(octal(size, 12), 124)
  bytes.write(octal(Math.floor(Date.now() / 1000), 12), 136)
  bytes.write('        ', 148)
  bytes.write(kind, 156)
  bytes.write('ustar\x0000', 257)
  bytes.write(`${octal(checksum(bytes), 7)} `, 148)
  return bytes
}

/** The sum of all bytes, in which the sum's own field counts as blanks. */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (let index = 0; index < block; index += 1) sum += index >= 148 && index < 156 ? 32 : (bytes[index] ?? 0)
  return sum
}

/** The log's files from the one that holds `from` to the one that holds the last byte before `to`. */
function logFiles(timeline: string, from: string, to: string, segment: bigint): string[] {
  const position = (lsn: string): bigint => {
    const [high, low] = lsn.split('/')
    return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
  }
  const perName = 0x1_0000_0000n / segment
  const hex = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0')
  const names: string[] = []
  for (let number = position(from) / segment; number <= (position(to) - 1n) / segment; number += 1n) {
    names.push(`${timeline}${hex(number / perName)}${hex(number % perName)}`)
  }
  return names
}

async function unpack(fromFile: string, into: string): Promise<void> {
  const unusable = (reason: string): BackupUnusable => new BackupUnusable(fromFile, reason)
  if (!(await lstat(fromFile)).isFile()) throw unusable('it is not a file')
  let whole = false
  try {
    await pipeline(createReadStream(fromFile), createGunzip(), async (source: AsyncIterable<Buffer>) => {
      const reader = blocks(source)
      for (;;) {
        const head = await reader.take(block)
        if (head.every((byte) => byte === 0)) break
        await unpackEntry(head, reader, into, unusable)
      }
      whole = true
      // To the end, so that the sum over the whole archive is checked.
      while ((await reader.some(chunkBytes)) !== null);
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code.startsWith('Z_') || error instanceof EndOfArchive) throw unusable('it is damaged or was cut off')
    throw error
  }
  const complete = whole && (await lstat(join(into, 'backup_label')).catch(() => null)) !== null
  if (!complete) throw unusable('it holds no whole backup')
}

async function unpackEntry(
  head: Buffer,
  reader: BlockReader,
  into: string,
  unusable: (reason: string) => BackupUnusable,
): Promise<void> {
  const text = (from: number, length: number): string => {
    const field = head.subarray(from, from + length)
    const end = field.indexOf(0)
    return field.toString('utf8', 0, end === -1 ? length : end)
  }
  if (Number.parseInt(text(148, 8), 8) !== checksum(head)) throw unusable('it is no archive of ours')
  const name = text(0, 100)
  const path = relative(root, posix.normalize(name))
  const outside = path.startsWith('..') || posix.isAbsolute(name) || (name !== root && !name.startsWith(`${root}/`))
  if (outside) throw unusable(`it holds ${name}`)
  const target = join(into, path)
  const kind = text(156, 1)
  if (kind === '5') {
    await mkdir(target, { recursive: true, mode: 0o700 })
    return
  }
  if (kind !== '0') throw unusable(`it holds ${name}, which is no plain file`)
  const size = Number.parseInt(text(124, 12), 8)
  const handle = await open(target, 'wx', 0o600)
  try {
    let left = size
    while (left > 0) {
      const part = await reader.some(left)
      if (part === null) throw new EndOfArchive()
      await handle.writeFile(part)
      left -= part.length
    }
  } finally {
    await handle.close()
  }
  await reader.take((block - (size % block)) % block)
}

class EndOfArchive extends Error {}

type BlockReader = {
  /** Exactly so many bytes. */
  take(length: number): Promise<Buffer>
  /** At most so many bytes, null at the end. */
  some(length: number): Promise<Buffer | null>
}

function blocks(source: AsyncIterable<Buffer>): BlockReader {
  const iterator = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const some = async (length: number): Promise<Buffer | null> => {
    while (rest.length === 0) {
      const next = await iterator.next()
      if (next.done === true) return null
      rest = next.value
    }
    const part = rest.subarray(0, length)
    rest = rest.subarray(length)
    return part
  }
  const take = async (length: number): Promise<Buffer> => {
    const parts: Buffer[] = []
    let left = length
    while (left > 0) {
      const part = await some(left)
      if (part === null) throw new EndOfArchive()
      parts.push(part)
      left -= part.length
    }
    return Buffer.concat(parts)
  }
  return { take, some }
}
