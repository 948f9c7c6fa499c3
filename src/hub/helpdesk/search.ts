import type { EndpointInput } from '../../api/endpoint.ts'
import { decodeAnyId, encodeId } from '../../api/ids.ts'
import type { Matched, SearchAnswer, SearchItem, SearchKind } from '../../api/lookup.ts'
import * as lookupApi from '../../api/lookup.ts'
import { isHelpDesk } from '../../api/permissions.ts'
import { holdsScope } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { type Answer, handle } from '../../platform/handlers.ts'
import { describeDevices, describeUsers, locationsOfUsers, macWithColons } from '../directory/index.ts'
import { findThings, type Hit, likeliestKind } from '../lookup/index.ts'
import { describeOrders, describeOrganizations, requireOrganization } from '../partners/index.ts'
import { countUsersOf } from './count-users.ts'

export const searchHandlers = handle(lookupApi, {
  search: async (context, { query, answer }) => {
    const among = kindsOf(context, query.kind)
    if (query.organizationId) await requireOrganization(context, query.organizationId)
    const known = await byId(context, query, among)
    // The record is written while what was found is looked at here.
    const [found] = await Promise.all([
      known ?? find(context, query, among, answer),
      record(context, query, known !== null),
    ])
    return found
  },
})

type Query = EndpointInput<typeof lookupApi.search>['query']

/** The kinds that the actor's scopes open, or the one asked for. */
function kindsOf(context: Context, asked: SearchKind | undefined): readonly SearchKind[] {
  const open = lookupApi.SearchKind.options.filter((kind) => holdsScope(context.actor, lookupApi.searchScopes[kind]))
  if (asked === undefined) return open
  if (!open.includes(asked)) throw new Refusal('common.scope_missing')
  return [asked]
}

async function find(
  context: Context,
  query: Query,
  among: readonly SearchKind[],
  answer: Answer,
): Promise<SearchAnswer> {
  const { q: text, organizationId, max, cursor } = query
  const result = await findThings(context, { text, organizationId, among, max, cursor })
  if (result.cursor) answer.next({ cursor: result.cursor })
  return {
    items: await describe(context, result.hits),
    ...(result.hint ? { hint: result.hint } : {}),
    ...(result.more.length > 0 ? { more: result.more } : {}),
  }
}

async function record(context: Context, query: Query, isId: boolean): Promise<void> {
  // A further page is the same search.
  if (!isHelpDesk(context.actor.role) || query.cursor !== undefined) return
  await context.audit({
    type: 'helpdesk.searched',
    ...(query.organizationId ? { organizationId: query.organizationId } : {}),
    data: { kind: isId ? 'id' : likeliestKind(query.q, query.organizationId !== undefined) },
  })
}

/** A text that is an id means the thing itself; null where it is none, so that it is looked for as text. */
async function byId(context: Context, query: Query, among: readonly SearchKind[]): Promise<SearchAnswer | null> {
  const id = decodeAnyId(query.q.trim())
  if (!id) return null
  const hits = byLikelihood
    .filter((kind) => among.includes(kind))
    .filter((kind) => id.type === null || id.type === encodedTypes[kind])
    .map((kind): Hit => ({ kind, id: id.id, organizationId: '', matched: { kind: 'id', term: id.id }, rank: 'exact' }))
  const items = (await describe(context, hits)).filter(
    (item) =>
      query.organizationId === undefined || item.organizationId === encodeId('ORGANIZATION', query.organizationId),
  )
  // A bare uuid may also be a foreign system's id, which is text to us.
  if (items.length === 0 && id.type === null) return null
  return { items, ...(items.length === 0 ? { hint: 'nothing_found' as const } : {}) }
}

const byLikelihood: readonly SearchKind[] = ['user', 'organization', 'device', 'order']
const encodedTypes = { user: 'PEOPLE', organization: 'ORGANIZATION', device: 'DEVICE', order: 'ORDER' } as const

