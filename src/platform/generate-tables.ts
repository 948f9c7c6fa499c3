import type pg from 'pg'

const scalar: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  timestamptz: 'Date',
  jsonb: 'Json',
  _text: 'string[]',
  _uuid: 'string[]',
  bytea: 'Buffer',
  // Read as text: it does not fit a JavaScript number.
  xid8: 'string',
}

/** The text of tables.ts: one type per table of a migrated database, for Kysely. */
export async function generateTables(client: pg.Pool | pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{
    table: string
    column: string
    type: string
    nullable: boolean
    defaulted: boolean
  }>(`
    select c.relname as "table", a.attname as "column", t.typname as "type", not a.attnotnull as nullable, a.atthasdef as defaulted
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and c.relname <> 'migrations'
    order by c.relname, a.attnum`)
  const tables = Map.groupBy(rows, (row) => row.table)
  const lines = [
    '// Generated from the migrations by `npm run generate`. Do not edit.',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    '/** Read as parsed JSON, written as JSON text. */',
    'type Json = ColumnType<unknown, string, string>',
    '',
  ]
  for (const [table, columns] of tables) {
    lines.push(`export type ${pascal(table)} = {`)
    for (const { column, type, nullable, defaulted } of columns) {
      const base = scalar[type]
      if (!base) throw new Error(`no type for ${table}.${column} (${type})`)
      // A nullable JSON column needs its three types spelled out: a union with ColumnType would lose them.
      const whole =
        base === 'Json'
          ? nullable
            ? 'ColumnType<unknown, string | null, string | null>'
            : base
          : nullable
            ? `${base} | null`
            : base
      const isJson = base === 'Json'
      lines.push(
        `  ${column}: ${defaulted && isJson ? 'ColumnType<unknown, string | undefined, string>' : defaulted ? `Generated<${whole}>` : whole}`,
      )
    }
    lines.push('}', '')
  }
  lines.push('export type Database = {')
  for (const table of tables.keys()) lines.push(`  ${table}: ${pascal(table)}`)
  lines.push('}', '')
  return lines.join('\n')
}

function pascal(name: string): string {
  return name
    .split('_')
    .map((part) => part[0]?.toUpperCase() + part.slice(1))
    .join('')
}
