import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSmtp } from '../../../test/fakes/smtp.ts'
import { as, startHub } from '../../../test/hub.ts'
import { until } from '../../../test/served.ts'
import { encodeId } from '../../api/ids.ts'
import { getMail, getMailSettings, listMails, resendMail } from '../../api/mail.ts'
import type { Log } from '../../platform/log.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { type Mail, sendMail } from './index.ts'
import { deliverMail } from './jobs.ts'

const secret = 'very-secret-0123456789'
const logged: string[] = []
const keep = (data: object, message: string) => void logged.push(JSON.stringify([data, message]))
const log: Log = { debug: keep, info: keep, warn: keep, error: keep }

const smtp = await startSmtp()
afterAll(() => smtp.stop())
const hub = await startHub({
  log,
  settings: {
    SMTP_URL: smtp.url,
    MAIL_FROM: 'hub@provider.example',
    MAIL_REPLY_TO: 'desk@provider.example',
    MAIL_RETRY_SECONDS: '1',
    PUBLIC_URL: 'http://hub.example.test',
  },
})
const partnerId = uuidv7()
const otherPartner = uuidv7()
const customerId = uuidv7()
let token: string
let otherToken: string

beforeAll(async () => {
  await hub.sql(
    `insert into partners (id, name, language, created_at) values ($1, 'Northern Voice', 'nl', now()), ($2, 'Others', 'en', now())`,
    [partnerId, otherPartner],
  )
  await hub.sql(
    `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, 'Harbour Pilots', 'harbour pilots', 'FI', now())`,
    [partnerId, customerId],
  )
  token = await hub.token({ partnerId })
  otherToken = await hub.token({ partnerId: otherPartner })
})
beforeEach(() => {
  smtp.script = () => null
  smtp.onReceived = () => undefined
})

const send = async (mail: Partial<Mail<'password_reset'>> & { email: string }) =>
  await hub.within(partnerId, (context) =>
    sendMail(context, {
      kind: 'password_reset',
      to: { email: mail.email, name: 'Aino Berg' },
      values: {},
      secretLink: `/reset?token=${secret}`,
      ...mail,
    }),
  )

const show = async (id: string) => as(getMail, await hub.request(`/v1/mail/messages/${id}`, { token }))
const resend = async (id: string) => await hub.request(`/v1/mail/messages/${id}/resend`, { method: 'POST', token })

const reaches = async (id: string, state: string) =>
  await until(
    async () => {
      const mail = await show(id)
      return mail.state === state && mail
    },
    20,
    `the mail to be ${state}`,
  )

const receivedBy = (email: string) => smtp.received.filter(({ to }) => to.includes(email))
const secretsOf = async (id: string) => await hub.sql('select 1 from mail_secrets where mail_id = $1', [id])

