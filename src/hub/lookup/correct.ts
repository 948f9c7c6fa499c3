import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { deletionNeighbours, isOneEdit, leastWord } from './words.ts'

/** Of each word; the commonest are nearly always right, and each costs a range to read. */
const likely = 8
const most = 40
/** Texts of more words than this are no names. */
const mostWords = 6

/**
 * What may have been meant: the text with words corrected by one letter, or completed where the middle of a word was typed. The
 * commonest words first. `others` are worth a look where none of the `likely` texts names anything in reach. Words are kept for each
 * partner: what one's people are called corrects no other's search.
 */
export async function corrections(
  context: Context,
  words: readonly string[],
): Promise<{ likely: string[]; others: string[] }> {
  if (words.length > mostWords) return { likely: [], others: [] }
  const options = await similarWords(context, words)
  const texts = (from: number, to: number) =>
    words.flatMap((_, place) => (options[place] ?? []).slice(from, to).map((word) => words.with(place, word).join(' ')))
  // Two words may each have an error; only the likeliest of both are tried.
  const both =
    words.length !== 2
      ? []
      : (options[0] ?? [])
          .slice(0, 2)
          .flatMap((first) => (options[1] ?? []).slice(0, 2).map((second) => `${first} ${second}`))
  return { likely: [...texts(0, likely), ...both], others: texts(likely, most) }
}

type Row = { place: number; word: string; how: string; uses: number }

/**
 * For each of the words those one letter away, the commonest first, then those that have it inside: of several words seldom one is typed
 * from its middle, and short ones stand in half of all names.
 */
async function similarWords(context: Context, words: readonly string[]): Promise<string[][]> {
  const { partnerId } = context.actor
  const read = words.length === 1 ? 50 : 20
  const asked = words.flatMap((word, place) =>
    word.length >= leastWord && !/\d/.test(word)
      ? [{ place, word, upto: `${word}\u{10ffff}`, forms: deletionNeighbours(word), read }]
      : [],
  )
  if (asked.length === 0) return words.map(() => [])
  // The uses are asked for word by word: the server cannot know how few they are, and would read all of the partner's.
  const { rows } = await sql<Row>`
    select p.place, found.word, found.how,
      coalesce((select w.uses from words w where w.partner_id = ${partnerId}::uuid and w.word = found.word), 0) as uses
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as p (place int, word text, upto text, forms text[], read int)
    cross join lateral (
      select v.how, v.word from word_variants v
      where v.partner_id = ${partnerId}::uuid and v.how = 'd' and v.variant = any(p.forms)
      union
      (select v.how, v.word from word_variants v
       where v.partner_id = ${partnerId}::uuid and v.how = 's' and v.variant >= p.word and v.variant < p.upto
       order by v.variant limit p.read)
    ) found
    order by uses desc, found.word`.execute(context.tx)
  return words.map((word, place) => {
    const similar = rows.filter((row) => row.place === place && row.word !== word)
    const near = similar.filter((row) => row.how === 'd' && isOneEdit(row.word, word))
    const inside = similar.filter((row) => row.how === 's').slice(0, words.length === 1 ? most : likely)
    return [...new Set([...near, ...inside].map((row) => row.word))].slice(0, most)
  })
}
