import { beforeAll, describe, expect, it } from 'vitest'
import { demoAccounts, demoCustomerId } from '../../src/generate/index.ts'
import { accessibilityFaults, type Console, kestrel, openConsole, phone, settled, texts } from './console.ts'

let hub: Console

beforeAll(async () => {
  hub = await openConsole()
})

const customer = `/helpdesk/customers/${kestrel}`
const settings = `/customers/${kestrel}/settings`
const ledger = `/customers/${kestrel}/access`
const allow = async (on: boolean) =>
  void (await hub.hub.sql('update organizations set read_only_access = $2 where id = $1', [demoCustomerId, on]))

describe('the switch', () => {
  it('is greyed for agents with who may change it, turned on by the customer, and then opens the organization', async () => {
    const agent = await hub.open(customer, { as: 'agent' })
    const view = agent.getByRole('button', { name: /^View organization/ })
    await view.focus()
    await agent
      .getByRole('tooltip')
      .getByText(/does not allow read-only access/)
      .waitFor()
    await view.click({ force: true })
    expect(new URL(agent.url()).pathname).toBe(customer)

    const owner = await hub.open(settings, { as: 'owner' })
    await settled(owner)
    await owner.getByText('Has never been turned on.').waitFor()
    await owner.getByRole('switch', { name: 'Allow read-only access' }).click()
    await owner.getByText(/^Turned on by/).waitFor()
    await settled(owner)
    expect(await accessibilityFaults(owner)).toEqual([])

    await agent.reload()
    await agent.getByRole('button', { name: 'View organization', exact: true }).click()
    const banner = agent.getByRole('region', { name: 'Access by consent' })
    await banner.getByText('You look at Kestrel Freight by its consent.').waitFor()
    await expect.poll(() => new URL(agent.url()).pathname).toBe(`/customers/${kestrel}`)
    // What a busy machine takes to get here is minutes at most.
    expect(await banner.getByRole('timer').innerText()).toMatch(/^(60:00|5\d:\d\d) left$|^1:00:00 left$/)
    await agent.getByRole('heading', { level: 1, name: 'Kestrel Freight' }).waitFor()
    await settled(agent)
    expect(await accessibilityFaults(agent)).toEqual([])
    // It stays, whatever page of the organization is opened.
    await agent.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
    await agent.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
    await banner.waitFor()
    await agent.reload()
    await banner.waitFor()

    // The Help Desk goes on in another tab, by the agent's own right.
    const other = await agent.context().newPage()
    await other.goto(`/customers/${kestrel}`)
    await other.waitForURL(`**${customer}`)
    expect(await other.getByRole('region', { name: 'Access by consent' }).count()).toBe(0)
    await other.close()

    await owner.getByRole('switch', { name: 'Allow read-only access' }).click()
    await owner.getByRole('dialog').getByRole('button', { name: 'Stop read-only access' }).click()
    await owner.getByText(/^Turned off by/).waitFor()
    await agent.getByRole('heading', { name: 'This access has ended' }).waitFor()
    await settled(agent)
    expect(await accessibilityFaults(agent)).toEqual([])
    await agent.getByRole('link', { name: 'Back to the Help Desk' }).click()
    await agent.getByRole('heading', { level: 1, name: 'Kestrel Freight' }).waitFor()
    await expect.poll(() => new URL(agent.url()).pathname).toBe(customer)
  })

  it('is shown to others of the customer’s partner, and not theirs to change', async () => {
    const page = await hub.open(settings, { as: 'admin' })
    await settled(page)
    expect(await page.getByRole('switch', { name: 'Allow read-only access' }).isDisabled()).toBe(true)
    await page.getByText(/Full administrators of this organization can change this/).waitFor()
  })
})

