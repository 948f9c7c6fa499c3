import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { search } from './calls.ts'
import { client } from './client.ts'
import { customerPlaces, type Place, partnerPlaces } from './places.ts'
import { useMay, useSession } from './session.ts'

export type PageRow = { id: string; label: string; description?: string; to: string }

/** A page, whose it is, and the words that lead to it. */
type Offered = { place: Place; whose: string | undefined }

/**
 * Pages whose name or common words begin with what is typed. Inside a customer both sides have an Audit and an Administrators, so each says
 * whose it is, and the customer's own come first.
 */
export function usePageRows(text: string, customer: { id: string; name: string | undefined } | undefined): PageRow[] {
  const session = useSession()
  const rate = useRate()
  const offered: Offered[] = [
    ...(customer ? customerPlaces(session, customer.id).map((place) => ({ place, whose: customer.name })) : []),
    ...partnerPlaces(session).map((place) => ({ place, whose: customer ? session.partner.name : undefined })),
  ]
  const rated = offered.map((one) => ({ ...one, rate: rate(one.place.id, one.whose, wordsOf(text)) }))
  const row = useRow()
  return [1, 2].flatMap((wanted) => rated.filter((one) => one.rate === wanted)).map(row)
}

/** Pages of a customer that is named beside them, as “kestrel users” or “users kestrel”, from wherever one is. */
export function useNamedPages(text: string): { rows: PageRow[]; pending: boolean } {
  const session = useSession()
  const rate = useRate()
  const row = useRow()
  const words = wordsOf(text)
  const mayOpen = useMay('lookup:search') && session.permissions.includes('partners:launch') && !session.organization
  const split = [words.slice(-1), words.slice(0, 1)]
    .map((page, index) => ({ page, name: index === 0 ? words.slice(0, -1) : words.slice(1) }))
    .find(
      ({ page, name }) =>
        (page[0]?.length ?? 0) >= 3 &&
        name.join(' ').length >= 2 &&
        customerPlaces(session, '').some(({ id }) => rate(id, undefined, page) > 0),
    )
  const q = split?.name.join(' ') ?? ''
  const enabled = mayOpen && split !== undefined
  const { data, error } = useQuery({
    queryKey: ['palette', q],
    queryFn: async ({ signal }) => (await client.call(search, { query: { q, max: 12 } }, { signal })).data.items,
    enabled,
  })
  const found = enabled && data ? data.filter(({ kind, rank }) => kind === 'organization' && rank !== 'fuzzy') : []
  const rows = found.slice(0, 3).flatMap((customer) =>
    customerPlaces(session, customer.id)
      .filter(({ id }) => rate(id, undefined, split?.page ?? []) > 0)
      .map((place) => row({ place, whose: customer.title })),
  )
  return { rows, pending: enabled && data === undefined && !error }
}

function useRow(): (of: Offered) => PageRow {
  const { t } = useTranslation()
  return ({ place, whose }) => ({
    id: `page-${place.to}`,
    label: t(`shell.${place.id}`),
    ...(whose ? { description: whose } : {}),
    to: place.to,
  })
}

/** 1 where the name itself begins so, 2 where a common word does, 0 where neither. The owner's name alone finds no page. */
function useRate(): (id: Place['id'], whose: string | undefined, words: readonly string[]) => 0 | 1 | 2 {
  const { t } = useTranslation()
  return (id, whose, words) => {
    if (words.length === 0) return 1
    const label = t(`shell.${id}`)
    const begins = (within: string) => (word: string) => ` ${fold(within)}`.includes(` ${word}`)
    const own = begins(`${label} ${whose ?? ''}`)
    if (words.every(own) && words.some(begins(label))) return 1
    // From the third letter on: two letters of a person's name begin too many of these.
    const common = (word: string) => word.length >= 3 && begins(t(`shell.palette.words.${id}`))(word)
    return words.every((word) => own(word) || common(word)) && words.some(common) ? 2 : 0
  }
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/\s+/)
    .filter((word) => word !== '')
}

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}
