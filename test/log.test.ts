import { expect, it } from 'vitest'
import { demoAccounts, demoPassword } from '../src/generate/index.ts'
import { startHub } from './hub.ts'

it('logs what happened by ids and codes, and no personal data', async () => {
  const lines: string[] = []
  const write = (data: object, message: string) => void lines.push(JSON.stringify({ ...data, message }))
  const hub = await startHub({ demo: true, log: { debug: write, info: write, warn: write, error: write } })
  const signIn = await hub.request('/v1/session', {
    method: 'POST',
    json: { email: demoAccounts.admin, password: demoPassword },
  })
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  await hub.request('/v1/session', {
    method: 'POST',
    json: { email: 'someone@else.example', password: 'a wrong password' },
  })
  await hub.request('/v1/search?q=virtanen', { cookie })
  await hub.request('/v1/people?email=owner@demo.cordboard.test', { cookie })
  await hub.request('/v1/customers?cursor=broken', { cookie })
  const text = lines.join('\n')
  expect(lines.length).toBeGreaterThan(4)
  expect(text).toContain('/v1/search')
  expect(text).toContain('CORDBOARD_')
  for (const secret of [
    demoPassword,
    demoAccounts.admin,
    'someone@else',
    'a wrong password',
    'virtanen',
    'owner@demo',
    cookie.split('=')[1] ?? 'none',
  ]) {
    expect(text, secret).not.toContain(secret)
  }
})
