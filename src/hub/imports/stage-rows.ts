import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { copyInto, copyLine } from '../../platform/copy.ts'
import type { Decision } from './decide-row.ts'

/** A decided row with what the database and the search add to it. */
export type StagedRow = Decision & {
  userId: string | null
  numberHolder: string | null
  extensionHolder: string | null
  numberIsHeld: boolean
  takes: string[]
  frees: string[]
  terms: string[]
  droppedTerms: string[]
  sortName: string
  status: string
}

const columns = [
  'line',
  'outcome',
  'email',
  'user_id',
  'warned',
  'issues',
  'user_version',
  'number_holder',
  'extension_holder',
  'number_is_held',
  'takes',
  'frees',
  'terms',
  'dropped_terms',
  'before',
  'first_name',
  'last_name',
  'display_name',
  'sort_name',
  'status',
  'location_id',
  'extension',
  'e164',
  'title',
  'department',
  'manager_email',
  'language',
  'time_zone',
  'address_type',
  'address_country',
  'preferred_site',
  'caller_id_number',
  'caller_id_first_name',
  'caller_id_last_name',
  'jabber_teams',
  'jabber_calling',
  'package_id',
  'extras',
  'changed',
] as const

/** Makes the temporary table that rows come through; it goes with the transaction. */
export async function openStaging(context: Context): Promise<void> {
  await sql`
    create temporary table staged_rows (
      line integer, outcome text, email text, user_id uuid, warned boolean, issues jsonb, user_version timestamptz,
      number_holder uuid, extension_holder uuid, number_is_held boolean, takes text[], frees text[], terms text[],
      dropped_terms text[], before jsonb, first_name text, last_name text, display_name text, sort_name text, status text,
      location_id uuid, extension text, e164 text, title text, department text, manager_email text, language text,
      time_zone text, address_type text, address_country text, preferred_site text, caller_id_number text,
      caller_id_first_name text, caller_id_last_name text, jabber_teams boolean, jabber_calling boolean, package_id text,
      extras text[], changed integer
    ) on commit drop`.execute(context.tx)
}

/**
 * Writes rows of a plan. The only place that knows how they get there: COPY into a temporary table, then INSERT … SELECT,
 * since COPY straight into a table with row-level security is refused.
 * @param lines of `lineOf`, one behind the other.
 */
export async function stageRows(
  context: Context,
  organizationId: string,
  importId: string,
  lines: Buffer,
): Promise<void> {
  await copyInto(context.tx, 'staged_rows', columns, lines)
  const list = sql.raw(columns.join(', '))
  await sql`
    insert into import_rows (partner_id, import_id, org_id, ${list})
    select ${context.actor.partnerId}::uuid, ${importId}::uuid, ${organizationId}::uuid, ${list} from staged_rows`.execute(
    context.tx,
  )
  await sql`truncate staged_rows`.execute(context.tx)
}

/** A row as COPY takes it. */
export function lineOf(row: StagedRow): string {
  const { wanted, existing, issues } = row
  const head = [
    row.line,
    row.isRefused ? 'refused' : row.outcome,
    row.email === '' ? null : row.email.includes('\0') ? row.email.replaceAll('\0', '') : row.email,
    row.userId,
    issues.length > 0 && issues.some((issue) => issue.severity === 'warning'),
    issues.length > 0 ? JSON.stringify(issues) : null,
  ] as const
  if (row.outcome === 'unchanged' && !row.isRefused) return copyLine([...head, ...nothing])
  // Of a refused row only what other rows can stand against.
  if (row.isRefused)
    return copyLine([
      ...head,
      null,
      row.numberHolder,
      row.extensionHolder,
      false,
      ...nothing.slice(4, 9),
      ...named({ location_id: wanted?.locationId, extension: wanted?.extension, e164: wanted?.e164 }),
    ])
  const before = existing === null ? null : JSON.stringify(existing)
  const planned = [
    existing?.version ?? null,
    row.numberHolder,
    row.extensionHolder,
    row.numberIsHeld,
    row.takes.length > 0 ? row.takes : null,
    row.frees.length > 0 ? row.frees : null,
    row.terms.length > 0 ? row.terms : null,
    row.droppedTerms.length > 0 ? row.droppedTerms : null,
    before,
  ] as const
  if (wanted === null) return copyLine([...head, ...planned, ...noState])
  return copyLine([
    ...head,
    ...planned,
    wanted.firstName,
    wanted.lastName,
    wanted.displayName,
    row.sortName,
    row.status,
    wanted.locationId,
    wanted.extension,
    wanted.e164,
    wanted.title,
    wanted.department,
    wanted.managerEmail,
    wanted.language,
    wanted.timeZone,
    wanted.addressType,
    wanted.addressCountry,
    wanted.preferredSite,
    wanted.callerIdNumber,
    wanted.callerIdFirstName,
    wanted.callerIdLastName,
    wanted.jabberTeams,
    wanted.jabberCalling,
    wanted.packageId,
    wanted.extras,
    row.changed === 0 ? null : row.changed,
  ])
}

const noState = new Array<null>(columns.length - 15).fill(null)
const nothing = [null, null, null, false, null, null, null, null, null, ...noState] as const

/** The columns of the state, with these few filled. */
function named(values: { [Column in (typeof columns)[number]]?: string | null | undefined }) {
  return columns.slice(15).map((column) => values[column] ?? null)
}
