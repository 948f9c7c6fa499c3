import { mkdir } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { encodeId } from '../../src/api/ids.ts'
import { demoCustomerId } from '../../src/generate/index.ts'
import {
  accessibilityFaults,
  type Console,
  kestrel,
  openConsole,
  phone,
  picture,
  settled,
  signIn,
  texts,
} from './console.ts'

type Known = Record<
  | 'id'
  | 'first_name'
  | 'last_name'
  | 'display_name'
  | 'email'
  | 'e164'
  | 'extension'
  | 'device'
  | 'mac'
  | 'serial'
  | 'sip',
  string
>

let hub: Console
/** A user of Kestrel Freight of whom everything that can be searched is known, and whose last name nobody shares. */
let known: Known

beforeAll(async () => {
  hub = await openConsole()
  const [found] = await hub.hub.sql(
    `select u.id, u.first_name, u.last_name, u.display_name, u.email, n.e164, u.extension, d.display_name as device, d.mac, d.serial, d.sip_address as sip
     from users u join numbers n on n.partner_id = u.partner_id and n.user_id = u.id
     join devices d on d.partner_id = u.partner_id and d.user_id = u.id
     where u.org_id = $1 and n.e164 like '+3589%' and u.last_name ~ '^[A-Z][a-z]{6,}$' and u.first_name ~ '^[A-Z][a-z]{3,}$'
       and d.mac is not null and d.serial is not null and d.sip_address is not null and u.extension is not null and u.status = 'active'
       and not exists (select 1 from users o where o.last_name = u.last_name and o.id <> u.id)
     order by u.created_at, u.id limit 1`,
    [demoCustomerId],
  )
  if (!found) throw new Error('the demo has no such user')
  known = found as Known
})

const field = (page: Page) => page.getByRole('combobox', { name: 'Search' })
const results = (page: Page) => page.getByRole('grid', { name: 'Results' })
const groupOf = (page: Page, group: string) =>
  results(page)
    .getByRole('rowgroup')
    .filter({ has: page.getByRole('columnheader', { name: new RegExp(`^${group} \\d+\\+?$`) }) })
const rowOf = (page: Page, name: string, group: string) =>
  groupOf(page, group)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
const customerRow = (page: Page, name = 'Kestrel Freight') => rowOf(page, name, 'Customers')
const userRow = (page: Page) => rowOf(page, known.display_name, 'Users')

function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement)
}

async function one(text: string, values: unknown[] = [demoCustomerId]): Promise<string> {
  const [row] = await hub.hub.sql(text, values)
  const [value] = Object.values(row ?? {})
  if (typeof value !== 'string') throw new Error(`nothing found by ${text}`)
  return value
}

const macBytes = () => known.mac.replace(/[^0-9a-f]/gi, '').match(/../g) ?? []
const inFours = (bytes: string[]) => bytes.join('').match(/.{4}/g) ?? []

/** What is typed, what is found by it, and in which group. */
const searches: [string, () => Promise<string> | string, () => Promise<string> | string, string][] = [
  ['a name', () => known.display_name, () => known.display_name, 'Users'],
  ['a part of a name', () => known.last_name.slice(0, 6), () => known.display_name, 'Users'],
  ['“last, first”', () => `${known.last_name}, ${known.first_name}`, () => known.display_name, 'Users'],
  ['an e-mail', () => known.email, () => known.display_name, 'Users'],
  [
    'the beginning of an e-mail',
    () => known.email.slice(0, known.email.indexOf('@') + 3),
    () => known.display_name,
    'Users',
  ],
  ['a number in E.164', () => known.e164, () => known.display_name, 'Users'],
  ['a national number', () => `0${known.e164.slice(4)}`, () => known.display_name, 'Users'],
  [
    'a spaced number',
    () => `+358 ${known.e164.slice(4, 5)} ${known.e164.slice(5, 8)} ${known.e164.slice(8)}`,
    () => known.display_name,
    'Users',
  ],
  ['the last digits of a number', () => known.e164.slice(-7), () => known.display_name, 'Users'],
  ['a MAC with colons', () => macBytes().join(':').toUpperCase(), () => known.device, 'Devices'],
  ['a MAC with hyphens', () => macBytes().join('-').toLowerCase(), () => known.device, 'Devices'],
  ['a MAC with dots', () => inFours(macBytes()).join('.').toLowerCase(), () => known.device, 'Devices'],
  ['a bare MAC', () => macBytes().join(''), () => known.device, 'Devices'],
  ['a serial', () => known.serial, () => known.device, 'Devices'],
  ['a SIP address', () => `sip:${known.sip.replace(/^sips?:/, '')}`, () => known.device, 'Devices'],
  [
    'a site',
    () => one('select host from sites where org_id = $1 order by host limit 1'),
    () => 'Kestrel Freight',
    'Customers',
  ],
  [
    'a domain',
    () => one('select domain from domains where org_id = $1 order by domain limit 1'),
    () => 'Kestrel Freight',
    'Customers',
  ],
  ['a customer’s name', () => 'Kestrel', () => 'Kestrel Freight', 'Customers'],
  ['an order number', orderNumber, orderNumber, 'Orders'],
]

