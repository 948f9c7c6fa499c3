import type { RowOutcome } from '../../api/imports.ts'
import type { UserState } from '../directory/index.ts'
import type { Offer } from '../packages/index.ts'
import { changedBits } from './changed-fields.ts'
import { type FieldName, headingOf } from './columns.ts'
import type { Customer } from './customer.ts'
import type { FileColumn } from './headings.ts'
import { type Issue, shown } from './issues.ts'
import { readNumber } from './phone-numbers.ts'
import { addError, addWarning, type Given } from './read-cells.ts'

/** A user as the customer has it now. */
export type Existing = UserState & {
  id: string
  /** The instant of the last change, to the microsecond, as PostgreSQL writes it. */
  version: string
  status: string
  lastActivityAt: string | null
  packageId: string | null
  extras: string[]
}

export type Decision = {
  line: number
  email: string
  outcome: RowOutcome
  issues: Issue[]
  isRefused: boolean
  existing: Existing | null
  /** The whole state that the user shall have; null where nothing is to be written. */
  wanted: Wanted | null
  /** Which fields of the user would be others, each a bit; 0 where no user is changed. */
  changed: number
  /** The package needs a preferred site, and the file has no column for it. */
  lacksSite: string | null
}

export type Wanted = UserState & { packageId: string | null; extras: string[] }

/** What this file has of columns, asked once. */
export type FileShape = {
  headingFor(field: FieldName): string
  has(field: FieldName): boolean
  /** Every package that this customer's users can hold has its column. */
  hasAllPackages: boolean
  presentBases: ReadonlySet<string>
}

export function shapeOf(columns: readonly FileColumn[], customer: Customer): FileShape {
  const headings = new Map(
    columns.flatMap((column) => (column.kind === 'field' ? [[column.definition.field, column.heading] as const] : [])),
  )
  const offers = new Set(columns.flatMap((column) => (column.kind === 'offer' ? [column.offer.id] : [])))
  return {
    headingFor: (field) => headings.get(field) ?? headingOf(field),
    has: (field) => headings.has(field),
    hasAllPackages: customer.packageIds.length > 0 && customer.packageIds.every((id) => offers.has(id)),
    presentBases: new Set(customer.baseIds.filter((id) => offers.has(id))),
  }
}

/** The rules for one row, beside what needs the database or the other rows: whether numbers, extensions and seats are free. */
export function decideRow(given: Given, existing: Existing | null, customer: Customer, shape: FileShape): Decision {
  const decision: Decision = {
    line: given.line,
    email: given.email,
    outcome: 'refused',
    issues: given.issues,
    isRefused: given.isRefused,
    existing,
    wanted: null,
    changed: 0,
    lacksSite: null,
  }
  if (given.formulas) checkFormulas(decision, given.formulas)
  if (!given.isReadable) return decision
  checkReadOnly(decision, given, shape)
  if (isRemoval(given, customer, shape)) {
    if (given.grantedExtras.length > 0) contradictRemoval(decision, given, customer)
    else if (decision.isRefused) return decision
    // Nobody there to remove is what the row wants: the same file again changes nothing.
    if (existing === null)
      addWarning(decision, shape.headingFor('email'), 'imports.nobody_to_remove', { value: decision.email })
    if (!decision.isRefused) decision.outcome = existing === null ? 'unchanged' : 'remove'
    return decision
  }
  const held = decidePackage(decision, given, customer, shape)
  const wanted: Wanted = existing ? { ...stateOf(existing), ...held } : blankUser(held)
  fillProfile(wanted, given, decision, customer, shape)
  fillCalling(wanted, given, decision, customer, shape)
  const offer = wanted.packageId === null ? undefined : customer.offers.get(wanted.packageId)
  checkNames(wanted, decision, offer, shape)
  if (wanted.packageId !== null && wanted.packageId !== existing?.packageId)
    requireForPackage(wanted, decision, offer, customer, shape, given.location === null)
  if (decision.isRefused) {
    // Never written; what it asks for is compared with others all the same, so that one round names all its faults.
    decision.wanted = wanted
    return decision
  }
  if (existing !== null) decision.changed = changedBits(existing, wanted)
  decision.outcome = existing === null ? 'create' : decision.changed === 0 ? 'unchanged' : 'change'
  if (decision.outcome === 'unchanged') return decision
  decision.wanted = wanted
  warnOfLostPackage(decision, wanted, given, customer)
  warnOfIdleNumbers(decision, wanted, offer)
  return decision
}

