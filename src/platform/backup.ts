import { spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { backupEmbedded, restoreEmbedded } from './embedded-backup.ts'
import type { Log } from './embedded-postgres.ts'
import { requireKeptAt } from './kept-data.ts'
import { withEmbeddedPostgres } from './running-postgres.ts'

export type BackupPlace = { kind: 'embedded'; dataDir: string } | { kind: 'server'; url: string }

/** The whole database into one file: an online base backup of the embedded server, or pg_dump's own format of another. */
export async function backupTo(file: string, place: BackupPlace, log: Log): Promise<{ bytes: number }> {
  if (place.kind === 'embedded') {
    return await withEmbeddedPostgres(place.dataDir, log, async (connection) => {
      await requireKeptAt(connection, place)
      return await backupEmbedded({ dataDir: place.dataDir, connection, toFile: file })
    })
  }
  await requireKeptAt({ connectionString: place.url }, place)
  await run('pg_dump', ['--format=custom', '--no-owner', `--file=${file}`], place.url)
  return { bytes: (await stat(file)).size }
}

/** Into an empty data folder, or an empty database of the server. */
export async function restoreFrom(file: string, place: BackupPlace): Promise<{ into: string }> {
  if (place.kind === 'embedded') {
    await restoreEmbedded({ fromFile: file, dataDir: place.dataDir })
    return { into: place.dataDir }
  }
  await run(
    'pg_restore',
    ['--exit-on-error', '--single-transaction', '--no-owner', `--dbname=${place.url}`, file],
    place.url,
  )
  return { into: 'the database of DATABASE_URL' }
}

/** The address goes by the environment: a password on the command line could be read by every user of the machine. */
async function run(program: 'pg_dump' | 'pg_restore', args: string[], url: string): Promise<void> {
  const environment = { ...process.env, ...connectionEnvironment(url) }
  const safeArgs = args.map((argument) =>
    argument.startsWith('--dbname=') ? `--dbname=${new URL(url).pathname.slice(1)}` : argument,
  )
  await new Promise<void>((resolve, reject) => {
    const child = spawn(program, safeArgs, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (part) => {
      said = (said + String(part)).slice(-4000)
    })
    child.on('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT'
      reject(
        missing
          ? new Error(
              `${program} is needed for a database of DATABASE_URL and was not found; install PostgreSQL's client programs.`,
            )
          : error,
      )
    })
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed: ${said.trim()}`))))
  })
}

function connectionEnvironment(text: string): Record<string, string> {
  const url = new URL(text)
  const host = url.searchParams.get('host') ?? url.hostname
  const port = url.searchParams.get('port') ?? url.port
  return {
    ...(host ? { PGHOST: decodeURIComponent(host) } : {}),
    ...(port ? { PGPORT: port } : {}),
    ...(url.username ? { PGUSER: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { PGPASSWORD: decodeURIComponent(url.password) } : {}),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
    ...(url.searchParams.get('sslmode') ? { PGSSLMODE: url.searchParams.get('sslmode') ?? '' } : {}),
  }
}
