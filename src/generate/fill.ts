import { randomBytes, randomUUID } from 'node:crypto'
import { recordAct } from '../hub/audit/index.ts'
import { addAdministrator, closeSetup, hashPassword } from '../hub/identity/index.ts'
import { addServiceApp } from '../hub/machines/index.ts'
import { systemActor } from '../platform/access.ts'
import { readConfig } from '../platform/config.ts'
import type { Context } from '../platform/context.ts'
import type { DatabaseHandle } from '../platform/database.ts'
import { makeContext } from '../platform/hub-context.ts'
import type { Log } from '../platform/log.ts'
import { uuidv7 } from '../platform/uuid.ts'
import { emptyTenantTables } from './empty-tables.ts'
import { loadPopulation } from './load.ts'
import { population } from './population.ts'

/** The database has been set up already: what is in it is somebody's. */
export class InstallationNotEmpty extends Error {
  override name = 'InstallationNotEmpty'
}

export type FilledInstallation = {
  partnerId: string
  email: string
  password: string
  clientId: string
  clientSecret: string
  rows: Record<string, number>
}

/** Fills an installation that nobody has set up: a partner, its administrator, a service app and the population. */
export async function fillInstallation(
  database: DatabaseHandle,
  options: { users: number; customers: number; seed: string },
  log: Log,
): Promise<FilledInstallation> {
  const pool = database.ownerPool
  if ((await pool.query('select 1 from setup_tokens where used_at is not null')).rowCount) {
    throw new InstallationNotEmpty('The database has been set up already. Choose another DATA_DIR or DATABASE_URL.')
  }
  await emptyTenantTables(pool)
  const partnerId = uuidv7()
  await pool.query(`insert into partners (id, name, created_at) values ($1, $2, now())`, [
    partnerId,
    `Generated (${options.seed})`,
  ])
  const client = await pool.connect()
  let rows: Record<string, number>
  try {
    rows = (await loadPopulation({ client, partnerId, customers: population(options), log })).rows
  } finally {
    client.release()
  }
  const made = {
    email: 'admin@generated.example',
    password: randomBytes(12).toString('base64url'),
    clientId: 'generated-client',
    clientSecret: randomBytes(24).toString('base64url'),
  }
  const passwordHash = await hashPassword(made.password)
  await asPartner(database, log, partnerId, async (context) => {
    await addAdministrator(context, {
      email: made.email,
      firstName: 'Generated',
      lastName: 'Administrator',
      passwordHash,
      role: 'atlas-portal.partner.salesfulladmin',
    })
    await addServiceApp(context, {
      name: 'Generated client',
      clientId: made.clientId,
      secret: made.clientSecret,
      role: 'atlas-portal.partner.salesfulladmin',
    })
    // Last: without this mark the next fill begins anew.
    await closeSetup(context)
  })
  return { partnerId, ...made, rows }
}

/** One transaction in the name of a partner, outside a running hub. */
export async function asPartner<Result>(
  database: DatabaseHandle,
  log: Log,
  partnerId: string,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const context = makeContext(
    {
      database,
      config: readConfig({}),
      demo: false,
      log,
      clock: () => new Date(),
      record: recordAct,
      hubUrl: () => {
        throw new Error('filling writes no links')
      },
      queue: () => {
        throw new Error('made-up data enqueues nothing')
      },
    },
    systemActor(partnerId, 'generate'),
    { signal: new AbortController().signal, trackingId: `CORDBOARD_${randomUUID()}`, language: 'en' },
  )
  return await context.transaction(work)
}
