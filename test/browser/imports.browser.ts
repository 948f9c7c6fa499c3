import { createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { encodeId } from '../../src/api/ids.ts'
import { demoCustomerId, demoPartnerId, demoPassword, writeCsvFile } from '../../src/generate/index.ts'
import { heldPlaces } from '../held-places.ts'
import {
  accessibilityFaults,
  type Console,
  column,
  kestrel,
  openConsole,
  picture,
  settled,
  signIn,
  texts,
} from './console.ts'

const long = 120_000
let hub: Console
beforeAll(async () => {
  hub = await openConsole()
})

const figures = ['to create', 'to change', 'to remove', 'unchanged', 'refused'] as const

/** The five figures, by their words. */
async function figuresOf(page: Page): Promise<Record<string, number>> {
  const words = await texts(page.getByRole('term').filter({ visible: true }))
  const numbers = await texts(page.getByRole('definition').filter({ visible: true }))
  return Object.fromEntries(words.map((word, at) => [word, Number((numbers[at] ?? '').replaceAll(',', ''))]))
}

const usersNow = async () =>
  Number((await hub.hub.sql('select count(*) from users where org_id = $1', [demoCustomerId]))[0]?.['count'])

/** What a full-width customer would see: the wizard, opened as people open it. */
async function openWizard(): Promise<Page> {
  const page = await hub.open(`/customers/${kestrel}/users`, { as: 'admin' })
  await page.getByRole('button', { name: 'Manage users' }).click()
  await page.getByRole('menuitem', { name: 'CSV add or edit' }).click()
  await page.getByRole('heading', { level: 1, name: 'Import users' }).waitFor()
  return page
}

async function upload(page: Page, file: string): Promise<void> {
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: 'Upload and plan' }).click()
  await page.getByText('Nothing has been written.').waitFor({ timeout: 60_000 })
  await settled(page)
}

async function download(page: Page, name: string): Promise<string> {
  const [started] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).first().click()])
  const file = join(hub.folder, `${Date.now()}-${started.suggestedFilename()}`)
  await started.saveAs(file)
  return await readFile(file, 'utf8')
}

/** Lines of a CSV, each as its cells. */
function cellsOf(text: string): string[][] {
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .slice(0, -1)
        .map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')),
    )
}

async function template(): Promise<string[]> {
  const page = await openWizard()
  const [headings = []] = cellsOf(await download(page, 'Download template'))
  await page.context().close()
  return headings
}

/** A file of these people, each with the cells named. */
async function write(
  name: string,
  headings: readonly string[],
  people: readonly Record<string, string>[],
): Promise<string> {
  const file = join(hub.folder, name)
  const out = createWriteStream(file)
  const quoted = (cell: string) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  out.write(`${headings.map(quoted).join(',')}\n`)
  for (const person of people) out.write(`${headings.map((heading) => quoted(person[heading] ?? '')).join(',')}\n`)
  await new Promise((resolve) => out.end(resolve))
  return file
}

describe('the template', () => {
  it('has the headings of this customer’s own packages, the one with a comma in quotes', async () => {
    const page = await openWizard()
    const text = await download(page, 'Download template')
    expect(text).toContain('"Call on Webex (1:1 call, non-PSTN)"')
    const [headings = []] = cellsOf(text)
    expect(headings.slice(0, 3)).toEqual(['User ID/Email (Required)', 'First Name', 'Last Name'])
    const sold = await hub.hub.sql(
      `select c.heading from organization_packages p join package_catalogue c on c.id = p.package_id where p.org_id = $1 and c.kind = 'package' and c.for_whom = 'user'`,
      [demoCustomerId],
    )
    expect(sold.length).toBeGreaterThan(4)
    for (const { heading } of sold) expect(headings.some((one) => one.startsWith(String(heading)))).toBe(true)
  })
})

