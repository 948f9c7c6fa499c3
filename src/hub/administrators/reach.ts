import { sql } from 'kysely'
import type { AdministratorDetail, ReachInput } from '../../api/identity-administrators.ts'
import { encodeId } from '../../api/ids.ts'
import { fullRoles, type Role, roleMayReachAll } from '../../api/permissions.ts'
import type { Language } from '../../phrases/languages.ts'
import { reaches, withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { phraseOf } from '../../platform/phrases.ts'

/** What a reach is made of, each once and only what its kind has. */
export type WantedReach = { kind: 'all' | 'assigned'; customers: string[]; tags: string[]; exceptions: string[] }

export const everything: WantedReach = { kind: 'all', customers: [], tags: [], exceptions: [] }

/**
 * The reach as it is kept. Full administrators have all customers, so that nothing is out of everybody's reach; partner administrators have those
 * given to them. Every customer named must be in the giver's own reach.
 * @param held tags that the person has already: one that its last customer lost may stay.
 * @throws Refusal identity.reach_not_fitting, identity.tags_unknown, partners.customer_not_found
 */
export async function fittingReach(
  context: Context,
  role: Role,
  input: ReachInput | undefined,
  held: readonly string[] = [],
): Promise<WantedReach> {
  const given = input ?? { ...everything, kind: roleMayReachAll(role) ? ('all' as const) : ('assigned' as const) }
  const exceptions = [...new Set(given.exceptions)]
  const assigned = given.kind === 'assigned'
  const reach: WantedReach = {
    kind: given.kind,
    customers: assigned ? [...new Set(given.customers)].filter((id) => !exceptions.includes(id)) : [],
    tags: assigned ? [...new Set(given.tags)] : [],
    exceptions,
  }
  const whole = reach.kind === 'all' && exceptions.length === 0
  if ((role === fullRoles.partner && !whole) || (reach.kind === 'all' && !roleMayReachAll(role)))
    throw new Refusal('identity.reach_not_fitting')
  await requireOrganizations(context, [...reach.customers, ...reach.exceptions])
  await requireTags(
    context,
    reach.tags.filter((tag) => !held.includes(tag)),
  )
  return reach
}

/** A tag that no customer has gives nothing, and is a typing error as a rule: nobody shall lose all customers by it. */
async function requireTags(context: Context, tags: readonly string[]): Promise<void> {
  if (tags.length === 0) return
  const { rows } = await sql<{ tag: string }>`
    select distinct tag from organization_tags
    where partner_id = ${context.actor.partnerId}::uuid and tag = any(${tags}::text[])
      and ${withinReach(context.actor, 'org_id')}`.execute(context.tx)
  const known = new Set(rows.map(({ tag }) => tag))
  const unknown = tags.filter((tag) => !known.has(tag))
  if (unknown.length > 0)
    throw new Refusal('identity.tags_unknown', {
      tags: new Intl.ListFormat(context.language).format(unknown),
      count: unknown.length,
    })
}

async function requireOrganizations(context: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select id from organizations where partner_id = ${context.actor.partnerId}::uuid and id = any(${ids}::uuid[])`.execute(
    context.tx,
  )
  const found = new Set(rows.map(({ id }) => id))
  if (ids.some((id) => !found.has(id) || !reaches(context.actor, id))) throw new Refusal('partners.customer_not_found')
}

/** Makes the person's reach this one. What stays keeps since when and by whom it was given. */
export async function writeReach(context: Context, administratorId: string, reach: WantedReach): Promise<void> {
  const { tx, actor, now } = context
  const own = sql`partner_id = ${actor.partnerId}::uuid and administrator_id = ${administratorId}::uuid`
  await tx
    .updateTable('administrators')
    .set({ reach: reach.kind })
    .where('partner_id', '=', actor.partnerId)
    .where('id', '=', administratorId)
    .execute()
  await sql`delete from administrator_customers where ${own}
    and not (how = 'include' and org_id = any(${reach.customers}::uuid[]))
    and not (how = 'exclude' and org_id = any(${reach.exceptions}::uuid[]))`.execute(tx)
  await sql`delete from administrator_tags where ${own} and not tag = any(${reach.tags}::text[])`.execute(tx)
  for (const [how, ids] of [
    ['include', reach.customers],
    ['exclude', reach.exceptions],
  ] as const) {
    if (ids.length === 0) continue
    await sql`insert into administrator_customers (partner_id, administrator_id, org_id, how, since, given_by)
      select ${actor.partnerId}::uuid, ${administratorId}::uuid, id, ${how}, ${now}, ${actor.name}
      from unnest(${ids}::uuid[]) as w (id) on conflict do nothing`.execute(tx)
  }
  if (reach.tags.length > 0) {
    await sql`insert into administrator_tags (partner_id, administrator_id, tag, since, given_by)
      select ${actor.partnerId}::uuid, ${administratorId}::uuid, tag, ${now}, ${actor.name}
      from unnest(${reach.tags}::text[]) as w (tag) on conflict do nothing`.execute(tx)
  }
}

/** What the person's reach is made of now, as far as the actor has those customers too. */
export async function givenReach(context: Context, administratorId: string): Promise<AdministratorDetail['given']> {
  const { tx, actor } = context
  const { rows } = await sql<{ id: string; name: string; how: string; since: Date; givenBy: string | null }>`
    select o.id, o.name, c.how, c.since, c.given_by as "givenBy"
    from administrator_customers c join organizations o on o.partner_id = c.partner_id and o.id = c.org_id
    where c.partner_id = ${actor.partnerId}::uuid and c.administrator_id = ${administratorId}::uuid
    order by o.sort_name, o.id`.execute(tx)
  const described = (how: string) =>
    rows
      .filter((row) => row.how === how && reaches(actor, row.id))
      .map(({ id, name, since, givenBy }) => ({
        id: encodeId('ORGANIZATION', id),
        name,
        since: since.toISOString(),
        ...(givenBy ? { givenBy } : {}),
      }))
  const tags = await tx
    .selectFrom('administrator_tags')
    .select(['tag', 'since', 'given_by'])
    .where('partner_id', '=', actor.partnerId)
    .where('administrator_id', '=', administratorId)
    .orderBy('tag')
    .execute()
  return {
    customers: described('include'),
    exceptions: described('exclude'),
    tags: tags.map(({ tag, since, given_by }) => ({
      tag,
      since: since.toISOString(),
      ...(given_by ? { givenBy: given_by } : {}),
    })),
  }
}

/** The reach as it is kept, for the audit and for what a change leaves out. */
export async function storedReach(
  context: Context,
  person: { id: string; reach: 'all' | 'assigned' },
): Promise<WantedReach> {
  const { tx, actor } = context
  const rows = await tx
    .selectFrom('administrator_customers')
    .select(['org_id', 'how'])
    .where('partner_id', '=', actor.partnerId)
    .where('administrator_id', '=', person.id)
    .orderBy('org_id')
    .execute()
  return {
    kind: person.reach,
    customers: rows.filter(({ how }) => how === 'include').map(({ org_id }) => org_id),
    exceptions: rows.filter(({ how }) => how === 'exclude').map(({ org_id }) => org_id),
    tags: await heldTags(context, person.id),
  }
}

export async function heldTags({ tx, actor }: Context, administratorId: string): Promise<string[]> {
  const tags = await tx
    .selectFrom('administrator_tags')
    .select('tag')
    .where('partner_id', '=', actor.partnerId)
    .where('administrator_id', '=', administratorId)
    .orderBy('tag')
    .execute()
  return tags.map(({ tag }) => tag)
}

export function reachInWords(
  language: Language,
  kind: 'all' | 'assigned' | 'organization',
  parts: { customers: number; exceptions: number; tags: readonly string[] },
): string {
  const say = (key: string, values: Record<string, string | number> = {}) =>
    phraseOf(language, `identity.administrators.reachWords.${key}`, values)
  if (kind === 'organization') return say('organization')
  const tags = new Intl.ListFormat(language, { type: 'disjunction' }).format([...parts.tags])
  const reach =
    kind === 'all'
      ? say('all')
      : parts.tags.length === 0
        ? parts.customers === 0
          ? say('nothing')
          : say('customers', { count: parts.customers })
        : parts.customers === 0
          ? say('tagged', { tags })
          : say('customersAndTagged', { count: parts.customers, tags })
  return parts.exceptions === 0 ? reach : say('except', { reach, count: parts.exceptions })
}
