import { sql } from 'kysely'
import type { ReachInput } from '../../api/identity-administrators.ts'
import type { Role } from '../../api/permissions.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal, sqlState } from '../../platform/errors.ts'
import { requireFresh } from '../../platform/fresh-sign-in.ts'
import { addAdministrator, endSessionsOf, isEmail, languageOf } from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import { requireOrganization } from '../partners/index.ts'
import { type AdministratorRow, lockAdministrator, requireAdministrator } from './administrators.ts'
import { disableAdministrators } from './disable-administrators.ts'
import { requireAnother, requireMayAdminister, requireRoleFits } from './guards.ts'
import { nameOfOrganization, sendInvitation } from './invitations.ts'
import { requireAnotherFullAdministrator } from './last-administrator.ts'
import { fittingReach, storedReach, writeReach } from './reach.ts'

export type Invited = {
  organizationId: string | null
  email: string
  firstName: string
  lastName: string
  role: Role
  reach?: ReachInput | undefined
  language?: string | undefined
}

/** Makes an administrator who has no password yet and sends the link to set one. */
export async function inviteAdministrator(context: Context, given: Invited): Promise<AdministratorRow> {
  const { tx, actor, now } = context
  const { organizationId, role } = given
  requireRoleFits(role, organizationId)
  if (organizationId !== null) await requireOrganization(context, organizationId)
  requireMayAdminister(context, { organizationId, role })
  requireFresh(context)
  const email = given.email.toLowerCase()
  if (!isEmail(email)) throw new Refusal('identity.bad_email')
  const userId = await ownUser(context, email, organizationId)
  const reach = organizationId === null ? await fittingReach(context, role, given.reach) : null
  let id: string
  try {
    id = await addAdministrator(context, {
      email,
      firstName: given.firstName,
      lastName: given.lastName,
      passwordHash: null,
      role,
      ...(organizationId === null ? {} : { organizationId }),
      ...(userId === null ? {} : { userId }),
    })
  } catch (error) {
    if (sqlState(error) === '23505') throw new Refusal('identity.email_taken')
    throw error
  }
  await tx
    .updateTable('administrators')
    .set({ language: given.language ?? null, role_since: now, role_given_by: actor.name })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', id)
    .execute()
  if (reach) await writeReach(context, id, reach)
  const person = await requireAdministrator(context, id)
  await sendInvitation(context, person)
  return await requireAdministrator(context, id)
}

/** The user of this customer with the address. One of another customer must not become a way into both. */
async function ownUser(context: Context, email: string, organizationId: string | null): Promise<string | null> {
  if (organizationId !== null) {
    const user = await context.tx
      .selectFrom('users')
      .select('id')
      .where('partner_id', '=', context.actor.partnerId)
      .where('org_id', '=', organizationId)
      .where('email', '=', email)
      .executeTakeFirst()
    if (user) return user.id
  }
  const taken = await context.tx
    .selectFrom('identifiers')
    .select('value')
    .where('kind', '=', 'email')
    .where('value', '=', email)
    .executeTakeFirst()
  if (taken) throw new Refusal('identity.email_taken')
  return null
}

export type AdministratorChange = {
  firstName?: string | undefined
  lastName?: string | undefined
  language?: string | null | undefined
  role?: Role | undefined
  reach?: ReachInput | undefined
  disabled?: boolean | undefined
}

export async function changeAdministrator(
  context: Context,
  personId: string,
  change: AdministratorChange,
): Promise<AdministratorRow> {
  const rights = change.role !== undefined || change.reach !== undefined || change.disabled !== undefined
  const person = rights ? await lockAdministrator(context, personId) : await requireAdministrator(context, personId)
  requireMayAdminister(context, person)
  await changeNames(context, person, change)
  const role = change.role === person.role ? undefined : change.role
  const disabled = change.disabled === (person.state === 'disabled') ? undefined : change.disabled
  if (role === undefined && change.reach === undefined && disabled === undefined)
    return await requireAdministrator(context, person.id)

  if (role !== undefined) {
    requireRoleFits(role, person.organizationId)
    requireMayAdminister(context, { organizationId: person.organizationId, role })
  }
  // Who holds rights is settled for one change after the other: two at once would each see the other's person stay.
  if (role !== undefined || disabled === true) await requireAnotherFullAdministrator(context, person)
  requireAnother(context, person)
  requireFresh(context)
  if (role !== undefined) await changeRole(context, person, role)
  if (change.reach !== undefined || role !== undefined) await changeReach(context, person, role, change.reach)
  if (disabled === true) await disableAdministrators(context, [person])
  if (disabled === false) await enable(context, person)
  return await requireAdministrator(context, person.id)
}