describe('an upload while others are under way', () => {
  it(
    'waits for its turn, can be stopped, and goes on by itself',
    async () => {
      const page = await openWizard()
      const file = join(hub.folder, 'turn.csv')
      await writeFile(file, 'User ID/Email (Required)\nnobody@kestrel-freight.example\n')
      const places = await heldPlaces(hub.hub, 2)
      await page.getByLabel('CSV file').setInputFiles(file)
      await page.getByRole('button', { name: 'Upload and plan' }).click()
      await page.getByText('Waiting for its turn').filter({ visible: true }).first().waitFor()
      expect(await accessibilityFaults(page)).toEqual([])
      await picture(page, 'upload-waiting')
      await page.getByRole('button', { name: 'Stop waiting' }).click()
      await page.getByRole('button', { name: 'Stop waiting' }).waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Upload and plan' }).click()
      await page.getByRole('button', { name: 'Stop waiting' }).waitFor()
      expect(await page.getByText('The file was not accepted').count()).toBe(0)
      places.leave()
      await page.getByText('Nothing has been written.').waitFor({ timeout: 60_000 })
      await page.context().close()
    },
    long,
  )
})

describe('the users as a file to edit', () => {
  it(
    'are had in the wizard and from the list, and imported again untouched change nothing; with one cell edited, one user',
    async () => {
      await hub.hub.sql(
        `update users set title = '=1+1', last_name = 'O''Neill-Þór' where id = (select id from users where org_id = $1 and status = 'active' order by id desc limit 1)`,
        [demoCustomerId],
      )
      const list = await hub.open(`/customers/${kestrel}/users`, { as: 'admin' })
      await list.getByRole('button', { name: 'Export as CSV' }).click()
      await list.getByRole('menuitem', { name: 'For reading' }).waitFor()
      await settled(list)
      expect(await accessibilityFaults(list)).toEqual([])
      await picture(list, 'users-export')
      const [fromList] = await Promise.all([
        list.waitForEvent('download'),
        list.getByRole('menuitem', { name: 'For editing and importing again' }).click(),
      ])
      expect(fromList.suggestedFilename()).toBe('kestrel-freight-users-to-edit.csv')

      const page = await openWizard()
      await page.getByText('All users of this customer in the same headings.').waitFor()
      const text = await download(page, 'Download users to edit')
      expect(await readFile(await fromList.path(), 'utf8')).toBe(text)
      const count = await usersNow()
      expect(count).toBeGreaterThan(400)
      const file = join(hub.folder, 'untouched.csv')
      await writeFile(file, text)
      await upload(page, file)
      expect(await figuresOf(page)).toEqual({
        'to create': 0,
        'to change': 0,
        'to remove': 0,
        unchanged: count,
        refused: 0,
      })
      await page.getByText('There is nothing to apply').waitFor()

      const edited = join(hub.folder, 'edited.csv')
      await writeFile(edited, text.replace('Neill-Þór', 'Neill-Åse'))
      await page.goto(`/customers/${kestrel}/imports/new`)
      await upload(page, edited)
      expect(await figuresOf(page)).toEqual({
        'to create': 0,
        'to change': 1,
        'to remove': 0,
        unchanged: count - 1,
        refused: 0,
      })
    },
    long,
  )
})

describe('the wizard', () => {
  it('warns of the three base licences when services are only added', async () => {
    const page = await openWizard()
    const warning = page.getByText(/Basic Messaging, Basic Space Meetings and Call on Webex/)
    expect(await page.getByRole('radio', { name: /Add and remove services/ }).isChecked()).toBe(true)
    expect(await warning.count()).toBe(0)
    await page.getByRole('radio', { name: 'Add services only' }).check()
    await warning.waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('radio', { name: /Add and remove services/ }).check()
    await warning.waitFor({ state: 'hidden' })
  })

  it('asks for a file before it uploads, and refuses one that is none', async () => {
    const page = await openWizard()
    await page.getByRole('button', { name: 'Upload and plan' }).click()
    await page.getByRole('alert').getByText('Choose the CSV file first.').waitFor()
    const other = join(hub.folder, 'picture.png')
    await writeFile(other, 'not a table')
    await page.getByLabel('CSV file').setInputFiles(other)
    await page.getByRole('alert').getByText('This is not a CSV file.').waitFor()
  })

  it('says what is wrong with a file that cannot be read, and writes nothing', async () => {
    const before = await usersNow()
    const page = await openWizard()
    const file = join(hub.folder, 'headless.csv')
    await writeFile(file, 'First Name,Last Name\nAnna,Virtanen\n')
    await page.getByLabel('CSV file').setInputFiles(file)
    await page.getByRole('button', { name: 'Upload and plan' }).click()
    const alert = page.getByRole('alert').filter({ hasText: /User ID\/Email|key column/i })
    await alert.waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await usersNow()).toBe(before)
  })

  it('names every heading that is at fault in one list, also of a large file, without waiting for the rest of it', async () => {
    const page = await openWizard()
    const file = join(hub.folder, 'headings.csv')
    await writeFile(file, `First Name,Shoe size,Hat,first name\n${'Anna,41,58,Anna\n'.repeat(2_000_000)}`)
    await page.getByLabel('CSV file').setInputFiles(file)
    await page.getByRole('button', { name: 'Upload and plan' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'The file was not accepted' })
    // A connection that nobody reads to its end would take more than a minute.
    await alert.waitFor({ timeout: 30_000 })
    expect(await texts(alert.getByRole('listitem'))).toEqual([
      'The heading “Shoe size” is not known. Correct it after the template, or delete the column.',
      'The heading “Hat” is not known. Correct it after the template, or delete the column.',
      'The heading “first name” is there twice. Keep one of the two columns.',
      'The column “User ID/Email (Required)” is missing. Add it: each row is matched to its user by it.',
    ])
    expect(await accessibilityFaults(page)).toEqual([])
    await picture(page, 'import-headings')
  })
})

