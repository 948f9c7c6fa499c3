import type * as audit from '../../api/audit.ts'
import { route } from '../../api/client.ts'
import type * as directory from '../../api/directory.ts'
import type * as identity from '../../api/identity.ts'
import type * as imports from '../../api/imports.ts'
import type * as lookup from '../../api/lookup.ts'
import type * as mail from '../../api/mail.ts'
import type * as partners from '../../api/partners.ts'

// The contract's types without its schemas: the hub checks both directions, and the first page stays some 60 kB smaller.

export const signIn = route<typeof identity.signIn>('POST', '/v1/session')
export const getSession = route<typeof identity.getSession>('GET', '/v1/session')
export const signOut = route<typeof identity.signOut>('DELETE', '/v1/session')
export const getSetup = route<typeof identity.getSetup>('GET', '/v1/setup')
export const setUp = route<typeof identity.setUp>('POST', '/v1/setup')

export const listCustomers = route<typeof partners.listCustomers>('GET', '/v1/customers')
export const getCustomer = route<typeof partners.getCustomer>('GET', '/v1/customers/:customerId')
export const listSubPartners = route<typeof partners.listSubPartners>('GET', '/v1/wholesale/subPartners')
export const getParent = route<typeof partners.getParent>('GET', '/v1/partner/parent')
export const changeParent = route<typeof partners.changeParent>('PATCH', '/v1/partner/parent')

export const listUsers = route<typeof directory.listUsers>('GET', '/v1/users')
export const getUser = route<typeof directory.getUser>('GET', '/v1/users/:userId')
export const getDevice = route<typeof directory.getDevice>('GET', '/v1/devices/:deviceId')

export const search = route<typeof lookup.search>('GET', '/v1/search')

export const createImport = route<typeof imports.createImport>('POST', '/v1/imports')
export const listImports = route<typeof imports.listImports>('GET', '/v1/imports')
export const getImport = route<typeof imports.getImport>('GET', '/v1/imports/:importId')
export const listImportRows = route<typeof imports.listImportRows>('GET', '/v1/imports/:importId/rows')
export const applyImport = route<typeof imports.applyImport>('POST', '/v1/imports/:importId/apply')
export const cancelImport = route<typeof imports.cancelImport>('DELETE', '/v1/imports/:importId')
export const downloadFailedRows = route<typeof imports.downloadFailedRows>('GET', '/v1/imports/:importId/failed.csv')
export const downloadTemplate = route<typeof imports.downloadTemplate>('GET', '/v1/imports/template.csv')

export const listMails = route<typeof mail.listMails>('GET', '/v1/mail/messages')
export const getMail = route<typeof mail.getMail>('GET', '/v1/mail/messages/:mailId')
export const resendMail = route<typeof mail.resendMail>('POST', '/v1/mail/messages/:mailId/resend')
export const getMailSettings = route<typeof mail.getMailSettings>('GET', '/v1/mail/settings')
export const readMailbox = route<typeof mail.readMailbox>('GET', '/v1/mailbox')

export const listAuditEvents = route<typeof audit.listEvents>('GET', '/v1/audit/events')
export const getAuditEvent = route<typeof audit.getEvent>('GET', '/v1/audit/events/:eventId')
export const exportAuditCsv = route<typeof audit.exportCsv>('GET', '/v1/audit/events.csv')
export const exportAuditJson = route<typeof audit.exportJson>('GET', '/v1/audit/events.json')
export const getAuditChain = route<typeof audit.getChain>('GET', '/v1/audit/chain')
export const checkAudit = route<typeof audit.startCheck>('POST', '/v1/audit/checks')
export const makeAuditCheckpoint = route<typeof audit.makeCheckpoint>('POST', '/v1/audit/checkpoint')
export const setAuditRetention = route<typeof audit.setRetention>('PUT', '/v1/audit/retention')
