export { identityHandlers } from './handlers.ts'
export { authenticate, describeSelf, listAdministrators, rolesOfUsers, usersWithRoles } from './principals.ts'
export { hashPassword } from './secrets.ts'
export { addAdministrator, addServiceApp, closeSetup, makeSetupToken } from './set-up.ts'