/** Removal is said by FALSE in every package column, with all of the customer's packages there, and only in `addAndRemove`. */
function isRemoval(given: Given, customer: Customer, shape: FileShape): boolean {
  return (
    customer.behavior === 'addAndRemove' &&
    shape.hasAllPackages &&
    given.granted.length === 0 &&
    customer.packageIds.every((id) => given.denied.some((offer) => offer.id === id))
  )
}

/** A row that takes all packages away and gives a licence says two things, of which one removes a user: neither is done. */
function contradictRemoval(decision: Decision, given: Given, customer: Customer): void {
  const licenses = given.grantedExtras.map(({ name }) => name).join(', ')
  addError(decision, undefined, 'imports.removal_contradicted', { licenses })
  for (const offer of given.grantedExtras) if (offer.needsAnyOf.length > 0) refuseWithoutBase(decision, offer, customer)
}

function refuseWithoutBase(decision: Decision, offer: Offer, customer: Customer): void {
  const bases = offer.needsAnyOf.map((base) => customer.offers.get(base)?.name ?? base)
  addError(decision, undefined, 'imports.add_on_without_base', { addOn: offer.name, packages: bases.join(', ') })
}

function decidePackage(
  decision: Decision,
  given: Given,
  customer: Customer,
  shape: FileShape,
): { packageId: string | null; extras: string[] } {
  const { existing } = decision
  const removes = customer.behavior === 'addAndRemove'
  const [first, second] = given.granted
  if (first && second) addError(decision, undefined, 'imports.two_packages', { one: first.name, other: second.name })
  let packageId = existing?.packageId ?? null
  if (first) packageId = first.id
  else if (given.offersAreFaulty) packageId = existing?.packageId ?? null
  else if (existing === null) addError(decision, undefined, 'imports.no_package', {})
  else if (removes && given.denied.some((offer) => offer.id === packageId))
    addError(decision, undefined, 'imports.removal_columns_missing', {})

  let extras = existing?.extras.slice() ?? []
  for (const { id } of given.grantedExtras) if (!extras.includes(id)) extras.push(id)
  if (removes && extras.length > 0) extras = extras.filter((id) => !given.deniedExtras.some((offer) => offer.id === id))
  if (existing === null)
    for (const id of automaticBases(given, customer, shape)) if (!extras.includes(id)) extras.push(id)
  for (const id of given.offersAreFaulty ? [] : extras) {
    const offer = customer.offers.get(id)
    if (!offer || offer.needsAnyOf.length === 0) continue
    if (packageId === null || !offer.needsAnyOf.includes(packageId)) refuseWithoutBase(decision, offer, customer)
  }
  return { packageId, extras: extras.sort() }
}

/**
 * Base licences that a new user gets unasked: in `add` always, FALSE or not; in `addAndRemove` only those whose column is
 * there and blank. This is what customers stumble over, so the file carries a warning that names them.
 */
function automaticBases(given: Given, customer: Customer, shape: FileShape): readonly string[] {
  if (customer.behavior === 'add') return customer.baseIds
  return customer.baseIds.filter(
    (id) =>
      shape.presentBases.has(id) &&
      !given.grantedExtras.some((offer) => offer.id === id) &&
      !given.deniedExtras.some((offer) => offer.id === id),
  )
}

function fillProfile(wanted: Wanted, given: Given, decision: Decision, customer: Customer, shape: FileShape): void {
  const { existing } = decision
  if (given.firstName !== undefined) wanted.firstName = given.firstName
  if (given.lastName !== undefined) wanted.lastName = given.lastName
  if (given.title !== undefined) wanted.title = given.title
  if (given.department !== undefined) wanted.department = given.department
  if (given.managerEmail !== undefined) wanted.managerEmail = given.managerEmail
  if (given.language !== undefined) wanted.language = given.language
  if (given.timeZone !== undefined) wanted.timeZone = given.timeZone
  if (given.addressType !== undefined) wanted.addressType = given.addressType
  if (given.addressCountry !== undefined) wanted.addressCountry = given.addressCountry
  if (given.preferredSite !== undefined) wanted.preferredSite = given.preferredSite
  if (given.jabberTeams !== undefined) wanted.jabberTeams = given.jabberTeams
  if (given.jabberCalling !== undefined) wanted.jabberCalling = given.jabberCalling
  // A name that was put together from first and last name follows them.
  if (given.displayName !== undefined) wanted.displayName = given.displayName
  else if (existing === null || existing.displayName === fullName(existing, given.email))
    wanted.displayName = fullName(wanted, given.email)
  if (!customer.ignoresCallerNames) {
    if (given.callerIdFirstName !== undefined) wanted.callerIdFirstName = given.callerIdFirstName
    if (given.callerIdLastName !== undefined) wanted.callerIdLastName = given.callerIdLastName
  } else if (given.callerIdFirstName !== undefined || given.callerIdLastName !== undefined) {
    const field = given.callerIdFirstName === undefined ? 'callerIdLastName' : 'callerIdFirstName'
    addWarning(decision, shape.headingFor(field), 'imports.caller_name_ignored', { country: customer.country })
  }
}

