export { type Assignment, assignmentsOf, holdersOf } from './assignments.ts'
export { assignInBulk, moveSeats, type Offer, offersFor, type Seats, unassignInBulk } from './bulk.ts'
export {
  allSoldPackages,
  licensesOf,
  type SoldLicense,
  type SoldPackage,
  seatsTaken,
  soldPackages,
} from './catalogue.ts'
export { describeLicense, packagesHandlers } from './handlers.ts'
