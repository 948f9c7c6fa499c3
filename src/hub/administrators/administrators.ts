import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Administrator, AdministratorDetail, AdministratorState } from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { fullRoles, isRole, type Role, roles, rolesGivenBy, type Side } from '../../api/permissions.ts'
import { hasPartner, reaches } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { fromCursor, toCursor } from '../../platform/cursor.ts'
import { Refusal } from '../../platform/errors.ts'
import { abilitiesOver, assignableBy } from './guards.ts'
import { givenReach, reachInWords } from './reach.ts'

/** An administrator as the rules see it; `reach` counts what it is made of. */
export type AdministratorRow = {
  id: string
  userId: string | null
  organizationId: string | null
  organizationName: string | null
  email: string
  firstName: string
  lastName: string
  displayName: string
  role: Role
  reach: 'all' | 'assigned'
  language: string | null
  state: z.infer<typeof AdministratorState>
  createdAt: Date
  lastSignInAt: Date | null
  invitedAt: Date | null
  roleSince: Date | null
  roleGivenBy: string | null
  customers: number
  exceptions: number
  tags: string[]
}

type Row = Omit<AdministratorRow, 'role' | 'reach'> & { role: string; reach: string; sortName: string }

const state = sql`case when a.disabled_at is not null then 'disabled' when a.password_hash is null then 'invited' else 'active' end`
const sortName = sql`lower(a.display_name) collate "C"`

const columns = sql`
  a.id, a.user_id as "userId", a.org_id as "organizationId", o.name as "organizationName", a.email, a.first_name as "firstName",
  a.last_name as "lastName", a.display_name as "displayName", a.role, a.reach, a.language, ${state} as state,
  a.created_at as "createdAt", a.last_sign_in_at as "lastSignInAt", a.invited_at as "invitedAt", a.role_since as "roleSince",
  a.role_given_by as "roleGivenBy", ${sortName} as "sortName",
  (select count(*) from administrator_customers c
    where c.partner_id = a.partner_id and c.administrator_id = a.id and c.how = 'include') as customers,
  (select count(*) from administrator_customers c
    where c.partner_id = a.partner_id and c.administrator_id = a.id and c.how = 'exclude') as exceptions,
  array(select g.tag from administrator_tags g
    where g.partner_id = a.partner_id and g.administrator_id = a.id order by g.tag) as tags`

/** The row of the alias a with what is shown of it. */
function select(context: Context, condition: RawBuilder<unknown>): RawBuilder<Row> {
  return sql<Row>`select ${columns} from administrators a
    left join organizations o on o.partner_id = a.partner_id and o.id = a.org_id
    where a.partner_id = ${context.actor.partnerId}::uuid and ${condition}`
}

export type AdministratorFilters = {
  q?: string | undefined
  role?: Role | undefined
  state?: AdministratorRow['state'] | undefined
  reach?: 'all' | 'assigned' | undefined
}

const Key = z.tuple([z.string(), z.uuid()])

/**
 * Administrators of the partner (`organizationId` null) or of one customer, by name. The caller has checked the reach.
 * @param page left out: all of them, for a file.
 */
export async function administratorPage(
  context: Context,
  organizationId: string | null,
  filters: AdministratorFilters,
  page?: { max: number; cursor?: string | undefined },
): Promise<{ items: AdministratorRow[]; cursor: string | null }> {
  const conditions = [organizationId === null ? sql`a.org_id is null` : sql`a.org_id = ${organizationId}::uuid`]
  const text = filters.q?.normalize('NFC').trim().toLowerCase()
  if (text) {
    const pattern = `%${text.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`
    conditions.push(sql`(lower(a.display_name) like ${pattern} or a.email like ${pattern})`)
  }
  if (filters.role) conditions.push(sql`a.role = ${filters.role}`)
  if (filters.state) conditions.push(sql`${state} = ${filters.state}`)
  if (filters.reach) conditions.push(sql`a.reach = ${filters.reach}`)
  const after = fromCursor(Key, page?.cursor)
  if (after) conditions.push(sql`(${sortName}, a.id) > (${after[0]}::text collate "C", ${after[1]}::uuid)`)
  const limit = page ? sql`limit ${page.max + 1}` : sql``
  const { rows } = await sql<Row>`${select(context, sql.join(conditions, sql` and `))}
    order by ${sortName}, a.id ${limit}`.execute(context.tx)
  const last = page && rows.length > page.max ? rows[page.max - 1] : undefined
  return {
    items: rows.slice(0, page?.max ?? rows.length).flatMap((row) => known(row) ?? []),
    cursor: last ? toCursor([last.sortName, last.id]) : null,
  }
}

