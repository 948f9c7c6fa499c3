import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { Download, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeId } from '../../src/api/ids.ts'
import { demoAccounts, demoCustomerId } from '../../src/generate/index.ts'
import { accessibilityFaults, type Console, column, kestrel, openConsole, settled, signIn, texts } from './console.ts'

let hub: Console
beforeAll(async () => {
  hub = await openConsole()
})

const nobody = '018b1899-9400-7a6b-9c10-000000000000'
const gone = encodeId('ORGANIZATION', nobody)
const customers = (page: Page) => page.getByRole('table', { name: 'Customers' })
const names = async (page: Page) => await column(customers(page), 'Customer')

describe('signing in', () => {
  it('tells a wrong password, keeps the e-mail, and lets the right one in', async () => {
    const page = await hub.open('/sign-in')
    await page.getByLabel('E-mail').fill(demoAccounts.admin)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('The e-mail address and the password do not belong together.').waitFor()
    expect(await page.getByLabel('E-mail').inputValue()).toBe(demoAccounts.admin)
    expect(await accessibilityFaults(page)).toEqual([])
    await signIn(page, 'admin')
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
  })

  it('names the field that was left empty', async () => {
    const page = await hub.open('/sign-in')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Enter your e-mail address.').waitFor()
    await expect.poll(() => page.getByLabel('E-mail').evaluate((field) => field === document.activeElement)).toBe(true)
  })

  it('leads back to the place that was asked for', async () => {
    const page = await hub.open('/customers?sort=created&order=desc')
    await page.getByRole('heading', { name: 'Sign in to Cordboard' }).waitFor()
    await signIn(page, 'admin')
    await customers(page).waitFor()
    expect(new URL(page.url()).search).toBe('?sort=created&order=desc')
  })

  it('is asked for again when the session ends, and leads back to the same place', async () => {
    const page = await hub.open('/sign-in')
    await signIn(page, 'admin')
    await customers(page).waitFor()
    await page.context().clearCookies()
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('Kestrel')
    await page.getByText('Your session has ended. Sign in to go on where you were.').waitFor()
    await signIn(page, 'admin')
    await expect.poll(() => names(page)).toEqual(['Kestrel Freight'])
    expect(new URL(page.url()).searchParams.get('q')).toBe('Kestrel')
  })

  it('ends with Sign out, after which Back shows nothing', async () => {
    const page = await hub.open('/sign-in')
    await signIn(page, 'admin')
    await customers(page).waitFor()
    await page.getByRole('button', { name: 'Account of Outi Rantanen' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Cordboard' }).waitFor()
    await page.goBack()
    await settled(page)
    await page.getByRole('heading', { name: 'Sign in to Cordboard' }).waitFor()
    expect(await page.getByText('Kestrel Freight').count()).toBe(0)
  })
})

describe('the first page', () => {
  it('loads at most 270 kB of JavaScript, gzipped', async () => {
    const page = await hub.open('about:blank')
    const scripts = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (pathname.endsWith('.js')) scripts.set(pathname, response.body())
    })
    await page.goto('/sign-in')
    await signIn(page, 'admin')
    await customers(page).waitFor()
    await settled(page)
    const sizes = await Promise.all([...scripts.values()].map(async (body) => gzipSync(await body).length))
    const total = sizes.reduce((sum, size) => sum + size, 0)
    expect(sizes.length).toBeGreaterThan(3)
    expect(total).toBeGreaterThan(50_000)
    expect(total, `${total} bytes in ${sizes.length} files`).toBeLessThanOrEqual(270_000)
  })
})

