import { type City, type Country, countryOf } from './countries.ts'
import { blockSize, numberAt, numbersIn } from './numbers.ts'
import { at, type Random, uuidAt } from './random.ts'

export type GeneratedLocation = {
  id: string
  name: string
  address: string
  city: string
  state: string | null
  postalCode: string
  country: string
  timeZone: string
  language: string
  createdAt: number
  /** How many users work here. */
  users: number
  /** The number of the user at this place of the location, from 0; beyond the users lie free ones. */
  number(place: number): string
  /** Numbers that the location owns and nobody has, at most this many. */
  freeNumbers(most: number): Generator<string>
}

/** `share`: of the customer's users, in proportion to the others. `name`: the city's, unless another is wanted. */
export type WantedLocation = { country: string; city: string; share: number; name?: string }

/**
 * Hands out blocks of direct numbers, each once. The upper third of a country's plan stays for files of new users.
 * @param from the share of the rest at which to begin.
 */
export function blockCursor(from: number): (country: string, blocks: number) => number {
  const next = new Map<string, number>()
  return (country, blocks) => {
    const first = next.get(country) ?? Math.ceil((numbersIn(country) * populationShare * from) / blockSize)
    if ((first + blocks) * blockSize > numbersIn(country) * populationShare) {
      throw new RangeError(`the numbers known for ${country} do not suffice for so many users`)
    }
    next.set(country, first + blocks)
    return first
  }
}

/** Share of a country's numbers that a population may use; files of new users begin after it. */
export const populationShare = 2 / 3

/** Spreads a customer's users over locations, most in its own country; the shares are skewed as the customers' sizes are. */
export function placeUsers(
  random: Random,
  customer: {
    country: Country
    createdAt: number
    users: number
    wanted: readonly WantedLocation[] | undefined
    blocks: ReturnType<typeof blockCursor>
    until: number
  },
): GeneratedLocation[] {
  const wanted: readonly WantedLocation[] = customer.wanted ?? drawLocations(random, customer.country, customer.users)
  const total = wanted.reduce((sum, each) => sum + each.share, 0)
  let left = customer.users
  const names = new Set<string>()
  return wanted.map((each, index) => {
    const users = index === wanted.length - 1 ? left : Math.min(left, Math.round((customer.users * each.share) / total))
    left -= users
    const country = countryOf(each.country)
    const city = country.cities.find((known) => known.name === each.city) ?? at(country.cities, 0)
    const street = random.pick(country.streets)
    const house = 1 + random.below(180)
    const createdAt = Math.min(customer.until, customer.createdAt + random.below(30 * 86_400_000))
    const blocks = Math.ceil((users * 1.1 + 5) / blockSize)
    const first = customer.blocks(each.country, blocks) * blockSize
    return {
      id: uuidAt(random, createdAt),
      name: distinct(names, each.name ?? city.name, street),
      address: country.numberFirst ? `${house} ${street}` : `${street} ${house}`,
      city: city.name,
      state: city.state ?? null,
      postalCode: city.postalCodes.replaceAll('#', () => String(random.below(10))),
      country: country.code,
      timeZone: city.timeZone,
      language: country.language,
      createdAt,
      users,
      number: (place) => numberAt(country.code, first + place),
      *freeNumbers(most) {
        for (let place = users; place < Math.min(blocks * blockSize, users + most); place++)
          yield numberAt(country.code, first + place)
      },
    }
  })
}

function drawLocations(random: Random, home: Country, users: number): WantedLocation[] {
  const count = Math.max(1, Math.min(400, Math.round(Math.sqrt(users) / 3)))
  return Array.from({ length: count }, (_, index) => {
    const abroad = index > 0 && users > 400 && random.chance(0.2)
    const country = abroad ? countryOf(random.pick(abroadCodes)) : home
    const city: City = index === 0 ? at(country.cities, 0) : random.pickSkewed(country.cities, 1.3)
    return { country: country.code, city: city.name, share: 1 / (index + 2) }
  })
}

const abroadCodes = ['FI', 'DK', 'SE', 'NL', 'DE', 'GB', 'FR', 'PL', 'BR', 'US']

/** Location names are unique within a customer, whatever their case. */
function distinct(taken: Set<string>, city: string, street: string): string {
  for (let attempt = 0; ; attempt++) {
    const name = attempt === 0 ? city : attempt === 1 ? `${city} ${street}` : `${city} ${street} ${attempt}`
    const key = name.toLowerCase()
    if (!taken.has(key)) {
      taken.add(key)
      return name
    }
  }
}
