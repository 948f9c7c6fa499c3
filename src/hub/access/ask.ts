import { sql } from 'kysely'
import type { GrantScope } from '../../api/access.ts'
import { isLanguage, type Language } from '../../phrases/languages.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { hashToken, makeToken } from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import { requireOrganization } from '../partners/index.ts'
import { decidersOf, requirePerson } from './consent.ts'
import { endViews } from './end-views.ts'
import { requireGrant, withoutUsersOf } from './grants.ts'

export const viewSeconds = 3600
export const answerSeconds = 3600
/** Each request is a mail to every full administrator of the customer. */
const mostAnHour = 5

export type Words = { reason: string; scope: GrantScope; seconds: number }

/** By the customer's standing switch; returns the id of the view. Nobody looks at one customer by two views at once. */
export async function openView(context: Context, organizationId: string): Promise<string> {
  const { tx, actor, audit } = context
  requirePerson(context)
  await requireOrganization(context, organizationId)
  // Of two that the same person opens at the same moment, the later one sees the earlier.
  await tx
    .selectFrom('administrators')
    .select('id')
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  // The lock makes this and turning the switch off come one after the other: no view is left behind that began in between.
  const consent = await tx
    .selectFrom('organizations')
    .select('read_only_access')
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', organizationId)
    .forShare()
    .executeTakeFirstOrThrow()
  if (!consent.read_only_access) throw new Refusal('access.not_allowed_by_customer')
  // Each view keeps its own hour and its own replay, so the former is ended and not lengthened.
  await endViews(context, organizationId, { how: 'agent', of: actor.id })
  const id = uuidv7()
  await tx
    .insertInto('access_grants')
    .values({
      ...(await asking(context)),
      id,
      org_id: organizationId,
      kind: 'view',
      scope: 'read',
      seconds: viewSeconds,
      state: 'granted',
      starts_at: sql`now()`,
      expires_at: sql`now() + make_interval(secs => ${viewSeconds}::int)`,
    })
    .execute()
  await audit({
    type: 'access.view_opened',
    organizationId,
    subject: { kind: 'organization', id: organizationId },
    data: { grant: id },
  })
  return id
}

/** Tells the customer's full administrators by mail, each with a link of its own; returns the id of the request. */
export async function askForAccess(
  context: Context,
  organizationId: string,
  words: Words,
  againOf: string | null = null,
): Promise<string> {
  const { tx, actor, audit, now } = context
  requirePerson(context)
  const organization = await requireOrganization(context, organizationId)
  const deciders = await decidersOf(context, organizationId)
  if (deciders.length === 0) throw new Refusal('access.nobody_to_ask')
  const own = { partner_id: actor.partnerId, org_id: organizationId, requested_by: actor.id }
  await lapseOld(context, own)
  await requireSeldom(context, own)
  const id = uuidv7()
  const made = await tx
    .insertInto('access_grants')
    .values({
      ...(await asking(context)),
      id,
      org_id: organizationId,
      kind: 'temporary',
      scope: words.scope,
      reason: words.reason,
      seconds: words.seconds,
      // As the mail says it; how the customer is set when it grants can take more and gives nothing back.
      without_users: words.scope === 'full' && (await isRestricted(context, organizationId)),
      state: 'requested',
      lapses_at: sql`now() + make_interval(secs => ${answerSeconds}::int)`,
      again_of: againOf,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) throw new Refusal('access.already_asked')
  const partner = await tx
    .selectFrom('partners')
    .select('name')
    .where('id', '=', actor.partnerId)
    .executeTakeFirstOrThrow()
  const minutes = Math.round(words.seconds / 60)
  const { withoutUsers } = withoutUsersOf(await requireGrant(context, id))
  for (const decider of deciders) {
    const token = makeToken(actor.partnerId)
    await tx
      .insertInto('access_decision_tokens')
      .values({
        partner_id: actor.partnerId,
        token_hash: hashToken(token),
        grant_id: id,
        org_id: organizationId,
        administrator_id: decider.id,
        lapses_at: sql`now() + make_interval(secs => ${answerSeconds}::int)`,
      })
      .execute()
    await sendMail(context, {
      kind: 'access_requested',
      to: { email: decider.email, name: decider.display_name, language: languageOf(decider.language) },
      organizationId,
      values: {
        agent: actor.name,
        company: partner.name,
        organization: organization.name,
        reason: words.reason,
        scope: words.scope,
        ...(withoutUsers ? { withoutUsers } : {}),
        minutes,
      },
      secretLink: `/access-request#token=${token}`,
      lapsesAt: new Date(now.getTime() + answerSeconds * 1000),
    })
  }
  await audit({
    type: 'access.requested',
    organizationId,
    subject: { kind: 'organization', id: organizationId },
    data: { grant: id, scope: words.scope, minutes, reason: words.reason },
  })
  return id
}

export async function askAgain(context: Context, grantId: string): Promise<string> {
  const row = await requireGrant(context, grantId)
  if (row.requested_by !== context.actor.id || row.kind !== 'temporary') throw new Refusal('access.grant_not_found')
  const scope = row.scope === 'full' ? 'full' : 'read'
  return await askForAccess(context, row.org_id, { reason: row.reason, scope, seconds: row.seconds }, row.id)
}

type Own = { partner_id: string; org_id: string; requested_by: string }

/** A request whose time is over must not stand in the way of the next while the job has not come round. */
async function lapseOld({ tx, audit, actor }: Context, own: Own): Promise<void> {
  const lapsed = await tx
    .updateTable('access_grants')
    .set({ state: 'lapsed', ended_at: sql`lapses_at` })
    .where('partner_id', '=', own.partner_id)
    .where('org_id', '=', own.org_id)
    .where('requested_by', '=', own.requested_by)
    .where('state', '=', 'requested')
    .where('lapses_at', '<=', sql<Date>`now()`)
    .returning('id')
    .execute()
  for (const { id } of lapsed)
    await audit({
      type: 'access.lapsed',
      organizationId: own.org_id,
      subject: { kind: 'administrator', id: own.requested_by, name: actor.name },
      data: { grant: id },
    })
}

async function isRestricted({ tx, actor }: Context, organizationId: string): Promise<boolean> {
  const { restricted } = await tx
    .selectFrom('organizations')
    .select('restricted')
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return restricted
}

async function requireSeldom({ tx }: Context, own: Own): Promise<void> {
  const { rows } = await sql<{ asked: number; wait: number | null }>`
    select count(*)::int as asked, ceil(extract(epoch from min(requested_at) + interval '1 hour' - now()))::int as wait
    from access_grants where partner_id = ${own.partner_id}::uuid and org_id = ${own.org_id}::uuid and kind = 'temporary'
      and requested_by = ${own.requested_by}::uuid and requested_at > now() - interval '1 hour'`.execute(tx)
  const [count] = rows
  if (count && count.asked >= mostAnHour)
    throw new Refusal('access.asked_too_often', { count: mostAnHour }, { retryAfterSeconds: count.wait ?? 60 })
}

/** Who asks, as the ledger keeps it. */
async function asking({ tx, actor }: Context) {
  const person = await tx
    .selectFrom('administrators')
    .select(['email', 'language'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .executeTakeFirst()
  if (!person) throw new Refusal('identity.session_needed')
  return {
    partner_id: actor.partnerId,
    requested_by: actor.id,
    requested_by_name: actor.name,
    requested_by_email: person.email,
    requested_by_language: person.language,
  }
}

/** Of an account; left to the partner's where it has none. */
export function languageOf(text: string | null): Language | undefined {
  return text !== null && isLanguage(text) ? text : undefined
}
