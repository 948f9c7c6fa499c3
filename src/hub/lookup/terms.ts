import { beginning, isUnspaced, longestTerm, normalise } from './normalise.ts'

/**
 * The sorts of term. The first letter is the thing: u user, d device, o organization, w order. A user's e-mail, number and extension are
 * no rows of `terms`: see sources.ts. Extensions are asked for within one organization only.
 */
export const termKinds = {
  userName: 'un',
  userEmail: 'ue',
  userPhone: 'up',
  userPhoneEnd: 'uq',
  userExtension: 'ux',
  userExternalId: 'ui',
  deviceName: 'dn',
  deviceMac: 'dm',
  deviceMacEnd: 'dr',
  deviceSerial: 'ds',
  deviceSip: 'dp',
  organizationName: 'on',
  organizationExternalId: 'oi',
  organizationPhone: 'op',
  organizationPhoneEnd: 'oq',
  site: 'os',
  domain: 'od',
  orderNumber: 'wn',
} as const

export type TermKind = (typeof termKinds)[keyof typeof termKinds]
export type Term = { kind: TermKind; term: string }

/** Names of more words than this are found by their first ones only: each word costs a row. Portuguese names have up to eight. */
const mostRotations = 10

/**
 * The rotations of a name ("jan de vries", "de vries jan", "vries jan de"): any word, "last first" and "first last" are then all
 * beginnings of a term. A name in a script without spaces is found also where it is typed as one word.
 */
export function rotations(name: string): string[] {
  return rotationsOf(normalise(name))
}

function rotationsOf(normalised: string): string[] {
  if (normalised === '') return []
  const found = [normalised]
  let space = normalised.indexOf(' ')
  for (let words = 1; space >= 0 && words < mostRotations; words++) {
    const turned = beginning(`${normalised.slice(space + 1)} ${normalised.slice(0, space)}`, longestTerm)
    if (!found.includes(turned)) found.push(turned)
    space = normalised.indexOf(' ', space + 1)
  }
  if (found.length === 1 || !isUnspaced(normalised)) return found
  return [...new Set([...found, ...found.map((turned) => turned.replaceAll(' ', ''))])]
}

/** What `terms` holds of a user: the names and the id of another system. */
export function userTerms(user: {
  firstName: string
  lastName: string
  displayName: string
  externalId?: string | null | undefined
}): Term[] {
  const fullName = `${user.firstName} ${user.lastName}`
  const full = rotations(fullName)
  // A display name adds rows only for what the full name does not say already.
  const shown = user.displayName === fullName ? (full[0] ?? '') : normalise(user.displayName)
  const terms = full.map((term): Term => ({ kind: termKinds.userName, term }))
  if (shown !== '' && !full.includes(shown)) {
    const words = (full[0] ?? '').split(' ')
    for (const term of rotationsOf(shown)) {
      const isNew = full.length === 0 || term === shown || !words.includes(term.split(' ', 1)[0] ?? '')
      if (isNew && !full.includes(term)) terms.push({ kind: termKinds.userName, term })
    }
  }
  const externalId = user.externalId ? code(user.externalId) : ''
  if (externalId !== '') terms.push({ kind: termKinds.userExternalId, term: externalId })
  return terms
}

export function deviceTerms(device: {
  displayName: string
  mac?: string | null | undefined
  serial?: string | null | undefined
  sipAddress?: string | null | undefined
}): Term[] {
  const mac = device.mac?.toLowerCase().replace(/[^0-9a-f]/g, '')
  return unique([
    ...rotations(device.displayName).map((term) => ({ kind: termKinds.deviceName, term })),
    ...(mac
      ? [
          { kind: termKinds.deviceMac, term: mac },
          { kind: termKinds.deviceMacEnd, term: reversed(mac) },
        ]
      : []),
    ...(device.serial ? [{ kind: termKinds.deviceSerial, term: code(device.serial) }] : []),
    ...(device.sipAddress
      ? [{ kind: termKinds.deviceSip, term: plain(device.sipAddress.replace(/^sips?:/i, '')) }]
      : []),
  ])
}

export function organizationTerms(organization: { name: string; externalId?: string | null | undefined }): Term[] {
  return unique([
    ...rotations(organization.name).map((term) => ({ kind: termKinds.organizationName, term })),
    ...(organization.externalId
      ? [{ kind: termKinds.organizationExternalId, term: code(organization.externalId) }]
      : []),
  ])
}

export function siteTerms(host: string): Term[] {
  return [{ kind: termKinds.site, term: plain(host) }]
}

export function domainTerms(domain: string): Term[] {
  return [{ kind: termKinds.domain, term: plain(domain) }]
}

export function orderTerms(number: string): Term[] {
  return [{ kind: termKinds.orderNumber, term: code(number) }]
}

/** A number that belongs to a customer and to no user yet. */
export function numberTerms(e164: string): Term[] {
  const digits = e164.replace(/\D/g, '')
  return [
    { kind: termKinds.organizationPhone, term: digits },
    { kind: termKinds.organizationPhoneEnd, term: reversed(digits) },
  ]
}

/** Letters and digits of a serial, order number or foreign id: people leave out and add dashes. */
export function code(text: string): string {
  return beginning(text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''), longestTerm)
}

export function plain(text: string): string {
  return beginning(text.trim().toLowerCase(), longestTerm)
}

export function reversed(text: string): string {
  return [...text].reverse().join('')
}

function unique(terms: Term[]): Term[] {
  const seen = new Set<string>()
  return terms.filter(({ kind, term }) => {
    const key = `${kind} ${term}`
    if (term === '' || seen.has(key)) return false
    seen.add(key)
    return true
  })
}
