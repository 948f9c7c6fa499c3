import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { screens as English } from '../../phrases/en/screens.ts'
import { isLanguage, type Language, matchLanguage } from '../../phrases/languages.ts'
import type { Translated } from '../../phrases/translated.ts'
import { PartGone, part, reloadOnce } from './parts.ts'
import { recall, remember } from './storage.ts'

/** The errors' sentences come from the hub, in the language of the request. */
type Screens = typeof English

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Screens }
  }
}

const files: Record<Language, () => Promise<{ screens: Translated<Screens> }>> = {
  en: () => import('../../phrases/en/screens.ts'),
  nl: () => import('../../phrases/nl/screens.ts'),
  'pt-BR': () => import('../../phrases/pt-BR/screens.ts'),
  fi: () => import('../../phrases/fi/screens.ts'),
  da: () => import('../../phrases/da/screens.ts'),
}

export const i18n = createInstance()

/** The language in use; what the browser prefers until the reader chooses. */
export function language(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'en'
}

export async function startLanguage(): Promise<void> {
  const chosen = chosenLanguage() ?? matchLanguage(navigator.languages.join(','))
  await i18n.use(initReactI18next).init({
    lng: chosen,
    fallbackLng: false,
    resources: { [chosen]: { translation: await phrasesOf(chosen) } },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  document.documentElement.lang = chosen
}

/** What the reader has chosen on this computer; null before any choice. */
export function chosenLanguage(): Language | null {
  const stored = recall('language')
  return stored && isLanguage(stored) ? stored : null
}

export async function speak(next: Language): Promise<void> {
  if (!i18n.hasResourceBundle(next, 'translation')) i18n.addResourceBundle(next, 'translation', await phrasesOf(next))
  await i18n.changeLanguage(next)
  document.documentElement.lang = next
}

export async function chooseLanguage(next: Language): Promise<void> {
  remember('language', next)
  try {
    await speak(next)
  } catch (error) {
    // The new document begins in the language that was just chosen.
    if (!(error instanceof PartGone && reloadOnce())) throw error
  }
}

type Tree = { [key: string]: string | Tree }

async function phrasesOf(wanted: Language): Promise<Tree> {
  const { screens } = await part(files[wanted])
  return withMany(screens)
}

/** Portuguese counts whole millions by a form of their own (`_many`); where none is written, `_other` says it right. */
function withMany(tree: object): Tree {
  const out: Tree = {}
  for (const [key, value] of Object.entries(tree)) {
    out[key] = typeof value === 'string' ? value : withMany(value)
    if (typeof value === 'string' && key.endsWith('_other')) {
      const many = `${key.slice(0, -'_other'.length)}_many`
      out[many] ??= value
    }
  }
  return out
}
