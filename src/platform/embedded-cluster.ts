import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { type Binaries, EmbeddedPostgresUnavailable, giveToServer, hasSharedMemory } from './embedded-postgres-files.ts'

export const owner = 'cordboard_owner'
export const passwordFile = 'cordboard-owner-password'
export const onWindows = process.platform === 'win32'

export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Made aside and renamed when whole: a kill during the first start leaves nothing that looks like a cluster. */
export async function ensureCluster(dataDir: string, folder: string, binaries: Binaries, log: Log): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith('postgres.new')) await removeDraft(join(dataDir, name), log)
  }
  const present = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (present === '') {
    // A name of its own: an initdb that outlived a killed hub still works on the one before, and clears it in the end.
    const draft = join(dataDir, `postgres.new-${randomBytes(4).toString('hex')}`)
    try {
      await makeCluster(draft, binaries)
    } catch (error) {
      await removeDraft(draft, log)
      throw error
    }
    await rename(draft, folder)
    log.info({ folder, version: binaries.version }, 'Made a new database cluster.')
  } else if (Number(present) !== binaries.major) {
    throw new EmbeddedPostgresUnavailable(
      `${folder} was made by PostgreSQL ${present}, and this release brings ${binaries.version}.`,
      'Start the release that made it and move its data with pg_dump, or set DATABASE_URL to a server that holds them.',
    )
  } else if (binaries.account !== undefined && (await stat(folder)).uid !== binaries.account) {
    await giveToServer(binaries, folder)
  }
}

async function removeDraft(path: string, log: Log): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  } catch (error) {
    log.warn({ path, err: error }, 'What an earlier first start left could not be removed.')
  }
}

async function makeCluster(draft: string, binaries: Binaries): Promise<void> {
  await mkdir(draft, { mode: 0o700 })
  await giveToServer(binaries, draft)
  const builtin = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  // Who reaches the socket is decided by its private folder; a network port has a password instead.
  const password = randomBytes(24).toString('base64url')
  const draftPassword = `${draft}-password`
  if (onWindows) await writeFile(draftPassword, password, { mode: 0o600 })
  const access = onWindows
    ? ['--auth=scram-sha-256', `--pwfile=${draftPassword}`]
    : ['--auth-local=trust', '--auth-host=reject']
  await binaries.initialize([
    ...['-D', draft, '-U', owner, '--encoding=UTF8', '--data-checksums', '--no-instructions', ...access],
    ...(binaries.major >= 17 ? builtin : ['--locale=C']),
  ])
  // It lies inside the cluster, so that a backup of the cluster can be opened again.
  if (onWindows) await rename(draftPassword, join(draft, passwordFile))
}

export async function serverSettings(own: Record<string, string>): Promise<Record<string, string>> {
  return {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${sharedMegabytes()}MB`,
    dynamic_shared_memory_type: onWindows ? 'windows' : (await hasSharedMemory()) ? 'posix' : 'mmap',
    // An import of a million rows writes some 5 GB: each checkpoint on its way has it write whole pages again. More takes the disk, and time
    // to recover after a crash: some six seconds for each GB, of which small imports one after another would gather as many in a longer time.
    max_wal_size: '8GB',
    checkpoint_timeout: '5min',
    // With the usual 16 MB the two appliers of an import wait for one another to write the log: a tenth of its time.
    wal_buffers: '64MB',
    // Else each 16 MB of log are written twice, first as zeros, and forced to the disk at every megabyte, while all who write wait: up to a fifth
    // of the time of the two appliers. A commit forces its own log as ever, and what nobody waits for goes to the disk five times a second.
    wal_init_zero: 'off',
    wal_writer_flush_after: '64MB',
    // The bundles are built without lz4.
    wal_compression: 'on',
    random_page_cost: '1.1',
    // A statement whose hub was killed ends by itself instead of working on for nobody.
    ...(process.platform === 'linux' ? { client_connection_check_interval: '2s' } : {}),
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // The server's output is our file, which is bounded by us.
    logging_collector: 'off',
    ...own,
  }
}

/**
 * An eighth of the memory: more slows a small machine's other programs; less has a large import write and read its index pages again and
 * again, which took a seventh more of the processor with a third of what the import touches.
 */
function sharedMegabytes(): number {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.max(64, Math.min(3072, Math.floor(memory / 8 / 1024 / 1024)))
}

export function settingsMark(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(';')
}
