import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import fastify from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { boundBodies } from './body-time.ts'
import { Refusal } from './errors.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function hubOf(milliseconds: number) {
  const app = fastify()
  boundBodies(app, milliseconds)
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Refusal ? error.status : 500).send(error instanceof Refusal ? error.code : 'fault'),
  )
  app.post('/', async ({ body }) => body)
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  app.post('/file', { config: { takesFile: true } }, async (request) => {
    let bytes = 0
    for await (const chunk of request.raw) bytes += chunk.length
    return { bytes }
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  ends.push(
    () => app.close(),
    () => app.server.closeAllConnections(),
  )
  return (path: string, type: string) => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => {})
    ends.push(() => void socket.destroy())
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 40\r\n\r\n`)
    return socket
  }
}

it('a body that comes byte by byte is refused when its time is over', async () => {
  const send = await hubOf(100)
  const socket = send('/', 'application/json')
  const timer = setInterval(() => socket.write(' '), 10_000)
  socket.write('{"a":')
  ends.push(() => clearInterval(timer))
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 408 [\s\S]*common\.too_slow/)
})

it('a body that is there in time is taken, and a file has its own time', async () => {
  const send = await hubOf(50)
  const whole = send('/', 'application/json')
  whole.write(`{"a":"${'x'.repeat(32)}"}`)
  expect(String((await once(whole, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /)
  const file = send('/file', 'text/csv')
  file.write('x')
  // Another body is refused meanwhile: the time of this one would be over as well.
  const slow = send('/', 'application/json')
  expect(String((await once(slow, 'data'))[0])).toMatch(/^HTTP\/1\.1 408 /)
  file.write('x'.repeat(39))
  expect(String((await once(file, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 [\s\S]*40/)
})
