import { type RawBuilder, sql } from 'kysely'

/** As SQL: the organization of this alias has any of the tags. */
export function hasAnyTag(alias: string, tags: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select 1 from organization_tags t where t.partner_id = ${sql.ref(`${alias}.partner_id`)}
      and t.org_id = ${sql.ref(`${alias}.id`)} and t.tag = any(${tags}::text[]))`
}
