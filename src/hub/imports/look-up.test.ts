import fc from 'fast-check'
import { getCountries } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { customerOf } from '../../../test/customer.ts'
import { startHub } from '../../../test/hub.ts'
import { caller, csv, makeImportBench } from '../../../test/imports.ts'
import type { Offer } from '../packages/index.ts'
import { foldName } from './customer.ts'
import { decideRow, type Existing, shapeOf } from './decide-row.ts'
import { readHeadings } from './headings.ts'
import { keyReader, numbersAsked } from './look-up.ts'
import { rowReader } from './read-cells.ts'

const countries = ['NL', 'GB', 'US', 'IT', 'DE']
// Two names that the rules make something else of: a word of their own, and what begins like a formula.
const names = [...countries, 'Remove', '=IT']
const customer = customerOf({
  locations: new Map([
    ['delft', { id: 'delft', country: 'NL' }],
    ...names.map((name) => [foldName(name), { id: name, country: countryOf(name) }] as const),
  ]),
  locationCountries: new Map([['delft', 'NL'], ...names.map((name) => [name, countryOf(name)] as const)]),
  offers: new Map([['calling', callingOffer()]]),
  packageIds: ['calling'],
})
const headings = ['User ID/Email (Required)', 'Phone Number', 'Location', 'Extension']
const { columns } = readHeadings(headings, customer)
const keysOf = (...cells: string[]) => keyReader(columns, customer).read(cells)

function countryOf(name: string): string {
  return name === 'Remove' ? 'DE' : name.replace('=', '')
}

function callingOffer(): Offer {
  return {
    id: 'calling',
    kind: 'package',
    name: 'Calling',
    heading: 'Calling',
    formerHeadings: [],
    forWhom: 'user',
    calls: true,
    needsSite: false,
    needsNumber: false,
    needsAnyOf: [],
    sold: true,
    used: 0,
    limit: null,
    subscription: null,
  }
}

function userAt(locationId: string | null, packageId: string | null, e164: string | null): Existing {
  return {
    id: 'user',
    version: 'v1',
    status: 'active',
    lastActivityAt: null,
    firstName: 'Jan',
    lastName: 'Jansen',
    displayName: 'Jan Jansen',
    locationId,
    extension: null,
    e164,
    title: null,
    department: null,
    managerEmail: null,
    language: null,
    timeZone: null,
    addressType: null,
    addressCountry: null,
    preferredSite: null,
    callerIdNumber: null,
    callerIdFirstName: null,
    callerIdLastName: null,
    jabberTeams: null,
    jabberCalling: null,
    externalId: null,
    packageId,
    extras: [],
  }
}

test('whatever number a row is decided to mean, wherever its user is and is to be, is asked for, and few besides', async () => {
  const number = fc.constantFrom('+442079460958', '+31201236001', '+12125550123', '+390612345678', '+4930123456')
  const written = fc
    .tuple(number, fc.constantFrom('', ' ', '-', '.'), fc.constantFrom('+', '', '00', '0'), fc.boolean())
    .map(([e164, separator, before, zero]) => {
      const digits = e164.slice(1)
      const rest = [digits.slice(0, 2), zero ? '(0)' : '', digits.slice(2, 5), digits.slice(5)].filter(Boolean)
      return `${before}${(before === '0' ? rest.slice(1) : rest).join(separator)}`
    })
  const location = fc.constantFrom(...names, '', 'REMOVE', ' gb ', '\tGB', "'GB", 'G\u200bB', 'Nowhere', 'absent')
  const user = fc.option(
    fc
      .tuple(fc.constantFrom(null, ...names), fc.constantFrom(null, 'calling'), fc.constantFrom(null, '+31201236001'))
      .map((held) => userAt(...held)),
  )
  const forms = new Set<string>()
  const abroad = new Set<string>()
  let read = 0
  await fc.assert(
    fc.asyncProperty(written, location, user, fc.boolean(), async (cell, place, existing, isEmpty) => {
      const isAbsent = place === 'absent'
      const present = readHeadings(isAbsent ? headings.slice(0, 2) : headings, customer).columns
      const cells = ['jan@example.com', ` ${cell} `, ...(isAbsent ? [] : [place, ''])]
      const now = { ...customer, isEmpty: isEmpty && existing === null }
      const reader = keyReader(present, now)
      const keys = reader.read(cells.slice(0, reader.through))
      const asked = await numbersAsked(now, [keys], new Map(existing ? [['jan@example.com', existing]] : []))
      const { wanted } = decideRow(rowReader(present, now)(2, cells), existing, now, shapeOf(present, now))
      expect(asked.length).toBeLessThanOrEqual(countries.includes(place) || !existing ? 2 : 3)
      if (countries.includes(place)) expect(asked.length).toBeLessThanOrEqual(1)
      const e164 = wanted?.e164 ?? null
      if (e164 === null || e164 === existing?.e164) return
      read += 1
      const form = cell.match(/^(?:\+|00|0|)/)?.[0] ?? ''
      forms.add(form)
      if (form === '0' && !e164.startsWith('+31')) abroad.add(countries.includes(place) ? 'as said' : 'as held')
      expect(asked).toContain(e164)
    }),
    { numRuns: 2000 },
  )
  expect([...forms].sort()).toEqual(['', '+', '0', '00'])
  expect([...abroad].sort()).toEqual(['as held', 'as said'])
  expect(read).toBeGreaterThan(100)
})

