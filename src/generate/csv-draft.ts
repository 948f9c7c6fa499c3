import type { CsvCustomer } from './csv-columns.ts'
import { calls } from './packages.ts'
import type { GeneratedUser } from './population.ts'

/** A row before it is written. */
export type Draft = {
  /** By heading; what is missing stays blank. */
  cells: Map<string, string>
  /** Cells more than headings; below 0: fewer. */
  extraCells: number
}

/** A user whom the customer has already. */
export type ExistingUser = {
  email: string
  /** Nothing is asked of the state but that a file may contradict it. */
  inactive: boolean
  e164: string | null
  extension: string | null
  locationName: string
  calling: boolean
}

export const emailHeading = 'User ID/Email (Required)'

export function makeDraft(cells: Record<string, string>): Draft {
  return { cells: new Map(Object.entries(cells)), extraCells: 0 }
}

/** All package columns FALSE: the person leaves the customer. */
export function removalOf(email: string, customer: CsvCustomer): Draft {
  const draft = makeDraft({ [emailHeading]: email })
  for (const each of [...customer.packages, ...customer.addOns]) draft.cells.set(each.heading, 'FALSE')
  return draft
}

export function existingUserOf(user: GeneratedUser): ExistingUser {
  return {
    email: user.email,
    inactive: user.status === 'inactive',
    e164: user.e164,
    extension: user.extension,
    locationName: user.location.name,
    calling: calls(user.packageId),
  }
}