function fullName(person: { firstName: string; lastName: string }, email: string): string {
  return `${person.firstName} ${person.lastName}`.trim() || email.slice(0, email.indexOf('@'))
}

function fillCalling(wanted: Wanted, given: Given, decision: Decision, customer: Customer, shape: FileShape): void {
  const { existing } = decision
  if (given.location !== undefined) {
    const target = given.location?.id ?? null
    const callsNow = existing?.packageId != null && customer.offers.get(existing.packageId)?.calls === true
    if (callsNow && existing.locationId !== null && target !== existing.locationId) {
      addError(decision, shape.headingFor('location'), 'imports.location_change_refused', {})
    } else wanted.locationId = target
  }
  const country =
    given.location?.country ??
    (wanted.locationId === null ? undefined : customer.locationCountries.get(wanted.locationId)) ??
    customer.country
  if (given.number !== undefined)
    wanted.e164 = readNumberCell(given.number, country, decision, shape.headingFor('e164'))
  if (given.callerIdNumber !== undefined) {
    wanted.callerIdNumber = readNumberCell(given.callerIdNumber, country, decision, shape.headingFor('callerIdNumber'))
  }
  if (given.extension !== undefined) wanted.extension = given.extension
}

function readNumberCell(cell: string, country: string, decision: Decision, heading: string): string | null {
  const read = readNumber(cell, country)
  if (read === null) addError(decision, heading, 'imports.number_bad', { value: shown(cell) })
  else if (read.mended)
    addWarning(decision, heading, 'imports.number_mended', { value: shown(cell), number: read.e164 })
  return read?.e164 ?? null
}

