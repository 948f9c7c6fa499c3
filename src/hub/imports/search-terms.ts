import type { UserState } from '../directory/index.ts'
import { numberTerms, packTerm, userTerms } from '../lookup/index.ts'

/** What search keeps of a user with this state, packed. */
export function searchTerms(state: UserState): string[] {
  return userTerms(state).map(packTerm)
}

/** What search keeps of a number that the customer has and no user, packed: it leads to the customer. */
export function freeNumberTerms(e164: string): string[] {
  return numberTerms(e164).map(packTerm)
}