describe('a plan', () => {
  it(
    'of 20,000 rows shows five figures and the quota before and after, and is applied with live progress that outlives the page',
    async () => {
      const rows = 20_000
      const before = await usersNow()
      const file = join(hub.folder, 'twenty-thousand.csv')
      await writeCsvFile(hub.hub.database, {
        file,
        rows,
        organization: demoCustomerId,
        faults: 'none',
        seed: 'journey',
      })
      const page = await openWizard()
      await upload(page, file)
      await page.getByRole('heading', { level: 1, name: 'twenty-thousand.csv' }).waitFor()
      const planned = await figuresOf(page)
      expect(Object.keys(planned)).toEqual([...figures])
      expect(planned).toEqual({ 'to create': rows, 'to change': 0, 'to remove': 0, unchanged: 0, refused: 0 })
      const quota = await texts(page.getByRole('region', { name: 'Packages before and after' }).getByRole('listitem'))
      expect(quota.find((text) => text.startsWith('Webex Voice'))).toContain('47 → 50 of 50')
      const added = quota
        .filter((text) => !text.startsWith('Attendant Console'))
        .map((text) => {
          const [, was = '', will = ''] = /([\d,]+) → ([\d,]+)/.exec(text) ?? []
          return Number(will.replaceAll(',', '')) - Number(was.replaceAll(',', ''))
        })
      expect(added.reduce((sum, seats) => sum + seats, 0)).toBe(rows)
      expect(await usersNow()).toBe(before)

      // Its last batch is in another's hand until the page was seen at work: a busy browser could come too late for all of it.
      const meanwhile = await hub.hub.database.ownerPool.connect()
      const address = page.url()
      const context = page.context()
      try {
        await meanwhile.query('begin')
        const held = await meanwhile.query(
          `select 1 from import_batches b where import_id = (select id from imports where file_name = 'twenty-thousand.csv')
           order by number desc limit 1 for update`,
        )
        expect(held.rowCount).toBe(1)
        await page.getByRole('button', { name: 'Apply 20,000 changes' }).click()
        const bar = page.getByRole('progressbar', { name: 'Progress of the import' })
        await page.getByText(/of 20,000 rows/).waitFor()
        await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
        await page.getByText(/rows a second/).waitFor()
        await page.close()
      } finally {
        await meanwhile.query('rollback')
        meanwhile.release()
      }

      const back = await context.newPage()
      await back.goto(address)
      const finished = back.getByRole('heading', { name: 'The import is finished' })
      await finished.waitFor({ timeout: 60_000 })
      await back.getByText('All rows were taken over.').waitFor()
      await settled(back)
      expect(await figuresOf(back)).toMatchObject({ created: rows, refused: 0 })
      expect(await usersNow()).toBe(before + rows)
      expect(await accessibilityFaults(back)).toEqual([])
      await picture(back, 'import-result')

      const [, person = []] = cellsOf((await readFile(file, 'utf8')).slice(0, 4000))
      const [email = ''] = person
      expect(email).toContain('@')
      await back.keyboard.press('/')
      await back.keyboard.type(email)
      await back.getByRole('grid', { name: 'Results' }).getByRole('row').filter({ hasText: email }).first().waitFor()
      await back.keyboard.press('Enter')
      await back.getByText('Created by import').waitFor()
      await back
        .getByRole('main')
        .getByRole('link', { name: /^twenty-thousand\.csv/ })
        .first()
        .waitFor()
    },
    long,
  )

  it(
    'with faults of every kind names line, column, reason and remedy of each refused row, pages them, and is discarded without a trace',
    async () => {
      const before = await usersNow()
      const file = join(hub.folder, 'faulty.csv')
      const report = await writeCsvFile(hub.hub.database, {
        file,
        rows: 300,
        organization: demoCustomerId,
        faults: 0.5,
        seed: 'faults',
      })
      const every = join(hub.folder, 'every.csv')
      const kinds = await writeCsvFile(hub.hub.database, {
        file: every,
        rows: 20,
        organization: demoCustomerId,
        faults: 'every',
        seed: 'every',
      })
      expect(report.faults.length).toBeGreaterThan(120)
      expect(kinds.faults.length).toBeGreaterThan(28)

      const page = await openWizard()
      await upload(page, every)
      const rows = page.getByRole('table', { name: 'Rows' })
      const chip = page.getByRole('button', { name: /^Refused/ })
      await chip.click()
      await expect.poll(() => chip.getAttribute('aria-pressed')).toBe('true')
      await rows.waitFor()
      await settled(page)
      const lines = (await column(rows, 'Line')).map((line) => Number(line.replaceAll(',', '')))
      const reasons = await column(rows, /Why, and what to do$/)
      await page.getByText('Whole row').first().waitFor()
      const unsold = cellsOf((await readFile(every, 'utf8')).slice(0, 3000))[0]?.at(-1) ?? ''
      for (const { line, code } of kinds.faults) expect(lines, code).toContain(line)
      const headings = [...(await template()), 'Whole row', unsold]
      for (const [at, reason] of reasons.entries()) {
        const [where = '', ...why] = reason.split(/\n|\t/).filter(Boolean)
        expect(headings, `line ${lines[at]}`).toContain(where)
        // At least two sentences: what is wrong, and what to do.
        expect(why.join(' ').match(/[.!?](\s|$)/g)?.length ?? 0, `line ${lines[at]}: ${reason}`).toBeGreaterThan(1)
      }
      expect(await figuresOf(page)).toMatchObject({ refused: lines.length })
      expect(await accessibilityFaults(page)).toEqual([])
      await picture(page, 'import-refused')
      const failed = cellsOf(await download(page, 'Download refused rows'))
      expect(failed.length - 1).toBe(lines.length)
      await page.getByRole('button', { name: /^Create \d/ }).click()
      await page.getByText('The user is created.').first().waitFor()
      expect(await usersNow()).toBe(before)

      await page.goto(`/customers/${kestrel}/imports/new`)
      await upload(page, file)
      await page.getByRole('button', { name: /^Refused/ }).click()
      await settled(page)
      const shown = (await column(rows, 'Line')).length
      const refused = (await figuresOf(page))['refused'] ?? 0
      expect(shown).toBeLessThan(refused)
      await page.getByRole('button', { name: 'Show more' }).scrollIntoViewIfNeeded()
      await expect.poll(async () => (await column(rows, 'Line')).length).toBe(refused)
      const all = await column(rows, 'Line')
      expect(new Set(all).size).toBe(all.length)

      await page.getByRole('button', { name: 'Discard', exact: true }).click()
      const question = page.getByRole('dialog', { name: 'Discard this plan?' })
      await question.waitFor()
      await settled(page)
      expect(await accessibilityFaults(page)).toEqual([])
      await question.getByRole('button', { name: 'Keep plan' }).click()
      await question.waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'Discard', exact: true }).click()
      await page.getByRole('button', { name: 'Discard plan' }).click()
      await page.getByRole('heading', { name: 'The plan was discarded' }).waitFor()
      expect(await usersNow()).toBe(before)
    },
    long,
  )

  it(
    'that removes many users is applied only after their number has been typed',
    async () => {
      const headings = await template()
      const services = headings.filter((heading) => / \[Sub\d+\]$/.test(heading))
      expect(services.length).toBeGreaterThan(4)
      const people = await hub.hub.sql(
        `select u.email from users u join package_assignments a on a.partner_id = u.partner_id and a.user_id = u.id
         where u.org_id = $1 and u.status <> 'inactive' and not exists (select 1 from administrators d where d.user_id = u.id) order by u.created_at, u.id limit 12`,
        [demoCustomerId],
      )
      expect(people.length).toBe(12)
      const mails = people.map(({ email }) => String(email))
      const refusedRow = { 'User ID/Email (Required)': 'not an address' }
      const file = await write('leavers.csv', headings, [
        ...mails.map((email) => ({
          'User ID/Email (Required)': email,
          ...Object.fromEntries(services.map((heading) => [heading, 'FALSE'])),
        })),
        refusedRow,
      ])
      const before = await usersNow()
      const page = await openWizard()
      await upload(page, file)
      expect(await figuresOf(page)).toMatchObject({ 'to remove': 12, 'to create': 0, refused: 1 })
      await page.getByRole('button', { name: 'Apply 12 changes' }).click()
      const question = page.getByRole('dialog', { name: 'Remove 12 users?' })
      const field = question.getByLabel('Type 12 to confirm the number of removals')
      // What is said and what is asked stand apart.
      const [said, asked] = await Promise.all([
        question.getByText('The plan removes users from Kestrel Freight').boundingBox(),
        question.getByText('Type 12 to confirm').boundingBox(),
      ])
      expect((asked?.y ?? 0) - (said?.y ?? 0) - (said?.height ?? 0)).toBeGreaterThanOrEqual(12)
      await field.fill('11')
      await question.getByRole('button', { name: 'Remove 12 users' }).click()
      await question.getByText('The number has to be 12.').waitFor()
      expect(await accessibilityFaults(page)).toEqual([])
      await picture(page, 'import-removals')
      expect(await usersNow()).toBe(before)
      await field.fill('12')
      await question.getByRole('button', { name: 'Remove 12 users' }).click()
      await page.getByRole('heading', { name: 'The import is finished' }).waitFor({ timeout: 30_000 })
      await page.getByText('1 row was refused.').waitFor()
      const failed = cellsOf(await download(page, 'Download refused rows'))
      expect(failed.slice(1).map((row) => row.join(' '))).toEqual([expect.stringContaining('not an address')])
      expect(await usersNow()).toBe(before - 12)
    },
    long,
  )

  it(
    'that removes an administrator asks who is there where the sign-in is not fresh, and is applied then',
    async () => {
      const headings = await template()
      const [user] = await hub.hub.sql(
        `select u.id, u.email from users u join package_assignments a on a.partner_id = u.partner_id and a.user_id = u.id
         where u.org_id = $1 and u.status <> 'inactive' and not exists (select 1 from administrators d where d.user_id = u.id) order by u.created_at desc, u.id limit 1`,
        [demoCustomerId],
      )
      const email = String(user?.['email'])
      // Not above: the hub's code looks for the built pages when it is loaded.
      const { makeAdministrator } = await import('../hub.ts')
      await makeAdministrator(hub.hub, demoPartnerId, {
        email,
        role: 'id_device_admin',
        organizationId: demoCustomerId,
        userId: String(user?.['id']),
      })
      const enabled = async () =>
        (await hub.hub.sql('select 1 from administrators where email = $1 and disabled_at is null', [email])).length
      // A session of its own: made fresh, it has another token.
      const page = await hub.open('/sign-in')
      await signIn(page, 'admin')
      await page.goto(`/customers/${kestrel}/imports/new`)
      const services = headings.filter((heading) => / \[Sub\d+\]$/.test(heading))
      const leaver = { 'User ID/Email (Required)': email, ...Object.fromEntries(services.map((one) => [one, 'FALSE'])) }
      await upload(page, await write('leaving-administrator.csv', headings, [leaver]))
      expect(await figuresOf(page)).toMatchObject({ 'to remove': 1, refused: 0 })
      await hub.hub.sql(
        `update sessions set authenticated_at = now() - interval '20 minutes'
         where id = (select id from sessions where kind = 'session' order by created_at desc limit 1)`,
      )
      await page.getByRole('button', { name: 'Apply 1 change' }).click()
      const question = page.getByRole('dialog', { name: 'Remove 1 user?' })
      await question.getByRole('button', { name: 'Remove 1 user' }).click()
      const fresh = page.getByRole('dialog', { name: 'Confirm that it is you' })
      await fresh.getByLabel('Password', { exact: true }).waitFor()
      expect(await accessibilityFaults(page)).toEqual([])
      await picture(page, 'import-fresh')
      expect(await enabled()).toBe(1)
      await fresh.getByLabel('Password', { exact: true }).fill(demoPassword)
      await fresh.getByRole('button', { name: 'Confirm' }).click()
      await page.getByRole('heading', { name: 'The import is finished' }).waitFor({ timeout: 30_000 })
      expect(await enabled()).toBe(0)
    },
    long,
  )
})