function orderNumber(): Promise<string> {
  return one('select number from orders where org_id = $1 order by number limit 1')
}

describe('one field', () => {
  let page: Page
  beforeAll(async () => {
    page = await hub.open('/helpdesk', { as: 'agent', lasting: true })
  })
  beforeEach(async () => {
    await field(page).fill('')
    await page.getByText('Find anyone and anything').waitFor()
  })

  it.each(searches)('finds by %s, in its group, with what matched marked', async (_, typed, title, group) => {
    await field(page).fill(await typed())
    const row = rowOf(page, await title(), group).first()
    await row.waitFor()
    await row.locator('mark').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/helpdesk')
  })

  it.each([
    ['the uuid', () => known.id],
    ['the encoded id', () => encodeId('PEOPLE', known.id)],
  ])('finds a user by %s', async (_, typed) => {
    await field(page).fill(typed())
    await userRow(page).waitFor()
    await settled(page)
    expect(await results(page).getByRole('link').count()).toBe(1)
  })

  it('finds a name with a typing error and says that it is only similar', async () => {
    const at = Math.floor(known.last_name.length / 2)
    await field(page).fill(`${known.first_name} ${known.last_name.slice(0, at)}${known.last_name.slice(at + 1)}`)
    await userRow(page).getByText('similar').waitFor()
  })

  it('shows nothing of an answer that comes after a later one', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/\/v1\/search\?q=Oak/, async (route) => {
      await held
      await route.continue().catch(() => undefined)
    })
    const asked = page.waitForRequest(/\/v1\/search\?q=Oak/)
    await field(page).fill('Oakfield')
    await asked
    await field(page).fill('Kestrel')
    await customerRow(page).waitFor()
    release()
    await settled(page)
    expect(await customerRow(page).count()).toBe(1)
    expect(await customerRow(page, 'Oakfield Glass').count()).toBe(0)
  })

  it('tells of each group how many there are, or that there are more, until all are shown', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill('mar')
    const heads = () => texts(results(page).getByRole('columnheader'))
    await expect.poll(async () => (await heads()).length).toBeGreaterThan(1)
    await expect.poll(async () => (await heads()).filter((head) => /^\D+\d+\+$/.test(head)).length).toBeGreaterThan(0)
    await settled(page)
    const partly = (await heads()).find((head) => head.endsWith('+')) ?? ''
    expect(partly).not.toBe('')
    await page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(heads).not.toContain(partly)
  })

  it('has the page of the results before it is asked for', async () => {
    const page = await hub.open('/customers', { as: 'agent' })
    await page.getByRole('table', { name: 'Customers' }).waitFor()
    await expect
      .poll(() =>
        page.evaluate(() =>
          performance.getEntriesByType('resource').some(({ name }) => /\/HelpDesk-.*\.js$/.test(name)),
        ),
      )
      .toBe(true)
    await settled(page)
    const later: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'script') later.push(request.url())
    })
    await field(page).fill('Kestrel')
    await customerRow(page).waitFor()
    expect(later).toEqual([])
  })

  it('says what to try when nothing is found, and when a number names no country', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill('zzqqxxyy')
    await page.getByText(/Nothing in your reach fits/).waitFor()
    const asked = page.waitForResponse(/\/v1\/search\?q=095550142/)
    await field(page).fill('095550142')
    await asked
    await settled(page)
    await page
      .getByText(/This number has no country code|Nothing in your reach fits/)
      .first()
      .waitFor()
  })

  it('keeps the search in the address, so that reload and Back show it again', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill(known.last_name)
    await userRow(page).waitFor()
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(known.last_name)
    await page.reload()
    await userRow(page).getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: known.display_name }).waitFor()
    await page.goBack()
    await userRow(page).waitFor()
    await expect.poll(() => field(page).inputValue()).toBe(known.last_name)
  })
})

