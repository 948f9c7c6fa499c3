import { z } from 'zod'
import { errors } from '../../api/errors.ts'
import { ImportBehavior, ImportStatus, type importsErrors } from '../../api/imports.ts'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { ChangedCounts } from './changed-fields.ts'
import type { Issue } from './issues.ts'

export const Counts = z.object({
  create: z.number().default(0),
  change: z.number().default(0),
  remove: z.number().default(0),
  unchanged: z.number().default(0),
  refused: z.number().default(0),
  warnings: z.number().default(0),
})
export type Counts = z.infer<typeof Counts>

export const Quota = z.array(
  z.object({
    package: z.string(),
    name: z.string(),
    before: z.number(),
    after: z.number(),
    limit: z.number().optional(),
    refused: z.number(),
    /** Seats that the plan takes, less those that it gives back: what it was, also once `after` tells of what was written. */
    moved: z.number().optional(),
  }),
)

const Code = z.custom<keyof typeof importsErrors>(
  (code) => typeof code === 'string' && code.startsWith('imports.') && Object.hasOwn(errors, code),
)

const IssueRecord = z.object({
  column: z.string().optional(),
  code: Code,
  severity: z.enum(['error', 'warning']),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** Issues as rows and imports keep them. */
export function readIssues(stored: unknown): Issue[] {
  return z
    .array(IssueRecord)
    .parse(stored ?? [])
    .map(({ column, values, ...issue }) => ({
      ...issue,
      ...(column === undefined ? {} : { column }),
      ...(values ? { values } : {}),
    }))
}

const Creator = z.object({ id: z.string().optional(), name: z.string() })

// By name: what may be large and serves one act alone is not read with each glance at the import.
const recordColumns = [
  'i.id',
  'i.org_id',
  'i.file_name',
  'i.behavior',
  'i.status',
  'i.created_by',
  'i.created_at',
  'i.planned_at',
  'i.apply_started_at',
  'i.finished_at',
  'i.headings',
  'i.delimiter',
  'i.rows_total',
  'i.rows_dropped_at',
  'i.last_line',
  'i.users_before',
  'i.counts',
  'i.quota',
  'i.changes',
  'i.warnings',
  'i.fault',
  'i.guarded',
] as const

function importQuery(context: Context) {
  return context.tx
    .selectFrom('imports as i')
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.partner_id', '=', 'i.partner_id').onRef('o.id', '=', 'i.org_id'),
    )
    .select(['o.name as organization_name', ...recordColumns])
    .where('i.partner_id', '=', context.actor.partnerId)
    .where(withinReach(context.actor, 'i.org_id'))
}

type ImportRow = Awaited<ReturnType<ReturnType<typeof importQuery>['execute']>>[number]

/** An import as its row has it. */
export type ImportRecord = ReturnType<typeof fromRow>

function fromRow(row: ImportRow) {
  const creator = Creator.parse(row.created_by)
  return {
    id: row.id,
    organizationId: row.org_id,
    organizationName: row.organization_name,
    fileName: row.file_name,
    behavior: ImportBehavior.parse(row.behavior),
    status: ImportStatus.parse(row.status),
    createdBy: creator.name,
    creatorId: creator.id ?? null,
    createdAt: row.created_at,
    plannedAt: row.planned_at,
    applyStartedAt: row.apply_started_at,
    finishedAt: row.finished_at,
    headings: row.headings,
    delimiter: row.delimiter,
    /** Its rows leave administrators alone. */
    guarded: row.guarded,
    rowsTotal: row.rows_total,
    rowsDroppedAt: row.rows_dropped_at,
    lastLine: row.last_line,
    usersBefore: row.users_before,
    counts: Counts.parse(row.counts),
    quota: Quota.parse(row.quota),
    changes: ChangedCounts.parse(row.changes),
    warnings: readIssues(row.warnings),
    fault: row.fault === null ? null : (readIssues([row.fault])[0] ?? null),
  }
}

/** The import, if it is there and in reach; else 404, without saying which. With `lock` nobody else acts on it meanwhile. */
export async function requireImport(
  context: Context,
  importId: string,
  options: { lock?: boolean } = {},
): Promise<ImportRecord> {
  const query = importQuery(context).where('i.id', '=', importId)
  const row = await (options.lock ? query.forUpdate('i') : query).executeTakeFirst()
  if (!row) throw new Refusal('imports.not_found')
  return fromRow(row)
}

/** Imports in reach, newest first: their ids grow with time. */
export async function importPage(
  context: Context,
  page: { organizationId?: string | undefined; status?: ImportStatus | undefined; after: string | null; max: number },
): Promise<ImportRecord[]> {
  let query = importQuery(context).orderBy('i.id', 'desc').limit(page.max)
  if (page.organizationId) query = query.where('i.org_id', '=', page.organizationId)
  if (page.status) query = query.where('i.status', '=', page.status)
  if (page.after) query = query.where('i.id', '<', page.after)
  return (await query.execute()).map(fromRow)
}

/** Imports of this partner that were cut off while something was to be done for them. */
export async function unfinishedImports(
  context: Context,
): Promise<{ id: string; organizationId: string; status: 'planning' | 'applying' }[]> {
  const rows = await context.tx
    .selectFrom('imports')
    .select(['id', 'org_id', 'status'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('status', 'in', ['planning', 'applying'])
    .execute()
  return rows.flatMap(({ id, org_id: organizationId, status }) =>
    status === 'planning' || status === 'applying' ? [{ id, organizationId, status }] : [],
  )
}
