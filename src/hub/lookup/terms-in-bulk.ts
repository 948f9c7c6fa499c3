import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Term } from './terms.ts'

/** A term as bulk acts carry it in an array of text: the two letters of its kind, then the term. */
export function packTerm({ kind, term }: Term): string {
  return kind + term
}

/**
 * Adds packed terms, those of users and of the organization itself, in the index's own order: half the pages are touched then. The caller
 * has checked the reach.
 * @param rows a relation in parentheses with `user_id` and `terms`, an array of packed terms.
 */
export async function addTermsInBulk(
  context: Context,
  organizationId: string,
  rows: RawBuilder<unknown>,
): Promise<void> {
  // Sorted as one text, before anything else is made of it: three times as fast as by its parts.
  await sql`
    insert into terms (partner_id, org_id, kind, term, id)
    select ${context.actor.partnerId}::uuid, ${organizationId}::uuid, left(s.text, 2), substr(s.text, 3),
      case when left(s.text, 1) = 'o' then ${organizationId}::uuid else s.user_id end
    from (select r.user_id, t.text from ${rows} r cross join unnest(r.terms) as t (text) order by t.text) s`.execute(
    context.tx,
  )
}

/**
 * Drops packed terms by their values: the index knows them by value, not by user. Each is looked up by its whole key, which the
 * limit makes certain: left to statistics from before a large import, the planner compares every dropped term with every
 * term of the customer.
 * @param rows a relation in parentheses with `partner_id`, `org_id`, `user_id` and `dropped_terms`, an array of packed terms.
 */
export async function dropTermsInBulk(context: Context, rows: RawBuilder<unknown>): Promise<void> {
  await sql`
    delete from terms where partner_id = ${context.actor.partnerId}::uuid and ctid = any (array(
      select found.at
      from ${rows} r
      cross join unnest(r.dropped_terms) as d (text)
      cross join lateral (
        select t.ctid as at from terms t
        where t.partner_id = r.partner_id and t.org_id = r.org_id and t.kind = left(d.text, 2) and t.term = substr(d.text, 3)
          and t.id = case when left(d.text, 1) = 'o' then r.org_id else r.user_id end
        limit 1
      ) found))`.execute(context.tx)
}
