import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { ChangedField } from '../../api/imports.ts'
import type { Context } from '../../platform/context.ts'
import type { FieldName } from './columns.ts'
import type { Existing, Wanted } from './decide-row.ts'

/** A part of a user that a plan can change, add-ons aside: where the state has it, and the column that the file writes it in. */
type Part = { field: ChangedField; state: Exclude<keyof Wanted, 'extras' | 'externalId'>; heading: FieldName | null }

/** In the order that people read them in. */
export const parts: readonly Part[] = [
  { field: 'package', state: 'packageId', heading: null },
  { field: 'firstName', state: 'firstName', heading: 'firstName' },
  { field: 'lastName', state: 'lastName', heading: 'lastName' },
  { field: 'displayName', state: 'displayName', heading: 'displayName' },
  { field: 'phoneNumber', state: 'e164', heading: 'e164' },
  { field: 'extension', state: 'extension', heading: 'extension' },
  { field: 'location', state: 'locationId', heading: 'location' },
  { field: 'callerIdNumber', state: 'callerIdNumber', heading: 'callerIdNumber' },
  { field: 'callerIdFirstName', state: 'callerIdFirstName', heading: 'callerIdFirstName' },
  { field: 'callerIdLastName', state: 'callerIdLastName', heading: 'callerIdLastName' },
  { field: 'title', state: 'title', heading: 'title' },
  { field: 'department', state: 'department', heading: 'department' },
  { field: 'manager', state: 'managerEmail', heading: 'managerEmail' },
  { field: 'language', state: 'language', heading: 'language' },
  { field: 'timeZone', state: 'timeZone', heading: 'timeZone' },
  { field: 'addressType', state: 'addressType', heading: 'addressType' },
  { field: 'addressCountry', state: 'addressCountry', heading: 'addressCountry' },
  { field: 'preferredSite', state: 'preferredSite', heading: 'preferredSite' },
  { field: 'jabberTeams', state: 'jabberTeams', heading: 'jabberTeams' },
  { field: 'jabberCalling', state: 'jabberCalling', heading: 'jabberCalling' },
]

/** The bit of a field. Rows keep it, so a new field comes last in the contract's list. */
export function bitOf(field: ChangedField): number {
  return 1 << ChangedField.options.indexOf(field)
}

const bits = parts.map(({ field, state }) => ({ state, bit: bitOf(field) }))
const addOnsBit = bitOf('addOns')

/** Which fields of a user would be others: 0 where none would. */
export function changedBits(existing: Existing, wanted: Wanted): number {
  let changed = 0
  for (const { state, bit } of bits) if (existing[state] !== wanted[state]) changed |= bit
  const sameAddOns =
    existing.extras.length === wanted.extras.length && existing.extras.every((id) => wanted.extras.includes(id))
  return sameAddOns ? changed : changed | addOnsBit
}

/** How many rows change a field; a field that none changes is left out. */
export const ChangedCounts = z.partialRecord(ChangedField, z.number())
export type ChangedCounts = z.infer<typeof ChangedCounts>

/** The rows of one import, as a condition. */
export function planRows(context: Context, importId: string): RawBuilder<boolean> {
  return sql<boolean>`r.partner_id = ${context.actor.partnerId}::uuid and r.import_id = ${importId}::uuid`
}

/** Counts the rows that change users by field: the index leads to them, and nearly all of a file change the same few fields. */
export async function countChanges(context: Context, rows: RawBuilder<boolean>): Promise<ChangedCounts> {
  const { rows: groups } = await sql<{ changed: number | null; count: number }>`
    select changed, count(*) as count from import_rows r where ${rows} and outcome = 'change' group by changed`.execute(
    context.tx,
  )
  const counts: ChangedCounts = {}
  for (const { changed, count } of groups) {
    for (const field of ChangedField.options)
      if (((changed ?? 0) & bitOf(field)) !== 0) counts[field] = (counts[field] ?? 0) + Number(count)
  }
  return counts
}
