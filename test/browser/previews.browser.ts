import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoCustomerId } from '../../src/generate/index.ts'
import { accessibilityFaults, type Console, isQuiet, openConsole, phone, settled } from './console.ts'

const long = 120_000
let hub: Console
/** A user of the demo, with a number. */
let known: { display_name: string; email: string; e164: string }
/** An order that was fulfilled. */
let order: { number: string; ordered_at: Date }

beforeAll(async () => {
  hub = await openConsole()
  known = await one(
    `select u.display_name, u.email, n.e164 from users u join numbers n on n.partner_id = u.partner_id and n.user_id = u.id
     where u.org_id = $1 and n.e164 like '+358%' and u.status = 'active' order by u.created_at, u.id limit 1`,
    [demoCustomerId],
  )
  order = await one(`select number, ordered_at from orders where status = 'fulfilled' order by number limit 1`)
})

async function one<Row>(text: string, values: unknown[] = []): Promise<Row> {
  const [row] = await hub.hub.sql(text, values)
  if (!row) throw new Error(`nothing found by ${text}`)
  return row as Row
}

const field = (page: Page) => page.getByRole('combobox')
const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const recorded = async () =>
  (
    await one<{ count: number }>(
      `select count(*)::int as count from audit_events where type = 'helpdesk.preview_shown'`,
    )
  ).count

/**
 * Stops the clock of the page, and gives it ten milliseconds at a time until this is so: then no more than these have passed. It stands
 * while the hub has not answered, however long that takes.
 */
async function stopClock(page: Page): Promise<(isSo: () => Promise<boolean> | boolean) => Promise<number>> {
  await page.clock.install()
  await page.clock.pauseAt(new Date(Date.now() + 60_000))
  return async (isSo) => {
    let passed = 0
    const step = async () => {
      if (await isSo()) return true
      if (!isQuiet(page)) return false
      await page.clock.runFor(10)
      passed += 10
      return false
    }
    // Some two hundred steps to where a result is taken to stay: at the usual pause between two looks a busy machine would not get there.
    await expect.poll(step, { interval: 1, timeout: long / 2 }).toBe(true)
    return passed
  }
}

/** What is asked of the hub for the preview. */
function askedBy(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    if (/[?&]preview=true/.test(request.url())) asked.push(request.url())
  })
  return asked
}

describe('the preview beside the results', () => {
  it(
    'has at once what was plainly asked for, and the audit tells of it',
    async () => {
      const page = await hub.open('/helpdesk', { as: 'agent' })
      await settled(page)
      const before = await recorded()
      const until = await stopClock(page)
      const asked = askedBy(page)
      await field(page).fill(known.email)
      expect(await until(() => asked.length > 0)).toBeLessThan(400)
      await until(() => preview(page).getByText('Package', { exact: true }).isVisible())
      expect(asked).toHaveLength(1)
      expect(await recorded()).toBe(before + 1)
    },
    long,
  )

  it(
    'shows of the first of many what the result says, and nothing that looks like loading, until it stays',
    async () => {
      const page = await hub.open('/helpdesk', { as: 'agent' })
      await settled(page)
      const before = await recorded()
      const until = await stopClock(page)
      const asked = askedBy(page)
      await field(page).fill('mar')
      const hint = preview(page).getByText('Enter opens it.')
      await until(() => hint.isVisible())
      expect(await page.getByRole('grid', { name: 'Results' }).getByRole('link').count()).toBeGreaterThan(1)
      expect(await preview(page).getByRole('status').count()).toBe(0)
      await preview(page).getByRole('link', { name: /^Open/ }).waitFor()
      expect(asked).toEqual([])
      expect(await recorded()).toBe(before)
      expect(await until(() => asked.length > 0)).toBeGreaterThan(500)
      await until(() => hint.isHidden())
      await expect.poll(recorded).toBe(before + 1)
      await page.keyboard.press('ArrowDown')
      await until(() => hint.isVisible())
      expect(asked).toHaveLength(1)
      await until(() => asked.length > 1)
      await expect.poll(recorded).toBe(before + 2)
      await page.clock.resume()
      await settled(page)
      expect(await accessibilityFaults(page)).toEqual([])
    },
    long,
  )

  it('is not asked for where there is no room to show it', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent', viewport: phone })
    await settled(page)
    const asked = askedBy(page)
    await field(page).fill(known.email)
    await page.getByRole('link', { name: known.display_name, exact: true }).waitFor()
    await settled(page)
    expect(asked).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
    await expect.poll(() => asked.length).toBe(1)
  })
})

describe('a row of the results', () => {
  it('tells the state and day of an order in the reader’s language', async () => {
    const page = await hub.open(`/helpdesk?q=${order.number}`, { as: 'agent', locale: 'fi-FI' })
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: order.number, exact: true }) })
    await row.getByText('Toimitettu').waitFor()
    const day = new Intl.DateTimeFormat('fi-FI', { dateStyle: 'medium', timeZone: 'Europe/Helsinki' })
    await row.getByText(day.format(order.ordered_at)).waitFor()
    await settled(page)
    expect(await row.innerText()).not.toMatch(/fulfilled|\d{4}-\d{2}/)
  })

  it('spells a number that was found as lists do, with what was typed marked in it', async () => {
    const page = await hub.open(`/helpdesk?q=${encodeURIComponent(known.e164)}`, { as: 'agent' })
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: known.display_name, exact: true }) })
    await expect.poll(() => row.innerText()).toMatch(/Phone \+358 \d+ \d+/)
    expect((await row.locator('mark').allInnerTexts()).join('').replaceAll(' ', '')).toBe(known.e164.slice(1))
  })
})
