import { encodeId } from '../../api/ids.ts'
import { isRole } from '../../api/permissions.ts'
import type { SessionItem } from '../../api/sign-in.ts'
import { requireAllowed, systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { freshMinutes, requireFreshSignIn, requireSession } from '../../platform/fresh-sign-in.ts'
import { deviceInWords } from './devices-in-words.ts'
import { hasSecondFactor, lockPerson, type Person, requireCode } from './second-factor.ts'
import { checkPassword, hashToken, makeToken } from './secrets.ts'
import { forgetAttempt, requireAttemptsLeft } from './sign-in-limits.ts'

export type AdministeredPerson = Person & {
  organizationId: string | null
  name: string
  email: string
  language: string | null
}

/** Oneself, as a person with ways to sign in; in a customer's organization by its consent one is somebody else. */
export function self(context: Pick<Context, 'actor'>): Person {
  if (context.actor.access) throw new Refusal('common.forbidden')
  return { partnerId: context.actor.partnerId, id: context.actor.id }
}

/**
 * A person whose sign-in the actor may administer: the partner's own by those who assign the partner's roles, a customer's by those who
 * assign that customer's. Named as the directory names people: by the user's id, or by the account's where there is no user.
 * @throws Refusal identity.account_not_found, common.forbidden, identity.guarded
 */
export async function requireAdministered(
  context: Context,
  personId: string,
  writes: boolean,
): Promise<AdministeredPerson> {
  requireSession(context)
  const { actor, tx } = context
  const person = await tx
    .selectFrom('administrators')
    .select(['id', 'org_id', 'role', 'display_name', 'email', 'language'])
    .where('partner_id', '=', actor.partnerId)
    .where((where) => where.or([where('id', '=', personId), where('user_id', '=', personId)]))
    .executeTakeFirst()
  if (!person) throw new Refusal('identity.account_not_found')
  try {
    requireAllowed(actor, {
      needs: person.org_id === null ? 'identity:assign_partner' : 'identity:assign_customer',
      writes,
      organizationId: person.org_id ?? undefined,
      targetRole: isRole(person.role) ? person.role : null,
    })
  } catch (error) {
    // Whoever is out of reach does not exist.
    if (error instanceof Refusal && error.code === 'partners.customer_not_found')
      throw new Refusal('identity.account_not_found')
    throw error
  }
  return {
    partnerId: actor.partnerId,
    id: person.id,
    organizationId: person.org_id,
    name: person.display_name,
    email: person.email,
    language: person.language,
  }
}

export async function listSessions(context: Context, personId: string | undefined): Promise<SessionItem[]> {
  requireSession(context)
  const person = personId === undefined ? self(context) : await requireAdministered(context, personId, false)
  const idleSince = new Date(context.now.getTime() - context.config.SESSION_IDLE_MINUTES * 60_000)
  const rows = await running(context, person)
    .select(['id', 'user_agent', 'address', 'created_at', 'last_seen_at', 'expires_at'])
    .where('last_seen_at', '>', idleSince)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: encodeId('SESSION', row.id),
    device: deviceInWords(context.language, row.user_agent),
    ...(row.address === null ? {} : { address: row.address }),
    created: row.created_at.toISOString(),
    lastSeen: row.last_seen_at.toISOString(),
    expires: row.expires_at.toISOString(),
    current: row.id === context.actor.sessionId,
  }))
}

