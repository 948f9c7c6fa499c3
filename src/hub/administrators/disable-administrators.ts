import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import { requireFresh } from '../../platform/fresh-sign-in.ts'
import { endSessionsOf, languageOf, spendResets } from '../identity/index.ts'
import { isAddress, sendMail } from '../mail/index.ts'
import { type AdministratorRow, enabledAmong } from './administrators.ts'
import { requireAnother } from './guards.ts'
import { nameOfOrganization } from './invitations.ts'

/** What of a person is told where it can no longer sign in. */
export type Disabled = Pick<
  AdministratorRow,
  'id' | 'organizationId' | 'organizationName' | 'email' | 'displayName' | 'language' | 'state'
>

/** The one rule for whoever shall no longer sign in, one or many at once. Those who are disabled already are left as they are. */
export async function disableAdministrators(context: Context, people: readonly Disabled[]): Promise<void> {
  const { tx, actor, now } = context
  // In the order of all who lock several: two acts at once never wait in a circle.
  const { rows } = await sql<{ id: string }>`select id from administrators
    where partner_id = ${actor.partnerId}::uuid and id = any(${people.map(({ id }) => id)}::uuid[]) and disabled_at is null
    order by id for update`.execute(tx)
  const ids = new Set(rows.map(({ id }) => id))
  const disabled = people.filter(({ id }) => ids.has(id))
  if (disabled.length === 0) return
  await tx
    .updateTable('administrators')
    .set({ disabled_at: now })
    .where('partner_id', '=', actor.partnerId)
    .where('id', 'in', [...ids])
    .execute()
  for (const { id } of disabled) {
    // Else a session from before would live again on the day that the person is enabled.
    await endSessionsOf(context, { partnerId: actor.partnerId, id })
    await spendResets(context, { partnerId: actor.partnerId, id })
  }
  await context.audit(
    disabled.map((person) => ({
      type: 'identity.disabled',
      organizationId: person.organizationId,
      subject: { kind: 'administrator', id: person.id },
    })),
  )
  for (const person of disabled) {
    // Whoever never came need not hear of it, and accounts of before may have an address that no mail goes to.
    if (person.state !== 'active' || !isAddress(person.email)) continue
    await sendMail(context, {
      kind: 'account_disabled',
      to: { email: person.email, name: person.displayName, language: languageOf(person) },
      organizationId: person.organizationId,
      values: { organization: await nameOfOrganization(context, person), at: now.toISOString() },
    })
  }
}

/**
 * Whoever of these users of a customer signs in to the hub no longer can. Few of many users do, so each of them is taken for itself.
 * @param rows a relation in parentheses: `org_id, email, user_id`.
 */
export async function disableUsers(context: Context, rows: RawBuilder<unknown>): Promise<void> {
  await disableAdministrators(context, await enabledAmong(context, rows))
}

/**
 * Whoever has these users disabled later, by a job that is the hub itself, shows now what is asked of an act on one person.
 * @param rows a relation in parentheses: `org_id, email, user_id`.
 * @throws Refusal identity.own_rights, identity.fresh_sign_in_needed, identity.session_needed
 */
export async function requireMayDisableUsers(context: Context, rows: RawBuilder<unknown>): Promise<void> {
  const people = await enabledAmong(context, rows)
  for (const person of people) requireAnother(context, person)
  if (people.length > 0) requireFresh(context)
}
