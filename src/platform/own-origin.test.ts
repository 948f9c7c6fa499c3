import { expect, it } from 'vitest'
import { isLoopback, isOwnName } from './own-origin.ts'

it('a hub on loopback goes by localhost, by addresses in numbers and as it was told to listen, and by no other name', () => {
  const own = ['localhost', 'localhost:8080', 'LOCALHOST.:8080', 'hub.localhost:1', '127.0.0.1:8080', '[::1]:8080']
  for (const host of [...own, '[::1]', '10.1.2.3', 'desk.lan:8080', undefined])
    expect(isOwnName(host, 'desk.lan'), host).toBe(true)
  const foreign = [
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    'evillocalhost',
    'desk.lan.evil.example',
  ]
  for (const host of [...foreign, '127.0.0.1.evil.example', '127.0.0.1.nip.io:8080', '', ':8080', '[evil.example]:80'])
    expect(isOwnName(host, 'desk.lan'), host).toBe(false)
  expect(isOwnName('::1', '127.0.0.1')).toBe(true)
  expect(isOwnName('[::1]:80', '::1')).toBe(true)
})

it('loopback is 127.0.0.0/8 and ::1, mapped or not', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true, true])
  expect(['0.0.0.0', '::', '10.0.0.1', '128.127.0.1', '::ffff:10.0.0.1'].some(isLoopback)).toBe(false)
})
