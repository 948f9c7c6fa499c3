import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { encodeId } from '../src/api/ids.ts'
import { demoCustomerId, demoPartnerId } from '../src/generate/index.ts'
import { startHub } from './hub.ts'

const hub = await startHub({ demo: true, settings: { IMPORT_BYTES: '40000000' } })
const token = await hub.token({ partnerId: demoPartnerId })
const reader = await hub.token({ partnerId: demoPartnerId, role: 'atlas-portal.partner.readonlyadmin' })
const organizationId = encodeId('ORGANIZATION', demoCustomerId)
const upload = `/v1/imports?organizationId=${organizationId}`
const large = 30_000_000
const line = Buffer.from(`${'x'.repeat(99)}\n`.repeat(10_000))

/** Until the socket takes more, or is closed. */
async function drained(socket: Socket): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
}

type Sent = { path?: string; token?: string; type?: string; head?: string; bytes?: number; more?: string[] }

/** Most clients: writes the whole of its request, and only then reads what was answered. */
async function writeThenRead({ path = upload, token: held, type, head = '', bytes = large, more = [] }: Sent) {
  const socket = connect(hub.port, '127.0.0.1')
  let failed: Error | undefined
  socket.on('error', (error) => {
    failed = error
  })
  const write = async (data: string | Buffer) => {
    if (failed) throw failed
    if (!socket.write(data)) await drained(socket)
  }
  await write(
    [
      `POST ${path} HTTP/1.1`,
      'Host: localhost',
      `Content-Type: ${type ?? 'text/csv'}`,
      ...(held ? [`Authorization: Bearer ${held}`] : []),
      `Content-Length: ${bytes}`,
      ...more,
      '',
      head,
    ].join('\r\n'),
  )
  for (let left = bytes - Buffer.byteLength(head); left > 0; left -= line.length)
    await write(left < line.length ? line.subarray(0, left) : line)
  return {
    socket,
    /** The next answer. */
    async read(): Promise<{ status: number; code: string }> {
      let text = ''
      for (;;) {
        const [, headers = '', body = ''] = text.match(/^([\s\S]*?)\r\n\r\n([\s\S]*)$/) ?? []
        const length = Number(headers.match(/content-length: (\d+)/i)?.[1] ?? Number.POSITIVE_INFINITY)
        if (headers && Buffer.byteLength(body) >= length)
          return { status: Number(headers.split(' ')[1]), code: JSON.parse(body).code }
        if (socket.destroyed) throw failed ?? new Error(`closed after ${text}`)
        const [data] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])])
        text += String(data)
      }
    },
  }
}

const answered = async (sent: Sent) => {
  const { socket, read } = await writeThenRead(sent)
  try {
    return await read()
  } finally {
    socket.destroy()
  }
}

describe('a refusal reaches a client that writes all of its file before it reads', () => {
  const heading = 'Shoe size,Name\r\n'
  const form = 'multipart/form-data; boundary=cut'
  const part = '--cut\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  const cases: [string, Sent, { status: number; code: string }][] = [
    ['of a heading', { token, head: heading }, { status: 400, code: 'imports.unknown_heading' }],
    ['in a form', { token, type: form, head: part + heading }, { status: 400, code: 'imports.unknown_heading' }],
    ['without a session', {}, { status: 401, code: 'common.unauthorized' }],
    ['with a token that does not hold', { token: 'made-up' }, { status: 401, code: 'common.unauthorized' }],
    ['without the right', { token: reader }, { status: 403, code: 'common.forbidden' }],
    ['of the size', { token, bytes: 60_000_000 }, { status: 413, code: 'imports.file_too_large' }],
    ['of the type', { token, type: 'image/png' }, { status: 415, code: 'common.unsupported_type' }],
    ['of the packing', { token, more: ['Content-Encoding: gzip'] }, { status: 415, code: 'common.compressed_body' }],
    ['of the customer', { token, path: '/v1/imports?organizationId=x' }, { status: 400, code: 'common.bad_request' }],
    ['of the place', { token, path: '/v1/nowhere' }, { status: 404, code: 'common.not_found' }],
    ['of an address that nobody can read', { path: '/v1/%zz' }, { status: 401, code: 'common.unauthorized' }],
    [
      'of JSON over the limit',
      { token, path: '/v1/customers', type: 'application/json', head: '{' },
      { status: 413, code: 'common.too_large' },
    ],
  ]
  for (const [what, sent, answer] of cases) {
    it(what, async () => {
      expect(await answered(sent)).toMatchObject(answer)
      expect(await answered({ ...sent, more: [...(sent.more ?? []), 'Connection: close'] })).toMatchObject(answer)
    })
  }

  it('and the connection takes the next request', async () => {
    const { socket, read } = await writeThenRead({ token, head: heading })
    expect(await read()).toMatchObject({ status: 400 })
    socket.write(`GET /v1/nowhere HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    expect(await read()).toEqual({ status: 404, code: 'common.not_found' })
    socket.destroy()
  })

  it('at once, while the rest has not been sent yet', async () => {
    const { socket, read } = await writeThenRead({ token, head: heading, bytes: heading.length })
    expect((await read()).status).toBe(400)
    socket.destroy()
    const half = connect(hub.port, '127.0.0.1')
    half.write(
      `POST ${upload} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nContent-Length: ${large}\r\n\r\n${heading}${'y'.repeat(70_000)}\n`,
    )
    const [first] = await once(half, 'data')
    expect(String(first)).toContain('imports.unknown_heading')
    half.destroy()
  })
})

it('of what strangers send without an end no more is read than a usual file', async () => {
  const socket = connect(hub.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(
    `POST ${upload} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n`,
  )
  const chunk = Buffer.concat([Buffer.from(`${line.length.toString(16)}\r\n`), line, Buffer.from('\r\n')])
  let sent = 0
  while (!socket.destroyed && sent < 500_000_000) {
    sent += chunk.length
    if (!socket.write(chunk)) await drained(socket)
  }
  // What lies in the buffers of both ends is on top.
  expect(sent).toBeLessThan(60_000_000)
})

it('of many strangers at once only some are read to the end; the hub serves on', async () => {
  const sockets = Array.from({ length: 24 }, () => {
    const socket = connect(hub.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST ${upload} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: ${large}\r\n\r\n${line}`,
    )
    return socket
  })
  const answers = await Promise.all(sockets.map(async (socket) => String((await once(socket, 'data'))[0])))
  expect(answers.filter((text) => text.startsWith('HTTP/1.1 401'))).toHaveLength(24)
  expect(answers.filter((text) => /connection: close/i.test(text))).toHaveLength(8)
  expect((await hub.request('/v1/customers?max=1', { token })).status).toBe(200)
  for (const socket of sockets) socket.destroy()
})
