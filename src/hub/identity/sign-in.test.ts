import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { as, password } from '../../../test/hub.ts'
import { startSignInBench } from '../../../test/sign-in.ts'
import { linkHeader } from '../../api/endpoint.ts'
import * as signInApi from '../../api/sign-in.ts'
import { silentLog } from '../../platform/log.ts'
import { makeRequestLimits } from '../../platform/request-limits.ts'
import { personByPassword } from './sign-in.ts'

const { hub, partnerId, later, someone, cookieOf, send, post, enrolled } = await startSignInBench()

describe('sessions', () => {
  it('are listed with the device in words, and ended one by one or all others at once', async () => {
    const { email } = await someone()
    const from = async (agent: string) =>
      cookieOf(
        await hub.request('/v1/session', {
          method: 'POST',
          json: { email, password },
          headers: { 'user-agent': agent },
        }),
      )
    const firefox = await from('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0')
    const chrome = await from(
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/139.0 Safari/537.36',
    )
    const third = await from('curl/8.0')
    const { items } = as(signInApi.listSessions, await send('GET', '/v1/sessions', chrome))
    expect(items.map(({ device }) => device).sort()).toEqual(['Chrome on macOS', 'Firefox on Windows', 'curl'])
    expect(items.filter(({ current }) => current).map(({ device }) => device)).toEqual(['Chrome on macOS'])
    const one = items.find(({ device }) => device === 'Firefox on Windows')
    expect((await send('DELETE', `/v1/sessions/${one?.id}`, chrome)).status).toBe(204)
    expect((await send('GET', '/v1/session', firefox)).status).toBe(401)
    expect((await send('DELETE', `/v1/sessions/${one?.id}`, chrome)).json).toMatchObject({
      code: 'identity.session_not_found',
    })
    expect((await send('DELETE', '/v1/sessions', chrome)).status).toBe(204)
    expect((await send('GET', '/v1/session', third)).status).toBe(401)
    expect((await send('GET', '/v1/session', chrome)).status).toBe(200)
    // Three devices, and a mail for each but the first.
    const warned = await hub.sql(
      `select details->>'browser' as browser from mail_messages where kind = 'sign_in_warning' and to_email = $1`,
      [email],
    )
    expect(warned.map(({ browser }) => browser).sort()).toEqual(['Chrome on macOS', 'curl'])
    await from('curl/9.9')
    expect(
      (await hub.sql(`select 1 from mail_messages where kind = 'sign_in_warning' and to_email = $1`, [email])).length,
    ).toBe(2)
  })

  it('of others are seen and ended by who administers them, and cannot be told by anybody else', async () => {
    const member = await someone('id_user_admin')
    const cookie = await hub.signIn(member.email)
    const owner = await hub.signIn((await someone('id_full_admin')).email)
    const colleague = await hub.signIn((await someone('id_user_admin')).email)
    const path = `/v1/sessions?personId=${member.person}`
    expect((await send('GET', path, colleague)).status).toBe(403)
    const [session] = as(signInApi.listSessions, await send('GET', path, owner)).items
    expect((await send('DELETE', `/v1/sessions/${session?.id}`, colleague)).json).toMatchObject({
      code: 'identity.session_not_found',
    })
    expect((await send('GET', '/v1/session', cookie)).status).toBe(200)
    expect((await send('DELETE', path, owner)).status).toBe(204)
    expect((await send('GET', '/v1/session', cookie)).status).toBe(401)
  })

  it('of a disabled or changed person lose their rights at the next request, on every node', async () => {
    const one = await someone()
    const cookie = await hub.signIn(one.email)
    const node = await hub.another()
    const there = async (path: string) =>
      (await fetch(`http://127.0.0.1:${node.port}${path}`, { headers: { cookie } })).status
    expect(await there('/v1/service-apps')).toBe(200)
    await hub.sql(`update administrators set role = 'atlas-portal.partner.helpdesk' where id = $1`, [one.id])
    expect(await there('/v1/service-apps')).toBe(403)
    await hub.sql('update administrators set disabled_at = now() where id = $1', [one.id])
    expect(await there('/v1/session')).toBe(401)
  })
})