/** The same, locked until the act is done: what is decided by the role and state that were read holds when it is written. */
export async function lockAdministrator(context: Context, personId: string): Promise<AdministratorRow> {
  const { id, organizationId } = await requireAdministrator(context, personId)
  await lockWithFull(context, organizationId, [id])
  return await requireAdministrator(context, id)
}

/** With those who could stay in their place, in one order: two who remove each other never wait in a circle. */
export async function lockWithFull(
  { tx, actor }: Context,
  organizationId: string | null,
  ids: readonly string[],
): Promise<void> {
  const full = fullRoles[organizationId === null ? 'partner' : 'customer']
  await sql`select id from administrators
    where partner_id = ${actor.partnerId}::uuid and (id = any(${ids}::uuid[])
      or (org_id is not distinct from ${organizationId}::uuid and role = ${full} and disabled_at is null))
    order by id for update`.execute(tx)
}

/** Somebody whom the actor may see, by the id of the person or of the user; else 404, without saying which. */
export async function requireAdministrator(context: Context, personId: string): Promise<AdministratorRow> {
  const { rows } = await select(
    context,
    sql`(a.id = ${personId}::uuid or a.user_id = ${personId}::uuid) order by a.id = ${personId}::uuid desc limit 1`,
  ).execute(context.tx)
  const found = rows[0] && known(rows[0])
  if (!found || !mayBeSeen(context, found.organizationId)) throw new Refusal('identity.administrator_not_found')
  return found
}

/**
 * The enabled administrators among these users of customers.
 * @param rows a relation in parentheses: `org_id, email, user_id`.
 */
export async function enabledAmong(
  context: Context,
  rows: RawBuilder<unknown>,
): Promise<Omit<AdministratorRow, 'role' | 'reach'>[]> {
  const { rows: found } = await sql<Row>`${select(context, isAmong(rows))} order by a.id`.execute(context.tx)
  return found
}

/** The administrator a is enabled and one of these. Looked up twice, where `or` of both in one look would read the rows for each administrator. */
function isAmong(rows: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`a.disabled_at is null and ((a.org_id, a.user_id) in (select org_id, user_id from ${rows} r)
    or (a.org_id, a.email) in (select org_id, email from ${rows} r))`
}

function mayBeSeen({ actor }: Context, organizationId: string | null): boolean {
  return organizationId === null ? hasPartner(actor) : reaches(actor, organizationId)
}

function known(row: Row): AdministratorRow | null {
  const { role, reach, sortName: _, ...rest } = row
  return isRole(role) ? { ...rest, role, reach: reach === 'assigned' ? 'assigned' : 'all' } : null
}

export function sideOf(person: Pick<AdministratorRow, 'organizationId'>): Side {
  return person.organizationId === null ? 'partner' : 'customer'
}

/** The id by which a person is known everywhere: of the user, where it is one. */
export function personId(person: Pick<AdministratorRow, 'id' | 'userId'>): string {
  return encodeId('PEOPLE', person.userId ?? person.id)
}

export function describeAdministrator(context: Context, person: AdministratorRow): Administrator {
  const own = person.organizationId !== null
  return {
    id: personId(person),
    email: person.email,
    firstName: person.firstName,
    lastName: person.lastName,
    displayName: person.displayName,
    role: person.role,
    ...(person.organizationId === null
      ? {}
      : {
          organization: {
            id: encodeId('ORGANIZATION', person.organizationId),
            name: person.organizationName ?? '',
          },
        }),
    state: person.state,
    ...(person.language ? { language: person.language } : {}),
    reach: {
      kind: own ? 'organization' : person.reach,
      text: reachInWords(context.language, own ? 'organization' : person.reach, person),
      customers: person.customers,
      tags: person.tags,
      exceptions: person.exceptions,
    },
    ...(person.lastSignInAt ? { lastSignIn: person.lastSignInAt.toISOString() } : {}),
    ...(person.invitedAt ? { invited: person.invitedAt.toISOString() } : {}),
    since: (person.roleSince ?? person.createdAt).toISOString(),
    ...(person.roleGivenBy ? { givenBy: person.roleGivenBy } : {}),
    ...abilitiesOver(context, person),
  }
}

export async function describeInDetail(context: Context, person: AdministratorRow): Promise<AdministratorDetail> {
  return {
    ...describeAdministrator(context, person),
    given: await givenReach(context, person.id),
    assignable: assignableBy(context.actor, person.organizationId),
  }
}

/** The roles of a side that this role gives. */
export function rolesToGive(role: Role | 'system', side: Side): Role[] {
  return role === 'system' ? [] : rolesGivenBy(role).filter((given) => roles[given].side === side)
}