describe('the keyboard', () => {
  it('is enough: / searches, arrows choose, Enter opens, Escape leaves', async () => {
    const page = await hub.open('/sign-in')
    await signIn(page, 'agent')
    await page.getByText('Find anyone and anything').waitFor()
    expect(new URL(page.url()).pathname).toBe('/helpdesk')
    await page.keyboard.press('/')
    await page.keyboard.type('kestrel')
    await customerRow(page).waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type(known.first_name.slice(0, 3).toLowerCase())
    await expect.poll(async () => await results(page).getByRole('link').count()).toBeGreaterThan(2)
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(known.first_name.slice(0, 3).toLowerCase())
    // The address is written before the answer to its last letter is here, which begins anew at its first row.
    await settled(page)
    const active = () => field(page).getAttribute('aria-activedescendant')
    const first = await active()
    expect(first).not.toBeNull()
    await page.keyboard.press('ArrowDown')
    await expect.poll(active).not.toBe(first)
    const second = await active()
    const chosen = page.locator(`[id="${second}"]`)
    expect(await chosen.getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowUp')
    await expect.poll(active).toBe(first)
    await page.keyboard.press('ArrowDown')
    const title = (await texts(chosen.getByRole('link')))[0] ?? ''
    await page.keyboard.press('Enter')
    const heading = page.getByRole('heading', { level: 1 }).filter({ hasText: title })
    await heading.waitFor()
    await expect.poll(() => isFocused(heading)).toBe(true)
    await page.goBack()
    const opened = results(page).getByRole('link', { name: title, exact: true }).first()
    await expect.poll(() => isFocused(opened)).toBe(true)
    await page.keyboard.press('ArrowUp')
    await expect.poll(active).toBe(first)
    await expect.poll(() => isFocused(page.locator(`[id="${first}"]`).getByRole('link'))).toBe(true)
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => isFocused(field(page))).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await heading.waitFor()
    await expect.poll(() => isFocused(heading)).toBe(true)
    await page.keyboard.press('/')
    await expect.poll(() => isFocused(field(page))).toBe(true)
    expect(await field(page).inputValue()).toBe('')
    await page.keyboard.type('oak')
    await results(page).getByRole('link').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('Find anyone and anything').waitFor()
    expect(await field(page).inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await expect.poll(() => field(page).evaluate((input) => input === document.activeElement)).toBe(false)
  })

  it('opens the best result when Enter follows the last letter at once', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await page.getByText('Find anyone and anything').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type(known.email)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: known.display_name }).waitFor()
  })

  it('restricts the search to a customer by →, and frees it by Backspace', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await page.getByText('Find anyone and anything').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('kestrel freight')
    await customerRow(page).waitFor()
    await settled(page)
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Remove the filter In Kestrel Freight' }).waitFor()
    await expect.poll(() => field(page).inputValue()).toBe('')
    await page.keyboard.press('Backspace')
    await page.getByRole('button', { name: 'Remove the filter In Kestrel Freight' }).waitFor({ state: 'hidden' })
  })

  it('says in the palette that the search failed and why, instead of that there is nothing, and searches again', async () => {
    const page = await hub.open('/customers', { as: 'agent' })
    await settled(page)
    const problem = {
      message: 'Too many requests came in a short time.',
      code: 'common.too_many_requests',
      errors: [],
      trackingId: 'CORDBOARD_tried',
    }
    await page.route('**/v1/search?*', (route) => route.fulfill({ status: 429, json: problem }))
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog')
    const field = palette.getByRole('combobox', { name: 'Command palette' })
    await field.fill('Kestrel Freight')
    await palette.getByRole('alert').getByText(problem.message).waitFor()
    expect(await palette.getByText('Nothing found.', { exact: false }).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.unroute('**/v1/search?*')
    await palette.getByRole('button', { name: 'Try again' }).click()
    await palette.getByRole('group', { name: 'Customers' }).getByRole('option', { name: 'Kestrel Freight' }).waitFor()
    expect(await palette.getByRole('alert').count()).toBe(0)
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)
  })

  it.each([
    ['agent', '/helpdesk', 'Control+k'],
    ['owner', `/customers/${kestrel}`, '/'],
  ] as const)(
    'loses no letter that follows the key of the palette at once, as %s on %s by %s',
    async (as, path, key) => {
      const page = await hub.open(path, { as })
      await settled(page)
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      await page.route(/\/Palette-.*\.js$/, async (route) => {
        await held
        await route.continue()
      })
      await page.keyboard.press(key)
      // As a shortcut on the page behind, the first two would lead to the customers or the users.
      await page.keyboard.type('gcgu')
      const palette = page.getByRole('dialog', { name: 'Command palette' })
      const typed = palette.getByRole('combobox').or(palette.getByRole('textbox'))
      expect(await typed.inputValue()).toBe('gcgu')
      expect(await accessibilityFaults(page)).toEqual([])
      await page.keyboard.press('Tab')
      expect(await isFocused(typed)).toBe(true)
      await page.keyboard.press('Escape')
      await palette.waitFor({ state: 'hidden' })
      await page.keyboard.press(key)
      await page.keyboard.type('sign', { delay: 20 })
      release()
      await page.keyboard.type(' out', { delay: 20 })
      await palette.getByRole('option', { name: 'Sign out' }).waitFor()
      expect(await palette.getByRole('combobox').inputValue()).toBe('sign out')
      expect(await palette.count()).toBe(1)
      expect(new URL(page.url()).pathname).toBe(path)
      await page.keyboard.press('Escape')
      await palette.waitFor({ state: 'hidden' })
      await page.keyboard.press(key)
      await page.keyboard.type('dark')
      await palette.getByRole('option', { name: 'Use the dark appearance' }).waitFor()
    },
  )

  it('takes an Enter that comes before the palette itself', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await settled(page)
    await page.route(/\/Palette-.*\.js$/, async (route) => {
      await entered
      await route.continue()
    })
    let go = (): void => undefined
    const entered = new Promise<void>((resolve) => {
      go = resolve
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.type(known.email)
    await page.keyboard.press('Enter')
    go()
    await page.getByRole('heading', { level: 1, name: known.display_name }).waitFor()
  })

  it('says to screen readers how many the palette has found', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await settled(page)
    await page.keyboard.press('Control+k')
    const said = page.getByRole('dialog', { name: 'Command palette' }).getByRole('status')
    await page.keyboard.type(known.email)
    await expect.poll(() => said.textContent()).toBe('1 result')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('zzqqxxyy')
    await expect.poll(() => said.textContent()).toBe('Nothing found. Try fewer letters.')
    const at = Math.floor(known.last_name.length / 2)
    await page.keyboard.press('Control+a')
    await page.keyboard.type(`${known.first_name} ${known.last_name.slice(0, at)}${known.last_name.slice(at + 1)}`)
    await expect.poll(() => said.textContent()).toMatch(/^\d+ results?\. Nothing is written exactly like this/)
    await page
      .getByRole('option', { name: known.display_name })
      .getByText(/^similar · /)
      .waitFor()
  })

  it('opens the palette by Ctrl+K, with pages, customers and people, and goes there', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await page.getByText('Find anyone and anything').waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog')
    await palette.getByPlaceholder('Go to a page, a customer or a person…').waitFor()
    const field = palette.getByRole('combobox', { name: 'Command palette' })
    expect(await field.getAttribute('aria-activedescendant')).toBeNull()
    await page.keyboard.type('Kestrel')
    await palette.getByText('Kestrel Freight').first().waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    // What Enter would open is the row that is read out, and no other.
    const options = palette.getByRole('option')
    const told = async () => {
      const id = await field.getAttribute('aria-activedescendant')
      const chosen = await palette.locator('[aria-selected="true"]').evaluateAll((all) => all.map((one) => one.id))
      const marked = await palette.locator('[data-selected]').evaluateAll((all) => all.map((one) => one.id))
      return chosen.length === 1 && chosen[0] === id && marked.join() === id
        ? (await options.evaluateAll((all) => all.map((one) => one.id))).indexOf(id ?? '')
        : null
    }
    await expect.poll(told).toBe(0)
    await expect.poll(() => palette.getByRole('group', { name: 'Customers' }).getByRole('option').count()).toBe(1)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('s')
    await palette.getByRole('option', { name: 'Suomi' }).waitFor()
    await settled(page)
    expect(await options.count()).toBeGreaterThan(2)
    await expect.poll(told).toBe(0)
    await page.keyboard.press('ArrowDown')
    await expect.poll(told).toBe(1)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expect.poll(told).toBe((await options.count()) - 1)
    await page.keyboard.press('Control+a')
    await page.keyboard.type(known.display_name)
    await palette.getByText(known.display_name).first().waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Customers')
    await palette.getByRole('option', { name: 'Customers' }).first().waitFor()
    await settled(page)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
  })

  it('says in the palette whose a page is, and finds pages by common words and of a customer that is named', async () => {
    const page = await hub.open(`/customers/${kestrel}`, { as: 'admin' })
    await settled(page)
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog')
    const field = palette.getByRole('combobox', { name: 'Command palette' })
    const pages = palette.getByRole('group', { name: 'Pages' }).getByRole('option')
    await field.fill('audit')
    await expect.poll(() => pages.allInnerTexts()).toEqual(['Audit\nKestrel Freight', 'Audit\nHarbour Telecom'])
    await field.fill('kestrel adm')
    await expect.poll(() => pages.allInnerTexts()).toEqual(['Administrators\nKestrel Freight'])
    await field.fill('colleag')
    await expect.poll(() => pages.count()).toBe(2)
    await page.keyboard.press('Escape')
    await page.goto('/customers')
    await settled(page)
    await page.keyboard.press('Control+k')
    await field.fill('kestrel users')
    await expect.poll(() => pages.allInnerTexts()).toEqual(['Users\nKestrel Freight'])
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/customers/${kestrel}/users`)
  })

  it('offers the customer that an extension may belong to, and searches the same text in it', async () => {
    const page = await hub.open('/helpdesk?q=999321', { as: 'agent', viewport: phone })
    const name = page.getByLabel('Search 999321 as an extension in')
    await name.fill('kestr')
    await page.getByRole('button', { name: 'Kestrel Freight' }).waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove the filter In Kestrel Freight' }).waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe('999321')
    await expect.poll(() => name.count()).toBe(0)
  })

  it('opens in the palette the first person or customer by Enter, also where Enter comes before the answer', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await page.getByText('Find anyone and anything').waitFor()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog')
    await palette.getByRole('combobox', { name: 'Command palette' }).fill(known.email)
    await palette.getByText(known.display_name).first().waitFor()
    await page.keyboard.press('Enter')
    const heading = page.getByRole('heading', { level: 1, name: known.display_name })
    await heading.waitFor()
    await expect.poll(() => isFocused(heading)).toBe(true)

    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/\/v1\/search\?q=Kestrel/, async (route) => {
      await held
      await route.continue()
    })
    await page.keyboard.press('Control+k')
    const asked = page.waitForRequest(/\/v1\/search\?q=Kestrel/)
    await palette.getByRole('combobox', { name: 'Command palette' }).fill('Kestrel Freight')
    await asked
    await page.keyboard.press('Enter')
    expect(await palette.isVisible()).toBe(true)
    release()
    await page.getByRole('heading', { level: 1, name: 'Kestrel Freight' }).waitFor()
    await palette.waitFor({ state: 'hidden' })
  })

  it('shows all keys by ?, goes to places by g and a letter, and gives the focus back', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await page.getByText('Find anyone and anything').waitFor()
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await keys.getByText('Command palette').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'hidden' })
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    const heading = page.getByRole('heading', { level: 1, name: 'Customers' })
    await heading.waitFor()
    // Its own focus on its heading comes a moment after it is shown.
    await expect.poll(() => isFocused(heading)).toBe(true)
    const link = page.getByRole('table', { name: 'Customers' }).getByRole('link').first()
    await link.waitFor()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => isFocused(link)).toBe(true)
    await page.keyboard.press('?')
    await keys.waitFor()
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'hidden' })
    await expect.poll(() => link.evaluate((one) => one === document.activeElement)).toBe(true)
  })
})

describe('the results', () => {
  const item = (kind: string, title: string, rank: string, matched: object, more: object = {}) => ({
    kind,
    id: encodeId(kind === 'user' ? 'PEOPLE' : kind === 'device' ? 'DEVICE' : 'ORDER', known.id),
    organizationId: kestrel,
    organizationName: 'Kestrel Freight',
    title,
    subtitle: `${title.toLowerCase().replaceAll(' ', '.')}@kestrel.example`,
    matched: { kind: 'name', term: title, ...matched },
    rank,
    ...more,
  })
  const answerWith = (page: Page, of: Record<string, object[]>, hint?: string) =>
    page.route('**/v1/search?*', (route) => {
      const items = of[new URL(route.request().url()).searchParams.get('q') ?? '']
      return items ? route.fulfill({ json: { items, ...(hint ? { hint } : {}) } }) : route.continue()
    })
  const chosen = (page: Page) => results(page).locator('[aria-selected="true"]').getByRole('link').innerText()
  const heads = async (page: Page) =>
    (await texts(results(page).getByRole('columnheader'))).map((head) => head.replace(/\s+/, ' '))

  it('begin with the group that fits best, whose first is chosen: beginnings before endings, and these before what is only similar', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    const similar = item('user', 'Ana Portão Oliveira', 'fuzzy', {})
    const reception = item('device', 'Reception Porto', 'prefix', {})
    const ending = item('user', 'Anna Ek', 'prefix', { kind: 'phone', term: '+35895584209' })
    const order = item('order', '84-20931', 'prefix', { kind: 'order', term: '84-20931' })
    await answerWith(page, { Porto: [similar, reception], '84-209': [ending, order], '5584209': [ending, order] })
    await field(page).fill('Porto')
    await expect.poll(() => heads(page)).toEqual(['Devices 1', 'Users 1'])
    expect(await chosen(page)).toBe('Reception Porto')
    await field(page).fill('84-209')
    await expect.poll(() => heads(page)).toEqual(['Orders 1', 'Users 1'])
    expect(await chosen(page)).toBe('84-20931')
    await page.keyboard.press('Enter')
    // The order is marked among those of its customer.
    await expect.poll(() => new URL(page.url()).hash).toBe(`#order-${order.id}`)
  })

  it('mark an order on the page of its customer', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill(await orderNumber())
    await groupOf(page, 'Orders').getByRole('link').first().click()
    const row = page.getByRole('table', { name: 'Orders' }).locator('[aria-current="true"]')
    await row.getByText(await orderNumber()).waitFor()
    expect(await page.getByRole('table', { name: 'Orders' }).locator('[aria-current]').count()).toBe(1)
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('keep rows of 40 pixels at most with names that can be read, the word taken for what was typed marked', async () => {
    for (const [width, locale] of [
      [1280, 'en-GB'],
      [1280, 'fi'],
      [1920, 'pt-BR'],
    ] as const) {
      const page = await hub.open('/helpdesk', { as: 'agent', viewport: { width, height: 800 }, locale })
      const long = item('user', 'Ahmad Kloosterweg-Vandenberghe', 'fuzzy', {}, { status: 'invite_pending' })
      const device = item('device', 'Klooster meeting room', 'fuzzy', {}, { status: 'connected_with_issues' })
      const subtitle = 'Cisco Room Kit EQX · 64:16:7f:0a:91:c2'
      await answerWith(page, { klosterweg: [long, { ...device, subtitle }] }, 'similar_only')
      await page.locator('#search-field').fill('klosterweg')
      const rows = page.locator('.result')
      await expect.poll(() => rows.count()).toBe(2)
      for (const box of await rows.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height)))
        expect(box, `${width} ${locale}`).toBeLessThanOrEqual(40)
      const cut = await page
        .locator('.result .row-link, .result .result-whole, .result .result-state')
        .evaluateAll((all) =>
          all
            .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 2)
            .map((one) => one.textContent),
        )
      expect(cut, `${width} ${locale}`).toEqual([])
      expect(await rows.first().locator('mark').allInnerTexts()).toEqual(['Kloosterweg'])
      expect(await rows.first().getByRole('link').getAttribute('title')).toBe('Ahmad Kloosterweg-Vandenberghe')
    }
  })

  it('are read whole on a phone, also where they are only similar', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent', viewport: phone, locale: 'fi' })
    const long = item('user', 'Ahmad Kloosterweg-Vandenberghe', 'fuzzy', {}, { status: 'invite_pending' })
    const device = item('device', 'Klooster meeting room', 'fuzzy', {}, { status: 'connected_with_issues' })
    await answerWith(page, { klosterweg: [long, device] }, 'similar_only')
    await page.locator('#search-field').fill('klosterweg')
    await expect.poll(() => page.locator('.result').count()).toBe(2)
    const cut = await page
      .locator('.result .row-link, .result .chip, .result .state')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent))
    expect(cut).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
    await picture(page, 'similar-on-a-phone')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('are told to screen readers once typing rests: how many, none, or only similar', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    const said = page.getByRole('status')
    await field(page).fill(known.email)
    await said.getByText('1 result', { exact: true }).waitFor()
    await field(page).fill('zzqqxxyy')
    await said.getByText(/^No results\. Nothing in your reach fits/).waitFor()
    const at = Math.floor(known.last_name.length / 2)
    await field(page).fill(`${known.first_name} ${known.last_name.slice(0, at)}${known.last_name.slice(at + 1)}`)
    await said.getByText(/^\d+ results?\. Nothing is written exactly like this/).waitFor()
  })

  it('say whose they are while the answer to what was typed on is away, and Enter opens none of them', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill('Kestrel')
    await customerRow(page).waitFor()
    await settled(page)
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/\/v1\/search\?q=Kestrel\+?\w*Oak|q=Oakfield/, async (route) => {
      await held
      await route.continue()
    })
    await field(page).fill('Oakfield Glass')
    await page.keyboard.press('Enter')
    await page.getByText('Still looking for “Oakfield Glass”. Below are the results of “Kestrel”.').waitFor()
    expect(new URL(page.url()).pathname).toBe('/helpdesk')
    expect(await results(page).locator('[aria-selected="true"]').count()).toBe(0)
    await page.keyboard.press('Enter')
    expect(new URL(page.url()).pathname).toBe('/helpdesk')
    release()
    await page.getByRole('heading', { level: 1, name: 'Oakfield Glass' }).waitFor()
  })

  it('go on by ↓ from the last one to “Show more”, and from there to the first that it brought', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill('mar')
    const more = page.getByRole('button', { name: 'Show more' })
    await more.waitFor()
    await settled(page)
    const ids = () => page.locator('.result').evaluateAll((all) => all.map((one) => one.id))
    const before = await ids()
    await field(page).focus()
    for (let presses = 0; presses < before.length; presses++) await page.keyboard.press('ArrowDown')
    await expect.poll(() => isFocused(more)).toBe(true)
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => isFocused(results(page).getByRole('link').last())).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await ids()).length).toBeGreaterThan(before.length)
    const first = (await ids()).find((id) => !before.includes(id))
    await expect.poll(() => isFocused(page.locator(`[id="${first}"] .row-link`))).toBe(true)
  })

  it('offer the customer of an extension below what else ends so', async () => {
    const page = await hub.open(`/helpdesk?q=${known.e164.slice(-4)}`, { as: 'agent' })
    await userRow(page).waitFor()
    await page.getByText(/^If this is an extension, choose the customer/).waitFor()
    await page.getByLabel(`Search ${known.e164.slice(-4)} as an extension in`).waitFor()
  })
})

