import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { encodeId } from '../src/api/ids.ts'
import { demoCustomerId, demoPartnerId } from '../src/generate/index.ts'
import { startHub } from './hub.ts'

const hub = await startHub({ demo: true })
const token = await hub.token({ partnerId: demoPartnerId })
const organizationId = encodeId('ORGANIZATION', demoCustomerId)

const uploading = async () =>
  (
    await hub.sql(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'cordboard' and state = 'idle in transaction'`,
    )
  ).length

it('a stop waits neither for a slow upload, which is told so, nor for a client that does not read its answers', {
  timeout: 120_000,
}, async () => {
  const slow = connect(hub.port, '127.0.0.1')
  slow.on('error', () => {})
  slow.write(
    `POST /v1/imports?organizationId=${organizationId} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nUser`,
  )
  const told = once(slow, 'data')
  await expect.poll(uploading).toBe(1)

  const stalled = connect(hub.port, '127.0.0.1')
  stalled.on('error', () => {})
  // More than both ends hold in their buffers.
  await hub.sql(
    `insert into users (partner_id, id, org_id, email, display_name, sort_name, created_at, last_modified_at)
     select $1, gen_random_uuid(), $2, 'many-' || n || '@example.test', repeat('x', 200), 'x', now(), now() from generate_series(1, 80000) n`,
    [demoPartnerId, demoCustomerId],
  )
  stalled.write(
    `GET /v1/imports/users.csv?organizationId=${organizationId} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  )
  await once(stalled, 'data')
  stalled.pause()
  // The file is asked for page by page, and no more of it is when nobody takes it.
  const quiet = `select min(clock_timestamp() - query_start) > interval '1.5 seconds' as quiet from pg_stat_activity
    where datname = current_database() and application_name = 'cordboard'`
  await expect.poll(() => hub.sql(quiet), { timeout: 40_000 }).toEqual([{ quiet: true }])
  const closed = once(stalled, 'close')

  const stopped = hub.stop()
  expect(String((await told)[0])).toMatch(/^HTTP\/1\.1 503 [\s\S]*common\.unavailable/)
  await stopped
  stalled.resume()
  await closed
  expect(await hub.sql('select 1').catch(() => 'ended')).toBe('ended')
})
