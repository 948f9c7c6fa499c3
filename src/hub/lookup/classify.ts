import type { Matched, SearchKind } from '../../api/lookup.ts'
import { beginning, isUnspaced, normalise } from './normalise.ts'
import { code, plain, reversed, type TermKind, termKinds } from './terms.ts'

/** More digits than this are a whole number, not the end of one. */
const longestEnd = 7

/** What stands before a value where it is copied from. */
const label =
  /^(s\/?n|serial( ?(no|number))?|mac( ?address)?|e-?mail|phone|sip( ?(address|uri))?) ?[:#] ?(?=\S)(?!.*[:#] \S)/i
/** Signs and words before an extension, in the languages of the console; `x` alone may also begin a serial. */
const extensionLabel = /^(?:ext(?:ension|n)?|#|toestel|tst|ramal|alanumero|alanro|lokal(?:nummer|nr)?)[ .:]*(\d{2,6})$/i

/** The digits of what may be an extension, however it is written; empty where it is none. */
export function extensionOf(text: string): string {
  const typed = text.trim().replace(extensionLabel, '$1')
  return /^x? ?(\d{2,6})$/i.exec(typed)?.[1] ?? ''
}

/** One range to read: terms of this kind that begin with the text. */
export type Probe = {
  kind: TermKind
  begin: string
  /** Only the term itself. */
  whole?: true
  /** Every further word must stand somewhere in the term: people leave out the middle name. */
  withWords?: readonly string[]
  /** What the match is called. */
  as: Matched['kind']
}

export type Classified = {
  probes: Probe[]
  /** The text looks like a phone number that names no country. */
  isNationalNumber: boolean
  /** Of an address the domain, for where nobody has the address: whose it is can be told all the same. */
  domain: string
  /** The words that corrections may be looked for; none where the text is an identifier. */
  words: string[]
  isTooShort: boolean
}

const thingOfLetter: Record<string, SearchKind> = { u: 'user', d: 'device', o: 'organization', w: 'order' }

export function thingOf(kind: TermKind): SearchKind {
  return thingOfLetter[kind[0] ?? 'u'] ?? 'user'
}

/** What a text most likely is, for the record that somebody searched: never the text itself. */
export function likeliestKind(text: string, inOneOrganization: boolean): Matched['kind'] {
  return classify(text, inOneOrganization).probes[0]?.as ?? 'name'
}

/** What a text may mean, the likeliest first. Ambiguous text means several things at once; the search merges what they find. */
export function classify(text: string, inOneOrganization: boolean): Classified {
  const whole = text
    .normalize('NFKC')
    .replaceAll('\0', '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim()
    .replace(/^tel:/i, '')
    .replace(/\s+/g, ' ')
    // "Anna Virtanen <anna@…>", as mail programs write an address.
    .replace(/^.*<([^<>\s]+@[^<>\s]+)>$/, '$1')
    // Behind the address of a SIP URI stands how to reach it, which is no part of it. Before the labels: `sip:` may be one.
    .replace(/^(sips?: ?[^\s;?]+)[;?].*$/i, '$1')
    .replace(label, '')
    .replace(extensionLabel, '$1')
  const typed = beginning(whole, 200)
  const isWord = !typed.includes(' ')
  // "john.smith" may be a name; with a second dot it is the address of a site.
  const isHost = isWord && typed.split('.').length > 2
  const digits = typed.replace(/\D/g, '')
  const letters = typed.match(/\p{L}/gu)?.length ?? 0
  const probes: Probe[] = []
  const add = (kind: TermKind, begin: string, as: Matched['kind'], more: Omit<Probe, 'kind' | 'begin' | 'as'> = {}) => {
    if (begin !== '' && !probes.some((probe) => probe.kind === kind && probe.begin === begin))
      probes.push({ kind, begin, as, ...more })
  }

  if (typed.includes('@') || /^sips?:/i.test(typed)) {
    const address = plain(typed.replace(/^(sips?|mailto): ?/i, ''))
    add(termKinds.userEmail, address, 'email')
    add(termKinds.deviceSip, address, 'sip')
    if (address.startsWith('@')) add(termKinds.domain, address.slice(1), 'domain')
    const domain = address.slice(address.indexOf('@') + 1)
    return {
      probes,
      isNationalNumber: false,
      domain: /^[^@]+@[^@]+\.[^@.]{2,}$/.test(address) ? domain : '',
      words: [],
      isTooShort: address.length < 3,
    }
  }

  const mac = macOf(typed)
  if (mac) {
    if (mac.length === 12) add(termKinds.deviceMac, mac, 'mac', { whole: true })
    else {
      add(termKinds.deviceMacEnd, reversed(mac), 'mac')
      add(termKinds.deviceMac, mac, 'mac')
    }
  }

  const isPhone = digits.length >= 4 && /^[+\d\s().\-/]+$/.test(typed) && !/^\+.*\+/.test(typed)
  // "0042" are the last digits of a number: with so few behind it, 00 leads to no country.
  const isInternational =
    isPhone && (/^[\s(]*\+/.test(typed) || (digits.startsWith('00') && digits.length > longestEnd))
  if (isPhone) addPhone(typed, isInternational, add)

  const extension = extensionOf(typed)
  if (extension !== '' && inOneOrganization) add(termKinds.userExtension, extension, 'extension')

  const name = normalise(typed)
  if (/\d/.test(typed)) {
    const plainCode = code(typed)
    if (plainCode.length >= 3) {
      add(termKinds.orderNumber, plainCode, 'order')
      add(termKinds.deviceSerial, plainCode, 'serial')
      add(termKinds.userExternalId, plainCode, 'external_id')
      add(termKinds.organizationExternalId, plainCode, 'external_id')
    }
  }

  // Scripts written without spaces say with one or two signs what others say with several letters.
  const unspaced = name !== '' && isUnspaced(name)
  const enough = name.length >= 3 || [...name].some(isUnspaced)
  if (letters > 0 && enough) {
    add(termKinds.organizationName, name, 'name')
    add(termKinds.userName, name, 'name')
    add(termKinds.deviceName, name, 'name')
    if (unspaced && name.includes(' ')) add(termKinds.userName, name.replaceAll(' ', ''), 'name')
    const words = name.split(' ')
    // "o connor" and "d angelo": what an apostrophe joins is one word in a name.
    const joined = name.replace(/(?<=^| )(\p{L}) (?=\p{L}{2})/gu, '$1')
    add(termKinds.userName, joined, 'name')
    add(termKinds.organizationName, joined, 'name')
    // The rotation that begins with the last name has the first one next, whatever stands between them in the name.
    if (words.length === 2) {
      add(termKinds.userName, words.toReversed().join(' '), 'name')
    }
    const [rarest = '', ...others] = [...words].sort((one, other) => other.length - one.length)
    if (words.length > 1 && rarest.length >= 3) {
      add(termKinds.userName, `${rarest} `, 'name', { withWords: others })
      add(termKinds.organizationName, `${rarest} `, 'name', { withWords: others })
    }
    if (isWord) {
      add(termKinds.userEmail, plain(typed), 'email')
      const host = plain(typed.replace(/^(https?:\/\/)?(www\.)?/i, '').replace(/\/.*$/, ''))
      add(termKinds.site, host, 'site')
      add(termKinds.domain, host, 'domain')
      add(termKinds.deviceSip, plain(typed), 'sip')
    }
  } else if (letters === 2 && name.length === 2) {
    // Ng, Li, Bo: not the beginning of a word, which half of all names have, but the word. Half of all companies are called Oy or AS.
    add(termKinds.userName, name, 'name', { whole: true })
    add(termKinds.userName, `${name} `, 'name')
  } else if (/\d/.test(name) && name.length >= 3) {
    add(termKinds.deviceName, name, 'name')
    add(termKinds.organizationName, name, 'name')
    add(termKinds.userName, name, 'name')
  }
  return {
    probes,
    domain: '',
    isNationalNumber: isPhone && !isInternational && digits.length >= 5,
    words: letters >= 4 && enough && !isHost ? name.split(' ') : [],
    isTooShort: probes.length === 0 || (!enough && letters > 0 && letters === name.length),
  }
}

function addPhone(
  typed: string,
  isInternational: boolean,
  add: (kind: TermKind, begin: string, as: Matched['kind']) => void,
): void {
  // "+358 (0)9 …": the zero is for callers from inside only.
  const digits = typed.replace(/\(0\)/g, '').replace(/\D/g, '')
  const bare = digits.replace(/^0+/, '')
  const ends = (text: string) => {
    add(termKinds.userPhoneEnd, reversed(text), 'phone')
    add(termKinds.organizationPhoneEnd, reversed(text), 'phone')
  }
  // A last-digits search keeps its zeros: "0042" ends a number where "42" would not do.
  if (!isInternational && digits !== bare && digits.length <= longestEnd) ends(digits)
  if (bare.length < 3) return
  add(termKinds.userPhone, bare, 'phone')
  add(termKinds.organizationPhone, bare, 'phone')
  // Without a country it may be a national number or the last digits: both are the end of an E.164 number.
  if (!isInternational) ends(bare)
}

/** The hexadecimal digits of a MAC address in any notation, or of a part of one; null where the text is none. */
function macOf(typed: string): string | null {
  const bare = typed.toLowerCase().replace(/[\s:.-]/g, '')
  if (!/^[0-9a-f]+$/.test(bare)) return null
  if (bare.length === 12) return bare
  if (bare.length === 6 && !/[\s]/.test(typed)) return bare
  // Digits alone are a number, letters alone a word; both together, this long, are a part of what stands on a device.
  if (bare.length > 6 && bare.length < 12 && /\d/.test(bare) && /[a-f]/.test(bare) && !/\s/.test(typed)) return bare
  const isPart = /^[0-9a-f]{2}([:-][0-9a-f]{2}){1,4}$/i.test(typed) || /^[0-9a-f]{4}[.-][0-9a-f]{4}$/i.test(typed)
  return isPart ? bare : null
}
