import { sql } from 'kysely'
import { encodeId } from '../../api/ids.ts'
import * as partnersApi from '../../api/partners.ts'
import { withinReach } from '../../platform/access.ts'
import type { Context } from '../../platform/context.ts'
import { handle } from '../../platform/handlers.ts'
import { isOwnOrganization, requireOrganization } from './organizations.ts'
import { changeParent, getParent, listSubPartners } from './sub-partners.ts'

export const partnersHandlers = handle(
  partnersApi,
  {
    listOrganizations: async (context) => ({ items: await listOrganizations(context) }),
    getOrganization: async (context, { params }) => await getOrganization(context, params.orgId),
    listSubPartners: async (context, { query }) => await listSubPartners(context, query),
    getParent: async (context) => await getParent(context),
    changeParent: async (context, { body }) => await changeParent(context, body.may),
  },
  // Gathered from packages, identity and directory too.
  ['listCustomers', 'getCustomer'],
)

async function listOrganizations(context: Context) {
  const rows = await context.tx
    .selectFrom('organizations')
    .select(['id', 'name', 'created_at'])
    .where('partner_id', '=', context.actor.partnerId)
    .where(withinReach(context.actor, 'id'))
    .orderBy(sql`created_at desc, id desc`)
    .execute()
  return rows.map((row) => ({
    id: encodeId('ORGANIZATION', row.id),
    displayName: row.name,
    created: row.created_at.toISOString(),
  }))
}

async function getOrganization(context: Context, organizationId: string) {
  if (isOwnOrganization(context, organizationId)) {
    const partner = await context.tx
      .selectFrom('partners')
      .select(['id', 'name', 'created_at'])
      .where('id', '=', organizationId)
      .executeTakeFirstOrThrow()
    return {
      id: encodeId('ORGANIZATION', partner.id),
      displayName: partner.name,
      created: partner.created_at.toISOString(),
    }
  }
  const organization = await requireOrganization(context, organizationId)
  return {
    id: encodeId('ORGANIZATION', organization.id),
    displayName: organization.name,
    created: organization.createdAt.toISOString(),
  }
}
