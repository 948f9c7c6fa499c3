import { z } from 'zod'
import { type Matched, type SearchAnswer, SearchKind } from '../../api/lookup.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { type Classified, classify, extensionOf, type Probe, thingOf } from './classify.ts'
import { corrections } from './correct.ts'
import { type Found, scan } from './scan.ts'
import { reversed, type TermKind, termKinds } from './terms.ts'

export type Hit = {
  kind: SearchKind
  id: string
  organizationId: string
  /** `term` as it is stored for comparing; who shows it knows the thing's own spelling. */
  matched: { kind: Matched['kind']; term: string }
  rank: 'exact' | 'prefix' | 'fuzzy'
}

export type SearchResult = {
  hits: Hit[]
  /** Kinds of which there is more than this page and those before it hold. */
  more: SearchKind[]
  /** Where the next page begins; null on the last one. */
  cursor: string | null
  hint: NonNullable<SearchAnswer['hint']> | null
}

// A page deeper than this helps nobody: one more letter does.
const deepest = 1000
/** Fewer hits than this are too few to be what was meant, so similar words are looked for as well. */
const fewHits = 3

const kinds = SearchKind.options
/** Kept from their last sign on, so that an end is a beginning. */
const endKinds: ReadonlySet<TermKind> = new Set([
  termKinds.userPhoneEnd,
  termKinds.organizationPhoneEnd,
  termKinds.deviceMacEnd,
])
const ranks = ['exact', 'prefix', 'fuzzy'] as const

type Ranked = Hit & { key: Key }
type Key = [rank: number, probe: number, term: string, organizationId: string, id: string]
const CursorShape = z.object({
  /** For each kind: how many were shown, and the key of the last one. */
  shown: z.partialRecord(
    SearchKind,
    z.object({
      count: z.number().int().min(1).max(deepest),
      key: z.tuple([z.number(), z.number(), z.string(), z.string(), z.string()]),
    }),
  ),
})
type Position = z.output<typeof CursorShape>['shown']

/**
 * Finds things by anything, within the actor's reach; `organizationId` is one that the caller has checked. Each kind is a list of its own,
 * best first; a page takes from all of them, so that none crowds out the others.
 */
export async function findThings(
  context: Context,
  query: {
    text: string
    organizationId?: string | undefined
    /** What may be found; others are not looked for. */
    among: readonly SearchKind[]
    max: number
    cursor?: string | undefined
  },
): Promise<SearchResult> {
  const inOne = query.organizationId !== undefined || context.actor.side === 'customer'
  const asked = classify(query.text, inOne)
  const position: Position = fromCursor(CursorShape, query.cursor)?.shown ?? {}
  const probes = asked.probes.filter((probe) => query.among.includes(thingOf(probe.kind)))
  const depth = Math.max(0, ...Object.values(position).map(({ count }) => count)) + query.max + 1
  // A thing may be met several times in one range (rotations of a name), hence the room.
  const limit = Math.min(deepest * 2, depth * 2 + 10)
  const lists = byKind(ranked(probes, await scan(context, probes, query.organizationId, limit), 'literal'))
  const found = kinds.reduce((sum, kind) => sum + lists[kind].length, 0)
  // A whole site or serial is what was meant, also where it is one of a kind.
  const isIdentified = kinds.some((kind) =>
    lists[kind].some(({ rank, matched }) => rank === 'exact' && matched.kind !== 'name'),
  )
  if (found < fewHits && asked.words.length > 0 && !isIdentified) await addSimilar(context, query, asked, lists, limit)
  if (found === 0 && asked.domain !== '') await addOwner(context, query, asked.domain, lists, limit)
  const result = page(query, asked, lists, position)
  // Extensions are looked for inside one customer: every customer has a 1001. What else ends so may be what was meant, or hide it.
  if (inOne || query.cursor !== undefined || !query.among.includes('user') || extensionOf(query.text) === '')
    return result
  return { ...result, hint: 'extension_needs_customer' }
}

/** Nobody has the address: the customer whose domain it is, as similar. */
async function addOwner(
  context: Context,
  query: { organizationId?: string | undefined; among: readonly SearchKind[] },
  domain: string,
  lists: Record<SearchKind, Ranked[]>,
  limit: number,
): Promise<void> {
  if (!query.among.includes('organization')) return
  const probes: Probe[] = [{ kind: termKinds.domain, begin: domain, whole: true, as: 'domain' }]
  const owners = byKind(ranked(probes, await scan(context, probes, query.organizationId, limit), 'similar'))
  lists.organization.push(...owners.organization)
}

async function addSimilar(
  context: Context,
  query: { organizationId?: string | undefined; among: readonly SearchKind[] },
  asked: Classified,
  lists: Record<SearchKind, Ranked[]>,
  limit: number,
): Promise<void> {
  const { likely, others } = await corrections(context, asked.words)
  const probesFor = (texts: readonly string[]) =>
    similarProbes(texts).filter((probe) => query.among.includes(thingOf(probe.kind)))
  const look = async (probes: readonly Probe[]) =>
    ranked(probes, await scan(context, probes, query.organizationId, limit), 'similar')
  const [best, rest] = [probesFor(likely), probesFor(others)]
  const { reach } = context.actor
  // Of few customers the likeliest words are often nobody's name: then one look for all is sooner done than two.
  const isNarrow = query.organizationId !== undefined || (reach.kind === 'some' && reach.organizations.length <= 10)
  const found = await look(isNarrow ? [...best, ...rest] : best)
  const likeliest = found.filter(({ key: [, probe] }) => probe < best.length)
  const similar = byKind(likeliest.length > 0 ? likeliest : isNarrow ? found : await look(rest))
  for (const kind of kinds) {
    const known = new Set(lists[kind].map((hit) => hit.id))
    lists[kind].push(...similar[kind].filter((hit) => !known.has(hit.id)))
  }
}