describe('a view', () => {
  it('is ended by its own button, and told word for word in the customer’s replay', async () => {
    await allow(true)
    const agent = await hub.open(customer, { as: 'agent' })
    await agent.getByRole('button', { name: 'View organization', exact: true }).click()
    const banner = agent.getByRole('region', { name: 'Access by consent' })
    await banner.waitFor()
    await settled(agent)
    await agent.getByRole('navigation').getByRole('link', { name: 'Users' }).click()
    await agent.getByRole('heading', { level: 1, name: 'Users' }).waitFor()
    await settled(agent)
    // The list alone: a file of users to edit is not for a view, and not offered.
    const exports = agent.getByRole('button', { name: 'Export as CSV' })
    expect(await exports.getAttribute('aria-haspopup')).toBeNull()
    await banner.getByRole('button', { name: 'End' }).click()
    await agent.waitForURL(`**${customer}`)

    const owner = await hub.open(ledger, { as: 'owner' })
    const table = owner.getByRole('table', { name: 'Access by the provider' })
    await table.getByText('Ended', { exact: true }).first().waitFor()
    await settled(owner)
    expect(await accessibilityFaults(owner)).toEqual([])
    await table
      .getByRole('link', { name: /^What was opened: / })
      .first()
      .click()
    const lines = owner.getByRole('table', { name: 'What was opened' }).locator('tbody tr td:nth-child(2)')
    await lines.first().waitFor()
    await expect
      .poll(() => texts(lines))
      .toEqual(['Opened the overview of the organization', 'Looked at the list of users'])
    await settled(owner)
    expect(await accessibilityFaults(owner)).toEqual([])
    const file = owner.waitForEvent('download')
    await owner.getByRole('link', { name: 'Export as CSV' }).click()
    expect((await file).suggestedFilename()).toBe('what-was-opened.csv')
    await allow(false)
  })
})

describe('files that a view may not have', () => {
  it('are not offered in it, and are to those who may', async () => {
    const admin = await hub.open(`/customers/${kestrel}/imports/new`, { as: 'admin' })
    const file = {
      name: 'refused.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('User ID/Email (Required)\nnobody\n'),
    }
    await admin.getByLabel('CSV file').setInputFiles(file)
    await admin.getByRole('button', { name: 'Upload and plan' }).click()
    await admin.getByRole('link', { name: 'Download refused rows' }).waitFor()
    const plan = new URL(admin.url()).pathname
    const offers = async (page: typeof admin, path: string, role: 'link' | 'button', name: string) => {
      await page.goto(path)
      await page.getByRole('table').first().waitFor()
      await settled(page)
      const act = page.getByRole(role, { name, exact: true })
      return role === 'link' ? await act.count() : await act.getAttribute('aria-haspopup')
    }
    const all = async (page: typeof admin) => [
      await offers(page, plan, 'link', 'Download refused rows'),
      await offers(page, `/customers/${kestrel}/users`, 'button', 'Export as CSV'),
      await offers(page, `/customers/${kestrel}/audit`, 'link', 'Export as CSV'),
      await offers(page, `/customers/${kestrel}/audit`, 'link', 'Export as JSON'),
    ]
    expect(await all(admin)).toEqual([1, 'menu', 1, 1])

    await allow(true)
    const agent = await hub.open(customer, { as: 'agent' })
    await agent.getByRole('button', { name: 'View organization', exact: true }).click()
    await agent.getByRole('region', { name: 'Access by consent' }).waitFor()
    expect(await all(agent)).toEqual([0, null, 0, 0])
    await agent.getByRole('region', { name: 'Access by consent' }).getByRole('button', { name: 'End' }).click()
    await agent.waitForURL(`**${customer}`)
    await allow(false)
  })
})

