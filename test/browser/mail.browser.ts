import { beforeAll, describe, expect, it } from 'vitest'
import { demoCustomerId } from '../../src/generate/index.ts'
import type { Mail } from '../../src/hub/mail/index.ts'
import { accessibilityFaults, type Console, openConsole, settled, texts } from './console.ts'

let hub: Console
let partnerId: string

beforeAll(async () => {
  hub = await openConsole()
  const [partner] = await hub.hub.sql('select id from partners')
  partnerId = String(partner?.['id'])
})

const send = async (mail: Partial<Mail<'password_reset'>> & { email: string }) => {
  const { sendMail } = await import('../../src/hub/mail/index.ts')
  return await hub.hub.within(partnerId, (context) =>
    sendMail(context, {
      kind: 'password_reset',
      to: { email: mail.email, name: 'Elina Aalto', language: 'en' },
      values: {},
      secretLink: '/sign-in?to=%2Fcustomers',
      ...mail,
    }),
  )
}

describe('without a mail server', () => {
  it('a mail waits and says so, with what the operator must set', async () => {
    await send({ email: 'waits@kestrel.example', organizationId: demoCustomerId })
    const page = await hub.open('/mail?to=waits@', { as: 'admin' })
    await page.getByText('Mails wait: no mail server is set').waitFor()
    await page.getByText(/SMTP_URL and MAIL_FROM/).waitFor()
    const table = page.getByRole('table', { name: 'Mail' })
    await expect.poll(async () => await texts(table.locator('tbody tr td:nth-child(4)'))).toEqual(['Waiting'])
    expect(await page.getByText('Sent', { exact: true }).locator('visible=true').count()).toBe(0)
    await table.getByRole('link', { name: 'Set a new password' }).click()
    const pane = page.getByRole('dialog')
    await pane.getByText('No mail server is set.').first().waitFor()
    await pane.getByRole('link', { name: 'Kestrel Freight' }).waitFor()
    expect(await pane.getByRole('button', { name: 'Send again' }).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await pane.waitFor({ state: 'detached' })
    await expect.poll(() => new URL(page.url()).search).toBe('?to=waits%40')
  })
})

describe('the mailbox of the demo', () => {
  it('shows a mail to somebody who is not signed in, and its link leads on', async () => {
    await send({ email: 'reset@kestrel.example' })
    const page = await hub.open('/mailbox?to=reset@')
    await page.getByRole('heading', { name: 'Mailbox of the demo' }).waitFor()
    await page.getByText('It belongs to the demo and to development').waitFor()
    await page.getByRole('button', { name: 'As formatted' }).click()
    const letter = page.frameLocator('iframe')
    await letter.getByRole('link', { name: 'Set a new password' }).waitFor()
    expect(await letter.locator('html').getAttribute('lang')).toBe('en')
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('link', { name: /^Open the link/ }).click()
    await page.getByRole('heading', { name: 'Sign in to Cordboard' }).waitFor()
  })

  it('is found from the list of mails', async () => {
    const page = await hub.open('/mail', { as: 'admin' })
    await page.getByRole('link', { name: 'Open the built-in mailbox' }).click()
    await page.getByRole('heading', { name: 'Mailbox of the demo' }).waitFor()
  })
})

describe('a mail that failed', () => {
  it('is sent again after a question, as a new mail', async () => {
    const id = await send({ email: 'again@kestrel.example' })
    await expect
      .poll(async () => await hub.hub.sql('select state from mail_messages where id = $1', [id]))
      .toEqual([{ state: 'waiting' }])
    await hub.hub.sql(
      `update mail_messages set state = 'rejected', reason = 'refused', words = '550 5.1.1 no such user' where id = $1`,
      [id],
    )
    const page = await hub.open('/mail?to=again@', { as: 'admin' })
    await page.getByRole('link', { name: 'Set a new password' }).click()
    const pane = page.getByRole('dialog').first()
    await pane.getByText('The mail server said: 550 5.1.1 no such user').waitFor()
    await pane.getByRole('button', { name: 'Send again' }).click()
    const question = page.getByRole('dialog', { name: 'Send this mail again?' })
    await question.getByText('again@kestrel.example').waitFor()
    await question.getByRole('button', { name: 'Send again' }).click()
    await pane.getByText('No mail server is set.').first().waitFor()
    const table = page.getByRole('table', { name: 'Mail', includeHidden: true })
    await expect
      .poll(async () => (await texts(table.locator('tbody tr td:nth-child(4)'))).toSorted())
      .toEqual(['Rejected', 'Waiting'])
  })
})
