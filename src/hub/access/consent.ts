import { sql } from 'kysely'
import type { Consent } from '../../api/access.ts'
import { changedByFullAccess, rolesThatAllow } from '../../api/permissions.ts'
import { type Actor, isAllowed } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFreshSignIn } from '../../platform/fresh-sign-in.ts'
import { requireOrganization } from '../partners/index.ts'
import { endViews } from './end-views.ts'

const mostAdministrators = 20

/** A person with a session, not a token, neither of a machine nor one that a person made: consent is a person's. */
export function requirePerson({ actor }: Pick<Context, 'actor'>): void {
  if (!isPerson(actor)) throw new Refusal('identity.session_needed')
}

export function isPerson(actor: Actor): boolean {
  return actor.kind === 'administrator' && actor.authenticatedAt !== null
}

/** The customer's people who may decide about access, as far as their accounts hold. */
export async function decidersOf(context: Context, organizationId: string) {
  return await context.tx
    .selectFrom('administrators')
    .select(['id', 'display_name', 'email', 'language'])
    .where('partner_id', '=', context.actor.partnerId)
    .where('org_id', '=', organizationId)
    .where('role', 'in', rolesThatAllow('access:decide', 'customer'))
    .where('disabled_at', 'is', null)
    // Who has not taken the invitation yet has shown nothing but an open mailbox.
    .where('password_hash', 'is not', null)
    .orderBy('display_name')
    .limit(mostAdministrators)
    .execute()
}

export async function describeConsent(context: Context, organizationId: string): Promise<Consent> {
  const { tx, actor } = context
  await requireOrganization(context, organizationId)
  const row = await tx
    .selectFrom('organizations')
    .select(['read_only_access', 'read_only_access_at', 'read_only_access_by', 'restricted'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const person = isPerson(actor)
  return {
    readOnlyAccess: row.read_only_access,
    restricted: row.restricted,
    fullAccessChanges: changedByFullAccess(row.restricted),
    ...(row.read_only_access_at ? { changed: row.read_only_access_at.toISOString() } : {}),
    ...(row.read_only_access_by === null ? {} : { changedBy: row.read_only_access_by }),
    administrators: (await decidersOf(context, organizationId)).map(({ display_name, email }) => ({
      displayName: display_name,
      email,
    })),
    can: {
      change: person && isAllowed(actor, 'access:decide', organizationId),
      view: person && isAllowed(actor, 'access:view', organizationId),
      ask: person && isAllowed(actor, 'access:request', organizationId),
    },
  }
}

/** Off ends what runs by it in the same transaction: turned on again later, no old view wakes up. */
export async function changeConsent(context: Context, organizationId: string, allow: boolean): Promise<void> {
  const { tx, actor, audit } = context
  requirePerson(context)
  // Letting somebody in asks who is there; keeping everybody out never waits.
  if (allow) requireFreshSignIn(context)
  await requireOrganization(context, organizationId)
  const changed = await tx
    .updateTable('organizations')
    .set({ read_only_access: allow, read_only_access_at: sql`now()`, read_only_access_by: actor.name })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', organizationId)
    .where('read_only_access', '<>', allow)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) return
  const subject = { kind: 'organization', id: organizationId } as const
  await audit({ type: allow ? 'access.switch_on' : 'access.switch_off', organizationId, subject })
  if (allow) return
  await endViews(context, organizationId, { how: 'switch' })
}
