import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect, onTestFailed } from 'vitest'
import { encodeId } from '../../src/api/ids.ts'
import { demoAccounts, demoCustomerId, demoPassword } from '../../src/generate/index.ts'
import { catalogue } from '../../src/phrases/index.ts'
import type { TestHub } from '../hub.ts'
import { launchChromium } from './chromium.ts'

export type Account = 'admin' | 'agent' | 'advanced' | 'reader' | 'assigned' | 'sub' | 'owner'

export type Console = {
  hub: TestHub
  url: string
  /** A folder for files that a test writes or downloads. */
  folder: string
  /** A browser window of its own, signed in as this person, at this address; closed after the test, unless it is to last. */
  open(path: string, options?: { as?: Account; lasting?: boolean } & BrowserContextOptions): Promise<Page>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const pictures = join(root, 'test-results', 'browser')
export const kestrel = encodeId('ORGANIZATION', demoCustomerId)
export const desktop = { width: 1280, height: 800 }
export const phone = { width: 360, height: 740 }

/** A hub with demo data and a browser. Every test of the file fails on an error that one of its pages throws or logs. */
export async function openConsole(options: { demo?: boolean } = {}): Promise<Console> {
  await requireBuiltWeb()
  // Imported only now: the hub looks for the built pages once, when its code is loaded.
  const { startHub } = await import('../hub.ts')
  const hub = await startHub({ demo: options.demo ?? true })
  const url = `http://127.0.0.1:${hub.port}`
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-browser-'))
  await mkdir(pictures, { recursive: true })
  const browser: Browser = await launchChromium()
  let faults: string[] = []
  let contexts: BrowserContext[] = []
  const cookies = new Map<Account, string>()

  // Windows outlive the test that opened them, so that a picture can be taken of what one failed at.
  beforeEach(async () => {
    for (const context of contexts) await context.close()
    faults = []
    contexts = []
  })
  afterEach(() => {
    expect(faults, 'errors in the browser').toEqual([])
  })
  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  return {
    hub,
    url,
    folder,
    async open(path, { as, lasting = false, ...rest } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: desktop,
        locale: 'en-GB',
        timezoneId: 'Europe/Helsinki',
        reducedMotion: 'reduce',
        ...rest,
      })
      context.setDefaultTimeout(30_000)
      if (as) {
        const cookie = cookies.get(as) ?? (await sessionCookie(hub, as))
        cookies.set(as, cookie)
        const at = cookie.indexOf('=')
        await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }])
      }
      context.on('page', (page) => watch(page, (fault) => faults.push(fault)))
      const page = await context.newPage()
      if (!lasting) {
        contexts.push(context)
        onTestFailed(async ({ task }) => {
          for (const [index, one] of context.pages().entries()) await failurePicture(one, `${task.name}-${index + 1}`)
        })
      }
      await page.goto(path)
      return page
    },
  }
}

function watch(page: Page, report: (fault: string) => void): void {
  const count = (by: number) => () => void underway.set(page, (underway.get(page) ?? 0) + by)
  underway.set(page, 0)
  page.on('request', count(1))
  page.on('requestfinished', count(-1))
  page.on('requestfailed', count(-1))
  page.on('pageerror', (error) => report(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // A refused or unanswered request is logged by the browser itself; the pages show it, and tests look at that.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
      report(`${page.url()}: ${message.text()}`)
  })
}

async function sessionCookie(hub: TestHub, as: Account): Promise<string> {
  const answer = await hub.request('/v1/session', {
    method: 'POST',
    json: { email: demoAccounts[as], password: demoPassword },
  })
  if (answer.status !== 200) throw new Error(`signing in as ${as} answered ${answer.status}: ${answer.text}`)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** Builds the pages where that has not been done. Built beside and then moved, so that two test files may do it at once. */
async function requireBuiltWeb(): Promise<void> {
  const built = join(root, 'dist', 'web')
  if (existsSync(join(built, 'index.html'))) return
  const own = `${built}-${process.pid}`
  await promisify(execFile)(
    join(root, 'node_modules', '.bin', 'vite'),
    ['build', '--logLevel', 'warn', '--outDir', own],
    { cwd: root },
  )
  try {
    await rename(own, built)
  } catch (error) {
    await rm(own, { recursive: true, force: true })
    if (!existsSync(join(built, 'index.html'))) throw error
  }
}

/** Fills in the form and waits until the page that it leads to is there. */
export async function signIn(page: Page, as: Account): Promise<void> {
  await page.getByLabel('E-mail').fill(demoAccounts[as])
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: /^Account of/ }).waitFor()
  await settled(page)
}

