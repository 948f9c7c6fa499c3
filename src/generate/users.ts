import { countryOf } from './countries.ts'
import { commonAreas, type GeneratedDevice, makeDevice, meetingRooms } from './devices.ts'
import { asciiOf, personName } from './names.ts'
import { attendantConsole, baseLicenses, calls, soldPackages, takesAttendantConsole } from './packages.ts'
import type { GeneratedCustomer, GeneratedLocation } from './population.ts'
import { at, makeRandom, type Random, uuidAt } from './random.ts'

export type UserStatus =
  | 'invite_pending'
  | 'not_verified'
  | 'verified'
  | 'active'
  | 'inactive'
  | 'suspended'
  | 'transient'

/** Times are milliseconds since 1970. */
export type GeneratedUser = {
  id: string
  email: string
  firstName: string
  lastName: string
  displayName: string
  status: UserStatus
  location: GeneratedLocation
  extension: string | null
  e164: string | null
  title: string
  department: string
  managerEmail: string | null
  language: string
  timeZone: string
  addressCountry: string
  preferredSite: string | null
  jabberTeams: boolean
  jabberCalling: boolean
  externalId: string | null
  createdAt: number
  lastModifiedAt: number
  lastActivityAt: number | null
  packageId: string | null
  /** Add-ons and base licences beside the package. */
  extras: string[]
  assignedAt: number
  devices: GeneratedDevice[]
}

type Frame = Omit<GeneratedCustomer, 'users' | 'commonDevices'>
type Draw = { seed: string | number; ordinal: number; until: number; slug: string; firstDevice: number }

export function* usersOf(customer: Frame, draw: Draw): Generator<GeneratedUser> {
  const random = makeRandom(draw.seed, 'users', draw.ordinal)
  const address = addressMaker(random, at(customer.domains, 0).domain)
  const give = packageGiver(random, customer)
  const host = sipHost(draw.slug)
  const site = at(customer.sites, 0).host
  const withExternalIds = random.chance(0.4)
  let ordinal = 0
  let device = draw.firstDevice
  for (const location of customer.locations) {
    const country = countryOf(location.country)
    const [home, ...elsewhere] = country.nameLocales
    let manager: string | null = null
    for (let place = 0; place < location.users; place++, ordinal++) {
      const name = personName(random, elsewhere.length > 0 && random.chance(0.12) ? random.pick(elsewhere) : home)
      const email = address(name.first, name.last)
      const createdAt = Math.floor(customer.createdAt + random.next() ** 1.4 * (draw.until - customer.createdAt))
      const { packageId, extras } = give()
      const calling = calls(packageId)
      const reach = calling ? random.next() : 1
      const administers = customer.firstUserAdministers && ordinal === 0
      const status = administers ? 'active' : random.pickWeighted(states).status
      const assignedAt = Math.min(draw.until, createdAt + random.below(3_600_000))
      const lastModifiedAt = random.chance(0.6)
        ? assignedAt
        : Math.floor(assignedAt + random.next() * (draw.until - assignedAt))
      const user: GeneratedUser = {
        id: uuidAt(random, createdAt),
        email,
        firstName: name.first,
        lastName: name.last,
        displayName: `${name.first} ${name.last}`,
        status,
        location,
        extension: reach < 0.92 ? extensionOf(customer.extensionDigits, place) : null,
        e164: calling && (reach < 0.85 || reach >= 0.92) ? location.number(place) : null,
        ...work(random),
        managerEmail: manager,
        language: location.language,
        timeZone: location.timeZone,
        addressCountry: location.country,
        preferredSite: needsSite.has(packageId ?? '') && random.chance(0.96) ? site : null,
        jabberTeams: false,
        jabberCalling: false,
        externalId: withExternalIds ? `E${String(100_000 + ordinal)}` : null,
        createdAt,
        lastModifiedAt,
        lastActivityAt: neverSeen.has(status) ? null : lastActivity(random, status, assignedAt, draw.until),
        packageId,
        extras,
        assignedAt,
        devices: [],
      }
      const owned = calling ? (random.chance(0.88) ? (ordinal % 8 === 0 && random.chance(0.6) ? 2 : 1) : 0) : 0
      for (let count = 0; count < owned; count++) {
        user.devices.push(
          makeDevice(random, {
            index: device++,
            displayName: user.displayName,
            account: email.slice(0, email.indexOf('@')),
            type: count === 0 ? 'phone' : 'roomdesk',
            host,
            createdFrom: createdAt,
            until: draw.until,
          }),
        )
      }
      manager ??= email
      yield user
    }
  }
}

export function* commonDevicesOf(
  customer: Frame,
  draw: Draw,
): Generator<{ device: GeneratedDevice; location: GeneratedLocation }> {
  const random = makeRandom(draw.seed, 'devices', draw.ordinal)
  let index = draw.firstDevice
  for (const location of customer.locations) {
    const count = Math.min(24, 1 + Math.floor(location.users / 25))
    for (let place = 0; place < count; place++) {
      const room = place % 2 === 1
      const names = room ? meetingRooms : commonAreas
      const floor = Math.floor(place / 2)
      const name = `${at(names, (floor + random.below(3)) % names.length)} ${location.city}`
      const device = makeDevice(random, {
        index: index++,
        displayName: floor < 3 ? name : `${name} ${floor}`,
        account: spelled(name.replaceAll(' ', '-')),
        type: room ? 'roomdesk' : 'phone',
        host: sipHost(draw.slug),
        createdFrom: location.createdAt,
        until: draw.until,
      })
      yield { device, location }
    }
  }
}

