import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { demoCustomerId, demoPartnerId } from '../src/generate/index.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { startHub } from './hub.ts'

it('uploads that say nothing leave the rest of the hub its connections', async () => {
  const hub = await startHub({ demo: true, settings: { DATABASE_CONNECTIONS: '6', IMPORTS_AT_ONCE: '1' } })
  const token = await hub.token({ partnerId: demoPartnerId })
  const sockets = Array.from({ length: 6 }, () => {
    const socket = connect(hub.port, '127.0.0.1')
    socket.write(
      `POST /v1/imports?organizationId=${demoCustomerId} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nUser`,
    )
    return socket
  })
  // A third of the connections takes uploads, and half of that those of one partner: the others are sent away at once, and may come again.
  const refused = await new Promise<string[]>((resolve) => {
    const answers: string[] = []
    for (const socket of sockets) {
      socket.once('data', (data) => {
        answers.push(String(data))
        if (answers.length === 5) resolve(answers)
      })
    }
  })
  for (const answer of refused) expect(answer.startsWith('HTTP/1.1 503')).toBe(true)
  for (const answer of refused) expect(answer.toLowerCase()).toMatch(/retry-after: [1-9]/)
  for (const answer of refused) expect(answer).toContain('"code":"common.uploads_busy"')
  for (const answer of refused) expect(answer).toContain('at most 1 at once')
  expect((await hub.request('/v1/customers?max=1', { token })).status).toBe(200)
  expect((await hub.request('/health/ready')).status).toBe(200)
  // The place that is left is another partner's.
  const other = uuidv7()
  await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Other', now())`, [other])
  const answer = await hub.request(`/v1/imports?organizationId=${uuidv7()}`, {
    method: 'POST',
    token: await hub.token({ partnerId: other }),
    body: 'User ID/Email (Required)\n',
    headers: { 'content-type': 'text/csv' },
  })
  expect([answer.status, answer.json]).toMatchObject([404, { code: 'partners.customer_not_found' }])
  for (const socket of sockets) socket.destroy()
})

it('the configuration that would let the appliers wait for each other is refused', async () => {
  const { readConfig } = await import('../src/main.ts')
  expect(() => readConfig({ IMPORT_APPLIERS: '6', DATABASE_CONNECTIONS: '12' })).toThrow(/IMPORT_APPLIERS/)
  // Two imports at once, with two appliers each, and two that are planned.
  expect(() => readConfig({ IMPORT_APPLIERS: '2', DATABASE_CONNECTIONS: '10' })).toThrow(/IMPORTS_AT_ONCE/)
  expect(readConfig({ IMPORT_APPLIERS: '2', DATABASE_CONNECTIONS: '11' }).IMPORTS_AT_ONCE).toBe(2)
  expect(readConfig({ IMPORTS_AT_ONCE: '1', DATABASE_CONNECTIONS: '6' }).IMPORT_APPLIERS).toBe(2)
})

it('the page of the configuration says from how many connections on the hub starts', async () => {
  const { readConfig, ConfigurationError } = await import('../src/platform/config.ts')
  const page = await readFile(new URL('../docs/configuration.md', import.meta.url), 'utf8')
  const [, asTheyAre, atLeast] = /the hub starts from (\d+) on; with both at 1, from (\d+) on/.exec(page) ?? []
  for (const [least, others] of [
    [Number(asTheyAre), {}],
    [Number(atLeast), { IMPORTS_AT_ONCE: '1', IMPORT_APPLIERS: '1' }],
  ] as const) {
    expect(readConfig({ ...others, DATABASE_CONNECTIONS: String(least) }).DATABASE_CONNECTIONS).toBe(least)
    expect(() => readConfig({ ...others, DATABASE_CONNECTIONS: String(least - 1) })).toThrow(ConfigurationError)
  }
})

it('a heading with a NUL far behind the beginning refuses the file, and the hub goes on', async () => {
  const hub = await startHub({ demo: true })
  const token = await hub.token({ partnerId: demoPartnerId })
  const body = `First Name,Last Name,User ID/Email (Required)${','.repeat(9_000)}Loc\0ation\nAnna,Berg,anna@nul.example${','.repeat(9_000)}\n`
  const answer = await hub.request(`/v1/imports?organizationId=${demoCustomerId}`, {
    method: 'POST',
    token,
    body,
    headers: { 'content-type': 'text/csv' },
  })
  expect([answer.status, (answer.json as { code: string }).code]).toEqual([400, 'imports.binary_file'])
  expect((await hub.request('/health/ready')).status).toBe(200)
})