/** Names of people who call are held to what the calling network can carry. */
function checkNames(wanted: Wanted, decision: Decision, offer: Offer | undefined, shape: FileShape): void {
  if (!offer?.calls) return
  const becomesCaller = decision.existing?.packageId !== offer.id
  for (const field of ['firstName', 'lastName'] as const) {
    const name = wanted[field]
    // What the user is called already is no fault of this file.
    if (name === decision.existing?.[field] && !becomesCaller) continue
    if (name.length > 30 || /[%#<>\\/"]/.test(name))
      addError(decision, shape.headingFor(field), 'imports.name_bad', { value: shown(name) })
  }
}

/** What whoever gets a package anew must have, from the row or from before. */
function requireForPackage(
  wanted: Wanted,
  decision: Decision,
  offer: Offer | undefined,
  customer: Customer,
  shape: FileShape,
  saysRemove: boolean,
): void {
  if (!offer) return
  // A cell with a fault of its own is not blank as well.
  const isFaulty = (field: FieldName) => decision.issues.some((issue) => issue.column === shape.headingFor(field))
  const missing = (field: FieldName) => {
    const heading = shape.headingFor(field)
    if (isFaulty(field)) return
    const isRemoved = field === 'location' && saysRemove
    const code = shape.has(field) ? 'imports.required_missing' : 'imports.required_column_missing'
    addError(decision, heading, isRemoved ? 'imports.location_needed' : code, { heading, package: offer.name })
  }
  if (offer.needsNumber || (offer.calls && customer.requireNumberForAllCalling)) {
    if (wanted.e164 === null && wanted.extension === null && !isFaulty('e164') && !isFaulty('extension')) {
      addError(decision, shape.headingFor('extension'), 'imports.no_number_or_extension', { package: offer.name })
    }
    if (wanted.locationId === null) missing('location')
  }
  if (wanted.jabberTeams === null) missing('jabberTeams')
  if (wanted.jabberCalling === null) missing('jabberCalling')
  if (offer.needsSite && wanted.preferredSite === null && !isFaulty('preferredSite')) {
    if (!shape.has('preferredSite')) decision.lacksSite = offer.name
    else addWarning(decision, shape.headingFor('preferredSite'), 'imports.site_missing', { package: offer.name })
  }
}

/**
 * A user has one package, so TRUE for another takes the present one away, whatever the behaviour. Not said again to whoever has written FALSE for it
 * where FALSE is not ignored.
 */
function warnOfLostPackage(decision: Decision, wanted: Wanted, given: Given, customer: Customer): void {
  const lost = decision.existing?.packageId ?? null
  if (lost === null || wanted.packageId === null || lost === wanted.packageId) return
  if (customer.behavior === 'addAndRemove' && given.denied.some(({ id }) => id === lost)) return
  const name = (id: string) => customer.offers.get(id)?.name ?? id
  addWarning(decision, undefined, 'imports.package_replaced', { before: name(lost), after: name(wanted.packageId) })
}

/** A number or an extension that is given, or left, beside a package that does not call: it is taken for nothing. */
function warnOfIdleNumbers(decision: Decision, wanted: Wanted, offer: Offer | undefined): void {
  if (!offer || offer.calls) return
  const { existing } = decision
  const isNew = existing?.packageId !== offer.id
  const held = [wanted.e164, wanted.extension].filter((each) => each !== null)
  const isGiven = wanted.e164 !== (existing?.e164 ?? null) || wanted.extension !== (existing?.extension ?? null)
  if (held.length === 0 || !(isNew || isGiven)) return
  addWarning(decision, undefined, 'imports.numbers_idle', { package: offer.name, numbers: held.join(', ') })
}

function checkFormulas(decision: Decision, formulas: NonNullable<Given['formulas']>): void {
  for (const { heading, field, text } of formulas)
    if (presentWords(decision, field) !== (field === 'email' ? text.toLowerCase() : text))
      addError(decision, heading, 'imports.formula_cell', { value: shown(text) })
}

function presentWords({ existing, email }: Decision, field: FieldName): string | null {
  if (existing === null) return null
  switch (field) {
    case 'email':
      return email
    case 'firstName':
    case 'lastName':
    case 'displayName':
    case 'title':
    case 'department':
    case 'callerIdFirstName':
    case 'callerIdLastName':
      return existing[field]
    default:
      return null
  }
}

function checkReadOnly(decision: Decision, given: Given, shape: FileShape): void {
  const { existing } = decision
  for (const field of ['userStatus', 'lastAccess', 'daysSinceAccess'] as const) {
    const cell = given[field]
    if (cell === undefined) continue
    const heading = shape.headingFor(field)
    if (existing === null) addWarning(decision, heading, 'imports.read_only_ignored', { heading })
    else if (!isPresentValue(field, cell, existing))
      addError(decision, heading, 'imports.read_only_changed', { heading, value: shown(cell) })
  }
}

function isPresentValue(
  field: 'userStatus' | 'lastAccess' | 'daysSinceAccess',
  cell: string,
  existing: Existing,
): boolean {
  if (field === 'userStatus') {
    const letters = cell.toLowerCase().replace(/[^a-z]/g, '')
    const word = letters === 'pending' ? 'invitepending' : letters
    const present = existing.status.replaceAll('_', '')
    // The file may be older than the user's last step towards being active.
    const [then, now] = [statesOnTheWay.indexOf(word), statesOnTheWay.indexOf(present)]
    return word === present || (then >= 0 && then < now)
  }
  const accessed = existing.lastActivityAt === null ? null : new Date(existing.lastActivityAt)
  if (accessed === null) return false
  if (field === 'lastAccess') return new Date(cell).getTime() <= accessed.getTime()
  // The number of days grows by itself after an export, and begins anew with each use.
  return /^\d{1,6}$/.test(cell)
}

const statesOnTheWay = ['invitepending', 'notverified', 'verified', 'active']

function stateOf(existing: Existing): UserState {
  const {
    id: _id,
    version: _version,
    status: _status,
    lastActivityAt: _last,
    packageId: _package,
    extras: _extras,
    ...state
  } = existing
  return state
}

function blankUser({ packageId, extras }: { packageId: string | null; extras: string[] }): Wanted {
  return {
    firstName: '',
    lastName: '',
    displayName: '',
    locationId: null,
    extension: null,
    e164: null,
    title: null,
    department: null,
    managerEmail: null,
    language: null,
    timeZone: null,
    addressType: null,
    addressCountry: null,
    preferredSite: null,
    callerIdNumber: null,
    callerIdFirstName: null,
    callerIdLastName: null,
    jabberTeams: null,
    jabberCalling: null,
    externalId: null,
    packageId,
    extras,
  }
}
