import { type Company, companyNames } from './companies.ts'
import { type Country, countries } from './countries.ts'
import { deviceIndexes, type GeneratedDevice } from './devices.ts'
import { blockCursor, type GeneratedLocation, placeUsers, type WantedLocation } from './locations.ts'
import { type SoldPackage, sell } from './packages.ts'
import { makeRandom, type Random, shuffled, uuidAt } from './random.ts'
import { commonDevicesOf, type GeneratedUser, usersOf } from './users.ts'

export type { GeneratedLocation } from './locations.ts'
export type { GeneratedUser, UserStatus } from './users.ts'

/** Times are milliseconds since 1970. */
export type GeneratedCustomer = {
  id: string
  name: string
  status: string
  country: string
  region: string
  language: string
  primaryEmail: string
  externalId: string
  extensionDigits: number
  createdAt: number
  sites: { id: string; host: string; createdAt: number }[]
  domains: { id: string; domain: string; status: 'pending' | 'verified' | 'claimed'; createdAt: number }[]
  subscriptions: GeneratedSubscription[]
  orders: { id: string; number: string; subscription: number; status: string; orderedAt: number }[]
  locations: GeneratedLocation[]
  /** What was sold, with how many hold it: the users bear these sums out. */
  packages: SoldPackage[]
  userCount: number
  /** Whether the first user is the customer's full administrator. */
  firstUserAdministers: boolean
  /** The users, made one by one; may be called again and gives the same. */
  users(): Generator<GeneratedUser>
  /** Devices that belong to a place and to nobody. */
  commonDevices(): Generator<{ device: GeneratedDevice; location: GeneratedLocation }>
}

export type GeneratedSubscription = {
  id: string
  reference: string
  offer: string
  status: 'active' | 'trial' | 'canceled'
  startsAt: number
  endsAt: number | null
}

/** What is fixed of a customer before the rest is drawn. */
export type CustomerPlan = {
  users: number
  id?: string
  country?: Country
  company?: Company
  createdAt?: number
  locations?: readonly WantedLocation[]
  packages?: SoldPackage[]
  /** False: whoever made the plan names the administrator. */
  administrator?: false
}

/** The end of the past that is told: fixed, so that the same seed gives the same times on any day. */
export const defaultUntil = Date.UTC(2026, 9, 1)

/** As many populations can stand beside each other in one hub. */
export const parts = 8

/**
 * Customers of skewed size with their users, the same for the same seed. Only the customers' frames are held in
 * memory; users are made as they are asked for.
 * @param until the newest moment that anything may bear, in milliseconds since 1970.
 * @param part 0 to 7: populations of different parts share no address, number, MAC or serial, as long as each has no more
 * than an eighth of the users that one alone may have.
 */
export function* population(options: {
  seed: string | number
  users: number
  customers: number
  until?: number
  part?: number
}): Generator<GeneratedCustomer> {
  const sizes = customerSizes(options.users, options.customers)
  const order = shuffled(makeRandom(options.seed, 'order'), sizes)
  const plans = order.map((users): CustomerPlan => ({ users }))
  yield* customersOf(options.seed, plans, options.until ?? defaultUntil, options.part ?? 0)
}

export function* customersOf(
  seed: string | number,
  plans: Iterable<CustomerPlan>,
  until: number,
  part = 0,
): Generator<GeneratedCustomer> {
  if (!Number.isInteger(part) || part < 0 || part >= parts) throw new RangeError(`no part ${part}`)
  const blocks = blockCursor(part / parts)
  const nameCompany = companyNames(seed, part === 0 ? '' : `-${part + 1}`)
  let devices = Math.floor((deviceIndexes * part) / parts)
  let ordinal = part * 20_000
  for (const plan of plans) {
    const customer = makeCustomer(makeRandom(seed, 'customer', ordinal), plan, {
      seed,
      ordinal,
      until,
      nameCompany,
      blocks,
      firstDevice: devices,
    })
    devices += devicePlaces(customer.userCount, customer.locations.length)
    ordinal++
    yield customer
  }
}

/**
 * Sizes that follow a power law, largest first, and add up to `users`: of 60 customers the largest holds about a fifth.
 * @throws RangeError where there are fewer users than customers.
 */
export function customerSizes(users: number, customers: number): number[] {
  if (customers < 1 || users < customers) throw new RangeError(`${users} users do not fill ${customers} customers`)
  const least = Math.min(3, Math.floor(users / customers))
  const weights = Array.from({ length: customers }, (_, rank) => 1 / (rank + 1.4) ** 1.02)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const spare = users - least * customers
  const sizes = weights.map((weight) => least + Math.floor((spare * weight) / total))
  let left = users - sizes.reduce((sum, size) => sum + size, 0)
  for (let rank = 0; left > 0; rank = (rank + 1) % customers, left--) sizes[rank] = (sizes[rank] ?? 0) + 1
  return sizes
}

const day = 86_400_000
const year = 365 * day

type Frame = {
  seed: string | number
  ordinal: number
  until: number
  nameCompany: ReturnType<typeof companyNames>
  blocks: ReturnType<typeof blockCursor>
  firstDevice: number
}

/** Each user may have a device, one in eight a second one; each location a few of its own. */
function devicePlaces(users: number, locations: number): number {
  return users + Math.ceil(users / 8) + locations * 24
}

