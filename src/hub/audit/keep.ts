import { sql } from 'kysely'
import { z } from 'zod'
import type { AuditChain } from '../../api/audit.ts'
import { ChainFault, leastRetentionDays } from '../../api/audit.ts'
import { type Actor, isAllowed, systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFresh } from '../../platform/fresh-sign-in.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { markOf, newestCheckpoint } from './checkpoint.ts'
import { sealAll } from './seal.ts'
import { type Verdict, verifyChain } from './verify.ts'

/** Checks the whole chain, against the newest checkpoint too, and keeps what was found. A broken chain is an event itself. */
export async function checkChain(own: OwnContext): Promise<Verdict> {
  const began = own.now
  await sealAll(own)
  const newest = await own.transaction(newestCheckpoint)
  const verdict = await verifyChain(own, newest ? [markOf(newest)] : [])
  await own.transaction(async ({ tx, actor, audit, log }) => {
    await tx
      .insertInto('audit_checks')
      .values({
        partner_id: actor.partnerId,
        id: uuidv7(began.getTime()),
        at: began,
        events: verdict.events,
        through_position: verdict.throughPosition,
        holds: verdict.holds,
        fault: verdict.fault ? JSON.stringify(foundBy(verdict)) : null,
      })
      .execute()
    if (verdict.fault) {
      log.error({ partnerId: actor.partnerId, fault: verdict.fault }, 'the chain of the audit is broken')
      await audit({ type: 'audit.chain_broken', data: { position: verdict.fault.position ?? 0 }, after: verdict.fault })
    }
  })
  return verdict
}

/** As it is kept: the first fault, and with it all that were found. */
const Found = z.object({
  kind: z.string(),
  position: z.number().optional(),
  eventId: z.string().optional(),
  faults: z.array(ChainFault).optional(),
  more: z.literal(true).optional(),
  uncheckedFrom: z.number().optional(),
})

function foundBy({ fault, faults, more, uncheckedFrom }: Verdict) {
  return { ...fault, faults, more, uncheckedFrom }
}

/** The state of the chain, as far as the reader's side may know: how much a provider does is not its customers' business. */
export async function describeChain(own: OwnContext): Promise<AuditChain> {
  const check = await own.transaction(newestCheck, { actor: systemActor(actorOf(own).partnerId) })
  return await own.transaction(async (context) => await describeWith(context, check))
}

function actorOf({ actor }: OwnContext): Actor {
  if (!actor) throw new Refusal('common.unauthorized')
  return actor
}

/** Beyond the fence of a customer, who is told of it no more than when it was and whether the chain holds. */
async function newestCheck({ tx, actor }: Context) {
  return await tx
    .selectFrom('audit_checks')
    .selectAll()
    .where('partner_id', '=', actor.partnerId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** When the newest check began, in milliseconds; 0 where there was none. */
export async function newestCheckBegan(context: Context): Promise<number> {
  return (await newestCheck(context))?.at.getTime() ?? 0
}

async function describeWith(context: Context, check: Awaited<ReturnType<typeof newestCheck>>): Promise<AuditChain> {
  const { tx, actor } = context
  const isPartner = actor.side === 'partner'
  const seal = await tx
    .selectFrom('audit_seals')
    .select(['number', 'last_position', 'sealed_at'])
    .where('partner_id', '=', actor.partnerId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const checkpoint = await newestCheckpoint(context)
  const retentionDays = await retentionOf(context)
  const found = Found.safeParse(check?.fault)
  return {
    ...(check
      ? {
          check: {
            at: check.at.toISOString(),
            holds: check.holds,
            ...(isPartner ? { events: check.events, throughPosition: check.through_position } : {}),
            ...(isPartner && found.success ? describeFound(found.data) : {}),
          },
        }
      : {}),
    ...(isPartner && seal
      ? { sealed: { at: seal.sealed_at.toISOString(), number: seal.number, position: seal.last_position } }
      : {}),
    ...(isPartner && checkpoint ? { checkpoint: { at: checkpoint.at, position: checkpoint.position } } : {}),
    ...(retentionDays === null ? {} : { retentionDays }),
    can: { check: isAllowed(actor, 'audit:write'), setRetention: isAllowed(actor, 'audit:write') },
  }
}

/** Checks that were kept before all faults were listed have the first alone. */
function describeFound({ faults, more, uncheckedFrom, ...fault }: z.infer<typeof Found>) {
  return {
    fault,
    faults: faults ?? [fault],
    ...(more ? { more } : {}),
    ...(uncheckedFrom === undefined ? {} : { uncheckedFrom }),
  }
}

/** null: for ever. */
export async function retentionOf({ tx, actor }: Context): Promise<number | null> {
  const row = await tx
    .selectFrom('audit_settings')
    .select('retention_days')
    .where('partner_id', '=', actor.partnerId)
    .executeTakeFirst()
  return row?.retention_days ?? null
}

export async function setRetention(context: Context, days: number | null): Promise<void> {
  const { tx, actor, now } = context
  requireFresh(context)
  if (days !== null && days < leastRetentionDays)
    throw new Refusal('audit.retention_too_short', { least: leastRetentionDays })
  const before = await retentionOf(context)
  await tx
    .insertInto('audit_settings')
    .values({ partner_id: actor.partnerId, retention_days: days, changed_at: now })
    .onConflict((conflict) => conflict.column('partner_id').doUpdateSet({ retention_days: days, changed_at: now }))
    .execute()
  await context.audit({
    type: 'audit.retention_changed',
    subject: { kind: 'partner', id: actor.partnerId },
    before: { days: before },
    after: { days },
  })
}

/**
 * Records what the retention rule lets go: whole seals from the old end, whose events are all older than the rule says. The record is an
 * event of its own and comes first; the rows are removed once it stands.
 * @returns the position through which rows may be removed, also where an earlier run recorded it and was cut short; null for none.
 */
export async function recordRemoval(context: Context): Promise<number | null> {
  const { tx, actor, now } = context
  const partnerId = actor.partnerId
  const days = await retentionOf(context)
  const { rows: recorded } = await sql<{ through: number | null }>`
    select max((data ->> 'throughPosition')::bigint) as through from audit_events
    where partner_id = ${partnerId}::uuid and type = 'audit.events_removed'`.execute(tx)
  const before = recorded[0]?.through ?? null
  if (days === null) return before
  const until = new Date(now.getTime() - days * 86_400_000)
  const { rows } = await sql<{ through: number | null; count: number }>`
    with kept as (
      select s.number, s.last_position, s.sealed_at < ${until} and not exists (
        select 1 from audit_links l join audit_events e on e.partner_id = l.partner_id and e.id = l.event_id
        where l.partner_id = s.partner_id and l.position between s.first_position and s.last_position and e.at >= ${until}) as old
      from audit_seals s where s.partner_id = ${partnerId}::uuid and s.last_position > ${before ?? 0} and s.sealed_at < ${until}
      order by s.number limit 10000),
    gone as (
      select last_position from kept where number < coalesce((select min(number) from kept where not old), 2147483647))
    select max(last_position) as through,
      (select count(*)::int from audit_links where partner_id = ${partnerId}::uuid and position <= (select max(last_position) from gone)) as count
    from gone`.execute(tx)
  const [found] = rows
  if (!found || found.through === null) return before
  await context.audit({
    type: 'audit.events_removed',
    data: { count: found.count, until: until.toISOString(), throughPosition: found.through },
  })
  return found.through
}
