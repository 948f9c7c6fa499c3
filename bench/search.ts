import type pg from 'pg'
import { typed, typingErrors } from './typing-errors.ts'

export type SearchFigures = {
  users: number
  /** Milliseconds over HTTP with the shown rows loaded, one client, by how many customers the agent has. */
  byReach: Record<string, { p50: number; p95: number; queries: number }>
  byKind: Record<string, { p50: number; p95: number; queries: number }>
  typingErrors: { p50: number; p95: number; queries: number; foundShare: number }
}

type Query = { kind: string; text: string }

/** Asks a hub as its agents do: the same mix of queries for each of them, one after the other. */
export async function benchSearch(options: {
  url: string
  agents: Record<string, string>
  pool: pg.Pool
  queries: number
}): Promise<SearchFigures> {
  const { url, agents, pool } = options
  const mix = await makeMix(pool, options.queries)
  const byReach: SearchFigures['byReach'] = {}
  const byKind: Record<string, number[]> = {}
  for (const [reach, cookie] of Object.entries(agents)) {
    for (const query of mix.slice(0, 200)) await ask(url, cookie, query.text)
    const times: number[] = []
    for (const query of mix) {
      const { milliseconds } = await ask(url, cookie, query.text)
      times.push(milliseconds)
      if (reach === 'all') byKind[query.kind] = [...(byKind[query.kind] ?? []), milliseconds]
    }
    byReach[reach] = figures(times)
  }
  const users = await pool.query<{ users: number }>('select count(*)::int as users from users')
  return {
    users: users.rows[0]?.users ?? 0,
    byReach,
    byKind: Object.fromEntries(Object.entries(byKind).map(([kind, times]) => [kind, figures(times)])),
    typingErrors: await benchTypingErrors(url, agents['all'] ?? '', pool),
  }
}

export async function ask(url: string, cookie: string, text: string): Promise<{ milliseconds: number; ids: string[] }> {
  const started = performance.now()
  const answer = await fetch(`${url}/v1/search?${new URLSearchParams({ q: text })}`, { headers: { cookie } })
  const body = (await answer.json()) as { items: { id: string }[] }
  const milliseconds = performance.now() - started
  if (answer.status !== 200) throw new Error(`search answered ${answer.status}`)
  return { milliseconds, ids: body.items.map(({ id }) => id) }
}

async function benchTypingErrors(url: string, cookie: string, pool: pg.Pool): Promise<SearchFigures['typingErrors']> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select id, first_name || ' ' || last_name as name from users where length(first_name) >= 4 and length(last_name) >= 4 and first_name || last_name ~ '^[[:alpha:]]+$' order by md5(id::text) limit 1000`,
  )
  const times: number[] = []
  let found = 0
  for (const [index, { id, name }] of rows.entries()) {
    const error = typingErrors[index % typingErrors.length] ?? 'wrong'
    const { milliseconds, ids } = await ask(url, cookie, typed(name, error, index))
    times.push(milliseconds)
    if (ids.some((encoded) => Buffer.from(encoded, 'base64url').toString().endsWith(id))) found++
  }
  return { ...figures(times), foundShare: found / rows.length }
}

/** What agents type, in shuffled order, from what is there; common names among it. */
export async function makeMix(pool: pg.Pool, count: number): Promise<Query[]> {
  const texts = async (kind: string, sql: string): Promise<Query[]> =>
    (await pool.query<{ text: string }>(sql)).rows.map(({ text }) => ({ kind, text }))
  const some = 'order by md5(id::text) limit 60'
  const all = [
    ...(await texts('full name', `select first_name || ' ' || last_name as text from users ${some}`)),
    ...(await texts('last, first', `select last_name || ', ' || left(first_name, 2) as text from users ${some}`)),
    ...(await texts(
      'beginning of a name',
      `select left(last_name, 4) as text from users where length(last_name) > 5 ${some}`,
    )),
    ...(await texts('common name', `select word as text from words order by uses desc limit 60`)),
    ...(await texts('e-mail', `select email as text from users ${some}`)),
    ...(await texts('beginning of an e-mail', `select left(email, 9) as text from users ${some}`)),
    ...(await texts('E.164', `select e164 as text from numbers where user_id is not null order by md5(e164) limit 60`)),
    ...(await texts(
      'national number',
      `select '0' || right(e164, 8) as text from numbers where user_id is not null order by md5(e164) limit 60`,
    )),
    ...(await texts('last digits', `select right(e164, 5) as text from numbers order by md5(e164) limit 60`)),
    ...(await texts('MAC', `select mac as text from devices where mac is not null ${some}`)),
    ...(await texts('end of a MAC', `select right(mac, 6) as text from devices where mac is not null ${some}`)),
    ...(await texts('serial', `select serial as text from devices where serial is not null ${some}`)),
    ...(await texts('SIP', `select sip_address as text from devices where sip_address is not null ${some}`)),
    ...(await texts('customer', `select name as text from organizations ${some}`)),
    ...(await texts('site', `select host as text from sites ${some}`)),
    ...(await texts('order', `select number as text from orders ${some}`)),
  ]
  const mixed = all
    .map((query, index) => ({ query, place: (index * 7919) % all.length }))
    .sort((one, other) => one.place - other.place)
  return Array.from(
    { length: count },
    (_, index) => mixed[index % mixed.length]?.query ?? { kind: 'none', text: 'none' },
  )
}

export function figures(times: readonly number[]): { p50: number; p95: number; queries: number } {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 100) / 100
  return { p50: at(0.5), p95: at(0.95), queries: times.length }
}
