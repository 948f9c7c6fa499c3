import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Hub } from '../../src/main.ts'
import { accessibilityFaults, type Console, column, openConsole, phone, settled } from './console.ts'

let hub: Console
let node: Pick<Hub, 'stop'>
beforeAll(async () => {
  hub = await openConsole()
  node = hub.hub
})

async function startAgain(): Promise<void> {
  // Meanwhile the port may have become the near end of somebody's connection.
  const start = async () => await hub.hub.another({ PORT: String(hub.hub.port) })
  node = await vi.waitFor(start, { timeout: 20_000, interval: 250 })
}

const banner = (page: Page) => page.getByRole('alert').filter({ hasText: 'The hub does not answer.' })
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name, exact: true })
const cannotCome = (page: Page) => page.getByText('This page cannot be fetched at the moment.')
const audit = (page: Page) => page.getByRole('heading', { level: 1, name: 'Audit' })

/** So long after its last answer, read to its end, that the page cannot take the hub to be there without asking it. */
async function silence(page: Page): Promise<void> {
  let last = Date.now()
  page.on('requestfinished', () => {
    last = Date.now()
  })
  await settled(page)
  // A busy page comes to an answer later than it arrives; the page itself takes a quarter of a second for no time.
  await expect.poll(() => Date.now() - last).toBeGreaterThan(1000)
  await settled(page)
}

/** A mark that a new document would not have. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute('data-marked', ''))
}
const isMarked = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute('data-marked'))

describe('while the hub is gone', () => {
  it('the page says so and keeps what it shows, and goes on by itself when the hub is back', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    const table = page.getByRole('table', { name: 'Customers' })
    await table.waitFor()
    // The page of the search is fetched ahead; what is under way must not fall into the stop.
    await settled(page)
    const before = await column(table, 'Customer')
    await node.stop()
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('Kestrel')
    await banner(page).waitFor()
    expect(await page.getByRole('searchbox', { name: 'Search customers' }).inputValue()).toBe('Kestrel')
    expect((await column(table, 'Customer')).length).toBe(before.length)
    await startAgain()
    await banner(page).waitFor({ state: 'hidden' })
    await expect.poll(() => column(table, 'Customer')).toEqual(['Kestrel Freight'])
  })

  it('a page that was never opened says that it cannot be fetched, and opens with its looks when the hub is back', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await silence(page)
    await mark(page)
    await node.stop()
    await place(page, 'Audit').click()
    await cannotCome(page).waitFor()
    await banner(page).waitFor()
    expect(new URL(page.url()).pathname).toBe('/audit')
    await page.getByRole('main').getByRole('button', { name: 'Try now' }).click()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.setViewportSize(phone)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
    await startAgain()
    await audit(page).waitFor()
    expect(await isMarked(page)).toBe(true)
    const sheets = await page.evaluate(() => [...document.styleSheets].map(({ href }) => href ?? ''))
    expect(sheets.some((href) => /\/assets\/Audit-[^/]+\.css$/.test(href))).toBe(true)
  })

  it('a page asked for without a network opens when there is one, and the way back stays open meanwhile', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await silence(page)
    await mark(page)
    await page.context().setOffline(true)
    await place(page, 'Mail').click()
    await cannotCome(page).waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
    await place(page, 'Audit').click()
    await cannotCome(page).waitFor()
    await page.context().setOffline(false)
    await audit(page).waitFor()
    await place(page, 'Mail').click()
    await page.getByRole('heading', { level: 1, name: 'Mail' }).waitFor()
    expect(await isMarked(page)).toBe(true)
  })

  it('a dialog asked for opens when the hub is back, over the page as it was left', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await settled(page)
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('Kestrel')
    await expect
      .poll(() => column(page.getByRole('table', { name: 'Customers' }), 'Customer'))
      .toEqual(['Kestrel Freight'])
    await silence(page)
    await mark(page)
    await page.context().setOffline(true)
    await page.keyboard.press('Control+k')
    await banner(page).waitFor()
    expect(await page.getByRole('searchbox', { name: 'Search customers' }).inputValue()).toBe('Kestrel')
    await page.context().setOffline(false)
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    expect(await isMarked(page)).toBe(true)
  })
})

describe('after an update of the hub', () => {
  /** The parts of the audit page are gone for as long as `isOld` says. */
  async function withoutAudit(
    page: Page,
    isOld: () => boolean,
  ): Promise<{ asked: () => number; documents: () => number }> {
    let asked = 0
    let documents = 0
    page.on('request', (request) => {
      if (request.isNavigationRequest()) documents++
    })
    await page.route(/\/assets\/Audit-[^/]+\.js$/, async (route) => {
      asked++
      if (isOld()) await route.fulfill({ status: 404, contentType: 'application/json', body: '{}' })
      else await route.continue()
    })
    return { asked: () => asked, documents: () => documents }
  }

  it('a page that the old document cannot fetch is opened by loading the new one, and not before somebody goes there', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await settled(page)
    await mark(page)
    let old = true
    const seen = await withoutAudit(page, () => old)
    // Under the pointer a page is fetched ahead.
    await place(page, 'Audit').hover()
    await expect.poll(seen.asked).toBe(1)
    await settled(page)
    expect(await isMarked(page)).toBe(true)
    page.on('request', (request) => {
      if (request.isNavigationRequest()) old = false
    })
    await place(page, 'Audit').click()
    await audit(page).waitFor()
    expect(await isMarked(page)).toBe(false)
    expect(seen.documents()).toBe(1)
  })

  it('a page that the new document cannot fetch either is said to have failed, and nothing goes in a circle', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await settled(page)
    const seen = await withoutAudit(page, () => true)
    await place(page, 'Audit').click()
    await page.getByRole('heading', { level: 1, name: 'This page could not be shown' }).waitFor()
    expect(seen.documents()).toBe(1)
    await page.getByRole('button', { name: 'Reload the page' }).waitFor()
    await place(page, 'Customers').click()
    await page.getByRole('table', { name: 'Customers' }).waitFor()
  })
})
