import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Grant, GrantKind, GrantScope, GrantState } from '../../api/access.ts'
import { encodeId } from '../../api/ids.ts'
import { isAllowed, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { Refusal } from '../../platform/errors.ts'
import { isPerson } from './consent.ts'

/** A row of the ledger. `state` is what holds at this moment by the database's clock, whether or not the job has written it yet. */
export type GrantRow = {
  id: string
  org_id: string
  organization_name: string
  kind: string
  scope: string
  restricted: boolean
  without_users: boolean
  state: string
  requested_by: string
  requested_by_name: string
  requested_by_email: string
  requested_by_language: string | null
  reason: string
  seconds: number
  requested_at: Date
  lapses_at: Date | null
  decided_at: Date | null
  decided_by_name: string | null
  decided_how: string | null
  unexpected: boolean
  starts_at: Date | null
  expires_at: Date | null
  ended_at: Date | null
  ended_by_name: string | null
  ended_how: string | null
  seconds_left: number | null
}

const stateNow = sql<string>`case when g.state = 'requested' and g.lapses_at <= now() then 'lapsed'
  when g.state = 'granted' and g.expires_at <= now() then 'expired' else g.state end`

const columns = sql`g.id, g.org_id, o.name as organization_name, g.kind, g.scope, o.restricted, g.without_users, ${stateNow} as state, g.requested_by, g.requested_by_name,
  g.requested_by_email, g.requested_by_language, g.reason, g.seconds, g.requested_at, g.lapses_at, g.decided_at, g.decided_by_name,
  g.decided_how, g.unexpected, g.starts_at, g.expires_at, g.ended_at, g.ended_by_name, g.ended_how,
  ceil(extract(epoch from case g.state when 'requested' then g.lapses_at when 'granted' then g.expires_at end - now()))::int as seconds_left`

async function selectGrants(context: Context, where: RawBuilder<unknown>, limit: number): Promise<readonly GrantRow[]> {
  const { tx, actor } = context
  const { rows } = await sql<GrantRow>`
    select ${columns} from access_grants g join organizations o on o.partner_id = g.partner_id and o.id = g.org_id
    where g.partner_id = ${actor.partnerId}::uuid and ${withinReach(actor, 'g.org_id')} and ${where}
    order by g.id desc limit ${limit}`.execute(tx)
  return rows
}

/** One entry that lies in reach; else 404. */
export async function requireGrant(context: Context, grantId: string): Promise<GrantRow> {
  const [row] = await selectGrants(context, sql`g.id = ${grantId}::uuid`, 1)
  if (!row) throw new Refusal('access.grant_not_found')
  return row
}

export type Filter = {
  organizationId?: string | undefined
  state?: GrantState | undefined
  kind?: GrantKind | undefined
  personId?: string | undefined
  mine?: boolean | undefined
}

/** The newest first. */
export async function grantPage(
  context: Context,
  filter: Filter,
  page: { max: number; cursor?: string | undefined },
): Promise<{ rows: readonly GrantRow[]; cursor: string | null }> {
  const after = fromCursor(z.tuple([z.uuid()]), page.cursor)
  const person = filter.mine ? context.actor.id : filter.personId
  const conditions = [
    ...(filter.organizationId ? [sql`g.org_id = ${filter.organizationId}::uuid`] : []),
    ...(filter.state ? [sql`${stateNow} = ${filter.state}`] : []),
    ...(filter.kind ? [sql`g.kind = ${filter.kind}`] : []),
    ...(person ? [sql`g.requested_by = ${person}::uuid`] : []),
    ...(after ? [sql`g.id < ${after[0]}::uuid`] : []),
    sql`true`,
  ]
  const found = await selectGrants(context, sql.join(conditions, sql` and `), page.max + 1)
  const rows = found.slice(0, page.max)
  const last = rows.at(-1)
  return { rows, cursor: found.length > page.max && last ? toCursor([last.id]) : null }
}

/** Either side ends it: whoever asked, the customer's full administrators, and those who run the provider. From inside, only the session's own. */
export function mayEnd(context: Context, row: GrantRow): boolean {
  const { actor } = context
  if ((row.state !== 'requested' && row.state !== 'granted') || !isPerson(actor)) return false
  if (actor.access) return actor.access.grantId === row.id && actor.access.scope === 'full'
  if (actor.side === 'customer') return isAllowed(actor, 'access:decide', row.org_id)
  return row.requested_by === actor.id || isAllowed(actor, 'partners:configure', row.org_id)
}

export function describeGrant(context: Context, row: GrantRow): Grant {
  const { actor } = context
  const own = row.requested_by === actor.id && !actor.access
  const running = row.state === 'requested' || row.state === 'granted'
  return {
    id: encodeId('ACCESS', row.id),
    organizationId: encodeId('ORGANIZATION', row.org_id),
    organizationName: row.organization_name,
    kind: GrantKind.parse(row.kind),
    scope: GrantScope.parse(row.scope),
    ...withoutUsersOf(row),
    state: GrantState.parse(row.state),
    person: {
      id: encodeId('PEOPLE', row.requested_by),
      displayName: row.requested_by_name,
      email: row.requested_by_email,
    },
    ...(row.reason === '' ? {} : { reason: row.reason }),
    minutes: Math.round(row.seconds / 60),
    requested: row.requested_at.toISOString(),
    ...(row.lapses_at && row.kind === 'temporary' ? { lapses: row.lapses_at.toISOString() } : {}),
    ...(row.decided_at ? { decided: row.decided_at.toISOString() } : {}),
    ...(row.decided_by_name === null ? {} : { decidedBy: row.decided_by_name }),
    ...(row.decided_how === 'console' || row.decided_how === 'mail' ? { decidedHow: row.decided_how } : {}),
    ...(row.unexpected ? { unexpected: true } : {}),
    ...(row.starts_at ? { starts: row.starts_at.toISOString() } : {}),
    ...(row.expires_at ? { expires: row.expires_at.toISOString() } : {}),
    ...(running && row.seconds_left !== null ? { secondsLeft: Math.max(0, row.seconds_left) } : {}),
    ...(row.ended_at ? { ended: row.ended_at.toISOString() } : {}),
    ...(row.ended_by_name === null ? {} : { endedBy: row.ended_by_name }),
    ...(isEnding(row.ended_how) ? { endedHow: row.ended_how } : {}),
    can: {
      decide: row.state === 'requested' && isPerson(actor) && isAllowed(actor, 'access:decide', row.org_id),
      end: mayEnd(context, row),
      again:
        own &&
        isPerson(actor) &&
        row.kind === 'temporary' &&
        row.state !== 'requested' &&
        isAllowed(actor, 'access:request', row.org_id),
      enter: own && isPerson(actor) && row.state === 'granted',
    },
  }
}

/** What was asked for and agreed to stays for ever; how the customer is set now takes more only where the access is not over. */
export function withoutUsersOf(row: GrantRow): { withoutUsers?: true } {
  const open = row.state === 'requested' || row.state === 'granted'
  return row.scope === 'full' && (row.without_users || (open && row.restricted)) ? { withoutUsers: true } : {}
}

const endings = ['agent', 'customer', 'provider', 'switch'] as const
type Ending = (typeof endings)[number]

function isEnding(text: string | null): text is Ending {
  return endings.some((ending) => ending === text)
}
