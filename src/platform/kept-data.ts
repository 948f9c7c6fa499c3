import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { BackupPlace } from './backup.ts'

/** No hub has been at work here: what would be read, or backed up, is nothing. */
export class NothingKept extends Error {
  constructor(where: string) {
    super(`No hub has kept data in ${where} yet. Set DATA_DIR (and --demo) as the hub has it, or DATABASE_URL.`)
    this.name = 'NothingKept'
  }
}

/** Refuses where the database is there and no hub has ever made its tables: as after a start with the wrong DATA_DIR that was cut off. */
export async function requireKept(asked: Pick<pg.ClientBase, 'query'> | pg.Pool, place: BackupPlace): Promise<void> {
  const { rows } = await asked.query<{ kept: boolean }>(`select to_regclass('migrations') is not null as kept`)
  if (!rows[0]?.kept) throw nothingKept(place)
}

/** Refuses where no database is in the folder yet, before one would be made there. */
export function requireFolder(place: BackupPlace): void {
  if (place.kind === 'embedded' && !existsSync(join(place.dataDir, 'postgres'))) throw nothingKept(place)
}

export async function requireKeptAt(connection: pg.ClientConfig, place: BackupPlace): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000, application_name: 'cordboard backup' })
  // A lost connection fails the statement, which is enough.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await requireKept(client, place)
  } finally {
    await client.end()
  }
}

function nothingKept(place: BackupPlace): NothingKept {
  return new NothingKept(place.kind === 'embedded' ? resolve(place.dataDir) : 'the database of DATABASE_URL')
}