test('of a customer in many countries a row asks for the number of one', async () => {
  const many = getCountries()
  const wide = customerOf({
    isEmpty: true,
    locations: new Map(many.map((country) => [country.toLowerCase(), { id: country, country }])),
    locationCountries: new Map(many.map((country) => [country, country])),
  })
  const reader = keyReader(columns, wide)
  const asked = async (place: string) =>
    await numbersAsked(wide, [reader.read(['jan@example.com', '020 7946 0958', place, ''])], new Map())
  expect(reader.through).toBe(3)
  expect(await asked('GB')).toEqual(['+442079460958'])
  expect(await asked('')).toEqual([])
  expect(await numbersAsked(wide, [reader.read(['jan@example.com', '020 123 6001', '', ''])], new Map())).toEqual([
    '+31201236001',
  ])
})

test('asks for e-mail, location and extension as they are read, and for nothing of a row that cannot be', () => {
  expect(keysOf(' Jan@Example.com\u200b', '', ' DELFT ', ' 1000 ')).toEqual({
    email: 'jan@example.com',
    number: '',
    dialled: '',
    locationId: 'delft',
    extension: '1000',
  })
  expect(keysOf('jan\0x@example.com', '', 'REMOVE', '').email).toBe('')
  expect(keysOf('jan@example.com', '').email).toBe('')
  // What is longer than its column takes is refused for that, whoever has it.
  expect(keysOf(`${'j'.repeat(149)}@example.com`, '', '', '').email).toHaveLength(161)
  expect(keysOf(`${'j'.repeat(150)}@example.com`, '1'.repeat(65), 'Delft', '1'.repeat(33))).toEqual({
    email: '',
    number: '',
    dialled: '',
    locationId: 'delft',
    extension: '',
  })
})

test('whatever stands around a value, what is read is what is asked for', () => {
  const readRow = rowReader(columns, customer)
  const around = fc
    .array(fc.constantFrom("'", ' ', '\t', '\r', '\u200b', '\u00a0'), { maxLength: 4 })
    .map((parts) => parts.join(''))
  const word = fc.constantFrom('jan', '-jan', '+jan', '=jan', "'jan")
  let read = 0
  fc.assert(
    fc.property(around, word, around, (before, name, behind) => {
      const cells = [`${before}${name}@example.com${behind}`, '', '', `${before}1000${behind}`]
      const { email, extension, isRefused } = readRow(2, cells)
      if (isRefused) return
      read += 1
      const keys = keysOf(...cells)
      expect([keys.email, keys.extension]).toEqual([email, extension])
    }),
    { examples: [["'\t", 'jan', '']] },
  )
  expect(read).toBeGreaterThan(20)
  expect(keysOf("'\tjan@example.com", '', '', '').email).toBe('jan@example.com')
})

test('numbers and extensions that others have are found however they are written and whichever way a row comes to them', async () => {
  const bench = await makeImportBench(await startHub())
  const email = (name: string) => `${name}@heron.example`
  await bench.run(
    csv(caller(email('holder'), '4001', { 'Phone Number': '+442079460958' }), {
      ...caller(email('mover'), '4001'),
      Location: 'Oulu',
      'Webex Calling': 'FALSE',
      'Webex Meetings': 'TRUE',
    }),
  )
  const codes = async (file: string) =>
    (await bench.rows((await bench.plan(file)).id)).map(({ outcome, issues }) => [
      outcome,
      ...issues.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    ])
  await bench.run(csv(caller(email('finn'), '4003', { 'Phone Number': '040 1234569', Location: 'Oulu' })))
  expect(await bench.user(email('finn'))).toMatchObject({ e164: '+358401234569' })
  expect(
    await codes(
      csv(
        caller(email('dialled'), '4004', { 'Phone Number': '0401234569', Location: 'Oulu' }),
        caller(email('abroad'), '4005', { 'Phone Number': '00 358 40 1234569' }),
      ),
    ),
  ).toEqual([
    ['refused', 'imports.number_held'],
    // In whichever notation, it is one number.
    ['refused', 'imports.number_twice', 'imports.number_held'],
  ])
  expect(
    await codes(
      csv(
        caller(email('brackets'), '4002', { 'Phone Number': '+44 (0)20 7946 0958' }),
        caller(email('second'), '4001'),
      ),
    ),
  ).toEqual([
    ['refused', 'imports.number_held'],
    ['refused', 'imports.extension_taken'],
  ])
  // It keeps its extension, and would bring it to where it is taken.
  expect(await codes(`User ID/Email (Required),Location\r\n${email('mover')},Delft`)).toEqual([
    ['refused', 'imports.extension_taken'],
  ])
})
