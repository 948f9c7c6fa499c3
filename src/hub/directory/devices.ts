import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { ConnectionStatus, type Device, DeviceType, type listDevices } from '../../api/directory.ts'
import type { EndpointInput } from '../../api/endpoint.ts'
import { encodeId } from '../../api/ids.ts'
import { reaches, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'

function deviceQuery(context: Context) {
  return context.tx
    .selectFrom('devices as d')
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.partner_id', '=', 'd.partner_id').onRef('o.id', '=', 'd.org_id'),
    )
    .leftJoin('users as u', (join) => join.onRef('u.partner_id', '=', 'd.partner_id').onRef('u.id', '=', 'd.user_id'))
    .select([
      'd.id',
      'd.org_id as organizationId',
      'o.name as organizationName',
      'd.user_id as userId',
      'u.display_name as ownerName',
      'd.location_id as locationId',
      'd.display_name as displayName',
      'd.product',
      'd.type',
      'd.mac',
      'd.serial',
      'd.sip_address as sipAddress',
      'd.ip',
      'd.software',
      'd.connection_status as connectionStatus',
      'd.created_at as createdAt',
      'd.first_seen_at as firstSeenAt',
      'd.last_seen_at as lastSeenAt',
    ])
    .where('d.partner_id', '=', context.actor.partnerId)
}

export type DirectoryDevice = Awaited<ReturnType<ReturnType<typeof deviceQuery>['execute']>>[number]

/** For search: these devices, as far as they are in reach, in no order. */
export async function describeDevices(context: Context, ids: readonly string[]): Promise<DirectoryDevice[]> {
  if (ids.length === 0) return []
  const rows = await deviceQuery(context)
    .where(sql<boolean>`d.id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.filter((row) => reaches(context.actor, row.organizationId))
}

export async function devicesOfUser(context: Context, userId: string): Promise<DirectoryDevice[]> {
  const rows = await deviceQuery(context).where('d.user_id', '=', userId).orderBy('d.id').execute()
  return rows.filter((row) => reaches(context.actor, row.organizationId))
}

/** What the public API filters by and no device here has. */
const unknownHere = [
  'tag',
  'workspaceId',
  'errorCode',
  'capability',
  'permission',
  'upgradeChannel',
  'devicePlatform',
  'plannedMaintenance',
] as const

const namedTypes = DeviceType.options.filter((type) => type !== 'unknown')

/** Devices in reach by id. `start` skips that many, as existing clients ask; the next page goes on by key. */
export async function devicePage(
  context: Context,
  filter: EndpointInput<typeof listDevices>['query'],
): Promise<{ items: DirectoryDevice[]; cursor: string | null }> {
  const after = fromCursor(z.tuple([z.uuid()]), filter.cursor)
  if (unknownHere.some((name) => filter[name] !== undefined)) return { items: [], cursor: null }
  let query = deviceQuery(context)
    .where(withinReach(context.actor, 'd.org_id'))
    .orderBy('d.id')
    .limit(filter.max + 1)
  if (filter.orgId) query = query.where('d.org_id', '=', filter.orgId)
  if (filter.personId) query = query.where('d.user_id', '=', filter.personId)
  if (filter.locationId) query = query.where('d.location_id', '=', filter.locationId)
  if (filter.connectionStatus) query = query.where('d.connection_status', '=', filter.connectionStatus)
  if (filter.workspaceLocationId) query = query.where('d.location_id', '=', filter.workspaceLocationId)
  // What is shown as unknown is whatever clients have no name for.
  if (filter.type === 'unknown') query = query.where('d.type', 'not in', namedTypes)
  else if (filter.type) query = query.where('d.type', '=', filter.type)
  if (filter.product) query = query.where('d.product', '=', filter.product)
  if (filter.serial) query = query.where('d.serial', '=', filter.serial)
  if (filter.software) query = query.where('d.software', '=', filter.software)
  if (filter.mac) query = query.where('d.mac', '=', macDigits(filter.mac))
  if (filter.displayName)
    query = query.where(sql<SqlBool>`position(lower(${filter.displayName}) in lower(d.display_name)) > 0`)
  if (after) query = query.where('d.id', '>', after[0])
  else if (filter.start) query = query.offset(filter.start)
  const rows = await query.execute()
  const last = rows.length > filter.max ? rows[filter.max - 1] : undefined
  return { items: rows.slice(0, filter.max), cursor: last ? toCursor([last.id]) : null }
}

/** As existing clients know it. MAC addresses are stored as 12 lower-case digits and shown with colons. */
export function describeDevice(device: DirectoryDevice): z.input<typeof Device> {
  const type = DeviceType.safeParse(device.type)
  return {
    id: encodeId('DEVICE', device.id),
    displayName: device.displayName,
    ...(device.userId ? { personId: encodeId('PEOPLE', device.userId) } : {}),
    orgId: encodeId('ORGANIZATION', device.organizationId),
    capabilities: [],
    permissions: [],
    connectionStatus: ConnectionStatus.parse(device.connectionStatus),
    product: device.product,
    type: type.success ? type.data : 'unknown',
    tags: [],
    ...(device.ip ? { ip: device.ip } : {}),
    ...(device.mac ? { mac: macWithColons(device.mac) } : {}),
    ...(device.sipAddress ? { primarySipUrl: device.sipAddress } : {}),
    sipUrls: device.sipAddress ? [device.sipAddress] : [],
    ...(device.serial ? { serial: device.serial } : {}),
    ...(device.software ? { software: device.software } : {}),
    created: device.createdAt.toISOString(),
    ...(device.locationId ? { locationId: encodeId('LOCATION', device.locationId) } : {}),
    errorCodes: [],
    ...(device.firstSeenAt ? { firstSeen: device.firstSeenAt.toISOString() } : {}),
    ...(device.lastSeenAt ? { lastSeen: device.lastSeenAt.toISOString() } : {}),
    managedBy: 'PARTNER',
  }
}

export function macWithColons(digits: string): string {
  return digits.match(/../g)?.join(':') ?? digits
}

function macDigits(text: string): string {
  return text.replace(/[^0-9a-f]/gi, '').toLowerCase()
}
