import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

export type ReadNumber = { e164: string; mended: boolean }

/**
 * The E.164 number behind a cell, or null. Separators are taken out. A `+` that a spreadsheet took away is put back where
 * that leaves one reading: the digits begin with the country's own calling code and are no national number of it as well. What begins with 0 is
 * dialled in that country, as 00 31 20 … or 020 …; other digits without a plus are guessed at no further.
 * @param country ISO 3166-1 of the location, else of the customer.
 */
export function readNumber(cell: string, country: string): ReadNumber | null {
  if (!written.test(cell)) return null
  const digits = plainNumber.test(cell) ? cell.slice(1) : cell.replace(/\D/g, '')
  if (cell.startsWith('+')) {
    if (isValid(digits)) return { e164: `+${digits}`, mended: false }
    const parsed = parsePhoneNumberFromString(cell)
    // As `+44 (0)20 …`, a usual notation: the national prefix between brackets is no part of the number.
    return parsed?.isValid() ? { e164: parsed.number, mended: !prefixInBrackets.test(cell) } : null
  }
  if (digits.startsWith('0')) {
    const dialled = isSupportedCountry(country) ? parsePhoneNumberFromString(digits, country) : undefined
    return dialled?.isValid() ? { e164: dialled.number, mended: true } : null
  }
  const code = callingCodeOf(country)
  if (code === null || !digits.startsWith(code) || !isValid(digits)) return null
  const national = isSupportedCountry(country) ? parsePhoneNumberFromString(digits, country) : undefined
  const isNational = national?.isValid() && national.number !== `+${digits}`
  return isNational ? null : { e164: `+${digits}`, mended: true }
}

const written = /^\+?[\d ().\-/\u00a0]{4,40}$/
const plainNumber = /^\+\d+$/
// Behind the country code, of three digits at most.
const prefixInBrackets = /^\+ ?\d{1,3}[ \u00a0]?\(0\)/

// The parser takes 5 µs a number; most are well-formed E.164, for which the country's own pattern answers in a tenth of that.
const patterns = Map.groupBy(
  getCountries().map((country) => {
    return { code: getCountryCallingCode(country).toString(), pattern: new RegExp(`^(?:${nationalPattern(country)})$`) }
  }),
  ({ code }) => code,
)

/** The library keeps this accessor out of its types. Where it should go, all numbers go through the parser again. */
function nationalPattern(country: CountryCode): string {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  const plan = metadata.numberingPlan
  const pattern: unknown =
    plan && 'nationalNumberPattern' in plan && typeof plan.nationalNumberPattern === 'function'
      ? plan.nationalNumberPattern()
      : null
  return typeof pattern === 'string' ? pattern : '(?!)'
}

function isValid(digits: string): boolean {
  if (digits.length > 15) return false
  for (let length = 1; length <= 3; length++) {
    const group = patterns.get(digits.slice(0, length))
    if (!group) continue
    const rest = digits.slice(length)
    const place = group.findIndex(({ pattern }) => pattern.test(rest))
    if (place < 0) continue
    // Two dozen countries share the code 1: the one that was met last is asked first.
    if (place > 0) group.unshift(...group.splice(place, 1))
    return true
  }
  const parsed = parsePhoneNumberFromString(`+${digits}`)
  return parsed?.number === `+${digits}` && parsed.isValid()
}

function callingCodeOf(country: string): string | null {
  return isSupportedCountry(country) ? getCountryCallingCode(country) : null
}
