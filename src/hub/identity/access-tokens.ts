import { systemActor } from '../../platform/access.ts'
import type { OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { RequestFacts } from '../../platform/handlers.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { checkPassword, hashToken, makeToken } from './secrets.ts'
import { findAccount } from './sign-in.ts'
import { forgetAttempt, requireAttemptsLeft } from './sign-in-limits.ts'

/** The scopes of the public API that the endpoints ask for so far. */
export const knownScopes = [
  'spark:people_read',
  'spark-admin:people_read',
  'spark-admin:people_write',
  'spark-admin:organizations_read',
  'spark-admin:licenses_read',
  'spark-admin:roles_read',
  'spark-admin:locations_read',
  'spark-admin:devices_read',
  'audit:events_read',
] as const

/** OAuth 2.0 client credentials: a service app's id and secret for an access token. */
export async function issueAccessToken(
  context: OwnContext,
  given: { grant_type: string; client_id?: string | undefined; client_secret?: string | undefined },
  facts: RequestFacts,
) {
  if (given.grant_type !== 'client_credentials')
    throw new Refusal('identity.unsupported_grant', { grant: given.grant_type })
  const clientId = facts.basic?.name ?? given.client_id
  const secret = facts.basic?.password ?? given.client_secret
  if (!clientId || secret === undefined) throw new Refusal('identity.wrong_client')
  // Counted for each address apart: a client's secret is too long to be guessed, so a count for the client alone would only let
  // strangers lock it.
  const counted = `client:${clientId} ${facts.address}`
  await requireAttemptsLeft(context, counted, facts.address)
  const account = await findAccount(context, 'client', clientId)
  const app =
    account &&
    (await context.transaction(
      async ({ tx }) =>
        await tx
          .selectFrom('service_apps')
          .select(['id', 'org_id', 'secret_hash', 'scopes', 'disabled_at'])
          .where('partner_id', '=', account.partnerId)
          .where('id', '=', account.principalId)
          .executeTakeFirst(),
      { actor: systemActor(account.partnerId) },
    ))
  const usable = app && app.disabled_at === null ? app.secret_hash : null
  if (!(await checkPassword(usable, secret)) || !account || !app) {
    throw new Refusal('identity.wrong_client')
  }
  await forgetAttempt(context, counted, facts.address)
  const token = makeToken(account.partnerId, app.org_id ?? account.partnerId)
  const seconds = context.config.TOKEN_HOURS * 3600
  await context.transaction(
    async ({ tx, now, audit }) => {
      await tx
        .insertInto('sessions')
        .values({
          partner_id: account.partnerId,
          token_hash: hashToken(token),
          id: uuidv7(),
          kind: 'token',
          principal_kind: 'service_app',
          principal_id: app.id,
          address: facts.address,
          user_agent: facts.userAgent ?? null,
          created_at: now,
          last_seen_at: now,
          expires_at: new Date(now.getTime() + seconds * 1000),
        })
        .execute()
      await tx
        .updateTable('service_apps')
        .set({ last_used_at: now })
        .where('partner_id', '=', account.partnerId)
        .where('id', '=', app.id)
        .execute()
      await audit({ type: 'identity.token_issued', subject: { kind: 'service_app', id: app.id } })
    },
    { actor: systemActor(account.partnerId, clientId) },
  )
  return {
    access_token: token,
    expires_in: seconds,
    token_type: 'Bearer' as const,
    scope: (app.scopes.length > 0 ? app.scopes : knownScopes).join(' '),
  }
}
