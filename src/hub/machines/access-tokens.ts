import { isRole, type Role } from '../../api/permissions.ts'
import { systemActor } from '../../platform/access.ts'
import type { OwnContext } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import type { RequestFacts } from '../../platform/handlers.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import {
  checkPassword,
  findAccount,
  forgetAttempt,
  hashToken,
  makeToken,
  requireAttemptsLeft,
} from '../identity/index.ts'
import { scopesOf } from './scopes.ts'

/** OAuth 2.0 client credentials: a service app's id and secret for an access token. */
export async function issueAccessToken(
  context: OwnContext,
  given: {
    grant_type: string
    client_id?: string | undefined
    client_secret?: string | undefined
    scope?: string | undefined
  },
  facts: RequestFacts,
) {
  if (given.grant_type !== 'client_credentials')
    throw new Refusal('identity.unsupported_grant', { grant: given.grant_type })
  const app = await requireClient(
    context,
    facts.basic?.name ?? given.client_id,
    facts.basic?.password ?? given.client_secret,
    facts,
  )
  return await openToken(context, app, null, facts, narrowed(app, given.scope))
}

/**
 * RFC 6749, 3.3: what is asked for of what the app may; what it may not, or what there is not, is left out, and the answer says what
 * is left. Commas and line breaks part scopes too, as configuration files write them; no scope has one in its name. Null: nothing was asked for (a parameter without a value is none), so the token may all that the app may.
 * @throws Refusal identity.invalid_scope
 */
function narrowed(app: Client, asked: string | undefined): string[] | null {
  if (!asked) return null
  const may = new Set(
    app.scopes.length > 0 || !isRole(app.role) ? app.scopes : scopesOf(app.role).map(({ name }) => name),
  )
  const scopes = [...new Set(asked.split(/[\s,]+/))].filter((scope) => may.has(scope))
  if (scopes.length === 0) throw new Refusal('identity.invalid_scope')
  return scopes
}

/** The same for one organization: the token reaches no other, as long as it lives. */
export async function issueOrganizationToken(
  context: OwnContext,
  applicationId: string,
  given: { clientId: string; clientSecret: string; targetOrgId: string },
  facts: RequestFacts,
) {
  const app = await requireClient(context, given.clientId, given.clientSecret, facts)
  if (app.id !== applicationId) throw new Refusal('identity.wrong_client')
  const actor = systemActor(app.partnerId)
  const found = await context.transaction(
    async ({ tx }) =>
      await tx
        .selectFrom('organizations')
        .select('id')
        .where('partner_id', '=', app.partnerId)
        .where('id', '=', given.targetOrgId)
        .executeTakeFirst(),
    { actor },
  )
  if (!found || (app.orgId !== null && app.orgId !== found.id)) throw new Refusal('partners.customer_not_found')
  return await openToken(context, app, found.id, facts)
}

type Client = {
  partnerId: string
  id: string
  clientId: string
  orgId: string | null
  role: string
  scopes: string[]
  secretHash: string
}

async function requireClient(
  context: OwnContext,
  clientId: string | undefined,
  secret: string | undefined,
  facts: RequestFacts,
): Promise<Client> {
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
          .select(['id', 'org_id', 'secret_hash', 'role', 'scopes', 'disabled_at'])
          .where('partner_id', '=', account.partnerId)
          .where('id', '=', account.principalId)
          .executeTakeFirst(),
      { actor: systemActor(account.partnerId) },
    ))
  const usable = app && app.disabled_at === null ? app.secret_hash : null
  if (!(await checkPassword(usable, secret)) || !account || !app || !usable) {
    throw new Refusal('identity.wrong_client')
  }
  await forgetAttempt(context, counted, facts.address)
  return {
    partnerId: account.partnerId,
    id: app.id,
    clientId,
    orgId: app.org_id,
    role: app.role,
    scopes: app.scopes,
    secretHash: usable,
  }
}

async function openToken(
  context: OwnContext,
  app: Client,
  targetOrgId: string | null,
  facts: RequestFacts,
  scopes: string[] | null = null,
) {
  const { partnerId } = app
  const token = makeToken(partnerId, targetOrgId ?? app.orgId ?? partnerId)
  const seconds = context.config.TOKEN_HOURS * 3600
  await context.transaction(
    async ({ tx, now, audit }) => {
      // Renewed or disabled while the old secret was being checked: all that hung on it has ended, and this must not come after.
      const still = await tx
        .selectFrom('service_apps')
        .select(['secret_hash', 'disabled_at'])
        .where('partner_id', '=', partnerId)
        .where('id', '=', app.id)
        .forNoKeyUpdate()
        .executeTakeFirst()
      if (!still || still.disabled_at !== null || still.secret_hash !== app.secretHash)
        throw new Refusal('identity.wrong_client')
      await tx
        .insertInto('sessions')
        .values({
          partner_id: partnerId,
          token_hash: hashToken(token),
          id: uuidv7(),
          kind: 'token',
          principal_kind: 'service_app',
          principal_id: app.id,
          address: facts.address,
          user_agent: facts.userAgent ?? null,
          target_org_id: targetOrgId,
          scopes,
          created_at: now,
          last_seen_at: now,
          expires_at: new Date(now.getTime() + seconds * 1000),
        })
        .execute()
      await tx
        .updateTable('service_apps')
        .set({ last_used_at: now })
        .where('partner_id', '=', partnerId)
        .where('id', '=', app.id)
        .execute()
      await audit({
        type: 'identity.token_issued',
        organizationId: app.orgId,
        subject: { kind: 'service_app', id: app.id },
        ...(scopes ? { data: { scopes } } : {}),
      })
    },
    { actor: systemActor(partnerId, app.clientId) },
  )
  return {
    access_token: token,
    expires_in: seconds,
    token_type: 'Bearer' as const,
    scope: (scopes ?? (app.scopes.length > 0 || !isRole(app.role) ? app.scopes : publicScopes(app.role))).join(' '),
  }
}

function publicScopes(role: Role): string[] {
  return scopesOf(role).flatMap((scope) => (scope.public ? [scope.name] : []))
}
