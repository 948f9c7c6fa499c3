import { randomBytes, randomUUID } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { seal, unseal } from '../../platform/sealing.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { argon } from './secrets.ts'
import { forgetAttempt, requireAttemptsLeft } from './sign-in-limits.ts'

export type Person = { partnerId: string; id: string }

/**
 * What a sign-in was proved by is settled by one act after the other: whoever opens a session and whoever takes the password or the factor away
 * wait for each other here.
 */
export async function lockPerson(
  tx: Context['tx'],
  person: Person,
): Promise<{ passwordHash: string | null; disabledAt: Date | null } | undefined> {
  return await tx
    .selectFrom('administrators')
    .select(['password_hash as passwordHash', 'disabled_at as disabledAt'])
    .where('partner_id', '=', person.partnerId)
    .where('id', '=', person.id)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

const stepSeconds = 30
const purpose = 'second factor'
const howManyCodes = 10
// Crockford's letters: none of them is taken for another when it is read from paper.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

export async function hasSecondFactor(tx: Context['tx'], person: Person): Promise<Date | null> {
  const row = await tx
    .selectFrom('sign_in_methods')
    .select('confirmed_at')
    .where('partner_id', '=', person.partnerId)
    .where('administrator_id', '=', person.id)
    .where('kind', '=', 'totp')
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  return row?.confirmed_at ?? null
}

export async function countRecoveryCodes(tx: Context['tx'], person: Person): Promise<number> {
  const rows = await tx
    .selectFrom('sign_in_methods')
    .select('id')
    .where('partner_id', '=', person.partnerId)
    .where('administrator_id', '=', person.id)
    .where('kind', '=', 'recovery')
    .where('used_at', 'is', null)
    .execute()
  return rows.length
}

/** A secret that waits for its first code. A confirmed one keeps working until then, and an older one that waits is dropped. */
export async function beginTotp(context: Context, person: Person): Promise<{ secret: string; uri: string }> {
  const { tx } = context
  // One after the other: of two at once the second drops what the first has left to wait.
  const { email } = await tx
    .selectFrom('administrators')
    .select('email')
    .where('partner_id', '=', person.partnerId)
    .where('id', '=', person.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await tx
    .deleteFrom('sign_in_methods')
    .where('partner_id', '=', person.partnerId)
    .where('administrator_id', '=', person.id)
    .where('kind', '=', 'totp')
    .where('confirmed_at', 'is', null)
    .execute()
  const secret = new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer })
  await tx
    .insertInto('sign_in_methods')
    .values({
      partner_id: person.partnerId,
      administrator_id: person.id,
      id: uuidv7(),
      kind: 'totp',
      secret: seal(context, `${purpose} ${person.id}`, secret.base32),
      created_at: context.now,
    })
    .execute()
  return { secret: secret.base32, uri: totpOf(secret.base32, email).toString() }
}

/**
 * Switches on what was begun, where the code fits: the new app takes the place of an older one, and there are new recovery codes.
 * @throws Refusal identity.wrong_code, identity.second_factor_not_begun, identity.too_many_attempts
 */
