import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { deletionNeighbours, isOneEdit, leastWord } from './words.ts'

const mostCorrections = 8

/**
 * What may have been meant: the text with words corrected by one letter, or completed where the middle of a word was typed. The
 * commonest words first, at most eight texts. Words are kept for each partner: what one's people are called corrects no other's search.
 */
export async function corrections(context: Context, words: readonly string[]): Promise<string[]> {
  const options = await Promise.all(
    words.map(async (word) => (word.length >= leastWord && !/\d/.test(word) ? await similarWords(context, word) : [])),
  )
  const texts: string[] = []
  words.forEach((_, place) => {
    for (const option of options[place] ?? []) texts.push(words.with(place, option).join(' '))
  })
  // Two words may each have an error; only the likeliest of both are tried.
  if (words.length === 2) {
    for (const first of options[0]?.slice(0, 2) ?? [])
      for (const second of options[1]?.slice(0, 2) ?? []) texts.push(`${first} ${second}`)
  }
  return texts.slice(0, mostCorrections * Math.min(2, words.length))
}

async function similarWords(context: Context, word: string): Promise<string[]> {
  const forms = deletionNeighbours(word)
  const { rows } = await sql<{ word: string; uses: number; how: string }>`
    select found.word, found.how, w.uses
    from (
      select distinct how, word from word_variants
      where partner_id = ${context.actor.partnerId}::uuid and how = 'd' and variant = any(${forms})
      union
      (select how, word from word_variants
       where partner_id = ${context.actor.partnerId}::uuid and how = 's' and variant >= ${word} and variant < ${`${word}\u{10ffff}`} order by variant limit 50)
    ) found
    join words w on w.partner_id = ${context.actor.partnerId}::uuid and w.word = found.word
    order by w.uses desc limit 400`.execute(context.tx)
  const near = rows.filter((row) => row.how === 'd' && row.word !== word && isOneEdit(row.word, word))
  const inside = rows.filter((row) => row.how === 's' && row.word !== word)
  return [...new Set([...near, ...inside].map((row) => row.word))].slice(0, mostCorrections)
}
