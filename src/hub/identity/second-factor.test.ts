import { describe, expect, it } from 'vitest'
import { type Answer, as, password } from '../../../test/hub.ts'
import { startSignInBench } from '../../../test/sign-in.ts'
import * as identityApi from '../../api/identity.ts'
import { allEndpoints } from '../../api/index.ts'
import * as signInApi from '../../api/sign-in.ts'
import { uuidv7 } from '../../platform/uuid.ts'

const { hub, customerId, later, someone, cookieOf, send, post, codeOf, enrolled, pendingOf } = await startSignInBench()

describe('the second factor', () => {
  it('is switched on by a code of the app; the session gets a new token, the others end, codes and a mail go out', async () => {
    const one = await someone()
    const other = await hub.signIn(one.email)
    const cookie = await hub.signIn(one.email)
    const begun = as(signInApi.beginSecondFactor, await send('POST', '/v1/session/second-factor', cookie))
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/.*algorithm=SHA1&digits=6&period=30/)
    expect((await send('POST', '/v1/session/second-factor/confirm', cookie, { code: '000000' })).json).toMatchObject({
      code: 'identity.wrong_code',
    })
    const done = await send('POST', '/v1/session/second-factor/confirm', cookie, { code: codeOf(begun.secret) })
    expect(as(signInApi.confirmSecondFactor, done).recoveryCodes).toHaveLength(10)
    expect((await send('GET', '/v1/session', cookie)).status).toBe(401)
    expect((await send('GET', '/v1/session', other)).status).toBe(401)
    expect(as(identityApi.getSession, await send('GET', '/v1/session', cookieOf(done))).secondFactor).toBe(true)
    expect(
      await hub.sql(
        `select details->>'change' as change from mail_messages where kind = 'second_factor_changed' and to_email = $1`,
        [one.email],
      ),
    ).toEqual([{ change: 'on' }])
    // Neither the secret nor a code can be read from the database.
    const kept = JSON.stringify(await hub.sql('select * from sign_in_methods'))
    expect(kept).not.toContain(begun.secret)
    for (const code of as(signInApi.confirmSecondFactor, done).recoveryCodes)
      expect(kept).not.toContain(code.replaceAll('-', ''))
  })

  it('is not begun without an app to confirm', async () => {
    const cookie = await hub.signIn((await someone()).email)
    expect((await send('POST', '/v1/session/second-factor/confirm', cookie, { code: '123456' })).json).toMatchObject({
      code: 'identity.second_factor_not_begun',
    })
    expect((await send('DELETE', '/v1/session/second-factor', cookie)).json).toMatchObject({
      code: 'identity.second_factor_off',
    })
  })

  it('makes a sign-in two steps', async () => {
    const { email, secret } = await enrolled()
    const { next, pending } = await pendingOf(email)
    expect(next).toBe('code')
    expect((await post('/v1/session/second-step', { pending, code: '000000' })).json).toMatchObject({
      code: 'identity.wrong_code',
    })
    const done = await post('/v1/session/second-step', { pending, code: codeOf(secret) })
    expect(as(identityApi.getSession, done).person.email).toBe(email)
    expect((await send('GET', '/v1/session', cookieOf(done))).status).toBe(200)
    // The waiting sign-in is spent.
    expect((await post('/v1/session/second-step', { pending, code: codeOf(secret, 1) })).json).toMatchObject({
      code: 'identity.sign_in_lapsed',
    })
  })

  it('cannot be skipped by a cached session: the waiting sign-in opens nothing but its second step', async () => {
    const { email, secret } = await enrolled()
    const { pending } = await pendingOf(email)
    for (const { endpoint } of allEndpoints.filter(({ endpoint: each }) => each.needs !== 'anyone')) {
      const path = endpoint.path.replace(/:\w+/g, uuidv7())
      const cookie = await hub.request(path, { method: endpoint.method, cookie: `cordboard=${pending}` })
      const bearer = await hub.request(path, { method: endpoint.method, token: pending })
      expect([cookie.status, bearer.status], `${endpoint.method} ${path}`).toEqual([401, 401])
    }
    // Nor its enrolment, which would give it another second factor.
    expect((await post('/v1/session/enrolment', { pending })).json).toMatchObject({ code: 'identity.sign_in_lapsed' })
    // A running session is none either.
    const running = cookieOf(await post('/v1/session/second-step', { pending, code: codeOf(secret) })).split('=')[1]
    expect((await post('/v1/session/second-step', { pending: running, code: codeOf(secret, 1) })).json).toMatchObject({
      code: 'identity.sign_in_lapsed',
    })
  })

  it('waits five minutes for the second step', async () => {
    const { email, secret } = await enrolled()
    const { pending } = await pendingOf(email)
    later(301)
    expect((await post('/v1/session/second-step', { pending, code: codeOf(secret) })).json).toMatchObject({
      code: 'identity.sign_in_lapsed',
    })
  })

  it('takes each code once, also of two at the same moment, and one step to either side', async () => {
    const { email, secret } = await enrolled()
    const [one, two] = [await pendingOf(email), await pendingOf(email)]
    const code = codeOf(secret, 1)
    const both = await Promise.all([one, two].map(({ pending }) => post('/v1/session/second-step', { pending, code })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
    const again = await pendingOf(email)
    expect((await post('/v1/session/second-step', { pending: again.pending, code })).status).toBe(400)
    // An older one than the last that was taken is as good as used.
    expect((await post('/v1/session/second-step', { pending: again.pending, code: codeOf(secret) })).status).toBe(400)
    expect((await post('/v1/session/second-step', { pending: again.pending, code: codeOf(secret, 3) })).status).toBe(
      400,
    )
    later(60)
    expect((await post('/v1/session/second-step', { pending: again.pending, code: codeOf(secret, -1) })).status).toBe(
      400,
    )
    expect((await post('/v1/session/second-step', { pending: again.pending, code: codeOf(secret) })).status).toBe(200)
  })

  it('takes each recovery code once, however it is written, also of two at the same moment', async () => {
    const { email, recoveryCodes } = await enrolled()
    const [code = ''] = recoveryCodes
    const waiting = [await pendingOf(email), await pendingOf(email)]
    const both = await Promise.all(
      waiting.map(({ pending }) =>
        post('/v1/session/second-step', { pending, code: ` ${code.toUpperCase().replaceAll('-', ' ')}` }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
    const cookie = cookieOf(both.find(({ status }) => status === 200) as Answer)
    expect(as(signInApi.getSignInWays, await send('GET', '/v1/session/ways', cookie)).recoveryCodesLeft).toBe(9)
  })

  it('limits guesses of codes for the account, whatever number of sign-ins they come by', async () => {
    const { email, secret } = await enrolled()
    const statuses: number[] = []
    for (let guess = 0; guess < 11; guess++) {
      const { pending } = await pendingOf(email)
      statuses.push((await post('/v1/session/second-step', { pending, code: '000000' })).status)
    }
    expect(statuses).toEqual([...Array(10).fill(400), 429])
    const { pending } = await pendingOf(email)
    const right = await post('/v1/session/second-step', { pending, code: codeOf(secret) })
    expect(right.status).toBe(429)
    expect(right.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    expect(
      (await hub.sql(`select 1 from audit_events where type = 'identity.sign_in_failed' and data->>'step' = 'code'`))
        .length,
    ).toBeGreaterThan(9)
  })

  it('is reset by who administers the person, who learns of it, and by nobody else', async () => {
    const { email, person, cookie } = await enrolled('id_readonly_admin')
    const path = `/v1/administrators/${person}/second-factor`
    const desk = await hub.signIn((await someone('atlas-portal.partner.helpdesk')).email)
    expect((await send('DELETE', path, desk)).status).toBe(403)
    const partners = await enrolled()
    const customers = await hub.signIn((await someone('id_full_admin')).email)
    expect((await send('DELETE', `/v1/administrators/${partners.person}/second-factor`, customers)).json).toMatchObject(
      {
        code: 'identity.account_not_found',
      },
    )
    expect((await send('DELETE', path, customers)).status).toBe(204)
    expect((await send('GET', '/v1/session', cookie)).status).toBe(401)
    expect((await post('/v1/session', { email, password })).json).toHaveProperty('person')
    expect(
      await hub.sql(
        `select details->>'change' as change from mail_messages where to_email = $1 and kind = 'second_factor_changed' order by id`,
        [email],
      ),
    ).toEqual([{ change: 'on' }, { change: 'off' }])
  })
})

describe('two beginnings at once', () => {
  it('leave one secret that waits', async () => {
    const one = await someone()
    const cookie = await hub.signIn(one.email)
    for (let round = 0; round < 3; round++) {
      const begun = await Promise.all([1, 2, 3, 4].map(() => send('POST', '/v1/session/second-factor', cookie)))
      expect(begun.map(({ status }) => status)).toEqual([200, 200, 200, 200])
      const waiting = 'select 1 from sign_in_methods where administrator_id = $1 and confirmed_at is null'
      expect(await hub.sql(waiting, [one.id])).toHaveLength(1)
    }
  })
})

describe('the policy', () => {
  it('leads to enrolment before anything else, ends the sessions of who has none, and cannot be left then', async () => {
    const admin = await hub.signIn((await someone()).email)
    const member = await someone('id_readonly_admin')
    const before = await hub.signIn(member.email)
    const path = `/v1/sign-in-policy?organizationId=${customerId}`
    const policy = as(signInApi.getSignInPolicy, await send('GET', path, admin))
    expect(policy.secondFactor).toBe('optional')
    expect((await send('PUT', path, admin, { secondFactor: 'required' })).json).toMatchObject({
      secondFactor: 'required',
    })
    expect((await send('GET', '/v1/session', before)).status).toBe(401)
    const { next, pending } = await pendingOf(member.email)
    expect(next).toBe('enrolment')
    expect((await post('/v1/session/second-step', { pending, code: '000000' })).json).toMatchObject({
      code: 'identity.sign_in_lapsed',
    })
    const { secret } = as(signInApi.beginEnrolment, await post('/v1/session/enrolment', { pending }))
    expect((await post('/v1/session/enrolment/confirm', { pending, code: '000000' })).status).toBe(400)
    const done = await post('/v1/session/enrolment/confirm', { pending, code: codeOf(secret) })
    expect(as(signInApi.finishEnrolment, done).recoveryCodes).toHaveLength(10)
    const cookie = cookieOf(done)
    expect((await send('DELETE', '/v1/session/second-factor', cookie)).json).toMatchObject({
      code: 'identity.second_factor_required',
    })
    expect((await send('PUT', path, admin, { secondFactor: 'optional' })).status).toBe(200)
    expect((await send('DELETE', '/v1/session/second-factor', cookie)).status).toBe(204)
  })

  it('is required of the own side only by who has a second factor', async () => {
    const admin = await hub.signIn((await someone()).email)
    expect((await send('PUT', '/v1/sign-in-policy', admin, { secondFactor: 'required' })).json).toMatchObject({
      code: 'identity.second_factor_first',
    })
    const desk = await hub.signIn((await someone('atlas-portal.partner.helpdesk')).email)
    expect((await send('GET', '/v1/sign-in-policy', desk)).status).toBe(403)
  })
})

describe('a fresh sign-in', () => {
  it('is asked for after 15 minutes, proved by the password, and gives the session another token', async () => {
    const { email } = await someone()
    const cookie = await hub.signIn(email)
    later(901)
    expect((await send('POST', '/v1/session/second-factor', cookie)).json).toMatchObject({
      code: 'identity.fresh_sign_in_needed',
    })
    expect((await send('POST', '/v1/session/fresh', cookie, { password: 'wrong' })).json).toMatchObject({
      code: 'identity.wrong_password',
    })
    const fresh = await send('POST', '/v1/session/fresh', cookie, { password })
    expect(fresh.status).toBe(200)
    expect((await send('GET', '/v1/session', cookie)).status).toBe(401)
    expect((await send('POST', '/v1/session/second-factor', cookieOf(fresh))).status).toBe(200)
  })

  it('wants a code where a second factor is on: a password alone may be what was lost', async () => {
    const { cookie, secret } = await enrolled()
    later(901)
    expect((await send('POST', '/v1/session/fresh', cookie, { password })).json).toMatchObject({
      code: 'identity.code_needed',
    })
    expect((await send('POST', '/v1/session/fresh', cookie, { code: codeOf(secret) })).status).toBe(200)
  })
})
