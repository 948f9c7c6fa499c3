import { identityHandlers as ownHandlers } from './handlers.ts'
import { machineHandlers } from './machine-handlers.ts'
import { signInHandlers } from './sign-in-handlers.ts'

export const identityHandlers = [...ownHandlers, ...signInHandlers, ...machineHandlers]

export { administratorHandlers } from './administrator-handlers.ts'
export { customerAccess } from './customer-access.ts'
export { requireFreshSignIn, requireSession } from './fresh-sign-in.ts'
export { identityJobs } from './jobs.ts'
export {
  administratorActor,
  administratorEmails,
  authenticate,
  describeSelf,
  holdsRole,
  linkAdministrators,
  listAdministrators,
  onBehalfOf,
  rolesOfUsers,
} from './principals.ts'
export { hashPassword, hashToken, makeToken, partnerOfToken } from './secrets.ts'
export { rotateSession } from './sessions.ts'
export { addAdministrator, addServiceApp, closeSetup, makeSetupToken } from './set-up.ts'
