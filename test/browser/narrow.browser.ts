import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeId } from '../../src/api/ids.ts'
import type { Import } from '../../src/api/imports.ts'
import { demoAccounts, demoCustomerId, demoPassword } from '../../src/generate/index.ts'
import { catalogue } from '../../src/phrases/index.ts'
import { until } from '../served.ts'
import { accessibilityFaults, type Console, desktop, kestrel, openConsole, phone, picture, settled } from './console.ts'

const { fi } = catalogue
const finnish = { as: 'admin', locale: 'fi-FI' } as const
let hub: Console
let userId: string
/** A plan of a file with a long name. */
let importId: string

beforeAll(async () => {
  hub = await openConsole()
  const users = await hub.hub.sql(
    'select id::text, email from users where org_id = $1 and title is not null order by created_at, id limit 84',
    [demoCustomerId],
  )
  expect(users).toHaveLength(84)
  userId = encodeId('PEOPLE', String(users[0]?.['id']))
  const cookie = await hub.hub.signIn(demoAccounts.admin, demoPassword)
  const name = 'kestrel-freight-all-users-of-the-northern-harbours-corrected.csv'
  const made = await hub.hub.request(
    `/v1/imports?${new URLSearchParams({ organizationId: kestrel, behavior: 'add', fileName: name })}`,
    {
      method: 'POST',
      cookie,
      headers: { 'content-type': 'text/csv', origin: hub.url },
      body: ['User ID/Email (Required),Title', ...users.map(({ email }) => `${email},Harbour Master`)].join('\n'),
    },
  )
  expect(made.text).toContain(name)
  importId = (made.json as { id: string }).id
  const { status, counts } = await until(
    async () => {
      const found = (await hub.hub.request(`/v1/imports/${importId}`, { cookie })).json as Import
      return found.status !== 'planning' && found
    },
    60,
    'a plan',
  )
  expect({ status, change: counts.change }).toEqual({ status: 'planned', change: 84 })
})

/** Words that stand on two lines, with no hyphen at the end of the first. */
async function brokenWords(labels: Locator): Promise<string[]> {
  return await labels.evaluateAll((all) =>
    all.flatMap((label) => {
      const walker = document.createTreeWalker(label, NodeFilter.SHOW_TEXT)
      const broken: string[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
          const range = document.createRange()
          range.setStart(node, index)
          range.setEnd(node, index + word.length)
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word)
        }
      }
      return broken
    }),
  )
}

describe('the names of facts', () => {
  it.each(['fi-FI', 'nl-NL', 'pt-BR', 'da-DK'])('keep their words whole on a phone, in %s', async (locale) => {
    const page = await hub.open(`/helpdesk/users/${userId}`, { as: 'admin', locale, viewport: phone })
    await settled(page)
    const names = page.getByRole('main').locator('dt')
    expect(await names.count()).toBeGreaterThan(10)
    expect(await brokenWords(names)).toEqual([])
    // The measure itself: a place too narrow for a word is noticed.
    await names.evaluateAll((all) => {
      for (const name of all) Object.assign(name.style, { width: '20px', overflowWrap: 'anywhere' })
    })
    expect((await brokenWords(names)).length).toBeGreaterThan(0)
  })
})

describe('the page of the API', () => {
  it('goes no further than a phone is wide, and shows code as code', async () => {
    const page = await hub.open('/docs', { viewport: phone })
    expect(await page.getByRole('navigation', { name: 'Areas' }).getByRole('link').count()).toBeGreaterThan(5)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
    expect(await page.getByRole('main').textContent()).not.toContain('`')
  })
})

describe('the column of numbers', () => {
  it('stays off the edge of the list, in Finnish and in English', async () => {
    for (const locale of ['fi-FI', 'en-GB']) {
      const page = await hub.open(`/customers/${kestrel}/users`, { as: 'admin', locale, viewport: desktop })
      await settled(page)
      const cells = page.getByRole('table').locator('tbody td:last-child')
      const room = await cells.evaluateAll((all) =>
        all.flatMap((cell) =>
          [...cell.querySelectorAll('span')].map(
            (part) => cell.getBoundingClientRect().right - part.getBoundingClientRect().right,
          ),
        ),
      )
      expect(room.length).toBeGreaterThan(40)
      expect(Math.min(...room), locale).toBeGreaterThanOrEqual(11.5)
      await picture(page, `users-${locale}`)
    }
  })
})