describe('a mail', () => {
  it('is sent after its act, from the partner, with its link, in the language of the partner', async () => {
    const id = await send({ email: 'Aino@customer.example' })
    const mail = await reaches(id, 'sent')
    const [received] = receivedBy('aino@customer.example')
    expect(received?.from).toBe('hub@provider.example')
    expect(received?.mail.from).toEqual({ name: 'Northern Voice', address: 'hub@provider.example' })
    expect(received?.mail.replyTo).toEqual([{ name: '', address: 'desk@provider.example' }])
    expect(received?.mail.to).toEqual([{ name: 'Aino Berg', address: 'aino@customer.example' }])
    expect(received?.mail.subject).toBe('Stel een nieuw wachtwoord in')
    expect(received?.mail.html).toContain('<html lang="nl">')
    for (const part of [received?.mail.html, received?.mail.text])
      expect(part).toContain(`http://hub.example.test/reset?token=${secret}`)
    expect(received?.mail.messageId).toBe(mail.messageId)
    expect(received?.mail.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    )
    expect(mail.events.map(({ state }) => state)).toEqual(['queued', 'sent'])
    expect(mail.events[1]?.words).toMatch(/^250/)
  })

  it('shows its one-time link to nobody, and keeps it no longer than until it is sent', async () => {
    const id = await send({ email: 'secret@customer.example' })
    expect(await secretsOf(id)).toHaveLength(1)
    const mail = await reaches(id, 'sent')
    expect(await secretsOf(id)).toHaveLength(0)
    const everything = await hub.sql('select to_jsonb(m)::text as row from mail_messages m where id = $1', [id])
    const jobs = await hub.sql(`select to_jsonb(j)::text as row from jobs.job j where name = 'mail.deliver'`)
    expect(jobs.length).toBeGreaterThan(0)
    expect(JSON.stringify([mail, everything, jobs])).not.toContain(secret)
    expect(mail.text).toContain('http://hub.example.test/…')
    expect((await hub.request('/v1/mailbox')).json).toMatchObject({ code: 'common.not_found' })
    expect((await hub.request('/v1/mailbox', { token })).status).toBe(404)
  })

  it('does not exist when its act fails', async () => {
    await expect(
      hub.within(partnerId, async (context) => {
        await sendMail(context, {
          kind: 'password_reset',
          to: { email: 'never@customer.example', name: '' },
          values: {},
          secretLink: '/x',
        })
        throw new Error('the act fails')
      }),
    ).rejects.toThrow('the act fails')
    const list = as(listMails, await hub.request('/v1/mail/messages?to=never@', { token }))
    expect(list.items).toEqual([])
    const jobs = await hub.sql(`select data from jobs.job where name = 'mail.deliver'`)
    const mails = await hub.sql('select id from mail_messages')
    expect(new Set(jobs.map(({ data }) => (data as { mailId: string }).mailId))).toEqual(
      new Set(mails.map(({ id }) => id)),
    )
  })

  it('is sent in its own time, not in that of the request that caused it', async () => {
    smtp.script = (email) => (email === 'slow@customer.example' ? { at: 'rcpt', code: 550, words: 'no' } : null)
    const id = await send({ email: 'slow@customer.example' })
    await reaches(id, 'rejected')
    smtp.script = () => null
    let let_go: () => void = () => undefined
    smtp.onReceived = () => new Promise((resolve) => (let_go = resolve))
    const answer = await resend(id)
    expect(answer.status).toBe(201)
    const made = as(resendMail, answer)
    await until(async () => receivedBy('slow@customer.example').length === 1, 20, 'the far end to have it')
    // The far end has not answered yet, and the request is long done.
    expect((await show(made.id)).state).toBe('queued')
    let_go()
    await reaches(made.id, 'sent')
  })

  it('is sent once when two jobs take it at the same time', async () => {
    const id = await hub.within(partnerId, async (context) => {
      const made = await sendMail(context, {
        kind: 'account_disabled',
        to: { email: 'twice@customer.example', name: '' },
        values: { organization: 'Harbour Pilots', at: new Date().toISOString() },
      })
      for (let count = 0; count < 5; count++)
        await context.enqueue(deliverMail, { partnerId, mailId: made, attempt: 0 })
      return made
    })
    await reaches(id, 'sent')
    const open = `select 1 from jobs.job where name = 'mail.deliver' and state not in ('completed')`
    await until(async () => (await hub.sql(open)).length === 0, 20, 'the jobs to end')
    expect(receivedBy('twice@customer.example')).toHaveLength(1)
  })

  it('takes no line break into a header, whatever the names say', async () => {
    await hub.sql(`update partners set name = E'Northern\\r\\nBcc: all@example.test\\r\\n\\r\\nVoice' where id = $1`, [
      partnerId,
    ])
    try {
      const id = await hub.within(partnerId, (context) =>
        sendMail(context, {
          kind: 'invitation',
          to: {
            email: 'breaks@customer.example',
            name: 'Aino\r\nBcc: all@example.test\r\n\r\nBerg "x" <y@z.test>',
            language: 'en',
          },
          values: { role: 'id_full_admin', organization: 'Pilots\r\nX-Injected: yes' },
          secretLink: '/x',
        }),
      )
      await reaches(id, 'sent')
    } finally {
      await hub.sql(`update partners set name = 'Northern Voice' where id = $1`, [partnerId])
    }
    const [received] = receivedBy('breaks@customer.example')
    expect(received?.to).toEqual(['breaks@customer.example'])
    const keys = received?.mail.headers.map(({ key }) => key) ?? []
    expect(keys).toContain('subject')
    expect(keys).not.toContain('bcc')
    expect(keys).not.toContain('x-injected')
    expect(received?.mail.to).toEqual([
      { name: 'Aino Bcc: all@example.test Berg "x" <y@z.test>', address: 'breaks@customer.example' },
    ])
    expect(received?.mail.subject).toBe('You have been made an administrator of Pilots X-Injected: yes')
  })

  it.each([
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example, c@d.example',
    'Aino <a@b.example>',
    'a b@c.example',
    'no-address',
    '',
  ])('refuses %j as an address', async (email) => {
    await expect(send({ email })).rejects.toMatchObject({ code: 'mail.bad_address' })
  })
})

