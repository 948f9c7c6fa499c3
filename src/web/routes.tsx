import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { isLanguage } from '../phrases/languages.ts'
import type { AuditSearch } from './audit/search.ts'
import type { AdministratorsSearch } from './identity/administrators.ts'
import { isAccessEnded, isSignedOut, queryClient, whenAccessEnded, whenSignedOut } from './kit/client.ts'
import { entered, forgetEntered } from './kit/entered.ts'
import { chosenLanguage, speak } from './kit/language.ts'
import { takeToken } from './kit/one-time-link.ts'
import { PageFailed, PageLoading, PageMissing, RootMissing } from './kit/PageStates.tsx'
import { type Order, orderOf, textOf } from './kit/params.ts'
import { lazyPage } from './kit/parts.ts'
import { Shell } from './kit/Shell.tsx'
import { homeOf, sessionQuery } from './kit/session.ts'

// Every page in one table. Search parameters are read leniently: an address that somebody edited still opens.

type Raw = Record<string, unknown>

const root = createRootRoute({ notFoundComponent: RootMissing, errorComponent: PageFailed })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Raw): { to?: string; ended?: true } => ({
    ...textOf(raw, 'to'),
    ...(raw.ended ? { ended: true } : {}),
  }),
  component: lazyPage(() => import('./identity/SignIn.tsx'), 'SignIn'),
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (raw: Raw): { token?: string } => textOf(raw, 'token'),
  beforeLoad: ({ search, location }) => takeToken('/setup', search.token, location.hash),
  component: lazyPage(() => import('./identity/SetUp.tsx'), 'SetUp'),
})

export type MailboxSearch = { to?: string }

/** Of the demo and of development; elsewhere the hub answers that there is no such page. */
const mailbox = createRoute({
  getParentRoute: () => root,
  path: '/mailbox',
  validateSearch: (raw: Raw): MailboxSearch => textOf(raw, 'to'),
  component: lazyPage(() => import('./mail/Mailbox.tsx'), 'Mailbox'),
})

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgotten-password',
  component: lazyPage(() => import('./identity/ForgottenPassword.tsx'), 'ForgottenPassword'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (raw: Raw): { token?: string } => textOf(raw, 'token'),
  beforeLoad: ({ search, location }) => takeToken('/reset-password', search.token, location.hash),
  component: lazyPage(() => import('./identity/NewPassword.tsx'), 'NewPassword'),
})

const accessRequest = createRoute({
  getParentRoute: () => root,
  path: '/access-request',
  validateSearch: (raw: Raw): { token?: string } => textOf(raw, 'token'),
  beforeLoad: ({ search, location }) => takeToken('/access-request', search.token, location.hash),
  component: lazyPage(() => import('./access/DecisionPage.tsx'), 'DecisionPage'),
})

const accessEnded = createRoute({
  getParentRoute: () => root,
  path: '/access-ended',
  validateSearch: (raw: Raw): { customer?: string } => textOf(raw, 'customer'),
  component: lazyPage(() => import('./access/AccessEnded.tsx'), 'AccessEnded'),
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  validateSearch: (raw: Raw): { token?: string } => textOf(raw, 'token'),
  beforeLoad: ({ search, location }) => takeToken('/invitation', search.token, location.hash),
  component: lazyPage(() => import('./identity/Invitation.tsx'), 'Invitation'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    try {
      const session = await queryClient.ensureQueryData(sessionQuery)
      const { language } = session.person
      if (language && isLanguage(language) && !chosenLanguage()) await speak(language)
      // A Control Hub opens by one's own right or, under the banner, by the customer's consent.
      const customer = location.pathname.match(/^\/customers\/([^/]+)/)?.[1]
      if (customer && !session.organization && !session.permissions.includes('partners:launch'))
        throw redirect({ to: '/helpdesk/customers/$orgId', params: { orgId: customer }, replace: true })
      return { session }
    } catch (error) {
      if (isAccessEnded(error)) throw redirect({ to: '/access-ended', search: leaveOrganization(), replace: true })
      if (!isSignedOut(error)) throw error
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { to: location.href } })
    }
  },
  component: Shell,
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.session), replace: true })
  },
})

/** Pages of the partner's side; a customer's own administrator is led home. */
const partnerSide = createRoute({
  getParentRoute: () => signedIn,
  id: 'partner-side',
  beforeLoad: ({ context }) => {
    if (context.session.organization) throw redirect({ to: homeOf(context.session), replace: true })
  },
})

export type CustomersSearch = { q?: string; tags?: string; sort?: 'created'; order?: Order; customer?: string }

const customers = createRoute({
  getParentRoute: () => partnerSide,
  path: '/customers',
  validateSearch: (raw: Raw): CustomersSearch => ({
    ...textOf(raw, 'q'),
    ...textOf(raw, 'tags'),
    ...(raw.sort === 'created' ? { sort: 'created' } : {}),
    ...orderOf(raw),
    ...textOf(raw, 'customer'),
  }),
  component: lazyPage(() => import('./partners/Customers.tsx'), 'Customers'),
})

