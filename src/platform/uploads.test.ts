import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import fastify from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { Refusal } from './errors.ts'
import { acceptUploads, type UploadBounds, uploadOf } from './uploads.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Takes an upload within bounds. What came of it, and what its sender is told. */
async function taker(bounds: Partial<UploadBounds>) {
  const app = fastify()
  await acceptUploads(app)
  const outcome = Promise.withResolvers<string>()
  const begun = Promise.withResolvers<void>()
  app.post('/', async (request) => {
    const never = {
      idleMilliseconds: 3_600_000,
      wholeMinutes: 1000,
      stopping: new AbortController().signal,
      isWanted: () => false,
    }
    try {
      const { stream } = await uploadOf(request, ['text/csv'], { ...never, ...bounds })
      let bytes = 0
      for await (const chunk of stream) {
        begun.resolve()
        bytes += chunk.length
      }
      outcome.resolve(`${bytes} bytes`)
    } catch (error) {
      outcome.resolve(
        error instanceof Refusal ? `${error.code} ${error.values['minutes'] ?? ''}`.trim() : String(error),
      )
    }
    return ''
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  ends.push(
    () => app.close(),
    () => app.server.closeAllConnections(),
  )
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {})
  ends.push(() => void socket.destroy())
  await once(socket, 'connect')
  return { socket, outcome: outcome.promise, begun: begun.promise }
}

const raw = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 1000000\r\n\r\nx'
const form = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=cut\r\nContent-Length: 1000000\r\n\r\n--cut\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nxx`

/** A byte now and then, for ever. */
function drip(write: (text: string) => void): void {
  const timer = setInterval(() => write('x'), 5)
  ends.push(() => clearInterval(timer))
}

it.each([
  ['raw', raw],
  ['in a form', form],
])('an upload that comes steadily and never ends is refused when its time is over: %s', async (_how, head) => {
  const { socket, outcome } = await taker({ idleMilliseconds: 10_000, wholeMinutes: 1 / 120 })
  socket.write(head)
  drip((text) => socket.write(text))
  expect(await outcome).toMatch(/^common\.upload_too_long 0\.008/)
})

it('an upload that says nothing is given up much sooner', async () => {
  const { socket, outcome } = await taker({ idleMilliseconds: 50 })
  socket.write(raw)
  expect(await outcome).toBe('Error: nothing came for long')
})

it('a form of which nothing comes but its beginning is given up as well', async () => {
  const { socket, outcome } = await taker({ idleMilliseconds: 50 })
  socket.write(form.slice(0, form.indexOf('--cut')))
  expect(await outcome).toBe('Error: nothing came for long')
})

it('an upload ends when the hub stops', async () => {
  const stopping = new AbortController()
  const { socket, outcome, begun } = await taker({ stopping: stopping.signal })
  socket.write(raw)
  await begun
  stopping.abort()
  expect(await outcome).toBe('common.unavailable')
})

it('an upload that crawls is ended where somebody else could have its place, and only there', async () => {
  const crawling = await taker({ rateMilliseconds: 50, isWanted: () => true })
  crawling.socket.write(raw)
  drip((text) => crawling.socket.write(text))
  expect(await crawling.outcome).toBe('common.upload_too_slow')

  const unhurried = await taker({ rateMilliseconds: 50 })
  const whole = 60
  unhurried.socket.write(raw.replace('1000000', String(whole)))
  drip((text) => unhurried.socket.write(text))
  expect(await unhurried.outcome).toBe(`${whole} bytes`)

  const steady = await taker({ rateMilliseconds: 50, isWanted: () => true })
  steady.socket.write(raw.replace('1000000', '60001'))
  drip(() => steady.socket.write('x'.repeat(1000)))
  expect(await steady.outcome).toBe('60001 bytes')
})

it('an upload that ends in time is taken whole', async () => {
  const { socket, outcome } = await taker({ wholeMinutes: 1 })
  socket.write(raw.replace('1000000', '4'))
  socket.write('abc')
  expect(await outcome).toBe('4 bytes')
})
