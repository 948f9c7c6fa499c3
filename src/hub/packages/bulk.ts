import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

/** One thing of the catalogue, with what one customer was sold of it. */
export type Offer = {
  id: string
  kind: string
  name: string
  heading: string
  formerHeadings: string[]
  forWhom: string
  calls: boolean
  needsSite: boolean
  needsNumber: boolean
  needsAnyOf: string[]
  sold: boolean
  used: number
  limit: number | null
  /** The subscription's reference, as headings carry it in brackets. */
  subscription: string | null
}

/** The whole catalogue in its order, each thing with what this customer was sold of it. The caller has checked the reach. */
export async function offersFor(context: Context, organizationId: string): Promise<Offer[]> {
  const { rows } = await sql<Offer>`
    select c.id, c.kind, c.name, c.heading, c.former_headings as "formerHeadings", c.for_whom as "forWhom", c.calls,
      c.needs_site as "needsSite", c.needs_number as "needsNumber", c.needs_any_of as "needsAnyOf",
      op.package_id is not null as sold, coalesce(op.used, 0) as used, op.seat_limit as "limit", s.reference as subscription
    from package_catalogue c
    left join organization_packages op
      on op.partner_id = ${context.actor.partnerId}::uuid and op.org_id = ${organizationId}::uuid and op.package_id = c.id
    left join subscriptions s on s.partner_id = op.partner_id and s.id = op.subscription_id
    order by c.position`.execute(context.tx)
  return rows
}

/** Seats by package. Positive numbers are taken, negative ones given back. */
export type Seats = Map<string, number>

/**
 * Takes and gives back seats, all or nothing. Called last in a transaction, so that the counters, which all acts of a
 * customer meet at, stay locked for a moment only; locked in the order of their ids.
 * @returns for each package without enough seats how many are free (0 where it is not sold); then nothing was changed.
 */
export async function moveSeats(context: Context, organizationId: string, seats: Seats): Promise<Map<string, number>> {
  const moved = [...seats].filter(([, count]) => count !== 0)
  if (moved.length === 0) return new Map()
  const ids = moved.map(([id]) => id)
  const counters = await sql<{ id: string; kind: string; used: number | null; seat_limit: number | null }>`
    select op.package_id as id, op.used, op.seat_limit, c.kind
    from organization_packages op join package_catalogue c on c.id = op.package_id
    where op.partner_id = ${context.actor.partnerId}::uuid and op.org_id = ${organizationId}::uuid and op.package_id = any(${ids})
    order by op.package_id
    for update of op`.execute(context.tx)
  const byId = new Map(counters.rows.map((row) => [row.id, row]))
  const bases = await baseIds(context)
  const short = new Map<string, number>()
  for (const [id, count] of moved) {
    const counter = byId.get(id)
    if (!counter) {
      // Base licences are given with or without a row that counts them.
      if (count > 0 && !bases.has(id)) short.set(id, 0)
      continue
    }
    const free = counter.seat_limit === null ? Number.POSITIVE_INFINITY : counter.seat_limit - (counter.used ?? 0)
    if (count > 0 && count > free) short.set(id, Math.max(0, free))
  }
  if (short.size > 0) return short
  await sql`
    update organization_packages op set used = greatest(0, op.used + moved.count)
    from unnest(${ids}::text[], ${moved.map(([, count]) => count)}::integer[]) as moved (id, count)
    where op.partner_id = ${context.actor.partnerId}::uuid and op.org_id = ${organizationId}::uuid and op.package_id = moved.id`.execute(
    context.tx,
  )
  return short
}

async function baseIds(context: Context): Promise<Set<string>> {
  const rows = await context.tx.selectFrom('package_catalogue').select('id').where('kind', '=', 'base').execute()
  return new Set(rows.map(({ id }) => id))
}

/**
 * Assigns packages and extras to users who hold nothing yet, or else replaces what they hold.
 * @param rows a relation in parentheses: `partner_id, org_id, user_id, package_id, extras`.
 */
export async function assignInBulk(context: Context, rows: RawBuilder<unknown>, isNew: boolean): Promise<void> {
  const replace = isNew
    ? sql``
    : sql`on conflict (partner_id, org_id, user_id) do update
        set package_id = excluded.package_id, extras = excluded.extras,
          assigned_at = case when package_assignments.package_id is distinct from excluded.package_id
            then excluded.assigned_at else package_assignments.assigned_at end
        where (package_assignments.package_id, package_assignments.extras) is distinct from (excluded.package_id, excluded.extras)`
  await sql`
    insert into package_assignments (partner_id, org_id, user_id, package_id, extras, assigned_at)
    select partner_id, org_id, user_id, package_id, coalesce(extras, '{}'), ${context.now} from ${rows} r
    ${replace}`.execute(context.tx)
}

/** Takes everything from these users. `rows`: `partner_id, org_id, user_id`. */
export async function unassignInBulk(context: Context, rows: RawBuilder<unknown>): Promise<void> {
  await sql`
    delete from package_assignments a using ${rows} r
    where a.partner_id = r.partner_id and a.org_id = r.org_id and a.user_id = r.user_id
      and a.partner_id = ${context.actor.partnerId}::uuid`.execute(context.tx)
}
