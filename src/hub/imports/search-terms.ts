import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { UserState } from '../directory/index.ts'
import { learnWordsOfTerms, numberTerms, sortName, userTerms } from '../lookup/index.ts'

/** What search knows of a user with this state, each term behind the two letters of its kind. */
export function searchTerms(email: string, state: UserState): string[] {
  return userTerms({
    firstName: state.firstName,
    lastName: state.lastName,
    displayName: state.displayName,
    email,
    phoneNumber: state.e164,
    extension: state.extension,
    externalId: state.externalId,
  }).map(({ kind, term }) => kind + term)
}

/** What search knows of a number that the customer has and no user: it leads to the customer. */
export function freeNumberTerms(e164: string): string[] {
  return numberTerms(e164).map(({ kind, term }) => kind + term)
}

/** What lists of users are ordered by. */
export function sortNameOf(state: UserState): string {
  return sortName(state)
}

/** Adds the terms of a batch, in the index's own order: half the pages are touched then. */
export async function addTerms(context: Context, organizationId: string, rows: RawBuilder<unknown>): Promise<void> {
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
 * Drops terms by their computed values: the index knows them by value, not by user. Each is looked up by its whole key, which the
 * limit makes certain: left to statistics from before a large import, the planner compares every dropped term with every
 * term of the customer.
 */
export async function dropTerms(context: Context, rows: RawBuilder<unknown>): Promise<void> {
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

/**
 * Makes the words of a batch's names known to corrections. In a transaction of its own, before the batch: a new word is a row
 * that every other writer of the same word waits for, and a batch is long.
 */
export async function learnNames(context: Context, rows: RawBuilder<unknown>): Promise<void> {
  await learnWordsOfTerms(
    context,
    sql`(select substr(t.text, 3) as term from ${rows} r cross join unnest(r.terms) as t (text) where left(t.text, 2) = 'un')`,
  )
}
