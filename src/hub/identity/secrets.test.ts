import { describe, expect, it } from 'vitest'
import { requireGoodPassword } from './secrets.ts'

const words = [
  'it@acme.example',
  'Zoë',
  'Müller',
  'Acme Telecom',
  'Bjo\u0308rk',
  'Söder',
  'Jäger',
  'Großmann',
  'Sørensen',
  'Åberg',
  'Kjær',
]

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
    'Müller-1234567',
    'Mueller-1234567',
    'BJOERK 1234567',
    'Björk-1234567',
    'soeder-1234567',
    'Jaeger-1234567',
    'Grossmann-1234',
    'großmann-1234',
    'Soerensen-1234',
    'Sorensen-12345',
    'Sørensen-12345',
    'Aaberg-1234567',
    'Åberg-1234567',
    'Kjaer-12345678',
    'Kjær-123456789',
    'zoemullerzoe',
    'it@acme.example',
    'cordboard1234567',
    'passwordacme99',
  ])('is refused: %s', (password) => {
    expect(() => requireGoodPassword(password, words)).toThrow('identity.password_common')
  })

  it.each([
    'acme48150623',
    'Mueller48150623',
    'blue maelstrom 7',
    'acmehorsebattery',
    'the zoe in winter 2024',
    'my acme telecom bicycle',
    'tram 12 to the sea',
    '739201846502',
  ])('and one that has more to it is taken: %s', (password) => {
    expect(() => requireGoodPassword(password, words)).not.toThrow()
  })
})
