import { gzipSync } from 'node:zlib'

/** Every error that a file alone can cause, so that all of it is refused. Not among them: an upload that is cut off. */
export const csvFileFaults = [
  'imports.empty_file',
  'imports.not_csv',
  'imports.utf16',
  'imports.utf32',
  'imports.unknown_encoding',
  'imports.binary_file',
  'imports.compressed_file',
  'imports.file_too_large',
  'imports.header_only',
  'imports.no_key_column',
  'imports.duplicate_heading',
  'imports.same_column',
  'imports.unknown_heading',
  'imports.suspended_heading',
  'imports.other_subscription',
  'imports.other_delimiter',
  'imports.quote_left_open',
  'imports.row_too_long',
  'imports.too_many_rows',
] as const
export type CsvFileFault = (typeof csvFileFaults)[number]

/** What the hub takes at most. */
export type FileLimits = { bytes: number; rows: number }

/**
 * The bytes of a file with this one fault, piece by piece; null where the customer or the limits do not allow for it.
 * @param lines of a file that an import takes, the headings first, without any cell in quotation marks but for commas.
 */
export function faultyFile(code: CsvFileFault, lines: readonly string[], limits: FileLimits): Iterable<Buffer> | null {
  const [headings = '', ...rows] = lines
  const text = lines.map((line) => `${line}\r\n`).join('')
  const withColumn = (heading: string) =>
    [`${headings},${heading}`, ...rows.map((row) => `${row},`)].map((line) => `${line}\r\n`).join('')
  switch (code) {
    case 'imports.empty_file':
      return []
    case 'imports.not_csv':
      return [Buffer.from('Dear colleagues\r\nthe new people start on Monday\r\n')]
    case 'imports.utf16':
      return [Buffer.from(`\ufeff${text}`, 'utf16le')]
    case 'imports.utf32':
      return [utf32(`\ufeff${text}`)]
    case 'imports.unknown_encoding':
      return [Buffer.from(text), Buffer.from(`rené@latin.example${','.repeat(commas(headings))}\r\n`, 'latin1')]
    case 'imports.binary_file':
      return [Buffer.from('504b03041400060008000000210000000000', 'hex'), Buffer.alloc(1000, 7)]
    case 'imports.compressed_file':
      return [gzipSync(text)]
    case 'imports.file_too_large':
      return tooLarge(text, limits.bytes)
    case 'imports.header_only':
      return [Buffer.from(`${headings}\r\n`)]
    case 'imports.no_key_column':
      return [Buffer.from(lines.map((line) => `${line.slice(line.indexOf(',') + 1)}\r\n`).join(''))]
    case 'imports.duplicate_heading':
      return [Buffer.from(withColumn('Title'))]
    case 'imports.same_column':
      return [Buffer.from(withColumn('User ID/Email'))]
    case 'imports.unknown_heading':
      return [Buffer.from(withColumn('Shoe size'))]
    case 'imports.suspended_heading':
      return [Buffer.from(withColumn('Webex Suite (Suspended)'))]
    case 'imports.other_subscription': {
      const other = headings.replace(/ \[[^\]]*\]/, ' [of another customer]')
      return other === headings ? null : [Buffer.from(text.replace(headings, () => other))]
    }
    case 'imports.other_delimiter':
      return [Buffer.from(`sep=|\r\n${text.replaceAll(',', '|')}`)]
    case 'imports.quote_left_open':
      return [Buffer.from(`${text}"jane@open.example`)]
    case 'imports.row_too_long':
      return longestRow + text.length > limits.bytes
        ? null
        : [Buffer.from(`${text}long@row.example,${'x'.repeat(longestRow)}${','.repeat(commas(headings) - 1)}\r\n`)]
    case 'imports.too_many_rows':
      return 2 * (limits.rows + 1) + headings.length > limits.bytes ? null : tooMany(headings, limits.rows)
  }
}

// Letters: more than a row may have.
const longestRow = 1_100_000

/** Rows until the limit, in pieces: a file of this size is not held. */
function* tooLarge(text: string, bytes: number): Generator<Buffer> {
  const blank = Buffer.alloc(64 * 1024, '\n')
  yield Buffer.from(text)
  for (let written = text.length; written <= bytes; written += blank.length) yield blank
}

function* tooMany(headings: string, rows: number): Generator<Buffer> {
  yield Buffer.from(`${headings}\n`)
  const atOnce = 100_000
  for (let row = 0; row <= rows; row += atOnce) yield Buffer.from('x\n'.repeat(Math.min(atOnce, rows + 1 - row)))
}

function commas(headings: string): number {
  return headings.replace(/"[^"]*"/g, '').split(',').length - 1
}

/** Four bytes a letter, the lowest first. */
function utf32(text: string): Buffer {
  const letters = [...text]
  const bytes = Buffer.alloc(letters.length * 4)
  for (const [index, letter] of letters.entries()) bytes.writeUInt32LE(letter.codePointAt(0) ?? 0, index * 4)
  return bytes
}