describe('passwords', () => {
  it('are changed with the current one; other sessions end, the session gets another token, a mail goes out', async () => {
    const { email } = await someone()
    const other = await hub.signIn(email)
    const cookie = await hub.signIn(email)
    const change = async (json: object) => await send('PUT', '/v1/session/password', cookie, json)
    const newPassword = 'ninety small lanterns'
    expect((await change({ currentPassword: 'wrong', newPassword })).json).toMatchObject({
      code: 'identity.wrong_password',
    })
    expect((await change({ currentPassword: password, newPassword: 'short' })).json).toMatchObject({
      code: 'identity.password_too_short',
    })
    expect((await change({ currentPassword: password, newPassword: 'Cordboard2026!' })).json).toMatchObject({
      code: 'identity.password_common',
    })
    const done = await change({ currentPassword: password, newPassword })
    expect(done.status).toBe(204)
    for (const old of [other, cookie]) expect((await send('GET', '/v1/session', old)).status).toBe(401)
    expect((await send('GET', '/v1/session', cookieOf(done))).status).toBe(200)
    expect((await post('/v1/session', { email, password })).status).toBe(401)
    expect((await post('/v1/session', { email, password: newPassword })).status).toBe(200)
    expect(
      (await hub.sql(`select 1 from mail_messages where kind = 'password_changed' and to_email = $1`, [email])).length,
    ).toBe(1)
  })

  const linkOf = async (email: string, nth = 1): Promise<string> => {
    await expect
      .poll(
        async () =>
          (await hub.sql(`select 1 from mail_messages where kind = 'password_reset' and to_email = $1`, [email]))
            .length,
      )
      .toBe(nth)
    const [row] = await hub.sql(
      `select s.path from mail_messages m join mail_secrets s on s.partner_id = m.partner_id and s.mail_id = m.id where m.kind = 'password_reset' and m.to_email = $1 order by m.id desc limit 1`,
      [email],
    )
    const [page, hash] = String(row?.['path']).split('#')
    expect(page).toBe('/reset-password')
    return new URLSearchParams(hash).get('token') ?? ''
  }

  it('are reset by a mailed link: once, also of two at the same moment, ending all sessions, and the second factor is still asked for', async () => {
    const { email, cookie } = await enrolled()
    expect((await post('/v1/password-reset', { email: ` ${email.toUpperCase()} ` })).status).toBe(202)
    const token = await linkOf(email)
    expect(JSON.stringify(await hub.sql('select * from password_resets'))).not.toContain(token)
    // A link in the address of a call is none: it would stand in the logs of every proxy.
    expect((await hub.request(`/v1/password-reset?token=${token}`)).json).toMatchObject({
      code: 'identity.reset_link_invalid',
    })
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: token } })).status).toBe(200)
    const newPassword = 'ninety small lanterns'
    expect((await post('/v1/password-reset/complete', { token, password: 'short' })).json).toMatchObject({
      code: 'identity.password_too_short',
    })
    const both = await Promise.all(
      [1, 2].map(() => post('/v1/password-reset/complete', { token, password: newPassword })),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([204, 403])
    expect((await send('GET', '/v1/session', cookie)).status).toBe(401)
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: token } })).json).toMatchObject({
      code: 'identity.reset_link_invalid',
    })
    const entered = await post('/v1/session', { email, password: newPassword })
    expect(entered.json).toMatchObject({ next: 'code' })
    expect(entered.headers.get('set-cookie')).toBeNull()
  })

  it('are not reset by a link that is an hour old, replaced by a newer one, or of a disabled account', async () => {
    const one = await someone()
    await post('/v1/password-reset', { email: one.email })
    const first = await linkOf(one.email)
    later(1)
    await post('/v1/password-reset', { email: one.email })
    const second = await linkOf(one.email, 2)
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: first } })).status).toBe(403)
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: second } })).status).toBe(200)
    await hub.sql('update administrators set disabled_at = now() where id = $1', [one.id])
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: second } })).status).toBe(403)
    await hub.sql('update administrators set disabled_at = null where id = $1', [one.id])
    later(3601)
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: second } })).status).toBe(403)
  })

  it('make an open link void when they are changed, and when the account is disabled', async () => {
    const one = await someone()
    await post('/v1/password-reset', { email: one.email })
    const first = await linkOf(one.email)
    const cookie = await hub.signIn(one.email)
    const newPassword = 'ninety small lanterns'
    const done = await send('PUT', '/v1/session/password', cookie, { currentPassword: password, newPassword })
    expect(done.status).toBe(204)
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: first } })).status).toBe(403)
    later(1)
    await post('/v1/password-reset', { email: one.email })
    const second = await linkOf(one.email, 2)
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: second } })).status).toBe(200)
    const admin = await hub.signIn((await someone()).email)
    const disable = async (disabled: boolean) =>
      (await send('PATCH', `/v1/administrators/${one.person}`, admin, { disabled })).status
    expect([await disable(true), await disable(false)]).toEqual([200, 200])
    expect((await hub.request('/v1/password-reset', { headers: { [linkHeader]: second } })).status).toBe(403)
  })

  it('can be reset by their owner while strangers elsewhere ask without end', async () => {
    const { email } = await someone()
    const node = await hub.another({ TRUST_PROXY: 'true', SIGN_IN_FAILURES: '2' })
    const from = async (address: string) =>
      (
        await fetch(`http://127.0.0.1:${node.port}/v1/password-reset`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ email }),
        })
      ).status
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([202, 202, 429])
    expect(await from('192.0.2.2')).toBe(202)
  })

  it('are asked for with the same answer and the same work for known and unknown accounts', async () => {
    const { email } = await someone()
    const known = await post('/v1/password-reset', { email })
    const unknown = await post('/v1/password-reset', { email: 'nobody-at-all@example.test' })
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text])
    // Nothing is looked up while the caller waits: both leave one job and one count.
    const jobs = await hub.sql(
      `select data->>'email' as email from jobs.job where name = 'identity.write_reset_mail' and data->>'email' in ($1, 'nobody-at-all@example.test')`,
      [email],
    )
    expect(jobs).toHaveLength(2)
    await linkOf(email)
    expect(await hub.sql(`select 1 from mail_messages where to_email = 'nobody-at-all@example.test'`)).toEqual([])
  })

  it('at sign-in cost the same whether the account is known, unknown or disabled', async () => {
    const known = await someone()
    const disabled = await someone()
    await hub.sql('update administrators set disabled_at = now() where id = $1', [disabled.id])
    const answers = []
    for (const email of [known.email, disabled.email, 'no-such-person@example.test']) {
      const answer = await post('/v1/session', { email, password: 'a wrong password' })
      const { trackingId: _, ...body } = answer.json as Record<string, unknown>
      answers.push({ status: answer.status, body })
    }
    expect(answers[0]).toMatchObject({ status: 401, body: { code: 'identity.wrong_credentials' } })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    await expect
      .poll(async () =>
        (
          await hub.sql(
            `select subject_id from audit_events where type = 'identity.sign_in_failed' and data->>'step' = 'password'`,
          )
        ).map(({ subject_id }) => subject_id),
      )
      .toEqual(expect.arrayContaining([known.id, disabled.id]))
    // What was typed as a name may be a password: no job keeps it.
    const jobs = await hub.sql(`select data::text as data from jobs.job where name = 'identity.note_failed_sign_in'`)
    expect(jobs.length).toBeGreaterThan(2)
    for (const { data } of jobs) expect(String(data)).not.toContain('@')
  })
})

