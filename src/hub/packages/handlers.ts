import { encodeId } from '../../api/ids.ts'
import * as packagesApi from '../../api/packages.ts'
import { handle } from '../../platform/handlers.ts'
import { requireListedOrganization } from '../partners/index.ts'
import { allSoldPackages, licensesOf, type SoldLicense, soldPackages } from './catalogue.ts'

export const packagesHandlers = handle(
  packagesApi,
  {
    listLicenses: async (context, { query }) => {
      if (query.orgId) await requireListedOrganization(context, query.orgId)
      const sold = query.orgId ? await soldPackages(context, [query.orgId]) : await allSoldPackages(context)
      return { items: sold.flatMap(licensesOf).map(describeLicense) }
    },
  },
  // Names its users, so it is answered by the directory.
  ['getLicense'],
)

/** As existing clients know it; -1 stands for unlimited. */
export function describeLicense(license: SoldLicense) {
  const { used, limit, forWhom, subscription, id, name } = license.package
  return {
    id: encodeId('LICENSE', license.id),
    name: license.name,
    totalUnits: limit ?? -1,
    consumedUnits: used,
    consumedByUsers: forWhom === 'workspace' ? 0 : used,
    consumedByWorkspaces: forWhom === 'workspace' ? used : 0,
    ...(subscription ? { subscriptionId: subscription } : {}),
    package: { id, name },
  }
}
