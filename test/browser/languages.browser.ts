import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../src/phrases/index.ts'
import { isLanguage, languages } from '../../src/phrases/languages.ts'
import { type Console, desktop, openConsole, picture, settled } from './console.ts'
import { moveTo, places, preparePlaces } from './places.ts'

let hub: Console
beforeAll(async () => {
  hub = await openConsole()
  await preparePlaces(hub)
})

const areas = Object.keys(catalogue.en).join('|')
const key = new RegExp(`(?<![\\w@./-])(?:${areas})(?:\\.[A-Za-z_]+)+`, 'g')

/** All that a reader sees or hears: text, names of things, placeholders, the title; without what is marked as another language's. */
async function words(page: Page): Promise<{ lang: string; text: string }> {
  return await page.evaluate(() => {
    const names = ['aria-label', 'title', 'placeholder', 'aria-description', 'alt']
    const named = [...document.querySelectorAll(names.map((name) => `[${name}]`).join(','))].flatMap((element) =>
      names.map((name) => element.getAttribute(name) ?? ''),
    )
    // A mail is shown as its recipient reads it.
    const marked = [...document.querySelectorAll<HTMLElement>('body [lang]')].filter(
      ({ lang }) => lang !== document.documentElement.lang,
    )
    for (const element of marked) element.hidden = true
    const text = document.body.innerText
    for (const element of marked) element.hidden = false
    return { lang: document.documentElement.lang, text: [document.title, text, ...named].join('\n') }
  })
}

/** English sentences that the language says otherwise, so that none of them may be on its pages. */
function foreign(language: keyof typeof catalogue): string[] {
  const own = new Set(sentences(catalogue[language]))
  return sentences(catalogue.en).filter(
    (text) => text.length > 14 && / /.test(text) && !text.includes('{{') && !own.has(text),
  )
}

function sentences(tree: object): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : sentences(value)))
}

const others = Object.keys(languages)
  .filter(isLanguage)
  .filter((language) => language !== 'en')

describe.each(others)('%s', (language) => {
  it('is spoken on every page, without a raw key and without an English sentence', async () => {
    const english = foreign(language)
    expect(english.length).toBeGreaterThan(100)
    const faults: string[] = []
    const open = new Map<string, Page>()
    for (const place of places) {
      const as = place.as ?? 'nobody'
      let page = open.get(as)
      if (!page) {
        page = await hub.open('/sign-in', { viewport: desktop, ...(place.as ? { as: place.as } : {}) })
        await settled(page)
        await page.getByRole('button', { name: /Language: English/ }).click()
        await page.getByRole('menuitem', { name: languages[language] }).click()
        await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
        open.set(as, page)
      }
      await moveTo(page, place)
      const heading = place.heading?.(catalogue[language])
      const shown = page.getByRole('heading', { level: 1 }).first()
      if (heading) await expect.poll(() => shown.innerText(), { message: place.name }).toBe(heading)
      if (language === 'fi') await picture(page, `${place.name}-fi`)
      const { lang, text } = await words(page)
      expect(lang, place.name).toBe(language)
      // The code of an error stands beside its text, for whoever runs the hub.
      const keys = (text.match(key) ?? []).filter((one) => !/^[a-z]+\.[a-z]+(_[a-z]+)+$/.test(one))
      faults.push(...keys.map((one) => `${place.name}: raw key ${one}`))
      faults.push(
        ...english
          .filter((sentence) => text.includes(sentence))
          .map((sentence) => `${place.name}: English: ${sentence}`),
      )
    }
    expect(faults).toEqual([])
  }, 240_000)
})

describe('the language', () => {
  it('is that of the browser until another is chosen, and the choice is kept', async () => {
    const page = await hub.open('/sign-in', { locale: 'da-DK' })
    await page.getByRole('heading', { name: catalogue.da.identity.signIn.heading }).waitFor()
    await page.getByRole('button', { name: /Dansk/ }).click()
    await page.getByRole('menuitem', { name: 'Suomi' }).click()
    await page.getByRole('heading', { name: catalogue.fi.identity.signIn.heading }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: catalogue.fi.identity.signIn.heading }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fi')
  })
})
