import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '../../platform/context.ts'
import { countUsers, fullAdministrators } from '../directory/index.ts'
import { type Offer, offersFor } from '../packages/index.ts'
import { headingOf } from './columns.ts'
import { guardedLines } from './guard-administrators.ts'
import { type Counts, type ImportRecord, requireImport } from './import-record.ts'
import type { Issue } from './issues.ts'
import { noteHeld, noteTwice, singleKeys } from './note-refused.ts'

/**
 * The part of planning that needs all rows: the same e-mail, number or extension twice, things that another row would have
 * to free, the last administrator, seats. In one transaction, so that a plan is whole or not there; a second run finds
 * nothing to do.
 */
export async function finishPlan(context: Context, importId: string): Promise<void> {
  const record = await requireImport(context, importId, { lock: true })
  if (record.status !== 'planning') return
  await sql`set local work_mem = '64MB'`.execute(context.tx)
  const rows = planRows(context, importId)
  await refuseTwice(context, rows, sql`email`, sql`true`, issueAt(record, 'email', 'imports.email_twice'))
  await refuseTwice(context, rows, sql`e164`, sql`e164 is not null`, issueAt(record, 'e164', 'imports.number_twice'))
  await refuseTwice(
    context,
    rows,
    sql`location_id, extension`,
    sql`extension is not null and location_id is not null`,
    issueAt(record, 'extension', 'imports.extension_twice'),
  )
  await noteTwice(context, rows, singleKeys(record, issueAt))
  await refuseRows(context, rows, guardedLines(record, rows), {
    code: 'imports.administrator_guarded',
    severity: 'error',
  })
  await keepAdministrator(context, record, rows)
  await refuseHeld(context, record, rows)
  await noteHeld(context, rows, [
    {
      holder: sql`r.number_holder`,
      more: sql`jsonb_build_object('number', r.e164)`,
      issue: issueAt(record, 'e164', 'imports.number_taken'),
    },
    {
      holder: sql`r.extension_holder`,
      more: sql`jsonb_build_object('extension', r.extension)`,
      issue: issueAt(record, 'extension', 'imports.extension_taken'),
    },
  ])
  const offers = await offersFor(context, record.organizationId)
  const seats = await refuseWithoutSeat(context, rows, offers)
  await summarize(context, record, rows, offers, seats)
}

/** Which of a row's columns is meant, as this file calls it. */
export function headingIn(record: ImportRecord, field: Parameters<typeof headingOf>[0]): string {
  const standard = headingOf(field)
  const key = (heading: string) => heading.replace(/\s+|\(required\)/gi, '').toLowerCase()
  return record.headings.find((heading) => key(heading) === key(standard)) ?? standard
}

export function issueAt(record: ImportRecord, field: Parameters<typeof headingOf>[0], code: Issue['code']): Issue {
  return { column: headingIn(record, field), code, severity: 'error' }
}

/** The rows of one import, as a condition. */
function planRows(context: Context, importId: string): RawBuilder<boolean> {
  return sql<boolean>`r.partner_id = ${context.actor.partnerId}::uuid and r.import_id = ${importId}::uuid`
}

/**
 * Refuses rows, with an issue whose values may come from SQL.
 * @param lines a query with `line` and, as JSON, `more`: values for the sentence.
 */
