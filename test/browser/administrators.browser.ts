import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demoAccounts, demoCustomerId } from '../../src/generate/index.ts'
import { accessibilityFaults, openConsole, phone, settled, signIn } from './console.ts'

const console = await openConsole()

/** The token of the newest invitation to this address, as its mail holds it. */
async function pathOf(email: string): Promise<string> {
  const [row] = await console.hub.sql(
    `select s.path from mail_messages m join mail_secrets s on s.partner_id = m.partner_id and s.mail_id = m.id
     where m.to_email = $1 order by m.created_at desc limit 1`,
    [email],
  )
  return String(row?.['path'])
}

/** Until the list shows what was searched for: its first row is another one before. */
async function found(page: Page, text: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(text)
  await settled(page)
}

describe('an administrator', () => {
  it('is invited with a preview, sets a password by the link, signs in, and is changed, disabled and removed', async () => {
    const page = await console.open('/administrators', { as: 'admin' })
    await page.getByRole('button', { name: 'Invite an administrator' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill('new.hand@example.test')
    await dialog.getByLabel('First name').fill('Nia')
    await dialog.getByLabel('Last name').fill('Holm')
    await dialog.getByLabel('Role').selectOption({ label: 'Partner administrator' })
    await dialog.getByLabel('Find a customer to add').fill('Kestrel')
    await dialog.getByRole('button', { name: 'Kestrel Freight', exact: true }).click()
    const preview = dialog.locator('.rights-preview')
    await preview.getByText('1 customer more').waitFor()
    await preview.getByText('Add, change and remove users').waitFor()
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByLabel('Search administrators').fill('holm')
    await found(page, 'holm')
    await page.getByRole('button', { name: 'Nia Holm' }).click()
    await page.getByRole('dialog').getByText('Invited').waitFor()

    const theirs = await console.open(await pathOf('new.hand@example.test'))
    await theirs.getByText('has invited you as Partner administrator').waitFor()
    await theirs.getByLabel('Password', { exact: true }).fill('a sentence nobody knows')
    await theirs.getByRole('button', { name: 'Set the password' }).click()
    await theirs.getByRole('link', { name: 'Go to sign-in' }).click()
    await theirs.getByLabel('E-mail').fill('new.hand@example.test')
    await theirs.getByLabel('Password', { exact: true }).fill('a sentence nobody knows')
    await theirs.getByRole('button', { name: 'Sign in' }).click()
    await theirs.getByRole('button', { name: /^Account of/ }).waitFor()
    await theirs.goto('/customers')
    await settled(theirs)
    await expect.poll(() => theirs.getByRole('row').count()).toBe(2)

    await page.reload()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('Active').first().waitFor()
    await drawer.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Help desk' })
    await drawer.getByText('May no longer').waitFor()
    await drawer.getByRole('button', { name: 'Save changes' }).click()
    await drawer.getByText('Nia Holm may not do this.').waitFor()
    await drawer.getByRole('table', { name: 'Sessions of Nia Holm' }).getByRole('button').first().waitFor()
    const made = await theirs.evaluate(async () => {
      const answer = await fetch('/v1/personal-tokens', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Night script', scopes: ['spark-admin:people_read'] }),
      })
      return answer.status
    })
    expect(made).toBe(201)
    await page.reload()
    const tokens = drawer.getByRole('table', { name: 'Personal tokens of Nia Holm' })
    await tokens.getByText('spark-admin:people_read').waitFor()
    expect(await drawer.getByRole('button', { name: 'Make a token' }).count()).toBe(0)
    await tokens.getByRole('button', { name: 'Revoke the token Night script' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).last().click()
    await drawer.getByText('There are no tokens.').waitFor()
    await drawer.getByRole('button', { name: 'Reset the second factor' }).click()
    const question = page.getByRole('dialog', { name: 'Reset the second factor of Nia Holm?' })
    await question.getByRole('button', { name: 'Reset the second factor' }).click()
    await question.getByText('The second factor is not on.').waitFor()
    await question.getByRole('button', { name: 'Cancel' }).click()
    await drawer.getByRole('button', { name: 'End all sessions' }).click()
    await drawer.getByText('There are no sessions.').waitFor()
    await theirs.reload()
    await theirs.getByRole('heading', { name: 'Sign in to Cordboard' }).waitFor()
    await drawer.getByRole('button', { name: 'Disable', exact: true }).click()
    await page.getByRole('button', { name: 'Disable Nia Holm' }).click()
    await drawer.getByText('Disabled').first().waitFor()
    await drawer.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('button', { name: 'Remove Nia Holm' }).click()
    await page.getByText('No administrator fits these filters').waitFor()
  })

  it('is told apart by state and reach on a telephone too', async () => {
    const page = await console.open('/administrators', { as: 'admin', viewport: phone })
    await settled(page)
    const row = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^Outi/ }) })
    expect(await row.count()).toBe(1)
    for (const text of ['Active', 'All customers'])
      expect(await row.getByText(text, { exact: false }).locator('visible=true').count(), text).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('sees why it cannot change others, and nothing to press', async () => {
    const page = await console.open('/administrators', { as: 'agent' })
    await settled(page)
    expect(await page.getByRole('button', { name: 'Invite an administrator' }).count()).toBe(0)
    await page.getByLabel('Search administrators').fill(demoAccounts.admin)
    await found(page, demoAccounts.admin)
    await page.locator('tbody [data-row]').first().click()
    await page.getByRole('dialog').getByText('This role may do it: Partner full administrator.').waitFor()
    expect(await page.getByRole('button', { name: 'Save changes' }).count()).toBe(0)
  })
})