describe('the list of customers', () => {
  it('brings the next pages by key until all 60 are there, each once', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await customers(page).waitFor()
    const first = await names(page)
    expect(first.length).toBeLessThan(60)
    const next = page.waitForResponse((response) => /\/v1\/customers\?.*cursor=/.test(response.url()))
    await page.getByRole('button', { name: 'Show more' }).scrollIntoViewIfNeeded()
    expect((await next).status()).toBe(200)
    await expect.poll(async () => (await names(page)).length).toBe(60)
    const all = await names(page)
    expect(new Set(all).size).toBe(60)
    expect(all.slice(0, first.length)).toEqual(first)
    await expect.poll(() => page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  })

  it('is sorted by name and by creation, both ways', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await customers(page).waitFor()
    const asc = await hub.hub.sql('select name from organizations order by created_at, id')
    const header = (name: string) => page.getByRole('columnheader', { name })
    expect(await header('Customer').getAttribute('aria-sort')).toBe('ascending')
    const up = await names(page)
    await header('Customer').getByRole('button').click()
    await page.waitForURL(/order=desc/)
    await settled(page)
    await expect.poll(async () => (await names(page))[0]).not.toBe(up[0])
    expect(await header('Customer').getAttribute('aria-sort')).toBe('descending')
    await header('Created').getByRole('button').click()
    await page.waitForURL(/sort=created/)
    await expect.poll(async () => (await names(page))[0]).toBe(asc[0]?.['name'])
    await header('Created').getByRole('button').click()
    await expect.poll(async () => (await names(page))[0]).toBe(asc.at(-1)?.['name'])
    await settled(page)
    expect(await header('Created').getAttribute('aria-sort')).toBe('descending')
    expect(await header('Customer').getAttribute('aria-sort')).toBe('none')
  })

  it('is searched by the beginning of a name, and says what to do when nothing fits', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await customers(page).waitFor()
    const field = page.getByRole('searchbox', { name: 'Search customers' })
    await field.fill('frei')
    await expect
      .poll(async () => {
        const found = await names(page)
        return found.includes('Kestrel Freight') && found.every((name) => /(^|\s)frei/i.test(name))
      })
      .toBe(true)
    await field.fill('qqqq')
    await page.getByText('No customer begins with “qqqq”').waitFor()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect.poll(async () => (await names(page)).length).toBeGreaterThan(10)
    await expect.poll(() => new URL(page.url()).search).toBe('')
  })

  it('is moved through by the arrows, and a row is opened by Enter and closed by Escape', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await customers(page).waitFor()
    const [first, second] = await names(page)
    await customers(page)
      .getByRole('link', { name: first ?? '', exact: true })
      .focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const pane = page.getByRole('dialog', { name: second ?? '' })
    await pane.getByRole('heading', { name: 'About' }).waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await pane.waitFor({ state: 'hidden' })
    await expect
      .poll(() =>
        customers(page)
          .getByRole('link', { name: second ?? '', exact: true })
          .evaluate((link) => link === document.activeElement),
      )
      .toBe(true)
  })
})