describe('Search on a customer', () => {
  it('restricts the next search to it, where an extension is enough, until the filter is removed', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill('Kestrel')
    await page.getByRole('button', { name: 'Search in Kestrel Freight' }).click()
    const chip = page.getByRole('button', { name: 'Remove the filter In Kestrel Freight' })
    await chip.waitFor()
    await expect.poll(() => isFocused(field(page))).toBe(true)
    await expect.poll(() => field(page).inputValue()).toBe('')
    await page.keyboard.type(known.extension)
    const row = userRow(page)
    await row.getByText(`Extension ${known.extension}`).waitFor()
    expect(new URL(page.url()).searchParams.get('in')).toBe(kestrel)
    const answer = page.waitForResponse(/\/v1\/search\?q=mar&/)
    await field(page).fill('mar')
    const { items } = (await (await answer).json()) as {
      items: { kind: string; title: string; organizationName: string }[]
    }
    expect(new Set(items.map(({ organizationName }) => organizationName))).toEqual(new Set(['Kestrel Freight']))
    await expect.poll(async () => await results(page).getByRole('link').count()).toBe(items.length)
    await settled(page)
    expect(items.length).toBeGreaterThan(3)
    // Where all are of one customer, its name would take the place of what tells them apart.
    const rows = await texts(
      results(page)
        .getByRole('row')
        .filter({ has: page.getByRole('link') }),
    )
    expect(rows.filter((text) => text.includes('Kestrel Freight'))).toEqual([])
    await chip.click()
    await chip.waitFor({ state: 'hidden' })
    await expect
      .poll(async () =>
        (
          await texts(
            results(page)
              .getByRole('row')
              .filter({ has: page.getByRole('link') }),
          )
        ).some((text) => !text.includes('Kestrel Freight')),
      )
      .toBe(true)
    expect(await field(page).inputValue()).toBe('mar')
  })
})

