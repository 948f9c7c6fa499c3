import { randomBytes } from 'node:crypto'
import type { Role } from '../../api/permissions.ts'
import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { isAddress } from '../mail/index.ts'
import { hashPassword, hashToken, requireGoodPassword } from './secrets.ts'

/** An address that mails go to, at a domain of the internet. */
export function isEmail(text: string): boolean {
  return isAddress(text) && /@.+\.[^.]{2,}$/.test(text)
}

/**
 * The one-time set-up token of an empty installation, made anew at each start until it is used, so that only the newest printed link holds.
 * null once the installation has been set up.
 */
export async function makeSetupToken(context: OwnContext): Promise<string | null> {
  const token = randomBytes(24).toString('base64url')
  return await context.transaction(
    async ({ tx, now }) => {
      if (await isSetUp(tx)) return null
      await tx.deleteFrom('setup_tokens').where('used_at', 'is', null).execute()
      await tx
        .insertInto('setup_tokens')
        .values({ token_hash: hashToken(token), created_at: now })
        .execute()
      return token
    },
    { anonymous: true },
  )
}

/** For installations that get their partner in another way (demo, generated data): no set-up link from now on. */
export async function closeSetup(context: Context): Promise<void> {
  await context.tx
    .insertInto('setup_tokens')
    .values({ token_hash: hashToken(randomBytes(24).toString('hex')), created_at: context.now, used_at: context.now })
    .execute()
}

/** Nobody has set the installation up. No secret: without the printed link nobody can. */
export async function isSetupAwaited(context: OwnContext): Promise<boolean> {
  return await context.transaction(async ({ tx }) => !(await isSetUp(tx)), { anonymous: true })
}

async function isSetUp(tx: Context['tx']): Promise<boolean> {
  const used = await tx
    .selectFrom('setup_tokens')
    .select('token_hash')
    .where('used_at', 'is not', null)
    .executeTakeFirst()
  return used !== undefined
}

export async function isSetupOpen(context: OwnContext, token: string): Promise<boolean> {
  const row = await context.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('setup_tokens')
        .select('token_hash')
        .where('token_hash', '=', hashToken(token))
        .where('used_at', 'is', null)
        .executeTakeFirst(),
    { anonymous: true },
  )
  return row !== undefined
}

/** Makes the partner and its first full administrator. The token is spent in the same transaction: two at once make one partner. */
export async function setUpPartner(
  context: OwnContext,
  given: { token: string; partnerName: string; firstName: string; lastName: string; email: string; password: string },
): Promise<{ partnerId: string; administratorId: string }> {
  const email = given.email.toLowerCase()
  if (!isEmail(email)) throw new Refusal('identity.bad_email')
  requireGoodPassword(given.password, [email, given.firstName, given.lastName, given.partnerName])
  const passwordHash = await hashPassword(given.password)
  const partnerId = uuidv7()
  return await context.transaction(
    async (inside) => {
      const spent = await inside.tx
        .updateTable('setup_tokens')
        .set({ used_at: inside.now })
        .where('token_hash', '=', hashToken(given.token))
        .where('used_at', 'is', null)
        .executeTakeFirst()
      if (spent.numUpdatedRows !== 1n) throw new Refusal('identity.setup_link_invalid')
      await inside.tx
        .insertInto('partners')
        .values({ id: partnerId, name: given.partnerName, language: context.language, created_at: inside.now })
        .execute()
      const administratorId = await addAdministrator(inside, {
        email,
        firstName: given.firstName,
        lastName: given.lastName,
        passwordHash,
        role: 'atlas-portal.partner.salesfulladmin',
      })
      await inside.audit({ type: 'partners.created', subject: { kind: 'administrator', id: administratorId } })
      return { partnerId, administratorId }
    },
    { actor: systemActor(partnerId, 'set-up') },
  )
}

/** A person who may sign in to the hub. The e-mail address is unique in the whole hub. */
export async function addAdministrator(
  context: Context,
  person: {
    email: string
    firstName: string
    lastName: string
    /** null: invited, and has none yet. */
    passwordHash: string | null
    role: Role
    organizationId?: string
    userId?: string
    reach?: { kind: 'all' } | { kind: 'some'; organizations: readonly string[]; tags?: readonly string[] }
  },
): Promise<string> {
  const id = uuidv7()
  const partnerId = context.actor.partnerId
  // Seen by imports of the whole hub as in use, never whose.
  await context.tx
    .insertInto('identifiers')
    .values({
      kind: 'login',
      value: person.email,
      partner_id: partnerId,
      org_id: person.organizationId ?? partnerId,
      thing_id: id,
    })
    .execute()
  await context.tx
    .insertInto('administrators')
    .values({
      partner_id: partnerId,
      id,
      org_id: person.organizationId ?? null,
      user_id: person.userId ?? null,
      email: person.email,
      first_name: person.firstName,
      last_name: person.lastName,
      display_name: `${person.firstName} ${person.lastName}`.trim(),
      password_hash: person.passwordHash,
      role: person.role,
      reach: person.reach?.kind === 'some' ? 'assigned' : 'all',
      created_at: context.now,
    })
    .execute()
  // After the person: a customer's fence lets write the names of people that it sees.
  await context.tx
    .insertInto('sign_in_names')
    .values({ kind: 'password', name: person.email, partner_id: partnerId, principal_id: id })
    .execute()
  if (person.reach?.kind === 'some' && person.reach.organizations.length > 0) {
    await context.tx
      .insertInto('administrator_customers')
      .values(
        person.reach.organizations.map((organization) => ({
          partner_id: partnerId,
          administrator_id: id,
          org_id: organization,
        })),
      )
      .execute()
  }
  if (person.reach?.kind === 'some' && person.reach.tags && person.reach.tags.length > 0) {
    await context.tx
      .insertInto('administrator_tags')
      .values(person.reach.tags.map((tag) => ({ partner_id: partnerId, administrator_id: id, tag })))
      .execute()
  }
  return id
}
