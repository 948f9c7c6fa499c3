import type { CustomerSettings, Launched, PartnerSettings } from '../../api/partner-settings.ts'
import { permissions, roleInCustomer, rolePhrases } from '../../api/permissions.ts'
import { isAllowed } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { Refusal } from '../../platform/errors.ts'
import { requireFresh } from '../../platform/fresh-sign-in.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { recordOnce } from '../audit/index.ts'
import { requireOrganization } from './organizations.ts'

export async function customerSettings(context: Context, organizationId: string): Promise<CustomerSettings> {
  const { id } = await requireOrganization(context, organizationId)
  const { restricted } = await context.tx
    .selectFrom('organizations')
    .select('restricted')
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { restricted, can: { change: isAllowed(context.actor, 'partners:write', id) } }
}

/** Restricted administrator mode is the partner's switch; it counts from the next request of the customer's people. */
export async function changeCustomerSettings(
  context: Context,
  organizationId: string,
  wanted: { restricted?: boolean | undefined },
): Promise<CustomerSettings> {
  const before = await customerSettings(context, organizationId)
  if (wanted.restricted === undefined || wanted.restricted === before.restricted) return before
  if (context.actor.side !== 'partner') throw new Refusal('common.forbidden')
  requireFresh(context)
  await context.tx
    .updateTable('organizations')
    .set({ restricted: wanted.restricted })
    .where('partner_id', '=', context.actor.partnerId)
    .where('id', '=', organizationId)
    .execute()
  await context.audit({
    type: wanted.restricted ? 'partners.restricted_on' : 'partners.restricted_off',
    organizationId,
    subject: { kind: 'organization', id: organizationId },
    before: { restricted: before.restricted },
    after: { restricted: wanted.restricted },
  })
  return { ...before, restricted: wanted.restricted }
}

export async function partnerSettings(context: Context): Promise<PartnerSettings> {
  const { actor, tx } = context
  if (actor.side !== 'partner') throw new Refusal('common.forbidden')
  const partner = await tx
    .selectFrom('partners')
    .select('administrators_manage_users')
    .where('id', '=', actor.partnerId)
    .executeTakeFirstOrThrow()
  return {
    administratorsManageUsers: partner.administrators_manage_users,
    can: { change: isAllowed(actor, 'partners:configure') },
  }
}

export async function changePartnerSettings(
  context: Context,
  wanted: { administratorsManageUsers?: boolean | undefined },
): Promise<PartnerSettings> {
  const before = await partnerSettings(context)
  const { administratorsManageUsers } = wanted
  if (administratorsManageUsers === undefined || administratorsManageUsers === before.administratorsManageUsers)
    return before
  requireFresh(context)
  const { partnerId } = context.actor
  await context.tx
    .updateTable('partners')
    .set({ administrators_manage_users: administratorsManageUsers })
    .where('id', '=', partnerId)
    .execute()
  await context.audit({
    type: 'partners.settings_changed',
    subject: { kind: 'partner', id: partnerId },
    before: { administratorsManageUsers: before.administratorsManageUsers },
    after: { administratorsManageUsers },
  })
  return { ...before, administratorsManageUsers }
}

/** The page may be loaded many times in one stay, in tabs that do not know of each other. */
const oneStayMinutes = 60

/** Nothing is opened but the page: rights in a customer are those of each request. What counts is that it was done is known. */
export async function launchCustomer(context: Context, organizationId: string): Promise<Launched> {
  const { actor, language } = context
  const organization = await requireOrganization(context, organizationId)
  if (actor.role === 'system') throw new Refusal('common.forbidden')
  await recordOnce(
    context,
    {
      type: 'partners.launched',
      organizationId: organization.id,
      subject: { kind: 'organization', id: organization.id },
      data: { role: roleInCustomer(actor.role) },
    },
    oneStayMinutes,
  )
  const role = roleInCustomer(actor.role)
  const name = phraseOf(language, rolePhrases[role])
  return {
    role: { key: role, name },
    permissions: permissions.filter((permission) => isAllowed(actor, permission, organization.id)),
    because: phraseOf(language, `partners.launched.${role === actor.role ? 'asOneself' : 'asProvisioning'}`, {
      role: name,
      own: phraseOf(language, rolePhrases[actor.role]),
      customer: organization.name,
    }),
  }
}