function makeCustomer(random: Random, plan: CustomerPlan, frame: Frame): GeneratedCustomer {
  const country = plan.country ?? random.pickWeighted(countries)
  const company = plan.company ?? frame.nameCompany(random, country.legalForms)
  const createdAt = plan.createdAt ?? Math.floor(frame.until - 30 * day - random.next() ** 1.3 * 6 * year)
  const after = (days: number): number => Math.min(frame.until, Math.floor(createdAt + random.next() * days * day))
  const host = `${company.slug}.example`
  const locations = placeUsers(random, {
    country,
    createdAt,
    users: plan.users,
    wanted: plan.locations,
    blocks: frame.blocks,
    until: frame.until,
  })
  const subscriptions = subscriptionsOf(random, plan.users, createdAt, frame)
  const packages = plan.packages ?? sell(random, plan.users).sold
  for (const each of packages) each.subscription = random.below(subscriptions.length)
  const customer: Omit<GeneratedCustomer, 'users' | 'commonDevices'> = {
    id: plan.id ?? uuidAt(random, createdAt),
    name: company.name,
    status: random.chance(0.97) ? 'provisioned' : 'provisioned_with_errors',
    country: country.code,
    region: country.region,
    language: country.language,
    primaryEmail: `it@${host}`,
    externalId: `ACC-${String(100_000 + frame.ordinal * 7).padStart(6, '0')}`,
    extensionDigits: extensionDigits(random, locations),
    createdAt,
    sites: sitesOf(company.slug, plan.users).map((site) => ({
      id: uuidAt(random, createdAt),
      host: site,
      createdAt: after(3),
    })),
    domains: domainsOf(random, company.slug, plan.users).map((each) => ({
      id: uuidAt(random, createdAt),
      ...each,
      createdAt: after(60),
    })),
    subscriptions,
    orders: ordersOf(random, subscriptions, frame),
    locations,
    packages,
    userCount: plan.users,
    firstUserAdministers: plan.administrator ?? true,
  }
  const draw = {
    seed: frame.seed,
    ordinal: frame.ordinal,
    until: frame.until,
    slug: company.slug,
    firstDevice: frame.firstDevice,
  }
  return {
    ...customer,
    users: () => usersOf(customer, draw),
    commonDevices: () =>
      commonDevicesOf(customer, { ...draw, firstDevice: frame.firstDevice + devicePlaces(plan.users, 0) }),
  }
}

function extensionDigits(random: Random, locations: readonly GeneratedLocation[]): number {
  const largest = Math.max(...locations.map((location) => location.users))
  if (largest < 250 && random.chance(0.3)) return 3
  if (largest < 5000) return 4
  return largest < 50_000 ? 5 : 6
}

function sitesOf(slug: string, users: number): string[] {
  const first = `${slug}.meet.example`
  if (users < 500) return [first]
  return users < 5000
    ? [first, `${slug}-events.meet.example`]
    : [first, `${slug}-events.meet.example`, `${slug}-training.meet.example`]
}

function domainsOf(
  random: Random,
  slug: string,
  users: number,
): { domain: string; status: 'pending' | 'verified' | 'claimed' }[] {
  const own = { domain: `${slug}.example`, status: random.chance(0.6) ? ('claimed' as const) : ('verified' as const) }
  if (users < 100) return [own]
  const group = {
    domain: `${slug}-group.example`,
    status: random.chance(0.5) ? ('verified' as const) : ('pending' as const),
  }
  return users < 1000 ? [own, group] : [own, group, { domain: `careers.${slug}.example`, status: 'pending' as const }]
}

function subscriptionsOf(random: Random, users: number, createdAt: number, frame: Frame): GeneratedSubscription[] {
  const count = users < 200 ? 1 : 2
  return Array.from({ length: count }, (_, index) => {
    const startsAt = Math.min(frame.until, createdAt + index * random.below(400) * day)
    const trial = index === 0 && users < 40 && random.chance(0.15)
    return {
      id: uuidAt(random, startsAt),
      reference: `Sub${200_000 + frame.ordinal * 3 + index}`,
      offer: trial ? 'Flex trial' : index === 0 ? 'Wholesale' : 'Wholesale add-on',
      status: trial ? 'trial' : 'active',
      startsAt,
      endsAt: trial ? startsAt + 90 * day : null,
    }
  })
}

/** Order numbers look like 84-20931 and never come twice. */
function ordersOf(
  random: Random,
  subscriptions: readonly GeneratedSubscription[],
  frame: Frame,
): GeneratedCustomer['orders'] {
  return subscriptions.flatMap((subscription, index) =>
    Array.from({ length: 1 + random.below(3) }, (_, step) => {
      const orderedAt = Math.min(frame.until, subscription.startsAt - 5 * day + step * random.below(300) * day)
      const running = frame.ordinal * 6 + index * 3 + step + 20_900
      return {
        id: uuidAt(random, orderedAt),
        number: `${84 + Math.floor(running / 100_000)}-${String(running % 100_000).padStart(5, '0')}`,
        subscription: index,
        status: step === 0 || random.chance(0.9) ? 'fulfilled' : 'processing',
        orderedAt,
      }
    }),
  )
}
