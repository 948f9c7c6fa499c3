import { createInstance } from 'i18next'
import type { ErrorCode } from '../api/errors.ts'
import { catalogue } from '../phrases/index.ts'
import { type Language, languages } from '../phrases/languages.ts'
import type { FieldFault } from './bad-input.ts'

const i18n = createInstance()
await i18n.init({
  resources: Object.fromEntries(
    Object.entries(catalogue).map(([language, phrases]) => [language, { translation: phrases }]),
  ),
  supportedLngs: Object.keys(languages),
  fallbackLng: 'en',
  lng: 'en',
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** What happened and what to do, in this language. Values fill the sentence; numbers are written the language's way. */
export function phraseOfError(
  language: Language,
  code: ErrorCode,
  values: Record<string, string | number> = {},
): { text: string; remedy: string } {
  const [area, name] = code.split('.')
  const phrase = i18n.getFixedT(language)
  const shown = shownValues(language, values)
  return { text: phrase(`${area}.errors.${name}.text`, shown), remedy: phrase(`${area}.errors.${name}.remedy`, shown) }
}

/** What a field of a request wants, in this language. */
export function phraseOfField(
  language: Language,
  fault: FieldFault,
  values: Record<string, string | number> = {},
): string {
  return i18n.getFixedT(language)(`common.fields.${fault}`, shownValues(language, values))
}

function shownValues(language: Language, values: Record<string, string | number>) {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'number' && key !== 'count' ? value.toLocaleString(language) : value,
    ]),
  )
}

/** One sentence by its key, in this language. Values are put in as they are: whoever writes HTML escapes the whole. */
export function phraseOf(language: Language, key: string, values: Record<string, string | number> = {}): string {
  return i18n.getFixedT(language)(key, values)
}
