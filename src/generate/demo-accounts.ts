import { addAdministrator, addServiceApp, closeSetup, hashPassword } from '../hub/identity/index.ts'
import { termKinds } from '../hub/lookup/index.ts'
import type { Context } from '../platform/context.ts'
import type { DatabaseHandle } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { demoCustomerId, demoPopulation } from './demo.ts'
import { emptyTenantTables } from './empty-tables.ts'
import { asPartner } from './fill.ts'
import { loadPopulation } from './load.ts'

/** The demo's partner. Its id never changes, so that a demo can be told from a real installation. */
export const demoPartnerId = '018b1899-9400-7a6b-9c10-64656d6f0000'

export const demoPassword = 'cordboard-demo'
export const demoAccounts = {
  admin: 'admin@demo.cordboard.test',
  agent: 'agent@demo.cordboard.test',
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
  const partners = await pool.query<{ id: string }>('select id from partners')
  if (partners.rows.some(({ id }) => id !== demoPartnerId)) {
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
  await switchAccounts(database, log, null)
}

/** Outside the demo its accounts do not exist: whoever knows the published password gets nowhere. */
export async function switchOffDemoAccounts(database: DatabaseHandle, log: Log): Promise<void> {
  const demo = await database.ownerPool.query('select 1 from partners where id = $1', [demoPartnerId])
  if (demo.rowCount !== 0) await switchAccounts(database, log, new Date())
}

async function switchAccounts(database: DatabaseHandle, log: Log, disabledAt: Date | null): Promise<void> {
  await asPartner(database, log, demoPartnerId, async ({ tx }) => {
    const disabled = { disabled_at: disabledAt }
    await tx
      .updateTable('administrators')
      .set(disabled)
      .where('partner_id', '=', demoPartnerId)
      .where('email', 'in', people)
      .execute()
    await tx
      .updateTable('service_apps')
      .set(disabled)
      .where('partner_id', '=', demoPartnerId)
      .where('client_id', '=', demoAccounts.clientId)
      .execute()
  })
}

const people = [demoAccounts.admin, demoAccounts.agent, demoAccounts.owner]

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
    .updateTable('terms')
    .set({ term: demoAccounts.owner })
    .where('partner_id', '=', demoPartnerId)
    .where('org_id', '=', demoCustomerId)
    .where('kind', '=', termKinds.userEmail)
    .where('term', '=', owner.email)
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
