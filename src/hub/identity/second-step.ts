import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { RequestFacts } from '../../platform/handlers.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { hasSecondFactor, lockPerson, type Person } from './second-factor.ts'
import { hashToken, makeToken, partnerOfToken } from './secrets.ts'
import { type OpenedSession, openSession, type Proven, requireStillProven } from './sign-in.ts'

const pendingMinutes = 5

export type PendingSignIn = { next: 'code' | 'enrolment'; pending: string; expiresAt: Date }

/**
 * What follows once a person has shown the first factor: the session, or the step that is still to come. Every way to sign in goes on here, so that
 * none of them passes by the second factor.
 */
export async function enter(
  context: OwnContext,
  person: Proven,
  facts: RequestFacts,
): Promise<OpenedSession | PendingSignIn> {
  const next = await nextStep(context, person)
  if (next === null)
    return await openSession(context, person.partnerId, person.id, facts, async (inside) => {
      await requireStillProven(inside, person)
      if ((await nextStepWithin(inside.tx, person)) !== null) throw new Refusal('identity.sign_in_lapsed')
    })
  const pending = makeToken(person.partnerId)
  const expiresAt = await context.transaction(
    async (inside) => {
      await requireStillProven(inside, person)
      const { tx, now } = inside
      const until = new Date(now.getTime() + pendingMinutes * 60_000)
      await tx
        .insertInto('sessions')
        .values({
          partner_id: person.partnerId,
          token_hash: hashToken(pending),
          id: uuidv7(),
          kind: 'pending',
          principal_kind: 'administrator',
          principal_id: person.id,
          address: facts.address,
          user_agent: facts.userAgent ?? null,
          created_at: now,
          last_seen_at: now,
          expires_at: until,
        })
        .execute()
      return until
    },
    { actor: systemActor(person.partnerId) },
  )
  return { next, pending, expiresAt }
}

async function nextStep(context: OwnContext, person: Person): Promise<PendingSignIn['next'] | null> {
  return await context.transaction(async ({ tx }) => await nextStepWithin(tx, person), {
    actor: systemActor(person.partnerId),
  })
}

async function nextStepWithin(tx: Context['tx'], person: Person): Promise<PendingSignIn['next'] | null> {
  if (await hasSecondFactor(tx, person)) return 'code'
  return (await policyOf(tx, person)) === 'required' ? 'enrolment' : null
}

/** The customer's own for its people, the partner's for the partner's. */
export async function policyOf(tx: Context['tx'], person: Person): Promise<'optional' | 'required'> {
  const row = await tx
    .selectFrom('administrators as a')
    .innerJoin('partners as p', 'p.id', 'a.partner_id')
    .leftJoin('organizations as o', (join) =>
      join.onRef('o.partner_id', '=', 'a.partner_id').onRef('o.id', '=', 'a.org_id'),
    )
    .select(['a.org_id', 'p.second_factor as partner', 'o.second_factor as customer'])
    .where('a.partner_id', '=', person.partnerId)
    .where('a.id', '=', person.id)
    .executeTakeFirst()
  const policy = row?.org_id ? row.customer : row?.partner
  return policy === 'required' ? 'required' : 'optional'
}

/**
 * The person whose sign-in waits for this step; nobody else's token gets here, and this one gets nowhere else.
 * @throws Refusal identity.sign_in_lapsed
 */
export async function requirePending(
  context: OwnContext,
  pending: string,
  step: PendingSignIn['next'],
): Promise<Person> {
  const partnerId = partnerOfToken(pending)
  if (partnerId === null) throw new Refusal('identity.sign_in_lapsed')
  const row = await context.transaction(
    async ({ tx, now }) =>
      await tx
        .selectFrom('sessions as s')
        .innerJoin('administrators as a', (join) =>
          join.onRef('a.partner_id', '=', 's.partner_id').onRef('a.id', '=', 's.principal_id'),
        )
        .select('a.id')
        .where('s.partner_id', '=', partnerId)
        .where('s.token_hash', '=', hashToken(pending))
        .where('s.kind', '=', 'pending')
        .where('s.revoked_at', 'is', null)
        .where('s.expires_at', '>', now)
        .where('a.disabled_at', 'is', null)
        .executeTakeFirst(),
    { actor: systemActor(partnerId) },
  )
  const person = row && { partnerId, id: row.id }
  if (!person || (await nextStep(context, person)) !== step) throw new Refusal('identity.sign_in_lapsed')
  return person
}

/** Spends the waiting sign-in, once, and opens the session with a token that nobody has seen before. */
export async function finishPending(
  context: OwnContext,
  pending: string,
  person: Person,
  facts: RequestFacts,
): Promise<OpenedSession> {
  return await openSession(context, person.partnerId, person.id, facts, async ({ tx, now }) => {
    await lockPerson(tx, person)
    const spent = await tx
      .updateTable('sessions')
      .set({ revoked_at: now })
      .where('partner_id', '=', person.partnerId)
      .where('token_hash', '=', hashToken(pending))
      .where('kind', '=', 'pending')
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (spent.numUpdatedRows !== 1n) throw new Refusal('identity.sign_in_lapsed')
  })
}
