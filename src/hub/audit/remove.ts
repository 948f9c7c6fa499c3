import { sql } from 'kysely'
import type { OwnContext } from '../../platform/context.ts'
import type { DatabaseHandle } from '../../platform/database.ts'

// Seals whose events go in one transaction. Fewer make more of them, more hold each longer.
const batchSeals = 20

/**
 * Removes the rows that the retention rule let go, by the owner's login: the application's role may delete nothing here. Nothing goes but
 * what a removal that stands in the audit itself has named. Some seals at a time: what is half done is so between two seals, where the
 * chain holds, and the next run goes on from there.
 */
export async function removeThrough(
  own: OwnContext,
  removeRows: DatabaseHandle['removeRows'],
  position: number,
): Promise<void> {
  while (!own.signal.aborted) {
    const { partnerId, through } = await own.transaction(async ({ tx, actor }) => {
      const { rows } = await sql<{ through: number | null }>`
        select max(last_position) as through from (
          select last_position from audit_seals where partner_id = ${actor.partnerId}::uuid and last_position <= ${position}
            and last_position >= (select min(position) from audit_links where partner_id = ${actor.partnerId}::uuid)
          order by number limit ${batchSeals}) next`.execute(tx)
      return { partnerId: actor.partnerId, through: rows[0]?.through ?? null }
    })
    if (through === null) return
    const recorded = sql<boolean>`exists (
      select 1 from audit_events r where r.partner_id = ${partnerId}::uuid and r.type = 'audit.events_removed'
        and r.actor ->> 'kind' = 'system' and (r.data ->> 'throughPosition')::bigint >= ${position})`
    const [, links] = await removeRows(partnerId, [
      {
        from: 'audit_events',
        where: sql<boolean>`${recorded} and gone.id in (
          select event_id from audit_links where partner_id = ${partnerId}::uuid and position <= ${through})`,
      },
      { from: 'audit_links', where: sql<boolean>`${recorded} and gone.position <= ${through}` },
    ])
    if (!links) return
  }
}
