import { encodeId } from '../../api/ids.ts'
import type { PersonalToken } from '../../api/machine-access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFreshSignIn, requireSession } from '../../platform/fresh-sign-in.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { hashToken, languageOf, makeToken, requireAdministered, requireStillSignedIn } from '../identity/index.ts'
import { isAddress, sendMail } from '../mail/index.ts'
import { requireScopes } from './scopes.ts'

const day = 86_400_000

/** One's own, or those of a person whom one administers: whoever may end its sessions sees what else acts as it. */
export async function listPersonalTokens(context: Context, personId: string | undefined): Promise<PersonalToken[]> {
  requireSession(context)
  const person = personId === undefined ? context.actor : await requireAdministered(context, personId, false)
  const rows = await tokensOf(context, person.id).orderBy('created_at', 'desc').orderBy('id', 'desc').execute()
  return rows.map(describe)
}

/** It acts as the person, whose role and reach are read anew at each request, within the scopes that are named here. */
export async function makePersonalToken(
  context: Context,
  given: { name: string; scopes: readonly string[]; days: number },
): Promise<{ token: string; about: PersonalToken }> {
  requireFreshSignIn(context)
  const { actor, tx, now } = context
  if (actor.role === 'system') throw new Refusal('identity.session_needed')
  const scopes = requireScopes(actor.role, given.scopes)
  await requireStillSignedIn(context)
  const token = makeToken(actor.partnerId, actor.organizationId ?? actor.partnerId)
  const row = await tx
    .insertInto('sessions')
    .values({
      partner_id: actor.partnerId,
      token_hash: hashToken(token),
      id: uuidv7(now.getTime()),
      kind: 'personal',
      principal_kind: 'administrator',
      principal_id: actor.id,
      name: given.name,
      scopes,
      created_at: now,
      // Never used so far: the same moment as its making.
      last_seen_at: now,
      expires_at: new Date(now.getTime() + given.days * day),
    })
    .returning(['id', 'name', 'scopes', 'created_at', 'last_seen_at', 'expires_at'])
    .executeTakeFirstOrThrow()
  await tellOwner(context, row)
  await context.audit({
    type: 'identity.token_made',
    subject: { kind: 'token', id: row.id, name: given.name },
    data: { scopes, expiresAt: row.expires_at.toISOString() },
  })
  return { token, about: describe(row) }
}

/** Whoever was at the account for a moment could leave a token behind that outlasts the password. */
async function tellOwner(context: Context, token: Row): Promise<void> {
  const { actor, tx } = context
  const account = await tx
    .selectFrom('administrators')
    .select(['email', 'display_name', 'language', 'org_id'])
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  // Accounts of before may have an address that no mail goes to.
  if (!isAddress(account.email)) return
  await sendMail(context, {
    kind: 'token_made',
    to: { email: account.email, name: account.display_name, language: languageOf(account) },
    organizationId: account.org_id,
    values: {
      name: token.name ?? '',
      scopes: (token.scopes ?? []).join(' '),
      at: token.created_at.toISOString(),
      until: token.expires_at.toISOString(),
    },
    link: '/account',
  })
}

/**
 * A person may always take the own token back, and whoever administers it as well, without a fresh sign-in: it is urgent and gives nothing.
 * @throws Refusal identity.token_not_found: also for one that is not the actor's to see.
 */
export async function revokePersonalToken(context: Context, id: string): Promise<void> {
  requireSession(context)
  const { actor, tx, now } = context
  const found = await tx
    .selectFrom('sessions')
    .select('principal_id')
    .where('partner_id', '=', actor.partnerId)
    .where('kind', '=', 'personal')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw new Refusal('identity.token_not_found')
  let owner: { id: string; name: string; organizationId: string | null } = actor
  if (found.principal_id !== actor.id) {
    try {
      owner = await requireAdministered(context, found.principal_id, true)
    } catch (error) {
      if (error instanceof Refusal) throw new Refusal('identity.token_not_found')
      throw error
    }
  }
  const row = await tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('partner_id', '=', actor.partnerId)
    .where('principal_id', '=', found.principal_id)
    .where('kind', '=', 'personal')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!row) throw new Refusal('identity.token_not_found')
  await context.audit({
    type: 'identity.token_revoked',
    organizationId: owner.organizationId,
    subject: { kind: 'token', id, name: row.name ?? '' },
    data: { owner: owner.id, ownerName: owner.name },
  })
}

function tokensOf({ tx, actor, now }: Context, personId: string) {
  return tx
    .selectFrom('sessions')
    .select(['id', 'name', 'scopes', 'created_at', 'last_seen_at', 'expires_at'])
    .where('partner_id', '=', actor.partnerId)
    .where('principal_kind', '=', 'administrator')
    .where('principal_id', '=', personId)
    .where('kind', '=', 'personal')
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
}

type Row = Awaited<ReturnType<ReturnType<typeof tokensOf>['execute']>>[number]

function describe(row: Row): PersonalToken {
  return {
    id: encodeId('AUTHORIZATION', row.id),
    name: row.name ?? '',
    scopes: row.scopes ?? [],
    created: row.created_at.toISOString(),
    expires: row.expires_at.toISOString(),
    ...(row.last_seen_at > row.created_at ? { lastUsed: row.last_seen_at.toISOString() } : {}),
  }
}