async function changeNames(context: Context, person: AdministratorRow, change: AdministratorChange): Promise<void> {
  const firstName = change.firstName ?? person.firstName
  const lastName = change.lastName ?? person.lastName
  const language = change.language === undefined ? person.language : change.language
  if (firstName === person.firstName && lastName === person.lastName && language === person.language) return
  const renamed = firstName !== person.firstName || lastName !== person.lastName
  await context.tx
    .updateTable('administrators')
    .set({
      first_name: firstName,
      last_name: lastName,
      language,
      ...(renamed ? { display_name: `${firstName} ${lastName}`.trim() } : {}),
    })
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', person.id)
    .execute()
  await context.audit({
    type: 'identity.administrator_changed',
    organizationId: person.organizationId,
    subject: { kind: 'administrator', id: person.id },
    before: { firstName: person.firstName, lastName: person.lastName, language: person.language },
    after: { firstName, lastName, language },
  })
}

async function changeRole(context: Context, person: AdministratorRow, role: Role): Promise<void> {
  const { tx, actor, now } = context
  await tx
    .updateTable('administrators')
    .set({ role, role_since: now, role_given_by: actor.name })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', person.id)
    .execute()
  await context.audit({
    type: 'identity.role_changed',
    organizationId: person.organizationId,
    subject: { kind: 'administrator', id: person.id },
    data: { from: person.role, to: role },
    before: { role: person.role },
    after: { role },
  })
  if (person.state !== 'active') return
  await sendMail(context, {
    kind: 'role_changed',
    to: { email: person.email, name: person.displayName, language: languageOf(person) },
    organizationId: person.organizationId,
    values: { role, organization: await nameOfOrganization(context, person), by: actor.name },
  })
}

/** A new role brings its own limits: where the reach that was does not fit it, the change has to say a new one. */
async function changeReach(
  context: Context,
  person: AdministratorRow,
  role: Role | undefined,
  input: ReachInput | undefined,
): Promise<void> {
  if (person.organizationId !== null) {
    if (input !== undefined) throw new Refusal('identity.reach_not_fitting')
    return
  }
  const before = await storedReach(context, person)
  const after = await fittingReach(context, role ?? person.role, input ?? before, before.tags)
  await writeReach(context, person.id, after)
  const sorted = { ...after, customers: after.customers.toSorted(), tags: after.tags.toSorted() }
  const changed =
    JSON.stringify({ ...sorted, exceptions: after.exceptions.toSorted() }) !==
    JSON.stringify({
      kind: before.kind,
      customers: before.customers,
      tags: before.tags,
      exceptions: before.exceptions,
    })
  if (!changed) return
  await context.audit({
    type: 'identity.reach_changed',
    subject: { kind: 'administrator', id: person.id },
    before,
    after,
  })
}

async function enable(context: Context, person: AdministratorRow): Promise<void> {
  await context.tx
    .updateTable('administrators')
    .set({ disabled_at: null })
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', person.id)
    .execute()
  await context.audit({
    type: 'identity.enabled',
    organizationId: person.organizationId,
    subject: { kind: 'administrator', id: person.id },
  })
}

/** Ends all that the person may, at once, and frees the address for somebody else. The audit keeps the name. */
export async function removeAdministrator(
  context: Context,
  personId: string,
  as: 'identity.removed' | 'identity.partner_roles_revoked' = 'identity.removed',
): Promise<void> {
  const { tx, actor } = context
  const person = await lockAdministrator(context, personId)
  requireMayAdminister(context, person)
  await requireAnotherFullAdministrator(context, person)
  requireAnother(context, person)
  requireFresh(context)
  await context.audit({
    type: as,
    organizationId: person.organizationId,
    subject: { kind: 'administrator', id: person.id, name: person.displayName },
    before: { role: person.role, email: person.email },
  })
  await endSessionsOf(context, { partnerId: actor.partnerId, id: person.id })
  await tx
    .deleteFrom('sign_in_names')
    .where('partner_id', '=', actor.partnerId)
    .where('principal_id', '=', person.id)
    .execute()
  await sql`delete from identifiers where kind = 'login' and value = ${person.email}`.execute(tx)
  await tx.deleteFrom('administrators').where('partner_id', '=', actor.partnerId).where('id', '=', person.id).execute()
}

export async function inviteAgain(context: Context, personId: string): Promise<void> {
  const person = await requireAdministrator(context, personId)
  requireMayAdminister(context, person)
  if (person.state !== 'invited') throw new Refusal('identity.not_invited')
  requireFresh(context)
  await sendInvitation(context, person)
}
