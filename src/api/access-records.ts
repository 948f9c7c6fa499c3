import type { access } from '../phrases/en/access.ts'
import { allEndpoints } from './index.ts'

/** The sentence of a record, in the phrases of access under `records`. */
export type RecordPhrase = keyof (typeof access)['records']

/**
 * What the ledger says of each endpoint that can be called under a grant. `unrecorded`: it tells of the agent itself and of nothing that is the
 * customer's. Whoever adds an endpoint says here what a customer will read; an endpoint that is missing is recorded by its name, and a test finds it.
 */
export const recordedAs: Readonly<Record<string, RecordPhrase | 'unrecorded'>> = {
  'identity.getSession': 'unrecorded',
  'directory.getMe': 'unrecorded',
  'identity.listRoles': 'rolesListed',
  'identity.getRole': 'rolesListed',
  'partners.listOrganizations': 'customerOpened',
  'partners.getOrganization': 'customerOpened',
  'partners.listCustomers': 'customerOpened',
  'partners.getCustomer': 'customerOpened',
  'identity.getSignInWays': 'unrecorded',
  'identity.listSessions': 'unrecorded',
  'identity.getTokenExpiry': 'unrecorded',
  'identity.listPersonalTokens': 'unrecorded',
  'identity.listScopes': 'unrecorded',
  'identity.explainAccess': 'rightsExplained',
  'identity.listAdministrators': 'administratorsListed',
  'identity.exportAdministrators': 'administratorsExported',
  'identity.getAdministrator': 'administratorOpened',
  'identity.listCustomerAccess': 'whoHasAccessOpened',
  'identity.exportCustomerAccess': 'whoHasAccessExported',
  'identity.listManagedOrganizations': 'administratorsListed',
  'identity.listPartnerAdministrators': 'administratorsListed',
  'partners.getCustomerSettings': 'settingsOpened',
  'partners.getPartnerSettings': 'settingsOpened',
  'partners.getOrganizationTags': 'tagsListed',
  'partners.getSubscriptionTags': 'tagsListed',
  'partners.listTaggedOrganizations': 'tagsListed',
  'partners.listTaggedSubscriptions': 'tagsListed',
  'partners.listTags': 'tagsListed',
  'partners.listSubPartners': 'unrecorded',
  'audit.getEvent': 'auditOpened',
  'audit.listEvents': 'auditOpened',
  'audit.exportCsv': 'auditExported',
  'audit.exportJson': 'auditExported',
  'audit.getChain': 'auditOpened',
  'audit.getCheckpoint': 'auditOpened',
  'audit.listAdminAuditEvents': 'auditOpened',
  'audit.listEventCategories': 'auditOpened',
  'audit.listSecurityAuditEvents': 'auditOpened',
  'access.getConsent': 'consentOpened',
  'access.listGrants': 'ledgerOpened',
  'access.getGrant': 'ledgerOpened',
  'access.listAccessRecords': 'replayOpened',
  'access.exportGrants': 'ledgerExported',
  'access.exportAccessRecords': 'replayExported',
  'access.endAccess': 'accessEnded',
  'directory.listPeople': 'usersListed',
  'directory.listUsers': 'usersListed',
  'directory.getPerson': 'userOpened',
  'directory.getUser': 'userOpened',
  'directory.listLocations': 'locationsListed',
  'directory.getLocation': 'locationOpened',
  'directory.listDevices': 'devicesListed',
  'directory.getDevice': 'deviceOpened',
  'packages.listLicenses': 'licensesListed',
  'packages.getLicense': 'licenseOpened',
  'lookup.search': 'searched',
  'imports.listImports': 'importsListed',
  'imports.getImport': 'importOpened',
  'imports.listImportRows': 'importRowsOpened',
  'imports.downloadFailedRows': 'failedRowsDownloaded',
  'imports.downloadTemplate': 'templateDownloaded',
  'imports.downloadUsers': 'usersExported',
  'imports.createImport': 'importUploaded',
  'imports.applyImport': 'importApplied',
  'imports.cancelImport': 'importCanceled',
  'mail.listMails': 'mailsListed',
  'mail.getMail': 'mailOpened',
  'mail.getMailSettings': 'mailSettingsOpened',
}

/** What it says instead where a list is asked for with `export`, to be put into a file. */
export const recordedAsExport: Readonly<Record<string, RecordPhrase>> = {
  'directory.listUsers': 'usersExported',
}

const names = new Map(allEndpoints.map(({ area, name, endpoint }) => [endpoint, `${area}.${name}`]))

/** An endpoint's name in the API: `directory.getUser`. */
export function nameOfEndpoint(endpoint: (typeof allEndpoints)[number]['endpoint']): string {
  return names.get(endpoint) ?? `${endpoint.method} ${endpoint.path}`
}
