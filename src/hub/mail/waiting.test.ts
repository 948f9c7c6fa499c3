import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSmtp } from '../../../test/fakes/smtp.ts'
import { as, startHub } from '../../../test/hub.ts'
import { until } from '../../../test/served.ts'
import { getMail, getMailSettings, listMails, type MailMessage, readMailbox } from '../../api/mail.ts'
import type { JobContext } from '../../platform/jobs.ts'
import { silentLog } from '../../platform/log.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { mailJobs, resumeMails, sendMail } from './index.ts'

let minutes = 0
const clock = () => new Date(Date.now() + minutes * 60_000)
const partnerId = uuidv7()
const secret = 'waiting-secret-42'

describe('without a mail server', async () => {
  const hub = await startHub({ clock })
  let token: string
  beforeAll(async () => {
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Northern Voice', now())`, [partnerId])
    token = await hub.token({ partnerId })
  })
  const reset = async (email: string) =>
    await hub.within(partnerId, (context) =>
      sendMail(context, {
        kind: 'password_reset',
        to: { email, name: '' },
        values: {},
        secretLink: `/reset?token=${secret}`,
      }),
    )
  const show = async (id: string) => as(getMail, await hub.request(`/v1/mail/messages/${id}`, { token }))
  const reaches = async (id: string, state: string) =>
    await until(async () => (await show(id)).state === state && (await show(id)), 20, `the mail to be ${state}`)
  /** The job of every minute, now. */
  const tend = async () => {
    const handler = mailJobs.find(({ job }) => job.name === 'mail.tend')
    const context: JobContext = {
      asPartner: hub.contextOf,
      partnerIds: async () => [partnerId],
      maintain: hub.database.maintain,
      removeRows: hub.database.removeRows,
      signal: new AbortController().signal,
      log: silentLog,
    }
    if (!handler) throw new Error('there is no such job')
    await handler.run(context, {})
  }

  it('a mail waits, says so, and nothing claims to be sent', async () => {
    const id = await reset('waits@customer.example')
    const mail = await reaches(id, 'waiting')
    expect(mail).toMatchObject({ reason: 'no_settings', attempts: 0 })
    expect(mail.sent).toBeUndefined()
    expect(mail.messageId).toBeUndefined()
    expect(mail.events.map(({ state }) => state)).toEqual(['queued', 'waiting'])
    expect(as(getMailSettings, await hub.request('/v1/mail/settings', { token }))).toEqual({
      sends: false,
      waiting: 1,
      mailbox: false,
    })
    for (const state of ['sent', 'delivered'])
      expect(as(listMails, await hub.request(`/v1/mail/messages?state=${state}`, { token })).items).toEqual([])
    // Waiting once more tells nothing new.
    await resumeMails(hub.contextOf(partnerId))
    await tend()
    expect((await show(id)).events).toHaveLength(2)
  })

  it('a mail whose link lapses meanwhile is never sent, and its secret is forgotten', async () => {
    const lapsing = await reset('lapses@customer.example')
    await reaches(lapsing, 'waiting')
    minutes += 61
    await tend()
    const failed = await show(lapsing)
    expect(failed).toMatchObject({ state: 'failed', reason: 'lapsed', can: { resend: false } })
    expect(await hub.sql('select 1 from mail_secrets where mail_id = $1', [lapsing])).toEqual([])
  })

  it('a mail whose job was lost is taken up again', async () => {
    const id = await hub.within(partnerId, (context) =>
      sendMail(
        { ...context, enqueue: async () => undefined },
        { kind: 'password_reset', to: { email: 'orphan@customer.example', name: '' }, values: {}, secretLink: '/x' },
      ),
    )
    await tend()
    expect((await show(id)).state).toBe('queued')
    minutes += 3
    await tend()
    await reaches(id, 'waiting')
  })

  it('old mails are forgotten with all that belongs to them', async () => {
    const before = await hub.sql('select id from mail_messages')
    expect(before.length).toBeGreaterThan(2)
    minutes += 91 * 24 * 60
    await tend()
    await tend()
    expect(await hub.sql('select id from mail_messages')).toEqual([])
    expect(await hub.sql('select 1 from mail_events union all select 1 from mail_secrets')).toEqual([])
  })
})

describe('when a mail server is set', async () => {
  const smtp = await startSmtp()
  afterAll(() => smtp.stop())
  const hub = await startHub({ clock })

  it('the mails that waited and are still of use go out, the others do not', async () => {
    const id = uuidv7()
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Northern Voice', now())`, [id])
    const reset = async (email: string) =>
      await hub.within(id, (context) =>
        sendMail(context, {
          kind: 'password_reset',
          to: { email, name: '' },
          values: {},
          secretLink: `/reset?token=${secret}`,
        }),
      )
    const old = await reset('old@customer.example')
    minutes += 50
    const fresh = await reset('fresh@customer.example')
    const waiting = `select 1 from mail_messages where state = 'waiting'`
    await until(async () => (await hub.sql(waiting)).length === 2, 20, 'both to wait')
    minutes += 20
    await hub.stop()
    const node = await hub.another({ SMTP_URL: smtp.url, MAIL_FROM: 'hub@provider.example' })
    const received = await smtp.receives(1)
    const stateOf = async (mail: string) =>
      (await node.database.ownerPool.query('select state, reason from mail_messages where id = $1', [mail])).rows[0]
    await until(async () => (await stateOf(fresh)).state === 'sent', 20, 'the fresh one to be sent')
    expect(await stateOf(old)).toEqual({ state: 'failed', reason: 'lapsed' })
    expect(received.flatMap(({ to }) => to)).toEqual(['fresh@customer.example'])
    expect(received[0]?.mail.text).toContain(secret)
    const { rows } = await node.database.ownerPool.query(
      'select state from mail_events where mail_id = $1 order by id',
      [fresh],
    )
    expect(rows.map(({ state }) => state)).toEqual(['queued', 'waiting', 'sent'])
    await node.stop()
  })
})

