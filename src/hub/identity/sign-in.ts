import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { RequestFacts } from '../../platform/handlers.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { warnOfNewDevice } from './new-device.ts'
import { administratorActor } from './principals.ts'
import { noteFailedSignIn } from './reset-job.ts'
import { lockPerson, type Person } from './second-factor.ts'
import { checkPassword, hashToken, makeToken } from './secrets.ts'
import { forgetAttempt, requireAttemptsLeft } from './sign-in-limits.ts'

export type OpenedSession = { token: string; expiresAt: Date; partnerId: string; administratorId: string }

/** A person, and the password that it was proved by. */
export type Proven = Person & { passwordHash: string }

/**
 * In the transaction that writes what was asked for: whoever set another password, or disabled the account, while the old one was being checked has
 * ended all that hung on it, and this must not come after.
 */
export async function requireStillProven(inside: Context, person: Proven): Promise<void> {
  const account = await lockPerson(inside.tx, person)
  if (!account || account.disabledAt !== null || account.passwordHash !== person.passwordHash)
    throw new Refusal('identity.wrong_credentials')
}

/**
 * The person whose password this is. Unknown, disabled and wrong password answer alike and take the same time. What follows is `enter`'s to decide.
 */
export async function personByPassword(
  context: OwnContext,
  given: { email: string; password: string },
  facts: RequestFacts,
): Promise<Proven> {
  const email = given.email.trim().toLowerCase()
  const account = await findAccount(context, 'password', email)
  // Where the account has signed in before it has a count of its own, which strangers elsewhere do not use up.
  const counted = (await hasSignedInFrom(context, account, facts.address)) ? `${email} ${facts.address}` : email
  await requireAttemptsLeft(context, counted, facts.address)
  // As much work for an account that does not exist: the time of an answer does not tell.
  const { partnerId, principalId } = account ?? { partnerId: nobody, principalId: nobody }
  const person = await context.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('administrators')
        .select(['id', 'password_hash', 'disabled_at'])
        .where('partner_id', '=', partnerId)
        .where('id', '=', principalId)
        .executeTakeFirst(),
    { actor: systemActor(partnerId) },
  )
  const usable = person && person.disabled_at === null ? person.password_hash : null
  if (!(await checkPassword(usable, given.password)) || !account || !usable) {
    await noteFailure(context, { partnerId, administratorId: principalId }, facts)
    throw new Refusal('identity.wrong_credentials')
  }
  await forgetAttempt(context, counted, facts.address)
  return { partnerId: account.partnerId, id: account.principalId, passwordHash: usable }
}

/**
 * For the audit of the account's partner; written by a job, so that it takes as long for an account that does not exist. The job does not hold what was
 * typed: it may be a password in the wrong field.
 */
async function noteFailure(
  context: OwnContext,
  account: { partnerId: string; administratorId: string },
  facts: RequestFacts,
): Promise<void> {
  const { address, userAgent } = facts
  const payload = { ...account, address, ...(userAgent === undefined ? {} : { userAgent }) }
  await context.transaction(async (inside) => await inside.enqueue(noteFailedSignIn, payload), { anonymous: true })
}

/** Whether a kept session of the account came from this address. Ended ones are kept for a month, so an address is known as long. */
async function hasSignedInFrom(
  context: OwnContext,
  account: { partnerId: string; principalId: string } | null,
  address: string,
): Promise<boolean> {
  const { partnerId, principalId } = account ?? { partnerId: nobody, principalId: nobody }
  const session = await context.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('sessions')
        .select('id')
        .where('partner_id', '=', partnerId)
        .where('principal_id', '=', principalId)
        .where('kind', '=', 'session')
        .where('address', '=', address)
        .limit(1)
        .executeTakeFirst(),
    { actor: systemActor(partnerId) },
  )
  return session !== undefined
}

const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * A new token each time: nothing that was known before sign-in is a session afterwards. Only for who has passed every step; `enter` asks for
 * those that are left. `still` refuses, in the same transaction, where what the sign-in was proved by no longer holds.
 */
export async function openSession(
  context: OwnContext,
  partnerId: string,
  administratorId: string,
  facts: RequestFacts,
  still: (inside: Context) => Promise<void>,
): Promise<OpenedSession> {
  const token = makeToken(partnerId)
  const actor = await context.transaction(
    async ({ tx }) => await administratorActor(tx, partnerId, administratorId, null),
    {
      actor: systemActor(partnerId),
    },
  )
  if (!actor) throw new Refusal('identity.wrong_credentials')
  const sessionId = uuidv7()
  return await context.transaction(
    async (inside) => {
      const { tx, now, audit, config } = inside
      const expiresAt = new Date(now.getTime() + config.SESSION_HOURS * 3_600_000)
      await still(inside)
      await tx
        .insertInto('sessions')
        .values({
          partner_id: partnerId,
          token_hash: hashToken(token),
          id: sessionId,
          kind: 'session',
          principal_kind: 'administrator',
          principal_id: administratorId,
          address: facts.address,
          user_agent: facts.userAgent ?? null,
          created_at: now,
          authenticated_at: now,
          last_seen_at: now,
          expires_at: expiresAt,
        })
        .execute()
      await warnOfNewDevice(inside, { partnerId, id: administratorId }, sessionId, facts)
      await tx
        .updateTable('administrators')
        .set({ last_sign_in_at: now })
        .where('partner_id', '=', partnerId)
        .where('id', '=', administratorId)
        .execute()
      await audit({
        type: 'identity.signed_in',
        subject: { kind: 'administrator', id: administratorId },
        data: { address: facts.address },
      })
      return { token, expiresAt, partnerId, administratorId }
    },
    { actor: { ...actor, sessionId } },
  )
}

/** The partner and principal of an exact sign-in name, before any partner is known. */
export async function findAccount(
  context: OwnContext,
  kind: 'password' | 'client',
  name: string,
): Promise<{ partnerId: string; principalId: string } | null> {
  if (name.includes('\0')) return null
  const found = await context.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('sign_in_names')
        .select(['partner_id', 'principal_id'])
        .where('kind', '=', kind)
        .where('name', '=', name)
        .executeTakeFirst(),
    { credential: name },
  )
  return found ? { partnerId: found.partner_id, principalId: found.principal_id } : null
}
