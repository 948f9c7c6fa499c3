import { attendantConsole, calls, soldPackages } from './packages.ts'
import type { GeneratedCustomer } from './population.ts'

export type CsvPackage = {
  id: string
  heading: string
  calls: boolean
  needsSite: boolean
  /** Seats left; null: unlimited. */
  free: number | null
}

/** What a file needs to know of the customer whom it is for. */
export type CsvCustomer = {
  /** Of the new users' addresses. */
  domain: string
  /** null: extensions of any allowed length. */
  extensionDigits: number | null
  locations: {
    name: string
    country: string
    timeZone: string
    language: string /** The first so many extensions are taken. */
    usedExtensions: number
  }[]
  sites: string[]
  /** Headings bear the subscription, as `Webex Calling [Sub200000]`. */
  packages: CsvPackage[]
  addOns: { id: string; heading: string }[]
}

export const clientHeadings = ['Jabber with Webex Teams', 'Jabber Calling'] as const
export const baseHeadings = ['Basic Messaging', 'Basic Space Meetings', 'Call on Webex (1:1 call, non-PSTN)'] as const

const attributeHeadings = [
  'User ID/Email (Required)',
  'First Name',
  'Last Name',
  'Display Name',
  'User Status',
  'Last Service Accessed Time',
  'Days since Last Service Accessed',
  'Extension',
  'Phone Number',
  'Caller ID Number',
  'Caller ID First Name',
  'Caller ID Last Name',
  'Location',
  'Title',
  'Department',
  'Manager',
  'Preferred Language',
  'Time zone',
  'Address type',
  'Address country',
  'Preferred Webex Site',
  ...clientHeadings,
  ...baseHeadings,
]

/** The headings of a file for the customer; with `unsold`, one more for a package that it was not sold. */
export function headings(customer: CsvCustomer, unsold: boolean): string[] {
  const own = [
    ...attributeHeadings,
    ...customer.packages.map((each) => each.heading),
    ...customer.addOns.map((each) => each.heading),
  ]
  const extra = unsold ? unsoldHeading(customer) : null
  return extra === null ? own : [...own, extra]
}

/** The heading of the first package that the customer was not sold; null where it was sold all. */
export function unsoldHeading(customer: CsvCustomer): string | null {
  return soldPackages.find((known) => !customer.packages.some((each) => each.id === known.id))?.heading ?? null
}

export function csvCustomerOf(customer: GeneratedCustomer): CsvCustomer {
  const named = (packageId: string, heading: string): string => {
    const sold = customer.packages.find((each) => each.packageId === packageId)
    const reference = sold ? customer.subscriptions[sold.subscription]?.reference : undefined
    return reference === undefined ? heading : `${heading} [${reference}]`
  }
  return {
    domain: customer.domains[0]?.domain ?? 'example.example',
    extensionDigits: customer.extensionDigits,
    locations: customer.locations.map((each) => ({
      name: each.name,
      country: each.country,
      timeZone: each.timeZone,
      language: each.language,
      usedExtensions: each.users,
    })),
    sites: customer.sites.map((each) => each.host),
    packages: soldPackages.flatMap((known) => {
      const sold = customer.packages.find((each) => each.packageId === known.id)
      if (!sold) return []
      const free = sold.limit === null ? null : sold.limit - sold.used
      return [
        {
          id: known.id,
          heading: named(known.id, known.heading),
          calls: calls(known.id),
          needsSite: known.needsSite,
          free,
        },
      ]
    }),
    addOns: customer.packages.some((each) => each.packageId === attendantConsole.id)
      ? [{ id: attendantConsole.id, heading: named(attendantConsole.id, attendantConsole.heading) }]
      : [],
  }
}