describe('a mail server that', () => {
  it('says later is asked again, and gets the mail once, with the same Message-ID', async () => {
    smtp.script = (_email, attempt) =>
      attempt === 1 ? { at: 'rcpt', code: 451, words: '4.7.1 greylisted, come back' } : null
    const id = await send({ email: 'later@customer.example' })
    const delayed = await reaches(id, 'delayed')
    expect(delayed).toMatchObject({ reason: 'server_busy', attempts: 1, nextAttempt: expect.any(String) })
    expect(delayed.words).toContain('greylisted')
    expect(await secretsOf(id)).toHaveLength(1)
    const sent = await reaches(id, 'sent')
    expect(sent.events.map(({ state }) => state)).toEqual(['queued', 'delayed', 'sent'])
    expect(sent.attempts).toBe(2)
    expect(receivedBy('later@customer.example')).toHaveLength(1)
    expect(smtp.attempts.get('later@customer.example')).toBe(2)
  })

  it('hangs up with the mail taken is given it again under the same Message-ID, in one row', async () => {
    smtp.script = (_email, attempt) => (attempt === 1 ? 'hang up' : null)
    const id = await send({ email: 'lost@customer.example' })
    const sent = await reaches(id, 'sent')
    expect(sent.events.map(({ state }) => state)).toEqual(['queued', 'delayed', 'sent'])
    expect(sent.events[1]?.reason).toBe('connection')
    const received = receivedBy('lost@customer.example')
    expect(received).toHaveLength(2)
    expect(new Set(received.map(({ mail }) => mail.messageId)).size).toBe(1)
    const list = as(listMails, await hub.request('/v1/mail/messages?to=lost@', { token }))
    expect(list.items).toHaveLength(1)
  })

  it.each([
    ['rcpt', '5.1.1 no such user'],
    ['data', '5.7.1 not wanted here'],
  ] as const)('refuses for good after %s is quoted, and the mail can be sent again once', async (at, words) => {
    const email = `refused-${at}@customer.example`
    smtp.script = () => ({ at, code: 550, words })
    const id = await send({ email })
    const rejected = await reaches(id, 'rejected')
    expect(rejected).toMatchObject({ reason: 'refused', attempts: 1, can: { resend: true } })
    expect(rejected.words).toContain(words)
    const listed = as(listMails, await hub.request(`/v1/mail/messages?state=rejected&to=${email}`, { token }))
    expect(listed.items.map((item) => item.id)).toEqual([rejected.id])
    smtp.script = () => null
    const made = as(resendMail, await resend(id))
    expect(made.id).not.toBe(rejected.id)
    await reaches(made.id, 'sent')
    expect(receivedBy(email).at(-1)?.mail.text).toContain(secret)
    expect(await show(id)).toMatchObject({ state: 'rejected', resentAs: made.id, can: { resend: false } })
    const again = await resend(id)
    expect([again.status, again.json]).toEqual([409, expect.objectContaining({ code: 'mail.not_resendable' })])
    const [audited] = await hub.sql(`select data from audit_events where type = 'mail.resent' order by id desc limit 1`)
    expect(JSON.stringify(audited)).not.toContain(secret)
    expect(audited).toBeDefined()
  })

  it('quotes the mail in its refusal is kept without the one-time link', async () => {
    const token = `${'0123456789abcdef'.repeat(6)}`
    const broken = `http://hub.example.test/reset?token=3D${token.slice(0, 40)}= ${token.slice(40)}`
    for (const [index, quoted] of [`http://hub.example.test/reset?token=${token}`, `no ${token}`, broken].entries()) {
      const email = `quoted-${index}@customer.example`
      smtp.script = () => ({ at: 'data', code: 550, words: `5.7.1 not wanted: ${quoted}` })
      const id = await send({ email, secretLink: `/reset${index === 1 ? '#' : '?'}token=${token}` })
      const rejected = await reaches(id, 'rejected')
      expect(rejected.words).toContain('5.7.1 not wanted')
      const rows = await hub.sql(
        `select to_jsonb(m)::text as row from mail_messages m where id = $1
         union all select to_jsonb(e)::text from mail_events e where mail_id = $1`,
        [id],
      )
      expect(rows.length).toBeGreaterThan(2)
      for (const part of [token.slice(0, 40), token.slice(40)])
        expect(JSON.stringify([rejected, rows]), quoted).not.toContain(part)
    }
  })

  it('has refused a mail is not given it again after the link has lapsed', async () => {
    smtp.script = () => ({ at: 'rcpt', code: 550, words: 'no' })
    const id = await send({ email: 'lapsed@customer.example' })
    await reaches(id, 'rejected')
    await hub.sql(`update mail_messages set lapses_at = now() - interval '1 second' where id = $1`, [id])
    expect((await show(id)).can.resend).toBe(false)
    const answer = await resend(id)
    expect([answer.status, answer.json]).toEqual([409, expect.objectContaining({ code: 'mail.link_lapsed' })])
  })
})

