import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSmtp } from '../../../test/fakes/smtp.ts'
import { as, startHub } from '../../../test/hub.ts'
import { until } from '../../../test/served.ts'
import { getMail, listMails } from '../../api/mail.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { type Mail, sendMail } from './index.ts'

const smtp = await startSmtp()
afterAll(() => smtp.stop())
const hub = await startHub({
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
})

const send = async (mail: Partial<Mail<'password_reset'>> & { email: string }) =>
  await hub.within(partnerId, (context) =>
    sendMail(context, {
      kind: 'password_reset',
      to: { email: mail.email, name: 'Aino Berg' },
      values: {},
      secretLink: '/reset?token=very-secret-0123456789',
      ...mail,
    }),
  )

const stateOf = async (id: string) => as(getMail, await hub.request(`/v1/mail/messages/${id}`, { token }))

const reaches = async (id: string, state: string) =>
  await until(
    async () => {
      const mail = await stateOf(id)
      return mail.state === state && mail
    },
    20,
    `the mail to be ${state}`,
  )

const secrets = async (id: string) => await hub.sql('select 1 from mail_secrets where mail_id = $1', [id])

describe('a mail', () => {
  it('is sent after its act, from the partner, with its link, in the language of the partner', async () => {
    const id = await send({ email: 'Aino@customer.example' })
    const mail = await reaches(id, 'sent')
    const [received] = smtp.received.filter(({ to }) => to.includes('aino@customer.example'))
    expect(received?.from).toBe('hub@provider.example')
    expect(received?.mail.from).toEqual({ name: 'Northern Voice', address: 'hub@provider.example' })
    expect(received?.mail.replyTo).toEqual([{ name: '', address: 'desk@provider.example' }])
    expect(received?.mail.to).toEqual([{ name: 'Aino Berg', address: 'aino@customer.example' }])
    expect(received?.mail.subject).toBe('Stel een nieuw wachtwoord in')
    expect(received?.mail.html).toContain('<html lang="nl">')
    for (const part of [received?.mail.html, received?.mail.text])
      expect(part).toContain('http://hub.example.test/reset?token=very-secret-0123456789')
    expect(received?.mail.messageId).toBe(mail.messageId)
    expect(mail.events.map(({ state }) => state)).toEqual(['queued', 'sent'])
    expect(mail.events[1]?.words).toMatch(/^250/)
  })

  it('shows its one-time link to nobody, and keeps it no longer than until it is sent', async () => {
    const id = await send({ email: 'secret@customer.example' })
    expect(await secrets(id)).toHaveLength(1)
    const mail = await reaches(id, 'sent')
    expect(await secrets(id)).toHaveLength(0)
    const everything = await hub.sql('select to_jsonb(m)::text as row from mail_messages m where id = $1', [id])
    expect(JSON.stringify([mail, everything])).not.toContain('very-secret')
    expect(mail.text).toContain('http://hub.example.test/…')
    expect((await hub.request('/v1/mailbox')).status).toBe(404)
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
})
