import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { encodeId } from '../../api/ids.ts'
import type { ServiceApp } from '../../api/machine-access.ts'
import { assignableRoles, isRole, type Role, roleMayReachAll, roles } from '../../api/permissions.ts'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFreshSignIn } from '../../platform/fresh-sign-in.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { hashPassword } from '../identity/index.ts'
import { requireOrganization } from '../partners/index.ts'
import { requireScopes } from './scopes.ts'

export async function listServiceApps(context: Context, organizationId: string | undefined): Promise<ServiceApp[]> {
  const orgId = organizationId ?? context.actor.organizationId
  if (orgId !== null) await requireOrganization(context, orgId)
  let apps = visible(context).orderBy('name').orderBy('id')
  apps = orgId === null ? apps.where('org_id', 'is', null) : apps.where('org_id', '=', orgId)
  return await Promise.all((await apps.execute()).map(async (row) => await describe(context, row)))
}

/** The maker holds every right of the side that the app is for: only full administrators make them. */
export async function makeServiceApp(
  context: Context,
  given: { name: string; role: Role; scopes: readonly string[]; organizationId?: string | undefined },
): Promise<{ app: ServiceApp; clientSecret: string }> {
  requireFreshSignIn(context)
  const { actor, tx, now } = context
  const orgId = given.organizationId ?? actor.organizationId
  if (orgId !== null) await requireOrganization(context, orgId)
  requireRoleFor(given.role, orgId)
  const scopes = requireScopes(given.role, given.scopes)
  const id = uuidv7(now.getTime())
  const clientId = `C${randomBytes(24).toString('hex')}`
  const clientSecret = randomBytes(32).toString('hex')
  await tx
    .insertInto('service_apps')
    .values({
      partner_id: actor.partnerId,
      id,
      org_id: orgId,
      name: given.name,
      client_id: clientId,
      secret_hash: await hashPassword(clientSecret),
      role: given.role,
      scopes,
      created_at: now,
      created_by: actor.name,
    })
    .execute()
  // After the app: a customer's fence lets write the names of apps that it sees.
  await tx
    .insertInto('sign_in_names')
    .values({ kind: 'client', name: clientId, partner_id: actor.partnerId, principal_id: id })
    .execute()
  await context.audit({
    type: 'identity.service_app_made',
    organizationId: orgId,
    subject: { kind: 'service_app', id, name: given.name },
    after: { role: given.role, scopes },
  })
  return { app: await describe(context, await requireApp(context, id)), clientSecret }
}

export async function changeServiceApp(
  context: Context,
  id: string,
  given: {
    name?: string | undefined
    role?: Role | undefined
    scopes?: readonly string[] | undefined
    enabled?: boolean | undefined
  },
): Promise<ServiceApp> {
  requireFreshSignIn(context)
  const { actor, tx, now } = context
  const app = await requireApp(context, id, true)
  const role = given.role ?? (isRole(app.role) ? app.role : undefined)
  if (role === undefined) throw new Refusal('identity.role_not_for_app')
  if (given.role !== undefined) requireRoleFor(given.role, app.org_id)
  const scopes = requireScopes(role, given.scopes ?? app.scopes)
  const after = {
    name: given.name ?? app.name,
    role,
    scopes,
    disabled_at: given.enabled === undefined ? app.disabled_at : given.enabled ? null : (app.disabled_at ?? now),
  }
  await tx
    .updateTable('service_apps')
    .set(after)
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', id)
    .execute()
  // Else a token from before would live again on the day that the app is enabled.
  if (after.disabled_at !== null) await revokeTokens(context, id)
  await context.audit({
    type: 'identity.service_app_changed',
    organizationId: app.org_id,
    subject: { kind: 'service_app', id, name: after.name },
    before: { name: app.name, role: app.role, scopes: app.scopes, enabled: app.disabled_at === null },
    after: { name: after.name, role, scopes, enabled: after.disabled_at === null },
  })
  return await describe(context, await requireApp(context, id))
}

