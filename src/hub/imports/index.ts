export { importsHandlers } from './handlers.ts'
export { importsJobHandlers, resumeImports } from './job-handlers.ts'
export { type ImportReference, importReferences } from './references.ts'
