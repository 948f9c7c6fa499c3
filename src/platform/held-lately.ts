import { createHash } from 'node:crypto'

// Some 100 bytes each; whoever is forgotten is only asked for the count of its address once more.
const mostHeld = 20_000

/** Which credentials were found to hold when they were last asked for, as hashes: nothing that is kept here would sign anybody in. */
export function rememberHeld(most = mostHeld) {
  const held = new Set<string>()
  const hashOf = (credential: string) => createHash('sha256').update(credential).digest('base64url')
  return {
    has: (credential: string) => held.has(hashOf(credential)),
    note(credential: string, holds: boolean): void {
      const hash = hashOf(credential)
      // Those that are used are the last to be forgotten.
      held.delete(hash)
      if (!holds) return
      held.add(hash)
      const oldest = held.keys().next()
      if (held.size > most && !oldest.done) held.delete(oldest.value)
    },
  }
}