const loading = Object.values(catalogue).map(({ common }) => common.loading)
const underway = new WeakMap<Page, number>()

/**
 * Waits until the page has its heading, is the one of its address, nothing of it is loading any more, and what came has been painted.
 * A press that rests for a while before it asks (a search) has not asked yet: wait for what it shows.
 */
export async function settled(page: Page): Promise<void> {
  const end = Date.now() + 30_000
  let quiet = 0
  while (quiet < 2) {
    const unsettled = await page.evaluate(lookWhetherStill, loading).catch((error: Error) => {
      // Another document is coming.
      if (/context was destroyed|navigat/.test(error.message)) return error.message
      throw error
    })
    quiet = unsettled === '' && isQuiet(page) ? quiet + 1 : 0
    if (Date.now() > end) throw new Error(`${page.url()} does not settle: ${unsettled || 'the hub has not answered'}`)
  }
}

/** Runs in the page, so that a look costs one message: gives it a second, and says what is still under way. */
async function lookWhetherStill(words: string[]): Promise<string> {
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const underway = () => {
    if (!document.querySelector('h1')) return 'there is no heading'
    // The address changes before the page that it names is there.
    const router = Reflect.get(window, '__TSR_ROUTER__')
    if (router?.state.resolvedLocation?.href !== router?.latestLocation?.href)
      return 'the page of its address is loading'
    if (document.querySelector('[aria-busy="true"]')) return 'something is busy'
    const told = [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent.trim())
    return told.some((text) => words.includes(text)) ? 'something is loading' : ''
  }
  const end = performance.now() + 1000
  while (underway() !== '' && performance.now() < end) await painted()
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(ending.map(({ finished }) => finished))
  await painted()
  return underway()
}

/** Nothing that the page has asked for is without an answer. */
export function isQuiet(page: Page): boolean {
  return (underway.get(page) ?? 0) === 0
}

/** Waits until what moves or fades to an end has got there. */
export async function stilled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

/** A picture of a page as it should be, for people who look at it; made with PICTURES=1 alone, for it takes as long as a look of axe. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] === '1') await take(page, name)
}

export async function failurePicture(page: Page, name: string): Promise<void> {
  await take(page, `failed-${name}`)
}

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120)}.png`) })
}

/** What axe finds against WCAG 2.2 A and AA, or against some rules only, each as one readable line. */
export async function accessibilityFaults(page: Page, rules?: string[]): Promise<string[]> {
  await stilled(page)
  const axe = new AxeBuilder({ page, ...(await prepareAxe(page)) })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
  const { violations, passes } = await (rules
    ? axe.withRules(rules)
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  ).analyze()
  if (passes.length === 0 && violations.length === 0 && !rules) throw new Error('axe checked nothing')
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html.slice(0, 200)}`),
  )
}

/** Half a megabyte of code, which the builder would bring twice at each look: once for each document is enough, where it has no frames. */
async function prepareAxe(page: Page): Promise<{ axeSource?: string }> {
  if (page.frames().length > 1) return {}
  if (!(await page.evaluate(() => 'axe' in window))) {
    const builder: unknown = new AxeBuilder({ page })
    await page.evaluate((builder as { script(): string }).script())
  }
  return { axeSource: 'undefined' }
}

/** Links and buttons that stand alone and are smaller than 24 by 24 pixels; a link that covers its row is as large as the row. */
export async function smallTargets(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, summary')]
      .filter((target) => target.checkVisibility() && !target.closest('p, .row-link, .skip, [aria-hidden="true"]'))
      .map((target) => ({ target, ...target.getBoundingClientRect().toJSON() }))
      .filter(({ width, height }) => width > 0 && (width < 23.9 || height < 23.9))
      .map(({ target, width, height }) => `${target.className} “${target.textContent}” ${width}×${height}`),
  )
}

export async function texts(locator: Locator): Promise<string[]> {
  return (await locator.allInnerTexts()).map((text) => text.trim())
}

/** The cells of one column of the table, by its heading. */
export async function column(table: Locator, heading: string | RegExp): Promise<string[]> {
  const headings = await texts(table.getByRole('columnheader'))
  const index = headings.findIndex((text) => (typeof heading === 'string' ? text === heading : heading.test(text)))
  if (index < 0) throw new Error(`no column ${heading} among ${headings.join(', ')}`)
  return await texts(table.locator(`tbody tr > :nth-child(${index + 1})`))
}