describe('the list of mails', () => {
  it('is paged by key and filtered by kind, customer and recipient', async () => {
    const ids: string[] = []
    for (let count = 0; count < 5; count++)
      ids.push(
        await hub.within(partnerId, (context) =>
          sendMail(context, {
            kind: 'role_changed',
            to: { email: `paged_${count}@customer.example`, name: '', language: 'en' },
            organizationId: customerId,
            values: { role: 'id_full_admin', organization: 'Harbour Pilots', by: 'Tove Lind' },
            link: '/',
          }),
        ),
      )
    await Promise.all(ids.map((id) => reaches(id, 'sent')))
    const seen: string[] = []
    let path: string | undefined =
      `/v1/mail/messages?kind=role_changed&organizationId=${customerId}&to=paged_&state=sent&max=2`
    while (path) {
      const answer = await hub.request(path, { token })
      seen.push(...as(listMails, answer).items.map(({ to }) => to.email))
      path = answer.headers.get('link')?.match(/<http:\/\/[^/]+([^>]+)>; rel="next"/)?.[1]
    }
    expect(seen).toEqual([4, 3, 2, 1, 0].map((count) => `paged_${count}@customer.example`))
    const none = as(listMails, await hub.request('/v1/mail/messages?to=paged%25', { token }))
    expect(none.items).toEqual([])
    expect((await hub.request('/v1/mail/messages?cursor=nonsense', { token })).json).toMatchObject({
      code: 'common.bad_cursor',
    })
    expect((await hub.request('/v1/mail/messages?state=opened', { token })).status).toBe(400)
  })

  it('says that mails are sent, and from where', async () => {
    expect(as(getMailSettings, await hub.request('/v1/mail/settings', { token }))).toEqual({
      sends: true,
      from: 'hub@provider.example',
      waiting: 0,
      mailbox: false,
    })
  })
})

