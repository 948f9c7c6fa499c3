import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Location, listLocations } from '../../api/directory.ts'
import type { EndpointInput } from '../../api/endpoint.ts'
import { encodeId } from '../../api/ids.ts'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'

function locationQuery(context: Context) {
  return context.tx
    .selectFrom('locations')
    .select([
      'id',
      'org_id',
      'name',
      'address1',
      'address2',
      'city',
      'state',
      'postal_code',
      'country',
      'time_zone',
      'language',
    ])
    .where('partner_id', '=', context.actor.partnerId)
    .where(withinReach(context.actor, 'org_id'))
}

type LocationRow = Awaited<ReturnType<ReturnType<typeof locationQuery>['execute']>>[number]

/** Locations in reach by id. */
export async function locationPage(
  context: Context,
  filter: EndpointInput<typeof listLocations>['query'],
): Promise<{ items: LocationRow[]; cursor: string | null }> {
  const after = fromCursor(z.tuple([z.uuid()]), filter.cursor)
  let query = locationQuery(context)
    .orderBy('id')
    .limit(filter.max + 1)
  if (filter.orgId) query = query.where('org_id', '=', filter.orgId)
  if (filter.id) query = query.where('id', '=', filter.id)
  if (filter.name) query = query.where(sql<SqlBool>`position(lower(${filter.name}) in lower(name)) > 0`)
  if (after) query = query.where('id', '>', after[0])
  const rows = await query.execute()
  const last = rows.length > filter.max ? rows[filter.max - 1] : undefined
  return { items: rows.slice(0, filter.max), cursor: last ? toCursor([last.id]) : null }
}

/** The locations of one customer by name, at most 500. The caller has checked its reach. */
export async function locationsOf(context: Context, organizationId: string): Promise<LocationRow[]> {
  return await locationQuery(context).where('org_id', '=', organizationId).orderBy('name_key').limit(500).execute()
}

/** As existing clients know it. */
export function describeLocation(row: LocationRow): z.input<typeof Location> {
  return {
    id: encodeId('LOCATION', row.id),
    name: row.name,
    orgId: encodeId('ORGANIZATION', row.org_id),
    address: {
      ...(row.address1 ? { address1: row.address1 } : {}),
      ...(row.address2 ? { address2: row.address2 } : {}),
      ...(row.city ? { city: row.city } : {}),
      ...(row.state ? { state: row.state } : {}),
      ...(row.postal_code ? { postalCode: row.postal_code } : {}),
      country: row.country,
    },
    timeZone: row.time_zone,
    preferredLanguage: row.language,
  }
}
