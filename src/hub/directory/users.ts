import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { UserStatus } from '../../api/directory.ts'
import type { Role } from '../../api/permissions.ts'
import { reaches, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { Refusal } from '../../platform/errors.ts'
import { holdsRole } from '../administrators/index.ts'
import { matchesTerm } from '../lookup/index.ts'

/** A user as its row has it, with its number and location. */
export type DirectoryUser = {
  id: string
  organizationId: string
  organizationName: string
  email: string
  firstName: string
  lastName: string
  displayName: string
  sortName: string
  status: UserStatus
  locationId: string | null
  locationName: string | null
  extension: string | null
  phoneNumber: string | null
  title: string | null
  department: string | null
  manager: string | null
  language: string | null
  timeZone: string | null
  addressType: string | null
  addressCountry: string | null
  site: string | null
  callerIdNumber: string | null
  callerIdFirstName: string | null
  callerIdLastName: string | null
  createdAt: Date
  lastModifiedAt: Date
  lastActivityAt: Date | null
  createdByImport: string | null
  changedByImport: string | null
  /** In the file of that import. */
  createdByLine: number | null
  changedByLine: number | null
}

/** The partner's users, each with its customer and its number. */
function usersAndNumbers(context: Context) {
  return context.tx
    .selectFrom('users as u')
    .innerJoin('organizations as o', (join) =>
      join.onRef('o.partner_id', '=', 'u.partner_id').onRef('o.id', '=', 'u.org_id'),
    )
    .leftJoin('numbers as n', (join) =>
      join
        .onRef('n.partner_id', '=', 'u.partner_id')
        .onRef('n.org_id', '=', 'u.org_id')
        .onRef('n.user_id', '=', 'u.id'),
    )
    .where('u.partner_id', '=', context.actor.partnerId)
}

function userQuery(context: Context) {
  return usersAndNumbers(context)
    .leftJoin('locations as l', (join) =>
      join.onRef('l.partner_id', '=', 'u.partner_id').onRef('l.id', '=', 'u.location_id'),
    )
    .select([
      'u.id',
      'u.org_id as organizationId',
      'o.name as organizationName',
      'u.email',
      'u.first_name as firstName',
      'u.last_name as lastName',
      'u.display_name as displayName',
      'u.sort_name as sortName',
      'u.status',
      'u.location_id as locationId',
      'l.name as locationName',
      'u.extension',
      'n.e164 as phoneNumber',
      'u.title',
      'u.department',
      'u.manager_email as manager',
      'u.language',
      'u.time_zone as timeZone',
      'u.address_type as addressType',
      'u.address_country as addressCountry',
      'u.preferred_site as site',
      'u.caller_id_number as callerIdNumber',
      'u.caller_id_first_name as callerIdFirstName',
      'u.caller_id_last_name as callerIdLastName',
      'u.created_at as createdAt',
      'u.last_modified_at as lastModifiedAt',
      'u.last_activity_at as lastActivityAt',
      'u.created_by_import as createdByImport',
      'u.changed_by_import as changedByImport',
      'u.created_by_line as createdByLine',
      sql<number | null>`case when u.changed_line_of = u.changed_by_import then u.changed_by_line end`.as(
        'changedByLine',
      ),
    ])
}

type UserRow = Awaited<ReturnType<ReturnType<typeof userQuery>['execute']>>[number]

function fromRow(row: UserRow): DirectoryUser {
  return { ...row, status: UserStatus.parse(row.status) }
}

/** These users, as far as they are in reach, in no order. */
export async function usersById(context: Context, ids: readonly string[]): Promise<DirectoryUser[]> {
  if (ids.length === 0) return []
  const rows = await userQuery(context)
    .where(sql<boolean>`u.id = any(${[...ids]}::uuid[])`)
    .execute()
  // Hundreds of customers as a parameter cost more than these few rows.
  return rows.filter((row) => reaches(context.actor, row.organizationId)).map(fromRow)
}

export async function requireUser(context: Context, id: string): Promise<DirectoryUser> {
  const [user] = await usersById(context, [id])
  if (!user) throw new Refusal('directory.user_not_found')
  return user
}

/** What a search shows of these users, as far as they are in reach, in no order. */
export async function describeUsers(context: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await usersAndNumbers(context)
    .select([
      'u.id',
      'u.org_id as organizationId',
      'o.name as organizationName',
      'u.display_name as displayName',
      'u.email',
      'u.status',
      'u.extension',
      'n.e164 as phoneNumber',
    ])
    .where(sql<boolean>`u.id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.filter(({ organizationId }) => reaches(context.actor, organizationId))
}

/** The names of the locations of these users, by user; the caller has checked its reach. Asked for by itself, for few searches need it. */
export async function locationsOfUsers(context: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await context.tx
    .selectFrom('users as u')
    .innerJoin('locations as l', (join) =>
      join.onRef('l.partner_id', '=', 'u.partner_id').onRef('l.id', '=', 'u.location_id'),
    )
    .select(['u.id', 'l.name'])
    .where('u.partner_id', '=', context.actor.partnerId)
    .where(sql<boolean>`u.id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The order that the cursor was made for stands in it: a key of another order would be no key. */
const ListKey = z.tuple([z.string(), z.string(), z.uuid()])

/** Users of one customer by name or e-mail. The caller has checked its reach. */
export async function userPage(
  context: Context,
  organizationId: string,
  page: {
    q?: string | undefined
    status?: UserStatus | undefined
    package?: string | undefined
    sort: 'name' | 'email'
    order: 'asc' | 'desc'
    max: number
    cursor?: string | undefined
  },
): Promise<{ items: DirectoryUser[]; cursor: string | null }> {
  const order = `${page.sort} ${page.order}`
  const after = fromCursor(ListKey, page.cursor)
  if (after && after[0] !== order) throw new Refusal('common.bad_cursor')
  const column = sql.ref(page.sort === 'name' ? 'u.sort_name' : 'u.email')
  const direction = sql.raw(page.order)
  let query = userQuery(context)
    .where('u.org_id', '=', organizationId)
    .orderBy(sql`${column} ${direction}, u.id ${direction}`)
    .limit(page.max + 1)
  if (page.status) query = query.where('u.status', '=', page.status)
  if (page.q?.trim())
    query = query.where(matchesTerm(context.actor.partnerId, 'u.org_id', 'u.id', ['un', 'ue'], page.q, organizationId))
  if (page.package) query = query.where(holdsPackage(page.package))
  if (after)
    query = query.where(
      sql<boolean>`(${column}, u.id) ${sql.raw(page.order === 'asc' ? '>' : '<')} (${after[1]}::text collate "C", ${after[2]}::uuid)`,
    )
  const rows = (await query.execute()).map(fromRow)
  const last = rows.length > page.max ? rows[page.max - 1] : undefined
  return {
    items: rows.slice(0, page.max),
    cursor: last ? toCursor([order, page.sort === 'name' ? last.sortName : last.email, last.id]) : null,
  }
}

const ByEmail = z.tuple([z.string(), z.uuid()])
const ById = z.tuple([z.uuid()])

/**
 * Users in reach, for clients that read everything: of all customers by id, of one by e-mail. For both orders there is an index; the users of one
 * customer by id would need one more, which every imported row would pay for.
 */
export async function peoplePage(
  context: Context,
  page: {
    organizationId?: string | undefined
    email?: string | undefined
    displayName?: string | undefined
    locationId?: string | undefined
    ids?: readonly string[] | undefined
    roles?: readonly Role[] | undefined
    max: number
    cursor?: string | undefined
  },
): Promise<{ items: DirectoryUser[]; cursor: string | null }> {
  const ofOne = page.organizationId !== undefined || page.locationId !== undefined
  const afterEmail = ofOne ? fromCursor(ByEmail, page.cursor) : null
  const afterId = ofOne ? null : fromCursor(ById, page.cursor)
  let query = userQuery(context)
    .where(withinReach(context.actor, 'u.org_id'))
    .orderBy(ofOne ? 'u.email' : 'u.id')
    .limit(page.max + 1)
  if (page.organizationId) query = query.where('u.org_id', '=', page.organizationId)
  // One text for any number of them: each other one would take a kept plan of its own.
  if (page.ids) query = query.where(sql<boolean>`u.id = any(${[...page.ids]}::uuid[])`)
  if (page.roles) query = query.where(holdsRole(context.actor.partnerId, 'u.id', page.roles))
  if (page.locationId)
    query = query
      .where('u.location_id', '=', page.locationId)
      .where('u.org_id', '=', customerOf(context, page.locationId))
  if (page.email !== undefined) query = query.where('u.email', '=', page.email.toLowerCase())
  if (page.displayName?.trim()) {
    query = query.where(
      matchesTerm(context.actor.partnerId, 'u.org_id', 'u.id', ['un'], page.displayName, page.organizationId),
    )
  }
  if (afterEmail) query = query.where('u.email', '>', afterEmail[0])
  if (afterId) query = query.where('u.id', '>', afterId[0])
  const rows = (await query.execute()).map(fromRow)
  const last = rows.length > page.max ? rows[page.max - 1] : undefined
  return {
    items: rows.slice(0, page.max),
    cursor: last ? toCursor(ofOne ? [last.email, last.id] : [last.id]) : null,
  }
}

/** A location is of one customer, and so are the people at it. */
function customerOf(context: Context, locationId: string): RawBuilder<string> {
  return sql<string>`(select org_id from locations where partner_id = ${context.actor.partnerId}::uuid and id = ${locationId}::uuid)`
}

/** Users of one customer by state, in the order of the states; of larger customers only so many are looked at. */
export async function countUsersByStatus(
  context: Context,
  organizationId: string,
  most: number,
): Promise<{ status: UserStatus; users: number }[]> {
  const { rows } = await sql<{ status: string; users: number }>`
    select status, count(*) as users
    from (select status from users where partner_id = ${context.actor.partnerId}::uuid and org_id = ${organizationId}::uuid limit ${most}) counted
    group by status`.execute(context.tx)
  const counts = new Map(rows.map((row) => [row.status, row.users]))
  return UserStatus.options.flatMap((status) => {
    const users = counts.get(status)
    return users ? [{ status, users }] : []
  })
}

function holdsPackage(packageId: string) {
  const held = sql`select 1 from package_assignments a where a.partner_id = u.partner_id and a.org_id = u.org_id and a.user_id = u.id`
  return packageId === 'none'
    ? sql<SqlBool>`not exists (${held} and a.package_id is not null)`
    : sql<SqlBool>`exists (${held} and a.package_id = ${packageId})`
}
