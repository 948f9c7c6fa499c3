import { Writable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { time } from './copy-tables.ts'
import { countries } from './countries.ts'
import { type CsvReport, writeCsv } from './csv.ts'
import { type CsvCustomer, csvCustomerOf } from './csv-columns.ts'
import { existingUserOf } from './csv-draft.ts'
import { csvFaults } from './csv-faults.ts'
import { demoCustomerId, demoPopulation } from './demo.ts'
import makersFile from './mac-prefixes.json' with { type: 'json' }
import { nameLocales, personName } from './names.ts'
import { numberAt, numbersIn } from './numbers.ts'
import { calls, takesAttendantConsole } from './packages.ts'
import { customerSizes, type GeneratedCustomer, type GeneratedUser, population } from './population.ts'
import { makeRandom, scattered, uuidAt } from './random.ts'

const users = 20_000
const customers = 120
const whole = [...population({ seed: 'test', users, customers })].map((customer) => ({
  customer,
  people: [...customer.users()],
  common: [...customer.commonDevices()],
}))
const everyone = whole.flatMap(({ people }) => people)
const everyDevice = whole.flatMap(({ people, common }) => [
  ...people.flatMap((user) => user.devices),
  ...common.map(({ device }) => device),
])

describe('draws', () => {
  test('the same seed draws the same, another seed something else', () => {
    const draw = (seed: string) => Array.from({ length: 50 }, (_, index) => makeRandom(seed, 'x', index).next())
    expect(draw('one')).toEqual(draw('one'))
    expect(draw('one')).not.toEqual(draw('two'))
  })

  test('scattering gives every place once', () => {
    for (const size of [1, 2, 97, 1000, 4096]) {
      const places = new Set(Array.from({ length: size }, (_, index) => scattered(index, size)))
      expect(places.size).toBe(size)
      expect(Math.max(...places)).toBe(size - 1)
    }
  })

  test('an id is a UUID of version 7 whose time part is the time asked for', () => {
    const at = Date.UTC(2024, 4, 6, 7, 8, 9, 10)
    const id = uuidAt(makeRandom('id'), at)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
  })

  test('times are written as ISO 8601', () => {
    for (const at of [0, 951_782_399_999, Date.UTC(2026, 9, 1, 23, 59, 59, 7)]) {
      expect(time(at)).toBe(new Date(at).toISOString())
    }
  })
})

describe('a population', () => {
  const described = (customer: GeneratedCustomer) => JSON.stringify([customer, [...customer.users()]])

  test('is the same for the same seed, whichever customer is asked first', () => {
    const again = [...population({ seed: 'test', users, customers })].reverse()
    expect(again.map(described).reverse()).toEqual(whole.map(({ customer }) => described(customer)))
    const [other] = population({ seed: 'other', users, customers })
    expect(other && described(other)).not.toBe(whole[0] && described(whole[0].customer))
  })

  test('has exactly the users and customers asked for', () => {
    expect(whole).toHaveLength(customers)
    expect(everyone).toHaveLength(users)
    for (const { customer, people } of whole) expect(people).toHaveLength(customer.userCount)
  })

  test('is skewed: the largest tenth of customers has more than half of the users', () => {
    const sizes = customerSizes(1_000_000, 1000)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_000)
    expect(sizes.slice(0, 100).reduce((sum, size) => sum + size, 0)).toBeGreaterThan(500_000)
    expect(sizes.at(-1)).toBeLessThan(sizes[0] ?? 0)
    expect(Math.min(...sizes)).toBeGreaterThan(0)
  })

  test.each([
    ['user ids', () => everyone.map((user) => user.id)],
    ['addresses', () => everyone.map((user) => user.email)],
    ['numbers', () => everyone.flatMap((user) => user.e164 ?? [])],
    ['customer names', () => whole.map(({ customer }) => customer.name)],
    ['domains', () => whole.flatMap(({ customer }) => customer.domains.map((each) => each.domain))],
    ['sites', () => whole.flatMap(({ customer }) => customer.sites.map((each) => each.host))],
    ['order numbers', () => whole.flatMap(({ customer }) => customer.orders.map((each) => each.number))],
    ['subscriptions', () => whole.flatMap(({ customer }) => customer.subscriptions.map((each) => each.reference))],
    ['MACs', () => everyDevice.map((device) => device.mac)],
    ['serials', () => everyDevice.map((device) => device.serial)],
    ['SIP addresses', () => everyDevice.map((device) => device.sipAddress)],
    [
      'extensions within a location',
      () => everyone.flatMap((user) => (user.extension ? `${user.location.id} ${user.extension}` : [])),
    ],
    [
      'location names within a customer',
      () =>
        whole.flatMap(({ customer }) => customer.locations.map((each) => `${customer.id} ${each.name.toLowerCase()}`)),
    ],
  ])('has no two alike among its %s', (_what, list) => {
    const values: string[] = list()
    expect(values.length).toBeGreaterThan(50)
    expect(new Set(values).size).toBe(values.length)
  })

  test('beside another part of the same hub shares nothing that must be unique', () => {
    const other = [...population({ seed: 'test', users: 2000, customers: 20, part: 1 })].flatMap((customer) => [
      ...customer.users(),
    ])
    const known = new Set(everyone.flatMap((user) => [user.id, user.email, user.e164]))
    const macs = new Set(everyDevice.flatMap((device) => [device.mac, device.serial]))
    expect(
      other.filter((user) => known.has(user.id) || known.has(user.email) || (user.e164 && known.has(user.e164))),
    ).toEqual([])
    expect(
      other.flatMap((user) => user.devices).filter((device) => macs.has(device.mac) || macs.has(device.serial)),
    ).toEqual([])
  })

  test('gives each package to as many as were counted, within its limit', () => {
    for (const { customer, people } of whole) {
      for (const sold of customer.packages) {
        const holders = people.filter(
          (user) => user.packageId === sold.packageId || user.extras.includes(sold.packageId),
        )
        expect(holders.length).toBe(sold.used)
        if (sold.limit !== null) expect(sold.used).toBeLessThanOrEqual(sold.limit)
      }
    }
  })

  test('gives whoever calls a number or an extension, and nobody else', () => {
    const reachable = (user: GeneratedUser) => user.e164 !== null || user.extension !== null
    expect(everyone.filter((user) => reachable(user) !== calls(user.packageId))).toEqual([])
    expect(everyone.some((user) => user.e164 === null && user.extension !== null)).toBe(true)
    expect(everyone.some((user) => user.e164 !== null && user.extension === null)).toBe(true)
  })

  test('gives the attendant console only beside a package that allows it', () => {
    const holders = everyone.filter((user) => user.extras.includes('attendant_console'))
    expect(holders.length).toBeGreaterThan(0)
    expect(holders.filter((user) => !takesAttendantConsole(user.packageId))).toEqual([])
  })

  test('writes extensions as long as the customer has them', () => {
    for (const { customer, people } of whole) {
      for (const user of people) if (user.extension) expect(user.extension).toHaveLength(customer.extensionDigits)
    }
  })

  test('tells no time before the customer or after the end, and no activity of people who never came', () => {
    for (const { customer, people } of whole) {
      for (const user of people) {
        expect(user.createdAt).toBeGreaterThanOrEqual(customer.createdAt)
        expect(user.lastModifiedAt).toBeGreaterThanOrEqual(user.createdAt)
        expect(Math.max(user.lastModifiedAt, user.lastActivityAt ?? 0)).toBeLessThanOrEqual(Date.UTC(2026, 9, 1))
        if (user.status === 'invite_pending') expect(user.lastActivityAt).toBeNull()
      }
    }
  })

  test('uses the MACs of real makers', () => {
    const prefixes = new Set(
      makersFile.makers.flatMap((maker) => maker.prefixes.map(({ prefix }) => prefix.toLowerCase())),
    )
    expect(prefixes.size).toBeGreaterThanOrEqual(40)
    expect(
      everyDevice.filter((device) => !/^[0-9a-f]{12}$/.test(device.mac) || !prefixes.has(device.mac.slice(0, 6))),
    ).toEqual([])
  })

  test('stays within domains that belong to nobody', () => {
    const hosts = whole.flatMap(({ customer }) => [
      ...customer.domains.map((each) => each.domain),
      ...customer.sites.map((each) => each.host),
    ])
    expect(hosts.filter((host) => !host.endsWith('.example'))).toEqual([])
  })
})

