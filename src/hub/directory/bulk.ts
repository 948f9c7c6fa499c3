import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { disableUsers } from '../administrators/index.ts'

/** All of a user that people may set: null where it has none. */
export type UserState = {
  firstName: string
  lastName: string
  displayName: string
  locationId: string | null
  extension: string | null
  e164: string | null
  title: string | null
  department: string | null
  managerEmail: string | null
  language: string | null
  timeZone: string | null
  addressType: string | null
  addressCountry: string | null
  preferredSite: string | null
  callerIdNumber: string | null
  callerIdFirstName: string | null
  callerIdLastName: string | null
  jabberTeams: boolean | null
  jabberCalling: boolean | null
  externalId: string | null
}

/** Whether the customer has any user. The caller has checked the reach, here and in all of this file. */
export async function hasUsers(context: Context, organizationId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from users where partner_id = ${context.actor.partnerId}::uuid and org_id = ${organizationId}::uuid limit 1`.execute(
    context.tx,
  )
  return rows.length > 0
}

/** How many users the customer has. */
export async function countUsers(context: Context, organizationId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from users
    where partner_id = ${context.actor.partnerId}::uuid and org_id = ${organizationId}::uuid`.execute(context.tx)
  return rows[0]?.count ?? 0
}

/** How many users each of these customers has, counted no further than `most`. */
export async function countUsersUpTo(
  context: Context,
  organizationIds: readonly string[],
  most: number,
): Promise<Map<string, number>> {
  if (organizationIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; users: number }>`
    select o.id, counted.users
    from unnest(${organizationIds}::uuid[]) as o (id)
    cross join lateral (
      select count(*) as users
      from (select 1 from users u where u.partner_id = ${context.actor.partnerId}::uuid and u.org_id = o.id limit ${most}) u
    ) counted`.execute(context.tx)
  return new Map(rows.map(({ id, users }) => [id, users]))
}

/** All locations of a customer: names with their country. */
export async function locationNames(
  context: Context,
  organizationId: string,
): Promise<{ id: string; name: string; country: string }[]> {
  return await context.tx
    .selectFrom('locations')
    .select(['id', 'name', 'country'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('org_id', '=', organizationId)
    .execute()
}

/**
 * Which of these e-mail addresses are users' anywhere in the hub, which sign in to it, and which of these numbers are taken: whether, never
 * whose. Values as kept: e-mail in small letters, E.164.
 */
export async function knownIdentifiers(
  context: Context,
  asked: { addresses: readonly string[]; numbers: readonly string[] },
): Promise<{ users: Set<string>; logins: Set<string>; numbers: Set<string> }> {
  const { rows } = await sql<{ kind: string; value: string }>`
    select kind, value from identifiers where kind in ('email', 'login') and value = any(${asked.addresses}::text[])
    union all
    select kind, value from identifiers where kind = 'e164' and value = any(${asked.numbers}::text[])`.execute(
    context.tx,
  )
  const of = (kind: string) => new Set(rows.flatMap((row) => (row.kind === kind ? [row.value] : [])))
  return { users: of('email'), logins: of('login'), numbers: of('e164') }
}

/** Who has these numbers of the customer; null where nobody has. Numbers that are not the customer's are left out. */
export async function numberHolders(
  context: Context,
  organizationId: string,
  numbers: readonly string[],
): Promise<Map<string, string | null>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ e164: string; user_id: string | null }>`
    select e164, user_id from numbers
    where partner_id = ${context.actor.partnerId}::uuid and org_id = ${organizationId}::uuid and e164 = any(${numbers}::text[])`.execute(
    context.tx,
  )
  return new Map(rows.map((row) => [row.e164, row.user_id]))
}

/** An extension is one person's only within its location: `<location> <extension>`. */
export function placeKey(locationId: string, extension: string): string {
  return `${locationId} ${extension}`
}

/** Who has these extensions, by `placeKey`. */
export async function extensionHolders(
  context: Context,
  organizationId: string,
  wanted: readonly { locationId: string; extension: string }[],
): Promise<Map<string, string>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; location_id: string; extension: string }>`
    select u.id, u.location_id, u.extension
    from unnest(${wanted.map((each) => each.locationId)}::uuid[], ${wanted.map((each) => each.extension)}::text[]) as w (location_id, extension)
    join users u on u.partner_id = ${context.actor.partnerId}::uuid and u.org_id = ${organizationId}::uuid
      and u.location_id = w.location_id and u.extension = w.extension`.execute(context.tx)
  return new Map(rows.map((row) => [placeKey(row.location_id, row.extension), row.id]))
}

/**
 * Makes users, each with its e-mail claimed in the whole hub. A unique violation (23505) means that an e-mail or an
 * extension was taken meanwhile; the caller goes back to its savepoint.
 * @param rows a relation in parentheses with the columns of `users` from `email` on, `user_id`, `org_id`, `partner_id`, `line`.
 */
