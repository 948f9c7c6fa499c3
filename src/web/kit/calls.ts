import type * as access from '../../api/access.ts'
import type * as audit from '../../api/audit.ts'
import { route } from '../../api/client.ts'
import type * as directory from '../../api/directory.ts'
import type * as identity from '../../api/identity.ts'
import type * as administrators from '../../api/identity-administrators.ts'
import type * as imports from '../../api/imports.ts'
import type * as lookup from '../../api/lookup.ts'
import type * as machine from '../../api/machine-access.ts'
import type * as mail from '../../api/mail.ts'
import type * as partnerSettings from '../../api/partner-settings.ts'
import type * as partnerTags from '../../api/partner-tags.ts'
import type * as partners from '../../api/partners.ts'
import type * as signInApi from '../../api/sign-in.ts'

// The contract's types without its schemas: the hub checks both directions, and the first page stays some 60 kB smaller.

export const signIn = route<typeof identity.signIn>('POST', '/v1/session')
export const getSession = route<typeof identity.getSession>('GET', '/v1/session')
export const signOut = route<typeof identity.signOut>('DELETE', '/v1/session')
export const getSetup = route<typeof identity.getSetup>('GET', '/v1/setup')
export const setUp = route<typeof identity.setUp>('POST', '/v1/setup')

export const confirmSignIn = route<typeof signInApi.confirmSignIn>('POST', '/v1/session/second-step')
export const beginEnrolment = route<typeof signInApi.beginEnrolment>('POST', '/v1/session/enrolment')
export const finishEnrolment = route<typeof signInApi.finishEnrolment>('POST', '/v1/session/enrolment/confirm')
export const freshen = route<typeof signInApi.freshen>('POST', '/v1/session/fresh')
export const askPasswordReset = route<typeof signInApi.askPasswordReset>('POST', '/v1/password-reset')
export const getPasswordReset = route<typeof signInApi.getPasswordReset>('GET', '/v1/password-reset')
export const resetPassword = route<typeof signInApi.resetPassword>('POST', '/v1/password-reset/complete')
export const getSignInWays = route<typeof signInApi.getSignInWays>('GET', '/v1/session/ways')
export const beginSecondFactor = route<typeof signInApi.beginSecondFactor>('POST', '/v1/session/second-factor')
export const confirmSecondFactor = route<typeof signInApi.confirmSecondFactor>(
  'POST',
  '/v1/session/second-factor/confirm',
)
export const removeSecondFactor = route<typeof signInApi.removeSecondFactor>('DELETE', '/v1/session/second-factor')
export const renewRecoveryCodes = route<typeof signInApi.renewRecoveryCodes>('POST', '/v1/session/recovery-codes')
export const changePassword = route<typeof signInApi.changePassword>('PUT', '/v1/session/password')
export const changeOwnProfile = route<typeof signInApi.changeOwnProfile>('PATCH', '/v1/session/person')
export const listSessions = route<typeof signInApi.listSessions>('GET', '/v1/sessions')
export const endOneSession = route<typeof signInApi.endSession>('DELETE', '/v1/sessions/:sessionId')
export const endSessions = route<typeof signInApi.endSessions>('DELETE', '/v1/sessions')
export const endEverybodysSessions = route<typeof signInApi.endEverybodysSessions>('DELETE', '/v1/sessions/everybody')
export const resetSecondFactor = route<typeof signInApi.resetSecondFactor>(
  'DELETE',
  '/v1/administrators/:personId/second-factor',
)
export const getSignInPolicy = route<typeof signInApi.getSignInPolicy>('GET', '/v1/sign-in-policy')
export const setSignInPolicy = route<typeof signInApi.setSignInPolicy>('PUT', '/v1/sign-in-policy')
export const listScopes = route<typeof machine.listScopes>('GET', '/v1/scopes')
export const listServiceApps = route<typeof machine.listServiceApps>('GET', '/v1/service-apps')
export const createServiceApp = route<typeof machine.createServiceApp>('POST', '/v1/service-apps')
export const changeServiceApp = route<typeof machine.changeServiceApp>('PATCH', '/v1/service-apps/:appId')
export const renewServiceAppSecret = route<typeof machine.renewServiceAppSecret>(
  'POST',
  '/v1/service-apps/:appId/secret',
)
export const removeServiceApp = route<typeof machine.removeServiceApp>('DELETE', '/v1/service-apps/:appId')
export const listPersonalTokens = route<typeof machine.listPersonalTokens>('GET', '/v1/personal-tokens')
export const createPersonalToken = route<typeof machine.createPersonalToken>('POST', '/v1/personal-tokens')
export const removePersonalToken = route<typeof machine.removePersonalToken>('DELETE', '/v1/personal-tokens/:tokenId')

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
export const downloadUsers = route<typeof imports.downloadUsers>('GET', '/v1/imports/users.csv')

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
export const getConsent = route<typeof access.getConsent>('GET', '/v1/customers/:customerId/consent')
export const changeConsent = route<typeof access.changeConsent>('PATCH', '/v1/customers/:customerId/consent')
export const openView = route<typeof access.openView>('POST', '/v1/access/views')
export const requestAccess = route<typeof access.requestAccess>('POST', '/v1/access/requests')
export const listGrants = route<typeof access.listGrants>('GET', '/v1/access/grants')
export const exportGrants = route<typeof access.exportGrants>('GET', '/v1/access/grants.csv')
export const getGrant = route<typeof access.getGrant>('GET', '/v1/access/grants/:grantId')
export const grantAccess = route<typeof access.grantAccess>('POST', '/v1/access/grants/:grantId/grant')
export const refuseAccess = route<typeof access.refuseAccess>('POST', '/v1/access/grants/:grantId/refuse')
export const endAccess = route<typeof access.endAccess>('DELETE', '/v1/access/grants/:grantId')
export const askAgain = route<typeof access.askAgain>('POST', '/v1/access/grants/:grantId/again')
export const listAccessRecords = route<typeof access.listAccessRecords>('GET', '/v1/access/grants/:grantId/records')
export const exportAccessRecords = route<typeof access.exportAccessRecords>(
  'GET',
  '/v1/access/grants/:grantId/records.csv',
)
export const getDecision = route<typeof access.getDecision>('GET', '/v1/access/decision')
export const decideByLink = route<typeof access.decideByLink>('POST', '/v1/access/decision')