describe('tasks', () => {
  it('list the imports of all customers with their state, and lead to each', async () => {
    const page = await openWizard()
    const file = await write(
      'nobody.csv',
      ['User ID/Email (Required)', 'First Name'],
      [{ 'User ID/Email (Required)': 'nobody', 'First Name': 'N' }],
    )
    await upload(page, file)
    await page.getByText('There is nothing to apply').waitFor()
    await page.getByRole('button', { name: /^Tasks/ }).click()
    await page.getByRole('menuitem', { name: 'All imports and tasks' }).click()
    const list = page.getByRole('table', { name: 'Imports and tasks' })
    const row = list.getByRole('row').filter({ hasText: 'nobody.csv' })
    await row.getByText('Nothing to apply').waitFor()
    await row.getByText('Kestrel Freight', { exact: true }).waitFor()
    await row.getByRole('link', { name: 'nobody.csv' }).click()
    await page.getByRole('heading', { level: 1, name: 'nobody.csv', exact: true }).waitFor()
  })

  it('are narrowed to a customer and a status, which the address keeps', async () => {
    const file = join(hub.folder, 'narrowed.csv')
    await writeFile(file, 'User ID/Email (Required)\nsomebody@kestrel-freight.example\n')
    const planned = await openWizard()
    await upload(planned, file)
    const page = await hub.open('/tasks', { as: 'admin' })
    const list = page.getByRole('table', { name: 'Imports and tasks' })
    const row = list.getByRole('row').filter({ hasText: 'narrowed.csv' })
    await row.waitFor()
    await page.getByRole('combobox', { name: 'Customer' }).fill('Kestrel')
    await page.getByRole('option', { name: 'Kestrel Freight' }).click()
    await page.getByText('Customer: Kestrel Freight').waitFor()
    await row.waitFor()
    await settled(page)
    expect(await accessibilityFaults(page)).toEqual([])
    await picture(page, 'tasks-filtered')
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Failed')
    await page.getByText('No import fits these filters').waitFor()
    await page.reload()
    await page.getByText('No import fits these filters').waitFor()
    expect(page.url()).toContain('status=failed')
    await page.getByRole('button', { name: 'Remove the filter Status: Failed' }).click()
    await row.waitFor()
    const other = await hub.hub.sql('select id::text from organizations where id <> $1 and partner_id = $2 limit 1', [
      demoCustomerId,
      demoPartnerId,
    ])
    await page.goto(`/tasks?customer=${encodeId('ORGANIZATION', String(other[0]?.['id']))}`)
    await page.getByText('No import fits these filters').waitFor()
    await page.goto(`/customers/${kestrel}/imports?status=planned`)
    await page.getByRole('table', { name: 'Imports' }).getByRole('row').filter({ hasText: 'narrowed.csv' }).waitFor()
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Failed')
    await page.getByText('No import fits these filters').waitFor()
  })

  it('say of an import whose rows are kept no longer that they are not, and offer none for download', async () => {
    const page = await openWizard()
    await upload(page, await write('old.csv', ['User ID/Email (Required)'], [{ 'User ID/Email (Required)': 'nobody' }]))
    await page.getByRole('link', { name: 'Download refused rows' }).waitFor()
    await hub.hub.sql(
      `update imports set rows_dropped_at = now(), status = 'applied', finished_at = now() where file_name = 'old.csv'`,
    )
    await page.reload()
    await page.getByText('The rows of this import are no longer kept. Its counts stay.').waitFor()
    await settled(page)
    expect(await page.getByRole('link', { name: 'Download refused rows' }).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
  })
})
