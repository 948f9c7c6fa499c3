import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'

/** Ends the running views of a customer, or those of one person alone; each is an act of its own in the audit. */
export async function endViews(
  { tx, actor, audit }: Context,
  organizationId: string,
  { how, of }: { how: 'agent' | 'switch'; of?: string },
): Promise<void> {
  let running = tx
    .updateTable('access_grants')
    .set({
      state: 'ended',
      ended_at: sql`now()`,
      ended_by: actor.id,
      ended_by_name: actor.name,
      ended_how: how,
    })
    .where('partner_id', '=', actor.partnerId)
    .where('org_id', '=', organizationId)
    .where('kind', '=', 'view')
    .where('state', '=', 'granted')
    .where('expires_at', '>', sql<Date>`now()`)
  if (of !== undefined) running = running.where('requested_by', '=', of)
  const subject = { kind: 'organization', id: organizationId } as const
  for (const { id, requested_by_name } of await running.returning(['id', 'requested_by_name']).execute())
    await audit({ type: 'access.view_ended', organizationId, subject, data: { grant: id, person: requested_by_name } })
}
