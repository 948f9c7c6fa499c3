import { withoutInvisible } from './invisible.ts'

/** A column of the user CSV that every customer has; those of packages and licences come from the catalogue. */
export type ColumnDefinition = {
  heading: string
  field: FieldName
  /** Most letters of a value. */
  max: number
  /** Kept in exports, never written. */
  readOnly?: true
  /** A text in people's own words: a name on one line, or a note, which may have several. */
  text?: 'name' | 'note'
}

export type FieldName =
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'displayName'
  | 'userStatus'
  | 'lastAccess'
  | 'daysSinceAccess'
  | 'extension'
  | 'e164'
  | 'callerIdNumber'
  | 'callerIdFirstName'
  | 'callerIdLastName'
  | 'location'
  | 'title'
  | 'department'
  | 'managerEmail'
  | 'language'
  | 'timeZone'
  | 'addressType'
  | 'addressCountry'
  | 'preferredSite'
  | 'jabberTeams'
  | 'jabberCalling'

/** In the order of the template. */
export const columns: readonly ColumnDefinition[] = [
  { heading: 'User ID/Email (Required)', field: 'email', max: 161 },
  { heading: 'First Name', field: 'firstName', max: 128, text: 'name' },
  { heading: 'Last Name', field: 'lastName', max: 128, text: 'name' },
  { heading: 'Display Name', field: 'displayName', max: 256, text: 'name' },
  { heading: 'User Status', field: 'userStatus', max: 64, readOnly: true },
  { heading: 'Last Service Accessed Time', field: 'lastAccess', max: 64, readOnly: true },
  { heading: 'Days since Last Service Accessed', field: 'daysSinceAccess', max: 64, readOnly: true },
  { heading: 'Extension', field: 'extension', max: 32 },
  { heading: 'Phone Number', field: 'e164', max: 64 },
  { heading: 'Caller ID Number', field: 'callerIdNumber', max: 64 },
  { heading: 'Caller ID First Name', field: 'callerIdFirstName', max: 128, text: 'name' },
  { heading: 'Caller ID Last Name', field: 'callerIdLastName', max: 128, text: 'name' },
  { heading: 'Location', field: 'location', max: 256 },
  { heading: 'Title', field: 'title', max: 256, text: 'note' },
  { heading: 'Department', field: 'department', max: 256, text: 'note' },
  { heading: 'Manager', field: 'managerEmail', max: 161 },
  { heading: 'Preferred Language', field: 'language', max: 100 },
  { heading: 'Time zone', field: 'timeZone', max: 100 },
  { heading: 'Address type', field: 'addressType', max: 64 },
  { heading: 'Address country', field: 'addressCountry', max: 64 },
  { heading: 'Preferred Webex Site', field: 'preferredSite', max: 253 },
  { heading: 'Jabber with Webex Teams', field: 'jabberTeams', max: 16 },
  { heading: 'Jabber Calling', field: 'jabberCalling', max: 16 },
]

/** The heading of a field as the template writes it. */
export function headingOf(field: FieldName): string {
  return columns.find((column) => column.field === field)?.heading ?? field
}

/** Columns of older files: read, ignored, warned of. */
export const legacyHeadings = [
  'Hybrid Calendar Service Resource Group',
  'Hybrid Call Service Resource Group',
  'UC Manager Profile',
  'Calling Behavior',
  'Calling Behavior UC Manager Profile',
  'Contact Migration Required',
  'Upgrade Profile',
  'Call Service Aware',
  'Call Service Connect',
  'Enterprise Content Management',
  'Hybrid Calendar Service (Exchange)',
  'Hybrid Calendar Service (Google)',
  'Hybrid Message Service',
] as const

/** What a file of refused rows has beside its own columns: ignored, so that it is imported again as it is once it is corrected. */
export const resultHeadings = ['Status', 'Error code', 'Error message'] as const

/** Behind them, where a row had not as many cells as the file has headings: see `outOfPlace`. */
export const outOfPlaceHeading = 'Cells out of place'

const resultKeys: ReadonlySet<string> = new Set([...resultHeadings, outOfPlaceHeading].map(headingKey))

export function isResultHeading(heading: string): boolean {
  return resultKeys.has(headingKey(heading))
}

/** Headings are matched without regard to case and spaces. */
export function headingKey(heading: string): string {
  return withoutInvisible(heading).replace(/\s+/g, '').toLowerCase()
}
