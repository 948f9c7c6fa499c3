import { sql } from 'kysely'
import { encodeId, isUuid } from '../../api/ids.ts'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFresh } from '../../platform/fresh-sign-in.ts'
import { hasAnyTag } from './has-tag.ts'
import { requireOrganization } from './organizations.ts'

// A tag is nothing but its uses: it comes with the first and goes with the last.

type Tag = { name: string; description?: string | undefined }

const tables = {
  ORGANIZATION: { table: sql`organization_tags`, key: sql.ref('org_id') },
  SUBSCRIPTION: { table: sql`subscription_tags`, key: sql.ref('subscription_id') },
} as const
type Tagged = keyof typeof tables

/** Tags are the partner's own order of its customers. */
function requirePartnerSide({ actor }: Context): void {
  if (actor.side !== 'partner') throw new Refusal('common.forbidden')
}

export async function listTags(context: Context, type: Tagged) {
  requirePartnerSide(context)
  const { rows } = await sql<{ name: string; description: string | null }>`
    select t.tag as name, max(t.description) as description from ${tables[type].table} t
    where t.partner_id = ${context.actor.partnerId}::uuid and ${withinReach(context.actor, 't.org_id')}
    group by t.tag order by t.tag`.execute(context.tx)
  return rows.map(({ name, description }) => ({ name, ...(description ? { description } : {}) }))
}

export async function taggedOrganizations(context: Context, wanted: { tags: readonly string[]; max: number }) {
  requirePartnerSide(context)
  const { rows } = await sql<{ id: string; name: string; tags: string[] }>`
    select o.id, o.name, ${tagsOfOrganization} as tags from organizations o
    where o.partner_id = ${context.actor.partnerId}::uuid and ${withinReach(context.actor, 'o.id')}
      and ${hasAnyTag('o', wanted.tags)}
    order by o.sort_name, o.id limit ${wanted.max}`.execute(context.tx)
  return rows.map(({ id, name, tags }) => ({ orgName: name, orgId: encodeId('ORGANIZATION', id), tags }))
}

const tagsOfOrganization = sql`array(
  select t.tag from organization_tags t where t.partner_id = o.partner_id and t.org_id = o.id order by t.tag)`

/** The tags of these customers, by id; none where a customer asks. The caller has checked the reach. */
export async function tagsOf(context: Context, organizationIds: readonly string[]): Promise<Map<string, string[]>> {
  if (organizationIds.length === 0 || context.actor.side !== 'partner') return new Map()
  const { rows } = await sql<{ id: string; tags: string[] }>`
    select org_id as id, array_agg(tag order by tag) as tags from organization_tags
    where partner_id = ${context.actor.partnerId}::uuid and org_id = any(${organizationIds}::uuid[]) group by org_id`.execute(
    context.tx,
  )
  return new Map(rows.map(({ id, tags }) => [id, tags]))
}

export async function organizationTags(context: Context, organizationId: string) {
  requirePartnerSide(context)
  const { id, name } = await requireOrganization(context, organizationId)
  const tags = (await tagsOf(context, [id])).get(id) ?? []
  return { orgName: name, orgId: encodeId('ORGANIZATION', id), tags }
}

export async function replaceOrganizationTags(context: Context, organizationId: string, tags: readonly Tag[]) {
  requirePartnerSide(context)
  const { id } = await requireOrganization(context, organizationId)
  const before = (await tagsOf(context, [id])).get(id) ?? []
  // A customer comes into somebody's reach by its tags, and leaves it; a description alone moves nothing.
  const names = [...new Set(tags.map(({ name }) => name))]
  if (names.length !== before.length || names.some((name) => !before.includes(name))) requireFresh(context)
  const after = await replace(context, 'ORGANIZATION', { id, organizationId: id }, tags)
  await recordChange(context, id, {}, before, after)
  return after
}

