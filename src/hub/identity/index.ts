export { administratorHandlers } from './administrator-handlers.ts'
export { requireFreshSignIn } from './fresh-sign-in.ts'
export { identityHandlers } from './handlers.ts'
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
export { addAdministrator, addServiceApp, closeSetup, makeSetupToken } from './set-up.ts'
