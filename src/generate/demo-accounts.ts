import { CompiledQuery } from 'kysely'
import { addAdministrator, addServiceApp, closeSetup, hashPassword } from '../hub/identity/index.ts'
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
    await dressCustomer(pool)
    await makeAccounts(database, log)
  }
  await pool.query(`update administrators set disabled_at = null where partner_id = $1 and email = any($2)`, [
    demoPartnerId,
    people,
  ])
  await pool.query(`update service_apps set disabled_at = null where partner_id = $1 and client_id = $2`, [
    demoPartnerId,
    demoAccounts.clientId,
  ])
}

/** Outside the demo its accounts do not exist: whoever knows the published password gets nowhere. */
export async function switchOffDemoAccounts(database: DatabaseHandle): Promise<void> {
  const pool = database.ownerPool
  await pool.query(
    `update administrators set disabled_at = now() where partner_id = $1 and disabled_at is null and email = any($2)`,
    [demoPartnerId, people],
  )
  await pool.query(
    `update service_apps set disabled_at = now() where partner_id = $1 and disabled_at is null and client_id = $2`,
    [demoPartnerId, demoAccounts.clientId],
  )
}

const people = [demoAccounts.admin, demoAccounts.agent, demoAccounts.owner]

/** Kestrel Freight takes extensions of any length, and its owner's account has the address that the demo prints. */
async function dressCustomer(pool: DatabaseHandle['ownerPool']): Promise<void> {
  await pool.query('update organizations set extension_digits = null where partner_id = $1 and id = $2', [
    demoPartnerId,
    demoCustomerId,
  ])
  const chosen = `select id, email from users where partner_id = $1 and org_id = $2 and status = 'active' order by created_at, id limit 1`
  const { rows } = await pool.query<{ id: string; email: string }>(chosen, [demoPartnerId, demoCustomerId])
  const [owner] = rows
  if (!owner) throw new Error('the demo customer has no active user')
  const change = [demoAccounts.owner, owner.email]
  await pool.query(`update identifiers set value = $1 where kind = 'email' and value = $2`, change)
  await pool.query(`update terms set term = $1 where partner_id = $3 and kind = 'ue' and term = $2`, [
    ...change,
    demoPartnerId,
  ])
  await pool.query('update users set email = $1 where partner_id = $3 and email = $2', [...change, demoPartnerId])
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
    const owner = await firstUser(inside.tx, demoCustomerId)
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

async function firstUser(tx: Context['tx'], organizationId: string) {
  const { rows } = await tx.executeQuery<{ id: string; first_name: string; last_name: string }>(
    CompiledQuery.raw(
      `select id, first_name, last_name from users where partner_id = $1 and org_id = $2 and email = $3`,
      [demoPartnerId, organizationId, demoAccounts.owner],
    ),
  )
  const [user] = rows
  if (!user) throw new Error('the demo customer has no owner')
  return user
}
