import { describe, expect, it } from 'vitest'
import { ConfigurationError, readConfig } from '../src/platform/config.ts'

const faultsOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment)
    return null
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
}

describe('the settings of the mail server', () => {
  it('are taken as they are written in the manual', () => {
    for (const address of [
      'smtp://127.0.0.1:2525',
      'smtp://user:p%40ss@mail.example.com:587',
      'smtps://mail.example.com',
    ])
      expect(faultsOf({ SMTP_URL: address, MAIL_FROM: 'hub@example.com' }), address).toBeNull()
  })

  it('need an address to come from', () => {
    expect(faultsOf({ SMTP_URL: 'smtp://127.0.0.1' })).toContain('MAIL_FROM')
    expect(faultsOf({ SMTP_URL: 'smtp://127.0.0.1', MAIL_FROM: 'Hub <hub@example.com>' })).toContain('MAIL_FROM')
    expect(faultsOf({ MAIL_FROM: 'hub@example.com', MAIL_REPLY_TO: 'nobody' })).toContain('MAIL_REPLY_TO')
  })

  it('are refused with a reason that does not tell the password', () => {
    for (const address of [
      'http://mail.example.com',
      'mail.example.com',
      'smtp://hub:hidden@mail.example.com/inbox',
      'smtp://hub:hidden@mail.example.com?pool=true',
    ]) {
      const said = faultsOf({ SMTP_URL: address, MAIL_FROM: 'hub@example.com' })
      expect(said, address).toContain('SMTP_URL')
      expect(said).not.toContain('hidden')
    }
  })
})