describe('what an agent opens', () => {
  it('the user page tells status, package, licences, numbers, devices and imports, and leads to device and customer', async () => {
    const page = await hub.open('/helpdesk', { as: 'agent' })
    await field(page).fill(known.email)
    await userRow(page).getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: known.display_name }).waitFor()
    await page.getByText('Active', { exact: true }).first().waitFor()
    for (const name of ['Person', 'Package', 'Calling', 'Devices', 'Imports', 'Technical details']) {
      await page.getByRole('heading', { level: 2, name }).waitFor()
    }
    await page.getByText(known.extension, { exact: true }).first().waitFor()
    await page.getByText('Created by import').waitFor()
    await page.getByText('Licences').waitFor()
    await settled(page)
    const numbers = (await page.getByRole('main').innerText()).replaceAll(/[\s()-]/g, '')
    expect(numbers).toContain(known.e164)
    await page.getByRole('table', { name: 'Devices' }).getByRole('link', { name: known.device, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: known.device }).waitFor()
    await page.getByText(known.serial).first().waitFor()
    await page.getByRole('main').getByRole('link', { name: known.display_name }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Kestrel Freight' }).click()
    await page.getByRole('heading', { level: 1, name: 'Kestrel Freight' }).waitFor()
    for (const name of [
      /^Administrators/,
      /^Subscriptions/,
      /^Orders/,
      /^Packages/,
      /^About/,
      /^Users by status/,
      /^Sites/,
      /^Domains/,
    ]) {
      await page.getByRole('heading', { level: 2, name }).first().waitFor()
    }
    await page.getByText('Created', { exact: true }).first().waitFor()
    await page
      .getByText(await orderNumber())
      .first()
      .waitFor()
  })

  it('the user page says whence a licence comes only where that is no other word for it', async () => {
    const id = await one(
      `select user_id::text from package_assignments a
       where org_id = $1 and 'basic_messaging' = any(extras) order by user_id limit 1`,
    )
    const page = await hub.open(`/helpdesk/users/${encodeId('PEOPLE', id)}`, { as: 'agent' })
    const licences = page.getByRole('main').getByRole('listitem')
    await licences.filter({ hasText: /^Basic Messaging\s*$/ }).waitFor()
    expect((await texts(licences)).filter((text) => /^(.+) from \1$/.test(text))).toEqual([])
  })

  it('copies the facts of a user as text for a ticket', async () => {
    const page = await hub.open(`/helpdesk/users/${encodeId('PEOPLE', known.id)}`, { as: 'agent' })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await settled(page)
    await page.getByRole('button', { name: 'Copy as ticket' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const ticket = await page.evaluate(() => navigator.clipboard.readText())
    for (const fact of [known.display_name, known.email, known.e164, 'Kestrel Freight', known.id])
      expect(ticket).toContain(fact)
  })
})

describe('a read-only administrator', () => {
  it('offers no import to whoever only reads', async () => {
    const page = await hub.open(`/customers/${kestrel}/users`, { as: 'reader' })
    await page.getByRole('table', { name: 'Users' }).waitFor()
    const manage = page.getByRole('button', { name: 'Manage users' })
    await expect.poll(() => manage.getAttribute('aria-disabled')).toBe('true')
    await manage.hover()
    await page.getByText(/Your role does not allow changing users/).waitFor()
    await manage.click({ force: true })
    expect(await page.getByRole('menuitem').count()).toBe(0)
    await page.goto(`/customers/${kestrel}/imports`)
    await settled(page)
    expect(await page.getByRole('link', { name: 'Import users' }).count()).toBe(0)
    await page.goto(`/customers/${kestrel}/imports/new`)
    await page.getByText(/Your role does not allow importing users/).waitFor()
    expect(await page.getByRole('button', { name: 'Upload and plan' }).count()).toBe(0)
  })
})

describe('a customer’s own administrator', () => {
  it('lands in the own customer, sees no page of the partner, and nothing of another customer', async () => {
    const page = await hub.open('/sign-in')
    await signIn(page, 'owner')
    await page.getByRole('heading', { level: 1, name: 'Kestrel Freight' }).waitFor()
    const own = `/customers/${kestrel}`
    expect(new URL(page.url()).pathname).toBe(own)
    const places = () => texts(page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link'))
    await expect
      .poll(places)
      .toEqual([
        'Overview',
        'Users',
        'Imports',
        'Mail',
        'Audit',
        'Access',
        'Settings',
        'Security',
        'Administrators',
        'Who has access',
      ])
    for (const path of ['/customers', '/helpdesk', '/tasks', `/helpdesk/customers/${kestrel}`]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: 'Kestrel Freight' }).waitFor()
      await expect.poll(() => new URL(page.url()).pathname, { message: path }).toBe(own)
    }
    const other = encodeId(
      'ORGANIZATION',
      await one('select id::text from organizations where id <> $1 order by id limit 1'),
    )
    await page.goto(`/customers/${other}`)
    await page.getByRole('alert').getByText('There is no such customer in your reach.').waitFor()
    await page.goto(`${own}/users`)
    const manage = page.getByRole('button', { name: 'Manage users' })
    await expect.poll(() => manage.getAttribute('aria-disabled')).toBe('true')
    const reason = page.getByText('The provider manages the users of this organization')
    await reason.waitFor()
    await manage.hover()
    await page.getByRole('tooltip').filter({ hasText: 'The provider manages the users' }).waitFor()
    await page.goto(`${own}/imports`)
    await reason.waitFor()
    expect(await page.getByRole('link', { name: 'Import users' }).count()).toBe(0)
  })
})

describe('the picture of the README', () => {
  it('shows a search with results in several groups', async () => {
    const page = await hub.open('/helpdesk?q=mar', { as: 'agent' })
    await results(page).getByRole('link').first().waitFor()
    await settled(page)
    await page.getByRole('complementary', { name: 'Preview' }).getByRole('link', { name: /Open/ }).waitFor()
    expect(await results(page).getByRole('rowgroup').count()).toBeGreaterThan(1)
    const path = process.env['UPDATE_SCREENSHOT'] === '1' ? 'docs' : 'test-results/browser'
    const folder = new URL(`../../${path}/`, import.meta.url).pathname
    await mkdir(folder, { recursive: true })
    await page.screenshot({ path: `${folder}screenshot.png` })
  })
})
