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

it('tells of what somebody was kept from, by whom and at which route', async () => {
  const told: Record<string, unknown>[] = []
  const info = (data: object) => void told.push({ ...data })
  const hub = await startHub({
    demo: true,
    log: { debug: () => {}, info, warn: () => {}, error: () => {} },
  })
  const cookie = await hub.signIn(demoAccounts.reader, demoPassword)
  const refused = async (path: string, init: Parameters<typeof hub.request>[1]) => {
    told.length = 0
    await hub.request(path, init)
    return told.filter(({ event }) => event === 'refused')
  }
  expect(await refused('/v1/partner/parent', { method: 'PATCH', cookie, json: { may: 'read' } })).toMatchObject([
    {
      code: 'common.forbidden',
      method: 'PATCH',
      route: '/v1/partner/parent',
      actor: expect.any(String),
      partner: expect.any(String),
      session: expect.any(String),
    },
  ])
  expect(await refused('/v1/customers?max=none', { cookie })).toMatchObject([
    { code: 'common.bad_request', route: '/v1/customers', actor: expect.any(String) },
  ])
  const shapeless = { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }
  expect(await refused('/v1/session', shapeless)).toEqual([])
  expect(await refused('/v1/organizations', { token: 'made-up' })).toMatchObject([{ code: 'common.unauthorized' }])
  expect(await refused('/v1/organizations', {})).toEqual([])
  const wrong = { email: 'nobody@else.example', password: 'a wrong password' }
  expect(await refused('/v1/session', { method: 'POST', json: wrong })).toMatchObject([
    { code: 'identity.wrong_credentials', route: '/v1/session' },
  ])
  expect(
    await refused('/v1/session', {
      method: 'DELETE',
      cookie,
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    }),
  ).toMatchObject([{ code: 'common.foreign_origin' }])
})
