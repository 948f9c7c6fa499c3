import type { ImportBehavior } from '../../api/imports.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { Upload } from '../../platform/handlers.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { headingOf } from './columns.ts'
import { type Customer, readCustomer } from './customer.ts'
import { type FileShape, shapeOf } from './decide-row.ts'
import { isGuarded } from './guard-administrators.ts'
import { delimiterOf, type FileColumn, type Headings, readHeadings, statedDelimiter } from './headings.ts'
import type { Issue } from './issues.ts'
import { planImport } from './jobs.ts'
import { type Keys, type Known, keyReader, lookUp } from './look-up.ts'
import { decideBatch, type FileNotes, type HeldRow } from './plan-batch.ts'
import { type Given, rowReader } from './read-cells.ts'
import { type CsvReader, type CsvRecord, cellsOf, csvReader, isBlankRecord } from './read-csv.ts'
import { readText } from './read-file.ts'
import { rowBatch } from './row-batch.ts'
import { openStaging, stageRows } from './stage-rows.ts'
import { watchForTwice } from './suspects.ts'

// A failed row is read again from its part: larger parts cost more then, smaller ones more writes now.
const partBytes = 256 * 1024
// Of a file that has nothing but blank rows for a while, no batch waits for what is being written.
const mostUnwritten = 4_000_000

/**
 * Reads a file into a plan, in one transaction and as it comes in: nothing of a file with a fault stays, and no more of a
 * file than a few batches is ever in memory. What needs all rows at once is left to the job.
 * @returns the import's id.
 */
export async function uploadUsers(
  context: OwnContext,
  upload: Upload,
  request: { organizationId: string; behavior: ImportBehavior; fileName: string | undefined },
): Promise<string> {
  // What says of itself that it is too large need not be read to be refused.
  if ((upload.statedBytes ?? 0) > context.config.IMPORT_BYTES + 10_000)
    throw new Refusal('imports.file_too_large', { limit: Math.floor(context.config.IMPORT_BYTES / 1_000_000) })
  return await context.transaction((inside) => readInto(inside, upload, request), { once: true })
}

async function readInto(
  context: Context,
  upload: Upload,
  request: { organizationId: string; behavior: ImportBehavior; fileName: string | undefined },
): Promise<string> {
  const customer = await readCustomer(context, request.organizationId, request.behavior)
  const importId = uuidv7(context.now.getTime())
  const notes: FileNotes = { falseIgnored: new Set(), basesAdded: new Set(), withoutSite: new Set(), notSet: new Set() }
  const watch = watchForTwice(upload.statedBytes)
  const parts = partWriter(context, customer.id, importId)
  let file: (ReturnType<typeof openFile> & { headings?: Headings; readers?: Readers }) | undefined
  const batch = rowBatch()
  let rowsTotal = 0
  let lastLine = 1
  let bytes = 0
  let unwritten = 0
  // The database is asked about one batch and writes another while this process decides the one between them.
  let asked: { rows: HeldRow[]; known: Promise<Known> } | undefined
  let asking: Promise<unknown> = Promise.resolve()
  let writing: Promise<void> = openStaging(context)
  // A fault is met at the next `await`, which may wait long for the body; until then it must not count as unhandled.
  writing.catch(() => {})
  const then = (work: () => Promise<void>) => {
    writing = writing.then(work)
    writing.catch(() => {})
  }
  const decideAsked = async ({ shape, readRow }: Readers) => {
    if (!asked) return
    const { rows, known } = asked
    const lines = await decideBatch(customer, shape, readRow, rows, await known, notes, watch)
    // One batch waits to be written, not more: the file may come faster than the database writes.
    await writing
    then(() => stageRows(context, customer.id, importId, lines))
  }
  const flush = async (readers: Readers) => {
    const { rows, keys } = batch.take()
    const known = lookUp(context, customer, keys)
    known.catch(() => {})
    asking = known
    await decideAsked(readers)
    asked = { rows, known }
  }
  const take = async (text: string | null) => {
    file ??= openFile(text ?? '')
    const records = text === null ? file.reader.end() : file.reader.push(text)
    for (const record of records) {
      if (isBlankRecord(record, file.delimiter)) continue
      if (file.isStated) {
        file.isStated = false
        continue
      }
      if (!file.headings) {
        file.headings = readHeadings(cellsOf(record, file.delimiter), customer)
        file.readers = readersOf(file.headings.columns, customer, file.delimiter)
        continue
      }
      if (!file.readers) continue
      rowsTotal += 1
      lastLine = record.line
      if (rowsTotal > context.config.IMPORT_ROWS)
        throw new Refusal('imports.too_many_rows', { limit: context.config.IMPORT_ROWS })
      batch.add({ line: record.line, text: record.text }, file.readers.readKeys(record))
      if (batch.isFull()) await flush(file.readers)
    }
  }

  try {
    for await (const stretch of readText(upload.stream, context.config.IMPORT_BYTES, () => lineBehind(file?.reader))) {
      bytes += stretch.bytes.length
      await take(stretch.text)
      const partRows = parts.add(stretch.bytes, file?.reader.next() ?? null)
      if (partRows) then(partRows)
      unwritten += stretch.bytes.length
      if (unwritten < mostUnwritten) continue
      await writing
      unwritten = 0
    }
    await take(null)
    if (!file?.headings || !file.readers) throw new Refusal('imports.empty_file')
    if (rowsTotal === 0) throw new Refusal('imports.header_only')
    if (!batch.isEmpty()) await flush(file.readers)
    await decideAsked(file.readers)
    await writing
    await parts.end()
  } catch (error) {
    // What was sent is waited for: the transaction ends after it.
    await Promise.allSettled([writing, asking])
    throw error
  }

  const { actor, now } = context
  await context.tx
    .insertInto('imports')
    .values({
      partner_id: actor.partnerId,
      id: importId,
      org_id: customer.id,
      file_name: fileName(request.fileName ?? upload.fileName, context.now),
      behavior: request.behavior,
      status: 'planning',
      created_by: JSON.stringify({ kind: actor.kind, id: actor.id, name: actor.name }),
      guarded: isGuarded(context, customer.id),
      created_at: now,
      bytes,
      headings: file.headings.columns.map((column) => column.heading),
      delimiter: file.delimiter,
      rows_total: rowsTotal,
      last_line: lastLine,
      warnings: JSON.stringify(fileWarnings(file.headings, notes)),
      suspects: JSON.stringify(watch.suspects()),
    })
    .execute()
  await context.audit({
    type: 'imports.uploaded',
    organizationId: customer.id,
    subject: { kind: 'import', id: importId },
    data: { behavior: request.behavior, rows: rowsTotal, bytes },
  })
  await context.enqueue(planImport, { partnerId: actor.partnerId, importId }, { group: customer.id })
  return importId
}

