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
  const { wanted, existing, issues, isRefused } = row
  const isKept = row.outcome !== 'unchanged' && !isRefused
  // Of a refused row only what other rows can stand against, of an unchanged one nothing.
  const state = isKept ? wanted : null
  const named = isKept || isRefused ? wanted : null
  // One list, in the order of the columns: it is made for every row.
  return copyLine([
    row.line,
    isRefused ? 'refused' : row.outcome,
    row.email === '' ? null : row.email.includes('\0') ? row.email.replaceAll('\0', '') : row.email,
    row.userId,
    issues.length > 0 && issues.some((issue) => issue.severity === 'warning'),
    issues.length > 0 ? JSON.stringify(issues) : null,
    isKept ? (existing?.version ?? null) : null,
    isKept || isRefused ? row.numberHolder : null,
    isKept || isRefused ? row.extensionHolder : null,
    isKept && row.numberIsHeld,
    isKept ? listed(row.takes) : null,
    isKept ? listed(row.frees) : null,
    isKept ? listed(row.terms) : null,
    isKept ? listed(row.droppedTerms) : null,
    isKept && existing !== null ? JSON.stringify(existing) : null,
    state?.firstName ?? null,
    state?.lastName ?? null,
    state?.displayName ?? null,
    state && row.sortName,
    state && row.status,
    named?.locationId ?? null,
    named?.extension ?? null,
    named?.e164 ?? null,
    state?.title ?? null,
    state?.department ?? null,
    state?.managerEmail ?? null,
    state?.language ?? null,
    state?.timeZone ?? null,
    state?.addressType ?? null,
    state?.addressCountry ?? null,
    state?.preferredSite ?? null,
    state?.callerIdNumber ?? null,
    state?.callerIdFirstName ?? null,
    state?.callerIdLastName ?? null,
    state?.jabberTeams ?? null,
    state?.jabberCalling ?? null,
    state?.packageId ?? null,
    state?.extras ?? null,
    state === null || row.changed === 0 ? null : row.changed,
  ])
}

function listed(list: readonly string[]): readonly string[] | null {
  return list.length > 0 ? list : null
}
