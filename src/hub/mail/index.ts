export { mailHandlers } from './handlers.ts'
export { mailJobs, resumeMails } from './job-handlers.ts'
export { type Mail, sendMail } from './send-mail.ts'