/** A secret that got away may have fetched tokens: they end with it. */
export async function renewSecret(context: Context, id: string): Promise<{ app: ServiceApp; clientSecret: string }> {
  requireFreshSignIn(context)
  const { actor, tx } = context
  const app = await requireApp(context, id, true)
  const clientSecret = randomBytes(32).toString('hex')
  await tx
    .updateTable('service_apps')
    .set({ secret_hash: await hashPassword(clientSecret) })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', id)
    .execute()
  await revokeTokens(context, id)
  await context.audit({
    type: 'identity.service_app_secret_renewed',
    organizationId: app.org_id,
    subject: { kind: 'service_app', id, name: app.name },
  })
  return { app: await describe(context, app), clientSecret }
}

export async function removeServiceApp(context: Context, id: string): Promise<void> {
  requireFreshSignIn(context)
  const { actor, tx } = context
  const app = await requireApp(context, id, true)
  await revokeTokens(context, id)
  await tx
    .deleteFrom('sign_in_names')
    .where('kind', '=', 'client')
    .where('name', '=', app.client_id)
    .where('partner_id', '=', actor.partnerId)
    .execute()
  await tx.deleteFrom('service_apps').where('partner_id', '=', actor.partnerId).where('id', '=', id).execute()
  await context.audit({
    type: 'identity.service_app_removed',
    organizationId: app.org_id,
    subject: { kind: 'service_app', id, name: app.name },
  })
}

/** One whose client id and secret are known before, as of made-up data; the secret is kept as a hash. Empty scopes: all of its role. */
export async function addServiceApp(
  context: Context,
  app: { name: string; clientId: string; secret: string; role: Role; organizationId?: string },
): Promise<string> {
  const id = uuidv7()
  const partnerId = context.actor.partnerId
  await context.tx
    .insertInto('sign_in_names')
    .values({ kind: 'client', name: app.clientId, partner_id: partnerId, principal_id: id })
    .execute()
  await context.tx
    .insertInto('service_apps')
    .values({
      partner_id: partnerId,
      id,
      org_id: app.organizationId ?? null,
      name: app.name,
      client_id: app.clientId,
      secret_hash: await hashPassword(app.secret),
      role: app.role,
      created_at: context.now,
    })
    .execute()
  return id
}

async function revokeTokens({ tx, actor, now }: Context, id: string): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('partner_id', '=', actor.partnerId)
    .where('principal_kind', '=', 'service_app')
    .where('principal_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** An app in one customer has a role of the customer's side; one of the whole partner a role that can have all customers. */
function requireRoleFor(role: Role, orgId: string | null): void {
  const fits = orgId === null ? roleMayReachAll(role) : roles[role].side === 'customer'
  if (!fits || !assignableRoles.includes(role)) throw new Refusal('identity.role_not_for_app')
}

function visible(context: Context) {
  const { actor, tx } = context
  const apps = tx.selectFrom('service_apps').selectAll().where('partner_id', '=', actor.partnerId)
  return actor.reach.kind === 'all' ? apps : apps.where(withinReach(actor, 'org_id'))
}

type Row = Awaited<ReturnType<ReturnType<typeof visible>['execute']>>[number]

async function requireApp(context: Context, id: string, lock = false): Promise<Row> {
  let apps = visible(context).where('id', '=', id)
  if (lock) apps = apps.forUpdate()
  const app = await apps.executeTakeFirst()
  if (!app) throw new Refusal('identity.service_app_not_found')
  return app
}

async function describe(context: Context, row: Row): Promise<ServiceApp> {
  // Fetching a token is a use, and so is each request with one.
  const { rows } = await sql<{ at: Date | null }>`
    select max(last_seen_at) as at from sessions
    where partner_id = ${row.partner_id}::uuid and principal_id = ${row.id}::uuid and principal_kind = 'service_app'`.execute(
    context.tx,
  )
  const used = [row.last_used_at, rows[0]?.at ?? null]
    .filter((at) => at !== null)
    .sort((one, other) => +other - +one)[0]
  return {
    id: encodeId('APPLICATION', row.id),
    name: row.name,
    clientId: row.client_id,
    role: row.role,
    ...(row.org_id === null ? {} : { organizationId: encodeId('ORGANIZATION', row.org_id) }),
    scopes: row.scopes,
    enabled: row.disabled_at === null,
    created: row.created_at.toISOString(),
    ...(row.created_by === null ? {} : { createdBy: row.created_by }),
    ...(used ? { lastUsed: used.toISOString() } : {}),
  }
}
