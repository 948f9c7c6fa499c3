import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { fetchOutside, isPublicAddress, OutboundRefused } from './outbound.ts'

it.each([
  '127.0.0.1',
  '127.255.255.254',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'not an address',
])('does not count %s as outside', (address) => expect(isPublicAddress(address)).toBe(false))

it.each(['1.1.1.1', '172.32.0.1', '2606:4700::1111'])('counts %s as outside', (address) =>
  expect(isPublicAddress(address)).toBe(true),
)

it('refuses addresses inside, whatever their spelling, before a connection is made', async () => {
  let reached = 0
  const server = createServer((_request, response) => {
    reached++
    response.end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  for (const url of [
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://127.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://user:secret@1.1.1.1/`,
    'file:///etc/passwd',
    'ftp://1.1.1.1/',
  ]) {
    await expect(fetchOutside(url, { timeoutSeconds: 2 }), url).rejects.toBeInstanceOf(OutboundRefused)
  }
  expect(reached).toBe(0)
  server.close()
})
