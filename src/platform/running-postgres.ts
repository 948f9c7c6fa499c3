import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { owner, passwordFile } from './embedded-cluster.ts'
import { DataFolderInUse, type EmbeddedConnection, type Log, startEmbeddedPostgres } from './embedded-postgres.ts'
import { clusterFolder } from './embedded-postgres-files.ts'

/**
 * The embedded database for one local command: the server of the running hub where there is one, else started for as long as
 * the command takes.
 */
export async function withEmbeddedPostgres<Result>(
  dataDir: string,
  log: Log,
  work: (connection: EmbeddedConnection) => Promise<Result>,
): Promise<Result> {
  try {
    const embedded = await startEmbeddedPostgres({ dataDir, log })
    try {
      return await work(embedded.connection)
    } finally {
      await embedded.stop()
    }
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error
    return await work(await runningConnection(dataDir))
  }
}

/** How to reach the server that works on this folder, from the file that PostgreSQL keeps for the purpose. */
export async function runningConnection(dataDir: string): Promise<EmbeddedConnection> {
  const lines = (await readFile(join(clusterFolder(dataDir), 'postmaster.pid'), 'utf8')).split('\n')
  const port = Number(lines[3])
  const socketFolder = lines[4]?.trim()
  const address = lines[5]?.trim()
  const password = await readFile(join(clusterFolder(dataDir), passwordFile), 'utf8').catch(() => undefined)
  return {
    host: socketFolder || address || '127.0.0.1',
    port,
    user: owner,
    database: 'cordboard',
    ...(password === undefined ? {} : { password }),
  }
}
