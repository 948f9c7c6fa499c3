import { z } from 'zod'
import { Cursor, Flag, ListOf, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'

export const directoryErrors = {
  'directory.user_not_found': { status: 404, number: 14001 },
  'directory.device_not_found': { status: 404, number: 14002 },
  'directory.location_not_found': { status: 404, number: 14003 },
  'directory.too_many_ids': { status: 400, number: 14006 },
} as const

export const Person = z.object({
  id: z.string(),
  emails: z.array(z.string()),
  phoneNumbers: z
    .array(
      z.object({
        type: z.enum(['work', 'work_extension', 'mobile', 'fax', 'enterprise', 'alternate1', 'alternate2']),
        value: z.string(),
        primary: z.boolean().optional(),
      }),
    )
    .optional(),
  extension: z.string().optional(),
  locationId: z.string().optional(),
  displayName: z.string(),
  nickName: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  orgId: z.string(),
  roles: z.array(z.string()).optional(),
  licenses: z.array(z.string()).optional(),
  department: z.string().optional(),
  manager: z.string().optional(),
  title: z.string().optional(),
  addresses: z.array(z.object({ type: z.string().optional(), country: z.string().optional() })).optional(),
  created: Time,
  lastModified: Time,
  timezone: z.string().optional(),
  lastActivity: Time.optional(),
  siteUrls: z.array(z.string()).optional(),
  sipAddresses: z
    .array(
      z.object({
        type: z.enum(['personal-room', 'enterprise', 'cloud-calling']),
        value: z.string(),
        primary: z.boolean(),
      }),
    )
    .optional(),
  status: z.enum(['active', 'inactive', 'pending', 'unknown']).optional(),
  invitePending: z.boolean(),
  loginEnabled: z.boolean(),
  type: z.enum(['person', 'bot', 'appuser']),
})
export type Person = z.infer<typeof Person>

export const listPeople = endpoint({
  method: 'GET',
  path: '/v1/people',
  summary: 'People of one organization, or of all in reach.',
  needs: 'directory:read',
  scope: 'spark-admin:people_read',
  query: z.object({
    email: z.string().max(320).optional(),
    displayName: z.string().max(200).optional(),
    /** Up to 85, comma separated. */
    id: z.string().max(20000).optional(),
    orgId: Id('ORGANIZATION').optional(),
    roles: z.string().max(2000).optional(),
    callingData: Flag.optional(),
    locationId: Id('LOCATION').optional(),
    max: Max(100, 1000),
    excludeStatus: Flag.optional(),
    cursor: Cursor.optional(),
  }),
  reply: z.object({ items: z.array(Person), notFoundIds: z.array(z.string()).optional() }),
  paged: true,
  refuses: ['partners.customer_not_found', 'directory.too_many_ids', 'common.bad_cursor'],
})

export const getMe = endpoint({
  method: 'GET',
  path: '/v1/people/me',
  summary: 'The own person; for a service app its own, of type appuser.',
  needs: 'signed-in',
  query: z.object({ callingData: Flag.optional() }),
  reply: Person,
  refuses: ['directory.user_not_found'],
})

export const getPerson = endpoint({
  method: 'GET',
  path: '/v1/people/:personId',
  summary: 'One person.',
  needs: 'directory:read',
  scope: 'spark-admin:people_read',
  params: z.object({ personId: Id('PEOPLE') }),
  query: z.object({ callingData: Flag.optional() }),
  reply: Person,
  refuses: ['directory.user_not_found'],
})

export const Location = z.object({
  id: z.string(),
  name: z.string(),
  orgId: z.string(),
  address: z.object({
    address1: z.string().optional(),
    address2: z.string().optional(),
    city: z.string().optional(),
    state: z.string().optional(),
    postalCode: z.string().optional(),
    country: z.string(),
  }),
  timeZone: z.string(),
  preferredLanguage: z.string(),
})

export const listLocations = endpoint({
  method: 'GET',
  path: '/v1/locations',
  summary: 'Locations of one organization, or of all in reach.',
  needs: 'directory:read',
  scope: 'spark-admin:locations_read',
  query: z.object({
    /** Part of the name. */
    name: z.string().max(256).optional(),
    id: Id('LOCATION').optional(),
    orgId: Id('ORGANIZATION').optional(),
    max: Max(500, 500),
    cursor: Cursor.optional(),
  }),
  reply: ListOf(Location),
  paged: true,
  refuses: ['partners.customer_not_found', 'common.bad_cursor'],
})

export const getLocation = endpoint({
  method: 'GET',
  path: '/v1/locations/:locationId',
  summary: 'One location.',
  needs: 'directory:read',
  scope: 'spark-admin:locations_read',
  params: z.object({ locationId: Id('LOCATION') }),
  query: z.object({ orgId: Id('ORGANIZATION').optional() }),
  reply: Location,
  refuses: ['directory.location_not_found', 'partners.customer_not_found'],
})

export const ConnectionStatus = z.enum([
  'connected',
  'disconnected',
  'connected_with_issues',
  'offline_expired',
  'activating',
  'unknown',
  'offline_deep_sleep',
])

export const DeviceType = z.enum(['roomdesk', 'phone', 'accessory', 'webexgo', 'unknown'])

export const Device = z.object({
  id: z.string(),
  displayName: z.string(),
  personId: z.string().optional(),
  orgId: z.string(),
  capabilities: z.array(z.string()),
  permissions: z.array(z.string()),
  connectionStatus: ConnectionStatus,
  product: z.string(),
  type: DeviceType,
  tags: z.array(z.string()),
  ip: z.string().optional(),
  mac: z.string().optional(),
  primarySipUrl: z.string().optional(),
  sipUrls: z.array(z.string()),
  serial: z.string().optional(),
  software: z.string().optional(),
  created: Time,
  locationId: z.string().optional(),
  errorCodes: z.array(z.string()),
  firstSeen: Time.optional(),
  lastSeen: Time.optional(),
  managedBy: z.enum(['CISCO', 'CUSTOMER', 'PARTNER']),
})

// A filter that were passed over would answer with every device, and whoever acts on the answer would act on all.
const noneHasIt = 'No device here has this, so that a list by it is empty.'

/** Several values come as one text with commas, or as the parameter said several times. */
const Texts = z.union([z.string().max(2000), z.array(z.string().max(200)).max(100)])

export const listDevices = endpoint({
  method: 'GET',
  path: '/v1/devices',
  summary: 'Devices of one organization, or of all in reach.',
  needs: 'directory:read',
  scope: 'spark-admin:devices_read',
  query: z.object({
    max: Max(100, 1000),
    start: z.coerce.number().int().min(0).optional(),
    displayName: z.string().max(200).optional(),
    personId: Id('PEOPLE').optional(),
    orgId: Id('ORGANIZATION').optional(),
    connectionStatus: ConnectionStatus.optional(),
    product: z.string().max(200).optional(),
    type: DeviceType.optional(),
    serial: z.string().max(100).optional(),
    software: z.string().max(100).optional(),
    mac: z.string().max(40).optional(),
    locationId: Id('LOCATION').optional(),
    workspaceLocationId: Id('LOCATION').optional().describe('The older name of `locationId`.'),
    tag: Texts.optional().describe(noneHasIt),
    workspaceId: z.string().max(400).optional().describe(noneHasIt),
    errorCode: z.string().max(200).optional().describe(noneHasIt),
    capability: z.enum(['xapi']).optional().describe(noneHasIt),
    permission: z.string().max(200).optional().describe(noneHasIt),
    upgradeChannel: z.string().max(200).optional().describe(noneHasIt),
    devicePlatform: z.enum(['cisco', 'microsoftTeamsRoom']).optional().describe(noneHasIt),
    plannedMaintenance: z.enum(['off', 'on', 'upcoming']).optional().describe(noneHasIt),
    cursor: Cursor.optional(),
  }),
  reply: ListOf(Device),
  paged: true,
  refuses: ['partners.customer_not_found', 'common.bad_cursor'],
})

export const getDevice = endpoint({
  method: 'GET',
  path: '/v1/devices/:deviceId',
  summary: 'One device.',
  needs: 'directory:read',
  scope: 'spark-admin:devices_read',
  params: z.object({ deviceId: Id('DEVICE') }),
  query: z.object({ orgId: Id('ORGANIZATION').optional(), preview: Flag.optional() }),
  reply: Device,
  refuses: ['directory.device_not_found', 'partners.customer_not_found'],
})

export const UserStatus = z.enum([
  'invite_pending',
  'not_verified',
  'verified',
  'active',
  'inactive',
  'suspended',
  'transient',
])
export type UserStatus = z.infer<typeof UserStatus>

export const User = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  displayName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  status: UserStatus,
  package: z.object({ id: z.string(), name: z.string() }).optional(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
  location: z.string().optional(),
  lastActivity: Time.optional(),
  administrator: z.boolean(),
})
export type User = z.infer<typeof User>

