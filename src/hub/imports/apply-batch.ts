import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { sqlState } from '../../platform/errors.ts'
import { linkAdministrators, lockAdministratorsAmong } from '../administrators/index.ts'
import { assignNumbersInBulk, changeUsersInBulk, createUsersInBulk, removeUsersInBulk } from '../directory/index.ts'
import { addTermsInBulk, dropTermsInBulk } from '../lookup/index.ts'
import { assignInBulk, moveSeats, offersFor, type Seats, unassignInBulk } from '../packages/index.ts'
import { keepFullAdministrator, refuseGuarded } from './guard-administrators.ts'
import type { ImportRecord } from './import-record.ts'
import { issueAt, refuseRows } from './refuse-rows.ts'
import { refuseWithoutSeat } from './refuse-without-seat.ts'
import { rowsOfTurn, type Stage } from './seat-turns.ts'
import { type Moves, movesOf } from './share-seats.ts'

export type Batch = Stage & {
  number: number
  /** The packages that its turn is about. */
  shortOf: string[]
  fromLine: number
  toLine: number
  planned: number
}

/**
 * Writes one batch, in the transaction that has claimed it. What others took or changed since the plan was made refuses its
 * rows alone: the writing goes back to the savepoint, those rows are found and refused, and the rest is written again.
 * @returns how many of the planned rows were refused.
 */
export async function applyBatch(context: Context, record: ImportRecord, batch: Batch): Promise<number> {
  // The general plan of a statement looks at no numbers, and takes nested loops over whole batches.
  await sql`set local plan_cache_mode = force_custom_plan`.execute(context.tx)
  // The terms of a batch are sorted in memory; the server's usual share would send them through files.
  await sql`set local work_mem = '32MB'`.execute(context.tx)
  const rows = batchRows(context, record, batch)
  let refused =
    batch.outcome === 'create'
      ? await refuseLogins(context, record, rows)
      : await refuseOutdated(context, record, batch, rows)
  for (;;) {
    await sql`savepoint writing`.execute(context.tx)
    const obstacle = await write(context, record, batch, rows)
    if (obstacle === null) return refused
    await sql`rollback to savepoint writing`.execute(context.tx)
    const found = obstacle.seats
      ? await refuseSeats(context, record, batch, rows, obstacle.seats)
      : await refuseOutdated(context, record, batch, rows)
    // A round that refuses nothing would be the same again. Those that do come to an end; one settles what has gone before it, and what others
    // take meanwhile needs another.
    if (found === 0) throw obstacle.cause
    refused += found
  }
}

/** The rows of a batch that are to be written. */
export function batchRows(context: Context, record: ImportRecord, batch: Batch): RawBuilder<boolean> {
  return sql<boolean>`r.partner_id = ${context.actor.partnerId}::uuid and r.import_id = ${record.id}::uuid
    and r.line between ${batch.fromLine} and ${batch.toLine} and r.outcome = ${batch.outcome}
    and ${rowsOfTurn(batch.turn, batch.shortOf)}`
}

type Obstacle = { cause: Error; seats?: Shortage }

/** What the rows take and give back, and the seats that are free of the packages that have too few. */
type Shortage = { moves: Moves; free: Map<string, number> }

/** Null when all is written; else what stood in the way, and nothing of it holds. */
async function write(
  context: Context,
  record: ImportRecord,
  batch: Batch,
  condition: RawBuilder<boolean>,
): Promise<Obstacle | null> {
  const { tx } = context
  const rows = sql`(select * from import_rows r where ${condition})`
  try {
    const { rows: groups } = await sql<{ takes: string[] | null; frees: string[] | null; held: number; count: number }>`
      select takes, frees, count(*) filter (where number_is_held) as held, count(*) as count
      from import_rows r where ${condition} group by takes, frees`.execute(tx)
    const expected = groups.reduce((sum, group) => sum + group.count, 0)
    const held = groups.reduce((sum, group) => sum + group.held, 0)
    if (expected === 0) return null
    const written = await writeUsers(context, record, batch, rows, held)
    if (written.users !== expected || written.held !== held) return { cause: new Error('rows of a batch are gone') }
    const moves = movesOf(groups)
    const free = await moveSeats(context, record.organizationId, seatsOf(moves))
    return free.size === 0 ? null : { cause: new Error('seats are missing'), seats: { moves, free } }
  } catch (error) {
    if (sqlState(error) === '23505' && error instanceof Error) return { cause: error }
    throw error
  }
}

async function writeUsers(
  context: Context,
  record: ImportRecord,
  batch: Batch,
  rows: RawBuilder<unknown>,
  held: number,
): Promise<{ users: number; held: number }> {
  if (batch.outcome === 'remove') {
    await moveTerms(context, record, rows)
    await unassignInBulk(context, rows)
    const users = await removeUsersInBulk(context, rows)
    return { users, held }
  }
  const isNew = batch.outcome === 'create'
  const users = isNew
    ? await createUsersInBulk(context, rows, record.id)
    : await changeUsersInBulk(context, rows, record.id)
  if (isNew) await linkAdministrators(context, rows)
  const given = await assignNumbersInBulk(context, rows, isNew, held > 0)
  await assignInBulk(context, rows, isNew)
  await moveTerms(context, record, rows, isNew && held === 0)
  return { users, held: given }
}

