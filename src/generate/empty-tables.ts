import type pg from 'pg'

/**
 * Empties every table that belongs to tenants. Only for a database whose first fill was cut off: nobody has set it up, so
 * nothing in it is anybody's.
 */
export async function emptyTenantTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(`
    select quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not in ('migrations', 'package_catalogue', 'sign_in_failures')`)
  if (rows.length > 0) await pool.query(`truncate ${rows.map(({ name }) => name).join(', ')}`)
}
