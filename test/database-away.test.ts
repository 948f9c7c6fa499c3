import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, expect, inject, it } from 'vitest'
import { startHub } from './hub.ts'

// Between the hub and its database, so that the database can be taken away and given back.
const server = inject('postgres')
const open = new Set<Socket>()
let away = false
let refused = 0
const between = createServer((near) => {
  near.on('error', () => undefined)
  if (away) {
    refused++
    near.destroy()
    return
  }
  const far = server.host.startsWith('/')
    ? connect(`${server.host}/.s.PGSQL.${server.port}`)
    : connect(server.port, server.host)
  far.on('error', () => near.destroy())
  for (const each of [near, far]) open.add(each).size && each.on('close', () => open.delete(each))
  near.on('close', () => far.destroy())
  far.on('close', () => near.destroy())
  near.pipe(far).pipe(near)
})
await new Promise<void>((done) => between.listen(0, '127.0.0.1', done))
afterAll(() => {
  for (const each of open) each.destroy()
  between.close()
})

const lines: { level: string; message: string }[] = []
const write = (level: string) => (data: object, message: string) => void lines.push({ level, message, ...data })
const hub = await startHub({
  log: { debug() {}, info: write('info'), warn: write('warn'), error: write('error') },
  through: (databaseUrl) => {
    const url = new URL(databaseUrl)
    url.searchParams.delete('host')
    url.searchParams.delete('port')
    url.hostname = '127.0.0.1'
    url.port = String((between.address() as AddressInfo).port)
    return url.href
  },
})
const back = () => lines.filter(({ message }) => message === 'the job queue reaches the database again').length
const ready = async () => await hub.request('/health/ready')

it('a database that goes away is told of once, by the log and by the health, and once that it is back', {
  timeout: 120_000,
}, async () => {
  expect((await ready()).json).toEqual({ status: 'ready' })
  const before = lines.length
  for (let round = 1; round <= 2; round++) {
    const backBefore = back()
    away = true
    refused = 0
    for (const each of open) each.destroy()
    const gone = await ready()
    expect([gone.status, gone.json]).toEqual([503, { status: 'database_away' }])
    await expect.poll(() => refused, { timeout: 60_000 }).toBeGreaterThan(40)
    away = false
    await expect.poll(async () => (await ready()).status, { timeout: 60_000 }).toBe(200)
    await expect.poll(back, { timeout: 60_000 }).toBeGreaterThan(backBefore)
  }
  const said = lines.slice(before).filter(({ message }) => /queue|connection/.test(message))
  for (const message of [
    'a database connection was lost; the next use opens a new one',
    'the database takes connections again',
    'the job queue does not reach the database; it goes on trying',
    'the job queue reaches the database again',
  ])
    expect(
      said.filter((line) => line.message === message),
      message,
    ).toHaveLength(2)
  // What was on its way when it came back may meet the end once more; of the eighty tries each is not a line of its own.
  expect(said.length).toBeLessThanOrEqual(16)
})
