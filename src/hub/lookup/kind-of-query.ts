import type { Matched } from '../../api/lookup.ts'
import { classify } from './classify.ts'

/** What sort of text was searched for, for records that must not hold the text itself; `several` where it may mean several things. */
export function kindOfQuery(text: string, inOneOrganization: boolean): Matched['kind'] | 'several' {
  const kinds = new Set(classify(text, inOneOrganization).probes.map((probe) => probe.as))
  const [first] = kinds
  if (text.includes('@')) return /^\s*sips?:/i.test(text) ? 'sip' : 'email'
  // A bare word may begin an address or a site as well; it is a name to whoever typed it.
  if (first === undefined || (kinds.has('name') && !/\d/.test(text))) return 'name'
  return kinds.size === 1 ? first : 'several'
}
