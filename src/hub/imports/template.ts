import type { Context } from '../../platform/context.ts'
import { csvLine } from '../../platform/write-csv.ts'
import { type Offer, offersFor } from '../packages/index.ts'
import { type DescribedOrganization, requireOrganization } from '../partners/index.ts'
import { columns } from './columns.ts'
import { isForUsers } from './customer.ts'
import type { FileColumn } from './headings.ts'

/** The heading line of a user CSV for this customer. */
export async function templateFor(
  context: Context,
  organizationId: string,
): Promise<{ name: string; content: string }> {
  const organization = await requireOrganization(context, organizationId)
  const headings = templateColumns(await offersFor(context, organizationId)).map(({ heading }) => heading)
  return { name: `${fileStem(organization)}-users.csv`, content: csvLine(headings) }
}

/** The columns of a user CSV: what all customers have, then base licences, then what this one was sold. */
export function templateColumns(offers: readonly Offer[]): FileColumn[] {
  const offered = offers.filter((offer) => offer.kind === 'base' || (offer.sold && isForUsers(offer)))
  const [bases, sold] = [offered.filter(({ kind }) => kind === 'base'), offered.filter(({ kind }) => kind !== 'base')]
  return [
    ...columns.map((definition): FileColumn => ({ kind: 'field', heading: definition.heading, definition })),
    ...bases.map((offer): FileColumn => ({ kind: 'offer', heading: offer.heading, offer })),
    ...sold.map(
      (offer): FileColumn => ({
        kind: 'offer',
        heading: offer.subscription ? `${offer.heading} [${offer.subscription}]` : offer.heading,
        offer,
      }),
    ),
  ]
}

/** What files of this customer are called by. */
export function fileStem({ name }: Pick<DescribedOrganization, 'name'>): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase()
  return plain || 'customer'
}
