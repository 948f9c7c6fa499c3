import fc from 'fast-check'
import { expect, test } from 'vitest'
import { customerOf } from '../../../test/customer.ts'
import { startHub } from '../../../test/hub.ts'
import { caller, csv, makeImportBench } from '../../../test/imports.ts'
import { readHeadings } from './headings.ts'
import { keyReader } from './look-up.ts'
import { readNumber } from './phone-numbers.ts'
import { rowReader } from './read-cells.ts'

const countries = ['NL', 'GB', 'US', 'IT', 'DE']
const customer = customerOf({ locationCountries: new Map(countries.map((country) => [country, country])) })
const { columns } = readHeadings(['User ID/Email (Required)', 'Phone Number', 'Location', 'Extension'], customer)
const keysOf = (...cells: string[]) => keyReader(columns, customer).read(cells)

test('whatever number a cell is read as, in whatever country, is asked for', () => {
  const number = fc.constantFrom('+442079460958', '+31201236001', '+12125550123', '+390612345678', '+4930123456')
  const written = fc
    .tuple(number, fc.constantFrom('', ' ', '-', '.'), fc.constantFrom('+', '', '00', '0'), fc.boolean())
    .map(([e164, separator, before, zero]) => {
      const digits = e164.slice(1)
      const rest = [digits.slice(0, 2), zero ? '(0)' : '', digits.slice(2, 5), digits.slice(5)].filter(Boolean)
      return `${before}${(before === '0' ? rest.slice(1) : rest).join(separator)}`
    })
  const forms = new Set<string>()
  let read = 0
  fc.assert(
    fc.property(written, fc.constantFrom(...countries), (cell, country) => {
      const e164 = readNumber(cell, country)?.e164
      if (e164 === undefined) return
      read += 1
      forms.add(cell.match(/^(?:\+|00|0|)/)?.[0] ?? '')
      const { number: asked, otherNumbers } = keysOf('jan@example.com', ` ${cell} `, '', '')
      expect([asked, ...otherNumbers]).toContain(e164)
    }),
    { numRuns: 300 },
  )
  expect([...forms].sort()).toEqual(['', '+', '0', '00'])
  expect(read).toBeGreaterThan(20)
})

test('asks for e-mail, location and extension as they are read, and for nothing of a row that cannot be', () => {
  expect(keysOf(' Jan@Example.com\u200b', '', ' DELFT ', ' 1000 ')).toEqual({
    email: 'jan@example.com',
    number: '',
    otherNumbers: [],
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
    otherNumbers: [],
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
