import { unguarded } from '../../platform/write-csv.ts'
import { trimmed } from './invisible.ts'

/**
 * What a cell says: without the apostrophe that guards it in spreadsheet programs, and then without what stands around it. In this order: the
 * apostrophe was put in front of the whole cell, and what it guards may begin with a tab.
 * @param mayHide false: nothing unseen is in it, which saves looking.
 */
export function cellText(cell: string, mayHide = true): string {
  return ownText(unguarded(cell), mayHide)
}

/** The same of a cell that has its apostrophe taken off already. */
export function ownText(own: string, mayHide: boolean): string {
  return mayHide ? trimmed(own) : own.trim()
}
