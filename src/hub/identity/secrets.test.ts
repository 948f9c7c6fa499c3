import { describe, expect, it } from 'vitest'
import { requireGoodPassword } from './secrets.ts'

const words = ['it@acme.example', 'Zoë', 'Müller', 'Acme Telecom']

describe('a password that is little more than a name', () => {
  it.each([
    'acme12345678',
    'Acme-987654321',
    'acme20242025',
    'acme01012024',
    'acme!!!!!!!!',
    'acmetelecom1',
    'AcmeTelecom2026!',
    'mullermuller',
    'zoe.muller.1234',
    'zoemullerzoe',
    'it@acme.example',
    'cordboard1234567',
    'passwordacme99',
  ])('is refused: %s', (password) => {
    expect(() => requireGoodPassword(password, words)).toThrow('identity.password_common')
  })

  it.each([
    'acme48150623',
    'acmehorsebattery',
    'the zoe in winter 2024',
    'my acme telecom bicycle',
    'tram 12 to the sea',
    '739201846502',
  ])('and one that has more to it is taken: %s', (password) => {
    expect(() => requireGoodPassword(password, words)).not.toThrow()
  })
})
