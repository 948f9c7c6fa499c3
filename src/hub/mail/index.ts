export { mailHandlers } from './handlers.ts'
export { mailJobs, resumeMails } from './job-handlers.ts'
export { isAddress, type Mail, sendMail } from './send-mail.ts'
