import { randomUUID } from 'node:crypto'
import { encodeId } from '../../src/api/ids.ts'
import type { TestHub } from '../hub.ts'
import type { Letter, Subject } from './world.ts'
import { administratorOf, appOf, checkpointOf, grantIn, mailTo, plannedImport } from './world.ts'

/**
 * Who may call an endpoint, written down by hand: this table is the promise, and the hub is tried against it. Letters are the roles of
 * `people` in world.ts, partner's in capitals.
 *
 * `about`:
 * - `customer`: it concerns a customer's thing. Whoever may, may for customers in reach; others answer 404. The foreign one answers 404 to all.
 * - `lists`: it answers what is in reach, and holds nothing of anybody else.
 * - `partner`: it concerns the own partner as a whole.
 * - `self`: it concerns the person who calls.
 * - `anyone`: open without credentials.
 */
export type Row = {
  /** Letters of the roles that may. */
  may: string
  /** These see it where it is in reach, and may not do it there. */
  seesOnly?: string
  /** In restricted administrator mode these of them may not. */
  notWhenRestricted?: string
  about: 'customer' | 'lists' | 'partner' | 'self' | 'anyone'
  path(subject: Subject): string
  body?: (subject: Subject) => unknown
  file?: string
  /** Makes a thing for this try alone, where the act uses it up. */
  fresh?: (hub: TestHub, subject: Subject) => Promise<Partial<Subject>>
  /** The act ends the session that it is tried with. */
  endsSession?: true
  /** The act ends the sessions of others, which go on afterwards so that they can be tried with. */
  endsOthers?: true
  /** Where one role's answer is another than its row says, and why. */
  but?: Partial<Record<Letter, 'ok' | 403 | 404>>
}

export const everyone = 'FWARHXfruds'
const org = ({ organizationId }: Subject) => encodeId('ORGANIZATION', organizationId)

/** Those who import; in restricted administrator mode the customer's own people may not. */
const importers = { may: 'FWAfu', notWhenRestricted: 'fu' } as const
const importReaders = 'FWARfrus'
const auditReaders = 'FARfr'

const accessReaders = 'FWARHXfrs'
const grantOf = ({ grantId }: Subject) => `/v1/access/grants/${encodeId('ACCESS', grantId ?? '')}`
const asked = async (hub: TestHub, subject: Subject) => ({ grantId: await grantIn(hub, subject, 'requested') })
const refused = async (hub: TestHub, subject: Subject) => ({ grantId: await grantIn(hub, subject, 'refused') })
const person = ({ administratorId }: Subject) => encodeId('PEOPLE', administratorId)
const givers = 'FAf'
const partnerSide = 'FWARHX'
const nothing = '018b1899-9400-7a6b-9c10-000000000000'
const nobodys = Object.fromEntries([...everyone].map((letter) => [letter, 404 as const]))

const csv = 'First Name,Last Name,User ID/Email (Required)\nMatrix,Row,matrix-row@example.test\n'

