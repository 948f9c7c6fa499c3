import { identityHandlers as ownHandlers } from './handlers.ts'
import { signInHandlers } from './sign-in-handlers.ts'

export const identityHandlers = [...ownHandlers, ...signInHandlers]

export { identityJobs } from './jobs.ts'
export { ownWords, spendResets } from './passwords.ts'
export {
  actorOf,
  administratorActor,
  authenticate,
  describeSelf,
  onBehalfOf,
  proposedPrincipal,
  storedPrincipal,
} from './principals.ts'
export { languageOf } from './profile.ts'
export {
  checkPassword,
  hashPassword,
  hashToken,
  makeToken,
  partnerOfToken,
  requireGoodPassword,
} from './secrets.ts'
export { endSessionsOf, requireAdministered, requireStillSignedIn } from './sessions.ts'
export { addAdministrator, closeSetup, isEmail, makeSetupToken } from './set-up.ts'
export { findAccount } from './sign-in.ts'
export { forgetAttempt, requireAttemptsLeft } from './sign-in-limits.ts'
