import { accessHandlers as ledger } from './handlers.ts'
import { whoHasAccess } from './who-has-access.ts'

export const accessHandlers = [...ledger, ...whoHasAccess]

export { enterOrganization } from './enter.ts'
export { accessJobs } from './jobs.ts'
export { recordOpened } from './records.ts'
