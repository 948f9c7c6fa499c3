import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { countUsers } from '../directory/index.ts'
import { type Offer, offersFor } from '../packages/index.ts'
import { type ChangedCounts, countChanges, planRows } from './changed-fields.ts'
import { keepFullAdministrator, refuseGuarded, refuseOwnRemoval, warnOfAdministrators } from './guard-administrators.ts'
import { type ImportRecord, requireImport } from './import-record.ts'
import { noteHeld, noteTwice } from './note-refused.ts'
import { type Overview, readOverview } from './plan-overview.ts'
import { issueAt, refuseRows } from './refuse-rows.ts'
import { refuseTwice } from './refuse-twice.ts'
import { refuseWithoutSeat } from './refuse-without-seat.ts'
import { shortOf, slicesOf } from './seat-turns.ts'
import { warnOfManagers } from './unknown-managers.ts'

/**
 * The part of planning that needs all rows: the same e-mail, number or extension twice, things that another row would have
 * to free, the uploader itself, the last administrator, seats. In one transaction, so that a plan is whole or not there; a second run finds
 * nothing to do.
 */
export async function finishPlan(context: Context, importId: string): Promise<void> {
  const record = await requireImport(context, importId, { lock: true })
  if (record.status !== 'planning') return
  await sql`set local work_mem = '64MB'`.execute(context.tx)
  const rows = planRows(context, importId)
  const read = () => readOverview(context, rows, sliceWidth(record))
  const overview = await read()
  const { counts } = overview
  // What nothing of the plan can meet is not looked for: each question reads all of it.
  let refused = await refuseTwice(context, record, rows)
  if (counts.refused + refused > 0) await noteTwice(context, record, rows)
  if (counts.change + counts.remove > 0) refused += await refuseGuarded(context, record, rows)
  if (counts.remove > 0) {
    refused += await refuseOwnRemoval(context, record, rows)
    refused += await keepFullAdministrator(context, record, rows)
  }
  if (overview.numbersHeld + overview.extensionsHeld > 0) {
    refused += await refuseHeld(context, record, rows)
    if (counts.refused + refused > 0) await noteHeld(context, rows, holders(record))
  }
  const offers = await offersFor(context, record.organizationId)
  const settled = refused > 0 ? await read() : overview
  const seatless = await refuseWithoutSeat(context, rows, { offers, moves: settled.moves })
  const left = seatless.size > 0 ? await read() : settled
  let warned = await warnOfManagers(context, record, rows)
  if (left.counts.remove > 0) warned += await warnOfAdministrators(context, record, rows)
  const changes = left.counts.change > 0 ? await countChanges(context, rows) : {}
  await summarize(context, record, offers, { overview: left, seatless, warned, changes })
}

/**
 * Numbers and extensions that somebody has. Removals are written first, so what a removed user leaves is free for another row
 * of the same file; what a changed user leaves is not.
 */
async function refuseHeld(context: Context, record: ImportRecord, rows: RawBuilder<boolean>): Promise<number> {
  let refused = 0
  for (const { holder, more, issue } of holders(record)) {
    refused += await refuseRows(
      context,
      rows,
      sql`select line, ${more} as more from import_rows r
        where ${rows} and ${holder} is not null and outcome in ('create', 'change') and not exists (
          select 1 from import_rows h
          where h.partner_id = r.partner_id and h.import_id = r.import_id and h.outcome = 'remove' and h.user_id = ${holder})`,
      issue,
    )
  }
  return refused
}

function holders(record: ImportRecord) {
  return [
    {
      holder: sql`r.number_holder`,
      more: sql`jsonb_build_object('number', r.e164)`,
      // Whoever may read the plan may see the customer's users. Of a number outside the customer it only says that it is taken.
      issue: issueAt(record, 'e164', 'imports.number_held'),
    },
    {
      holder: sql`r.extension_holder`,
      more: sql`jsonb_build_object('extension', r.extension)`,
      issue: issueAt(record, 'extension', 'imports.extension_taken'),
    },
  ]
}

// Rows of a batch: more of them lose more work where the hub is killed; fewer find fewer neighbours of their terms in the index, page by
// page: 20,000 cost a third more there than 100,000. A small file still gets four.
const mostBatchRows = 50_000

function sliceWidth(record: ImportRecord): number {
  return Math.max(1, Math.min(mostBatchRows, Math.ceil(record.lastLine / 4)))
}

/** The plan as it is to be written, with how many rows of it found no seat, by package. */
type Findings = { overview: Overview; seatless: Map<string, number>; warned: number; changes: ChangedCounts }

async function summarize(
  context: Context,
  record: ImportRecord,
  offers: readonly Offer[],
  { overview, seatless, warned, changes }: Findings,
): Promise<void> {
  const counts = { ...overview.counts, warnings: overview.warned + warned }
  const short = shortOf(offers, overview)
  const batches = slicesOf(overview, short).map((slice, index) => ({
    partner_id: context.actor.partnerId,
    import_id: record.id,
    number: index + 1,
    org_id: record.organizationId,
    outcome: slice.outcome,
    turn: slice.turn,
    short_of: slice.turn === null ? null : short,
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
      const move = overview.moves.get(offer.id) ?? { takes: 0, frees: 0 }
      return {
        package: offer.id,
        name: offer.name,
        before: offer.used,
        after: offer.used + move.takes - move.frees,
        moved: move.takes - move.frees,
        ...(offer.limit === null ? {} : { limit: offer.limit }),
        refused: seatless.get(offer.id) ?? 0,
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
      changes: JSON.stringify(changes),
      suspects: null,
    })
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', record.id)
    .execute()
}
