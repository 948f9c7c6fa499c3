import { sql } from 'kysely'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireSession } from '../../platform/fresh-sign-in.ts'
import { sendMail } from '../mail/index.ts'
import { languageOf } from './profile.ts'
import type { Person } from './second-factor.ts'
import { hashPassword, requireGoodPassword } from './secrets.ts'
import { endSessionsOf, requireOwnPassword, rotateSession, self } from './sessions.ts'

/** Words that an attacker of this account tries first, beside those that he tries everywhere. */
export async function ownWords(tx: Context['tx'], person: Person): Promise<string[]> {
  const row = await tx
    .selectFrom('administrators as a')
    .innerJoin('partners as p', 'p.id', 'a.partner_id')
    .leftJoin('organizations as o', (join) =>
      join.onRef('o.partner_id', '=', 'a.partner_id').onRef('o.id', '=', 'a.org_id'),
    )
    .select(['a.email', 'a.first_name', 'a.last_name', 'p.name as partner', 'o.name as customer'])
    .where('a.partner_id', '=', person.partnerId)
    .where('a.id', '=', person.id)
    .executeTakeFirst()
  return row ? [row.email, row.first_name, row.last_name, row.partner, row.customer ?? ''] : []
}

/** Sets it and tells the person by mail, whoever did it. */
export async function setPassword(context: Context, person: Person, passwordHash: string): Promise<void> {
  const { tx, now } = context
  const row = await tx
    .updateTable('administrators')
    .set({ password_hash: passwordHash })
    .where('partner_id', '=', person.partnerId)
    .where('id', '=', person.id)
    .returning(['email', 'display_name', 'language', 'org_id'])
    .executeTakeFirstOrThrow()
  await spendResets(context, person)
  await sendMail(context, {
    kind: 'password_changed',
    to: {
      email: row.email,
      name: row.display_name,
      language: languageOf(row),
    },
    organizationId: row.org_id,
    values: { at: now.toISOString() },
    link: '/account',
  })
  await context.audit({
    type: 'identity.password_changed',
    organizationId: row.org_id,
    subject: { kind: 'administrator', id: person.id },
  })
}

/** A link that waits in a mailbox must not undo a change of password, nor open an account that was disabled meanwhile. */
export async function spendResets({ tx }: Context, person: Person): Promise<void> {
  await tx
    .updateTable('password_resets')
    .set({ used_at: sql`now()` })
    .where('partner_id', '=', person.partnerId)
    .where('administrator_id', '=', person.id)
    .where('used_at', 'is', null)
    .execute()
}

/** @throws Refusal identity.wrong_password, identity.password_too_short, identity.password_common, identity.too_many_attempts */
export async function changeOwnPassword(
  context: OwnContext,
  given: { currentPassword: string; newPassword: string; endOthers: boolean },
  address: string,
): Promise<{ token: string; expiresAt: Date }> {
  const { actor } = context
  if (!actor) throw new Refusal('identity.session_needed')
  requireSession({ actor })
  const person = self({ actor })
  await requireOwnPassword(context, person, given.currentPassword, address)
  requireGoodPassword(given.newPassword, await context.transaction(async ({ tx }) => await ownWords(tx, person)))
  const passwordHash = await hashPassword(given.newPassword)
  return await context.transaction(async (inside) => {
    await setPassword(inside, person, passwordHash)
    if (given.endOthers) await endSessionsOf(inside, person)
    return await rotateSession(inside)
  })
}
