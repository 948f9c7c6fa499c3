import { z } from 'zod'
import * as auditApi from '../../api/audit.ts'
import { auditCategories } from '../../api/audit-types.ts'
import type { EndpointInput } from '../../api/endpoint.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { Refusal } from '../../platform/errors.ts'
import { handle } from '../../platform/handlers.ts'
import { makeCheckpoint, newestCheckpoint } from './checkpoint.ts'
import { describeEvent } from './describe.ts'
import { type EventFilter, eventRows, findEvent, newestPosition, readFilter } from './events.ts'
import { eventsAsCsv, eventsAsJson, eventsAsTheyCome, fileName } from './export.ts'
import { check } from './jobs.ts'
import { describeChain, setRetention } from './keep.ts'
import { describeAdminEvent, describeSecurityEvent, onlySigning, publicFilter } from './public-events.ts'

const Key = z.tuple([z.uuid()])

export const auditHandlers = handle(auditApi, {
  listEvents: async (context, { query, answer }) => {
    const filter = await readFilter(context, query)
    const before = fromCursor(Key, query.cursor)?.[0] ?? null
    const rows = await eventRows(context, filter, { max: query.max + 1, before })
    const items = rows.slice(0, query.max)
    const last = items.at(-1)
    if (rows.length > query.max && last) answer.next({ cursor: toCursor([last.id]) })
    return { items: items.map((row) => describeEvent(context.language, context.actor, row)) }
  },
  getEvent: async (context, { params }) => {
    const row = await findEvent(context, params.eventId)
    if (!row) throw new Refusal('audit.event_not_found')
    return describeEvent(context.language, context.actor, row)
  },
  exportCsv: async (own, { query, answer }) => {
    const filter = await recordExport(own, query, 'CSV')
    answer.file(fileName(actorOf(own), 'csv'), eventsAsCsv(own, filter, query.language ?? own.language))
    return undefined
  },
  exportJson: async (own, { query, answer }) => {
    const filter = await recordExport(own, query, 'JSON')
    answer.file(fileName(actorOf(own), 'json'), eventsAsJson(own, filter, query.language ?? own.language))
    return undefined
  },
  streamEvents: async (own, { query, answer }) => {
    // Trying positions, a customer would find out what it is not told.
    if (actorOf(own).side === 'customer' && query.after) throw new Refusal('common.forbidden')
    const after = query.after ?? (query.follow ? await own.transaction(newestPosition) : 0)
    answer.file(fileName(actorOf(own), 'ndjson'), eventsAsTheyCome(own, after, query.follow))
    return undefined
  },
  getChain: describeChain,
  startCheck: async (context) => {
    await context.enqueue(check, { partnerId: context.actor.partnerId, asked: context.now.getTime() })
    return undefined
  },
  getCheckpoint: async (context) => {
    if (context.actor.side === 'customer') throw new Refusal('common.forbidden')
    const newest = await newestCheckpoint(context)
    if (!newest) throw new Refusal('audit.no_checkpoint')
    return newest
  },
  makeCheckpoint: async (context) => {
    const made = await makeCheckpoint(context)
    await context.audit({ type: 'audit.checkpoint_made', data: { position: made.position } })
    return made
  },
  setRetention: async (own, { body }) => {
    await own.transaction(async (context) => await setRetention(context, body.days))
    return await describeChain(own)
  },
  listAdminAuditEvents: async (context, { query, answer }) => {
    const filter = await publicFilter(context, query)
    const rows = await eventRows(context, filter, { max: query.max + 1, offset: query.offset })
    if (rows.length > query.max) answer.next({ offset: query.offset + query.max, max: query.max })
    const name = await partnerName(context)
    return { items: rows.slice(0, query.max).map((row) => describeAdminEvent(context, row, name)) }
  },
  listEventCategories: async () => ({ eventCategories: [...auditCategories] }),
  listSecurityAuditEvents: async (context, { query, answer }) => {
    const { startTime: from, endTime: to, ...asked } = query
    const filter = onlySigning(await publicFilter(context, { ...asked, from, to }))
    const before = fromCursor(Key, query.cursor)?.[0] ?? null
    const rows = await eventRows(context, filter, { max: query.max + 1, before })
    const items = rows.slice(0, query.max)
    const last = items.at(-1)
    if (rows.length > query.max && last) answer.next({ cursor: toCursor([last.id]), max: query.max })
    const name = await partnerName(context)
    return { items: items.map((row) => describeSecurityEvent(context, row, name)) }
  },
})

/** Taking the audit away is an act; what was asked for stands with it. */
async function recordExport(
  own: OwnContext,
  query: EndpointInput<typeof auditApi.exportCsv>['query'],
  format: 'CSV' | 'JSON',
): Promise<EventFilter> {
  return await own.transaction(async (context) => {
    const filter = await readFilter(context, query)
    const asked = Object.fromEntries(
      Object.entries(query).filter(([name, value]) => value !== undefined && name !== 'language'),
    )
    await context.audit({
      type: 'audit.exported',
      data: { format, filter: asked },
      ...(filter.organizationId !== null && filter.organizationId !== 'own'
        ? { organizationId: filter.organizationId }
        : {}),
    })
    return filter
  })
}

function actorOf(own: OwnContext) {
  if (!own.actor) throw new Refusal('common.unauthorized')
  return own.actor
}

async function partnerName({ tx, actor }: Context): Promise<string> {
  const row = await tx.selectFrom('partners').select('name').where('id', '=', actor.partnerId).executeTakeFirst()
  return row?.name ?? ''
}
