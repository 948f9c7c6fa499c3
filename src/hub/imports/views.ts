import { sql } from 'kysely'
import { encodeId } from '../../api/ids.ts'
import type { Import, ImportRow, RowIssue } from '../../api/imports.ts'
import { ChangedField, RowOutcome } from '../../api/imports.ts'
import { isAllowed } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { phraseOfError } from '../../platform/phrases.ts'
import { needsConfirmation } from './apply.ts'
import { type BatchSums, batchSums, isCancelable, presentCounts } from './batch-sums.ts'
import { bitOf } from './changed-fields.ts'
import { type ImportRecord, readIssues, requireImport } from './import-record.ts'
import type { Issue } from './issues.ts'
import { changesReader, columnOf } from './row-changes.ts'

/** An import as clients see it, with counts and progress of this moment. */
export async function describeImport(context: Context, importId: string): Promise<Import> {
  const [described] = await describeRecords(context, [await requireImport(context, importId)])
  if (!described) throw new Error('an import was not described')
  return described
}

/** Several imports, whose counts and progress are asked for together: lists of them are asked for every few seconds. */
export async function describeRecords(context: Context, records: readonly ImportRecord[]): Promise<Import[]> {
  const [sumsOf, overtakenBy] = await Promise.all([batchSums(context, records), overtaken(context, records)])
  return records.map((record) => describe(context, record, sumsOf(record), overtakenBy.get(record.id) ?? []))
}

function describe(context: Context, record: ImportRecord, sums: BatchSums, overtakenBy: readonly Issue[]): Import {
  const mayWrite = isAllowed(context.actor, 'imports:write')
  const fault = record.fault === null ? undefined : speak(context, record.fault)
  return {
    id: encodeId('IMPORT', record.id),
    organizationId: encodeId('ORGANIZATION', record.organizationId),
    organizationName: record.organizationName,
    fileName: record.fileName,
    behavior: record.behavior,
    status: record.status,
    created: record.createdAt.toISOString(),
    createdBy: record.createdBy,
    ...(record.plannedAt ? { planned: record.plannedAt.toISOString() } : {}),
    ...(record.applyStartedAt ? { started: record.applyStartedAt.toISOString() } : {}),
    ...(record.finishedAt ? { finished: record.finishedAt.toISOString() } : {}),
    counts: presentCounts(record, sums),
    quota: record.quota.map(({ limit, moved: _, ...line }) => ({ ...line, ...(limit === undefined ? {} : { limit }) })),
    changes: ChangedField.options
      .flatMap((field) => {
        const rows = record.changes[field] ?? 0
        return rows > 0 ? [{ field, column: columnOf(record, field), rows }] : []
      })
      .sort((one, other) => other.rows - one.rows),
    progress: progressOf(context, record, sums),
    warnings: [...record.warnings, ...overtakenBy].map((issue) => speak(context, issue)),
    ...(fault ? { fault } : {}),
    confirmRemovals: needsConfirmation(record),
    rowsKept: record.rowsDroppedAt === null && record.status !== 'canceled',
    can: {
      apply:
        mayWrite &&
        changes(record) > 0 &&
        (record.status === 'planned' || (record.status === 'failed' && record.plannedAt !== null)),
      cancel: mayWrite && isCancelable(record, sums),
    },
  }
}

function changes({ counts }: ImportRecord): number {
  return counts.create + counts.change + counts.remove
}

/**
 * Another import of the customer was written since the plan was made: what the plan says of seats is no longer so. Told of what can still be applied;
 * what has been, says itself how the seats stand. By the import's id.
 */
async function overtaken(context: Context, records: readonly ImportRecord[]): Promise<Map<string, Issue[]>> {
  const ids = records
    .filter(
      (record) =>
        record.plannedAt !== null && (record.status === 'planned' || record.status === 'failed') && changes(record) > 0,
    )
    .map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; file_name: string }>`
    select i.id, other.file_name from imports i cross join lateral (
      select file_name from imports o
      where o.partner_id = i.partner_id and o.org_id = i.org_id and o.id <> i.id
        and o.apply_started_at is not null and coalesce(o.finished_at, 'infinity') > i.planned_at
      order by o.apply_started_at desc limit 1) other
    where i.partner_id = ${context.actor.partnerId}::uuid and i.id = any(${ids}::uuid[])`.execute(context.tx)
  return new Map(
    rows.map(({ id, file_name }) => [
      id,
      [{ code: 'imports.plan_overtaken', severity: 'warning', values: { file: file_name } }],
    ]),
  )
}

