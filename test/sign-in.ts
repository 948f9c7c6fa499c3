import { TOTP } from 'otpauth'
import { expect } from 'vitest'
import type * as identityApi from '../src/api/identity.ts'
import { encodeId } from '../src/api/ids.ts'
import * as signInApi from '../src/api/sign-in.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { type Answer, as, makeAdministrator, password, startHub } from './hub.ts'

/** A hub whose clock stands until it is told `later`, with a partner, a customer, and people who sign in there. */
export async function startSignInBench() {
  let now = new Date('2026-03-01T10:00:10Z')
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000)
  }
  const hub = await startHub({ clock: () => now })
  const partnerId = uuidv7()
  const customerId = uuidv7()
  await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Sign-in', now())`, [partnerId])
  await hub.sql(
    `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, 'Customer', 'customer', 'FI', now())`,
    [partnerId, customerId],
  )

  let count = 0
  async function someone(
    role: Parameters<typeof makeAdministrator>[2]['role'] = 'atlas-portal.partner.salesfulladmin',
  ) {
    const email = `person-${++count}@example.test`
    const id = await makeAdministrator(hub, partnerId, {
      email,
      role,
      ...(role.startsWith('id_') ? { organizationId: customerId } : {}),
    })
    return { email, id, person: encodeId('PEOPLE', id) }
  }

  const cookieOf = (answer: Answer) => answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const send = async (method: string, path: string, cookie: string, json?: unknown) =>
    await hub.request(path, { method, cookie, ...(json === undefined ? {} : { json }) })
  const post = async (path: string, json: unknown) => await hub.request(path, { method: 'POST', json })
  const codeOf = (secret: string, steps = 0) =>
    new TOTP({ secret }).generate({ timestamp: now.getTime() + steps * 30_000 })

  /** Switches the second factor on and gives what is needed from then on. */
  async function enrolled(role?: Parameters<typeof someone>[0]) {
    const one = await someone(role)
    const first = await hub.signIn(one.email)
    const { secret } = as(signInApi.beginSecondFactor, await send('POST', '/v1/session/second-factor', first))
    const confirmed = await send('POST', '/v1/session/second-factor/confirm', first, { code: codeOf(secret) })
    expect(confirmed.status, confirmed.text).toBe(200)
    const { recoveryCodes } = as(signInApi.confirmSecondFactor, confirmed)
    later(60)
    return { ...one, secret, recoveryCodes, first, cookie: cookieOf(confirmed) }
  }

  async function pendingOf(email: string) {
    const answer = await post('/v1/session', { email, password })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.headers.get('set-cookie')).toBeNull()
    return answer.json as identityApi.SecondStep
  }

  return {
    hub,
    partnerId,
    customerId,
    later,
    someone,
    cookieOf,
    send,
    post,
    codeOf,
    enrolled,
    pendingOf,
  }
}