describe('a customer', () => {
  it('gets tags and leaves restricted administrator mode in its pane, and its own people see it', async () => {
    const page = await console.open('/customers?q=kestrel', { as: 'admin' })
    await page.getByRole('link', { name: 'Kestrel Freight', exact: true }).click()
    const pane = page.getByRole('dialog')
    await pane.getByRole('button', { name: 'Change tags' }).click()
    await pane.getByRole('textbox', { name: 'Tags' }).fill('Harbour, Night desk')
    await pane.getByRole('button', { name: 'Save tags' }).click()
    await pane.getByText('Night desk').waitFor()
    await pane.getByRole('switch', { name: 'Restricted administrator mode' }).uncheck({ force: true })
    const owner = await console.open('/', { as: 'owner' })
    await owner.getByRole('link', { name: 'Settings' }).click()
    await owner.getByText('Only the provider can switch this.').waitFor()
    expect(await owner.getByRole('switch', { name: 'Restricted administrator mode' }).isDisabled()).toBe(true)
    // What was put is kept before the page is left.
    await expect
      .poll(async () => await console.hub.sql('select restricted from organizations where id = $1', [demoCustomerId]))
      .toEqual([{ restricted: false }])
    await page.goto('/customers?tags=Night+desk')
    await settled(page)
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    await page.getByRole('link', { name: 'Launch Control Hub of Kestrel Freight' }).click()
    await page.getByText('You are here as Provisioning administrator').waitFor()
    await page.getByRole('link', { name: 'Who has access' }).click()
    await page.getByRole('table', { name: 'From the provider' }).waitFor()
    const launches = async () =>
      (await console.hub.sql(`select 1 from audit_events where type = 'partners.launched'`)).length
    await expect.poll(launches).toBe(1)
    // Inside it, and loaded anew, it is the same launch, and by its address in another tab as well.
    await page.reload()
    await page.getByRole('table', { name: 'From the provider' }).waitFor()
    const typed = await console.open(new URL(page.url()).pathname, { as: 'admin' })
    await typed.getByRole('table', { name: 'From the provider' }).waitFor()
    expect(await launches()).toBe(1)
    // Back from the list it is the same stay.
    await typed.getByRole('link', { name: 'All customers' }).click()
    await typed.getByRole('link', { name: 'Launch Control Hub of Kestrel Freight' }).waitFor()
    await typed.goBack()
    await typed.getByRole('table', { name: 'From the provider' }).waitFor()
    expect(await launches()).toBe(1)
    // Whoever signs in next in the same tab opens it anew, after the session ended; after signing out the same person does too.
    const place = new URL(typed.url()).pathname
    await typed.context().clearCookies()
    await typed.goto(place)
    await signIn(typed, 'reader')
    await typed.getByRole('table', { name: 'From the provider' }).waitFor()
    await expect.poll(launches).toBe(2)
    await typed.getByRole('button', { name: /^Account of/ }).click()
    await typed.getByRole('menuitem', { name: 'Sign out' }).click()
    await typed.getByRole('button', { name: 'Sign in' }).waitFor()
    await typed.goto(place)
    await signIn(typed, 'reader')
    await typed.getByRole('table', { name: 'From the provider' }).waitFor()
    await expect.poll(launches).toBe(3)
  })
})
