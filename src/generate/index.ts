export { type CsvReport, writeCsv } from './csv.ts'
export { type CsvCustomer, csvCustomerOf } from './csv-columns.ts'
export { existingUserOf } from './csv-draft.ts'
export { csvFaults } from './csv-faults.ts'
export { writeCsvFile, writeFaultyFiles } from './csv-file.ts'
export { type CsvFileFault, csvFileFaults } from './csv-file-faults.ts'
export { demoCustomerId, demoPopulation } from './demo.ts'
export {
  demoAccounts,
  demoPartnerId,
  demoPassword,
  demoSubPartnerId,
  demoTag,
  NotADemo,
  prepareDemoData,
  switchOffDemoAccounts,
} from './demo-accounts.ts'
export { asPartner, fillInstallation } from './fill.ts'
export { type Loaded, loadPopulation } from './load.ts'
export { customerSizes, type GeneratedCustomer, type GeneratedUser, population } from './population.ts'
