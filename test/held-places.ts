import { connect } from 'node:net'
import { expect } from 'vitest'
import { demoCustomerId, demoPartnerId } from '../src/generate/index.ts'
import type { TestHub } from './hub.ts'

/** Uploads of the demo's partner that have begun and say no more, so that their places are taken. */
export async function heldPlaces(hub: TestHub, count: number): Promise<{ leave(): void }> {
  const token = await hub.token({ partnerId: demoPartnerId })
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(hub.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /v1/imports?organizationId=${demoCustomerId} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nUser`,
    )
    return socket
  })
  // An upload reads in a transaction that stays open while nothing comes.
  const open = `select count(*) from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`
  await expect
    .poll(async () => Number((await hub.sql(open))[0]?.['count']), { timeout: 20_000 })
    .toBeGreaterThanOrEqual(count)
  return {
    leave() {
      for (const socket of sockets) socket.destroy()
    },
  }
}
