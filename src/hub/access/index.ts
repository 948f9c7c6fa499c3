export { enterOrganization } from './enter.ts'
export { accessHandlers } from './handlers.ts'
export { accessJobs } from './jobs.ts'
export { recordOpened } from './records.ts'