/** What stays keeps its time: since when somebody has a customer by a tag hangs on it. */
async function replace(
  context: Context,
  type: Tagged,
  thing: { id: string; organizationId: string },
  tags: readonly Tag[],
): Promise<Tag[]> {
  const { tx, actor, now } = context
  const { table, key } = tables[type]
  const wanted = [...new Map(tags.map((tag) => [tag.name, tag])).values()].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  )
  const names = wanted.map(({ name }) => name)
  await sql`delete from ${table} where partner_id = ${actor.partnerId}::uuid and ${key} = ${thing.id}::uuid
    and not tag = any(${names}::text[])`.execute(tx)
  if (wanted.length > 0) {
    const descriptions = wanted.map(({ description }) => description ?? null)
    const columns = type === 'ORGANIZATION' ? sql`org_id` : sql`subscription_id, org_id`
    const values =
      type === 'ORGANIZATION' ? sql`${thing.id}::uuid` : sql`${thing.id}::uuid, ${thing.organizationId}::uuid`
    await sql`insert into ${table} as t (partner_id, tag, ${columns}, description, created_at)
      select ${actor.partnerId}::uuid, w.tag, ${values}, w.description, ${now}
      from unnest(${names}::text[], ${descriptions}::text[]) as w (tag, description)
      on conflict (partner_id, tag, ${key}) do update set description = coalesce(excluded.description, t.description)`.execute(
      tx,
    )
  }
  return wanted.map(({ name, description }) => ({ name, ...(description ? { description } : {}) }))
}

async function recordChange(
  context: Context,
  organizationId: string,
  more: Record<string, string>,
  before: readonly string[],
  after: readonly Tag[],
): Promise<void> {
  const tags = after.map(({ name }) => name)
  if (tags.join() === [...before].sort().join()) return
  await context.audit({
    type: 'partners.tags_changed',
    organizationId,
    subject: { kind: 'organization', id: organizationId },
    data: more,
    before: { tags: before },
    after: { tags },
  })
}

type SubscriptionRow = { id: string; reference: string; status: string; orgId: string; orgName: string; tags: string[] }

const subscriptions = sql`
  select s.id, s.reference, s.status, o.id as "orgId", o.name as "orgName", array(
    select t.tag from subscription_tags t where t.partner_id = s.partner_id and t.subscription_id = s.id order by t.tag) as tags
  from subscriptions s join organizations o on o.partner_id = s.partner_id and o.id = s.org_id`

function describeSubscription({ reference, status, orgId, orgName, tags }: SubscriptionRow) {
  return {
    orgName,
    orgId: encodeId('ORGANIZATION', orgId),
    subscriptionId: reference,
    trial: status === 'trial' ? ('true' as const) : ('false' as const),
    tags,
  }
}

export async function taggedSubscriptions(context: Context, wanted: { tags: readonly string[]; max: number }) {
  requirePartnerSide(context)
  const { rows } = await sql<SubscriptionRow>`${subscriptions}
    where s.partner_id = ${context.actor.partnerId}::uuid and ${withinReach(context.actor, 's.org_id')} and exists (
      select 1 from subscription_tags t
      where t.partner_id = s.partner_id and t.subscription_id = s.id and t.tag = any(${wanted.tags}::text[]))
    order by o.sort_name, s.reference, s.id limit ${wanted.max}`.execute(context.tx)
  return rows.map(describeSubscription)
}

/** Named by its reference, as existing clients do, or by its id. */
async function requireSubscription(context: Context, organizationId: string, name: string): Promise<SubscriptionRow> {
  requirePartnerSide(context)
  const { id } = await requireOrganization(context, organizationId)
  const named = isUuid(name) ? sql`(s.reference = ${name} or s.id = ${name}::uuid)` : sql`s.reference = ${name}`
  const { rows } = await sql<SubscriptionRow>`${subscriptions}
    where s.partner_id = ${context.actor.partnerId}::uuid and s.org_id = ${id}::uuid and ${named} limit 1`.execute(
    context.tx,
  )
  if (!rows[0]) throw new Refusal('partners.subscription_not_found')
  return rows[0]
}

export async function subscriptionTags(context: Context, organizationId: string, name: string) {
  return describeSubscription(await requireSubscription(context, organizationId, name))
}

export async function replaceSubscriptionTags(
  context: Context,
  organizationId: string,
  name: string,
  tags: readonly Tag[],
) {
  const subscription = await requireSubscription(context, organizationId, name)
  const after = await replace(context, 'SUBSCRIPTION', { id: subscription.id, organizationId }, tags)
  await recordChange(context, organizationId, { subscription: subscription.reference }, subscription.tags, after)
  return after
}
