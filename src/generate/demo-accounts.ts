import { addAdministrator, closeSetup, hashPassword } from '../hub/identity/index.ts'
import { addServiceApp } from '../hub/machines/index.ts'
import type { Context } from '../platform/context.ts'
import type { DatabaseHandle } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { demoCustomerId, demoPopulation } from './demo.ts'
import { emptyTenantTables } from './empty-tables.ts'
import { asPartner } from './fill.ts'
import { loadPopulation } from './load.ts'
import { population } from './population.ts'

/** The demo's partner. Its id never changes, so that a demo can be told from a real installation. */
export const demoPartnerId = '018b1899-9400-7a6b-9c10-64656d6f0000'

/** A partner below it, with customers of its own that it lets its parent manage. */
export const demoSubPartnerId = '018b1899-9400-7a6b-9c10-7375622d0000'

/** Ten customers bear it; `assigned@` administers whatever does. */
export const demoTag = 'North'
const taggedCustomers = 10

export const demoPassword = 'cordboard-demo'
export const demoAccounts = {
  admin: 'admin@demo.cordboard.test',
  agent: 'agent@demo.cordboard.test',
  advanced: 'advanced@demo.cordboard.test',
  reader: 'reader@demo.cordboard.test',
  assigned: 'assigned@demo.cordboard.test',
  sub: 'sub@demo.cordboard.test',
  owner: 'owner@demo.cordboard.test',
  clientId: 'demo-client',
  clientSecret: 'demo-secret',
} as const

/** `--demo` was asked of a database that holds a real partner. */
export class NotADemo extends Error {
  override name = 'NotADemo'
}

/** Fills an empty database with the demo, once; a fill that was cut off is done anew. Then its accounts are switched on. */
export async function prepareDemoData(database: DatabaseHandle, log: Log): Promise<void> {
  const pool = database.ownerPool
  if ((await database.partnerIds()).some((id) => !demoPartners.includes(id))) {
    throw new NotADemo(
      'The database holds a real partner; the demo wants a database of its own. Choose another DATA_DIR or DATABASE_URL.',
    )
  }
  const complete = await pool.query('select 1 from setup_tokens where used_at is not null')
  if (complete.rowCount === 0) {
    log.info({}, 'filling the demo: 60 customers, 6,000 users')
    await emptyTenantTables(pool)
    await pool.query(
      `insert into partners (id, name, language, created_at) values ($1, 'Harbour Telecom', 'en', '2023-10-01T08:00:00Z')`,
      [demoPartnerId],
    )
    const client = await pool.connect()
    try {
      await loadPopulation({ client, partnerId: demoPartnerId, customers: demoPopulation(), log })
    } finally {
      client.release()
    }
    await makeAccounts(database, log)
  }
  // A demo that an earlier version filled has only the accounts of then, and a start can be cut off between two of these.
  if (!(await hasAccount(database, log, demoPartnerId, demoAccounts.advanced))) await makeFurtherAccounts(database, log)
  if (!(await hasAccount(database, log, demoSubPartnerId, demoAccounts.sub))) await makeSubPartner(database, log)
  await switchAccounts(database, log, null)
}

/** Outside the demo its accounts do not exist: whoever knows the published password gets nowhere. */
export async function switchOffDemoAccounts(database: DatabaseHandle, log: Log): Promise<void> {
  const demo = await database.ownerPool.query('select 1 from partners where id = $1', [demoPartnerId])
  if (demo.rowCount !== 0) await switchAccounts(database, log, new Date())
}

async function switchAccounts(database: DatabaseHandle, log: Log, disabledAt: Date | null): Promise<void> {
  for (const partnerId of demoPartners) {
    await asPartner(database, log, partnerId, async ({ tx }) => {
      const disabled = { disabled_at: disabledAt }
      await tx
        .updateTable('administrators')
        .set(disabled)
        .where('partner_id', '=', partnerId)
        .where('email', 'in', people)
        .execute()
      await tx
        .updateTable('service_apps')
        .set(disabled)
        .where('partner_id', '=', partnerId)
        .where('client_id', '=', demoAccounts.clientId)
        .execute()
    })
  }
}

const demoPartners: readonly string[] = [demoPartnerId, demoSubPartnerId]
const { clientId: _client, clientSecret: _secret, ...signInNames } = demoAccounts
const people = Object.values(signInNames)

/** Kestrel Freight takes extensions of any length, and its owner's account has the address that the demo prints. */
async function dressCustomer({ tx }: Context) {
  await tx
    .updateTable('organizations')
    .set({ extension_digits: null })
    .where('partner_id', '=', demoPartnerId)
    .where('id', '=', demoCustomerId)
    .execute()
  const owner = await tx
    .selectFrom('users')
    .select(['id', 'email', 'first_name', 'last_name'])
    .where('partner_id', '=', demoPartnerId)
    .where('org_id', '=', demoCustomerId)
    .where('status', '=', 'active')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('identifiers')
    .set({ value: demoAccounts.owner })
    .where('kind', '=', 'email')
    .where('value', '=', owner.email)
    .execute()
  await tx
    .updateTable('users')
    .set({ email: demoAccounts.owner })
    .where('partner_id', '=', demoPartnerId)
    .where('id', '=', owner.id)
    .execute()
  return owner
}

