import type { ImportBehavior } from '../../api/imports.ts'

/** What was last chosen in the wizard, and what became of it. */
export type Chosen = {
  personId: string
  customerId: string
  file: File
  behavior: ImportBehavior
  /** The plan that was made from it. */
  importId?: string
  /** Its upload ended with the session. */
  cutOff?: true
}

// A file cannot be put into storage or an address, so it lives as long as this page is loaded: over Back, and over a sign-in in between.
let chosen: Chosen | undefined

export function keepChosen(choice: Chosen): void {
  chosen = choice
}

/** Of another customer, and for another person, there is nothing. */
export function chosenFor(personId: string, customerId: string): Chosen | undefined {
  return chosen?.personId === personId && chosen.customerId === customerId ? chosen : undefined
}

export function forgetChosen(): void {
  chosen = undefined
}