/** How this file's rows are read, by its headings. */
type Readers = { shape: FileShape; readRow: (row: HeldRow) => Given; readKeys: (record: CsvRecord) => Keys }

function readersOf(columns: readonly FileColumn[], customer: Customer, delimiter: string): Readers {
  const readCells = rowReader(columns, customer)
  const keys = keyReader(columns, customer)
  return {
    shape: shapeOf(columns, customer),
    readRow: (row) => {
      const cells = cellsOf(row, delimiter)
      // Between quotes and after them stand line ends that belong to no cell.
      return row.text.includes('"') ? readCells(row.line, cells) : readCells(row.line, cells, row.text)
    },
    readKeys: (record) => keys.read(cellsOf(record, delimiter, keys.through)),
  }
}

/** The line that stands behind all that the reader was given. */
function lineBehind(reader: CsvReader | undefined): number {
  const { line, text } = reader?.next() ?? { line: 1, text: '' }
  return line + text.split('\n').length - 1
}

function openFile(text: string): {
  reader: CsvReader
  delimiter: string
  /** The first line that is not blank only names the delimiter; the headings follow. */
  isStated: boolean
} {
  const [first = '', second = ''] = text.split('\n', mostBlankLines).filter((line) => line.trim() !== '')
  const stated = statedDelimiter(first)
  const delimiter = stated?.delimiter ?? delimiterOf(stated ? second : first)
  return { reader: csvReader(delimiter), delimiter, isStated: stated !== null }
}

// Blank lines before the headings: more of them are no table.
const mostBlankLines = 1000

/** The last part of the name as given, without the controls and paths that some programs send along; the time where there is none. */
export function fileName(given: string | undefined, now: Date): string {
  const name = (given ?? '').split(/[/\\]/).at(-1)?.replace(/\p{C}/gu, '').trim().slice(0, 255).toWellFormed()
  return name || `import-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.csv`
}

function fileWarnings(headings: Headings, notes: FileNotes): Issue[] {
  const ignored = [...notes.falseIgnored].map(
    (heading): Issue => ({ column: heading, code: 'imports.false_ignored', severity: 'warning', values: { heading } }),
  )
  const names = [...notes.basesAdded].join(', ')
  const added: Issue[] =
    names === '' ? [] : [{ code: 'imports.base_licenses_added', severity: 'warning', values: { licenses: names } }]
  const packages = [...notes.withoutSite].join(', ')
  const heading = headingOf('preferredSite')
  const siteless: Issue[] =
    packages === '' ? [] : [{ code: 'imports.site_column_missing', severity: 'warning', values: { heading, packages } }]
  const notSet = [...notes.notSet].map(
    (heading): Issue => ({
      column: heading,
      code: 'imports.read_only_ignored',
      severity: 'warning',
      values: { heading },
    }),
  )
  return [...headings.warnings, ...added, ...siteless, ...ignored, ...notSet]
}

/** Keeps the file as it came, cut only between rows. */
function partWriter(context: Context, organizationId: string, importId: string) {
  let held: Buffer[] = []
  let heldBytes = 0
  let firstLine = 1
  let number = 0

  const write = async (content: Buffer, line: number) => {
    number += 1
    await context.tx
      .insertInto('import_parts')
      .values({
        partner_id: context.actor.partnerId,
        import_id: importId,
        number,
        org_id: organizationId,
        first_line: line,
        content,
      })
      .execute()
  }
  return {
    /**
     * Gives the write to be done, once there is enough. Where rows have several lines, the bytes nearly always end within one.
     * @param next the row that the bytes end before or within.
     */
    add(bytes: Buffer, next: { line: number; text: string } | null): (() => Promise<void>) | null {
      held.push(bytes)
      heldBytes += bytes.length
      if (next === null || heldBytes < partBytes) return null
      const end = heldBytes - Buffer.byteLength(next.text)
      if (end < partBytes) return null
      const whole = Buffer.concat(held, heldBytes)
      const line = firstLine
      held = end < heldBytes ? [whole.subarray(end)] : []
      heldBytes -= end
      firstLine = next.line
      return () => write(whole.subarray(0, end), line)
    },
    async end(): Promise<void> {
      if (heldBytes > 0) await write(Buffer.concat(held, heldBytes), firstLine)
    },
  }
}