export const rows: Record<string, Row> = {
  createAccessToken: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/access_token',
    body: () => ({ grant_type: 'client_credentials', client_id: 'nobody', client_secret: 'nothing' }),
  },
  signIn: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/session',
    body: () => ({ email: 'nobody@matrix.example.test', password: 'nothing at all' }),
  },
  getSetup: { may: everyone, about: 'anyone', path: () => '/v1/setup' },
  setUp: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/setup',
    body: () => ({
      token: 'nothing',
      partnerName: 'Mine',
      firstName: 'A',
      lastName: 'B',
      email: 'a@matrix.example.test',
      password: 'a long enough password',
    }),
  },
  getSession: { may: everyone, about: 'self', path: () => '/v1/session' },
  signOut: { may: everyone, about: 'self', path: () => '/v1/session', endsSession: true },
  listRoles: { may: everyone, about: 'self', path: () => '/v1/roles' },
  getRole: { may: everyone, about: 'self', path: () => '/v1/roles/id_full_admin' },
  confirmSignIn: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/session/second-step',
    body: () => ({ pending: 'nothing', code: '000000' }),
  },
  beginEnrolment: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/session/enrolment',
    body: () => ({ pending: 'nothing' }),
  },
  finishEnrolment: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/session/enrolment/confirm',
    body: () => ({ pending: 'nothing', code: '000000' }),
  },
  getSignInWays: { may: everyone, about: 'self', path: () => '/v1/session/ways' },
  beginSecondFactor: { may: everyone, about: 'self', path: () => '/v1/session/second-factor' },
  confirmSecondFactor: {
    may: everyone,
    about: 'self',
    path: () => '/v1/session/second-factor/confirm',
    body: () => ({ code: 'nothing' }),
  },
  removeSecondFactor: { may: everyone, about: 'self', path: () => '/v1/session/second-factor' },
  renewRecoveryCodes: { may: everyone, about: 'self', path: () => '/v1/session/recovery-codes' },
  resetSecondFactor: {
    may: 'FAf',
    about: 'customer',
    path: ({ administratorId }) => `/v1/administrators/${encodeId('PEOPLE', administratorId)}/second-factor`,
  },
  freshen: { may: everyone, about: 'self', path: () => '/v1/session/fresh', body: () => ({ password: 'wrong' }) },
  changePassword: {
    may: everyone,
    about: 'self',
    path: () => '/v1/session/password',
    body: () => ({ currentPassword: 'wrong', newPassword: 'another long password' }),
  },
  changeOwnProfile: {
    may: everyone,
    about: 'self',
    path: () => '/v1/session/person',
    body: () => ({ language: 'en' }),
  },
  askPasswordReset: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/password-reset',
    body: () => ({ email: 'nobody@matrix.example.test' }),
  },
  getPasswordReset: { may: everyone, about: 'anyone', path: () => '/v1/password-reset' },
  resetPassword: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/password-reset/complete',
    body: () => ({ token: 'nothing', password: 'another long password' }),
  },
  listSessions: { may: everyone, about: 'self', path: () => '/v1/sessions' },
  // There is no such session, for anybody.
  endSession: {
    may: everyone,
    about: 'self',
    path: () => `/v1/sessions/${encodeId('SESSION', nothing)}`,
    but: nobodys,
  },
  endSessions: { may: everyone, about: 'self', path: () => '/v1/sessions' },
  endEverybodysSessions: {
    may: 'Ff',
    about: 'customer',
    endsOthers: true,
    path: (subject) => `/v1/sessions/everybody?organizationId=${org(subject)}`,
  },
  getSignInPolicy: {
    may: 'Ff',
    about: 'customer',
    path: (subject) => `/v1/sign-in-policy?organizationId=${org(subject)}`,
  },
  setSignInPolicy: {
    may: 'Ff',
    about: 'customer',
    path: (subject) => `/v1/sign-in-policy?organizationId=${org(subject)}`,
    body: () => ({ secondFactor: 'optional' }),
  },
  listScopes: { may: everyone, about: 'self', path: () => '/v1/scopes' },
  listServiceApps: {
    may: 'Ff',
    about: 'customer',
    path: (subject) => `/v1/service-apps?organizationId=${org(subject)}`,
  },
  createServiceApp: {
    may: 'Ff',
    about: 'customer',
    path: () => '/v1/service-apps',
    body: (subject) => ({ name: 'Matrix', role: 'id_readonly_admin', organizationId: org(subject) }),
  },
  changeServiceApp: {
    may: 'Ff',
    about: 'customer',
    path: ({ appId }) => `/v1/service-apps/${encodeId('APPLICATION', appId)}`,
    body: () => ({ name: 'Matrix, changed' }),
    fresh: async (hub, subject) => ({ appId: await appOf(hub, subject.partnerId, subject.organizationId) }),
  },
  renewServiceAppSecret: {
    may: 'Ff',
    about: 'customer',
    path: ({ appId }) => `/v1/service-apps/${encodeId('APPLICATION', appId)}/secret`,
    fresh: async (hub, subject) => ({ appId: await appOf(hub, subject.partnerId, subject.organizationId) }),
  },
  removeServiceApp: {
    may: 'Ff',
    about: 'customer',
    path: ({ appId }) => `/v1/service-apps/${encodeId('APPLICATION', appId)}`,
    fresh: async (hub, subject) => ({ appId: await appOf(hub, subject.partnerId, subject.organizationId) }),
  },
  createOrganizationToken: {
    may: everyone,
    about: 'anyone',
    path: () => `/v1/applications/${encodeId('APPLICATION', nothing)}/token`,
    body: (subject) => ({ clientId: 'nobody', clientSecret: 'nothing', targetOrgId: org(subject) }),
  },
  getTokenExpiry: { may: everyone, about: 'self', path: () => '/v1/authorizations/tokenExpiry' },
  listPersonalTokens: { may: everyone, about: 'self', path: () => '/v1/personal-tokens' },
  createPersonalToken: {
    may: everyone,
    about: 'self',
    path: () => '/v1/personal-tokens',
    body: () => ({ name: 'Matrix', scopes: ['spark-admin:people_read'] }),
  },
  removePersonalToken: {
    may: everyone,
    about: 'self',
    path: () => `/v1/personal-tokens/${encodeId('AUTHORIZATION', nothing)}`,
    but: nobodys,
  },

  listAdministrators: {
    may: everyone,
    about: 'customer',
    path: (subject) => `/v1/administrators?organizationId=${org(subject)}`,
  },
  exportAdministrators: {
    may: everyone,
    about: 'customer',
    path: (subject) => `/v1/administrators/export.csv?organizationId=${org(subject)}`,
  },
  getAdministrator: { may: everyone, about: 'customer', path: (subject) => `/v1/administrators/${person(subject)}` },
  inviteAdministrator: {
    may: givers,
    about: 'customer',
    path: () => '/v1/administrators',
    body: (subject) => ({
      organizationId: org(subject),
      email: `${randomUUID()}@matrix.example.test`,
      firstName: 'Matrix',
      lastName: 'Row',
      role: 'id_readonly_admin',
    }),
  },
  changeAdministrator: {
    may: givers,
    about: 'customer',
    path: (subject) => `/v1/administrators/${person(subject)}`,
    body: () => ({ role: 'id_user_admin' }),
    fresh: async (hub, subject) => await administratorOf(hub, subject, 'id_readonly_admin'),
  },
  removeAdministrator: {
    may: givers,
    about: 'customer',
    path: (subject) => `/v1/administrators/${person(subject)}`,
    fresh: async (hub, subject) => await administratorOf(hub, subject, 'id_readonly_admin'),
  },
  inviteAgain: { may: givers, about: 'customer', path: (subject) => `/v1/administrators/${person(subject)}/invite` },
  previewRights: {
    may: givers,
    about: 'customer',
    path: (subject) => `/v1/administrators/${person(subject)}/preview`,
    body: () => ({ role: 'id_user_admin' }),
  },
  previewInvitation: {
    may: givers,
    about: 'customer',
    path: () => '/v1/administrators/preview',
    body: (subject) => ({ organizationId: org(subject), role: 'id_user_admin' }),
  },
  getInvitation: { may: everyone, about: 'anyone', path: () => '/v1/invitation' },
  acceptInvitation: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/invitation',
    body: () => ({ token: 'nothing', password: 'a long enough password' }),
  },
  explainAccess: {
    may: everyone,
    about: 'customer',
    path: (subject) => `/v1/access/why?personId=${person(subject)}&permission=imports:write`,
  },
  listCustomerAccess: {
    may: 'FWARHXfrs',
    about: 'customer',
    path: (subject) => `/v1/customers/${org(subject)}/access`,
  },
  exportCustomerAccess: {
    may: 'FWARHXfrs',
    about: 'customer',
    path: (subject) => `/v1/customers/${org(subject)}/access.csv`,
  },
  listManagedOrganizations: {
    may: 'FWRHX',
    about: 'partner',
    path: (subject) => `/v1/partner/organizations?managedBy=${person(subject)}`,
    fresh: async (hub, subject) => await administratorOf(hub, subject, 'atlas-portal.partner.salesadmin'),
  },
  listPartnerAdministrators: {
    may: 'FWRHX',
    about: 'customer',
    path: (subject) => `/v1/partner/organizations/${org(subject)}/partnerAdmins`,
  },
  assignPartnerAdministrator: {
    may: 'F',
    about: 'customer',
    path: (subject) => `/v1/partner/organizations/${org(subject)}/partnerAdmin/${person(subject)}/assign`,
    fresh: async (hub, subject) => await administratorOf(hub, subject, 'atlas-portal.partner.salesadmin'),
  },
  unassignPartnerAdministrator: {
    may: 'F',
    about: 'customer',
    path: (subject) => `/v1/partner/organizations/${org(subject)}/partnerAdmin/${person(subject)}/unassign`,
    fresh: async (hub, subject) => await administratorOf(hub, subject, 'atlas-portal.partner.salesadmin'),
  },
  revokePartnerAdministrator: {
    may: 'F',
    about: 'partner',
    path: (subject) => `/v1/partner/organizations/partnerAdmin/${person(subject)}`,
    fresh: async (hub, subject) => await administratorOf(hub, subject, 'atlas-portal.partner.salesadmin'),
  },

  getCustomerSettings: {
    may: everyone,
    about: 'customer',
    path: (subject) => `/v1/customers/${org(subject)}/settings`,
  },
  changeCustomerSettings: {
    may: 'FWA',
    about: 'customer',
    path: (subject) => `/v1/customers/${org(subject)}/settings`,
    body: () => ({}),
  },
  getPartnerSettings: { may: partnerSide, about: 'partner', path: () => '/v1/partner/settings' },
  changePartnerSettings: { may: 'F', about: 'partner', path: () => '/v1/partner/settings', body: () => ({}) },
  launchCustomer: { may: 'FWAR', about: 'customer', path: (subject) => `/v1/customers/${org(subject)}/launch` },
  listTags: { may: partnerSide, about: 'lists', path: () => '/v1/partner/tags' },
  listTaggedOrganizations: {
    may: partnerSide,
    about: 'lists',
    path: () => '/v1/partner/tags/organizations?tags=Matrix',
  },
  getOrganizationTags: {
    may: partnerSide,
    about: 'customer',
    path: (subject) => `/v1/partner/tags/organizations/${org(subject)}`,
  },
  assignOrganizationTags: {
    may: 'FWA',
    about: 'customer',
    path: (subject) => `/v1/partner/tags/organizations/${org(subject)}/assignTags`,
    body: () => ({ tags: [{ name: 'Matrix' }] }),
  },
  listTaggedSubscriptions: {
    may: partnerSide,
    about: 'lists',
    path: () => '/v1/partner/tags/subscriptions?tags=Matrix',
  },
  getSubscriptionTags: {
    may: partnerSide,
    about: 'customer',
    path: (subject) => `/v1/partner/tags/organizations/${org(subject)}/subscriptions/${subject.subscriptionId}`,
  },
  assignSubscriptionTags: {
    may: 'FWA',
    about: 'customer',
    path: (subject) =>
      `/v1/partner/tags/organizations/${org(subject)}/subscriptions/${subject.subscriptionId}/assignTags`,
    body: () => ({ tags: [{ name: 'Matrix' }] }),
  },

  listOrganizations: { may: everyone, about: 'lists', path: () => '/v1/organizations' },
  getOrganization: { may: everyone, about: 'customer', path: (subject) => `/v1/organizations/${org(subject)}` },
  listCustomers: { may: everyone, about: 'lists', path: () => '/v1/customers?max=200' },
  getCustomer: { may: everyone, about: 'customer', path: (subject) => `/v1/customers/${org(subject)}` },
  listSubPartners: { may: everyone, about: 'lists', path: () => '/v1/wholesale/subPartners' },
  getParent: { may: 'F', about: 'partner', path: () => '/v1/partner/parent' },
  changeParent: {
    may: 'F',
    about: 'partner',
    path: () => '/v1/partner/parent',
    body: () => ({ may: 'read' }),
    // It has no parent: allowed, and nothing to decide.
    but: { F: 404 },
  },

  getConsent: { may: accessReaders, about: 'customer', path: (subject) => `/v1/customers/${org(subject)}/consent` },
  changeConsent: {
    may: 'f',
    about: 'customer',
    path: (subject) => `/v1/customers/${org(subject)}/consent`,
    body: () => ({ readOnlyAccess: true }),
  },
  openView: {
    may: 'HX',
    about: 'customer',
    path: () => '/v1/access/views',
    body: (subject) => ({ organizationId: org(subject) }),
  },
  requestAccess: {
    may: 'X',
    about: 'customer',
    path: () => '/v1/access/requests',
    body: (subject) => ({ organizationId: org(subject), reason: 'Case 1042', scope: 'full' }),
  },
  listGrants: { may: accessReaders, about: 'lists', path: () => '/v1/access/grants?max=200' },
  exportGrants: { may: accessReaders, about: 'lists', path: () => '/v1/access/grants.csv' },
  getGrant: { may: accessReaders, about: 'customer', fresh: asked, path: (subject) => grantOf(subject) },
  grantAccess: { may: 'f', about: 'customer', fresh: asked, path: (subject) => `${grantOf(subject)}/grant` },
  refuseAccess: { may: 'f', about: 'customer', fresh: asked, path: (subject) => `${grantOf(subject)}/refuse` },
  // Others than the two sides' full administrators end only what they asked for themselves.
  endAccess: {
    may: 'FXf',
    seesOnly: 'WARHrs',
    about: 'customer',
    fresh: asked,
    path: (subject) => grantOf(subject),
  },
  askAgain: { may: 'X', about: 'customer', fresh: refused, path: (subject) => `${grantOf(subject)}/again` },
  listAccessRecords: {
    may: accessReaders,
    about: 'customer',
    fresh: asked,
    path: (subject) => `${grantOf(subject)}/records`,
  },
  exportAccessRecords: {
    may: accessReaders,
    about: 'customer',
    fresh: asked,
    path: (subject) => `${grantOf(subject)}/records.csv`,
  },
  getDecision: { may: everyone, about: 'anyone', path: () => '/v1/access/decision' },
  decideByLink: {
    may: everyone,
    about: 'anyone',
    path: () => '/v1/access/decision',
    body: () => ({ token: 'nothing', decision: 'grant' }),
  },

  listPeople: { may: everyone, about: 'lists', path: () => '/v1/people?max=1000' },
  getPerson: { may: everyone, about: 'customer', path: ({ userId }) => `/v1/people/${encodeId('PEOPLE', userId)}` },
  getMe: { may: everyone, about: 'self', path: () => '/v1/people/me' },
  listLocations: { may: everyone, about: 'lists', path: () => '/v1/locations' },
  getLocation: {
    may: everyone,
    about: 'customer',
    path: ({ locationId }) => `/v1/locations/${encodeId('LOCATION', locationId)}`,
  },
  listDevices: { may: everyone, about: 'lists', path: () => '/v1/devices?max=1000' },
  getDevice: {
    may: everyone,
    about: 'customer',
    path: ({ deviceId }) => `/v1/devices/${encodeId('DEVICE', deviceId)}`,
  },
  listUsers: { may: everyone, about: 'customer', path: (subject) => `/v1/users?organizationId=${org(subject)}` },
  getUser: { may: everyone, about: 'customer', path: ({ userId }) => `/v1/users/${encodeId('PEOPLE', userId)}` },
  listLicenses: { may: everyone, about: 'lists', path: () => '/v1/licenses' },
  getLicense: { may: everyone, about: 'customer', path: ({ licenseId }) => `/v1/licenses/${licenseId}` },
  search: {
    may: everyone,
    about: 'lists',
    path: ({ lastName }) => `/v1/search?q=${encodeURIComponent(lastName)}&max=100`,
  },

  createImport: {
    ...importers,
    about: 'customer',
    path: (subject) => `/v1/imports?organizationId=${org(subject)}&behavior=add`,
    file: csv,
  },
  listImports: { may: importReaders, about: 'lists', path: () => '/v1/imports?max=100' },
  getImport: { may: importReaders, about: 'customer', path: ({ importId }) => `/v1/imports/${importId}` },
  listImportRows: { may: importReaders, about: 'customer', path: ({ importId }) => `/v1/imports/${importId}/rows` },
  applyImport: {
    ...importers,
    about: 'customer',
    path: ({ importId }) => `/v1/imports/${importId}/apply`,
    body: () => ({}),
    fresh: async (hub, subject) => ({
      importId: await plannedImport(hub, subject.partnerId, subject.organizationId),
    }),
  },
  cancelImport: {
    ...importers,
    about: 'customer',
    path: ({ importId }) => `/v1/imports/${importId}`,
    fresh: async (hub, subject) => ({
      importId: await plannedImport(hub, subject.partnerId, subject.organizationId),
    }),
  },
  downloadFailedRows: {
    may: importReaders,
    about: 'customer',
    path: ({ importId }) => `/v1/imports/${importId}/failed.csv`,
  },
  downloadTemplate: {
    may: importReaders,
    about: 'customer',
    path: (subject) => `/v1/imports/template.csv?organizationId=${org(subject)}`,
  },
  downloadUsers: {
    may: importReaders,
    about: 'customer',
    path: (subject) => `/v1/imports/users.csv?organizationId=${org(subject)}`,
  },

  listMails: { may: 'FWARfr', about: 'lists', path: () => '/v1/mail/messages?max=200' },
  getMail: { may: 'FWARfr', about: 'customer', path: ({ mailId }) => `/v1/mail/messages/${encodeId('MAIL', mailId)}` },
  resendMail: {
    may: 'F',
    about: 'customer',
    path: ({ mailId }) => `/v1/mail/messages/${encodeId('MAIL', mailId)}/resend`,
    fresh: async (hub, subject) => ({ mailId: await mailTo(hub, subject.partnerId, subject.organizationId) }),
  },
  listEvents: { may: auditReaders, about: 'lists', path: () => '/v1/audit/events?max=200' },
  getEvent: {
    may: auditReaders,
    about: 'customer',
    path: ({ eventId }) => `/v1/audit/events/${eventId}`,
  },
  exportCsv: { may: auditReaders, about: 'lists', path: () => '/v1/audit/events.csv' },
  exportJson: { may: auditReaders, about: 'lists', path: () => '/v1/audit/events.json' },
  streamEvents: { may: auditReaders, about: 'lists', path: () => '/v1/audit/stream' },
  getChain: { may: auditReaders, about: 'partner', path: () => '/v1/audit/chain' },
  startCheck: { may: 'F', about: 'partner', path: () => '/v1/audit/checks' },
  getCheckpoint: {
    // How much the provider does is not its customers' business.
    may: 'FAR',
    about: 'partner',
    path: () => '/v1/audit/checkpoint',
    fresh: async (hub, subject) => await checkpointOf(hub, subject.partnerId),
  },
  makeCheckpoint: { may: 'F', about: 'partner', path: () => '/v1/audit/checkpoint' },
  setRetention: { may: 'F', about: 'partner', path: () => '/v1/audit/retention', body: () => ({ days: 400 }) },
  listAdminAuditEvents: {
    may: auditReaders,
    about: 'customer',
    path: (subject) => `/v1/adminAudit/events?orgId=${org(subject)}&from=2026-01-01&to=2026-12-31`,
  },
  listEventCategories: { may: auditReaders, about: 'partner', path: () => '/v1/adminAudit/eventCategories' },
  listSecurityAuditEvents: {
    may: auditReaders,
    about: 'customer',
    path: (subject) => `/v1/admin/securityAudit/events?orgId=${org(subject)}&startTime=2026-01-01&endTime=2026-12-31`,
  },

  getMailSettings: { may: 'FWARfr', about: 'partner', path: () => '/v1/mail/settings' },
  readMailbox: { may: everyone, about: 'anyone', path: () => '/v1/mailbox' },
}
