import makersFile from './mac-prefixes.json' with { type: 'json' }
import { type Random, scattered, uuidAt } from './random.ts'

export type GeneratedDevice = {
  id: string
  displayName: string
  product: string
  type: string
  /** Twelve lower-case hexadecimal digits. */
  mac: string
  serial: string
  sipAddress: string
  ip: string
  software: string
  connectionStatus: string
  createdAt: number
  firstSeenAt: number | null
  lastSeenAt: number | null
}

/** What follows a maker's prefix is a device's own number: three bytes. */
export const deviceIndexes = 16_777_216

/**
 * A device with the address, serial and name of a real maker.
 * @param index of the device in the whole population, at most 16,777,215: two devices of one index would share their MAC.
 */
export function makeDevice(
  random: Random,
  device: {
    index: number
    displayName: string
    account: string
    type: 'phone' | 'roomdesk'
    host: string
    createdFrom: number
    until: number
  },
): GeneratedDevice {
  const maker = random.pickWeighted(device.type === 'roomdesk' ? roomMakers : phoneMakers)
  const wanted = maker.products.filter((each) => each.type === device.type)
  const model = random.pickSkewed(wanted, 1.4)
  const suffix = scattered(device.index, deviceIndexes)
  const createdAt = Math.floor(device.createdFrom + random.next() * (device.until - device.createdFrom))
  const connectionStatus = random.pickWeighted(states).status
  const seen = connectionStatus !== 'activating'
  const firstSeenAt = seen ? Math.min(device.until, createdAt + random.below(3 * day)) : null
  return {
    id: uuidAt(random, createdAt),
    displayName: device.displayName,
    product: model.product,
    type: model.type,
    mac: random.pickSkewed(maker.prefixes, 1.5).prefix.toLowerCase() + suffix.toString(16).padStart(6, '0'),
    serial: maker.serial.prefix + serialShapes[shapeOf(maker.serial.shape)](suffix),
    sipAddress: `${device.account}.${device.index.toString(36)}@${device.host}`,
    ip: `10.${random.below(200)}.${random.below(256)}.${1 + random.below(254)}`,
    software: model.software,
    connectionStatus,
    createdAt,
    firstSeenAt,
    lastSeenAt: firstSeenAt === null ? null : lastSeen(random, connectionStatus, firstSeenAt, device.until),
  }
}

/** Names of devices that belong to a place. */
export const commonAreas = [
  'Reception',
  'Lobby',
  'Front door',
  'Warehouse',
  'Loading dock',
  'Canteen',
  'Print room',
  'Lift',
  'Car park',
  'Workshop',
  'Security desk',
  'First aid room',
  'Gate',
  'Hallway',
  'Kitchen',
]

/** Names of meeting rooms, in which a room device stands. */
export const meetingRooms = [
  'Aurora',
  'Borealis',
  'Cumulus',
  'Delta',
  'Estuary',
  'Fjord',
  'Gannet',
  'Harbour',
  'Island',
  'Jetty',
  'Lagoon',
  'Meridian',
  'Nimbus',
  'Orion',
  'Polaris',
  'Quay',
]

const day = 86_400_000
const makers = makersFile.makers
const phoneMakers = makers.filter((maker) => maker.products.some((each) => each.type === 'phone'))
const roomMakers = makers.filter((maker) => maker.products.some((each) => each.type === 'roomdesk'))

const states = [
  { status: 'connected', weight: 80 },
  { status: 'disconnected', weight: 9 },
  { status: 'connected_with_issues', weight: 4 },
  { status: 'offline_expired', weight: 3 },
  { status: 'activating', weight: 2 },
  { status: 'unknown', weight: 1 },
  { status: 'offline_deep_sleep', weight: 1 },
]

const letters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Each turns a number below 2^24 into another text for every number. */
const serialShapes = {
  /** Year and week of making, then four characters. */
  dated(number: number): string {
    const week = number % 416
    return `${16 + Math.floor(week / 52)}${String((week % 52) + 1).padStart(2, '0')}${coded(Math.floor(number / 416), 4)}`
  },
  mixed: (number: number): string => `${coded(number, 5)}${coded((number * 7) % 39_304, 3)}`,
  digits: (number: number): string => `${String(number % 97).padStart(2, '0')}${String(number).padStart(9, '0')}`,
}

function shapeOf(name: string): keyof typeof serialShapes {
  if (name === 'dated' || name === 'mixed' || name === 'digits') return name
  throw new Error(`mac-prefixes.json: no serial shape ${name}`)
}

function coded(number: number, length: number): string {
  let text = ''
  let left = number
  for (let place = 0; place < length; place++) {
    text = letters.charAt(left % letters.length) + text
    left = Math.floor(left / letters.length)
  }
  return text
}

function lastSeen(random: Random, status: string, from: number, until: number): number {
  const offline = status === 'offline_expired' ? 60 * day : status === 'disconnected' ? 10 * day : 15 * 60_000
  return Math.max(from, until - Math.floor(random.next() * offline))
}
