import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it, onTestFailed } from 'vitest'
import {
  accessibilityFaults,
  type Console,
  desktop,
  failurePicture,
  openConsole,
  phone,
  picture,
  settled,
  smallTargets,
  stilled,
} from './console.ts'
import { moveTo, places, preparePlaces } from './places.ts'

let hub: Console
beforeAll(async () => {
  hub = await openConsole()
  await preparePlaces(hub)
})

/** Rules that look at colours; for all others a page in the dark is the page that was looked at in the light. */
const ofColours = ['color-contrast', 'link-in-text-block']
/** One window for each account: going on in it as a link does takes a tenth of the time of opening another. */
const open = new Map<string, Page>()

describe.each(places)('$name', (place) => {
  it('has no accessibility fault in light and in dark, and fits on a phone without scrolling sideways', async () => {
    const as = place.as ?? 'nobody'
    const page = open.get(as) ?? (await hub.open('/sign-in', { lasting: true, ...(place.as ? { as: place.as } : {}) }))
    open.set(as, page)
    onTestFailed(() => failurePicture(page, place.name))
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(desktop)
    await moveTo(page, place)
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await picture(page, `${place.name}-light`)
    expect(await accessibilityFaults(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect.poll(ground).not.toBe(light)
    await stilled(page)
    await picture(page, `${place.name}-dark`)
    expect(await accessibilityFaults(page, ofColours), 'dark').toEqual([])
    await page.setViewportSize(phone)
    await settled(page)
    await picture(page, `${place.name}-phone`)
    expect(await accessibilityFaults(page, ['scrollable-region-focusable', 'target-size']), 'phone').toEqual([])
    expect(await smallTargets(page), 'phone').toEqual([])
    expect(await page.evaluate(() => window.innerWidth)).toBe(phone.width)
    const [width = 0, tooWide] = await page.evaluate(() => {
      const root = document.documentElement
      const found = root.scrollWidth
      // The measure itself: something too wide is noticed, so nothing hides what sticks out.
      const plank = Object.assign(document.createElement('div'), { style: 'width: 500px; height: 1px' })
      document.body.append(plank)
      const widths = [found, root.scrollWidth]
      plank.remove()
      return widths
    })
    expect(width).toBeLessThanOrEqual(phone.width)
    expect(tooWide).toBeGreaterThan(phone.width)
  })
})

describe('the set-up page', () => {
  it('has no accessibility fault and fits on a phone', async () => {
    const [{ startHub }, { launchChromium }] = await Promise.all([import('../hub.ts'), import('./chromium.ts')])
    const fresh = await startHub()
    if (!fresh.setupLink) throw new Error('a fresh hub has no set-up link')
    const { hash } = new URL(fresh.setupLink)
    const browser = await launchChromium()
    try {
      const context = await browser.newContext({ viewport: phone, locale: 'en-GB' })
      // Whoever comes without the link is told that there is one.
      const early = await context.newPage()
      await early.goto(`http://127.0.0.1:${fresh.port}/`)
      await early.getByRole('heading', { level: 1, name: 'This hub is not set up yet' }).waitFor()
      await early.getByText(/printed a link that works once/).waitFor()
      expect(await early.getByLabel('E-mail').count()).toBe(0)
      expect(await accessibilityFaults(early)).toEqual([])
      expect(await early.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
      await picture(early, 'not-set-up-phone')
      const page = await context.newPage()
      await page.goto(`http://127.0.0.1:${fresh.port}/setup${hash}`)
      await page.getByLabel('Name of your company').fill('Harbour Telecom')
      await expect.poll(() => new URL(page.url()).hash).toBe('')
      await picture(page, 'set-up-phone')
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
      await page.getByLabel('First name').fill('Outi')
      await page.getByLabel('Last name').fill('Rantanen')
      await page.getByLabel('E-mail').fill('outi@harbour.example')
      await page.getByLabel('Password', { exact: true }).fill('short')
      await page.getByRole('button', { name: 'Set up and sign in' }).click()
      await page
        .getByText(/shorter than \d+ characters/)
        .first()
        .waitFor()
      await page.getByLabel('Password', { exact: true }).fill('a sentence that nobody else would think of')
      await page.getByRole('button', { name: 'Set up and sign in' }).click()
      await page.getByText('There are no customers yet').waitFor()
      // What can be done today is said to whoever could do it.
      await page.getByText(/No page and no call of the API makes a customer yet/).waitFor()
      expect(await accessibilityFaults(page)).toEqual([])
      await picture(page, 'no-customers-phone')
      await context.clearCookies()
      await early.getByLabel('E-mail').waitFor()
    } finally {
      await browser.close()
    }
  })
})