async function makeAccounts(database: DatabaseHandle, log: Log): Promise<void> {
  const passwordHash = await hashPassword(demoPassword)
  await asPartner(database, log, demoPartnerId, async (inside) => {
    const common = { passwordHash }
    await addAdministrator(inside, {
      ...common,
      email: demoAccounts.admin,
      firstName: 'Outi',
      lastName: 'Rantanen',
      role: 'atlas-portal.partner.salesfulladmin',
    })
    await addAdministrator(inside, {
      ...common,
      email: demoAccounts.agent,
      firstName: 'Mika',
      lastName: 'Korpela',
      role: 'atlas-portal.partner.helpdesk',
    })
    const owner = await dressCustomer(inside)
    await addAdministrator(inside, {
      ...common,
      email: demoAccounts.owner,
      firstName: owner.first_name,
      lastName: owner.last_name,
      role: 'id_full_admin',
      organizationId: demoCustomerId,
      userId: owner.id,
    })
    await addServiceApp(inside, {
      name: 'Demo client',
      clientId: demoAccounts.clientId,
      secret: demoAccounts.clientSecret,
      role: 'atlas-portal.partner.salesfulladmin',
    })
    // Last: a demo without this mark is filled anew.
    await closeSetup(inside)
  })
}

/** One account for each way to be limited, so that every role can be tried. */
async function makeFurtherAccounts(database: DatabaseHandle, log: Log): Promise<void> {
  const passwordHash = await hashPassword(demoPassword)
  await asPartner(database, log, demoPartnerId, async (inside) => {
    await addAdministrator(inside, {
      passwordHash,
      email: demoAccounts.advanced,
      firstName: 'Saga',
      lastName: 'Lindqvist',
      role: 'atlas-portal.partner.helpdesk.advanced',
    })
    await addAdministrator(inside, {
      passwordHash,
      email: demoAccounts.reader,
      firstName: 'Joost',
      lastName: 'Verhoeven',
      role: 'atlas-portal.partner.readonlyadmin',
    })
    await addAdministrator(inside, {
      passwordHash,
      email: demoAccounts.assigned,
      firstName: 'Helena',
      lastName: 'Prado',
      role: 'atlas-portal.partner.salesadmin',
      reach: { kind: 'some', organizations: [], tags: [demoTag] },
    })
    const north = await inside.tx
      .selectFrom('organizations')
      .select('id')
      .where('partner_id', '=', demoPartnerId)
      .where('country', 'in', ['FI', 'SE', 'DK', 'NO', 'NL'])
      .orderBy('sort_name')
      .limit(taggedCustomers)
      .execute()
    await inside.tx
      .insertInto('organization_tags')
      .values(
        north.map(({ id }) => ({
          partner_id: demoPartnerId,
          tag: demoTag,
          org_id: id,
          description: 'Looked after from Helsinki',
          created_at: inside.now,
        })),
      )
      .execute()
  })
}

async function hasAccount(database: DatabaseHandle, log: Log, partnerId: string, email: string): Promise<boolean> {
  return await asPartner(database, log, partnerId, async ({ tx }) => {
    const found = await tx
      .selectFrom('administrators')
      .select('id')
      .where('partner_id', '=', partnerId)
      .where('email', '=', email)
      .executeTakeFirst()
    return found !== undefined
  })
}

async function makeSubPartner(database: DatabaseHandle, log: Log): Promise<void> {
  const pool = database.ownerPool
  const passwordHash = await hashPassword(demoPassword)
  await pool.query(
    `insert into partners (id, name, language, created_at, parent_id, parent_name)
     values ($1, 'Archipelago Voice', 'en', '2024-03-04T08:00:00Z', $2, 'Harbour Telecom') on conflict do nothing`,
    [demoSubPartnerId, demoPartnerId],
  )
  const filled = await asPartner(
    database,
    log,
    demoSubPartnerId,
    async ({ tx }) =>
      await tx
        .selectFrom('organizations')
        .select('id')
        .where('partner_id', '=', demoSubPartnerId)
        .limit(1)
        .executeTakeFirst(),
  )
  const client = filled ? null : await pool.connect()
  try {
    // A part of its own: no number, address or serial is anybody's in the large demo.
    const customers = population({ seed: 'cordboard demo sub-partner', users: 120, customers: 5, part: 1 })
    if (client) await loadPopulation({ client, partnerId: demoSubPartnerId, customers, log })
  } finally {
    client?.release()
  }
  await asPartner(database, log, demoSubPartnerId, async (inside) => {
    await addAdministrator(inside, {
      passwordHash,
      email: demoAccounts.sub,
      firstName: 'Astrid',
      lastName: 'Holm',
      role: 'atlas-portal.partner.salesfulladmin',
    })
  })
}
