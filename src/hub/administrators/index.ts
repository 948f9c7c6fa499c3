export { customerAccess } from './customer-access.ts'
export {
  administratorEmails,
  holdsRole,
  linkAdministrators,
  listAdministrators,
  rolesOfUsers,
} from './customer-administrators.ts'
export { disableUsers, requireMayDisableUsers } from './disable-administrators.ts'
export { administratorsHandlers } from './handlers.ts'
export { fullAdministrators, lockAdministratorsAmong } from './last-administrator.ts'