describe('an unknown name', () => {
  it('costs the database as much work as a known one', async () => {
    const { email } = await someone()
    const facts = { address: '192.0.2.9', userAgent: 'curl/8.0', basic: undefined, link: undefined }
    const transactions = async (name: string) => {
      const own = hub.contextOf(partnerId)
      let count = 0
      const counting = {
        ...own,
        transaction: async (...given: Parameters<typeof own.transaction>) => {
          count++
          return await own.transaction(...given)
        },
      } as typeof own
      const tried = personByPassword(counting, { email: name, password: 'a wrong password' }, facts)
      await expect(tried).rejects.toMatchObject({ code: 'identity.wrong_credentials' })
      return count
    }
    const known = await transactions(email)
    expect(known).toBeGreaterThan(3)
    expect(await transactions('no-such-person-at-all@example.test')).toBe(known)
  })
})

describe('an address that no mail goes to', () => {
  it('is refused where an account is made, and stops no sign-in of one that has it', async () => {
    const admin = await hub.signIn((await someone()).email)
    const invited = await send('POST', '/v1/administrators', admin, {
      email: 'a,b@example.test',
      firstName: 'A',
      lastName: 'B',
      role: 'atlas-portal.partner.helpdesk',
    })
    expect(invited.json).toMatchObject({ code: 'identity.bad_email' })
    const old = await someone()
    const name = 'c,d@example.test'
    await hub.sql('update administrators set email = $2 where id = $1', [old.id, name])
    await hub.sql('update sign_in_names set name = $2 where principal_id = $1', [old.id, name])
    for (const browser of ['first/1.0', 'second/2.0']) {
      const answer = await hub.request('/v1/session', {
        method: 'POST',
        json: { email: name, password },
        headers: { 'user-agent': browser },
      })
      expect(answer.status, answer.text).toBe(200)
    }
  })
})

