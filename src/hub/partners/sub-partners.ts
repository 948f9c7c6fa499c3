import { encodeId } from '../../api/ids.ts'
import { ParentMay, type SubPartner } from '../../api/partners.ts'
import { hasPartner } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFresh } from '../../platform/fresh-sign-in.ts'

/** The partners below this one: a partner sees that they exist, and nothing of theirs but through them. */
export async function listSubPartners(
  context: Context,
  page: { provisioningState?: string | undefined; offset: number; max: number },
): Promise<{ subPartners: SubPartner[]; items: SubPartner[] }> {
  const rows = await context.tx
    .selectFrom('partners')
    .select(['id', 'name', 'created_at', 'parent_may'])
    .where('parent_id', '=', context.actor.partnerId)
    .orderBy('name')
    .orderBy('id')
    .offset(page.offset)
    .limit(page.max)
    .execute()
  // Those of one customer's reach see no sub-partners, and suspending one is not known here yet: all are active.
  const shown = hasPartner(context.actor) && (page.provisioningState ?? 'active') === 'active' ? rows : []
  const items = shown.map((row) => ({
    orgId: encodeId('ORGANIZATION', row.id),
    displayName: row.name,
    provisioningState: 'active' as const,
    created: row.created_at.toISOString(),
    parentMay: ParentMay.parse(row.parent_may),
  }))
  return { subPartners: items, items }
}

export async function getParent(context: Context) {
  const own = await context.tx
    .selectFrom('partners')
    .select(['parent_id', 'parent_may', 'parent_name'])
    .where('id', '=', context.actor.partnerId)
    .executeTakeFirstOrThrow()
  if (!own.parent_id) return {}
  return {
    parent: {
      id: encodeId('ORGANIZATION', own.parent_id),
      name: own.parent_name ?? '',
      may: ParentMay.parse(own.parent_may),
    },
  }
}

/** The sub-partner's own decision: its parent cannot widen what it was given. */
export async function changeParent(context: Context, may: ParentMay) {
  if (context.actor.behalf) throw new Refusal('partners.parent_decides_not')
  const before = await getParent(context)
  if (!before.parent) throw new Refusal('partners.no_parent')
  requireFresh(context)
  await context.tx.updateTable('partners').set({ parent_may: may }).where('id', '=', context.actor.partnerId).execute()
  await context.audit({
    type: 'partners.settings_changed',
    before: { parentMay: before.parent.may },
    after: { parentMay: may },
  })
  return { parent: { ...before.parent, may } }
}
