import { isUtf8 } from 'node:buffer'
import { Refusal } from '../../platform/errors.ts'

/** A stretch of the file that ends with a line end, or at the file's end. */
export type FileText = { text: string; bytes: Buffer }

/**
 * The file's text, cut at line ends, so that no letter is ever cut in two. Refuses with the file's faults: too large, cut
 * off, UTF-16 or UTF-32, another encoding, binary, empty. A byte-order mark is left out.
 * @param mostBytes counted as they come: what the client stated is not believed.
 * @param nextLine the number of the line that the next stretch begins with: whoever reads the text counts its lines anyhow.
 */
export async function* readText(
  stream: AsyncIterable<Uint8Array>,
  mostBytes: number,
  nextLine: () => number,
): AsyncGenerator<FileText> {
  let held: Buffer[] = []
  let heldBytes = 0
  let total = 0
  let isFirst = true
  for await (const chunk of uncut(stream)) {
    total += chunk.length
    if (total > mostBytes) throw new Refusal('imports.file_too_large', { limit: Math.floor(mostBytes / 1_000_000) })
    held.push(chunk)
    heldBytes += chunk.length
    if (heldBytes < leastBytes) continue
    const whole = held.length === 1 ? chunk : Buffer.concat(held, heldBytes)
    const end = whole.lastIndexOf(lineFeed) + 1
    if (end === 0) {
      held = [whole]
      if (heldBytes <= longestLine) continue
      if (isFirst) throw headFault(whole) ?? new Refusal('imports.not_csv', { line: 1 })
      // No row of users: the reader of rows refuses it, and knows its line.
      const cut = lastLetter(whole)
      yield decode(whole.subarray(0, cut), false, nextLine)
      held = [whole.subarray(cut)]
      heldBytes -= cut
      continue
    }
    yield decode(whole.subarray(0, end), isFirst, nextLine)
    isFirst = false
    held = end < whole.length ? [whole.subarray(end)] : []
    heldBytes = whole.length - end
  }
  if (heldBytes > 0) yield decode(Buffer.concat(held, heldBytes), isFirst, nextLine)
  if (total === 0) throw new Refusal('imports.empty_file')
}

const lineFeed = 10
// Small files are judged by their whole head; large ones are read in stretches of this size, not in the network's crumbs.
const leastBytes = 64 * 1024
const longestLine = 4_000_000

async function* uncut(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('imports.upload_cut_off')
  }
}

/** Where the last letter of these bytes begins: a cut before it cuts none in two. A letter has four bytes at most; what goes on for longer is none. */
function lastLetter(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= bytes.length - 4 && at > 0; at--)
    if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at
  return bytes.length
}

function decode(bytes: Buffer, isFirst: boolean, nextLine: () => number): FileText {
  if (isFirst) {
    const fault = headFault(bytes)
    if (fault) throw fault
  }
  if (!isUtf8(bytes))
    throw looksBinary(bytes)
      ? new Refusal('imports.binary_file')
      : new Refusal('imports.unknown_encoding', { line: nextLine() + linesBeforeBadByte(bytes) })
  const hasMark = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = bytes.toString('utf8', hasMark ? 3 : 0)
  if (isFirst && text.trim() === '') throw new Refusal('imports.empty_file')
  return { text, bytes: hasMark ? bytes.subarray(3) : bytes }
}

/** A line end is never part of another letter of UTF-8, so each line is right or wrong by itself. */
function linesBeforeBadByte(bytes: Buffer): number {
  let lines = 0
  for (let start = 0; ; lines++) {
    const end = bytes.indexOf(lineFeed, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines
    start = end + 1
  }
}

// The beginnings of what people upload by mistake: workbooks (ZIP and the older format), PDF, PNG, JPEG, GIF.
const beginnings = ['504b0304', 'd0cf11e0', '25504446', '89504e47', 'ffd8ff', '47494638']
// GZIP, bzip2, XZ, Zstandard, 7z: one file made smaller, which people need only unpack. A workbook is a ZIP, so ZIP is not here.
const compressed = ['1f8b', '425a68', 'fd377a58', '28b52ffd', '377abcaf']

function headFault(bytes: Buffer): Refusal | null {
  const head = bytes.subarray(0, 4096)
  const start = head.toString('hex', 0, 4)
  if (start === 'fffe0000' || start === '0000feff') return new Refusal('imports.utf32')
  if (start.startsWith('fffe') || start.startsWith('feff')) return new Refusal('imports.utf16')
  if (compressed.some((each) => start.startsWith(each)) && !isText(head)) return new Refusal('imports.compressed_file')
  if (beginnings.some((each) => start.startsWith(each))) return new Refusal('imports.binary_file')
  const nulls = [0, 0, 0, 0]
  for (let index = 0; index < head.length; index++)
    if (head[index] === 0) nulls[index % 4] = (nulls[index % 4] ?? 0) + 1
  // Latin letters in UTF-32 have a zero in three of four bytes.
  const mostlyNull = nulls.filter((count) => count > head.length / 5)
  const hardlyNull = nulls.filter((count) => count < head.length / 50)
  if (mostlyNull.length === 3 && hardlyNull.length === 1) return new Refusal('imports.utf32')
  const [first = 0, second = 0, third = 0, fourth = 0] = nulls
  const [even, odd] = [first + third, second + fourth]
  // Latin letters in UTF-16 have a zero in every other byte, all on the same side.
  if (Math.max(even, odd) > head.length / 5 && Math.min(even, odd) < head.length / 50)
    return new Refusal('imports.utf16')
  const lineEnd = head.indexOf(lineFeed)
  const heading = lineEnd < 0 ? head : head.subarray(0, lineEnd)
  if (heading.includes(0) || looksBinary(head)) return new Refusal('imports.binary_file')
  return null
}

/** “BZh…” can begin a line of text as well. */
function isText(head: Buffer): boolean {
  return isUtf8(head.subarray(0, 64)) && !looksBinary(head.subarray(0, 64))
}

function looksBinary(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 4096)
  let control = 0
  for (const byte of sample) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) control += 1
  return control > sample.length / 20
}
