export { importsHandlers } from './handlers.ts'
export { importsJobs, resumeImports } from './job-handlers.ts'
export { type ImportReference, importReferences } from './references.ts'
export { uploadUsers } from './upload.ts'