/** @throws Refusal identity.session_not_found: also for one that is not the actor's to see. */
export async function endOneSession(context: Context, sessionId: string): Promise<void> {
  requireFreshSignIn(context)
  const { actor, tx, now } = context
  const found = await tx
    .selectFrom('sessions')
    .select(['principal_id'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', sessionId)
    .where('kind', '=', 'session')
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw new Refusal('identity.session_not_found')
  let { organizationId } = actor
  if (found.principal_id !== actor.id) {
    try {
      organizationId = (await requireAdministered(context, found.principal_id, true)).organizationId
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal('identity.session_not_found')
      throw error
    }
  }
  await tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', sessionId)
    .execute()
  await context.audit({ type: 'identity.session_ended', organizationId, subject: { kind: 'session', id: sessionId } })
}

export async function endAllSessions(context: Context, personId: string | undefined): Promise<void> {
  requireFreshSignIn(context)
  const person =
    personId === undefined
      ? { ...self(context), organizationId: context.actor.organizationId }
      : await requireAdministered(context, personId, true)
  await endSessionsOf(context, person)
  await context.audit({
    type: 'identity.sessions_ended',
    organizationId: person.organizationId,
    subject: { kind: 'administrator', id: person.id },
  })
}

/**
 * All of a person but the actor's own that is asking: sign-ins that wait for their second step too, and the personal tokens, which whoever was in
 * the account may have made.
 */
export async function endSessionsOf(context: Context, person: Person): Promise<void> {
  // A sign-in that is being opened on what was true before has either written its session by now, or sees here that it no longer holds.
  await lockPerson(context.tx, person)
  let rows = context.tx
    .updateTable('sessions')
    .set({ revoked_at: context.now })
    .where('partner_id', '=', person.partnerId)
    .where('principal_kind', '=', 'administrator')
    .where('principal_id', '=', person.id)
    .where('revoked_at', 'is', null)
  const { sessionId } = context.actor
  if (sessionId !== null) rows = rows.where('id', '<>', sessionId)
  await rows.execute()
}

/**
 * In the transaction that writes what outlives the session: whoever has ended all of the person since this request was let in has ended what hung
 * on it, and this must not come after.
 * @throws Refusal identity.session_needed
 */
export async function requireStillSignedIn(context: Context): Promise<void> {
  const { tx, actor, now } = context
  if (actor.sessionId === null) throw new Refusal('identity.session_needed')
  await lockPerson(tx, { partnerId: actor.partnerId, id: actor.id })
  const still = await tx
    .selectFrom('sessions')
    .select('id')
    .where('partner_id', '=', actor.partnerId)
    .where('principal_id', '=', actor.id)
    .where('id', '=', actor.sessionId)
    .where('kind', '=', 'session')
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!still) throw new Refusal('identity.session_needed')
}

/**
 * Another token for the running session, at each raise of rights and after each proof of who is there: what was known before is worth
 * nothing afterwards. Hand it to `answer.session`.
 */
export async function rotateSession(
  context: Context,
  more: { authenticatedAt?: Date } = {},
): Promise<{ token: string; expiresAt: Date }> {
  const { actor, tx } = context
  if (actor.sessionId === null) throw new Refusal('identity.session_needed')
  // On behalf of a sub-partner the session stays the own partner's.
  const partnerId = actor.behalf?.partnerId ?? actor.partnerId
  const token = makeToken(partnerId)
  const row = await tx
    .updateTable('sessions')
    .set({
      token_hash: hashToken(token),
      ...(more.authenticatedAt ? { authenticated_at: more.authenticatedAt } : {}),
    })
    .where('partner_id', '=', partnerId)
    .where('id', '=', actor.sessionId)
    .where('kind', '=', 'session')
    .where('revoked_at', 'is', null)
    .returning('expires_at')
    .executeTakeFirst()
  if (!row) throw new Refusal('identity.session_needed')
  return { token, expiresAt: row.expires_at }
}

/**
 * The fresh sign-in: by a code where a second factor is on, since a password alone may be what was lost; else by the password.
 * @throws Refusal identity.wrong_password, identity.wrong_code, identity.code_needed, identity.too_many_attempts
 */
export async function freshenSession(
  context: OwnContext,
  given: { password?: string | undefined; code?: string | undefined },
  address: string,
): Promise<{ token: string; expiresAt: Date; freshUntil: Date }> {
  const { actor } = context
  if (!actor) throw new Refusal('identity.session_needed')
  requireSession({ actor })
  // Also in a customer's organization by its consent: the proof is of the person, whatever it does meanwhile.
  const person = { partnerId: actor.partnerId, id: actor.id }
  const factor = await context.transaction(async ({ tx }) => await hasSecondFactor(tx, person))
  if (factor) {
    if (given.code === undefined) throw new Refusal('identity.code_needed')
    await requireCode(context, person, given.code, address)
  } else await requireOwnPassword(context, person, given.password ?? '', address)
  return await context.transaction(async (inside) => {
    const rotated = await rotateSession(inside, { authenticatedAt: inside.now })
    return { ...rotated, freshUntil: new Date(inside.now.getTime() + freshMinutes * 60_000) }
  })
}

/** @throws Refusal identity.wrong_password, identity.too_many_attempts */
export async function requireOwnPassword(
  context: OwnContext,
  person: Person,
  password: string,
  address: string,
): Promise<void> {
  const counted = `own password:${person.id}`
  await requireAttemptsLeft(context, counted, address)
  const kept = await context.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('administrators')
        .select('password_hash')
        .where('partner_id', '=', person.partnerId)
        .where('id', '=', person.id)
        .executeTakeFirst(),
    { actor: systemActor(person.partnerId) },
  )
  if (!(await checkPassword(kept?.password_hash ?? null, password))) throw new Refusal('identity.wrong_password')
  await forgetAttempt(context, counted, address)
}

function running(context: Context, person: Person) {
  return context.tx
    .selectFrom('sessions')
    .where('partner_id', '=', person.partnerId)
    .where('principal_kind', '=', 'administrator')
    .where('principal_id', '=', person.id)
    .where('kind', '=', 'session')
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', context.now)
}