function administratorsSearch(raw: Raw): AdministratorsSearch {
  return {
    ...textOf(raw, 'q'),
    ...textOf(raw, 'role'),
    ...textOf(raw, 'state'),
    ...textOf(raw, 'reach'),
    ...textOf(raw, 'person'),
    ...(raw.invite ? { invite: true } : {}),
  }
}

const administrators = createRoute({
  getParentRoute: () => partnerSide,
  path: '/administrators',
  validateSearch: administratorsSearch,
  component: lazyPage(() => import('./identity/Administrators.tsx'), 'Administrators'),
})

const partnerSettings = createRoute({
  getParentRoute: () => partnerSide,
  path: '/settings',
  component: lazyPage(() => import('./partners/PartnerSettings.tsx'), 'PartnerSettings'),
})

const customerAdministrators = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/administrators',
  validateSearch: administratorsSearch,
  component: lazyPage(() => import('./identity/Administrators.tsx'), 'CustomerAdministrators'),
})

const customerPeople = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/people',
  component: lazyPage(() => import('./identity/CustomerAccess.tsx'), 'CustomerAccess'),
})

const subPartners = createRoute({
  getParentRoute: () => partnerSide,
  path: '/sub-partners',
  component: lazyPage(() => import('./partners/SubPartners.tsx'), 'SubPartners'),
})

const tasks = createRoute({
  getParentRoute: () => partnerSide,
  path: '/tasks',
  validateSearch: (raw: Raw): { customer?: string; status?: string } => ({
    ...textOf(raw, 'customer'),
    ...textOf(raw, 'status'),
  }),
  component: lazyPage(() => import('./imports/Tasks.tsx'), 'Tasks'),
})

export type MailsSearch = { to?: string; kind?: string; state?: string; customer?: string }

const mails = createRoute({
  getParentRoute: () => signedIn,
  path: '/mail',
  validateSearch: (raw: Raw): MailsSearch => ({
    ...textOf(raw, 'to'),
    ...textOf(raw, 'kind'),
    ...textOf(raw, 'state'),
    ...textOf(raw, 'customer'),
  }),
  component: lazyPage(() => import('./mail/Mails.tsx'), 'Mails'),
})

const oneMail = createRoute({
  getParentRoute: () => mails,
  path: '$mailId',
  component: lazyPage(() => import('./mail/MailDrawer.tsx'), 'MailDrawer'),
})

const auditSearch = (raw: Raw): AuditSearch => ({
  ...textOf(raw, 'category'),
  ...textOf(raw, 'from'),
  ...textOf(raw, 'to'),
  ...textOf(raw, 'tracking'),
  ...textOf(raw, 'actor'),
  ...textOf(raw, 'subject'),
  ...textOf(raw, 'event'),
})

const audit = createRoute({
  getParentRoute: () => partnerSide,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyPage(() => import('./audit/Audit.tsx'), 'PartnerAudit'),
})

const customerAudit = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/audit',
  validateSearch: auditSearch,
  component: lazyPage(() => import('./audit/Audit.tsx'), 'CustomerAudit'),
})

export type HelpDeskSearch = { q?: string; in?: string }

const helpDesk = createRoute({
  getParentRoute: () => partnerSide,
  path: '/helpdesk',
  validateSearch: (raw: Raw): HelpDeskSearch => ({ ...textOf(raw, 'q', 400), ...textOf(raw, 'in') }),
  component: lazyPage(() => import('./helpdesk/HelpDesk.tsx'), 'HelpDesk'),
})

const helpDeskUser = createRoute({
  getParentRoute: () => partnerSide,
  path: '/helpdesk/users/$userId',
  component: lazyPage(() => import('./helpdesk/UserPage.tsx'), 'UserPage'),
})

const helpDeskCustomer = createRoute({
  getParentRoute: () => partnerSide,
  path: '/helpdesk/customers/$orgId',
  component: lazyPage(() => import('./helpdesk/CustomerPage.tsx'), 'CustomerPage'),
})

const helpDeskDevice = createRoute({
  getParentRoute: () => partnerSide,
  path: '/helpdesk/devices/$deviceId',
  component: lazyPage(() => import('./helpdesk/DevicePage.tsx'), 'DevicePage'),
})

const helpDeskAccess = createRoute({
  getParentRoute: () => partnerSide,
  path: '/helpdesk/customers/$orgId/access',
  component: lazyPage(() => import('./access/AccessPage.tsx'), 'HelpDeskAccessPage'),
})

const helpDeskReplay = createRoute({
  getParentRoute: () => partnerSide,
  path: '/helpdesk/customers/$orgId/access/$grantId',
  component: lazyPage(() => import('./access/Replay.tsx'), 'HelpDeskReplay'),
})

