export { customerAccess } from './customer-access.ts'
export {
  administratorEmails,
  holdsRole,
  linkAdministrators,
  listAdministrators,
  rolesOfUsers,
} from './customer-administrators.ts'
export { administratorsHandlers } from './handlers.ts'
