export {
  assignNumbersInBulk,
  changeUsersInBulk,
  countUsers,
  countUsersUpTo,
  createUsersInBulk,
  extensionHolders,
  hasUsers,
  knownIdentifiers,
  locationNames,
  numberHolders,
  placeKey,
  removeUsersInBulk,
  type UserState,
} from './bulk.ts'
export { type DirectoryDevice, describeDevices, devicesOfUser, macWithColons } from './devices.ts'
export { directoryHandlers } from './handlers.ts'
export { locationsOf } from './locations.ts'
export { describeUser } from './people.ts'
export {
  countUsersByStatus,
  type DirectoryUser,
  describeUsers,
  locationsOfUsers,
  requireUser,
  usersById,
} from './users.ts'
