import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvLine, guarded, harmless, isFormula, unguarded } from '../../platform/write-csv.ts'
import { cellsOf, csvReader, isBlankRecord } from './read-csv.ts'
import { readText } from './read-file.ts'

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'ø', '漢', '😀', ' ', ',', ';', '"', '\n', '\r\n', '0', "'") }),
  // Control characters make a file binary, which is another test's matter.
  fc.string({ unit: 'binary' }).filter((text) => !/\p{Cc}/u.test(text)),
  fc.constantFrom('', 'TRUE', '+31201234567', 'jan@example.com'),
)
const delimiter = fc.constantFrom(',', ';')
const lineEnd = fc.constantFrom('\n', '\r\n')

function written(table: string[][], letter: string, end: string, quoteAll: boolean): string {
  const one = (text: string) =>
    quoteAll || new RegExp(`[${letter}"\r\n]`).test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return table.map((row) => row.map(one).join(letter)).join(end)
}

async function readBack(bytes: Buffer, cuts: number[], letter: string) {
  async function* chunks() {
    let start = 0
    for (const cut of [
      ...cuts.map((each) => each % (bytes.length + 1)).sort((one, other) => one - other),
      bytes.length,
    ]) {
      yield bytes.subarray(start, cut)
      start = cut
    }
  }
  const reader = csvReader(letter)
  const records = []
  for await (const { text } of readText(chunks(), 10_000_000, () => 1)) records.push(...reader.push(text))
  return [...records, ...reader.end()]
}

