import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { startHub, type TestHub } from '../../../test/hub.ts'
import {
  type Cells,
  caller,
  csv,
  type ImportBench,
  importsOf,
  makeImportBench,
  makePartner,
} from '../../../test/imports.ts'
import { csvFaults, demoCustomerId, demoPartnerId, writeCsvFile } from '../../generate/index.ts'
import { csvLine } from '../../platform/write-csv.ts'
import { cellsOf, csvReader } from './read-csv.ts'

let hub: TestHub
let partner: { partnerId: string; token: string }

beforeAll(async () => {
  hub = await startHub({ demo: true })
  partner = await makePartner(hub)
})

let serial = 2000
function row(more: Cells = {}): Cells {
  serial += 1
  return caller(`user${serial}@kestrel.example`, String(serial), more)
}
const bench = async (): Promise<ImportBench> => await makeImportBench(hub, { partner })

/** The bytes, as they are downloaded. */
async function failedOf(importId: string, token: string): Promise<Buffer> {
  const answer = await fetch(`${hub.url}/v1/imports/${importId}/failed.csv`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

const recordsOf = (file: Buffer, delimiter = ','): string[][] => {
  const reader = csvReader(delimiter)
  return [...reader.push(file.toString('utf8').replace(/^\ufeff/, '')), ...reader.end()].map((record) =>
    cellsOf(record, delimiter),
  )
}

const refusedCodes = async (customer: Pick<ImportBench, 'rows'>, importId: string) =>
  (await customer.rows(importId, '&outcome=refused')).map(({ issues }) => issues.map(({ code }) => code))

describe('the file of refused rows, imported again', () => {
  test('refuses every kind of row untouched as it did before, once what was good has been applied', async () => {
    const token = await hub.token({ partnerId: demoPartnerId })
    const customer = { ...importsOf(hub, demoCustomerId, token), token }
    const file = join(tmpdir(), `cordboard-failed-${process.pid}.csv`)
    const report = await writeCsvFile(hub.database, {
      file,
      rows: 20,
      organization: demoCustomerId,
      faults: 'every',
      seed: 'failed rows',
    })
    const made = await customer.plan(await readFile(file))
    await rm(file)
    const tried = new Set(report.faults.map(({ code }) => code))
    expect(tried.size).toBeGreaterThan(csvFaults.length - 6)
    const refused = await customer.rows(made.id, '&outcome=refused')
    expect(refused.length).toBe(report.faults.length)
    const done = await customer.apply(made.id, made.counts.remove)
    expect(done).toMatchObject({ status: 'applied', counts: { refused: refused.length } })

    const failed = await failedOf(made.id, customer.token)
    const again = await customer.plan(failed)
    const told = await customer.rows(again.id)
    expect(told).toHaveLength(refused.length)
    // Of two rows with one address the first has made the user: the second is a change of it, and no row of its own is wrong.
    const accepted = told.filter(({ outcome }) => outcome !== 'refused').map(({ email }) => email)
    const twice = refused.filter(({ issues }) => issues.some(({ code }) => code === 'imports.email_twice'))
    expect(accepted).toEqual(twice.map(({ email }) => email))
    for (const [index, { issues }] of told.entries()) {
      const [before] = refused[index]?.issues.filter(({ severity }) => severity === 'error') ?? []
      if (before?.code === 'imports.email_twice') continue
      const code = { 'imports.number_twice': 'number_held', 'imports.extension_twice': 'extension_taken' }[
        before?.code ?? ''
      ]
      expect(issues.map((issue) => issue.code)).toContain(code ? `imports.${code}` : before?.code)
    }
  })

  test('keeps each cell and refuses again whatever its cells hold and however many they are', async () => {
    const text = fc
      .array(fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', '\n', '"', ',', ';', '\0', '\u200b', ' ', 'x', '1'), {
        maxLength: 5,
      })
      .map((letters) => letters.join(''))
    const headings = ['User ID/Email (Required)', 'First Name', 'Title', 'Webex Calling', 'Webex Suite', 'Department']
    const customer = await bench()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(',', ';'),
        fc.array(fc.array(text, { maxLength: 9 }), { minLength: 20, maxLength: 40 }),
        async (delimiter, drafts) => {
          const file = [headings, ...drafts.map((cells) => [`p${serial++}@kestrel.example`, ...cells])]
          const made = await customer.plan(Buffer.from(file.map((cells) => csvLine(cells, delimiter)).join('')))
          const refused = await customer.rows(made.id, '&outcome=refused')
          expect(refused.length).toBeGreaterThan(0)
          const failed = await failedOf(made.id, customer.token)
          const again = await customer.plan(failed)
          expect(again.counts).toMatchObject({ refused: refused.length, create: 0, change: 0, unchanged: 0 })
          expect(await refusedCodes(customer, again.id)).toEqual(
            refused.map(({ issues }) => issues.map(({ code }) => code)),
          )
          // Nothing is added or lost by the way through, however often.
          expect((await failedOf(again.id, customer.token)).toString()).toBe(failed.toString())
          const sent = new Map(file.map((cells) => [cells[0], cells]))
          const [names = [], ...records] = recordsOf(failed, delimiter)
          const isUneven = names.at(-1) === 'Cells out of place'
          expect(names.slice(0, headings.length)).toEqual(headings)
          for (const cells of records) {
            expect(cells).toHaveLength(names.length)
            const outOfPlace = isUneven ? (cells.at(-1) ?? '') : ''
            const missing = Number(outOfPlace.match(/^(\d+) missing$/)?.[1] ?? 0)
            const surplus = outOfPlace.startsWith('"') ? recordsOf(Buffer.from(outOfPlace)).flat() : []
            const own = sent.get(cells[0]) ?? []
            const kept = cells.slice(0, headings.length - missing)
            expect([...kept.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')), ...surplus]).toEqual(
              own.map((cell, index) => (index < headings.length ? cell.replace(/^'(?=[=+\-@\t\r])/, '') : cell)),
            )
            expect(cells[headings.length]).toBe('refused')
          }
        },
      ),
      { numRuns: 8 },
    )
  })

  test('with a cell too many, one too few, one that runs or one with a NUL is taken once that is mended', async () => {
    const customer = await bench()
    const lines = csv(
      row({ Title: 'Buyer', Department: 'Engineering' }),
      row({ Title: 'Buyer', Department: '-' }),
      row({ Title: '=1+1', Department: 'Parts' }),
      row({ 'First Name': 'A\0n', Title: 'Buyer', Department: 'Parts' }),
    ).split('\r\n')
    lines[1] = lines[1]?.replace('Buyer', 'Buyer, Spare Parts') ?? ''
    lines[2] = lines[2]?.replace(/,-$/, '') ?? ''
    const made = await customer.plan(lines.join('\r\n'))
    expect(await refusedCodes(customer, made.id)).toEqual([
      ['imports.too_many_cells'],
      ['imports.too_few_cells'],
      ['imports.formula_cell'],
      ['imports.nul_character'],
    ])
    const failed = (await failedOf(made.id, customer.token)).toString()
    expect(failed.startsWith('\ufeffUser ID/Email')).toBe(true)
    const mended = failed
      .replace('Buyer, Spare Parts', '"Buyer, Spare Parts",Engineering')
      .replace('"""Engineering"""', '')
      .replace('Buyer,,refused', 'Buyer,Sales,refused')
      .replace('1 missing', '')
      .replace("'=1+1", 'Buyer')
      .replace('\0', '')
    const again = await customer.run(mended)
    expect(again.counts).toMatchObject({ create: 4, refused: 0 })
    expect(await customer.user(`user${serial - 3}@kestrel.example`)).toMatchObject({
      title: 'Buyer, Spare Parts',
      department: 'Engineering',
    })
    expect((await customer.user(`user${serial - 2}@kestrel.example`))?.['department']).toBe('Sales')
  })

  test('is as wide in each line as its headings, for readers that take no other', async () => {
    const customer = await bench()
    const lines = csv(row({ Title: 'a' }), row({ Title: 'b' }), row({ Title: 'c', 'Jabber Calling': 'x' })).split(
      '\r\n',
    )
    lines[1] += ',"x, ""y""",,z'
    lines[2] = lines[2]?.replace(/,[^,]*,b$/, '') ?? ''
    const made = await customer.plan(lines.join('\r\n'))
    const failed = await failedOf(made.id, customer.token)
    const strict = parse(failed, { bom: true, columns: true }) as Record<string, string>[]
    expect(strict.map((each) => [each['Error code'], each['Cells out of place']])).toEqual([
      ['imports.too_many_cells', '"x, ""y""","","z"'],
      ['imports.too_few_cells', '2 missing'],
      ['imports.boolean_bad', ''],
    ])
    // Untouched they are told the same again.
    const again = await customer.plan(failed)
    expect((await customer.rows(again.id)).map(({ issues }) => issues)).toEqual(
      (await customer.rows(made.id)).map(({ issues }) => issues),
    )
    // A comma more in the corrected file moves the reasons as well: they are no cells of the row.
    const torn = failed.toString().replace(',a,refused', ',a,b,refused')
    const third = await failedOf((await customer.plan(torn)).id, customer.token)
    expect((parse(third, { bom: true, columns: true }) as Record<string, string>[])[0]).toMatchObject({
      Title: 'a',
      Status: 'refused',
      'Cells out of place': '"x, ""y""","","z","b"',
    })
    // Without such rows there is no such column.
    const even = await customer.plan([lines[0], lines[3]].join('\r\n'))
    expect((await failedOf(even.id, customer.token)).toString()).not.toContain('Cells out of place')
  })

  test('does not take the reasons for cells of the row where a spreadsheet program filled short rows up', async () => {
    const customer = await bench()
    const [head = '', short = ''] = csv(row({ Title: 'Buyer', Department: 'x' })).split('\r\n')
    const made = await customer.plan([head, short.replace(/,Buyer,x$/, '')].join('\r\n'))
    expect(await refusedCodes(customer, made.id)).toEqual([['imports.too_few_cells']])
    // As such files were before they told of cells out of place.
    const [headings = [], wide = []] = recordsOf(await failedOf(made.id, customer.token)).map((each) =>
      each.slice(0, -1),
    )
    const cells = wide.toSpliced(wide.indexOf('refused') - 2, 2)
    while (cells.length < headings.length) cells.push('')
    const again = await customer.plan([headings, cells].map((each) => csvLine(each)).join(''))
    expect(await customer.rows(again.id)).toMatchObject([
      { outcome: 'refused', email: `user${serial}@kestrel.example`, issues: [{ code: 'imports.too_few_cells' }] },
    ])
    const [, third = []] = recordsOf(await failedOf(again.id, customer.token))
    expect(third.slice(0, cells.indexOf('refused'))).toEqual(cells.slice(0, cells.indexOf('refused')))
    expect(third.filter((cell) => cell === 'refused')).toHaveLength(1)
    expect([third.indexOf('refused'), third.at(-1)]).toEqual([wide.indexOf('refused'), '2 missing'])
  })
})

describe('the apostrophe that keeps a cell from being run', () => {
  test('is taken off again, so that a number is the number and a formula is refused', async () => {
    const customer = await bench()
    const number = row({ 'Phone Number': "'+31201235001", Extension: '', Title: "'t Hoofd" })
    const made = await customer.run(csv(number, row({ Title: "'=1+1" }), row({ 'First Name': "'@x" })))
    expect(await refusedCodes(customer, made.id)).toEqual([['imports.formula_cell'], ['imports.formula_cell']])
    expect(await customer.user(number['User ID/Email (Required)'] ?? '')).toMatchObject({
      e164: '+31201235001',
      title: "'t Hoofd",
    })
    // The number is looked for as it is, also where it is somebody's already.
    const taken = await customer.plan(csv(row({ 'Phone Number': "'+31201235001", Extension: '' })))
    expect(await refusedCodes(customer, taken.id)).toEqual([['imports.number_held']])
  })
})

test('a refused row names its address wherever one can be read', async () => {
  const customer = await bench()
  const long = `${'a'.repeat(200)}@kestrel.example`
  const lines = csv(
    row({ 'User ID/Email (Required)': 'many@kestrel.example', Title: 'x' }),
    row({ 'User ID/Email (Required)': 'few@kestrel.example', Title: '' }),
    row({ 'User ID/Email (Required)': long, Title: 'x' }),
    row({ 'User ID/Email (Required)': 'un\u200bseen@kestrel.example', Title: 'x' }),
    row({ 'User ID/Email (Required)': 'n\0ul@kestrel.example', Title: 'x' }),
    row({ 'User ID/Email (Required)': "'-jane@kestrel.example", Title: 'x' }),
  ).split('\r\n')
  lines[1] += ',y'
  lines[6] += ',y'
  lines[2] = lines[2]?.slice(0, -1) ?? ''
  const made = await customer.plan(lines.join('\r\n'))
  expect((await customer.rows(made.id)).map(({ email, issues }) => [email, issues[0]?.code])).toEqual([
    ['many@kestrel.example', 'imports.too_many_cells'],
    ['few@kestrel.example', 'imports.too_few_cells'],
    [long, 'imports.email_too_long'],
    ['unseen@kestrel.example', 'imports.invisible_character'],
    ['nul@kestrel.example', 'imports.nul_character'],
    ['-jane@kestrel.example', 'imports.too_many_cells'],
  ])
})
