import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { encodeId } from '../../src/api/ids.ts'
import { demoAccounts, demoCustomerId, demoPassword, writeCsvFile } from '../../src/generate/index.ts'
import { sendMail } from '../../src/hub/mail/index.ts'
import type { Phrases } from '../../src/phrases/index.ts'
import { type Account, type Console, kestrel, settled } from './console.ts'

export type Place = {
  name: string
  path: () => string
  as?: Account
  /** What has to be done before the page shows what it is about. */
  shown?: (page: Page) => Promise<void>
  /** The key of the page's heading among the phrases, where it is one. */
  heading?: (words: Phrases) => string
}

const found = { agent: '', user: '', device: '', planned: '', applied: '', canceled: '', mail: '' }
const inKestrel = (rest = '') => `/customers/${kestrel}${rest}`

/** Every page there is. The ids are filled in by `preparePlaces`. */
export const places: Place[] = [
  { name: 'sign-in', path: () => '/sign-in', heading: (words) => words.identity.signIn.heading },
  {
    name: 'set-up with a link that is no longer valid',
    path: () => '/setup?token=used',
    heading: (words) => words.identity.setUp.heading,
  },
  {
    name: 'forgotten password',
    path: () => '/forgotten-password',
    heading: (words) => words.account.forgotten.heading,
  },
  {
    name: 'a new password by a link that is no longer valid',
    path: () => '/reset-password?token=used',
    heading: (words) => words.account.reset.heading,
  },
  { name: 'the own account', path: () => '/account', as: 'admin', heading: (words) => words.account.page.title },
  { name: 'service apps', path: () => '/service-apps', as: 'admin', heading: (words) => words.account.apps.title },
  {
    name: 'service apps of a customer',
    path: () => inKestrel('/service-apps'),
    as: 'admin',
    heading: (words) => words.account.apps.title,
  },
  { name: 'customers', path: () => '/customers', as: 'admin', heading: (words) => words.partners.customers.title },
  {
    name: 'customers with one open',
    path: () => `/customers?customer=${kestrel}`,
    as: 'admin',
    shown: (page) => page.getByRole('dialog').waitFor(),
  },
  {
    name: 'customers, nothing found',
    path: () => '/customers?q=qqqq',
    as: 'admin',
    heading: (words) => words.partners.customers.title,
  },
  {
    name: 'administrators',
    path: () => '/administrators',
    as: 'admin',
    heading: (words) => words.identity.administrators.title,
  },
  {
    name: 'administrators, filtered',
    path: () => '/administrators?q=qqqq&state=active',
    as: 'admin',
    heading: (words) => words.identity.administrators.title,
  },
  {
    name: 'inviting an administrator',
    path: () => '/administrators?invite=1',
    as: 'admin',
    shown: (page) => page.getByRole('dialog').getByRole('heading', { level: 3 }).waitFor(),
  },
  {
    name: 'an administrator in the drawer',
    path: () => `/administrators?person=${found.agent}`,
    as: 'admin',
    shown: (page) => page.getByRole('dialog').getByRole('listitem').first().waitFor(),
  },
  {
    name: 'administrators of a customer',
    path: () => inKestrel('/administrators'),
    as: 'owner',
    heading: (words) => words.identity.administrators.title,
  },
  {
    name: 'who has access to a customer',
    path: () => inKestrel('/people'),
    as: 'admin',
    heading: (words) => words.identity.administrators.access.title,
  },
  {
    name: 'settings of a customer',
    path: () => inKestrel('/settings'),
    as: 'owner',
    heading: (words) => words.access.consent.title,
  },
  {
    name: 'settings of the partner',
    path: () => '/settings',
    as: 'admin',
    heading: (words) => words.partners.settings.partnerTitle,
  },
  {
    name: 'an invitation that is no longer valid',
    path: () => '/invitation?token=used',
    heading: (words) => words.identity.administrators.invitation.heading,
  },
  { name: 'overview of a customer', path: () => inKestrel(), as: 'admin' },
  { name: 'users', path: () => inKestrel('/users'), as: 'admin', heading: (words) => words.directory.users.title },
  {
    name: 'users, filtered',
    path: () => inKestrel('/users?status=inactive&q=ma'),
    as: 'admin',
    heading: (words) => words.directory.users.title,
  },
  {
    name: 'a user in the drawer',
    path: () => inKestrel(`/users/${found.user}`),
    as: 'admin',
    shown: (page) => page.getByRole('dialog').waitFor(),
  },
  {
    name: 'imports of a customer',
    path: () => inKestrel('/imports'),
    as: 'admin',
    heading: (words) => words.imports.title,
  },
  {
    name: 'a new import',
    path: () => inKestrel('/imports/new'),
    as: 'admin',
    heading: (words) => words.imports.newTitle,
  },
  { name: 'a plan', path: () => inKestrel(`/imports/${found.planned}`), as: 'admin' },
  { name: 'the result of an import', path: () => inKestrel(`/imports/${found.applied}`), as: 'admin' },
  { name: 'a discarded plan', path: () => inKestrel(`/imports/${found.canceled}`), as: 'admin' },
  { name: 'tasks', path: () => '/tasks', as: 'admin', heading: (words) => words.imports.tasksTitle },
  { name: 'audit', path: () => '/audit', as: 'admin', heading: (words) => words.audit.page.title },
  {
    name: 'audit, filtered to nothing',
    path: () => '/audit?category=MAIL&from=2020-01-01&to=2020-01-02&tracking=none',
    as: 'admin',
    heading: (words) => words.audit.page.title,
  },
  {
    name: 'audit of the own customer',
    path: () => inKestrel('/audit'),
    as: 'owner',
    heading: (words) => words.audit.page.title,
  },
  { name: 'mails', path: () => '/mail', as: 'admin', heading: (words) => words.mail.title },
  {
    name: 'mails, none found',
    path: () => '/mail?to=nobody@&state=rejected',
    as: 'admin',
    heading: (words) => words.mail.title,
  },
  {
    name: 'a mail in the drawer',
    path: () => `/mail/${found.mail}`,
    as: 'admin',
    shown: (page) => page.getByRole('dialog').waitFor(),
  },
  {
    name: 'the mailbox of the demo',
    path: () => '/mailbox',
    shown: async (page) => {
      await page
        .getByRole('button', { name: /plain|platte|simples|tekst/i })
        .first()
        .click()
    },
    heading: (words) => words.mail.mailbox.title,
  },
  { name: 'help desk', path: () => '/helpdesk', as: 'agent', heading: (words) => words.helpdesk.title },
  {
    name: 'help desk with results',
    path: () => '/helpdesk?q=mar',
    as: 'agent',
    shown: (page) => page.locator('mark').first().waitFor(),
  },
  { name: 'help desk, nothing found', path: () => '/helpdesk?q=qqzzyyxx', as: 'agent' },
  { name: 'user page', path: () => `/helpdesk/users/${found.user}`, as: 'agent' },
  { name: 'customer page', path: () => `/helpdesk/customers/${kestrel}`, as: 'agent' },
  { name: 'device page', path: () => `/helpdesk/devices/${found.device}`, as: 'agent' },
  {
    name: 'a user out of reach',
    path: () => `/helpdesk/users/${encodeId('PEOPLE', '018b1899-9400-7a6b-9c10-000000000000')}`,
    as: 'agent',
  },
  {
    name: 'access to a customer, for an agent',
    path: () => `/helpdesk/customers/${kestrel}/access`,
    as: 'advanced',
    heading: (words) => words.access.ledger.heading,
  },
  {
    name: 'settings of the own customer',
    path: () => inKestrel('/settings'),
    as: 'owner',
    heading: (words) => words.access.consent.title,
  },
  {
    name: 'access to the own customer',
    path: () => inKestrel('/access'),
    as: 'owner',
    heading: (words) => words.access.ledger.heading,
  },
  {
    name: 'a request for access with a link that is no longer valid',
    path: () => '/access-request?token=used',
    heading: (words) => words.access.decision.title,
  },
  { name: 'access that has ended', path: () => '/access-ended', heading: (words) => words.access.banner.endedTitle },
  { name: 'no such page', path: () => '/nowhere', as: 'agent' },
  { name: 'the own customer', path: () => inKestrel(), as: 'owner' },
  { name: 'mails of the own customer', path: () => '/mail', as: 'owner', heading: (words) => words.mail.title },
  {
    name: 'users of the own customer',
    path: () => inKestrel('/users'),
    as: 'owner',
    heading: (words) => words.directory.users.title,
  },
]

