import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

export type Assignment = { userId: string; packageId: string | null; extras: string[]; assignedAt: Date }

/** What these users hold. Each user comes with its customer, which is part of the key. */
export async function assignmentsOf(
  context: Context,
  users: readonly { id: string; organizationId: string }[],
): Promise<Map<string, Assignment>> {
  if (users.length === 0) return new Map()
  const { rows } = await sql<{ user_id: string; package_id: string | null; extras: string[]; assigned_at: Date }>`
    select user_id, package_id, extras, assigned_at
    from package_assignments
    where partner_id = ${context.actor.partnerId}::uuid
      and org_id = any(${[...new Set(users.map((user) => user.organizationId))]}::uuid[])
      and user_id = any(${users.map((user) => user.id)}::uuid[])`.execute(context.tx)
  return new Map(
    rows.map((row) => [
      row.user_id,
      { userId: row.user_id, packageId: row.package_id, extras: row.extras, assignedAt: row.assigned_at },
    ]),
  )
}

/** Users who hold this package or extra, by user id, after a given one: a page of at most `max`. */
export async function holdersOf(
  context: Context,
  organizationId: string,
  packageId: string,
  page: { after: string | null; max: number },
): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from package_assignments
    where partner_id = ${context.actor.partnerId}::uuid and org_id = ${organizationId}::uuid
      and (package_id = ${packageId} or ${packageId} = any(extras))
      ${page.after === null ? sql`` : sql`and user_id > ${page.after}::uuid`}
    order by user_id limit ${page.max}`.execute(context.tx)
  return rows.map((row) => row.user_id)
}
