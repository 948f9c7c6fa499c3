import { isRole, type Role } from '../../api/permissions.ts'
import { systemActor } from '../../platform/access.ts'
import type { Context, OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { recordAct } from '../audit/index.ts'
import {
  administratorActor,
  hashPassword,
  hashToken,
  languageOf,
  makeToken,
  ownWords,
  partnerOfToken,
  requireGoodPassword,
} from '../identity/index.ts'
import { sendMail } from '../mail/index.ts'
import type { AdministratorRow } from './administrators.ts'

const daysOpen = 7

/** Sends the link by which the person sets the first password. A link sent before no longer works. */
export async function sendInvitation(context: Context, person: AdministratorRow): Promise<void> {
  const { tx, actor, now } = context
  const token = makeToken(actor.partnerId)
  const expiresAt = new Date(now.getTime() + daysOpen * 86_400_000)
  const invitation = { token_hash: hashToken(token), created_at: now, expires_at: expiresAt }
  await tx
    .insertInto('administrator_invitations')
    .values({
      partner_id: actor.partnerId,
      administrator_id: person.id,
      org_id: person.organizationId,
      ...invitation,
    })
    .onConflict((conflict) => conflict.columns(['partner_id', 'administrator_id']).doUpdateSet(invitation))
    .execute()
  await tx
    .updateTable('administrators')
    .set({ invited_at: now })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', person.id)
    .execute()
  await sendMail(context, {
    kind: 'invitation',
    to: { email: person.email, name: person.displayName, language: languageOf(person) },
    organizationId: person.organizationId,
    values: { role: person.role, organization: await nameOfOrganization(context, person) },
    secretLink: `/invitation#token=${token}`,
    lapsesAt: expiresAt,
  })
  await context.audit({
    type: 'identity.invited',
    organizationId: person.organizationId,
    subject: { kind: 'administrator', id: person.id },
    data: { role: person.role, email: person.email },
  })
}

/** What mails call the place where the person is an administrator. */
export async function nameOfOrganization(
  context: Context,
  person: Pick<AdministratorRow, 'organizationName'>,
): Promise<string> {
  if (person.organizationName !== null) return person.organizationName
  const partner = await context.tx
    .selectFrom('partners')
    .select('name')
    .where('id', '=', context.actor.partnerId)
    .executeTakeFirstOrThrow()
  return partner.name
}

type Invitation = {
  partnerId: string
  administratorId: string
  email: string
  displayName: string
  organization: string
  role: Role
  expires: Date
}

/** What an open link invites to. Unknown, spent, replaced, lapsed and of a disabled person: all answer alike. */
export async function openInvitation(context: OwnContext, token: string): Promise<Invitation> {
  const partnerId = partnerOfToken(token)
  if (partnerId === null) throw new Refusal('identity.invitation_invalid')
  return await context.transaction(async (inside) => await readInvitation(inside, token), {
    actor: systemActor(partnerId, 'invitation'),
  })
}

async function readInvitation(context: Context, token: string): Promise<Invitation> {
  const { tx, actor, now } = context
  const found = await tx
    .selectFrom('administrator_invitations as i')
    .innerJoin('administrators as a', (join) =>
      join.onRef('a.partner_id', '=', 'i.partner_id').onRef('a.id', '=', 'i.administrator_id'),
    )
    .innerJoin('partners as p', 'p.id', 'i.partner_id')
    .leftJoin('organizations as o', (join) =>
      join.onRef('o.partner_id', '=', 'a.partner_id').onRef('o.id', '=', 'a.org_id'),
    )
    .select([
      'a.id',
      'a.email',
      'a.display_name as displayName',
      'a.role',
      'i.expires_at as expires',
      'p.name as partner',
      'o.name as organization',
    ])
    .where('i.partner_id', '=', actor.partnerId)
    .where('i.token_hash', '=', hashToken(token))
    .where('i.expires_at', '>', now)
    .where('a.disabled_at', 'is', null)
    .where('a.password_hash', 'is', null)
    .executeTakeFirst()
  if (!found || !isRole(found.role)) throw new Refusal('identity.invitation_invalid')
  const { id, partner, organization, role, ...rest } = found
  return { ...rest, role, partnerId: actor.partnerId, administratorId: id, organization: organization ?? partner }
}

/** Sets the first password and spends the link, in one statement that only one of two at once can win. */
export async function takeInvitation(context: OwnContext, token: string, password: string): Promise<{ email: string }> {
  const invitation = await openInvitation(context, token)
  const { partnerId, administratorId: id } = invitation
  const words = await context.transaction(async ({ tx }) => await ownWords(tx, { partnerId, id }), {
    actor: systemActor(partnerId, 'invitation'),
  })
  requireGoodPassword(password, words)
  const passwordHash = await hashPassword(password)
  return await context.transaction(
    async (inside) => {
      const spent = await inside.tx
        .deleteFrom('administrator_invitations')
        .where('partner_id', '=', partnerId)
        .where('administrator_id', '=', id)
        .where('token_hash', '=', hashToken(token))
        .where('expires_at', '>', inside.now)
        .executeTakeFirst()
      const set = await inside.tx
        .updateTable('administrators')
        .set({ password_hash: passwordHash })
        .where('partner_id', '=', partnerId)
        .where('id', '=', id)
        .where('password_hash', 'is', null)
        .where('disabled_at', 'is', null)
        .returning('org_id')
        .executeTakeFirst()
      if (spent.numDeletedRows !== 1n || !set) throw new Refusal('identity.invitation_invalid')
      const person = await administratorActor(inside.tx, partnerId, id, null)
      await recordAct(
        { ...inside, actor: person ?? inside.actor },
        {
          type: 'identity.invitation_accepted',
          organizationId: set.org_id,
          subject: { kind: 'administrator', id },
        },
      )
      return { email: invitation.email }
    },
    { actor: { ...systemActor(partnerId, invitation.displayName) } },
  )
}