export const listAdministrators = route<typeof administrators.listAdministrators>('GET', '/v1/administrators')
export const exportAdministrators = route<typeof administrators.exportAdministrators>(
  'GET',
  '/v1/administrators/export.csv',
)
export const getAdministrator = route<typeof administrators.getAdministrator>('GET', '/v1/administrators/:personId')
export const inviteAdministrator = route<typeof administrators.inviteAdministrator>('POST', '/v1/administrators')
export const changeAdministrator = route<typeof administrators.changeAdministrator>(
  'PATCH',
  '/v1/administrators/:personId',
)
export const removeAdministrator = route<typeof administrators.removeAdministrator>(
  'DELETE',
  '/v1/administrators/:personId',
)
export const inviteAgain = route<typeof administrators.inviteAgain>('POST', '/v1/administrators/:personId/invite')
export const previewRights = route<typeof administrators.previewRights>('POST', '/v1/administrators/:personId/preview')
export const previewInvitation = route<typeof administrators.previewInvitation>('POST', '/v1/administrators/preview')
export const getInvitation = route<typeof administrators.getInvitation>('GET', '/v1/invitation')
export const acceptInvitation = route<typeof administrators.acceptInvitation>('POST', '/v1/invitation')
export const explainAccess = route<typeof administrators.explainAccess>('GET', '/v1/access/why')
export const listCustomerAccess = route<typeof administrators.listCustomerAccess>(
  'GET',
  '/v1/customers/:customerId/access',
)
export const exportCustomerAccess = route<typeof administrators.exportCustomerAccess>(
  'GET',
  '/v1/customers/:customerId/access.csv',
)

export const getCustomerSettings = route<typeof partnerSettings.getCustomerSettings>(
  'GET',
  '/v1/customers/:customerId/settings',
)
export const changeCustomerSettings = route<typeof partnerSettings.changeCustomerSettings>(
  'PATCH',
  '/v1/customers/:customerId/settings',
)
export const getPartnerSettings = route<typeof partnerSettings.getPartnerSettings>('GET', '/v1/partner/settings')
export const changePartnerSettings = route<typeof partnerSettings.changePartnerSettings>(
  'PATCH',
  '/v1/partner/settings',
)
export const launchCustomer = route<typeof partnerSettings.launchCustomer>('POST', '/v1/customers/:customerId/launch')
export const listTags = route<typeof partnerTags.listTags>('GET', '/v1/partner/tags')
export const assignOrganizationTags = route<typeof partnerTags.assignOrganizationTags>(
  'POST',
  '/v1/partner/tags/organizations/:orgId/assignTags',
)