describe('names', () => {
  test('are of at least eight locales, and none is too long or holds what an import refuses', () => {
    expect(nameLocales.length).toBeGreaterThanOrEqual(8)
    for (const locale of nameLocales) {
      const random = makeRandom('names', locale)
      for (let count = 0; count < 3000; count++) {
        const { first, last } = personName(random, locale)
        expect(`${first}|${last}`).toMatch(/^[^%#<>\\/"|]{1,30}\|[^%#<>\\/"|]{1,30}$/)
      }
    }
  })

  test('are various: 200,000 people bear tens of thousands of words', () => {
    const words = new Set<string>()
    const random = makeRandom('words')
    for (let count = 0; count < 200_000; count++) {
      const { first, last } = personName(random, random.pick(nameLocales))
      for (const word of `${first} ${last}`.split(/[ -]/)) words.add(word)
    }
    expect(words.size).toBeGreaterThan(20_000)
  })
})

describe('numbers', () => {
  test.each(countries.map(({ code }) => code))('of %s are valid there, all over the plan', (code) => {
    const total = numbersIn(code)
    const sample = 1000
    const wrong = Array.from({ length: sample }, (_, step) =>
      numberAt(code, Math.floor((step * total) / sample) + (step % 100)),
    ).filter((e164) => {
      const parsed = parsePhoneNumberFromString(e164)
      return !parsed?.isValid() || parsed.country !== code || parsed.number !== e164
    })
    expect(wrong).toEqual([])
    expect(() => numberAt(code, total)).toThrow(RangeError)
  })

  test('of the population are valid in the country of the location', () => {
    const withNumber = everyone.filter((user) => user.e164 !== null).slice(0, 3000)
    expect(withNumber.length).toBe(3000)
    const wrong = withNumber.filter(
      (user) => parsePhoneNumberFromString(user.e164 ?? '')?.country !== user.location.country,
    )
    expect(wrong).toEqual([])
  })
})

describe('the demo', () => {
  const demo = [...demoPopulation()]

  test('has 60 customers and 6,000 users', () => {
    expect(demo).toHaveLength(60)
    expect(demo.reduce((sum, customer) => sum + customer.userCount, 0)).toBe(6000)
  })

  test('has Kestrel Freight as its largest customer, sold everything, with three seats of Webex Voice left', () => {
    const [largest, second] = [...demo].sort((one, other) => other.userCount - one.userCount)
    expect(largest?.id).toBe(demoCustomerId)
    expect(largest?.name).toBe('Kestrel Freight')
    expect(largest?.country).toBe('FI')
    expect(largest?.userCount).toBeGreaterThan(second?.userCount ?? 0)
    expect(largest?.locations.map((location) => location.name)).toContain('Helsinki')
    expect(largest?.packages.map(({ packageId, limit }) => [packageId, limit])).toEqual(
      expect.arrayContaining([
        ['webex_voice', 50],
        ...[
          'webex_calling',
          'webex_suite',
          'webex_calling_standard',
          'webex_meetings',
          'cx_essentials',
          'attendant_console',
        ].map((id) => [id, null]),
        ...['basic_messaging', 'basic_space_meetings', 'call_on_webex'].map((id) => [id, null]),
      ]),
    )
    const voice = [...(largest?.users() ?? [])].filter((user) => user.packageId === 'webex_voice')
    expect(voice).toHaveLength(47)
    expect(demo.filter((customer) => customer.name.includes('Kestrel'))).toHaveLength(1)
  })
})

describe('a CSV', () => {
  const kestrel = [...demoPopulation()][0] as GeneratedCustomer
  const write = async (
    options: Partial<Parameters<typeof writeCsv>[0]> = {},
  ): Promise<{ text: string; report: CsvReport }> => {
    let text = ''
    const out = new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        text += chunk
        done()
      },
    })
    const report = await writeCsv({ out, rows: 300, customer: csvCustomerOf(kestrel), seed: 1, ...options })
    return { text, report }
  }
  const parsed = (text: string): string[][] => parse(text, { relax_column_count: true })

  test('reads back by a strict reader, with as many cells as headings and the heading that holds a comma whole', async () => {
    const { text } = await write()
    const [headings, ...rows] = parse(text) as string[][]
    expect(headings).toContain('Call on Webex (1:1 call, non-PSTN)')
    expect(text).toContain('"Call on Webex (1:1 call, non-PSTN)"')
    expect(rows).toHaveLength(300)
    expect(rows.flat()).toContain('Customer "Care"')
    expect(rows.flat()).toContain('Buyer, Spare Parts')
  })

  test('names the packages with the customer’s subscriptions', async () => {
    const [headings] = parsed((await write()).text)
    expect(headings?.filter((heading) => /^Webex Calling \[Sub\d+\]$/.test(heading))).toHaveLength(1)
  })

  test('gives nobody a number, extension or address that somebody has', async () => {
    const { text } = await write({ rows: 3000 })
    const [headings = [], ...rows] = parsed(text)
    const column = (heading: string) => rows.map((row) => row[headings.indexOf(heading)] ?? '').filter(Boolean)
    const people = [...kestrel.users()]
    const fresh = [...column('User ID/Email (Required)'), ...column('Phone Number')]
    expect(new Set(fresh).size).toBe(fresh.length)
    const known = new Set(people.flatMap((user) => [user.email, user.e164 ?? '']))
    expect(fresh.filter((value) => known.has(value))).toEqual([])
    const place = (location: string, extension: string) => `${location} ${extension}`
    const taken = new Set(people.map((user) => place(user.location.name, user.extension ?? '')))
    const given = rows
      .map((row) => [row[headings.indexOf('Location')] ?? '', row[headings.indexOf('Extension')] ?? ''])
      .filter(([, extension]) => extension)
    expect(given.length).toBeGreaterThan(1000)
    expect(given.filter(([location = '', extension = '']) => taken.has(place(location, extension)))).toEqual([])
    for (const number of column('Phone Number')) expect(parsePhoneNumberFromString(number)?.isValid()).toBe(true)
  })

  test('never gives more seats than a limited package has left', async () => {
    const { text } = await write({ rows: 2000 })
    const [headings = [], ...rows] = parsed(text)
    const voice = headings.findIndex((heading) => heading.startsWith('Webex Voice'))
    expect(voice).toBeGreaterThan(0)
    expect(rows.filter((row) => row[voice] === 'TRUE')).toHaveLength(3)
  })

  test('bears every kind of fault on the line that is told', async () => {
    const [, other] = demoPopulation()
    const customer: CsvCustomer = { ...csvCustomerOf(kestrel) }
    const { text, report } = await write({
      customer: { ...customer, packages: customer.packages.filter((each) => each.id !== 'webex_meetings') },
      faults: 'every',
      existing: [...kestrel.users()].map(existingUserOf),
      elsewhere: [...(other?.users() ?? [])].map((user) => user.email),
      numbersElsewhere: [...(other?.users() ?? [])].flatMap((user) => user.e164 ?? []),
      lastAdministrator: 'only@kestrel-freight.example',
    })
    expect(report.left).toEqual([])
    expect(report.faults.map(({ code }) => code).sort()).toEqual([...csvFaults].sort())
    const lines = text.split('\r\n')
    expect(lines).toHaveLength(report.rows + 2)
    const lineOf = (code: string) => lines[(report.faults.find((fault) => fault.code === code)?.line ?? 0) - 1] ?? ''
    expect(lineOf('imports.formula_cell')).toContain('"=HYPERLINK(""https://files.example/a"",""Open"")"')
    expect(lineOf('imports.location_unknown')).toContain('Atlantis')
    expect(lineOf('imports.nul_character')).toContain('\u0000')
    expect(lineOf('imports.last_administrator')).toContain('only@kestrel-freight.example')
  })

  test('bears about the share of faults asked for, and memory of them is all that grows', async () => {
    const { report } = await write({ rows: 5000, faults: 0.1, existing: [...kestrel.users()].map(existingUserOf) })
    expect(report.faults.length).toBeGreaterThan(350)
    expect(report.faults.length).toBeLessThan(650)
    expect(new Set(report.faults.map(({ code }) => code)).size).toBeGreaterThan(25)
  })
})
