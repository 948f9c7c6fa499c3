import type { Role } from '../src/api/permissions.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { makeAdministrator, type TestHub } from './hub.ts'

let count = 0
export type OfPerson = [role: Role, more?: { organizationId?: string; customers?: string[] }]

/** An administrator of a partner or of one of its customers, signed in. `customers`: those alone are in reach. */
export async function makePerson(hub: TestHub, { partnerId }: { partnerId: string }, ...[role, more = {}]: OfPerson) {
  const email = `person${++count}@roles.test`
  const id = await makeAdministrator(hub, partnerId, {
    email,
    role,
    ...(more.organizationId ? { organizationId: more.organizationId } : {}),
    ...(more.customers ? { reach: { kind: 'some' as const, organizations: more.customers } } : {}),
  })
  return { id, email, cookie: await hub.signIn(email) }
}

/** A partner with three customers (North, Middle, South) and a full administrator who has just signed in. */
export async function makePlace(hub: TestHub) {
  const partnerId = uuidv7()
  await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Roles', now())`, [partnerId])
  const customers: [string, string, string] = [uuidv7(), uuidv7(), uuidv7()]
  for (const [index, name] of ['North', 'Middle', 'South'].entries())
    await hub.sql(
      `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, $3, lower($3), 'FI', now())`,
      [partnerId, customers[index], name],
    )
  const chief = await makePerson(hub, { partnerId }, 'atlas-portal.partner.salesfulladmin')
  return { partnerId, customers, chief: chief.id, cookie: chief.cookie }
}
export type Place = Awaited<ReturnType<typeof makePlace>>
