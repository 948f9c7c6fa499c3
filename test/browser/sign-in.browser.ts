import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoAccounts, demoPassword } from '../../src/generate/index.ts'
import { makeAdministrator, password } from '../hub.ts'
import { accessibilityFaults, type Console, kestrel, openConsole, phone, settled, signIn } from './console.ts'

let hub: Console
let partnerId = ''
beforeAll(async () => {
  hub = await openConsole()
  const [partner] = await hub.hub.sql('select id from partners limit 1')
  partnerId = String(partner?.['id'])
})

const code = (secret: string, steps = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })

/** What a tab still holds of one-time links. */
const kept = async (page: Page) =>
  await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('cordboard.link')))

describe('a console', () => {
  it('left alone asks by itself without being use, and asks as its person again when one is back', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await page.clock.install()
    await page.reload()
    await settled(page)
    const nextPoll = async (afterMs: number) => {
      const asked = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/v1/imports')
      await page.clock.fastForward(afterMs)
      const answer = await asked
      expect(answer.status()).toBe(200)
      return (await answer.request().allHeaders())['cordboard-background']
    }
    expect(await nextPoll(31_000)).toBeUndefined()
    expect(await nextPoll(31_000)).toBe('1')
    expect(await nextPoll(31_000)).toBe('1')
    await page.keyboard.press('Shift')
    expect(await nextPoll(31_000)).toBeUndefined()
    expect(await nextPoll(31_000)).toBe('1')
  })
})

