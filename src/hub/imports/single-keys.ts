import { type RawBuilder, sql } from 'kysely'

export const singleKinds = ['email', 'e164', 'extension'] as const
export type SingleKind = (typeof singleKinds)[number]

/** The keys that no two rows of a file may share: the columns that make one, and what a row is told that names it again. */
export const singleKeys = {
  email: { columns: ['email'], code: 'imports.email_twice' },
  e164: { columns: ['e164'], code: 'imports.number_twice' },
  extension: { columns: ['location_id', 'extension'], code: 'imports.extension_twice' },
} as const satisfies Record<SingleKind, { columns: readonly string[]; code: string }>

/** The key of a row of the plan, as a list of columns. */
export function keyOf(kind: SingleKind, alias: string): RawBuilder<unknown> {
  return sql.join(columnsOf(kind, alias))
}

/** Whether a row of the plan names such a key. */
export function namesOne(kind: SingleKind, alias: string): RawBuilder<boolean> {
  const named = columnsOf(kind, alias).map((column) => sql`${column} is not null`)
  return sql<boolean>`(${sql.join(named, sql` and `)})`
}

/** The key as one text, as the upload watches for it: an extension as `placeKey` has it. */
export function keyText(kind: SingleKind, alias: string): RawBuilder<string> {
  const texts = columnsOf(kind, alias).map((column) => sql`${column}::text`)
  return sql<string>`(${sql.join(texts, sql` || ' ' || `)})`
}

function columnsOf(kind: SingleKind, alias: string): RawBuilder<unknown>[] {
  return singleKeys[kind].columns.map((column) => sql.ref(`${alias}.${column}`))
}
