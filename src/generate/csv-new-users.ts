import { countryOf } from './countries.ts'
import { baseHeadings, type CsvCustomer, type CsvPackage, clientHeadings } from './csv-columns.ts'
import { type Draft, emailHeading, makeDraft } from './csv-draft.ts'
import { populationShare } from './locations.ts'
import { asciiOf, personName } from './names.ts'
import { blockSize, numberAt, numbersIn } from './numbers.ts'
import { attendantConsole, takesAttendantConsole } from './packages.ts'
import { makeRandom, type Random } from './random.ts'
import { extensionOf } from './users.ts'

export type NewUsers = {
  /** A row that an import takes; a limited package is given as long as it has seats. null: no package has one left. */
  next(): Draft | null
  /** As `next`, but its seat is not counted before `takeSeat`. */
  seated(): Draft | null
  takeSeat(draft: Draft): void
  /** A row that will be refused, so it needs no seat and takes none. */
  spare(): Draft
  /** Whether the rows so far took the last seat of the package. */
  isUsedUp(packageId: string): boolean
  /** Rows that take the last seats of those limited packages which have at most `most` left. */
  lastSeats(most: number): Generator<Draft>
}

/** New people for the customer, with numbers and extensions that nobody has. `rows`: the most that will be asked for. */
export function newUsers(random: Random, customer: CsvCustomer, seed: string | number, rows: number): NewUsers {
  const free = new Map(customer.packages.map((each) => [each.id, each.free ?? Number.POSITIVE_INFINITY]))
  const locations = customer.locations.map((location) => ({ ...location, used: location.usedExtensions }))
  const number = numberSource(random, rows)
  const digits = customer.extensionDigits ?? 5
  const tag = tagOf(seed)
  let ordinal = 0
  let manager = ''

  const make = (chosen: CsvPackage): Draft => {
    const location = random.pickSkewed(locations, 1.4)
    const name = personName(random, countryOf(location.country).nameLocales[0])
    const email = `${asciiOf(name.first)}.${asciiOf(name.last)}.${tag}${(ordinal++).toString(36)}@${customer.domain}`
    const room = 9 * 10 ** (digits - 1) - location.used
    const extension = chosen.calls && room > 0 && random.chance(0.9) ? extensionOf(digits, location.used++) : ''
    const draft = makeDraft({
      [emailHeading]: email,
      'First Name': name.first,
      'Last Name': name.last,
      'Display Name': `${name.first} ${name.last}`,
      Extension: extension,
      'Phone Number': chosen.calls && (extension === '' || random.chance(0.8)) ? number(location.country) : '',
      Location: chosen.calls ? location.name : '',
      Title: random.pick(titles),
      Department: random.pick(departments),
      Manager: random.chance(0.7) ? manager : '',
      'Preferred Language': location.language,
      'Time zone': location.timeZone,
      'Address type': 'Office',
      'Address country': location.country,
      'Preferred Webex Site': chosen.needsSite ? (customer.sites[0] ?? '') : '',
    })
    for (const heading of [...clientHeadings, ...baseHeadings]) draft.cells.set(heading, 'FALSE')
    for (const each of customer.packages) draft.cells.set(each.heading, each.id === chosen.id ? 'TRUE' : 'FALSE')
    const withConsole = takesAttendantConsole(chosen.id) && random.chance(0.01)
    for (const each of customer.addOns)
      draft.cells.set(each.heading, withConsole && each.id === attendantConsole.id ? 'TRUE' : 'FALSE')
    if (ordinal % 40 === 1) manager = email
    return draft
  }
  const seats = (each: CsvPackage): number => free.get(each.id) ?? 0
  const pickFrom = (packages: CsvPackage[]): Draft => make(random.pickSkewed(packages, 1.3))
  const unlimited = customer.packages.filter((each) => each.free === null)
  const seated = (): Draft | null => {
    const packages = customer.packages.filter((each) => seats(each) > 0)
    return packages.length > 0 ? pickFrom(packages) : null
  }
  const takeSeat = (draft: Draft): void => {
    for (const each of customer.packages)
      if (draft.cells.get(each.heading) === 'TRUE') free.set(each.id, seats(each) - 1)
  }
  return {
    next() {
      const draft = seated()
      if (draft) takeSeat(draft)
      return draft
    },
    seated,
    takeSeat,
    spare() {
      if (customer.packages.length === 0) throw new RangeError('the customer has no package for its users')
      return pickFrom(unlimited.length > 0 ? unlimited : customer.packages)
    },
    isUsedUp: (packageId) => (free.get(packageId) ?? 1) <= 0,
    *lastSeats(most) {
      for (const each of customer.packages) {
        if (seats(each) > most) continue
        while (seats(each) > 0) {
          const draft = make(each)
          takeSeat(draft)
          yield draft
        }
      }
    },
  }
}

/** Three letters that tell the files of different seeds apart, so that their addresses differ. */
function tagOf(seed: string | number): string {
  const random = makeRandom(seed, 'tag')
  return Array.from({ length: 3 }, () => 'bcdfghjkmnpqrstvwxz'.charAt(random.below(19))).join('')
}

/** Numbers beyond those that a population uses, each once in a file; another seed begins elsewhere. */
function numberSource(random: Random, rows: number): (country: string) => string {
  const next = new Map<string, number>()
  const start = random.next()
  return (country) => {
    let index = next.get(country)
    if (index === undefined) {
      const first = Math.ceil((numbersIn(country) * populationShare) / blockSize) * blockSize
      const room = numbersIn(country) - first - rows
      if (room < 0) throw new RangeError(`the numbers known for ${country} do not suffice for ${rows} rows`)
      index = first + Math.floor((start * room) / blockSize) * blockSize
    }
    next.set(country, index + 1)
    return numberAt(country, index)
  }
}

const titles = [
  'Planner',
  'Account Manager',
  'Engineer',
  'Controller',
  'Dispatcher',
  'Team Leader',
  'Buyer, Spare Parts',
  'Analyst',
  'Clerk',
]
const departments = [
  'Operations',
  'Sales',
  'Finance',
  'Engineering',
  'Research & Development',
  'Import, Export',
  'Customer "Care"',
]
