import type pg from 'pg'

/**
 * Takes the indexes, keys and foreign keys off empty tables, for a load that is several times faster without them. All of it
 * happens in the caller's transaction: a failure or a killed server leaves the tables as they were.
 * @returns what puts them back, to be called in the same transaction.
 */
export async function takeOffIndexes(client: pg.ClientBase, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows: constraints } = await client.query<{ table: string; name: string; definition: string; kind: string }>(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition, contype as kind
     from pg_constraint
     where contype in ('p', 'u', 'f') and (conrelid = any($1::regclass[]) or (contype = 'f' and confrelid = any($1::regclass[])))
     order by case contype when 'f' then 0 else 1 end, conname`,
    [tables],
  )
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
     order by 1`,
    [tables],
  )
  for (const each of constraints) await client.query(`alter table ${each.table} drop constraint ${each.name}`)
  for (const each of indexes) await client.query(`drop index ${each.name}`)
  return async () => {
    const keys = constraints.filter((each) => each.kind !== 'f')
    const foreign = constraints.filter((each) => each.kind === 'f')
    for (const each of keys)
      await client.query(`alter table ${each.table} add constraint ${each.name} ${each.definition}`)
    for (const each of indexes) await client.query(each.definition)
    for (const each of foreign)
      await client.query(`alter table ${each.table} add constraint ${each.name} ${each.definition}`)
  }
}

/** Whether none of the tables holds a row. */
export async function areEmpty(client: pg.ClientBase, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) {
    const { rowCount } = await client.query(`select from ${table} limit 1`)
    if (rowCount !== 0) return false
  }
  return true
}

/**
 * Forced row-level security binds an owner who is no superuser, and COPY refuses such tables. Lifts it for the transaction.
 * @returns what forces it again; the locks that are held meanwhile let nobody else see the tables unforced.
 */
export async function liftForce(client: pg.ClientBase, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string }>(
    `select oid::regclass::text as "table" from pg_class where oid = any($1::regclass[]) and relforcerowsecurity
     and not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)`,
    [tables],
  )
  for (const each of rows) await client.query(`alter table ${each.table} no force row level security`)
  return async () => {
    for (const each of rows) await client.query(`alter table ${each.table} force row level security`)
  }
}
