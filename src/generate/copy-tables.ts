import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** What a column may be given; arrays are of text, times are milliseconds since 1970 wrapped by `time`. */
export type Cell = string | number | boolean | null | readonly string[]

export type TableCopy = {
  /** Adds a row, cells in the order of the columns. */
  row(table: string, cells: readonly Cell[]): void
  /** To be awaited every few hundred rows: lets the sockets move, and waits where the server is behind. */
  breathe(): Promise<void>
  /** Sends what is left, and waits until the server has all of it. @returns rows by table. */
  finish(): Promise<Record<string, number>>
}

/**
 * Rows of many tables over one connection: each table's rows are gathered to chunks, and each chunk is a COPY of its
 * own, so that all of them share the connection's transaction.
 * @param options.frozen tables whose rows are written as visible to all, which PostgreSQL allows only in the transaction that emptied the table.
 * @param options.parent the table that others refer to: its rows are always sent before theirs.
 */
export function copyTables(
  client: pg.ClientBase,
  columns: Record<string, readonly string[]>,
  options: { frozen?: ReadonlySet<string>; parent?: string } = {},
): TableCopy {
  const gathered = new Map<string, { bytes: Buffer; length: number }>()
  const rows: Record<string, number> = {}
  let waiting = 0
  let failure: unknown = null
  let sending = Promise.resolve()

  const send = (table: string): void => {
    if (options.parent !== undefined && table !== options.parent) send(options.parent)
    const chunk = gathered.get(table)
    if (!chunk || chunk.length === 0) return
    gathered.delete(table)
    const bytes = chunk.bytes.subarray(0, chunk.length)
    waiting += bytes.length
    sending = sending.then(async () => {
      try {
        if (failure === null) {
          await copyChunk(client, table, columnsOf(columns, table), options.frozen?.has(table) ?? false, bytes)
        }
      } catch (error) {
        failure ??= error
      } finally {
        waiting -= bytes.length
      }
    })
  }
  /** The table's chunk, with room for so many bytes more. */
  const chunkFor = (table: string, room: number): { bytes: Buffer; length: number } => {
    const held = gathered.get(table)
    if (held && held.length + room <= held.bytes.length) return held
    if (held) send(table)
    const chunk = { bytes: Buffer.allocUnsafe(Math.max(chunkLength, room)), length: 0 }
    gathered.set(table, chunk)
    return chunk
  }

  return {
    row(table, cells) {
      let line = ''
      let ascii = true
      for (let index = 0; index < cells.length; index++) {
        const cell = cells[index] ?? null
        if (index > 0) line += '\t'
        if (typeof cell !== 'string') line += encoded(cell)
        else if (!beyondPlain.test(cell)) line += cell
        else {
          ascii = false
          line += escaped(cell)
        }
      }
      line += '\n'
      const chunk = chunkFor(table, line.length * 3)
      chunk.length += chunk.bytes.write(line, chunk.length, ascii ? 'latin1' : 'utf8')
      rows[table] = (rows[table] ?? 0) + 1
    },
    async breathe() {
      if (failure !== null) throw failure
      if (waiting > mostWaiting) await sending
      else await new Promise((resolve) => setImmediate(resolve))
    },
    async finish() {
      for (const table of [...gathered.keys()]) send(table)
      await sending
      if (failure !== null) throw failure
      return rows
    },
  }
}

export function time(milliseconds: number | null): string | null {
  if (milliseconds === null) return null
  const day = Math.floor(milliseconds / 86_400_000)
  let date = dates.get(day)
  if (date === undefined) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 11)
    dates.set(day, date)
  }
  const seconds = Math.floor((milliseconds - day * 86_400_000) / 1000)
  const [hour, minute] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return `${date}${two(hour)}:${two(minute)}:${two(seconds % 60)}.${String(milliseconds % 1000).padStart(3, '0')}Z`
}

/** A load writes some ten million times of a few thousand days. */
const dates = new Map<number, string>()

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** Shorter, and the server starts a COPY for too few rows; longer, and memory is held for nothing. */
const chunkLength = 1_000_000
/** Bytes that may wait for the server: enough to keep it busy, little enough to hold. */
const mostWaiting = 24_000_000
/** Anything but printable ASCII without the backslash: such text needs neither escapes nor more than a byte a letter. */
const beyondPlain = /[^ -[\]-~]/

function columnsOf(columns: Record<string, readonly string[]>, table: string): readonly string[] {
  const known = columns[table]
  if (!known) throw new Error(`no columns are known for ${table}`)
  return known
}

async function copyChunk(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  freeze: boolean,
  bytes: Buffer,
): Promise<void> {
  const stream = client.query(
    copyFrom(`copy ${table} (${columns.join(', ')}) from stdin${freeze ? ' with (freeze)' : ''}`),
  )
  const done = once(stream, 'finish')
  stream.end(bytes)
  await done
}

/** Extras are ids of packages, which are ASCII; whoever needs more in an array must not come here. */
function encoded(cell: Exclude<Cell, string>): string {
  if (cell === null) return '\\N'
  if (typeof cell !== 'object') return String(cell)
  const items = cell.map((item) => {
    if (!/^[\w-]+$/.test(item)) throw new TypeError(`not fit for an array: ${item}`)
    return item
  })
  return `{${items.join(',')}}`
}

function escaped(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r')
}
