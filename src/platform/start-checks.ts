import { createServer } from 'node:net'
import pg from 'pg'
import type { Config } from './config.ts'
import { sqlState } from './errors.ts'

/** What a start needs is not there; the message names the setting and what to do. */
export class StartRefused extends Error {
  override name = 'StartRefused'
}

/** Before anything is made or changed: whether the hub can listen where it is told to. */
export async function requirePort(config: Pick<Config, 'HOST' | 'PORT'>): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((done, failed) => {
      server.once('error', failed)
      server.listen(config.PORT, config.HOST, done)
    })
    await new Promise((done) => server.close(done))
  } catch (error) {
    throw notListening(config, error)
  }
}

/** Why the hub cannot listen, of the error of trying to. */
export function notListening({ HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>, error: unknown): unknown {
  switch (sqlState(error)) {
    case 'EADDRINUSE':
      return new StartRefused(
        `Something listens on ${HOST}, port ${PORT} already, perhaps another hub. Stop it, or set PORT to another one (0 takes a free one).`,
      )
    case 'EACCES':
      return new StartRefused(`This user may not listen on port ${PORT}. Set PORT to one from 1024 on.`)
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
      return new StartRefused(
        `HOST ${HOST} is no address of this machine. Set it to 127.0.0.1, to 0.0.0.0 for all of them, or to one that the machine has.`,
      )
    default:
      return error
  }
}

/** Whether the server of DATABASE_URL answers, and lets the login in. */
export async function requireServer(url: string): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'cordboard-start',
  })
  // What ends it is told by what was asked of it.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new StartRefused(
      `The database of DATABASE_URL (${placeOf(client)}) cannot be reached: ${reasonOf(error)}. Check the address, and that the server runs and lets this login in.`,
    )
  }
  await client.end().catch(() => undefined)
}

function placeOf({ host, port, database }: pg.Client): string {
  return `${database ?? 'without a name'} at ${host}, port ${port}`
}

/** Where a name has several addresses, the error of the first speaks for all. */
function reasonOf(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  if (sqlState(first) === 'ENOTFOUND') return 'there is no such host'
  if (sqlState(first) === 'ECONNREFUSED') return 'nothing listens there'
  return first instanceof Error ? first.message : String(first)
}
