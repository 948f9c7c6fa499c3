import { type RawBuilder, sql } from 'kysely'
import { guardedAgainst } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { ImportRecord } from './import-record.ts'

/** Rows that would change or remove somebody who holds a role: by a lower role they are refused. */
const touchesAdministrator = sql`r.outcome in ('change', 'remove') and exists (
  select 1 from administrators a
  where a.partner_id = r.partner_id and a.org_id = r.org_id and a.disabled_at is null and (a.user_id = r.user_id or a.email = r.email))`

/** The lines, with nothing more to say of them, that whoever made the import may not touch. */
export function guardedLines(record: ImportRecord, rows: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`select line, '{}'::jsonb as more from import_rows r
    where ${rows} and ${touchesAdministrator} and exists (
      select 1 from imports i join administrators m on m.partner_id = i.partner_id and m.id::text = i.created_by ->> 'id'
      where i.partner_id = r.partner_id and i.id = ${record.id}::uuid and m.role = any(${guardedAgainst}::text[]))`
}

/**
 * A plan that somebody else made is not applied by a role that may not touch the administrators in it, nor by whoever is there by consent: who
 * administers the organization stays with it, whatever role the consent gives.
 */
export async function requireNoGuarded(context: Context, record: ImportRecord): Promise<void> {
  const { actor, tx } = context
  if (!actor.access && !guardedAgainst.some((role) => role === actor.role)) return
  const { rows } = await sql`select 1 from import_rows r
    where r.partner_id = ${actor.partnerId}::uuid and r.import_id = ${record.id}::uuid and ${touchesAdministrator} limit 1`.execute(
    tx,
  )
  if (rows.length > 0) throw new Refusal('identity.guarded')
}