describe('limits by address', () => {
  it('count a whole IPv6 /64 as one', async () => {
    const node = await hub.another({ TRUST_PROXY: 'true', SIGN_IN_FAILURES: '1' })
    const from = async (address: string, email: string) =>
      (
        await fetch(`http://127.0.0.1:${node.port}/v1/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ email, password: 'x' }),
        })
      ).status
    for (let host = 1; host <= 10; host++)
      expect(await from(`2001:db8:1:2:${host}::${host}`, `six-${host}@example.test`)).toBe(401)
    expect(await from('2001:db8:1:2:ffff::1', 'six-more@example.test')).toBe(429)
    expect(await from('2001:db8:1:3::1', 'six-other@example.test')).toBe(401)
  })
})

describe('limits of requests', () => {
  it('are handed in by a node that stops', async () => {
    const limits = makeRequestLimits({ database: hub.database, perMinute: 10, log: silentLog })
    limits.count('a key of its own')
    await limits.close()
    const hash = createHash('sha256').update('a key of its own').digest('base64url')
    expect(await hub.sql('select requests from request_counts where key_hash = $1', [hash])).toEqual([{ requests: 1 }])
  })

  it('are held by all nodes together, with a whole number of seconds to wait', async () => {
    const most = 300
    const nodes = [
      await hub.another({ REQUESTS_PER_MINUTE: String(most) }),
      await hub.another({ REQUESTS_PER_MINUTE: String(most) }),
    ]
    const token = await hub.token({ partnerId })
    const ask = async (node = 0) => {
      const answer = await fetch(`http://127.0.0.1:${nodes[node]?.port}/v1/people/me`, {
        headers: { authorization: `Bearer ${token}` },
      })
      await answer.text()
      return answer
    }
    const minute = () => Math.floor(Date.now() / 60_000)
    // Where the minute ends meanwhile the counts begin anew, and so does this.
    for (let tries = 0; ; tries++) {
      const began = minute()
      for (let part = 0; part < most; part += 50)
        await Promise.all(Array.from({ length: 50 }, async () => await ask(0)))
      let asked = 0
      let refused: Response | null = null
      await expect
        .poll(
          async () => {
            const answer = await ask(1)
            asked++
            if (answer.status === 429) refused = answer
            return answer.status === 429 || minute() !== began
          },
          { timeout: 20_000, interval: 100 },
        )
        .toBe(true)
      if (minute() !== began && tries < 3) continue
      // By itself the second node would have let pass as many again.
      expect(asked).toBeLessThan(most / 2)
      expect((refused as Response | null)?.headers.get('retry-after')).toMatch(/^[1-9]\d?$/)
      break
    }
    expect(JSON.stringify(await hub.sql('select * from request_counts'))).not.toContain('127.0.0.1')
  }, 120_000)
})