export const listUsers = endpoint({
  method: 'GET',
  path: '/v1/users',
  summary: 'Users of one customer by name, with package, number and state, paged by key.',
  needs: 'directory:read',
  scope: 'spark-admin:people_read',
  query: z.object({
    organizationId: Id('ORGANIZATION'),
    /** The beginning of the name or of the e-mail address. */
    q: z.string().max(200).optional(),
    status: UserStatus.optional(),
    /** A package's id, or `none`. */
    package: z.string().max(60).optional(),
    sort: z.enum(['name', 'email']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    max: Max(50, 200),
    cursor: Cursor.optional(),
    /** The list is put into a file; the record of a session by consent says so. */
    export: Flag.optional(),
  }),
  reply: ListOf(User),
  paged: true,
  refuses: ['partners.customer_not_found', 'common.bad_cursor'],
})

const ImportReference = z.object({ id: z.string(), fileName: z.string(), at: Time, line: z.number().int().optional() })

export const UserDetail = User.extend({
  title: z.string().optional(),
  department: z.string().optional(),
  manager: z.string().optional(),
  language: z.string().optional(),
  timeZone: z.string().optional(),
  site: z.string().optional(),
  callerId: z.object({
    number: z.string().optional(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
  }),
  licenses: z.array(z.object({ id: z.string(), name: z.string(), from: z.string() })),
  addOns: z.array(z.string()),
  packageSince: Time.optional(),
  numbers: z.array(z.object({ e164: z.string(), location: z.string().optional() })),
  devices: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      product: z.string(),
      mac: z.string().optional(),
      serial: z.string().optional(),
      sipAddress: z.string().optional(),
      connectionStatus: ConnectionStatus,
      lastSeen: Time.optional(),
    }),
  ),
  created: Time,
  lastModified: Time,
  createdByImport: ImportReference.optional(),
  changedByImport: ImportReference.optional(),
  role: z.string().optional(),
})
export type UserDetail = z.infer<typeof UserDetail>

export const getUser = endpoint({
  method: 'GET',
  path: '/v1/users/:userId',
  summary: 'One user with package, licences, numbers, devices and the imports that made or changed it.',
  needs: 'directory:read',
  scope: 'spark-admin:people_read',
  params: z.object({ userId: Id('PEOPLE') }),
  /** Shown beside something else: the audit says so, and not that the page was opened. */
  query: z.object({ preview: Flag.optional() }),
  reply: UserDetail,
  refuses: ['directory.user_not_found'],
})
