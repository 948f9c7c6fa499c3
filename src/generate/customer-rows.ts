import {
  deviceTerms,
  domainTerms,
  normalise,
  numberTerms,
  orderTerms,
  organizationTerms,
  siteTerms,
  sortName,
  type Term,
  userTerms,
} from '../hub/lookup/index.ts'
import { type Cell, time } from './copy-tables.ts'
import type { GeneratedDevice } from './devices.ts'
import type { LoadedTable } from './loaded-columns.ts'
import type { GeneratedCustomer, GeneratedLocation, GeneratedUser } from './population.ts'

/** Takes a row of a table, its cells in the order of `loadedColumns`. */
export type RowSink = (table: LoadedTable, cells: readonly Cell[]) => void

/** The rows of a customer but for its users and devices. Names that search knows go to `named`. */
export function customerRows(
  partnerId: string,
  customer: GeneratedCustomer,
  row: RowSink,
  named: (name: string) => void,
): void {
  const orgId = customer.id
  const terms = termSink(partnerId, orgId, row)
  const created = time(customer.createdAt)
  row('organizations', [
    partnerId,
    orgId,
    customer.name,
    normalise(customer.name),
    customer.status,
    customer.country,
    customer.region,
    customer.language,
    customer.primaryEmail,
    customer.externalId,
    customer.extensionDigits,
    created,
  ])
  terms(orgId, organizationTerms({ name: customer.name, externalId: customer.externalId }))
  named(customer.name)
  for (const site of customer.sites) {
    row('sites', [partnerId, site.id, orgId, site.host, time(site.createdAt)])
    terms(orgId, siteTerms(site.host))
  }
  for (const each of customer.domains) {
    row('domains', [partnerId, each.id, orgId, each.domain, each.status, time(each.createdAt)])
    terms(orgId, domainTerms(each.domain))
  }
  for (const each of customer.subscriptions) {
    const until = time(each.endsAt)
    row('subscriptions', [
      partnerId,
      each.id,
      orgId,
      each.reference,
      each.offer,
      each.status,
      time(each.startsAt),
      until,
    ])
  }
  for (const each of customer.orders) {
    const subscription = customer.subscriptions[each.subscription]?.id ?? null
    row('orders', [partnerId, each.id, orgId, each.number, subscription, each.status, time(each.orderedAt)])
    terms(each.id, orderTerms(each.number))
  }
  for (const each of customer.packages) {
    const subscription = customer.subscriptions[each.subscription]?.id ?? null
    row('organization_packages', [partnerId, orgId, each.packageId, subscription, each.limit, each.used])
  }
  for (const location of customer.locations) {
    locationRow(partnerId, orgId, location, row)
    const most = Math.min(200, 5 + Math.ceil(location.users / 10))
    for (const e164 of location.freeNumbers(most)) {
      row('numbers', [partnerId, e164, orgId, location.id, null, time(location.createdAt)])
      row('identifiers', ['e164', e164, partnerId, orgId, orgId])
      terms(orgId, numberTerms(e164))
    }
  }
}

/** A user with package, number, devices, identifiers and terms. */
export function userRows(partnerId: string, orgId: string, user: GeneratedUser, row: RowSink): void {
  const created = time(user.createdAt)
  row('users', [
    partnerId,
    user.id,
    orgId,
    user.email,
    user.firstName,
    user.lastName,
    user.displayName,
    sortName(user),
    user.status,
    user.location.id,
    user.extension,
    user.title,
    user.department,
    user.managerEmail,
    user.language,
    user.timeZone,
    'Office',
    user.addressCountry,
    user.preferredSite,
    user.jabberTeams,
    user.jabberCalling,
    user.externalId,
    created,
    time(user.lastModifiedAt),
    time(user.lastActivityAt),
  ])
  row('package_assignments', [partnerId, orgId, user.id, user.packageId, user.extras, time(user.assignedAt)])
  row('identifiers', ['email', user.email, partnerId, orgId, user.id])
  if (user.e164 !== null) {
    row('numbers', [partnerId, user.e164, orgId, user.location.id, user.id, created])
    row('identifiers', ['e164', user.e164, partnerId, orgId, user.id])
  }
  termSink(
    partnerId,
    orgId,
    row,
  )(
    user.id,
    userTerms({
      firstName: user.firstName,
      lastName: user.lastName,
      displayName: user.displayName,
      externalId: user.externalId,
    }),
  )
  for (const device of user.devices) deviceRows(partnerId, orgId, device, user.id, user.location.id, row)
}

export function deviceRows(
  partnerId: string,
  orgId: string,
  device: GeneratedDevice,
  userId: string | null,
  locationId: string,
  row: RowSink,
): void {
  row('devices', [
    partnerId,
    device.id,
    orgId,
    userId,
    locationId,
    device.displayName,
    device.product,
    device.type,
    device.mac,
    device.serial,
    device.sipAddress,
    device.ip,
    device.software,
    device.connectionStatus,
    time(device.createdAt),
    time(device.firstSeenAt),
    time(device.lastSeenAt),
  ])
  row('identifiers', ['mac', device.mac, partnerId, orgId, device.id])
  row('identifiers', ['serial', device.serial, partnerId, orgId, device.id])
  termSink(partnerId, orgId, row)(device.id, deviceTerms(device))
}

/** The customer's full administrator, who is one of its users. */
export function administratorRow(
  partnerId: string,
  orgId: string,
  id: string,
  user: GeneratedUser,
  row: RowSink,
): void {
  row('administrators', [
    partnerId,
    id,
    orgId,
    user.id,
    user.email,
    user.firstName,
    user.lastName,
    user.displayName,
    'id_full_admin',
    user.language,
    time(user.createdAt),
  ])
}

function locationRow(partnerId: string, orgId: string, location: GeneratedLocation, row: RowSink): void {
  row('locations', [
    partnerId,
    location.id,
    orgId,
    location.name,
    normalise(location.name),
    location.address,
    location.city,
    location.state,
    location.postalCode,
    location.country,
    location.timeZone,
    location.language,
    time(location.createdAt),
  ])
}

function termSink(partnerId: string, orgId: string, row: RowSink): (id: string, terms: readonly Term[]) => void {
  return (id, terms) => {
    for (const { kind, term } of terms) row('terms', [partnerId, orgId, kind, term, id])
  }
}
