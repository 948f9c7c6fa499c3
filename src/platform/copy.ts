import { CompiledQuery, type Transaction } from 'kysely'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Database } from './tables.ts'

const rows = Symbol('rows')
type CopyRows = { [rows]: Buffer }

/**
 * Fills a temporary table of this transaction, much faster than INSERT can. Straight into a tenant table it is refused:
 * COPY knows no row-level security.
 * @param content lines of PostgreSQL's text format, each made by `copyLine`, in UTF-8.
 */
export async function copyInto(
  tx: Transaction<Database>,
  table: string,
  columns: readonly string[],
  content: Buffer,
): Promise<void> {
  if (content.length === 0) return
  await tx.executeQuery(CompiledQuery.raw(`copy ${table} (${columns.join(', ')}) from stdin`, [{ [rows]: content }]))
}

/** One row of PostgreSQL's text format for COPY. Lists become arrays of text; objects belong into JSON text before. */
export function copyLine(values: readonly (string | number | boolean | Date | readonly string[] | null)[]): string {
  // Joined at once: text put together piece by piece stays a tree of its pieces, which costs more to keep than to write.
  const cells = new Array<string>(values.length)
  for (let index = 0; index < values.length; index++) cells[index] = copyCell(values[index] ?? null)
  return `${cells.join('\t')}\n`
}

function copyCell(value: string | number | boolean | Date | readonly string[] | null): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  return escaped(listOf(value))
}

function listOf(values: readonly string[]): string {
  let list = '{'
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? ''
    if (index > 0) list += ','
    list += quoted.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`
  }
  return `${list}}`
}

const quoted = /["\\]/
const special = /[\\\t\n\r]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (letter) => escapes[letter] ?? letter) : text
}

/** Teaches a connection to take the rows of `copyInto` like any other statement: the query builder knows no COPY. */
export function enableCopy(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...all: unknown[]) => unknown
  const withCopy = (...all: unknown[]): unknown => {
    const [text, values] = all
    const first = Array.isArray(values) ? (values[0] as CopyRows | undefined) : undefined
    if (typeof text !== 'string' || typeof first !== 'object' || first === null || !(rows in first))
      return query(...all)
    return new Promise((resolve, reject) => {
      const stream = query(from(text)) as ReturnType<typeof from>
      stream.on('error', reject)
      stream.on('finish', () => resolve({ command: 'COPY', rowCount: stream.rowCount, rows: [] }))
      stream.end(first[rows])
    })
  }
  client.query = withCopy as typeof client.query
}