/** Extensions of a location in order: the first digit is never 0, which many systems keep for the exchange line. */
export function extensionOf(digits: number, place: number): string {
  const first = 10 ** (digits - 1)
  if (place >= 9 * first) throw new RangeError(`${place} users do not fit ${digits} digits`)
  return String(first + place)
}

const needsSite = new Set<string>(soldPackages.filter((each) => each.needsSite).map((each) => each.id))
const neverSeen = new Set<UserStatus>(['invite_pending', 'not_verified', 'transient'])

const states: { status: UserStatus; weight: number }[] = [
  { status: 'active', weight: 80 },
  { status: 'verified', weight: 6 },
  { status: 'not_verified', weight: 4 },
  { status: 'invite_pending', weight: 4 },
  { status: 'inactive', weight: 3 },
  { status: 'suspended', weight: 2 },
  { status: 'transient', weight: 1 },
]

function sipHost(slug: string): string {
  return `${slug}.calls.example`
}

function lastActivity(random: Random, status: UserStatus, from: number, until: number): number {
  const days = status === 'inactive' || status === 'suspended' ? 400 : 12
  return Math.max(from, until - Math.floor(random.next() ** 2 * days * 86_400_000))
}

/** Each customer writes addresses its own way; a second Anna Virtanen gets a number. */
function addressMaker(random: Random, domain: string): (first: string, last: string) => string {
  const style = random.pick(styles)
  const taken = new Map<string, number>()
  return (first, last) => {
    const local = style(spelled(first), spelled(last)).slice(0, 56)
    const before = taken.get(local) ?? 0
    taken.set(local, before + 1)
    if (before === 0) return `${local}@${domain}`
    // No name ends in a digit, so a numbered address is never another's plain one.
    return `${local}${before + 1}@${domain}`
  }
}

function spelled(name: string): string {
  return name
    .split(/[ -]/)
    .map(asciiOf)
    .filter((word) => word !== '')
    .join('-')
}

const styles: readonly ((first: string, last: string) => string)[] = [
  (first, last) => `${first}.${last}`,
  (first, last) => `${first}.${last}`,
  (first, last) => `${first}.${last}`,
  (first, last) => `${first.charAt(0)}.${last}`,
  (first, last) => `${first.replaceAll('-', '')}${last.replaceAll('-', '')}`,
  (first, last) => `${last}.${first}`,
  (first, last) => `${first}_${last}`,
]

/** Draws packages without putting back, so that each is given as often as it was sold. */
function packageGiver(random: Random, customer: Frame): () => { packageId: string | null; extras: string[] } {
  const console = customer.packages.find((each) => each.packageId === attendantConsole.id)
  const left = customer.packages
    .filter((each) => soldPackages.some((known) => known.id === each.packageId))
    .map((each) => ({ packageId: each.packageId, left: each.used }))
  let users = customer.userCount
  let consoles = console?.used ?? 0
  let takers = left.filter((each) => takesAttendantConsole(each.packageId)).reduce((sum, each) => sum + each.left, 0)
  return () => {
    let draw = random.next() * users
    users--
    for (const each of left) {
      draw -= each.left
      if (draw >= 0) continue
      each.left--
      if (!takesAttendantConsole(each.packageId)) return { packageId: each.packageId, extras: [] }
      const taken = random.next() * takers < consoles
      takers--
      if (!taken) return { packageId: each.packageId, extras: [] }
      consoles--
      return { packageId: each.packageId, extras: [attendantConsole.id] }
    }
    return { packageId: null, extras: baseLicenses.map((each) => each.id) }
  }
}

function work(random: Random): { title: string; department: string } {
  const department = random.pickSkewed(departments, 1.2)
  return { title: `${random.pickSkewed(grades, 1.5)}${random.pick(department.titles)}`, department: department.name }
}

const grades = ['', '', 'Senior ', 'Junior ', 'Lead ', 'Deputy ', 'Assistant ']

const departments = [
  {
    name: 'Operations',
    titles: ['Operations Planner', 'Shift Supervisor', 'Dispatcher', 'Process Engineer', 'Coordinator'],
  },
  { name: 'Sales', titles: ['Account Manager', 'Sales Representative', 'Key Account Manager', 'Sales Engineer'] },
  {
    name: 'Customer Service',
    titles: ['Service Agent', 'Service Team Leader', 'Complaints Specialist', 'Receptionist'],
  },
  { name: 'Engineering', titles: ['Engineer', 'Architect', 'Test Engineer', 'Technician', 'Designer'] },
  { name: 'Finance', titles: ['Accountant', 'Controller', 'Payroll Specialist', 'Financial Analyst'] },
  { name: 'IT', titles: ['System Administrator', 'Network Engineer', 'Service Desk Agent', 'Security Analyst'] },
  { name: 'Human Resources', titles: ['HR Partner', 'Recruiter', 'Training Coordinator'] },
  { name: 'Marketing', titles: ['Marketing Specialist', 'Content Editor', 'Event Planner'] },
  { name: 'Procurement', titles: ['Buyer', 'Category Manager', 'Supplier Analyst'] },
  { name: 'Legal', titles: ['Counsel', 'Contract Specialist', 'Compliance Officer'] },
  { name: 'Management', titles: ['Director', 'Vice President', 'Head of Unit', 'Executive Assistant'] },
]
