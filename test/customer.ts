import type { Customer } from '../src/hub/imports/customer.ts'

/** A customer as the rules of imports see it, with one location and nothing bought. */
export function customerOf(more: Partial<Customer> = {}): Customer {
  return {
    id: 'customer',
    name: 'Customer',
    country: 'NL',
    extensionDigits: null,
    ignoresCallerNames: false,
    behavior: 'add',
    now: new Date('2026-11-01T00:00:00Z'),
    requireNumberForAllCalling: false,
    offers: new Map(),
    packageIds: [],
    baseIds: [],
    locations: new Map([['delft', { id: 'delft', country: 'NL' }]]),
    locationCountries: new Map([['delft', 'NL']]),
    sites: new Set(),
    verifiedDomains: new Set(),
    administrators: new Set(),
    isEmpty: false,
    ...more,
  }
}
