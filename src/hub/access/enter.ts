import { sql } from 'kysely'
import { roleAllows } from '../../api/permissions.ts'
import { type Actor, withinReach } from '../../platform/access.ts'
import type { OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { isPerson } from './consent.ts'

type EnteredRow = {
  org_id: string
  kind: string
  scope: string
  expires_at: Date
  restricted: boolean
  without_users: boolean
  email: string
  language: string | null
  created_at: Date
}

/**
 * The person of the request in a customer's organization, as that customer's administrator of the granted scope. Asked at each request and in
 * one statement, by the database's clock: the grant is this person's and runs, the person's account holds, the organization is still in its
 * reach and, for a view, the customer's switch is on. From here on the fence is the customer's.
 * @throws Refusal access.ended, whatever of it is not so.
 */
export async function enterOrganization(context: OwnContext, actor: Actor, grantId: string): Promise<Actor> {
  if (!isPerson(actor) || actor.side !== 'partner' || actor.access || actor.behalf || actor.role === 'system')
    throw new Refusal('access.ended')
  const row = await context.transaction(
    async ({ tx }) => {
      const { rows } = await sql<EnteredRow>`
        select g.org_id, g.kind, g.scope, g.expires_at, o.restricted, g.without_users, a.email, a.language, a.created_at
        from access_grants g
        join organizations o on o.partner_id = g.partner_id and o.id = g.org_id
        join administrators a on a.partner_id = g.partner_id and a.id = g.requested_by and a.disabled_at is null
        where g.partner_id = ${actor.partnerId}::uuid and g.id = ${grantId}::uuid and g.requested_by = ${actor.id}::uuid
          and g.state = 'granted' and g.expires_at > now() and (g.kind <> 'view' or o.read_only_access)
          and ${withinReach(actor, 'g.org_id')}`.execute(tx)
      return rows[0]
    },
    { actor },
  )
  if (!row || !roleAllows(actor.role, row.kind === 'view' ? 'access:view' : 'access:request'))
    throw new Refusal('access.ended')
  const full = row.kind === 'temporary' && row.scope === 'full'
  return {
    ...actor,
    side: 'customer',
    organizationId: row.org_id,
    role: full ? 'id_full_admin' : 'id_readonly_admin',
    reach: { kind: 'some', organizations: [row.org_id] },
    // The stricter of what is set now and what was agreed to when it was granted.
    restrictions: row.restricted ? ['restricted_mode'] : row.without_users ? ['granted_without_users'] : [],
    access: {
      grantId,
      scope: full ? 'full' : 'read',
      expiresAt: row.expires_at,
      kind: row.kind === 'view' ? 'view' : 'temporary',
      person: { email: row.email, language: row.language, createdAt: row.created_at },
    },
  }
}
