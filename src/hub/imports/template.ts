import type { Context } from '../../platform/context.ts'
import { csvLine } from '../../platform/write-csv.ts'
import { offersFor } from '../packages/index.ts'
import { requireOrganization } from '../partners/index.ts'
import { columns } from './columns.ts'
import { isForUsers } from './customer.ts'

/** The heading line of a user CSV for this customer: what all have, then base licences, then what it was sold. */
export async function templateFor(
  context: Context,
  organizationId: string,
): Promise<{ name: string; content: string }> {
  const organization = await requireOrganization(context, organizationId)
  const offers = await offersFor(context, organizationId)
  const bases = offers.filter((offer) => offer.kind === 'base').map((offer) => offer.heading)
  const sold = offers
    .filter((offer) => offer.kind !== 'base' && offer.sold && isForUsers(offer))
    .map((offer) => (offer.subscription ? `${offer.heading} [${offer.subscription}]` : offer.heading))
  const name = organization.name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
  return {
    name: `${name || 'customer'}-users.csv`,
    content: csvLine([...columns.map((column) => column.heading), ...bases, ...sold]),
  }
}
