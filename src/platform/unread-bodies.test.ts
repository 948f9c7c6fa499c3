import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { afterEach, expect, it } from 'vitest'
import { type Bounds, unreadBodies } from './unread-bodies.ts'

const never = 3_600_000
const endless: Bounds = {
  program: { bytes: Number.POSITIVE_INFINITY, milliseconds: never },
  person: { bytes: Number.POSITIVE_INFINITY, milliseconds: never },
  stranger: { bytes: Number.POSITIVE_INFINITY, milliseconds: never },
  idleMilliseconds: never,
  mostStrangers: 16,
}
const senders = ['program', 'person', 'stranger'] as const
const stopping = new AbortController()
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Refuses whatever is sent, before its body; the path says who sends it. */
async function refuser(bounds: Partial<Bounds>): Promise<number> {
  const answerFor = unreadBodies(stopping.signal, { ...endless, ...bounds })
  const server = createServer((request, response) => {
    const sender = senders.find((each) => request.url === `/${each}`) ?? 'stranger'
    const answer = answerFor(request, 'refused', sender)
    response.writeHead(401, { 'content-length': 7, ...(answer ? {} : { connection: 'close' }) })
    // A source whose client has gone is ended, as the hub's server does it.
    if (answer) pipeline(answer, response, () => {})
    else response.end('refused')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A connection that has begun to send a body of 1 GB, and been answered. */
async function sending(port: number, path: string): Promise<{ socket: Socket; answer: string }> {
  const socket = connect(port, '127.0.0.1')
  // A connection that is cut while something is written to it tells so: what has been answered is what counts.
  socket.on('error', () => {})
  socket.setEncoding('utf8')
  socket.write(`POST ${path} HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000000000\r\n\r\nx`)
  ends.push(() => socket.destroy())
  let answer = ''
  while (!answer.endsWith('refused')) answer += (await once(socket, 'data'))[0]
  socket.resume()
  return { socket, answer }
}

/** However it was cut: a reset is one way. */
const closed = async (socket: Socket) => socket.closed || (await new Promise((resolve) => socket.on('close', resolve)))

const small = { bytes: 1_000_000, milliseconds: never }
const short = { bytes: Number.POSITIVE_INFINITY, milliseconds: 50 }

it('cuts the connection of a client that sends nothing more, once it has the answer', async () => {
  const { socket, answer } = await sending(await refuser({ idleMilliseconds: 50 }), '/person')
  expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  await closed(socket)
})

for (const sender of senders) {
  it(`reads of a ${sender} as many bytes as the bound says, and cuts the connection behind the answer`, async () => {
    const { socket, answer } = await sending(await refuser({ [sender]: small }), `/${sender}`)
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
    const chunk = 'x'.repeat(100_000)
    const write = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', write)
    write()
    await closed(socket)
    // What lies in the buffers of both ends is on top.
    expect(socket.bytesWritten).toBeGreaterThan(1_000_000)
    expect(socket.bytesWritten).toBeLessThan(30_000_000)
  })
}

for (const sender of senders) {
  it(`reads of a ${sender} who sends byte after byte no longer than the bound says`, async () => {
    const { socket } = await sending(await refuser({ [sender]: short }), `/${sender}`)
    const trickle = setInterval(() => socket.write('x'), 5)
    ends.push(() => clearInterval(trickle))
    await closed(socket)
  })
}

it('keeps the bound of strangers from who is known, and takes nothing away for a stranger too many', async () => {
  const port = await refuser({ mostStrangers: 1, stranger: small })
  const { socket, answer } = await sending(port, '/stranger')
  expect(answer).not.toMatch(/connection: close/i)
  expect((await sending(port, '/stranger')).answer).toMatch(/connection: close/i)
  expect((await sending(port, '/person')).answer).not.toMatch(/connection: close/i)
  // Who has gone gives the place back.
  socket.destroy()
  await expect.poll(async () => (await sending(port, '/stranger')).answer).not.toMatch(/connection: close/i)
})
