import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { normalise } from './normalise.ts'
import { variantsOf, wordsOf } from './words.ts'

/** A statement's arrays stay of a size that the server plans and sorts quickly. */
const atOnce = 5000

/**
 * Makes the words of these names known to corrections, in the act that writes the names. Only words that the partner does not know yet are
 * written, in one order, so that two writers never wait for each other in a circle. How often a word is used is counted later, by a job:
 * a counter here would be a row that everybody called Maria waits for.
 */
export async function learnWords(context: Context, names: readonly string[]): Promise<void> {
  const words = [...new Set(names.flatMap((name) => wordsOf(normalise(name))))].sort()
  for (let start = 0; start < words.length; start += atOnce) await learn(context, words.slice(start, start + atOnce))
}

/**
 * The same for a bulk act, which has its packed terms in the database. In a transaction of its own, before the act: a new word is a row
 * that every other writer of the same word waits for, and a bulk act is long.
 * @param rows a relation in parentheses with `terms`; every rotation of every name is among them, so that each word begins one.
 */
export async function learnWordsInBulk(context: Context, rows: RawBuilder<unknown>): Promise<void> {
  const { rows: unknown } = await sql<{ word: string }>`
    select b.word
    from (
      -- With the kind before it, which is cut off once the many are few.
      select substr(packed.word, 3) as word
      from (select distinct split_part(t.text, ' ', 1) as word from ${rows} r cross join unnest(r.terms) as t (text)) packed
      where left(packed.word, 2) = 'un'
    ) b
    where not exists (
      select 1 from words k where k.partner_id = ${context.actor.partnerId}::uuid and k.word = b.word and k.uses > 0)`.execute(
    context.tx,
  )
  const words = unknown.flatMap(({ word }) => wordsOf(word)).sort()
  for (let start = 0; start < words.length; start += atOnce) await learn(context, words.slice(start, start + atOnce))
}

async function learn(context: Context, words: readonly string[]): Promise<void> {
  const partnerId = context.actor.partnerId
  // A word that is about to be forgotten is wanted again.
  const { rows } = await sql<{ word: string }>`
    insert into words (partner_id, word)
    select ${partnerId}::uuid, w from unnest(${words}::text[]) as w
    where not exists (select 1 from words k where k.partner_id = ${partnerId}::uuid and k.word = w and k.uses > 0)
    order by w
    on conflict (partner_id, word) do update set uses = 1 where words.uses = 0
    returning word`.execute(context.tx)
  const variants = rows.flatMap(({ word }) => variantsOf(word).map((variant) => ({ ...variant, word })))
  if (variants.length === 0) return
  await sql`
    insert into word_variants (partner_id, how, variant, word)
    select ${partnerId}::uuid, v.how, v.variant, v.word
    from unnest(${variants.map(({ how }) => how)}::text[], ${variants.map(({ variant }) => variant)}::text[], ${variants.map(({ word }) => word)}::text[]) as v (how, variant, word)
    order by v.how, v.variant, v.word
    on conflict do nothing`.execute(context.tx)
}

/** Counts how often each word is used: the commonest of similar words is what was most likely meant. */
export async function recountWords(context: Context): Promise<void> {
  const partnerId = context.actor.partnerId
  await sql`
    with counted as materialized (${wordsInUse(partnerId)})
    update words w set uses = c.uses from counted c
    where w.partner_id = ${partnerId}::uuid and w.word = c.word and w.uses <> c.uses`.execute(context.tx)
}

/**
 * Forgets the words that no name has any more: this run marks them, the next one drops those still marked. An import makes its words known
 * before the names themselves, so a word without a name may be one whose name is on its way.
 */
export async function forgetWords(context: Context): Promise<void> {
  const partnerId = context.actor.partnerId
  const { rows } = await sql<{ word: string }>`
    with counted as materialized (${wordsInUse(partnerId)}),
    marked as (
      update words w set uses = 0
      where w.partner_id = ${partnerId}::uuid and w.uses > 0 and not exists (select 1 from counted c where c.word = w.word)
    )
    delete from words w
    where w.partner_id = ${partnerId}::uuid and w.uses = 0 and not exists (select 1 from counted c where c.word = w.word)
    returning word`.execute(context.tx)
  if (rows.length === 0) return
  await sql`delete from word_variants where partner_id = ${partnerId}::uuid and word = any(${rows.map(({ word }) => word)}::text[])`.execute(
    context.tx,
  )
}

/** Every word begins one rotation of its name. */
function wordsInUse(partnerId: string): RawBuilder<unknown> {
  return sql`select split_part(term, ' ', 1) as word, count(*)::int as uses from terms
    where partner_id = ${partnerId}::uuid and kind in ('un', 'on', 'dn') group by 1`
}
