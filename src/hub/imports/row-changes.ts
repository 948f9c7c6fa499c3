import { z } from 'zod'
import type { ChangedField, RowChange } from '../../api/imports.ts'
import type { Context } from '../../platform/context.ts'
import { phraseOf } from '../../platform/phrases.ts'
import { locationNames } from '../directory/index.ts'
import { offersFor } from '../packages/index.ts'
import { parts } from './changed-fields.ts'
import type { ImportRecord } from './import-record.ts'
import { headingIn } from './refuse-rows.ts'

/** A row as it is kept, with the user before it and the state after it. */
export type KeptRow = { outcome: string; before: unknown; extras: string[] | null } & Record<
  (typeof parts)[number]['state'],
  string | boolean | null
>

const Before = z.record(z.string(), z.unknown())

/** What is said of a user who is made or removed: what it costs and what others may want. */
const gained: ReadonlySet<ChangedField> = new Set(['package', 'phoneNumber', 'extension'])

/** How a changed column is called: as this file writes it; in English, for clients to name by its field, where no one heading stands for it. */
export function columnOf(record: Pick<ImportRecord, 'headings'>, field: ChangedField): string {
  if (field === 'addOns') return 'Add-ons'
  const heading = parts.find((part) => part.field === field)?.heading
  return heading == null ? 'Package' : headingIn(record, heading)
}

/**
 * Makes the reader of what rows change, from the rows alone: the plan keeps the user as it was then, so that the same is said of it
 * before and after it is applied, whatever became of the user since.
 */
export async function changesReader(context: Context, record: ImportRecord): Promise<(row: KeptRow) => RowChange[]> {
  const [offers, locations] = await Promise.all([
    offersFor(context, record.organizationId),
    locationNames(context, record.organizationId),
  ])
  const offerNames = new Map(offers.map(({ id, name }) => [id, name]))
  const offerHeadings = new Map(offers.map(({ id, heading }) => [id, heading]))
  const locationsById = new Map(locations.map(({ id, name }) => [id, name]))
  const named = parts.map((part) => ({ ...part, column: columnOf(record, part.field) }))

  const spelled = (field: ChangedField, text: string | null): string | null => {
    if (text === null) return null
    if (field === 'package') return offerNames.get(text) ?? goneOffer(context, text)
    if (field !== 'location') return text
    return locationsById.get(text) ?? phraseOf(context.language, 'imports.changes.locationGone')
  }

  return (row) => {
    if (row.outcome !== 'create' && row.outcome !== 'change' && row.outcome !== 'remove') return []
    const isChange = row.outcome === 'change'
    const was = Before.parse(row.before ?? {})
    const will = row.outcome === 'remove' ? null : row
    const changes = named.flatMap(({ field, state, column }) => {
      if (!isChange && !gained.has(field)) return []
      const [before, after] = [plain(was[state]), plain(will?.[state])]
      if (before === after) return []
      return [{ field, column, before: spelled(field, before), after: spelled(field, after) }]
    })
    const addOns = addOnChanges(z.array(z.string()).parse(was['extras'] ?? []), will?.extras ?? [])
    return [
      ...changes,
      ...addOns.map(({ id, isGiven }) => ({
        field: 'addOns' as const,
        column: offerHeadings.get(id) ?? goneOffer(context, id),
        before: isGiven ? 'FALSE' : 'TRUE',
        after: isGiven ? 'TRUE' : 'FALSE',
      })),
    ]
  }
}

function plain(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value)
}

/** The id of a thing that left the catalogue tells two of them apart; that of a location would say nothing to anybody. */
function goneOffer(context: Context, id: string): string {
  return phraseOf(context.language, 'imports.changes.packageGone', { id })
}

function addOnChanges(before: readonly string[], after: readonly string[]): { id: string; isGiven: boolean }[] {
  return [
    ...before.filter((id) => !after.includes(id)).map((id) => ({ id, isGiven: false })),
    ...after.filter((id) => !before.includes(id)).map((id) => ({ id, isGiven: true })),
  ]
}
