/** The languages that every sentence exists in, with their own names. */
export const languages = {
  en: 'English',
  nl: 'Nederlands',
  'pt-BR': 'Português (Brasil)',
  fi: 'Suomi',
  da: 'Dansk',
} as const

export type Language = keyof typeof languages

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text)
}

/** The best of ours for an Accept-Language header or a single tag as `pt` or `nl-BE`; English where none fits. */
export function matchLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part, position) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
      return { tag: tag.trim().toLowerCase(), quality: quality ? Number(quality.slice(2)) || 0 : 1, position }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality || one.position - other.position)
  for (const { tag } of wanted) {
    const found = languageOf(tag)
    if (found) return found
  }
  return 'en'
}

const known: readonly Language[] = ['en', 'nl', 'pt-BR', 'fi', 'da']

function languageOf(tag: string): Language | undefined {
  const base = tag.split('-')[0]
  return (
    known.find((language) => language.toLowerCase() === tag) ??
    known.find((language) => language.split('-')[0] === base)
  )
}