describe('signing in', () => {
  it('leads after a refused try by the button to the field that is most likely wrong', async () => {
    const page = await hub.open('/sign-in')
    await page.getByLabel('E-mail').fill('nobody.there@example.test')
    const field = page.getByLabel('Password', { exact: true })
    await field.fill('not the password at all')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
  })

  it('with a second factor: set up under the own account, then asked for as a second step', async () => {
    const email = 'second@demo.cordboard.test'
    await makeAdministrator(hub.hub, partnerId, { email, role: 'atlas-portal.partner.salesfulladmin' })
    const page = await hub.open('/sign-in', { viewport: phone })
    const enter = async () => {
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    await enter()
    await page.getByRole('button', { name: /^Account of/ }).waitFor()
    await settled(page)
    await page.goto('/account')
    await settled(page)
    await page.getByRole('button', { name: 'Set up', exact: true }).click()
    const dialog = page.getByRole('dialog')
    const secret = (await dialog.getByLabel('Key', { exact: true }).inputValue()).replaceAll(' ', '')
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByLabel('Code').fill(code(secret))
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await dialog.getByText('Your recovery codes').waitFor()
    const codes = await dialog.locator('.codes li').allInnerTexts()
    expect(codes).toHaveLength(10)
    await dialog.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('Your second factor is on.', { exact: false }).waitFor()

    await page.context().clearCookies()
    await page.goto('/sign-in')
    await enter()
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByLabel('Code').fill('000000')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('This code does not fit', { exact: false }).waitFor()
    await page.getByLabel('Code').fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: /^Account of/ }).waitFor()
  })

  it('asks once more who is there before an act that matters, and goes on with it', async () => {
    const page = await hub.open('/sign-in')
    await signIn(page, 'admin')
    await page.goto('/service-apps')
    await settled(page)
    await hub.hub.sql(`update sessions set authenticated_at = now() - interval '20 minutes' where kind = 'session'`)
    await page.getByRole('button', { name: 'Make a service app' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Billing')
    await page.getByRole('dialog').getByRole('button', { name: 'Make a service app' }).click()
    const question = page.getByRole('dialog', { name: 'Confirm that it is you' })
    await question.getByLabel('Password', { exact: true }).fill(demoPassword)
    await question.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('dialog', { name: 'Copy it now' }).waitFor()
    expect(await page.getByLabel('Client secret', { exact: true }).inputValue()).toMatch(/^[0-9a-f]{64}$/)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('cell', { name: 'Billing', exact: true }).waitFor()
  })

  it('under a name that would be refused today, other things of the account are saved all the same', async () => {
    const email = 'marked@demo.cordboard.test'
    await makeAdministrator(hub.hub, partnerId, { email, role: 'atlas-portal.partner.salesfulladmin' })
    const names = async () =>
      await hub.hub.sql('select first_name, last_name, language from administrators where email = $1', [email])
    await hub.hub.sql(
      `update administrators set first_name = $2, last_name = 'Salo', display_name = $2 || ' Salo' where email = $1`,
      [email, 'Aino\u200e'],
    )
    const page = await hub.open('/sign-in')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: /^Account of/ }).waitFor()
    await settled(page)
    await page.goto('/account')
    await settled(page)
    const language = page.getByRole('combobox', { name: 'Language' })
    await language.click()
    await page.getByRole('option', { name: 'Nederlands' }).click()
    await page.locator('.door-form').first().locator('button[type=submit]').click()
    await expect.poll(names).toEqual([{ first_name: 'Aino\u200e', last_name: 'Salo', language: 'nl' }])
  })

  it('after a forgotten password: the demo says where its mails are', async () => {
    const page = await hub.open('/sign-in')
    await page.getByRole('link', { name: 'Forgotten your password?' }).click()
    // The sign-in page has a field of that name, too.
    await page.getByRole('button', { name: 'Send the link' }).waitFor()
    await page.getByLabel('E-mail').fill(demoAccounts.agent)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('link', { name: 'Open the demo mailbox' }).waitFor()
    const [row] = await expect
      .poll(async () => await hub.hub.sql(`select path from mail_secrets where path like '/reset-password%'`))
      .toHaveLength(1)
      .then(async () => await hub.hub.sql(`select path from mail_secrets where path like '/reset-password%'`))
    const entries = await page.evaluate(() => history.length)
    const answer = await page.goto(String(row?.['path']))
    expect(answer?.headers()['referrer-policy']).toBe('no-referrer')
    await page.getByLabel('New password', { exact: true }).waitFor()
    // Neither in the address nor in the history; the tab keeps it, so that the page may be loaded anew.
    const without = async () => {
      await expect.poll(() => page.url()).toBe(`${hub.url}/reset-password`)
      expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(entries + 1)
    }
    await without()
    await page.reload()
    await page.getByLabel('New password', { exact: true }).waitFor()
    await without()
    expect(await kept(page)).toEqual(['cordboard.link/reset-password'])
    const elsewhere = await hub.open('/reset-password')
    await elsewhere.getByText('This link has been used', { exact: false }).waitFor()
    await page.getByLabel('New password', { exact: true }).fill('ninety small lanterns')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('Your password is set', { exact: false }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await expect.poll(() => kept(page)).toEqual([])
  })

  it('leaves no token of a one-time link in the tab: not of one that was refused, nor after signing out', async () => {
    const page = await hub.open('/invitation?token=made-up')
    await page.getByRole('alert').first().waitFor()
    await expect.poll(async () => await kept(page)).toEqual([])
    // Another one in the same tab is read anew, although only what stands behind the # differs.
    const asked = page.waitForRequest((request) => new URL(request.url()).pathname === '/v1/invitation')
    await page.goto('/invitation#token=another').catch(() => {})
    const request = await asked
    expect(await request.headerValue('cordboard-link')).toBe('another')
    expect(request.url()).not.toContain('another')
    await expect.poll(() => page.url()).toBe(`${hub.url}/invitation`)
    await page.getByRole('alert').first().waitFor()
    await expect.poll(async () => await kept(page)).toEqual([])
    await page.goto('/sign-in')
    await signIn(page, 'admin')
    await page.evaluate(() => sessionStorage.setItem('cordboard.link/setup', 'still here'))
    expect(await kept(page)).toEqual(['cordboard.link/setup'])
    await page.getByRole('button', { name: /^Account of/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await expect.poll(() => kept(page)).toEqual([])
  })
})

describe('the day on which something got out', () => {
  it('everybody is signed out by a full administrator, who stays', async () => {
    const reader = await hub.open('/sign-in')
    await signIn(reader, 'reader')
    const page = await hub.open('/sign-in', { viewport: phone })
    await signIn(page, 'admin')
    await page.goto(`/customers/${kestrel}/service-apps`)
    await page
      .getByRole('region', { name: 'Sign-in and sessions' })
      .getByRole('button', { name: 'End all sessions' })
      .click()
    await page
      .getByRole('dialog')
      .getByText('All administrators of this organization are signed out', { exact: false })
      .waitFor()
    expect(await page.getByRole('dialog').getByText('yours too', { exact: false }).count()).toBe(0)
    await page.goto('/service-apps')
    await settled(page)
    await page.getByRole('button', { name: 'End all sessions' }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .getByText(/^Every administrator of the partner but you is signed out .* Customers stay signed in/)
      .waitFor()
    await dialog.getByLabel('The administrators of all customers as well').check()
    await dialog.getByText(/every administrator of all customers, is signed out/).waitFor()
    await dialog.getByLabel('The administrators of all customers as well').uncheck()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'End all sessions' }).click()
    await page
      .getByRole('status')
      .getByText(/tokens? ha(s|ve) ended/)
      .first()
      .waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Service apps and sign-in' }).waitFor()
    await reader.goto('/customers')
    await reader.getByRole('button', { name: 'Sign in' }).waitFor()
  })
})