describe('whose mails', () => {
  it('another partner sees none of them, and cannot send them again', async () => {
    const id = await send({ email: 'fenced@customer.example' })
    await reaches(id, 'sent')
    expect(as(listMails, await hub.request('/v1/mail/messages', { token: otherToken })).items).toEqual([])
    for (const [method, path] of [
      ['GET', `/v1/mail/messages/${id}`],
      ['POST', `/v1/mail/messages/${id}/resend`],
    ] as const) {
      const answer = await hub.request(path, { method, token: otherToken })
      expect([answer.status, answer.json]).toEqual([404, expect.objectContaining({ code: 'mail.message_not_found' })])
    }
  })

  it('people without the permission see none, and nobody who may only read sends one again', async () => {
    for (const [role, side] of [
      ['atlas-portal.partner.helpdesk', 'partner'],
      ['id_user_admin', 'customer'],
    ] as const) {
      const theirs = await hub.token({
        partnerId,
        role,
        ...(side === 'customer' ? { organizationId: customerId } : {}),
      })
      for (const path of ['/v1/mail/messages', '/v1/mail/settings'])
        expect((await hub.request(path, { token: theirs })).status, `${role} ${path}`).toBe(403)
    }
    const reader = await hub.token({ partnerId, role: 'atlas-portal.partner.readonlyadmin' })
    smtp.script = () => ({ at: 'rcpt', code: 550, words: 'no' })
    const id = await send({ email: 'readers@customer.example' })
    await reaches(id, 'rejected')
    const seen = as(getMail, await hub.request(`/v1/mail/messages/${id}`, { token: reader }))
    expect(seen).toMatchObject({ state: 'rejected', can: { resend: false } })
    const answer = await hub.request(`/v1/mail/messages/${id}/resend`, { method: 'POST', token: reader })
    expect(answer.status).toBe(403)
  })

  it("a customer's own administrator sees the mails of that organization alone", async () => {
    const own = await send({ email: 'own@customer.example', organizationId: customerId })
    const foreign = await send({ email: 'foreign@customer.example', organizationId: null })
    await Promise.all([reaches(own, 'sent'), reaches(foreign, 'sent')])
    const theirs = await hub.token({ partnerId, role: 'id_full_admin', organizationId: customerId })
    const { items } = as(listMails, await hub.request('/v1/mail/messages?max=200', { token: theirs }))
    expect(items.map(({ to }) => to.email)).toContain('own@customer.example')
    expect(new Set(items.map(({ organizationId }) => organizationId))).toEqual(
      new Set([encodeId('ORGANIZATION', customerId)]),
    )
    expect((await hub.request(`/v1/mail/messages/${foreign}`, { token: theirs })).status).toBe(404)
    expect((await hub.request(`/v1/mail/messages/${own}`, { token: theirs })).status).toBe(200)
    // What a broken connection says names the operator's hosts.
    await hub.sql(`update mail_messages set reason = 'connection', words = 'connect 10.0.0.7:25' where id = $1`, [own])
    const path = `/v1/mail/messages/${own}`
    expect(as(getMail, await hub.request(path, { token })).words).toBe('connect 10.0.0.7:25')
    expect((await hub.request(path, { token: theirs })).text).not.toContain('10.0.0.7')
  })

  it('a customer-side act can write mails of its own organization only, and never read a one-time link', async () => {
    const waiting = await hub.within(partnerId, (context) =>
      sendMail(
        { ...context, enqueue: async () => undefined },
        {
          kind: 'password_reset',
          to: { email: 'inside@customer.example', name: '' },
          organizationId: customerId,
          values: {},
          secretLink: '/x',
        },
      ),
    )
    expect(await secretsOf(waiting)).toHaveLength(1)
    const reach = { partnerId, side: 'customer', organizationId: customerId } as const
    await hub.database.transaction(reach, async (tx) => {
      const mails = await tx.selectFrom('mail_messages').select(['id', 'org_id']).execute()
      expect(mails.length).toBeGreaterThan(0)
      expect(new Set(mails.map(({ org_id }) => org_id))).toEqual(new Set([customerId]))
      expect(await tx.selectFrom('mail_secrets').select('mail_id').execute()).toEqual([])
      const events = await tx.selectFrom('mail_events').select('org_id').execute()
      expect(new Set(events.map(({ org_id }) => org_id))).toEqual(new Set([customerId]))
    })
    const made = await hub.database.transaction(reach, async (tx) => {
      const context = hub.contextOf(partnerId)
      return await context.transaction(async (inside) =>
        sendMail(
          {
            ...inside,
            tx,
            actor: { ...inside.actor, side: 'customer', organizationId: customerId },
            enqueue: async () => undefined,
          },
          {
            kind: 'invitation',
            to: { email: 'colleague@customer.example', name: '' },
            values: { role: 'id_full_admin', organization: 'Harbour Pilots' },
            secretLink: '/x',
          },
        ),
      )
    })
    expect(await hub.sql('select org_id from mail_messages where id = $1', [made])).toEqual([{ org_id: customerId }])
    expect(await secretsOf(made)).toHaveLength(1)
  })
})

describe('the log', () => {
  it('holds no one-time link and no address, after everything above', () => {
    expect(logged.length).toBeGreaterThan(0)
    expect(logged.join('\n')).not.toContain(secret)
    expect(logged.join('\n')).not.toContain('@customer.example')
  })
})
