import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { sendMail } from '../mail/index.ts'
import { ownWords, setPassword, spendResets } from './passwords.ts'
import { languageOf } from './profile.ts'
import { writeResetMail } from './reset-job.ts'
import type { Person } from './second-factor.ts'
import { hashPassword, hashToken, makeToken, partnerOfToken, requireGoodPassword } from './secrets.ts'
import { endSessionsOf } from './sessions.ts'
import { requireAttemptsLeft } from './sign-in-limits.ts'

const lifeMinutes = 60
/** A mailbox is not to be filled by strangers: more links than this in an hour are not written, and the answer does not tell. */
const mostInAnHour = 3

/**
 * The same work for every address, known or not: it is counted and handed to a job, so neither the answer nor its time tells anything. Counted is
 * who asks, from where: strangers elsewhere cannot use up what the account's owner may ask for. How many links are written at most is the job's to hold.
 * @throws Refusal identity.too_many_attempts
 */
export async function askForReset(context: OwnContext, email: string, address: string): Promise<void> {
  const name = email.trim().toLowerCase()
  await requireAttemptsLeft(context, `reset:${name} ${address}`, address)
  await context.transaction(async (inside) => await inside.enqueue(writeResetMail, { email: name, address }), {
    anonymous: true,
  })
}

/** The job: writes the link where there is an account that signs in by password. A newer link makes the older ones void. */
export async function writeReset(context: Context, administratorId: string): Promise<void> {
  const { tx, now, actor } = context
  const person = await tx
    .selectFrom('administrators')
    .select(['id', 'org_id', 'email', 'display_name', 'language'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', administratorId)
    .where('disabled_at', 'is', null)
    .where('password_hash', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
  if (!person) return
  const recent = await tx
    .selectFrom('password_resets')
    .select('token_hash')
    .where('partner_id', '=', actor.partnerId)
    .where('administrator_id', '=', person.id)
    .where('created_at', '>', new Date(now.getTime() - 3_600_000))
    .execute()
  if (recent.length >= mostInAnHour) return
  await spendResets(context, { partnerId: actor.partnerId, id: person.id })
  const token = makeToken(actor.partnerId)
  const expiresAt = new Date(now.getTime() + lifeMinutes * 60_000)
  await tx
    .insertInto('password_resets')
    .values({
      partner_id: actor.partnerId,
      token_hash: hashToken(token),
      administrator_id: person.id,
      created_at: now,
      expires_at: expiresAt,
    })
    .execute()
  await sendMail(context, {
    kind: 'password_reset',
    to: {
      email: person.email,
      name: person.display_name,
      language: languageOf(person),
    },
    organizationId: person.org_id,
    values: {},
    secretLink: `/reset-password#token=${token}`,
    lapsesAt: expiresAt,
  })
  await context.audit({
    type: 'identity.password_reset_asked',
    organizationId: person.org_id,
    subject: { kind: 'administrator', id: person.id },
  })
}

/** @throws Refusal identity.reset_link_invalid, identity.too_many_attempts */
export async function requireReset(context: OwnContext, token: string, address: string): Promise<Person> {
  const partnerId = partnerOfToken(token)
  const found =
    partnerId === null
      ? undefined
      : await context.transaction(
          async ({ tx, now }) =>
            await tx
              .selectFrom('password_resets as r')
              .innerJoin('administrators as a', (join) =>
                join.onRef('a.partner_id', '=', 'r.partner_id').onRef('a.id', '=', 'r.administrator_id'),
              )
              .select('a.id')
              .where('r.partner_id', '=', partnerId)
              .where('r.token_hash', '=', hashToken(token))
              .where('r.used_at', 'is', null)
              .where('r.expires_at', '>', now)
              .where('a.disabled_at', 'is', null)
              .executeTakeFirst(),
          { actor: systemActor(partnerId) },
        )
  if (partnerId === null || !found) {
    // 256 random bits cannot be guessed; whoever tries all the same only fills the log.
    await requireAttemptsLeft(context, `reset link ${address}`, address)
    throw new Refusal('identity.reset_link_invalid')
  }
  return { partnerId, id: found.id }
}

/**
 * Sets the password by the link, which is spent in the same transaction: of two at once one wins. All sessions end, and none is opened: a
 * mailbox is no second factor.
 */
export async function resetByLink(
  context: OwnContext,
  given: { token: string; password: string },
  address: string,
): Promise<void> {
  const person = await requireReset(context, given.token, address)
  const actor = systemActor(person.partnerId, 'password reset')
  requireGoodPassword(
    given.password,
    await context.transaction(async ({ tx }) => await ownWords(tx, person), { actor }),
  )
  const passwordHash = await hashPassword(given.password)
  await context.transaction(
    async (inside) => {
      const spent = await inside.tx
        .updateTable('password_resets')
        .set({ used_at: inside.now })
        .where('partner_id', '=', person.partnerId)
        .where('token_hash', '=', hashToken(given.token))
        .where('used_at', 'is', null)
        .executeTakeFirst()
      if (spent.numUpdatedRows !== 1n) throw new Refusal('identity.reset_link_invalid')
      await setPassword(inside, person, passwordHash)
      await endSessionsOf(inside, person)
    },
    { actor },
  )
}