describe('the mailbox', async () => {
  const smtp = await startSmtp()
  afterAll(() => smtp.stop())
  let later = 0
  const hub = await startHub({
    clock: () => new Date(Date.now() + later * 60_000),
    settings: {
      MAILBOX: 'true',
      SMTP_URL: smtp.url,
      MAIL_FROM: 'hub@provider.example',
      PUBLIC_URL: 'https://hub.example.test',
    },
  })
  const partners = [uuidv7(), uuidv7()]
  const read = async (to: string) =>
    as(readMailbox, await hub.request(`/v1/mailbox?to=${encodeURIComponent(to)}`)).items

  it('holds the mails of every partner with their links, before and after they are sent, until the link lapses', async () => {
    for (const [index, id] of partners.entries()) {
      await hub.sql(`insert into partners (id, name, created_at) values ($1, $2, now())`, [id, `Partner ${index}`])
      await hub.within(id, (context) =>
        sendMail(context, {
          kind: 'password_reset',
          to: { email: `person${index}@customer.example`, name: 'Aino Berg' },
          values: {},
          secretLink: `/reset?token=${secret}${index}`,
        }),
      )
    }
    await until(async () => (await read('person')).every(({ state }) => state === 'sent'), 20, 'both to be sent')
    const [second, first] = await read('person')
    expect(first).toMatchObject({
      to: { email: 'person0@customer.example', name: 'Aino Berg' },
      from: 'Partner 0 <hub@provider.example>',
      link: `https://hub.example.test/reset?token=${secret}0`,
    })
    expect(second?.html).toContain(`href="https://hub.example.test/reset?token=${secret}1"`)
    expect(await read('person1@')).toHaveLength(1)
    later = 61
    const [lapsed] = await read('person1@')
    expect(lapsed?.link).toBeUndefined()
    expect(JSON.stringify(lapsed)).not.toContain(secret)
  })
})

describe('a mail server that does not accept the sign-in', async () => {
  const smtp = await startSmtp({ user: 'hub', password: 'right' })
  afterAll(() => smtp.stop())
  const hub = await startHub({
    settings: {
      SMTP_URL: smtp.url.replace(':right@', ':wrong-password@'),
      MAIL_FROM: 'hub@provider.example',
      MAIL_RETRY_SECONDS: '3600',
    },
  })

  it('delays the mail, says why, and lets no password out', async () => {
    const id = uuidv7()
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Northern Voice', now())`, [id])
    const token = await hub.token({ partnerId: id })
    const mailId = await hub.within(id, (context) =>
      sendMail(context, {
        kind: 'password_reset',
        to: { email: 'a@b.example', name: '' },
        values: {},
        secretLink: '/x',
      }),
    )
    const mail = await until(
      async () => {
        const shown = as(getMail, await hub.request(`/v1/mail/messages/${mailId}`, { token }))
        return shown.state === 'delayed' && shown
      },
      20,
      'the mail to be delayed',
    )
    expect(mail).toMatchObject({ reason: 'login', attempts: 1 })
    expect(mail.words).toContain('535')
    expect(JSON.stringify(mail)).not.toContain('wrong-password')
    await hub.stop()
    const node = await hub.another({ SMTP_URL: smtp.url })
    await node
      .contextOf(id)
      .transaction((context) =>
        context.tx
          .updateTable('mail_messages')
          .set({ next_attempt_at: context.now })
          .where('id', '=', mailId)
          .execute(),
      )
    await resumeMails(node.contextOf(id))
    await until(async () => smtp.received.length === 1, 20, 'the mail to be sent with the right password')
    await node.stop()
  })
})

describe.each([
  ['is not there', async (): Promise<string> => 'smtp://127.0.0.1:1', /ECONNREFUSED/],
  [
    'shows a certificate that nobody vouches for',
    async (): Promise<string> => {
      const smtp = await startSmtp({ tls: true })
      afterAll(() => smtp.stop())
      return smtp.url
    },
    /certificate/,
  ],
] as const)('a mail server that %s', async (_what, address, words) => {
  const hub = await startHub({
    settings: { SMTP_URL: await address(), MAIL_FROM: 'hub@provider.example', MAIL_RETRY_SECONDS: '3600' },
  })

  it('leaves the mail delayed, with what was wrong and when it is tried again', async () => {
    const id = uuidv7()
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Northern Voice', now())`, [id])
    const token = await hub.token({ partnerId: id })
    await hub.within(id, (context) =>
      sendMail(context, {
        kind: 'password_reset',
        to: { email: 'a@b.example', name: '' },
        values: {},
        secretLink: '/x',
      }),
    )
    const mail: MailMessage = await until(
      async () =>
        as(listMails, await hub.request('/v1/mail/messages', { token })).items.find(({ state }) => state === 'delayed'),
      20,
      'the mail to be delayed',
    )
    expect(mail).toMatchObject({ reason: 'connection', attempts: 1 })
    expect(mail.words).toMatch(words)
    expect(new Date(mail.nextAttempt ?? 0).getTime()).toBeGreaterThan(Date.now() + 3500_000)
  })
})
