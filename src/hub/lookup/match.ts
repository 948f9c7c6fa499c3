import { type RawBuilder, sql } from 'kysely'
import { normalise } from './normalise.ts'
import { plain, type TermKind, termKinds } from './terms.ts'

const asTyped: readonly TermKind[] = [termKinds.userEmail, termKinds.site, termKinds.domain, termKinds.deviceSip]

/**
 * As SQL, for lists that filter while one types: the thing has a term of one of these kinds that begins with the text.
 * `organization` and `id` name the list's columns; a fixed organization narrows the scan where no column does.
 */
export function matchesTerm(
  partnerId: string,
  organization: string,
  id: string,
  kinds: readonly TermKind[],
  text: string,
  organizationId?: string,
): RawBuilder<boolean> {
  const ranges = kinds.map((kind) => {
    const begin = asTyped.includes(kind) ? plain(text) : normalise(text)
    return sql`(t.kind = ${kind} and t.term >= ${begin} and t.term < ${`${begin}\u{10ffff}`})`
  })
  const fixed = organizationId ? sql`and t.org_id = ${organizationId}::uuid` : sql``
  return sql<boolean>`(${sql.ref(organization)}, ${sql.ref(id)}) in (
    select t.org_id, t.id from terms t where t.partner_id = ${partnerId}::uuid ${fixed} and (${sql.join(ranges, sql` or `)}))`
}
