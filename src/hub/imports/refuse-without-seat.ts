import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Offer } from '../packages/index.ts'
import type { Issue } from './issues.ts'
import { refuseRows } from './refuse-rows.ts'
import { linesWithoutSeat, type Moves } from './share-seats.ts'

/**
 * Refuses the rows that find no seat: of a whole plan, and of a batch where seats have gone since; by one rule (`linesWithoutSeat`) and in as many
 * statements as there are packages without seats.
 * @param moves what all these rows take and give back.
 * @param free seats of the packages that the writing has found short; of others the offers tell.
 * @param awaited packages whose seats later batches of the plan count on.
 * @returns how many rows were refused, by package.
 */
export async function refuseWithoutSeat(
  context: Context,
  rows: RawBuilder<boolean>,
  {
    offers,
    moves,
    free = new Map(),
    awaited = [],
  }: { offers: readonly Offer[]; moves: Moves; free?: ReadonlyMap<string, number>; awaited?: readonly string[] },
): Promise<Map<string, number>> {
  const byId = new Map(offers.map((offer) => [offer.id, offer]))
  const room = new Map<string, number>()
  let isShort = false
  for (const id of new Set([...byId.keys(), ...free.keys()])) {
    const offer = byId.get(id)
    const seats = free.get(id) ?? (offer ? freeSeats(offer) : 0)
    const { takes, frees } = moves.get(id) ?? { takes: 0, frees: 0 }
    // What suffices whatever is given back keeps nobody out, and nobody is spared for giving it back.
    if (seats === null || (takes <= seats && !awaited.includes(id))) continue
    // What is not sold is not there to be given to anybody else.
    room.set(id, seats + (offer?.sold ? frees : 0))
    isShort ||= takes > (room.get(id) ?? 0)
  }
  const refused = new Map<string, number>()
  if (!isShort) return refused
  const { rows: found } = await sql<{ takes: string[]; frees: string[] | null; lines: number[] }>`
    select takes, frees, array_agg(line order by line) as lines from import_rows r
    where ${rows} and outcome in ('create', 'change') and takes && ${[...room.keys()]}::text[]
    group by takes, frees`.execute(context.tx)
  const groups = found.map(({ takes, frees, lines }) => ({
    takes,
    frees: (frees ?? []).filter((id) => byId.get(id)?.sold),
    lines,
  }))
  // These rows may go, and what they give back with them.
  for (const { frees, lines } of groups)
    for (const id of frees) {
      const seats = room.get(id)
      if (seats !== undefined) room.set(id, seats - lines.length)
    }
  for (const [id, lines] of linesWithoutSeat(room, groups)) {
    const count = await refuseRows(
      context,
      rows,
      sql`select unnest(${lines}::integer[]) as line, '{}'::jsonb as more`,
      issueOf(id, byId.get(id)),
    )
    refused.set(id, count)
  }
  return refused
}

/** Null: as many as anybody takes. */
function freeSeats({ kind, sold, limit, used }: Offer): number | null {
  if (kind === 'base') return null
  if (!sold) return 0
  return limit === null ? null : Math.max(0, limit - used)
}

function issueOf(id: string, offer: Offer | undefined): Issue {
  return offer?.sold
    ? {
        code: 'imports.limit_reached',
        severity: 'error',
        values: { package: offer.name, packageId: id, limit: offer.limit ?? 0 },
      }
    : { code: 'imports.package_not_sold', severity: 'error', values: { package: offer?.name ?? id, packageId: id } }
}
