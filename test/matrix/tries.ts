import type { EndpointDefinition } from '../../src/api/endpoint.ts'
import { allEndpoints } from '../../src/api/index.ts'
import type { Answer } from '../hub.ts'
import { type Row, rows } from './rows.ts'
import { type Letter, letters, people, type Subject, type Whose, type World } from './world.ts'

export type Try = { name: string; endpoint: EndpointDefinition; row: Row; letter: Letter; whose: Whose }

/** Every endpoint × every role × whose: generated from the endpoints, so that one without a row is found. */
export function* everyTry(): Generator<Try> {
  for (const { name, endpoint } of allEndpoints) {
    const row = rows[name]
    if (!row) throw new Error(`${endpoint.method} ${endpoint.path} (${name}) has no row in the matrix`)
    for (const letter of letters) {
      const subjects: Whose[] =
        row.about === 'customer' || row.about === 'lists' ? ['own', 'sibling', 'foreign'] : ['own']
      for (const whose of subjects) yield { name, endpoint, row, letter, whose }
    }
  }
}

export type Outcome = 'ok' | 403 | 404

/** What the table promises of this try. */
export function promised({ row, letter, whose }: Try, restricted: boolean): Outcome {
  if (row.but?.[letter] !== undefined) return row.but[letter]
  if (row.about === 'anyone') return 'ok'
  const sees = row.seesOnly?.includes(letter) === true
  if (!row.may.includes(letter) && !sees) return 403
  if (restricted && row.notWhenRestricted?.includes(letter)) return 403
  if (row.about !== 'customer') return 'ok'
  if (whose === 'foreign') return 404
  const reached = whose === 'own' || people[letter].reach === 'all'
  return reached ? (sees ? 403 : 'ok') : 404
}

/** Past the guard and the reach: what the rules then say of the request itself is another test's matter. */
export function outcomeOf(answer: Answer): Outcome | number {
  if (answer.status === 403 || answer.status === 404 || answer.status === 401 || answer.status >= 500)
    return answer.status
  return 'ok'
}

export async function attempt(world: World, each: Try): Promise<{ answer: Answer; subject: Subject }> {
  const { hub } = world
  const { row, endpoint, letter } = each
  const base = world.subjects[each.whose]
  const subject = row.fresh ? { ...base, ...(await row.fresh(hub, base)) } : base
  const cookie = row.endsSession
    ? await hub.signIn(
        `${letter}-${letter === letter.toUpperCase() ? 'partner' : 'customer'}@matrix.example.test`.toLowerCase(),
      )
    : world.cookies.get(letter)
  const running = row.endsOthers ? await hub.sql('select id from sessions where revoked_at is null') : []
  const answer = await hub.request(row.path(subject), {
    method: endpoint.method,
    ...(row.about === 'anyone' ? {} : { cookie: cookie ?? '' }),
    ...(row.body ? { json: row.body(subject) } : {}),
    ...(row.file ? { body: row.file, headers: { 'content-type': 'text/csv' } } : {}),
  })
  if (running.length > 0)
    await hub.sql('update sessions set revoked_at = null where revoked_at is not null and id = any($1)', [
      running.map(({ id }) => id),
    ])
  return { answer, subject }
}

/** Marks of the foreign partner that an answer holds, but for what the request itself said. */
export function leaksOf(world: World, each: Try, subject: Subject, answer: Answer): string[] {
  const said = `${each.row.path(subject)} ${JSON.stringify(each.row.body?.(subject) ?? '')}`
  return world.marks.filter((mark) => mark.length > 5 && answer.text.includes(mark) && !said.includes(mark))
}
