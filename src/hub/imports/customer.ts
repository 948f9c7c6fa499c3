import type { ImportBehavior } from '../../api/imports.ts'
import type { Context } from '../../platform/context.ts'
import { administratorEmails } from '../administrators/index.ts'
import { hasUsers, locationNames } from '../directory/index.ts'
import { type Offer, offersFor } from '../packages/index.ts'
import { organizationFacts, requireOrganization } from '../partners/index.ts'

/** All that the rules need to know of a customer: read once for an import, small whatever the file is. */
export type Customer = {
  id: string
  name: string
  country: string
  extensionDigits: number | null
  /** The calling network takes caller names from the user's own name there. */
  ignoresCallerNames: boolean
  behavior: ImportBehavior
  now: Date
  requireNumberForAllCalling: boolean
  offers: ReadonlyMap<string, Offer>
  /** Packages that this customer's users can hold: each has its column. */
  packageIds: readonly string[]
  baseIds: readonly string[]
  /** By folded name. */
  locations: ReadonlyMap<string, { id: string; country: string }>
  locationCountries: ReadonlyMap<string, string>
  sites: ReadonlySet<string>
  verifiedDomains: ReadonlySet<string>
  /** E-mail addresses of people of the customer who sign in to the hub: as users they are the same persons. */
  administrators: ReadonlySet<string>
  /** No user yet: nobody to compare with. */
  isEmpty: boolean
}

export async function readCustomer(
  context: Context,
  organizationId: string,
  behavior: ImportBehavior,
): Promise<Customer> {
  const organization = await requireOrganization(context, organizationId)
  const facts = await organizationFacts(context, organizationId)
  const offers = await offersFor(context, organizationId)
  const locations = await locationNames(context, organizationId)
  return {
    id: organizationId,
    name: organization.name,
    country: organization.country,
    extensionDigits: organization.extensionDigits,
    ignoresCallerNames: asiaPacific.has(organization.country),
    behavior,
    now: context.now,
    requireNumberForAllCalling: context.config.REQUIRE_NUMBER_FOR_ALL_CALLING,
    offers: new Map(offers.map((offer) => [offer.id, offer])),
    packageIds: offers
      .filter((offer) => offer.sold && offer.kind === 'package' && isForUsers(offer))
      .map(({ id }) => id),
    baseIds: offers.filter((offer) => offer.kind === 'base').map(({ id }) => id),
    locations: new Map(locations.map(({ id, name, country }) => [foldName(name), { id, country }])),
    locationCountries: new Map(locations.map(({ id, country }) => [id, country])),
    sites: new Set(facts.sites.map(({ host }) => host.toLowerCase())),
    verifiedDomains: new Set(
      facts.domains.filter(({ status }) => status !== 'pending').map(({ domain }) => domain.toLowerCase()),
    ),
    administrators: new Set(await administratorEmails(context, organizationId)),
    isEmpty: !(await hasUsers(context, organizationId)),
  }
}

/** What can stand on a user at all; the rest is for workspaces or for the customer as a whole. */
export function isForUsers(offer: Offer): boolean {
  return offer.forWhom === 'user' || offer.forWhom === 'mixed'
}

/** Names of locations are matched without regard to case and runs of spaces. */
export function foldName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

const asiaPacific = new Set(
  'AU BD BN BT CN FJ FM HK ID IN JP KH KI KR LA LK MH MM MN MO MV MY NP NR NZ PG PH PK PW SB SG TH TL TO TV TW VN VU WS'.split(
    ' ',
  ),
)