async function moveTerms(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<unknown>,
  onlyNew = false,
): Promise<void> {
  if (!onlyNew) await dropTermsInBulk(context, rows)
  await addTermsInBulk(context, record.organizationId, rows)
}

function seatsOf(moves: Moves): Seats {
  return new Map([...moves].map(([id, { takes, frees }]) => [id, takes - frees]))
}

/** Refuses the rows that find no seat any more. */
async function refuseSeats(
  context: Context,
  record: ImportRecord,
  batch: Batch,
  rows: RawBuilder<boolean>,
  { moves, free }: Shortage,
): Promise<number> {
  const offers = await offersFor(context, record.organizationId)
  const refused = await refuseWithoutSeat(context, rows, { offers, moves, free, awaited: batch.shortOf })
  return [...refused.values()].reduce((sum, count) => sum + count, 0)
}

/** Finds and refuses the rows whose ground has gone since the plan was made. */
async function refuseOutdated(
  context: Context,
  record: ImportRecord,
  batch: Batch,
  rows: RawBuilder<boolean>,
): Promise<number> {
  const refuse = (select: RawBuilder<unknown>, issue: Parameters<typeof refuseRows>[3]) =>
    refuseRows(context, rows, select, issue)
  let refused = 0
  if (batch.outcome === 'create') {
    refused += await refuse(
      sql`select line, '{}'::jsonb as more from import_rows r where ${rows} and exists (
        select 1 from users u where u.partner_id = r.partner_id and u.org_id = r.org_id and u.email = r.email)`,
      issueAt(record, 'email', 'imports.made_meanwhile'),
    )
    refused += await refuse(
      sql`select line, jsonb_build_object('value', email) as more from import_rows r where ${rows} and exists (
        select 1 from identifiers i where i.kind = 'email' and i.value = r.email)`,
      issueAt(record, 'email', 'imports.email_elsewhere'),
    )
  } else {
    refused += await refuse(
      sql`select line, '{}'::jsonb as more from import_rows r where ${rows} and not exists (
        select 1 from users u where u.partner_id = r.partner_id and u.id = r.user_id and u.org_id = r.org_id
          and u.last_modified_at = r.user_version)`,
      { code: 'imports.changed_meanwhile', severity: 'error' },
    )
  }
  if (batch.outcome !== 'create') refused += await refuseGuarded(context, record, rows)
  if (batch.outcome === 'remove') {
    await lockAdministratorsAmong(context, record.organizationId, sql`(select * from import_rows r where ${rows})`)
    return refused + (await keepFullAdministrator(context, record, rows))
  }
  refused += await refuse(
    sql`select line, jsonb_build_object('number', e164) as more from import_rows r
      where ${rows} and e164 is not null and not number_is_held and not exists (
        select 1 from numbers n
        where n.partner_id = r.partner_id and n.org_id = r.org_id and n.e164 = r.e164 and n.user_id = r.user_id) and (
        exists (select 1 from identifiers i where i.kind = 'e164' and i.value = r.e164)
        or exists (select 1 from numbers n where n.partner_id = r.partner_id and n.e164 = r.e164))`,
    issueAt(record, 'e164', 'imports.number_taken'),
  )
  refused += await refuse(
    sql`select line, jsonb_build_object('number', e164) as more from import_rows r
      where ${rows} and number_is_held and not exists (
        select 1 from numbers n where n.partner_id = r.partner_id and n.e164 = r.e164 and n.org_id = r.org_id and n.user_id is null)`,
    issueAt(record, 'e164', 'imports.number_taken'),
  )
  refused += await refuse(
    sql`select line, jsonb_build_object('extension', extension) as more from import_rows r
      where ${rows} and extension is not null and location_id is not null and exists (
        select 1 from users u where u.partner_id = r.partner_id and u.org_id = r.org_id and u.location_id = r.location_id
          and u.extension = r.extension and u.id <> r.user_id)`,
    issueAt(record, 'extension', 'imports.extension_taken'),
  )
  return refused
}

/** Rows whose address has become the login of somebody outside the customer since the plan was made; those of this partner. */
async function refuseLogins(context: Context, record: ImportRecord, rows: RawBuilder<boolean>): Promise<number> {
  return await refuseRows(
    context,
    rows,
    sql`select r.line, jsonb_build_object('value', r.email) as more from import_rows r
      join administrators a on a.partner_id = r.partner_id and a.email = r.email and a.org_id is distinct from r.org_id
      where ${rows}`,
    issueAt(record, 'email', 'imports.email_elsewhere'),
  )
}
