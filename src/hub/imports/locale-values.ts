import { remembered } from './remembered.ts'

/** A BCP 47 tag as it is stored, from a tag in any case or with an underscore, or from the English name of a language. */
export const readLanguage = remembered((cell) => {
  if (!/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/.test(cell)) return languageByName(cell.toLowerCase()) ?? null
  try {
    const [tag] = Intl.getCanonicalLocales(cell.replaceAll('_', '-'))
    const locale = tag ? new Intl.Locale(tag) : undefined
    if (!locale || englishLanguages.of(locale.language) === undefined) return null
    if (locale.region !== undefined && englishRegions.of(locale.region) === undefined) return null
    return locale.toString()
  } catch {
    return null
  }
})

/** An IANA zone as the standard writes it; `GMT` and `UTC` too. */
export const readTimeZone = remembered((cell) => {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(cell)) return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: cell })
    return zones.get(cell.toLowerCase()) ?? cell
  } catch {
    return null
  }
})

/** ISO 3166-1 alpha-2, in capitals. */
export const readCountry = remembered((cell) => {
  const code = cell.toUpperCase()
  return /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && englishRegions.of(code) !== undefined ? code : null
})

const englishLanguages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const englishRegions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const zones = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]))

let languageNames: Map<string, string> | undefined

/** The two-letter languages by their English name and by their own. Made when first needed: it takes a tenth of a second. */
function languageByName(name: string): string | undefined {
  languageNames ??= new Map(
    [...letters].flatMap((first) =>
      [...letters].flatMap((second): [string, string][] => {
        const code = first + second
        const english = englishLanguages.of(code)
        if (english === undefined) return []
        const own = new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code) ?? english
        return [
          [own.toLowerCase(), code],
          [english.toLowerCase(), code],
        ]
      }),
    ),
  )
  return languageNames.get(name)
}

const letters = 'abcdefghijklmnopqrstuvwxyz'
