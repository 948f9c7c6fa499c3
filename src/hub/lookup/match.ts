import { type RawBuilder, sql } from 'kysely'
import { normalise } from './normalise.ts'
import { sourceOf } from './sources.ts'
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
  const fixed = organizationId ? sql`and t.org_id = ${organizationId}::uuid` : sql``
  const ranges = kinds.flatMap((kind) => {
    const source = sourceOf(kind)
    const typed = asTyped.includes(kind) ? plain(text) : normalise(text)
    // Of punctuation alone nothing is left, and everything begins with nothing.
    if (typed === '') return []
    const begin = source.write(typed)
    return sql`
      select t.org_id, ${source.id} as id from ${source.table} t, (select ${kind}::text as kind) p
      where t.partner_id = ${partnerId}::uuid ${fixed} and ${source.condition}
        and ${source.term} >= ${begin} and ${source.term} < ${`${begin}\u{10ffff}`}`
  })
  if (ranges.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.ref(organization)}, ${sql.ref(id)}) in (${sql.join(ranges, sql` union all `)})`
}
