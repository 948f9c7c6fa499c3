import { sql } from 'kysely'
import { encodeId } from '../../api/ids.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { sendMail } from '../mail/index.ts'
import { requirePerson } from './consent.ts'
import { decideRequest, toAgent } from './decide.ts'
import { type GrantRow, mayEnd, requireGrant } from './grants.ts'

/** Ends it at once, for every node: it is asked for at each request. A customer that ends a request refuses it. */
export async function endAccess(context: Context, grantId: string): Promise<void> {
  const { tx, actor } = context
  const row = await requireGrant(context, grantId)
  requirePerson(context)
  if (row.state !== 'requested' && row.state !== 'granted') throw new Refusal('access.already_ended')
  if (!mayEnd(context, row)) throw new Refusal('common.forbidden')
  const isCustomer = actor.side === 'customer' && !actor.access
  if (row.state === 'requested' && isCustomer)
    return await decideRequest(context, grantId, { decision: 'refuse', how: 'console' })
  const how = isCustomer ? 'customer' : row.requested_by === actor.id ? 'agent' : 'provider'
  // Granted since it was read: what is ended is then the access.
  const { rows } = await sql<{ ended_at: Date }>`
    update access_grants set state = 'ended', ended_at = now(), ended_by = ${actor.id}::uuid, ended_by_name = ${actor.name}, ended_how = ${how}
    where partner_id = ${actor.partnerId}::uuid and id = ${grantId}::uuid and state in ('requested', 'granted')
      and coalesce(expires_at, lapses_at) > now()
    returning ended_at`.execute(tx)
  const [ended] = rows
  if (!ended) throw new Refusal('access.already_ended')
  await auditEnd(context, row)
  if (how === 'agent') return
  await sendMail(context, {
    kind: 'access_ended',
    to: toAgent(row),
    organizationId: row.org_id,
    values: {
      agent: row.requested_by_name,
      organization: row.organization_name,
      endedBy: actor.name,
      at: ended.ended_at.toISOString(),
    },
    link: `/helpdesk/customers/${encodeId('ORGANIZATION', row.org_id)}`,
  })
}

async function auditEnd({ audit }: Context, row: GrantRow): Promise<void> {
  const organizationId = row.org_id
  const data = { grant: row.id, person: row.requested_by_name }
  if (row.kind === 'view')
    await audit({
      type: 'access.view_ended',
      organizationId,
      subject: { kind: 'organization', id: organizationId },
      data,
    })
  else
    await audit({
      type: 'access.ended',
      organizationId,
      subject: { kind: 'administrator', id: row.requested_by, name: row.requested_by_name },
      data,
    })
}