describe('the CSV reader', () => {
  test('reads back every table that was written by RFC 4180, however it is cut into chunks', async () => {
    const rows = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      )
    await fc.assert(
      fc.asyncProperty(
        rows,
        delimiter,
        lineEnd,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.nat()),
        async (body, letter, end, mark, quoteAll, endsWithLine, cuts) => {
          // The heading keeps the file's head plain text, as every real file's is.
          const table = [
            body[0]?.map((_, index) => `heading ${index}`) ?? [],
            ...body.filter((row) => row.some((text) => text !== '') || quoteAll),
          ]
          const text = `${mark ? '\ufeff' : ''}${written(table, letter, end, quoteAll)}${endsWithLine ? end : ''}`
          const records = await readBack(Buffer.from(text), cuts, letter)
          expect(records.map((record) => cellsOf(record, letter))).toEqual(table)
          // What is kept of a record gives the same cells again, all or as many as are asked for.
          const kept = records.map(({ line, text: whole }) => ({ line, text: whole }))
          expect(kept.map((record) => cellsOf(record, letter))).toEqual(table)
          for (const most of [1, 2])
            expect(kept.map((record) => cellsOf(record, letter, most).slice(0, most))).toEqual(
              table.map((cells) => cells.slice(0, most)),
            )
          expect(records.map((record) => isBlankRecord(record, letter))).toEqual(
            table.map((cells) => cells.every((each) => each.trim() === '')),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  test('agrees with the strict reader, and says the line each record begins on', () => {
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(rows, delimiter, lineEnd, (table, letter, end) => {
        const text = written(table, letter, end, false)
        const reader = csvReader(letter)
        const records = [...reader.push(text), ...reader.end()]
        const strict = parse(text, {
          delimiter: letter,
          record_delimiter: ['\n', '\r\n'],
          skip_empty_lines: true,
          relax_column_count: true,
        }) as string[][]
        expect(records.map((record) => cellsOf(record, letter))).toEqual(strict)
        for (const record of records) {
          const { line } = record
          const cells = cellsOf(record, letter)
          const from = text.split('\n')[line - 1] ?? ''
          expect(
            from.startsWith((cells[0] ?? '').split('\n')[0]?.replace(/\r$/, '') ?? '') || from.startsWith('"'),
          ).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('skips blank lines and still counts them', () => {
    const reader = csvReader(',')
    const records = [...reader.push('a,b\n\n\r\n"x\ny",1\nz,2'), ...reader.end()]
    expect(records.map((record) => ({ ...record, cells: cellsOf(record, ',') }))).toEqual([
      { line: 1, cells: ['a', 'b'], text: 'a,b' },
      { line: 4, cells: ['x\ny', '1'], text: '"x\ny",1\n' },
      { line: 6, cells: ['z', '2'], text: 'z,2' },
    ])
  })

  test('refuses a quote that is left open, naming the line of its row', () => {
    const reader = csvReader(',')
    reader.push('a,b\nc,"d\n')
    expect(() => reader.end()).toThrow(
      expect.objectContaining({ code: 'imports.quote_left_open', values: { line: 2 } }),
    )
  })

  test('refuses text after a closing quote', () => {
    expect(() => csvReader(',').push('a,b\n"c"d,e\n')).toThrow(
      expect.objectContaining({ code: 'imports.quote_left_open', values: { line: 2 } }),
    )
  })

  test('gives up on an open quote before it holds the rest of a large file', () => {
    const reader = csvReader(',')
    reader.push('a,b\n"')
    expect(() => {
      for (let piece = 0; piece < 100; piece++) reader.push('x'.repeat(64_000))
    }).toThrow(expect.objectContaining({ code: 'imports.row_too_long', values: { line: 2, limit: 1_000_000 } }))
  })

  test('refuses a row that is too long to be one, however it comes and however it ends', () => {
    const wide = (letters: number) => `a,${'x'.repeat(letters)}`
    expect(csvReader(',').push(`a,b\n${wide(999_000)}\n`)).toHaveLength(2)
    for (const text of [`${wide(1_000_000)}\n`, `a,"${'x\n'.repeat(500_000)}"\n`])
      expect(() => csvReader(',').push(`a,b\n${text}c,d\n`)).toThrow(
        expect.objectContaining({ code: 'imports.row_too_long', values: { line: 2, limit: 1_000_000 } }),
      )
  })
})

test('a row of many megabytes is refused by its line too, in letters of several bytes as well', async () => {
  for (const letter of ['x', 'é', '漢', '😀']) {
    const row = Buffer.from(`c,${letter.repeat(6_000_000 / Buffer.byteLength(letter))}`)
    async function* chunks() {
      yield Buffer.from('a,b\nc,d\n')
      for (let start = 0; start < row.length; start += 65_537) yield row.subarray(start, start + 65_537)
    }
    const reader = csvReader(',')
    const reading = async () => {
      for await (const { text } of readText(chunks(), 10_000_000, () => reader.next().line)) reader.push(text)
    }
    await expect(reading()).rejects.toMatchObject({
      code: 'imports.row_too_long',
      values: { line: 3, limit: 1_000_000 },
    })
  }
})

describe('the CSV writer', () => {
  test('writes no cell that a spreadsheet would run', () => {
    fc.assert(fc.property(fc.string(), (text) => !isFormula(harmless(text))))
    expect(['=1+1', '@SUM(A1)', '+cmd', '-2+3', '\tx', '\rx'].filter((text) => !isFormula(text))).toEqual([])
  })

  test('guards what a spreadsheet would run or take the plus from, and takes the guard off again', () => {
    expect(['=1+1', '@x', '\tx', '\rx', '+31201234567', '-5', "'t Hoofd", 'x=1', ''].map(guarded)).toEqual([
      "'=1+1",
      "'@x",
      "'\tx",
      "'\rx",
      "'+31201234567",
      "'-5",
      "'t Hoofd",
      'x=1',
      '',
    ])
    const beginning = fc.constantFrom('', '=', '@', '+', '-', '\t', '\r', "'t ", '\n', ' ')
    fc.assert(
      fc.property(beginning, fc.string(), (first, rest) => {
        const own = `${first}${rest}`
        // What has an apostrophe of its own in front of such a letter cannot be told from what was guarded.
        fc.pre(unguarded(own) === own)
        expect(unguarded(guarded(own))).toBe(own)
        expect(unguarded(harmless(own))).toBe(own)
        expect(guarded(own)).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })

  test('keeps phone numbers and plain negative numbers as they are', () => {
    expect(['+31201234567', '+31 (0)20 123-4567', '-5', '-5.5', 'x=1'].map(harmless)).toEqual([
      '+31201234567',
      '+31 (0)20 123-4567',
      '-5',
      '-5.5',
      'x=1',
    ])
  })

  test('writes lines that the reader reads back', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2 }), delimiter, (cells, letter) => {
        const [record] = csvReader(letter).push(csvLine(cells, letter))
        if (cells.length > 1 || cells[0] !== '') expect(record && cellsOf(record, letter)).toEqual(cells)
      }),
    )
  })
})

test('bytes that are no letters, for ever, are refused once a row of them is too long, not gathered', async () => {
  let taken = 0
  async function* chunks() {
    yield Buffer.from('User ID/Email (Required)\n')
    for (; taken < 200; taken++) yield Buffer.alloc(256 * 1024, 0x80)
  }
  const read = async () => {
    for await (const _ of readText(chunks(), 100_000_000, () => 2));
  }
  await expect(read()).rejects.toMatchObject({ code: 'imports.unknown_encoding', values: { line: 2 } })
  expect(taken).toBeLessThan(20)
})