describe('the menu of tasks', () => {
  it.each([desktop, phone])('cuts the name of a file before what became of it, at $width px', async (viewport) => {
    const page = await hub.open('/customers', { ...finnish, viewport })
    await settled(page)
    await page.getByRole('button', { name: new RegExp(`^${fi.shell.running.label}:`) }).click()
    const row = page.getByRole('menuitem').filter({ hasText: 'kestrel-freight-all' })
    const state = row.locator('.state')
    await expect.poll(() => state.innerText()).toContain(fi.imports.status.planned)
    await picture(page, `tasks-${viewport.width}`)
    const isCut = (part: Locator) => part.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    expect(await isCut(state)).toBe(false)
    expect(await isCut(row.getByText('kestrel-freight-all'))).toBe(true)
  })
})

describe('whose organization one stands in', () => {
  it('is in sight on a phone, on every page of a customer and however far it was scrolled', async () => {
    const pages = ['', '/users', '/imports', '/imports/new', `/imports/${importId}`, '/settings', '/administrators']
    const page = await hub.open(`/customers/${kestrel}`, { ...finnish, viewport: phone })
    for (const path of pages) {
      await page.goto(`/customers/${kestrel}${path}`)
      await settled(page)
      const name = page.getByRole('banner').getByText('Kestrel Freight', { exact: true })
      await name.waitFor()
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
      const box = await name.boundingBox()
      expect(box?.y, path).toBeGreaterThanOrEqual(0)
      expect((box?.y ?? 0) + (box?.height ?? 0), path).toBeLessThanOrEqual(80)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(phone.width)
      if (path === '/users') await picture(page, 'customer-bar')
    }
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto('/customers')
    await settled(page)
    expect(await page.getByRole('banner').getByText('Kestrel Freight').count()).toBe(0)
  })

  it('is cut where its name is long, with the whole of it as its title', async () => {
    const [was] = await hub.hub.sql('select name from organizations where id = $1', [demoCustomerId])
    const name = 'Kestrel Freight and Northern Harbours Logistics Holding International'
    await hub.hub.sql('update organizations set name = $1 where id = $2', [name, demoCustomerId])
    try {
      const page = await hub.open(`/customers/${kestrel}/users`, { ...finnish, viewport: phone })
      await settled(page)
      const shown = page.getByRole('banner').getByTitle(name)
      expect(await shown.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
    } finally {
      await hub.hub.sql('update organizations set name = $1 where id = $2', [was?.['name'], demoCustomerId])
    }
  })
})

describe('the bar of a plan', () => {
  it('has both its acts on one line on a phone, within the screen', async () => {
    const page = await hub.open(`/customers/${kestrel}/imports/${importId}`, { ...finnish, viewport: phone })
    const discard = page.getByRole('button', { name: fi.common.discard, exact: true })
    const apply = page.getByRole('button', { name: fi.imports.apply.apply_other.replace('{{count, number}}', '84') })
    await apply.waitFor()
    await settled(page)
    await picture(page, 'plan-bar')
    const boxes = await Promise.all([discard, apply].map((button) => button.boundingBox()))
    const tops = boxes.map((box) => box?.y)
    expect(tops[0]).toBeDefined()
    expect(tops[1]).toBe(tops[0])
    const right = Math.max(...boxes.map((box) => (box ? box.x + box.width : Number.POSITIVE_INFINITY)))
    expect(right).toBeLessThanOrEqual(phone.width)
  })
})

describe('copying', () => {
  const copyEmail = async (page: Page) => {
    await page.getByRole('main').getByRole('button', { name: 'Copy E-mail' }).first().click()
  }

  /** The browser's clipboard denied, as by a policy or a person; also the old command, where wanted. */
  async function open(command: boolean): Promise<Page> {
    const page = await hub.open('/customers', { as: 'admin' })
    await page.context().addInitScript((works) => {
      const denied = () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'))
      Object.defineProperty(navigator.clipboard, 'writeText', { value: denied })
      const copied: string[] = []
      Object.assign(window, { copied })
      document.execCommand = (name) => {
        const field = document.activeElement
        if (works && name === 'copy' && field instanceof HTMLTextAreaElement) copied.push(field.value)
        return works
      }
    }, command)
    await page.goto(`/helpdesk/users/${userId}`)
    await settled(page)
    return page
  }

  it('says what to do where the browser denies it', async () => {
    const page = await open(false)
    await copyEmail(page)
    await page.getByText('Your browser does not let this page copy.').waitFor()
  })

  it('takes the old way where only the new one is denied, and leaves the focus where it was', async () => {
    const page = await open(true)
    await copyEmail(page)
    const copied = () => page.evaluate(() => (window as unknown as { copied: string[] }).copied)
    await expect.poll(copied).toHaveLength(1)
    expect((await copied())[0]).toMatch(/@/)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Copy E-mail')
    expect(await page.getByText('Your browser does not let this page copy.').count()).toBe(0)
  })
})
