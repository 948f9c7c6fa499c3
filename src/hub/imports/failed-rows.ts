import { sql } from 'kysely'
import type { Context, OwnContext } from '../../platform/context.ts'
import { csvLine, harmless } from '../../platform/write-csv.ts'
import { isResultHeading, outOfPlaceHeading, resultHeadings } from './columns.ts'
import { requireImport } from './import-record.ts'
import { cellsOf, csvReader } from './read-csv.ts'
import { ownCellsOf, refusedStatus } from './result-cells.ts'
import { readRows } from './views.ts'

// Refused rows that are held at once. Fewer ask more often, more hold more memory.
const pageRows = 2_000
// The same in letters: of wide rows few fill it.
const pageLetters = 4_000_000

/**
 * The refused rows in their own words, then why: to be corrected and imported again. The extra columns have the headings
 * `Status`, `Error code`, `Error message` in every language, so that scripts find them. A row has here what it has in its file, and not another
 * letter: what was refused for it is refused again until somebody corrects it. Where a row had not as many cells as headings, a fourth column
 * `Cells out of place` keeps what is beside, so that all lines are of one length, as strict readers want them.
 */
export async function* failedRows(context: OwnContext, importId: string): AsyncGenerator<string> {
  const { record, isUneven } = await context.transaction(async (inside) => {
    const found = await requireImport(inside, importId)
    return { record: found, isUneven: await hasUnevenRows(inside, importId) }
  })
  const ownCells = ownCellsOf(record.headings)
  // A file of refused rows that was imported again brings these columns along.
  const headings = record.headings.filter((heading) => !isResultHeading(heading))
  // Spreadsheet programs take a file for UTF-8 by this mark alone.
  yield '\ufeff'
  const added = isUneven ? [...resultHeadings, outOfPlaceHeading] : resultHeadings
  yield csvLine([...headings.map(harmless), ...added], record.delimiter)
  let after = 0
  for (;;) {
    const page = await context.transaction(async (inside) => {
      const rows = (await readRows(inside, record, { outcome: 'refused', warned: false, after, max: pageRows })).slice(
        0,
        pageRows,
      )
      const [first, last] = [rows[0], rows.at(-1)]
      if (!first || !last) return null
      const { cells, through } = await originalCells(
        inside,
        importId,
        record.delimiter,
        rows.map(({ line }) => line),
      )
      return { rows: rows.filter(({ line }) => line <= through), cells, last: Math.min(last.line, through) }
    })
    if (!page) return
    let text = ''
    for (const row of page.rows) {
      const { own, outOfPlace } = ownCells(page.cells.get(row.line) ?? [])
      const errors = row.issues.filter((issue) => issue.severity === 'error')
      text += csvLine(
        [
          ...own.map(harmless),
          refusedStatus,
          [...new Set(errors.map((issue) => issue.code))].join(' '),
          harmless(
            errors
              .map((issue) => `${namesItself(issue) ? '' : `${issue.column}: `}${issue.message} ${issue.remedy}`)
              .join(' '),
          ),
          ...(isUneven ? [harmless(outOfPlace ?? '')] : []),
        ],
        record.delimiter,
      )
    }
    yield text
    after = page.last
  }
}

/** Whether a refused row has not as many cells as the file has headings. */
async function hasUnevenRows(context: Context, importId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from import_rows
    where partner_id = ${context.actor.partnerId}::uuid and import_id = ${importId}::uuid and outcome = 'refused'
      and (issues @> '[{"code": "imports.too_many_cells"}]' or issues @> '[{"code": "imports.too_few_cells"}]')
    limit 1`.execute(context.tx)
  return rows.length > 0
}

/** Whether the sentence needs no heading in front: it names it, or means the row as a whole. */
function namesItself({ column, message }: { column?: string | undefined; message: string }): boolean {
  return column === undefined || message.includes(column)
}

/**
 * The cells of these lines as the file has them, through the line given back: a page of wide rows ends sooner.
 * @param lines in rising order.
 */
async function originalCells(
  context: Context,
  importId: string,
  delimiter: string,
  lines: readonly number[],
): Promise<{ cells: Map<number, string[]>; through: number }> {
  const wanted = new Set(lines)
  const found = new Map<number, string[]>()
  let letters = 0
  const heads = await context.tx
    .selectFrom('import_parts')
    .select(['number', 'first_line'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('import_id', '=', importId)
    .orderBy('number')
    .execute()
  for (let index = 0; index < heads.length; index++) {
    const head = heads[index]
    const end = heads[index + 1]?.first_line ?? Number.POSITIVE_INFINITY
    if (!head || !lines.some((line) => line >= head.first_line && line < end)) continue
    const part = await context.tx
      .selectFrom('import_parts')
      .select('content')
      .where('partner_id', '=', context.actor.partnerId)
      .where('import_id', '=', importId)
      .where('number', '=', head.number)
      .executeTakeFirst()
    const reader = csvReader(delimiter, head.first_line)
    const records = [...reader.push(part?.content.toString('utf8') ?? ''), ...reader.end()]
    for (const record of records) {
      if (!wanted.has(record.line)) continue
      found.set(record.line, cellsOf(record, delimiter))
      letters += record.text.length
    }
    if (letters >= pageLetters) return { cells: found, through: end - 1 }
  }
  return { cells: found, through: Number.POSITIVE_INFINITY }
}
