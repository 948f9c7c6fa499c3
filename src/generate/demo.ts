import { hostLabel, reservedRoot } from './companies.ts'
import { countryOf } from './countries.ts'
import { attendantConsole, baseLicenses, type SoldPackage } from './packages.ts'
import { type CustomerPlan, customerSizes, customersOf, defaultUntil, type GeneratedCustomer } from './population.ts'

/** The demo's largest customer. Its id never changes: bookmarks and scripts of a demo rely on it. */
export const demoCustomerId = '018b1899-9400-7a6b-9c10-4b6573747265'

export const demoUsers = 6000
export const demoCustomers = 60

const largest = 1200

/** 60 customers with 6,000 users, always the same. The first is Kestrel Freight, which was sold everything. */
export function demoPopulation(until: number = defaultUntil): Generator<GeneratedCustomer> {
  return customersOf('cordboard demo', demoPlans(), until)
}

function* demoPlans(): Generator<CustomerPlan> {
  yield kestrelFreight
  for (const users of customerSizes(demoUsers - largest, demoCustomers - 1)) yield { users }
}

const kestrelFreight: CustomerPlan = {
  id: demoCustomerId,
  users: largest,
  // The demo's own account is it.
  administrator: false,
  country: countryOf('FI'),
  company: { name: `${reservedRoot} Freight`, slug: hostLabel(`${reservedRoot} Freight`), trade: 'Freight' },
  createdAt: Date.UTC(2023, 9, 10, 8),
  locations: [
    { country: 'FI', city: 'Helsinki', share: 420 },
    { country: 'FI', city: 'Tampere', share: 190 },
    { country: 'FI', city: 'Turku', share: 130, name: 'Turku Harbour' },
    { country: 'FI', city: 'Oulu', share: 90 },
    { country: 'SE', city: 'Stockholm', share: 140 },
    { country: 'DK', city: 'København', share: 90, name: 'Copenhagen' },
    { country: 'NL', city: 'Rotterdam', share: 110, name: 'Rotterdam Terminal' },
    { country: 'BR', city: 'São Paulo', share: 30 },
  ],
  packages: [
    unlimited('webex_calling', 470),
    unlimited('webex_suite', 380),
    unlimited('webex_calling_standard', 150),
    { packageId: 'webex_voice', limit: 50, used: 47, subscription: 0 },
    unlimited('webex_meetings', 98),
    unlimited('cx_essentials', 35),
    unlimited(attendantConsole.id, 9),
    // Held by the twenty users to whom no package was given.
    ...baseLicenses.map((each) => unlimited(each.id, 20)),
  ],
}

function unlimited(packageId: string, used: number): SoldPackage {
  return { packageId, limit: null, used, subscription: 0 }
}