export async function refuseRows(
  context: Context,
  rows: RawBuilder<boolean>,
  lines: RawBuilder<unknown>,
  issue: Issue,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update import_rows r
    set outcome = 'refused',
      issues = coalesce(r.issues, '[]') || jsonb_build_array(${JSON.stringify(issue)}::jsonb
        || jsonb_build_object('values', ${JSON.stringify(issue.values ?? {})}::jsonb || l.more))
    from (${lines}) l
    where ${rows} and r.line = l.line and r.outcome <> 'refused'`.execute(context.tx)
  return Number(numAffectedRows ?? 0)
}

/** Rows that name again what an earlier row of the file names. The earlier one stands. */
async function refuseTwice(
  context: Context,
  rows: RawBuilder<boolean>,
  key: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
  issue: Issue,
): Promise<void> {
  await refuseRows(
    context,
    rows,
    sql`
      select line, jsonb_build_object('line', first) as more
      from (
        select line, first_value(line) over (partition by ${key} order by line) as first
        from import_rows r
        where ${rows} and outcome <> 'refused' and ${condition} and (${key}) in (
          select ${key} from import_rows r where ${rows} and outcome <> 'refused' and ${condition} group by ${key} having count(*) > 1)
      ) twice where line > first`,
    issue,
  )
}

/** Of the customer's full administrators one stays, whatever the file says: the removal that would take the last is refused. */
async function keepAdministrator(context: Context, record: ImportRecord, rows: RawBuilder<boolean>): Promise<void> {
  const administrators = await fullAdministrators(context, record.organizationId)
  if (administrators.users.length === 0) return
  const most = administrators.users.length + administrators.others - 1
  await refuseRows(
    context,
    rows,
    sql`
      select line, '{}'::jsonb as more
      from import_rows r
      where ${rows} and outcome = 'remove' and user_id = any(${administrators.users}::uuid[])
      order by line offset ${most}`,
    { code: 'imports.last_administrator', severity: 'error' },
  )
}

/**
 * Numbers and extensions that somebody has. Removals are written first, so what a removed user leaves is free for another row
 * of the same file; what a changed user leaves is not.
 */
async function refuseHeld(context: Context, record: ImportRecord, rows: RawBuilder<boolean>): Promise<void> {
  const removed = (holder: RawBuilder<unknown>) => sql`
    exists (select 1 from import_rows h where h.partner_id = r.partner_id and h.import_id = r.import_id and h.outcome = 'remove' and h.user_id = ${holder})`
  await refuseRows(
    context,
    rows,
    sql`select line, jsonb_build_object('number', e164) as more from import_rows r
      where ${rows} and number_holder is not null and outcome in ('create', 'change') and not ${removed(sql`r.number_holder`)}`,
    issueAt(record, 'e164', 'imports.number_taken'),
  )
  await refuseRows(
    context,
    rows,
    sql`select line, jsonb_build_object('extension', extension) as more from import_rows r
      where ${rows} and extension_holder is not null and outcome in ('create', 'change') and not ${removed(sql`r.extension_holder`)}`,
    issueAt(record, 'extension', 'imports.extension_taken'),
  )
}

/**
 * Seats go in the order of the lines, as far as they reach. A refused row frees nothing either, which may leave others
 * without a seat: so until nothing more is refused.
 */
async function refuseWithoutSeat(
  context: Context,
  rows: RawBuilder<boolean>,
  offers: readonly Offer[],
): Promise<SeatPlan> {
  const refused = new Map<string, number>()
  for (;;) {
    const moves = await seatMoves(context, rows)
    const short = offers.find((offer) => {
      const move = moves.get(offer.id)
      if (!move || move.takes === 0 || offer.kind === 'base') return false
      return !offer.sold || (offer.limit !== null && move.takes > offer.limit - offer.used + move.frees)
    })
    if (!short) return { refused, moves }
    const free =
      short.sold && short.limit !== null ? Math.max(0, short.limit - short.used + (moves.get(short.id)?.frees ?? 0)) : 0
    const count = await refuseRows(
      context,
      rows,
      sql`
        select line, '{}'::jsonb as more from import_rows r
        where ${rows} and outcome in ('create', 'change') and takes @> array[${short.id}]
        order by line offset ${free}`,
      short.sold
        ? { code: 'imports.limit_reached', severity: 'error', values: { package: short.name, limit: short.limit ?? 0 } }
        : { code: 'imports.package_not_sold', severity: 'error', values: { package: short.name } },
    )
    if (count === 0) return { refused, moves }
    refused.set(short.id, (refused.get(short.id) ?? 0) + count)
  }
}

/** How many rows found no seat, and what the others take and free, by package. */
type SeatPlan = { refused: Map<string, number>; moves: Map<string, { takes: number; frees: number }> }

async function seatMoves(
  context: Context,
  rows: RawBuilder<boolean>,
): Promise<Map<string, { takes: number; frees: number }>> {
  const { rows: groups } = await sql<{ takes: string[] | null; frees: string[] | null; count: number }>`
    select takes, frees, count(*) as count from import_rows r
    where ${rows} and outcome in ('create', 'change', 'remove') group by takes, frees`.execute(context.tx)
  const moves = new Map<string, { takes: number; frees: number }>()
  const of = (id: string) => {
    const found = moves.get(id) ?? { takes: 0, frees: 0 }
    moves.set(id, found)
    return found
  }
  for (const group of groups) {
    for (const id of group.takes ?? []) of(id).takes += group.count
    for (const id of group.frees ?? []) of(id).frees += group.count
  }
  return moves
}

// Rows of a batch: more of them lose more work where the hub is killed; fewer find fewer neighbours of their terms in the index, page by
// page: 20,000 cost a third more there than 100,000. A small file still gets four.
const mostBatchRows = 50_000

const Outcome = z.enum(['create', 'change', 'remove', 'unchanged', 'refused'])

async function summarize(
  context: Context,
  record: ImportRecord,
  rows: RawBuilder<boolean>,
  offers: readonly Offer[],
  seats: SeatPlan,
): Promise<void> {
  const width = Math.max(1, Math.min(mostBatchRows, Math.ceil(record.lastLine / 4)))
  const { rows: slices } = await sql<{
    outcome: string
    slice: number
    count: number
    warned: number
    first: number
    last: number
  }>`
    select outcome, line / ${width} as slice, count(*) as count, count(*) filter (where warned) as warned,
      min(line) as first, max(line) as last
    from import_rows r where ${rows} group by outcome, slice order by outcome, slice`.execute(context.tx)
  const counts: Counts = { create: 0, change: 0, remove: 0, unchanged: 0, refused: 0, warnings: record.warnings.length }
  for (const slice of slices) {
    counts[Outcome.parse(slice.outcome)] += slice.count
    counts.warnings += slice.warned
  }
  const order = ['remove', 'change', 'create']
  const batches = slices
    .filter((slice) => order.includes(slice.outcome))
    .sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome) || one.first - other.first)
    .map((slice, index) => ({
      partner_id: context.actor.partnerId,
      import_id: record.id,
      number: index + 1,
      org_id: record.organizationId,
      outcome: slice.outcome,
      from_line: slice.first,
      to_line: slice.last,
      planned: slice.count,
    }))
  for (let start = 0; start < batches.length; start += 1000) {
    await context.tx
      .insertInto('import_batches')
      .values(batches.slice(start, start + 1000))
      .execute()
  }
  const quota = offers
    .filter((offer) => offer.sold && offer.kind !== 'base')
    .map((offer) => {
      const move = seats.moves.get(offer.id) ?? { takes: 0, frees: 0 }
      return {
        package: offer.id,
        name: offer.name,
        before: offer.used,
        after: offer.used + move.takes - move.frees,
        ...(offer.limit === null ? {} : { limit: offer.limit }),
        refused: seats.refused.get(offer.id) ?? 0,
      }
    })
  await context.tx
    .updateTable('imports')
    .set({
      status: 'planned',
      planned_at: context.now,
      users_before: await countUsers(context, record.organizationId),
      counts: JSON.stringify(counts),
      quota: JSON.stringify(quota),
    })
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', record.id)
    .execute()
}
