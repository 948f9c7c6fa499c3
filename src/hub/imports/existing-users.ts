import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Existing } from './decide-row.ts'

export type ExistingRow = Existing & { email: string }

/** The customer's users with these e-mails, by e-mail: one statement for a batch of rows. */
export async function existingUsers(
  context: Context,
  organizationId: string,
  emails: readonly string[],
): Promise<Map<string, Existing>> {
  if (emails.length === 0) return new Map()
  const { rows } = await sql<ExistingRow>`
    ${selected}
    from unnest(${emails}::text[]) as w (email)
    join users u on ${ofCustomer(context, organizationId)} and u.email = w.email
    ${held}`.execute(context.tx)
  return new Map(rows.map(({ email, ...user }) => [email, user]))
}

/** The customer's users by e-mail, which no user ever changes: a page of at most `max` behind an e-mail. */
export async function usersBehind(
  context: Context,
  organizationId: string,
  page: { after: string; max: number },
): Promise<ExistingRow[]> {
  const { rows } = await sql<ExistingRow>`
    ${selected}
    from (
      select u.* from users u where ${ofCustomer(context, organizationId)} and u.email > ${page.after}
      order by u.email limit ${page.max}
    ) u
    ${held}
    order by u.email`.execute(context.tx)
  return rows
}

const selected = sql`
    select u.email, u.id, u.last_modified_at::text as version, u.status, u.last_activity_at::text as "lastActivityAt",
      u.first_name as "firstName", u.last_name as "lastName", u.display_name as "displayName", u.location_id as "locationId",
      u.extension, n.e164, u.title, u.department, u.manager_email as "managerEmail", u.language, u.time_zone as "timeZone",
      u.address_type as "addressType", u.address_country as "addressCountry", u.preferred_site as "preferredSite",
      u.caller_id_number as "callerIdNumber", u.caller_id_first_name as "callerIdFirstName",
      u.caller_id_last_name as "callerIdLastName", u.jabber_teams as "jabberTeams", u.jabber_calling as "jabberCalling",
      u.external_id as "externalId", a.package_id as "packageId", coalesce(a.extras, '{}') as extras`

const held = sql`
    left join numbers n on n.partner_id = u.partner_id and n.org_id = u.org_id and n.user_id = u.id
    left join package_assignments a on a.partner_id = u.partner_id and a.org_id = u.org_id and a.user_id = u.id`

function ofCustomer(context: Context, organizationId: string): RawBuilder<boolean> {
  return sql<boolean>`u.partner_id = ${context.actor.partnerId}::uuid and u.org_id = ${organizationId}::uuid`
}