/** Makes what the pages show: imports in each state, made through the API. */
export async function preparePlaces({ hub, folder }: Console): Promise<void> {
  const [user] = await hub.sql(
    `select u.id, d.id as device from users u join devices d on d.partner_id = u.partner_id and d.user_id = u.id
     where u.org_id = $1 and u.status = 'active' order by u.created_at, u.id limit 1`,
    [demoCustomerId],
  )
  found.user = encodeId('PEOPLE', String(user?.['id']))
  const [agent] = await hub.sql('select id from administrators where email = $1', [demoAccounts.agent])
  found.agent = encodeId('PEOPLE', String(agent?.['id']))
  found.device = encodeId('DEVICE', String(user?.['device']))
  const answer = await hub.request('/v1/session', {
    method: 'POST',
    json: { email: demoAccounts.admin, password: demoPassword },
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const plan = async (name: string, rows: number, faults: 'none' | 'every'): Promise<string> => {
    const file = join(folder, `${name}.csv`)
    await writeCsvFile(hub.database, { file, rows, organization: demoCustomerId, faults, seed: name })
    const made = await hub.request(`/v1/imports?organizationId=${kestrel}&behavior=addAndRemove&fileName=${name}.csv`, {
      method: 'POST',
      cookie,
      headers: { 'content-type': 'text/csv' },
      body: await readFile(file),
    })
    if (made.status !== 201) throw new Error(`upload answered ${made.status}: ${made.text}`)
    const { id } = made.json as { id: string }
    await reached(id, 'planned')
    return id
  }
  const reached = async (id: string, wanted: string): Promise<void> => {
    const end = Date.now() + 60_000
    for (;;) {
      const { status } = (await hub.request(`/v1/imports/${id}`, { cookie })).json as { status: string }
      if (status === wanted) return
      if (status === 'failed' || Date.now() > end) throw new Error(`the import is ${status}, not ${wanted}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const [partner] = await hub.sql('select id from partners')
  const mailId = await hub.within(String(partner?.['id']), (context) =>
    sendMail(context, {
      kind: 'access_requested',
      to: { email: 'elina@kestrel.example', name: 'Elina Aalto', language: 'en' },
      organizationId: demoCustomerId,
      values: {
        agent: 'Tove Lind',
        company: 'Northern Voice',
        organization: 'Kestrel Freight',
        reason: 'Phones in Turku do not ring',
        scope: 'full',
        minutes: 120,
      },
      link: '/customers',
    }),
  )
  found.mail = encodeId('MAIL', mailId)
  found.applied = await plan('spring', 40, 'every')
  await hub.request(`/v1/imports/${found.applied}/apply`, { method: 'POST', cookie, json: {} })
  await reached(found.applied, 'applied')
  found.canceled = await plan('summer', 5, 'none')
  await hub.request(`/v1/imports/${found.canceled}`, { method: 'DELETE', cookie })
  found.planned = await plan('autumn', 30, 'every')
}

export async function goTo(page: Page, place: Place): Promise<void> {
  await page.goto(place.path())
  await arrived(page, place)
}

/** Goes there within the running page, as a link does: no script is loaded anew. */
export async function moveTo(page: Page, place: Place): Promise<void> {
  await page.evaluate((path) => {
    history.pushState({}, '', path)
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
  }, place.path())
  await arrived(page, place)
}

async function arrived(page: Page, place: Place): Promise<void> {
  await settled(page)
  if (!place.shown) return
  await place.shown(page)
  await settled(page)
}
