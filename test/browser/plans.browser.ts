import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoCustomerId } from '../../src/generate/index.ts'
import { accessibilityFaults, type Console, kestrel, openConsole, phone, picture, settled, texts } from './console.ts'

const long = 120_000
let hub: Console
beforeAll(async () => {
  hub = await openConsole()
})

const address = 'User ID/Email (Required)'
let serial = 0

/** A file of these columns. */
async function write(headings: readonly string[], lines: readonly (readonly string[])[]): Promise<string> {
  const file = join(hub.folder, `plan-${++serial}.csv`)
  await writeFile(file, [headings, ...lines].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'))
  return file
}

type Person = { email: string; title: string | null; heading: string; e164: string | null }

/** Users of a package of the demo customer who are no administrators, each time others. */
async function people(count: number, packageId = 'webex_calling'): Promise<Person[]> {
  const rows = await hub.hub.sql(
    `select u.email, u.title, c.heading, n.e164 from users u
     join package_assignments a on a.partner_id = u.partner_id and a.user_id = u.id
     join package_catalogue c on c.id = a.package_id
     left join numbers n on n.partner_id = u.partner_id and n.user_id = u.id
     where u.org_id = $1 and a.package_id = $2 and u.title is not null and u.extension is not null
       and not exists (select 1 from administrators d where d.user_id = u.id)
       and not exists (select 1 from import_rows r where r.user_id = u.id)
     order by u.created_at, u.id limit $3`,
    [demoCustomerId, packageId, count],
  )
  expect(rows.length).toBe(count)
  return rows as Person[]
}

async function openWizard(options: BrowserContextOptions = {}): Promise<Page> {
  const page = await hub.open(`/customers/${kestrel}/imports/new`, { as: 'admin', ...options })
  await page.getByRole('heading', { level: 1, name: 'Import users' }).waitFor()
  return page
}

async function plan(file: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openWizard(options)
  await page.getByLabel('CSV file').setInputFiles(file)
  await submit(page)
  return page
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Upload and plan' }).click()
  await page.getByText('Nothing has been written.').waitFor({ timeout: 60_000 })
  await settled(page)
}

const idOf = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''
const rowsOf = (page: Page) => page.getByRole('table', { name: 'Rows' }).locator('tbody').getByRole('row')

describe('a plan that changes users', () => {
  it(
    'counts the columns that change, shows before and after in each row, and the rows of one column alone',
    async () => {
      const [one, two, three] = await people(3)
      if (!one || !two || !three) throw new Error('three users are needed')
      const file = await write(
        [address, 'Title', 'Department', one.heading, 'Webex Suite'],
        [
          [one.email, 'Harbour Master', '', '', ''],
          [two.email, 'Harbour Master', 'Quay', '', ''],
          [three.email, '', '', 'FALSE', 'TRUE'],
        ],
      )
      const page = await plan(file)
      const columns = page.getByRole('region', { name: 'Columns that change' })
      expect(await texts(columns.getByRole('button'))).toEqual(['Title 2', 'Package 1', 'Department 1'])
      const row = rowsOf(page).filter({ hasText: one.email })
      expect(await row.locator('del').innerText()).toBe(one.title)
      expect(await row.locator('ins').innerText()).toBe('Harbour Master')
      const moved = rowsOf(page).filter({ hasText: three.email })
      expect(await moved.locator('ins').innerText()).toBe('Webex Suite')
      // The package that makes room is lost; a title that is another now is not.
      const red = await columns.evaluate((at) => {
        const sample = at.appendChild(document.createElement('i'))
        sample.className = 'red'
        const { color } = getComputedStyle(sample)
        sample.remove()
        return color
      })
      const colour = async (what: Locator) => await what.evaluate((at) => getComputedStyle(at).color)
      expect(await moved.locator('del').innerText()).toBe('Webex Calling')
      expect(await colour(moved.locator('del'))).toBe(red)
      expect(await colour(row.locator('del'))).not.toBe(red)
      expect(await page.getByText('The user is changed.').count()).toBe(0)
      // The head stays in sight while the page scrolls, and lies on no row before.
      const box = async (what: Locator) => await what.boundingBox()
      const [head, first] = [
        await box(page.getByRole('columnheader', { name: 'Line' })),
        await box(rowsOf(page).first()),
      ]
      expect(Math.abs((head?.y ?? 0) + (head?.height ?? 0) - (first?.y ?? 0))).toBeLessThan(1.5)
      expect(await accessibilityFaults(page)).toEqual([])
      await picture(page, 'plan-changes')

      await columns.getByRole('button', { name: /^Department/ }).click()
      await expect.poll(() => rowsOf(page).count()).toBe(1)
      await settled(page)
      expect(await rowsOf(page).first().innerText()).toContain(two.email)
      expect(page.url()).toContain('changed=department')
      await page.reload()
      await expect.poll(() => rowsOf(page).count()).toBe(1)
      await page
        .getByRole('button', { name: /Department/ })
        .last()
        .click()
      await expect.poll(() => rowsOf(page).count()).toBe(3)

      // What is not there cannot be looked at.
      expect(await page.getByRole('button', { name: 'Refused 0' }).isDisabled()).toBe(true)
      await page.getByRole('region', { name: 'Packages before and after' }).getByText('Webex Suite').waitFor()

      await page.getByRole('button', { name: 'Apply 3 changes' }).click()
      await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
      await hub.hub.sql(`update users set title = 'Somebody Else' where email = $1`, [one.email])
      await page.reload()
      expect(await rowsOf(page).filter({ hasText: one.email }).locator('del').innerText()).toBe(one.title)
      expect(await rowsOf(page).filter({ hasText: one.email }).locator('ins').innerText()).toBe('Harbour Master')
    },
    long,
  )

  it(
    'says in red, with words, what a removed user loses, and of a title alone that no seat moves',
    async () => {
      const [leaver, stayer] = await people(2)
      if (!leaver || !stayer) throw new Error('two users are needed')
      const answer = await hub.hub.sql(
        `select c.heading from organization_packages p join package_catalogue c on c.id = p.package_id
         where p.org_id = $1 and c.kind = 'package' and c.for_whom in ('user', 'mixed')`,
        [demoCustomerId],
      )
      const services = answer.map(({ heading }) => String(heading))
      const page = await plan(
        await write(
          [address, ...services],
          [
            [leaver.email, ...services.map(() => 'FALSE')],
            ['nobody@kestrel.example', ...services.map(() => 'FALSE')],
          ],
        ),
      )
      const row = rowsOf(page).filter({ hasText: leaver.email })
      const words = await row.innerText()
      expect(words).toContain('The user is removed from the customer. Lost: Webex Calling')
      expect(words).toMatch(/ext\. \d+/)
      await page.getByRole('button', { name: /^Warnings/ }).click()
      await rowsOf(page).filter({ hasText: 'There is no user nobody@kestrel.example' }).waitFor()
      await settled(page)
      expect(await accessibilityFaults(page)).toEqual([])

      const calm = await plan(await write([address, 'Title'], [[stayer.email, 'Pilot']]))
      await calm.getByText('No package gains or loses a seat.').waitFor()
      await picture(calm, 'plan-title-alone')
      const narrow = await hub.open(new URL(calm.url()).pathname, { as: 'admin', viewport: phone })
      await settled(narrow)
      expect(await narrow.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      await picture(narrow, 'plan-title-alone-phone')
    },
    long,
  )
})

describe('what a plan says', () => {
  it('of columns whose FALSE is ignored stands in one sentence, and the filter of warnings counts the rows it lists', async () => {
    const [one] = await people(1)
    if (!one) throw new Error('a user is needed')
    const services = ['Webex Meetings', 'Webex Suite', 'Webex Voice']
    const file = await write([address, ...services], [[one.email, 'FALSE', 'FALSE', 'FALSE']])
    const page = await openWizard()
    await page.getByLabel('CSV file').setInputFiles(file)
    await page.getByRole('radio', { name: /^Add services only/ }).check()
    await submit(page)
    const about = page.getByRole('region', { name: 'About the file' })
    const ignored = about.getByRole('listitem').filter({ hasText: 'imports.false_ignored' })
    expect(await texts(ignored)).toEqual([expect.stringContaining(`${services.join(' · ')}: FALSE in these columns`)])
    const filters = page.getByRole('group', { name: 'Show rows' })
    expect(await filters.getByRole('button', { name: 'Warnings 0' }).isDisabled()).toBe(true)
    expect(await filters.getByRole('button', { pressed: true }).innerText()).toBe('Unchanged 1')
    expect(await rowsOf(page).innerText()).toContain(one.email)
  })

  it('of a refused row has the code, which a click selects, and fits on a phone', async () => {
    const [one] = await people(1)
    if (!one) throw new Error('a user is needed')
    const page = await plan(await write([address, 'Title', 'Department'], [[one.email]]), { viewport: phone })
    const row = rowsOf(page).first()
    expect(await row.innerText()).toContain('Cells in the row: 1, in the heading line: 3.')
    const code = row.getByText('imports.too_few_cells', { exact: true })
    await code.click()
    expect(await page.evaluate(() => String(getSelection()))).toBe('imports.too_few_cells')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)
    expect(await accessibilityFaults(page)).toEqual([])
    await picture(page, 'plan-code-phone')
  })
})

describe('a short plan', () => {
  it('has its acts at the foot of the window, and nothing below them', async () => {
    const [one] = await people(1)
    if (!one) throw new Error('a user is needed')
    const page = await plan(await write([address, 'Title'], [[one.email, 'Harbour Pilot']]), {
      viewport: { width: 1280, height: 1200 },
    })
    await picture(page, 'plan-short')
    const box = await page.locator('.foot').boundingBox()
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(1200)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(1200)
  })
})

describe('an open plan', () => {
  it('follows what is done with it elsewhere', async () => {
    const [one, two] = await people(2)
    if (!one || !two) throw new Error('two users are needed')
    const token = await hub.hub.token({
      partnerId: String(
        (await hub.hub.sql('select partner_id from organizations where id = $1', [demoCustomerId]))[0]?.['partner_id'],
      ),
    })
    const page = await plan(await write([address, 'Title'], [[one.email, 'Pilot']]))
    const applied = await hub.hub.request(`/v1/imports/${idOf(page)}/apply`, { method: 'POST', token, json: {} })
    expect(applied.status).toBe(202)
    await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
    const other = await plan(await write([address, 'Title'], [[two.email, 'Pilot']]))
    expect((await hub.hub.request(`/v1/imports/${idOf(other)}`, { method: 'DELETE', token })).status).toBe(204)
    await other.getByRole('heading', { name: 'The plan was discarded' }).waitFor()
  })

  it('is applied once by two clicks', async () => {
    const [one] = await people(1)
    if (!one) throw new Error('a user is needed')
    const page = await plan(await write([address, 'Title'], [[one.email, 'Pilot']]))
    let sent = 0
    await page.route('**/apply', async (route) => {
      sent += 1
      await route.continue()
    })
    await page.getByRole('button', { name: 'Apply 1 change' }).evaluate((button: HTMLElement) => {
      button.click()
      button.click()
    })
    await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
    expect(sent).toBe(1)
  })
})

describe('an import that failed', () => {
  const title = 'Lock Keeper'
  const titled = async (all: readonly Person[]) =>
    Number(
      (
        await hub.hub.sql('select count(*) from users where title = $1 and email = any($2)', [
          title,
          all.map(({ email }) => email),
        ])
      )[0]?.['count'],
    )
  /** Ends as failed: the last of these people cannot be written, or none can. */
  async function failed(all: readonly Person[], whom: 'last' | 'all'): Promise<Page> {
    const page = await plan(
      await write(
        [address, 'Title'],
        all.map(({ email }) => [email, title]),
      ),
    )
    const last = whom === 'last' ? `email <> '${all.at(-1)?.email}' or` : ''
    await hub.hub.sql(`alter table users add constraint broken check (${last} title <> '${title}') not valid`)
    await page.getByRole('button', { name: `Apply ${all.length} changes` }).click()
    await page.getByRole('heading', { name: 'The import failed' }).waitFor()
    await hub.hub.sql('alter table users drop constraint broken')
    await settled(page)
    return page
  }

  it(
    'shows its plan and how far it came, and is taken up again',
    async () => {
      const all = await people(4)
      const page = await failed(all, 'last')
      await page.getByText('Rows done: 2 of 4.').waitFor()
      expect(await titled(all)).toBe(2)
      expect(await texts(page.getByRole('definition').filter({ visible: true }))).toEqual(['0', '4', '0', '0', '0'])
      expect(await rowsOf(page).count()).toBe(4)
      // What is written in part cannot be discarded.
      expect(await page.getByRole('button', { name: 'Discard' }).count()).toBe(0)
      expect(await accessibilityFaults(page)).toEqual([])
      await picture(page, 'import-failed')
      await page.getByRole('button', { name: 'Apply again' }).click()
      await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
      expect(await titled(all)).toBe(4)
    },
    long,
  )

  it(
    'is discarded where nothing of it was written',
    async () => {
      const all = await people(2)
      const page = await failed(all, 'all')
      await page.getByText('Nothing has been written.').waitFor()
      expect(await page.getByRole('button', { name: 'Apply again' }).isEnabled()).toBe(true)
      await page.getByRole('button', { name: 'Discard' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Discard plan' }).click()
      await page.getByRole('heading', { name: 'The plan was discarded' }).waitFor()
      expect(await titled(all)).toBe(0)
    },
    long,
  )
})

describe('going back from a plan', () => {
  it(
    'finds file and choice kept, and uploading again with another choice replaces the plan',
    async () => {
      const [one] = await people(1)
      if (!one) throw new Error('a user is needed')
      const page = await plan(await write([address, 'Title'], [[one.email, 'Pilot']]))
      const first = idOf(page)
      const name = `plan-${serial}.csv`
      await page.goBack()
      await page.getByText(new RegExp(`^${name}`)).waitFor()
      await page.getByText('File and choice are kept.').waitFor()
      await settled(page)
      expect(await accessibilityFaults(page)).toEqual([])
      await page.getByRole('link', { name: 'Back to the plan' }).click()
      await page.getByRole('button', { name: 'Apply 1 change' }).waitFor()
      expect(idOf(page)).toBe(first)

      await page.getByRole('link', { name: 'Change file or behaviour' }).click()
      await page.getByRole('radio', { name: 'Add services only' }).check()
      await submit(page)
      expect(idOf(page)).not.toBe(first)
      await page.getByText('Add services only', { exact: false }).first().waitFor()
      const states = await hub.hub.sql('select status, behavior from imports where file_name = $1 order by id', [name])
      expect(states.map(({ status, behavior }) => [status, behavior])).toEqual([
        ['canceled', 'addAndRemove'],
        ['planned', 'add'],
      ])

      // What was written needs no second time.
      await page.getByRole('button', { name: 'Apply 1 change' }).click()
      await page.getByRole('heading', { name: 'The import is finished' }).waitFor()
      await page.getByRole('link', { name: 'Import another file' }).click()
      await page.getByText('Drop the CSV file here').waitFor()
    },
    long,
  )

  it('and choosing another file makes another plan, and leaves the first', async () => {
    const [one] = await people(1)
    if (!one) throw new Error('a user is needed')
    const page = await plan(await write([address, 'Title'], [[one.email, 'Pilot']]))
    const first = idOf(page)
    const names = [`plan-${serial}.csv`]
    await page.getByRole('link', { name: 'Change file or behaviour' }).click()
    await page.getByText('File and choice are kept.').waitFor()
    await page.getByLabel('CSV file').setInputFiles(await write([address, 'Title'], [[one.email, 'Captain']]))
    names.push(`plan-${serial}.csv`)
    await page.getByText('File and choice are kept.').waitFor({ state: 'hidden' })
    await submit(page)
    expect(idOf(page)).not.toBe(first)
    const states = await hub.hub.sql('select status from imports where file_name = any($1) order by id', [names])
    expect(states.map(({ status }) => status)).toEqual(['planned', 'planned'])
  })

  it('keeps the file over a session that ended, and says that nothing was uploaded', async () => {
    const [one] = await people(1)
    if (!one) throw new Error('a user is needed')
    const file = await write([address, 'Title'], [[one.email, 'Pilot']])
    const page = await openWizard()
    await page.getByLabel('CSV file').setInputFiles(file)
    // The session ends at the upload, not before: what the page asks meanwhile would notice first.
    await page.route('**/v1/imports?*', async (route) => {
      if (route.request().method() === 'POST') await page.context().clearCookies()
      const { cookie: _, ...headers } = await route.request().allHeaders()
      await route.continue(route.request().method() === 'POST' ? { headers } : {})
    })
    await page.getByRole('button', { name: 'Upload and plan' }).click()
    await page.getByText('Your session has ended. Sign in to go on where you were.').waitFor()
    await page.unroute('**/v1/imports?*')
    await page.getByLabel('E-mail').fill('admin@demo.cordboard.test')
    await page.getByLabel('Password', { exact: true }).fill('cordboard-demo')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The upload was cut off because the session had ended.').waitFor()
    await page.getByText(new RegExp(`^plan-${serial}.csv`)).waitFor()
    await submit(page)
  })

  it('says of a file that was written to since it was chosen that it has to be chosen again', async () => {
    const [one] = await people(1)
    if (!one) throw new Error('a user is needed')
    const file = await write([address, 'Title'], [[one.email, 'Pilot']])
    const page = await openWizard()
    await page.getByLabel('CSV file').setInputFiles(file)
    await page.getByText(new RegExp(`^plan-${serial}.csv`)).waitFor()
    await writeFile(file, `${address},Title\n${one.email},Chief Pilot of the whole harbour\n`)
    await page.getByRole('button', { name: 'Upload and plan' }).click()
    await page.getByRole('alert').getByText('The file has been changed or moved since it was chosen.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByLabel('CSV file').setInputFiles(file)
    await submit(page)
    expect(await rowsOf(page).first().locator('ins').innerText()).toBe('Chief Pilot of the whole harbour')
  })
})