function progressOf(context: Context, record: ImportRecord, sums: BatchSums): Import['progress'] {
  const { total, done, doneSinceStart } = sums
  const isWriting = record.status === 'applying' || record.status === 'applied' || record.status === 'failed'
  if (!isWriting) return { rows: record.status === 'planning' ? 0 : record.rowsTotal, total: record.rowsTotal }
  if (record.status === 'failed' || record.applyStartedAt === null) return { rows: done, total }
  const until = record.finishedAt ?? context.now
  const seconds = (until.getTime() - record.applyStartedAt.getTime()) / 1000
  // What was done before it was applied again took none of this time.
  if (doneSinceStart === 0 || seconds <= 0) return { rows: done, total }
  const rate = doneSinceStart / seconds
  return {
    rows: done,
    total,
    rate: Math.round(rate),
    ...(record.status === 'applying' ? { remaining: Math.ceil((total - done) / rate) } : {}),
  }
}

const writing: ReadonlySet<string> = new Set(['create', 'change', 'remove'])

const stateColumns = [
  'before',
  'extras',
  'first_name as firstName',
  'last_name as lastName',
  'display_name as displayName',
  'location_id as locationId',
  'extension',
  'e164',
  'title',
  'department',
  'manager_email as managerEmail',
  'language',
  'time_zone as timeZone',
  'address_type as addressType',
  'address_country as addressCountry',
  'preferred_site as preferredSite',
  'caller_id_number as callerIdNumber',
  'caller_id_first_name as callerIdFirstName',
  'caller_id_last_name as callerIdLastName',
  'jabber_teams as jabberTeams',
  'jabber_calling as jabberCalling',
  'package_id as packageId',
] as const

/** Rows by line, after a given one, one more than asked for where there are more. */
export async function readRows(
  context: Context,
  record: ImportRecord,
  page: {
    outcome?: RowOutcome | undefined
    warned: boolean
    changed?: ChangedField | undefined
    after: number
    max: number
  },
): Promise<ImportRow[]> {
  const importId = record.id
  let query = context.tx
    .selectFrom('import_rows')
    .select(['line', 'outcome', 'email', 'user_id', 'issues', ...stateColumns])
    .where('partner_id', '=', context.actor.partnerId)
    .where('import_id', '=', importId)
    .where('line', '>', page.after)
    .orderBy('line')
    .limit(page.max + 1)
  if (page.outcome) query = query.where('outcome', '=', page.outcome)
  if (page.warned) query = query.where('warned', '=', true)
  // The outcome stands beside the bit for the sake of its index.
  if (page.changed)
    query = query.where('outcome', '=', 'change').where(sql<boolean>`(changed & ${bitOf(page.changed)}) <> 0`)
  const rows = await query.execute()
  const changesOf = rows.some(({ outcome }) => writing.has(outcome)) ? await changesReader(context, record) : () => []
  const made = await madeLines(context, importId, rows)
  return rows.map((row) => ({
    line: row.line,
    outcome: RowOutcome.parse(row.outcome),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.user_id === null || row.outcome === 'refused' || (row.outcome === 'create' && !made.has(row.line))
      ? {}
      : { userId: encodeId('PEOPLE', row.user_id) }),
    changes: changesOf(row),
    issues: readIssues(row.issues).map((issue) => speak(context, issue)),
  }))
}

/** Which of these rows, in the order of their lines, have made their users. */
async function madeLines(
  context: Context,
  importId: string,
  rows: readonly { line: number; outcome: string }[],
): Promise<Set<number>> {
  const lines = rows.filter(({ outcome }) => outcome === 'create').map(({ line }) => line)
  const [first, last] = [lines.at(0), lines.at(-1)]
  if (first === undefined || last === undefined) return new Set()
  const done = await context.tx
    .selectFrom('import_batches')
    .select(['from_line', 'to_line'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('import_id', '=', importId)
    .where('outcome', '=', 'create')
    .where('done_at', 'is not', null)
    .where('from_line', '<=', last)
    .where('to_line', '>=', first)
    .execute()
  return new Set(lines.filter((line) => done.some(({ from_line, to_line }) => from_line <= line && line <= to_line)))
}

/** An issue in the language of whoever reads it. */
export function speak(context: Pick<Context, 'language'>, issue: Issue): RowIssue {
  const { text, remedy } = phraseOfError(context.language, issue.code, issue.values ?? {})
  return {
    ...(issue.column === undefined ? {} : { column: issue.column }),
    code: issue.code,
    severity: issue.severity,
    message: text,
    remedy,
  }
}