/** Loads what is shown of the hits, a statement or two for each kind, and drops those that are gone. */
async function describe(context: Context, hits: readonly Hit[]): Promise<SearchItem[]> {
  const ids = (kind: SearchKind) => hits.filter((hit) => hit.kind === kind).map((hit) => hit.id)
  const [user, organization, device, order] = await Promise.all([
    userItems(
      context,
      hits.filter(({ kind }) => kind === 'user'),
    ),
    organizationItems(context, ids('organization')),
    deviceItems(context, ids('device')),
    orderItems(context, ids('order')),
  ])
  const makers: Record<SearchKind, Map<string, (hit: Hit) => SearchItem>> = { user, organization, device, order }
  return hits.flatMap((hit) => {
    const make = makers[hit.kind].get(hit.id)
    return make ? [make(hit)] : []
  })
}

async function userItems(context: Context, hits: readonly Hit[]) {
  const byExtension = hits.filter(({ matched: { kind } }) => kind === 'extension')
  const [users, locations] = await Promise.all([
    describeUsers(
      context,
      hits.map(({ id }) => id),
    ),
    locationsOfUsers(
      context,
      byExtension.map(({ id }) => id),
    ),
  ])
  return new Map(
    users.map((user) => [
      user.id,
      (hit: Hit): SearchItem => ({
        kind: 'user',
        id: encodeId('PEOPLE', user.id),
        organizationId: encodeId('ORGANIZATION', user.organizationId),
        organizationName: user.organizationName,
        title: user.displayName,
        // Each location has its own 1001: it alone tells them apart.
        subtitle: [locations.get(user.id), user.email].filter(Boolean).join(' · '),
        matched: matched(hit, {
          name: user.displayName,
          email: user.email,
          phone: user.phoneNumber ?? undefined,
          extension: user.extension ?? undefined,
        }),
        rank: hit.rank,
        status: user.status,
      }),
    ]),
  )
}

// The answer is given at each letter.
const exactWhileTyping = 5_000

async function organizationItems(context: Context, ids: readonly string[]) {
  const [organizations, users] = await Promise.all([
    describeOrganizations(context, ids),
    countUsersOf(context, ids, exactWhileTyping),
  ])
  return new Map(
    organizations.map((organization) => [
      organization.id,
      (hit: Hit): SearchItem => ({
        kind: 'organization',
        id: encodeId('ORGANIZATION', organization.id),
        organizationId: encodeId('ORGANIZATION', organization.id),
        organizationName: organization.name,
        title: organization.name,
        subtitle: organization.country,
        matched: matched(hit, { name: organization.name, external_id: organization.externalId ?? undefined }),
        rank: hit.rank,
        status: organization.status,
        ...users.get(organization.id),
      }),
    ]),
  )
}

async function deviceItems(context: Context, ids: readonly string[]) {
  return new Map(
    (await describeDevices(context, ids)).map((device) => [
      device.id,
      (hit: Hit): SearchItem => ({
        kind: 'device',
        id: encodeId('DEVICE', device.id),
        organizationId: encodeId('ORGANIZATION', device.organizationId),
        organizationName: device.organizationName,
        title: device.displayName,
        subtitle: [device.product, device.mac ? macWithColons(device.mac) : device.serial].filter(Boolean).join(' · '),
        matched: matched(hit, {
          name: device.displayName,
          mac: device.mac ? macWithColons(device.mac) : undefined,
          serial: device.serial ?? undefined,
          sip: device.sipAddress ?? undefined,
        }),
        rank: hit.rank,
        status: device.connectionStatus,
      }),
    ]),
  )
}

async function orderItems(context: Context, ids: readonly string[]) {
  return new Map(
    (await describeOrders(context, ids)).map((order) => [
      order.id,
      (hit: Hit): SearchItem => ({
        kind: 'order',
        id: encodeId('ORDER', order.id),
        organizationId: encodeId('ORGANIZATION', order.organizationId),
        organizationName: order.organizationName,
        title: order.number,
        subtitle: order.orderedAt.toISOString().slice(0, 10),
        matched: matched(hit, { order: order.number }),
        rank: hit.rank,
        status: order.status,
        ordered: order.orderedAt.toISOString(),
      }),
    ]),
  )
}

/** What matched, as the thing itself spells it; the term that was compared where it has no other spelling. */
function matched(hit: Hit, own: Partial<Record<Matched['kind'], string | undefined>>): Matched {
  const term = hit.matched.kind === 'phone' && !own.phone ? `+${hit.matched.term}` : hit.matched.term
  return { kind: hit.matched.kind, term: own[hit.matched.kind] ?? term }
}