describe('temporary access', () => {
  it('is asked for in a dialog, waits under a banner for the customer, and opens when it is granted', async () => {
    const agent = await hub.open(customer, { as: 'advanced' })
    await agent.getByRole('button', { name: 'Ask for access' }).click()
    const dialog = agent.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send the request' }).click()
    await dialog.getByText('Say why, in at least 5 letters.').waitFor()
    await dialog.getByLabel('Reason').fill('Case 1042: phones in Turku do not ring')
    const withoutUsers = /Users are all that full access could change, so this access changes nothing/
    expect(await dialog.getByText(withoutUsers).count()).toBe(0)
    await dialog.getByLabel('Look and change').check()
    await dialog.getByText(withoutUsers).waitFor()
    await dialog.getByLabel('How long').selectOption({ label: '2 hours' })
    await settled(agent)
    expect(await accessibilityFaults(agent)).toEqual([])
    await dialog.getByRole('button', { name: 'Send the request' }).click()
    await dialog.waitFor({ state: 'detached' })

    const owner = await hub.open(`/customers/${kestrel}`, { as: 'owner' })
    await owner.getByText('One request waits for your answer').waitFor()
    await owner.getByRole('status').getByRole('link', { name: 'Access' }).click()
    const waiting = owner.getByRole('region', { name: 'One request waits for your answer' })
    await waiting.getByText('Case 1042: phones in Turku do not ring').waitFor()
    await waiting.getByText(/asks for 2 hours: Look and change/).waitFor()
    await waiting.getByText(withoutUsers).waitFor()
    await settled(owner)
    expect(await accessibilityFaults(owner)).toEqual([])
    await waiting.getByRole('button', { name: /^Grant: / }).click()
    await waiting.waitFor({ state: 'detached' })

    await agent.getByText('Kestrel Freight has granted your request').first().waitFor()
    await agent.getByRole('button', { name: 'Open the organization' }).click()
    const banner = agent.getByRole('region', { name: 'Access by consent' })
    await banner.getByText('You act in Kestrel Freight by its consent.').waitFor()
    expect(await banner.getByRole('timer').innerText()).toMatch(/^(2:00:00|1:5\d:\d\d) left$/)

    // The Help Desk's page of the customer shows it, and the way back in.
    const again = await agent.context().newPage()
    await again.goto(customer)
    const running = again.getByRole('region', { name: 'Your access' })
    await running.getByText(/^You have access until .*\d:\d\d/).waitFor()
    expect(await running.getByRole('timer').innerText()).toMatch(/^(2:00:00|1:5\d:\d\d) left$/)
    await settled(again)
    expect(await accessibilityFaults(again)).toEqual([])
    await running.getByRole('button', { name: 'Enter' }).click()
    await again.getByRole('region', { name: 'Access by consent' }).waitFor()

    // On a phone it still says that what is opened is recorded, over the whole width.
    await again.setViewportSize(phone)
    const recorded = again.getByRole('region', { name: 'Access by consent' }).getByText('What you open is recorded.')
    await recorded.waitFor()
    await expect.poll(async () => (await recorded.boundingBox())?.width).toBeGreaterThan(300)
    await again.close()

    // The customer's ledger has all of it on a phone, too; its length stands apart from what is left.
    const small = await hub.open(ledger, { as: 'owner', viewport: phone })
    const first = small.getByRole('table', { name: 'Access by the provider' }).locator('tbody tr').first()
    await first.getByText(/left$/).waitFor()
    const entry = await first.innerText()
    for (const part of [
      /Case 1042: phones in Turku/,
      /Look, and change nothing/,
      /2 hours/,
      /(2:00:00|1:5\d:\d\d) left/,
      /Asked: /,
      /Running/,
      /End/,
    ])
      expect(entry).toMatch(part)
    expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await settled(small)
    expect(await accessibilityFaults(small)).toEqual([])

    // The customer ends it from its ledger.
    await owner.getByRole('button', { name: /^End: / }).click()
    await owner.getByRole('dialog').getByRole('button', { name: 'End the access' }).click()
    await agent.getByRole('heading', { name: 'This access has ended' }).waitFor()
  }, 120_000)

  it('is decided on the page behind the mail, on a telephone and without a sign-in', async () => {
    const cookie = (
      await hub.hub.request('/v1/session', {
        method: 'POST',
        json: { email: demoAccounts.advanced, password: 'cordboard-demo' },
      })
    ).headers.get('set-cookie')
    const asked = await hub.hub.request('/v1/access/requests', {
      method: 'POST',
      cookie: cookie?.split(';')[0] ?? '',
      json: { organizationId: kestrel, reason: 'Case 1043', scope: 'full', minutes: 15 },
    })
    expect(asked.status, asked.text).toBe(201)
    const { items } = (await hub.hub.request(`/v1/mailbox?to=${demoAccounts.owner}&max=1`)).json as {
      items: { link: string }[]
    }
    const link = new URL(items[0]?.link ?? '')
    const page = await hub.open(`${link.pathname}${link.hash}`, { viewport: phone })
    await page.getByRole('heading', { name: /asks for access to Kestrel Freight/ }).waitFor()
    await page.getByText('Case 1043').waitFor()
    expect(page.url()).toBe(`${hub.url}${link.pathname}`)
    await page.reload()
    await page.getByText('Case 1043').waitFor()
    await page.getByText(/Users are all that full access could change/).waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await page.getByLabel(/I did not expect this request/).check()
    await expect.poll(() => page.getByRole('button', { name: 'Grant access' }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Refuse' }).click()
    await page.getByRole('heading', { name: /has refused the request/ }).waitFor()
    // Decided: nothing of the link is left for whoever has the tab next.
    const kept = () =>
      page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('cordboard.link')))
    await expect.poll(kept).toEqual([])
    const admin = await hub.open(ledger, { as: 'admin' })
    await admin.getByText('Reported as not expected').first().waitFor()
  })
})