const customerSettings = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/settings',
  component: lazyPage(() => import('./access/Settings.tsx'), 'Settings'),
})

const customerAccess = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/access',
  component: lazyPage(() => import('./access/AccessPage.tsx'), 'AccessPage'),
})

const replay = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/access/$grantId',
  component: lazyPage(() => import('./access/Replay.tsx'), 'Replay'),
})

const overview = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId',
  component: lazyPage(() => import('./partners/Overview.tsx'), 'Overview'),
})

export type UsersSearch = { q?: string; status?: string; package?: string; sort?: 'email'; order?: Order }

const users = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/users',
  validateSearch: (raw: Raw): UsersSearch => ({
    ...textOf(raw, 'q'),
    ...textOf(raw, 'status'),
    ...textOf(raw, 'package'),
    ...(raw.sort === 'email' ? { sort: 'email' } : {}),
    ...orderOf(raw),
  }),
  component: lazyPage(() => import('./directory/Users.tsx'), 'Users'),
})

const user = createRoute({
  getParentRoute: () => users,
  path: '$userId',
  component: lazyPage(() => import('./directory/UserDrawer.tsx'), 'UserDrawer'),
})

const customerImports = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/imports',
  validateSearch: (raw: Raw): { status?: string } => textOf(raw, 'status'),
  component: lazyPage(() => import('./imports/CustomerImports.tsx'), 'CustomerImports'),
})

const newImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/imports/new',
  component: lazyPage(() => import('./imports/NewImport.tsx'), 'NewImport'),
})

export type ImportSearch = { show?: string; changed?: string }

const oneImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/imports/$importId',
  validateSearch: (raw: Raw): ImportSearch => ({ ...textOf(raw, 'show'), ...textOf(raw, 'changed') }),
  component: lazyPage(() => import('./imports/ImportPage.tsx'), 'ImportPage'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyPage(() => import('./identity/Account.tsx'), 'Account'),
})

const serviceApps = createRoute({
  getParentRoute: () => partnerSide,
  path: '/service-apps',
  component: lazyPage(() => import('./identity/ServiceApps.tsx'), 'PartnerServiceApps'),
})

const customerServiceApps = createRoute({
  getParentRoute: () => signedIn,
  path: '/customers/$customerId/service-apps',
  component: lazyPage(() => import('./identity/ServiceApps.tsx'), 'CustomerServiceApps'),
})

const tree = root.addChildren([
  signIn,
  setUp,
  forgottenPassword,
  resetPassword,
  mailbox,
  accessRequest,
  accessEnded,
  invitation,
  signedIn.addChildren([
    home,
    partnerSide.addChildren([
      serviceApps,
      administrators,
      audit,
      customers,
      partnerSettings,
      subPartners,
      tasks,
      helpDesk,
      helpDeskUser,
      helpDeskCustomer,
      helpDeskDevice,
      helpDeskAccess,
      helpDeskReplay,
    ]),
    mails.addChildren([oneMail]),
    account,
    customerServiceApps,
    overview,
    users.addChildren([user]),
    customerPeople,
    customerAdministrators,
    customerAudit,
    customerImports,
    newImport,
    oneImport,
    customerSettings,
    customerAccess,
    replay,
  ]),
])

export const router = createRouter({
  routeTree: tree,
  scrollRestoration: true,
  // What a page does not know, or knows otherwise, is dropped: it would be asked of the hub and refused.
  search: { strict: true },
  // Plain text, as people type and share it: `?q=1050`, not `?q="1050"`.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    )
    return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
  },
  // Another thing is another page: nothing of the one before stays in it, and its heading takes the focus.
  defaultRemountDeps: ({ params }) => params,
  defaultPreload: 'intent',
  defaultPendingMs: 100,
  defaultPendingComponent: PageLoading,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: PageMissing,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface HistoryState {
    /** The row of the list that was opened from this entry of the history. */
    row?: string
  }
}

/** Nobody is led away from these: they are open without a session. */
const openPages = [
  '/sign-in',
  '/setup',
  '/mailbox',
  '/forgotten-password',
  '/reset-password',
  '/access-request',
  '/access-ended',
  '/invitation',
]

whenSignedOut(() => {
  const { location } = router.state
  if (openPages.includes(location.pathname)) return
  queryClient.removeQueries({ queryKey: ['session'] })
  void router.navigate({ to: '/sign-in', search: { to: location.href, ended: true }, replace: true })
})

/** This tab is its person's own again; keeps which customer it was in, for the way back. */
function leaveOrganization(): { customer?: string } {
  const was = entered()
  forgetEntered()
  queryClient.clear()
  return was ? { customer: was.organizationId } : {}
}

whenAccessEnded(() => void router.navigate({ to: '/access-ended', search: leaveOrganization(), replace: true }))