export async function createUsersInBulk(
  context: Context,
  rows: RawBuilder<unknown>,
  importId: string,
): Promise<number> {
  await sql`
    insert into identifiers (kind, value, partner_id, org_id, thing_id)
    select 'email', email, partner_id, org_id, user_id from ${rows} r order by email`.execute(context.tx)
  const { numAffectedRows } = await sql`
    insert into users (partner_id, id, org_id, email, first_name, last_name, display_name, sort_name, status, location_id, extension,
      title, department, manager_email, language, time_zone, address_type, address_country, preferred_site,
      caller_id_number, caller_id_first_name, caller_id_last_name, jabber_teams, jabber_calling,
      created_at, last_modified_at, created_by_import, created_by_line)
    select partner_id, user_id, org_id, email, first_name, last_name, display_name, sort_name, status, location_id, extension,
      title, department, manager_email, language, time_zone, address_type, address_country, preferred_site,
      caller_id_number, caller_id_first_name, caller_id_last_name, jabber_teams, jabber_calling,
      ${context.now}, ${context.now}, ${importId}::uuid, line
    from ${rows} r`.execute(context.tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * Gives users the state that the rows hold. Only users that are still as the plan saw them (`user_version`) are changed.
 * @returns how many were.
 */
export async function changeUsersInBulk(
  context: Context,
  rows: RawBuilder<unknown>,
  importId: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update users u set first_name = r.first_name, last_name = r.last_name, display_name = r.display_name, sort_name = r.sort_name,
      location_id = r.location_id, extension = r.extension, title = r.title, department = r.department,
      manager_email = r.manager_email, language = r.language, time_zone = r.time_zone, address_type = r.address_type,
      address_country = r.address_country, preferred_site = r.preferred_site, caller_id_number = r.caller_id_number,
      caller_id_first_name = r.caller_id_first_name, caller_id_last_name = r.caller_id_last_name,
      jabber_teams = r.jabber_teams, jabber_calling = r.jabber_calling,
      last_modified_at = ${context.now}, changed_by_import = ${importId}::uuid, changed_by_line = r.line,
      changed_line_of = ${importId}::uuid
    from ${rows} r
    where u.partner_id = r.partner_id and u.id = r.user_id and u.org_id = r.org_id and u.last_modified_at = r.user_version
      and u.partner_id = ${context.actor.partnerId}::uuid`.execute(context.tx)
  return Number(numAffectedRows ?? 0)
}

/**
 * Removes users from the customer. Their numbers stay with the customer, their devices stay without an owner, and whoever
 * of them signs in to the hub can no longer.
 * @param rows `partner_id, org_id, user_id, email, user_version`.
 * @returns how many were removed: those that are still as the plan saw them.
 */
export async function removeUsersInBulk(context: Context, rows: RawBuilder<unknown>): Promise<number> {
  const { partnerId } = context.actor
  const { numAffectedRows } = await sql`
    delete from users u using ${rows} r
    where u.partner_id = r.partner_id and u.id = r.user_id and u.org_id = r.org_id and u.last_modified_at = r.user_version
      and u.partner_id = ${partnerId}::uuid`.execute(context.tx)
  await sql`
    delete from identifiers i using ${rows} r where i.kind = 'email' and i.value = r.email`.execute(context.tx)
  await sql`
    update numbers n set user_id = null from ${rows} r
    where n.partner_id = r.partner_id and n.org_id = r.org_id and n.user_id = r.user_id and n.partner_id = ${partnerId}::uuid`.execute(
    context.tx,
  )
  await sql`
    update devices d set user_id = null from ${rows} r
    where d.partner_id = r.partner_id and d.user_id = r.user_id and d.partner_id = ${partnerId}::uuid`.execute(
    context.tx,
  )
  await disableUsers(context, rows)
  return Number(numAffectedRows ?? 0)
}

/**
 * Gives users their numbers: those of the customer that nobody has, and new ones, claimed in the whole hub (23505 where
 * taken meanwhile). What a changed user had before becomes free, unless it is the same.
 * @param rows `partner_id, org_id, user_id, e164, location_id, number_is_held`.
 * @param isNew the users were just made: they have no number to give back.
 * @returns how many of the customer's free numbers were given.
 */
export async function assignNumbersInBulk(
  context: Context,
  rows: RawBuilder<unknown>,
  isNew: boolean,
  anyHeld: boolean,
): Promise<number> {
  const { partnerId } = context.actor
  if (!isNew) {
    await sql`
      update numbers n
      set user_id = case when n.e164 = r.e164 then n.user_id end, location_id = case when n.e164 = r.e164 then r.location_id else n.location_id end
      from ${rows} r
      where n.partner_id = r.partner_id and n.org_id = r.org_id and n.user_id = r.user_id and n.partner_id = ${partnerId}::uuid
        and (n.e164 is distinct from r.e164 or n.location_id is distinct from r.location_id)`.execute(context.tx)
  }
  let given = 0
  if (anyHeld) {
    const { numAffectedRows } = await sql`
      update numbers n set user_id = r.user_id, location_id = r.location_id from ${rows} r
      where n.partner_id = r.partner_id and n.e164 = r.e164 and n.org_id = r.org_id and r.number_is_held and n.user_id is null
        and n.partner_id = ${partnerId}::uuid`.execute(context.tx)
    given = Number(numAffectedRows ?? 0)
  }
  // Users keep a number that they have already.
  const isNewNumber = isNew
    ? sql`e164 is not null and not number_is_held`
    : sql`e164 is not null and not number_is_held and not exists (
        select 1 from numbers n where n.partner_id = r.partner_id and n.org_id = r.org_id and n.e164 = r.e164 and n.user_id = r.user_id)`
  await sql`
    insert into identifiers (kind, value, partner_id, org_id, thing_id)
    select 'e164', e164, partner_id, org_id, user_id from ${rows} r
    where ${isNewNumber} order by e164`.execute(context.tx)
  await sql`
    insert into numbers (partner_id, e164, org_id, location_id, user_id, created_at)
    select partner_id, e164, org_id, location_id, user_id, ${context.now} from ${rows} r
    where ${isNewNumber}`.execute(context.tx)
  return given
}