/** Two words also the other way round: a name may have a third one between them. */
function similarProbes(texts: readonly string[]): Probe[] {
  const turned = texts
    .map((text) => text.split(' '))
    .flatMap((words) => (words.length === 2 ? [words.toReversed().join(' ')] : []))
  const probe = (kind: Probe['kind'], begin: string): Probe => ({ kind, begin, as: 'name' })
  return [
    ...texts.flatMap((text) =>
      [termKinds.userName, termKinds.organizationName, termKinds.deviceName].map((kind) => probe(kind, text)),
    ),
    ...turned.map((text) => probe(termKinds.userName, text)),
  ]
}

function ranked(probes: readonly Probe[], found: readonly Found[], how: 'literal' | 'similar'): Ranked[] {
  return found.flatMap((each) => {
    const probe = probes[each.probe]
    if (!probe) return []
    const rank = how === 'similar' ? 'fuzzy' : each.term === probe.begin.trimEnd() ? 'exact' : 'prefix'
    return [
      {
        kind: thingOf(each.kind),
        id: each.id,
        organizationId: each.organizationId,
        matched: { kind: probe.as, term: endKinds.has(each.kind) ? reversed(each.term) : each.term },
        rank,
        key: [ranks.indexOf(rank), each.probe, each.term, each.organizationId, each.id],
      },
    ]
  })
}

/** Each kind's hits in order, every thing once, by its best match. */
function byKind(hits: Ranked[]): Record<SearchKind, Ranked[]> {
  const lists: Record<SearchKind, Ranked[]> = { organization: [], user: [], device: [], order: [] }
  const seen = new Set<string>()
  for (const hit of hits.sort((one, other) => compareKeys(one.key, other.key))) {
    const name = `${hit.kind} ${hit.id}`
    if (seen.has(name)) continue
    seen.add(name)
    lists[hit.kind].push(hit)
  }
  return lists
}

function page(
  query: { max: number },
  asked: Classified,
  lists: Record<SearchKind, Ranked[]>,
  position: Position,
): SearchResult {
  const rest = kinds.map((kind) => {
    const after = position[kind]?.key
    const list = lists[kind].slice(0, deepest)
    return { kind, hits: after ? list.filter((hit) => compareKeys(hit.key, after) > 0) : list }
  })
  const chosen = share(rest, query.max)
  const next: Position = { ...position }
  for (const { kind, hits } of chosen) {
    const last = hits.at(-1)
    if (last) next[kind] = { count: (position[kind]?.count ?? 0) + hits.length, key: last.key }
  }
  const more = rest.flatMap(({ kind, hits }, index) => (hits.length > (chosen[index]?.hits.length ?? 0) ? [kind] : []))
  const hits = chosen.flatMap(({ hits: each }) => each.map(({ key: _, ...hit }) => hit))
  return { hits, more, cursor: more.length > 0 ? toCursor({ shown: next }) : null, hint: hintOf(asked, hits, position) }
}

/** An equal share for each kind that has hits, and what one leaves to the others. */
function share(
  rest: readonly { kind: SearchKind; hits: Ranked[] }[],
  max: number,
): { kind: SearchKind; hits: Ranked[] }[] {
  const taken = rest.map(() => 0)
  let left = max
  while (left > 0) {
    const open = rest.map((_, index) => index).filter((index) => (taken[index] ?? 0) < (rest[index]?.hits.length ?? 0))
    if (open.length === 0) break
    const each = Math.max(1, Math.floor(left / open.length))
    for (const index of open) {
      const more = Math.min(each, left, (rest[index]?.hits.length ?? 0) - (taken[index] ?? 0))
      taken[index] = (taken[index] ?? 0) + more
      left -= more
    }
  }
  return rest.map(({ kind, hits }, index) => ({ kind, hits: hits.slice(0, taken[index]) }))
}

function hintOf(asked: Classified, hits: readonly Hit[], position: Position): SearchResult['hint'] {
  if (asked.isTooShort && hits.length === 0) return 'too_short'
  if (Object.keys(position).length > 0) return null
  if (hits.length === 0) return asked.isNationalNumber ? 'number_without_country' : 'nothing_found'
  return hits.every((hit) => hit.rank === 'fuzzy') ? 'similar_only' : null
}

function compareKeys(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (let index = 0; index < one.length; index++) {
    const left = one[index] ?? 0
    const right = other[index] ?? 0
    if (left === right) continue
    if (typeof left === 'number' && typeof right === 'number') return left - right
    return compareTexts(String(left), String(right))
  }
  return 0
}

// From the surrogates on, UTF-16 and UTF-8 order differently.
const beyondAgreement = /[\ud800-\uffff]/

/** As the database orders: by the bytes of UTF-8. */
function compareTexts(one: string, other: string): number {
  if (!beyondAgreement.test(one) && !beyondAgreement.test(other)) return one < other ? -1 : 1
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