export async function confirmTotp(
  context: OwnContext,
  person: Person,
  code: string,
  address: string,
  then: (inside: Context) => Promise<void>,
): Promise<string[]> {
  const counted = `enrol:${person.id}`
  await requireAttemptsLeft(context, counted, address)
  const made = await makeCodes()
  await context.transaction(
    async (inside) => {
      const { tx, now } = inside
      const waiting = await tx
        .selectFrom('sign_in_methods')
        .select(['id', 'secret'])
        .where('partner_id', '=', person.partnerId)
        .where('administrator_id', '=', person.id)
        .where('kind', '=', 'totp')
        .where('confirmed_at', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      if (!waiting?.secret) throw new Refusal('identity.second_factor_not_begun')
      const step = stepOf(unseal(context, `${purpose} ${person.id}`, waiting.secret), code, now)
      if (step === null) throw new Refusal('identity.wrong_code')
      await removeMethods(tx, person, waiting.id)
      await tx
        .updateTable('sign_in_methods')
        .set({ confirmed_at: now, last_step: step })
        .where('partner_id', '=', person.partnerId)
        .where('administrator_id', '=', person.id)
        .where('id', '=', waiting.id)
        .execute()
      await keepCodes(inside, person, made.hashes)
      await then(inside)
    },
    { actor: context.actor ?? systemActor(person.partnerId) },
  )
  await forgetAttempt(context, counted, address)
  return made.codes
}

/**
 * Takes the app's code or a recovery code, each of them once: also of two at the same moment only one is taken.
 * @throws Refusal identity.wrong_code, identity.too_many_attempts
 */
export async function requireCode(
  context: OwnContext,
  person: Person,
  code: string,
  address: string,
): Promise<'totp' | 'recovery'> {
  const counted = `code:${person.id}`
  await requireAttemptsLeft(context, counted, address)
  const plain = code.replace(/[\s-]/g, '').toLowerCase()
  const taken = /^\d{6}$/.test(plain)
    ? await takeTotp(context, person, plain)
    : await takeRecoveryCode(context, person, plain)
  if (!taken) throw new Refusal('identity.wrong_code')
  await forgetAttempt(context, counted, address)
  return taken
}

async function takeTotp(context: OwnContext, person: Person, code: string): Promise<'totp' | null> {
  return await context.transaction(
    async ({ tx, now }) => {
      const app = await tx
        .selectFrom('sign_in_methods')
        .select(['id', 'secret'])
        .where('partner_id', '=', person.partnerId)
        .where('administrator_id', '=', person.id)
        .where('kind', '=', 'totp')
        .where('confirmed_at', 'is not', null)
        .executeTakeFirst()
      const step = app?.secret ? stepOf(unseal(context, `${purpose} ${person.id}`, app.secret), code, now) : null
      if (!app || step === null) return null
      const spent = await tx
        .updateTable('sign_in_methods')
        .set({ last_step: step })
        .where('partner_id', '=', person.partnerId)
        .where('administrator_id', '=', person.id)
        .where('id', '=', app.id)
        .where((where) => where.or([where('last_step', 'is', null), where('last_step', '<', step)]))
        .executeTakeFirst()
      return spent.numUpdatedRows === 1n ? 'totp' : null
    },
    { actor: systemActor(person.partnerId) },
  )
}

async function takeRecoveryCode(context: OwnContext, person: Person, code: string): Promise<'recovery' | null> {
  return await context.transaction(
    async ({ tx, now }) => {
      const kept = await tx
        .selectFrom('sign_in_methods')
        .select(['id', 'secret'])
        .where('partner_id', '=', person.partnerId)
        .where('administrator_id', '=', person.id)
        .where('kind', '=', 'recovery')
        .where('used_at', 'is', null)
        .execute()
      const fits = await Promise.all(kept.map(async ({ secret }) => secret !== null && (await verify(secret, code))))
      const found = kept[fits.indexOf(true)]
      if (!found) return null
      const spent = await tx
        .updateTable('sign_in_methods')
        .set({ used_at: now })
        .where('partner_id', '=', person.partnerId)
        .where('administrator_id', '=', person.id)
        .where('id', '=', found.id)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return spent.numUpdatedRows === 1n ? 'recovery' : null
    },
    { actor: systemActor(person.partnerId) },
  )
}

/** Ten codes of 60 bits, and what is kept of them. Fewer bits than a token has: they get the slow hash, made outside of any transaction. */
export async function makeCodes(): Promise<{ codes: string[]; hashes: string[] }> {
  const plain = Array.from({ length: howManyCodes }, () =>
    Array.from(randomBytes(12), (byte) => letters[byte & 31]).join(''),
  )
  const hashes = await Promise.all(plain.map((code) => hash(code, argon)))
  return { codes: plain.map((code) => code.match(/.{4}/g)?.join('-') ?? code), hashes }
}

/** In the place of all that were there. */
export async function keepCodes({ tx, now }: Context, person: Person, hashes: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('sign_in_methods')
    .where('partner_id', '=', person.partnerId)
    .where('administrator_id', '=', person.id)
    .where('kind', '=', 'recovery')
    .execute()
  await tx
    .insertInto('sign_in_methods')
    .values(
      hashes.map((secret) => ({
        partner_id: person.partnerId,
        administrator_id: person.id,
        id: randomUUID(),
        kind: 'recovery',
        secret,
        created_at: now,
        confirmed_at: now,
      })),
    )
    .execute()
}

/** The app and the recovery codes; `keep`: but this one. */
export async function removeMethods(tx: Context['tx'], person: Person, keep?: string): Promise<void> {
  let rows = tx
    .deleteFrom('sign_in_methods')
    .where('partner_id', '=', person.partnerId)
    .where('administrator_id', '=', person.id)
    .where('kind', 'in', ['totp', 'recovery'])
  if (keep !== undefined) rows = rows.where('id', '<>', keep)
  await rows.execute()
}

/** RFC 6238 with what every app knows: SHA-1, six digits, thirty seconds. */
function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Cordboard', label, algorithm: 'SHA1', digits: 6, period: stepSeconds, secret })
}

/** The time step whose code this is: the running one or one beside it, for clocks that are a little off. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const token = code.replace(/[\s-]/g, '')
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / stepSeconds) + delta
}
