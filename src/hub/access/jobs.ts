import { sql } from 'kysely'
import { z } from 'zod'
import { rolesThatAllow } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { eachPartner, job, jobHandler } from '../../platform/jobs.ts'

/** Writes into the ledger what is over by the database's clock. Rights never wait for it: each request asks the clock itself. */
const tend = job({ name: 'access.tend', payload: z.object({}), retries: 1, schedule: '* * * * *' })

export const accessJobs = [
  jobHandler(tend, async (context) => {
    await eachPartner(context, async (own) => await own.transaction((inside) => closeOver(inside)))
  }),
]

type Over = { id: string; org_id: string; kind: string; requested_by: string; requested_by_name: string }

export async function closeOver(context: Context): Promise<void> {
  const { tx, actor, audit } = context
  const over = async (from: string, to: string, ends: string) => {
    const { rows } = await sql<Over>`
      update access_grants set state = ${to}, ended_at = ${sql.ref(ends)}
      where partner_id = ${actor.partnerId}::uuid and state = ${from} and ${sql.ref(ends)} <= now()
      returning id, org_id, kind, requested_by, requested_by_name`.execute(tx)
    return rows
  }
  const person = (row: Over) => ({ kind: 'administrator', id: row.requested_by, name: row.requested_by_name }) as const
  for (const row of await over('requested', 'lapsed', 'lapses_at'))
    await audit({ type: 'access.lapsed', organizationId: row.org_id, subject: person(row), data: { grant: row.id } })
  for (const row of await over('granted', 'expired', 'expires_at')) {
    const data = { grant: row.id, person: row.requested_by_name }
    if (row.kind === 'view')
      await audit({
        type: 'access.view_ended',
        organizationId: row.org_id,
        subject: { kind: 'organization', id: row.org_id },
        data,
      })
    else await audit({ type: 'access.expired', organizationId: row.org_id, subject: person(row), data })
  }
  // Whoever is disabled or has lost the role has lost the use of it already; the ledger says so, and being enabled again wakes nothing.
  const { rows: lost } = await sql<Over>`
    update access_grants g set state = 'ended', ended_at = now(), ended_how = 'provider'
    where g.partner_id = ${actor.partnerId}::uuid and g.state in ('requested', 'granted') and not exists (
      select 1 from administrators a
      where a.partner_id = ${actor.partnerId}::uuid and a.id = g.requested_by and a.disabled_at is null
        and a.role = any(case when g.kind = 'view' then ${rolesThatAllow('access:view')}::text[] else ${rolesThatAllow('access:request')}::text[] end))
    returning id, org_id, kind, requested_by, requested_by_name`.execute(tx)
  for (const row of lost)
    await audit({
      type: 'access.ended',
      organizationId: row.org_id,
      subject: person(row),
      data: { grant: row.id, person: row.requested_by_name },
    })
  // The page behind a link still says for a day what became of the request.
  await sql`delete from access_decision_tokens where partner_id = ${actor.partnerId}::uuid and lapses_at < now() - interval '1 day'`.execute(
    tx,
  )
}
