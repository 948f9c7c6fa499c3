import { Refusal } from '../../platform/errors.ts'
import type { Offer } from '../packages/index.ts'
import {
  type ColumnDefinition,
  columns,
  headingKey,
  isResultHeading,
  legacyHeadings,
  resultHeadings,
} from './columns.ts'
import type { Customer } from './customer.ts'
import { trimmed } from './invisible.ts'
import { type Issue, shown } from './issues.ts'

/** What one column of this file says. */
export type FileColumn =
  | { kind: 'field'; heading: string; definition: ColumnDefinition }
  | { kind: 'offer'; heading: string; offer: Offer }
  | { kind: 'legacy'; heading: string }

export type Headings = { columns: FileColumn[]; warnings: Issue[] }

/** The delimiter that the heading line was written with: comma or semicolon, whichever stands outside quotes more often. */
export function delimiterOf(headingLine: string): ',' | ';' {
  const unquoted = headingLine.replace(/"(?:[^"]|"")*"/g, '')
  const count = (letter: string) => unquoted.split(letter).length
  return count(';') > count(',') ? ';' : ','
}

/** Finds each heading's column, or refuses the file and names the heading. */
export function readHeadings(cells: readonly string[], customer: Customer): Headings {
  refuseOtherFormats(cells)
  const known = knownHeadings(customer)
  const warnings: Issue[] = []
  const found = cells.map((cell, index): FileColumn => {
    const heading = trimmed(cell)
    const key = headingKey(heading)
    const bare = key.replace(/\[[^\]]*\]$/, '')
    if (bare.endsWith('(suspended)') || key.endsWith('(suspended)')) {
      throw new Refusal('imports.suspended_heading', { heading: shown(heading) })
    }
    const fixed = known.fixed.get(key)
    if (fixed) {
      if (fixed.kind === 'legacy' && !isResultHeading(heading))
        warnings.push(warning('imports.legacy_heading', heading))
      return { ...fixed, heading }
    }
    const offer = known.offers.get(bare)
    if (offer) return { kind: 'offer', heading, offer: ofThisSubscription(offer, heading, key) }
    const renamed = known.former.get(bare)
    if (renamed) {
      warnings.push(warning('imports.renamed_heading', heading, { now: renamed.heading }))
      return { kind: 'offer', heading, offer: ofThisSubscription(renamed, heading, key) }
    }
    throw new Refusal('imports.unknown_heading', { heading: shown(heading) || `#${index + 1}` })
  })
  refuseDuplicates(found)
  if (!found.some((column) => column.kind === 'field' && column.definition.field === 'email')) {
    throw new Refusal('imports.no_key_column', { heading: columns[0]?.heading ?? '' })
  }
  return { columns: found, warnings }
}

/** A file that names another subscription was made for another customer, or from another order. */
function ofThisSubscription(offer: Offer, heading: string, key: string): Offer {
  const named = key.match(/\[([^\]]*)\]$/)?.[1]
  if (!named || offer.subscription === null || named === headingKey(offer.subscription)) return offer
  throw new Refusal('imports.other_subscription', {
    heading: shown(heading),
    package: offer.name,
    subscription: offer.subscription,
  })
}

function warning(code: Issue['code'], heading: string, values: Record<string, string> = {}): Issue {
  return { column: heading, code, severity: 'warning', values: { heading: shown(heading), ...values } }
}

function refuseOtherFormats(cells: readonly string[]): void {
  const [first = ''] = cells
  const looksOther = /^\s*[<{[]/.test(first) || cells.some((cell) => /[\r\t]/.test(cell))
  // A single cell is a table of one column only if it is a heading; else the file is something else.
  const isProse =
    cells.length === 1 && !columns.some((column) => headingKey(column.heading).startsWith(headingKey(first)))
  if (looksOther || isProse) throw new Refusal('imports.not_csv', { line: 1 })
}

function refuseDuplicates(found: readonly FileColumn[]): void {
  const seen = new Set<string>()
  for (const column of found) {
    const key =
      column.kind === 'field'
        ? column.definition.field
        : column.kind === 'offer'
          ? column.offer.id
          : headingKey(column.heading)
    if (seen.has(key)) throw new Refusal('imports.duplicate_heading', { heading: shown(column.heading) })
    seen.add(key)
  }
}

type Fixed = { kind: 'field'; definition: ColumnDefinition } | { kind: 'legacy' }

function knownHeadings(customer: Customer) {
  const fixed = new Map<string, Fixed>()
  for (const heading of [...legacyHeadings, ...resultHeadings]) fixed.set(headingKey(heading), { kind: 'legacy' })
  for (const definition of columns) {
    fixed.set(headingKey(definition.heading), { kind: 'field', definition })
    fixed.set(headingKey(definition.heading.replace(' (Required)', '')), { kind: 'field', definition })
  }
  const offers = new Map<string, Offer>()
  const former = new Map<string, Offer>()
  for (const offer of customer.offers.values()) {
    offers.set(headingKey(offer.heading), offer)
    offers.set(headingKey(offer.name), offer)
    for (const heading of offer.formerHeadings) former.set(headingKey(heading), offer)
  }
  return { fixed, offers, former }
}