describe('a list', () => {
  const path = `/customers/${kestrel}/users`
  const users = (page: Page) => page.getByRole('table', { name: 'Users' })
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
  const stands = async (page: Page, on: string | undefined) => await expect.poll(() => focused(page)).toBe(on)

  it('is entered by Tab, moved through by arrows, Home, End and the page keys, with the row in focus outlined', async () => {
    const page = await hub.open(path, { as: 'admin' })
    await users(page).waitFor()
    await settled(page)
    const people = await column(users(page), 'Name')
    await users(page).getByRole('button', { name: 'Name' }).focus()
    await page.keyboard.press('ArrowDown')
    await stands(page, people[0])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('PageDown')
    await stands(page, people[11])
    const outline = await page.evaluate(() => {
      const link = document.activeElement
      return link ? getComputedStyle(link, '::after').outlineStyle : ''
    })
    expect(outline).toBe('solid')
    const head = await page.getByRole('columnheader', { name: 'Name' }).boundingBox()
    await page.keyboard.press('PageUp')
    await page.keyboard.press('ArrowUp')
    await stands(page, people[0])
    const row = await users(page).getByRole('link').first().boundingBox()
    expect(row?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + 30)
    await page.keyboard.press('End')
    await stands(page, people.at(-1))
    await page.keyboard.press('Home')
    await stands(page, people[0])
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('heading', { name: 'Person' }).waitFor()
  })

  it('picks rows by box, range and Space, copies their addresses and gives them as CSV', async () => {
    const page = await hub.open(path, { as: 'admin' })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await users(page).waitFor()
    const people = await column(users(page), 'Name')
    const mails = await column(users(page), 'E-mail')
    await page.getByRole('checkbox', { name: `Select ${people[1]}` }).check()
    await page.getByRole('checkbox', { name: `Select ${people[3]}` }).click({ modifiers: ['Shift'] })
    await users(page)
      .getByRole('link', { name: people[5] ?? '', exact: true })
      .focus()
    await page.keyboard.press(' ')
    const bar = page.getByRole('region', { name: 'Selection' })
    await bar.getByText('4 selected').waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await bar.getByRole('button', { name: 'Copy addresses' }).click()
    await bar.getByRole('button', { name: 'Copied' }).waitFor()
    const wanted = [1, 2, 3, 5].map((at) => mails[at] ?? '')
    expect((await page.evaluate(() => navigator.clipboard.readText())).split(', ')).toEqual(wanted)
    const file = page.waitForEvent('download')
    await bar.getByRole('button', { name: 'Export the selection as CSV' }).click()
    const rows = await rowsOf(await file)
    expect(rows.map((row) => row['E-mail'])).toEqual(wanted)
    await users(page)
      .getByRole('link', { name: people[5] ?? '', exact: true })
      .focus()
    await page.keyboard.press('Escape')
    await bar.waitFor({ state: 'hidden' })
    await page.getByRole('checkbox', { name: 'Select all rows shown' }).check()
    await bar.getByText(`${people.length} selected`).waitFor()
    await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Inactive' })
    await bar.waitFor({ state: 'hidden' })
  })

  it('is exported whole as it is filtered, each row once, with no cell that a spreadsheet would run', async () => {
    await hub.hub.sql(
      `update users set title = title, first_name = '=HYPERLINK("x")' where id = (
      select id from users where org_id = $1 and status = 'active' order by id limit 1)`,
      [demoCustomerId],
    )
    const [counted] = await hub.hub.sql(
      "select count(*)::int as users from users where org_id = $1 and status = 'active'",
      [demoCustomerId],
    )
    const page = await hub.open(`${path}?status=active`, { as: 'admin' })
    await users(page).waitFor()
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export as CSV' }).click()
    await page.getByRole('menuitem', { name: 'For reading' }).click()
    const download = await file
    expect(download.suggestedFilename()).toMatch(/^Users Kestrel Freight \d{4}-\d\d-\d\d\.csv$/)
    const rows = await rowsOf(download)
    expect(rows.length).toBeGreaterThan(500)
    expect(rows.length).toBe(counted?.['users'])
    expect(new Set(rows.map((row) => row['E-mail'])).size).toBe(rows.length)
    expect(new Set(rows.map((row) => row['Status']))).toEqual(new Set(['Active']))
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(rows.map((row) => row['First name'])).toContain('\'=HYPERLINK("x")')
  })

  it('shows the columns that were chosen, also after a reload, and each list its own', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await customers(page).waitFor()
    const heads = async () => await texts(customers(page).getByRole('columnheader'))
    await settled(page)
    expect(await heads()).toContain('Packages')
    expect(await heads()).not.toContain('External id')
    await page.getByRole('button', { name: 'Columns' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemcheckbox', { name: 'Packages' }).waitFor()
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await expect.poll(() => focused(page)).toBe('Status')
    await page.getByRole('menuitemcheckbox', { name: 'Packages' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'External id' }).click()
    await expect
      .poll(() => page.getByRole('menuitemcheckbox', { name: 'External id' }).getAttribute('aria-checked'))
      .toBe('true')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.reload()
    await customers(page).waitFor()
    await settled(page)
    expect(await heads()).not.toContain('Packages')
    expect(await heads()).toContain('External id')
    await page.goto(path)
    await users(page).waitFor()
    await settled(page)
    expect(await texts(users(page).getByRole('columnheader'))).toContain('Package')
  })
})

async function rowsOf(download: Download): Promise<Record<string, string>[]> {
  return parse(await readFile(await download.path()), { bom: true, columns: true })
}

describe('an address that somebody edited', () => {
  it.each([
    ['an order that there is not', '/customers?sort=nonsense&order=sideways'],
    ['a text longer than any name', `/customers?q=${'x'.repeat(500)}`],
    ['signs that nobody types', '/customers?q=a%00b'],
    ['a state and a package that there are not', `/customers/${kestrel}/users?status=nonsense&sort=nonsense&extra=1`],
    ['a search longer than is taken', `/helpdesk?q=${'x'.repeat(900)}`],
  ])('with %s still opens', async (_, path) => {
    const page = await hub.open('about:blank', { as: 'admin' })
    const refused: string[] = []
    page.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`)
    })
    await page.goto(path)
    await settled(page)
    expect(refused).toEqual([])
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  it('with a customer to search in that there is not says so, and the search is freed by one click', async () => {
    const page = await hub.open(`/helpdesk?in=${gone}&q=kestrel`, { as: 'agent' })
    await page.getByRole('alert').getByText('There is no such customer in your reach.').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Remove the filter Customer not found' }).click()
    await page.getByRole('grid', { name: 'Results' }).getByRole('link', { name: 'Kestrel Freight' }).first().waitFor()
  })
})

describe('what is not there, or not for this person', () => {
  it.each([
    ['a customer', `/customers/${gone}`, 'Customer not found', 'All customers', '/customers'],
    ['a customer by nonsense', '/customers/nonsense', 'Customer not found', 'All customers', '/customers'],
    ['users of a customer', `/customers/${gone}/users`, 'Customer not found', 'All customers', '/customers'],
    ['imports of a customer', `/customers/${gone}/imports`, 'Customer not found', 'All customers', '/customers'],
    [
      'an import into a customer',
      `/customers/${gone}/imports/new`,
      'Customer not found',
      'All customers',
      '/customers',
    ],
    [
      'an import',
      `/customers/${kestrel}/imports/${encodeId('IMPORT', nobody)}`,
      'Import not found',
      'Imports',
      `/customers/${kestrel}/imports`,
    ],
    ['a customer in the Help Desk', `/helpdesk/customers/${gone}`, 'Customer not found', 'Help Desk', '/helpdesk'],
    ['a user', `/helpdesk/users/${encodeId('PEOPLE', nobody)}`, 'User not found', 'Help Desk', '/helpdesk'],
    ['a user by nonsense', '/helpdesk/users/%F0%9F%91%BB', 'User not found', 'Help Desk', '/helpdesk'],
    ['a device', `/helpdesk/devices/${encodeId('DEVICE', nobody)}`, 'Device not found', 'Help Desk', '/helpdesk'],
  ])('%s has a page that says so, offers no trying again and leads back', async (_, path, heading, back, to) => {
    const page = await hub.open(path, { as: 'admin' })
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await settled(page)
    expect(await page.getByRole('alert').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    expect(await page.getByRole('main').locator('.skeleton, .skeleton-text').count()).toBe(0)
    expect(await page.getByRole('navigation').locator('.skeleton-text').count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('main').getByRole('link', { name: back }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe(to)
  })

  it('what the role does not allow is said to be so, or leads to what it does', async () => {
    // The help desk is led to its own page of the customer: the rest is the customer's to open.
    const page = await hub.open(`/customers/${kestrel}/imports/${encodeId('IMPORT', nobody)}`, { as: 'agent' })
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/helpdesk/customers/${kestrel}`)
    await page.goto('/tasks')
    await page.getByRole('heading', { name: 'Not allowed for your role' }).waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  })

  it('a user who is not there is said to be so in the drawer, which closes to the list', async () => {
    const page = await hub.open(`/customers/${kestrel}/users/${encodeId('PEOPLE', nobody)}`, { as: 'admin' })
    const drawer = page.getByRole('dialog', { name: 'User not found' })
    await drawer.getByText('There is no such user in your reach.').waitFor()
    expect(await drawer.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('table', { name: 'Users' }).waitFor()
    await page.goto(`/customers?customer=${gone}`)
    await page.getByRole('dialog', { name: 'Customer not found' }).waitFor()
  })
})

describe('a customer', () => {
  it('is opened from its row, launched, and its users are filtered and opened; Back returns to the same place', async () => {
    const page = await hub.open('/sign-in')
    await signIn(page, 'admin')
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('Kestrel')
    await expect.poll(() => names(page)).toEqual(['Kestrel Freight'])
    await customers(page).getByRole('link', { name: 'Kestrel Freight', exact: true }).click()
    const pane = page.getByRole('dialog', { name: 'Kestrel Freight' })
    await pane.getByRole('link', { name: 'Launch Control Hub' }).click()
    await page.getByRole('heading', { level: 1, name: 'Kestrel Freight' }).waitFor()
    const inside = page.getByRole('navigation', { name: 'Main navigation' })
    await inside.getByText('Kestrel Freight').waitFor()
    await page
      .getByText(/47 of 50/)
      .first()
      .waitFor()
    await page
      .getByText(/3 seats left/)
      .first()
      .waitFor()
    await page.getByRole('heading', { name: /^Locations/ }).waitFor()

    await inside.getByRole('link', { name: 'Users' }).click()
    const users = page.getByRole('table', { name: 'Users' })
    await users.waitFor()
    await page.getByRole('combobox', { name: 'Status' }).selectOption({ label: 'Inactive' })
    await expect.poll(async () => [...new Set(await column(users, 'Status'))]).toEqual(['Inactive'])
    await page.getByRole('searchbox', { name: 'Search users' }).fill('ma')
    await page.getByText('Text: ma').waitFor()
    await expect
      .poll(async () => {
        const mails = await column(users, 'E-mail')
        const people = await column(users, 'Name')
        return (
          mails.length > 0 &&
          mails.every((mail, at) =>
            /(^|[\s.-])ma/i.test(`${mail} ${people[at]}`.normalize('NFD').replace(/\p{M}/gu, '')),
          )
        )
      })
      .toBe(true)
    await settled(page)
    const filtered = page.url()
    const shown = await texts(users.getByRole('link'))
    expect(shown.length).toBeGreaterThan(0)
    await users.getByRole('link').first().click()
    // The list is in the order of last names and shows them first; a person is called by the name.
    const person = (shown[0] ?? '').split(', ').reverse().join(' ')
    expect(shown[0]).toMatch(/^.+, .+$/)
    const drawer = page.getByRole('dialog', { name: person })
    await drawer.getByRole('heading', { name: 'Person' }).waitFor()
    await drawer.getByText('Technical details').waitFor()
    const own = page.url()
    expect(new URL(own).pathname).toMatch(/\/users\/[^/]+$/)
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])

    await page.goBack()
    await drawer.waitFor({ state: 'hidden' })
    expect(page.url()).toBe(filtered)
    await expect.poll(() => texts(users.getByRole('link'))).toEqual(shown)

    await page.goto(own)
    await page.getByRole('dialog', { name: person }).getByRole('heading', { name: 'Person' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(new URL(page.url()).pathname).toBe(new URL(filtered).pathname)
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ q: 'ma', status: 'inactive' })
    await page.getByRole('button', { name: 'Remove the filter Text: ma' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.has('q')).toBe(false)
    await inside.getByRole('link', { name: 'All customers' }).click()
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
  })

  it('too large to be counted shows its users by state as roughly as its total, here and in the Help Desk', async () => {
    await hub.hub.sql(
      `update organization_packages set used = used + 150000, seat_limit = null where org_id = $1 and package_id = 'webex_calling'`,
      [demoCustomerId],
    )
    try {
      for (const path of [`/customers/${kestrel}`, `/helpdesk/customers/${kestrel}`]) {
        const page = await hub.open(path, { as: 'admin' })
        const panel = page.getByRole('region', { name: 'Users by status' })
        await panel.getByText(/^≈\s15\d,\d{3}$/).waitFor()
        await settled(page)
        const states = await texts(panel.getByRole('listitem'))
        expect(states.length).toBeGreaterThan(3)
        for (const state of states) expect(state).toMatch(/≈\s[\d,]+$/)
        const sum = states.reduce((all, state) => all + Number(state.replace(/^.*≈/s, '').replaceAll(/\D/g, '')), 0)
        expect(sum).toBeGreaterThan(150_000)
        expect(await accessibilityFaults(page)).toEqual([])
      }
    } finally {
      await hub.hub.sql(
        `update organization_packages set used = used - 150000 where org_id = $1 and package_id = 'webex_calling'`,
        [demoCustomerId],
      )
    }
  })

  it('is launched from the list at once', async () => {
    const page = await hub.open('/customers', { as: 'admin' })
    await page
      .getByRole('link', { name: /^Launch Control Hub of/ })
      .first()
      .click()
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Overview' }).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/customers\/[^/]+$/)
  })

  it('brings all of its users page by page, each once', async () => {
    const page = await hub.open('/customers?q=Kestrel', { as: 'admin' })
    await page.getByRole('link', { name: 'Launch Control Hub of Kestrel Freight' }).click()
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Users' }).click()
    const users = page.getByRole('table', { name: 'Users' })
    await users.waitFor()
    const before = await users.getByRole('row').count()
    await page.getByRole('button', { name: 'Show more' }).scrollIntoViewIfNeeded()
    await expect.poll(() => users.getByRole('row').count()).toBeGreaterThan(before)
    const mails = await column(users, 'E-mail')
    expect(new Set(mails).size).toBe(mails.length)
  })
})
