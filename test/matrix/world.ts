import { randomUUID } from 'node:crypto'
import { encodeId, isUuid } from '../../src/api/ids.ts'
import type { Role } from '../../src/api/permissions.ts'
import { loadPopulation, population } from '../../src/generate/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { uuidv7 } from '../../src/platform/uuid.ts'
import { makeAdministrator, password, type TestHub } from '../hub.ts'

/** Who tries: a letter for each role, so that a row of the matrix stays readable. */
export const people = {
  F: { role: 'atlas-portal.partner.salesfulladmin', reach: 'all' },
  W: { role: 'atlas-portal.partner.wholesaleadmin', reach: 'all' },
  A: { role: 'atlas-portal.partner.salesadmin', reach: 'own' },
  R: { role: 'atlas-portal.partner.readonlyadmin', reach: 'all' },
  H: { role: 'atlas-portal.partner.helpdesk', reach: 'all' },
  X: { role: 'atlas-portal.partner.helpdesk.advanced', reach: 'all' },
  f: { role: 'id_full_admin', reach: 'own' },
  r: { role: 'id_readonly_admin', reach: 'own' },
  u: { role: 'id_user_admin', reach: 'own' },
  d: { role: 'id_device_admin', reach: 'own' },
  s: { role: 'atlas-portal.support', reach: 'own' },
} as const satisfies Record<string, { role: Role; reach: 'all' | 'own' }>
export type Letter = keyof typeof people
export const letters = Object.keys(people) as Letter[]

/** Whose thing is tried: of the own customer, of another customer of the same partner, of another partner's. */
export type Whose = 'own' | 'sibling' | 'foreign'

/** One of each sort of thing of a customer. */
export type Subject = {
  whose: Whose
  partnerId: string
  organizationId: string
  userId: string
  deviceId: string
  locationId: string
  orderId: string
  licenseId: string
  importId: string
  mailId: string
  eventId: string
  appId: string
  administratorId: string
  /** Made by the rows that need one. */
  grantId?: string
  subscriptionId: string
  /** A user of this customer that is found by name, and by no other customer's. */
  lastName: string
}

export type World = Awaited<ReturnType<typeof makeWorld>>

export async function makeWorld(hub: TestHub) {
  const ours = await makePartner(hub, 'Ours', 1)
  const theirs = await makePartner(hub, 'Theirs', 2)
  const [own, sibling] = ours.customers as [string, string]
  const [foreign] = theirs.customers as [string]
  const subjects: Record<Whose, Subject> = {
    own: await subjectOf(hub, 'own', ours.partnerId, own),
    sibling: await subjectOf(hub, 'sibling', ours.partnerId, sibling),
    foreign: await subjectOf(hub, 'foreign', theirs.partnerId, foreign),
  }
  const cookies = new Map<Letter, string>()
  const ids = new Map<Letter, string>()
  for (const letter of letters) {
    const { role, reach } = people[letter]
    const email =
      `${letter}-${letter === letter.toUpperCase() ? 'partner' : 'customer'}@matrix.example.test`.toLowerCase()
    const isCustomers = !role.startsWith('atlas-portal.partner')
    ids.set(
      letter,
      await makeAdministrator(hub, ours.partnerId, {
        email,
        role,
        ...(isCustomers ? { organizationId: own } : {}),
        ...(!isCustomers && reach === 'own' ? { reach: { kind: 'some', organizations: [own] } } : {}),
      }),
    )
    cookies.set(letter, await hub.signIn(email))
  }
  return { hub, ours, theirs, subjects, cookies, ids, marks: await marksOf(hub, theirs.partnerId) }
}

async function makePartner(hub: TestHub, name: string, part: number) {
  const partnerId = uuidv7()
  await hub.sql(`insert into partners (id, name, created_at) values ($1, $2, now())`, [partnerId, name])
  const client = await hub.database.ownerPool.connect()
  try {
    const customers = population({ seed: `matrix ${name}`, users: 45, customers: 3, part })
    await loadPopulation({ client, partnerId, customers, log: silentLog })
  } finally {
    client.release()
  }
  const rows = await hub.sql(
    `select o.id from organizations o where partner_id = $1 and exists (select 1 from devices d where d.partner_id = $1 and d.org_id = o.id and d.user_id is not null)
     order by o.id`,
    [partnerId],
  )
  return { partnerId, customers: rows.map(({ id }) => String(id)) }
}

async function subjectOf(hub: TestHub, whose: Whose, partnerId: string, organizationId: string): Promise<Subject> {
  const one = async (text: string) =>
    String(Object.values((await hub.sql(text, [partnerId, organizationId]))[0] ?? {})[0])
  const [user] = (await hub.sql(
    `select id, last_name from users where partner_id = $1 and org_id = $2 and length(last_name) > 3 order by id limit 1`,
    [partnerId, organizationId],
  )) as { id: string; last_name: string }[]
  const license = await one(
    `select package_id from organization_packages where partner_id = $1 and org_id = $2 order by package_id limit 1`,
  )
  const items = (
    (await hub.request(`/v1/licenses?orgId=${organizationId}`, { token: await hub.token({ partnerId }) })).json as {
      items: { id: string }[]
    }
  ).items
  return {
    whose,
    partnerId,
    organizationId,
    userId: user?.id ?? '',
    deviceId: await one(`select id from devices where partner_id = $1 and org_id = $2 order by id limit 1`),
    locationId: await one(`select id from locations where partner_id = $1 and org_id = $2 order by id limit 1`),
    orderId: await one(`select id from orders where partner_id = $1 and org_id = $2 order by id limit 1`),
    subscriptionId: await one(`select id from subscriptions where partner_id = $1 and org_id = $2 order by id limit 1`),
    licenseId: items[0]?.id ?? license,
    importId: await plannedImport(hub, partnerId, organizationId),
    mailId: await mailTo(hub, partnerId, organizationId),
    eventId: await eventOf(hub, partnerId, organizationId),
    appId: await appOf(hub, partnerId, organizationId),
    administratorId: await makeAdministrator(hub, partnerId, {
      email: `admin-${organizationId}@matrix.example.test`,
      role: 'id_readonly_admin',
      organizationId,
    }),
    lastName: user?.last_name ?? '',
  }
}

/** A plan without rows, for acts that use one up. */
export async function plannedImport(hub: TestHub, partnerId: string, organizationId: string): Promise<string> {
  const id = randomUUID()
  await hub.sql(
    `insert into imports (partner_id, id, org_id, file_name, behavior, status, created_by, created_at, planned_at, counts)
     values ($1, $2, $3, 'matrix.csv', 'add', 'planned', '{"id":"x","name":"Matrix"}', now(), now(),
       '{"create":0,"change":0,"remove":0,"unchanged":0,"refused":0,"warnings":0}')`,
    [partnerId, id, organizationId],
  )
  return id
}

/** Somebody to change or remove: of the customer, or of the partner with that customer alone. Nobody is made for the foreign partner. */
export async function administratorOf(hub: TestHub, subject: Subject, role: Role): Promise<Partial<Subject>> {
  if (subject.whose === 'foreign') return {}
  const { partnerId, organizationId } = subject
  const email = `${randomUUID()}@matrix.example.test`
  const place = role.startsWith('atlas-portal.partner')
    ? { reach: { kind: 'some' as const, organizations: [organizationId] } }
    : { organizationId }
  return { administratorId: await makeAdministrator(hub, partnerId, { email, role, ...place }) }
}

/** A service app of the customer, for acts that use one up. */
export async function appOf(hub: TestHub, partnerId: string, organizationId: string): Promise<string> {
  const { addServiceApp } = await import('../../src/hub/machines/index.ts')
  return await hub.within(partnerId, async (context) =>
    addServiceApp(context, {
      name: 'Matrix',
      clientId: `matrix-${randomUUID()}`,
      secret: randomUUID(),
      role: 'id_readonly_admin',
      organizationId,
    }),
  )
}

/** A mail that failed, so that it can be sent again. */
export async function mailTo(hub: TestHub, partnerId: string, organizationId: string): Promise<string> {
  const { sendMail } = await import('../../src/hub/mail/index.ts')
  const id = await hub.within(partnerId, async (context) =>
    sendMail(
      { ...context, enqueue: async () => {} },
      {
        kind: 'password_changed',
        to: { email: `mail-${organizationId}@matrix.example.test`, name: 'Matrix', language: 'en' },
        organizationId,
        values: { at: new Date().toISOString() },
      },
    ),
  )
  await hub.sql(`update mail_messages set state = 'failed' where partner_id = $1 and id = $2`, [partnerId, id])
  return id
}

/** An entry of the ledger; those of the own partner were asked for by the advanced agent. */
export async function grantIn(hub: TestHub, subject: Subject, state: 'requested' | 'refused'): Promise<string> {
  const [agent] = await hub.sql(
    `select id from administrators where partner_id = $1 and email = 'x-partner@matrix.example.test'`,
    [subject.partnerId],
  )
  const id = randomUUID()
  // One open request of a person in an organization: the one before makes room.
  await hub.sql(
    `update access_grants set state = 'lapsed', requested_at = requested_at - interval '2 hours' where partner_id = $1 and org_id = $2 and state <> 'granted'`,
    [subject.partnerId, subject.organizationId],
  )
  await hub.sql(
    `insert into access_grants (partner_id, id, org_id, kind, scope, requested_by, requested_by_name, requested_by_email, reason, seconds, state, lapses_at)
     values ($1, $2, $3, 'temporary', 'full', $4, 'Advanced', 'x@matrix.example.test', 'Case 1042', 3600, $5, now() + interval '1 hour')`,
    [subject.partnerId, id, subject.organizationId, agent?.['id'] ?? randomUUID(), state],
  )
  return id
}

/** Whatever tells that an answer holds something of this partner: its ids, bare and encoded, addresses and names. */
async function marksOf(hub: TestHub, partnerId: string): Promise<string[]> {
  const rows = await hub.sql(
    `select id::text as mark from organizations where partner_id = $1 union all select name from organizations where partner_id = $1
     union all select id::text from users where partner_id = $1 union all select email from users where partner_id = $1
     union all select id::text from devices where partner_id = $1 union all select mac from devices where partner_id = $1 and mac is not null
     union all select id::text from locations where partner_id = $1 union all select e164 from numbers where partner_id = $1
     union all select id::text from orders where partner_id = $1 union all select number from orders where partner_id = $1
     union all select id::text from imports where partner_id = $1 union all select id::text from administrators where partner_id = $1`,
    [partnerId],
  )
  const plain = rows.map(({ mark }) => String(mark))
  const encoded = plain
    .filter(isUuid)
    .flatMap((id) =>
      (['PEOPLE', 'ORGANIZATION', 'DEVICE', 'LOCATION', 'ORDER', 'IMPORT'] as const).map((type) => encodeId(type, id)),
    )
  return [...plain, ...encoded]
}

/** Everything that a partner has, as one text: two of them differ where anything was written. */
export async function fingerprint(hub: TestHub, partnerId: string): Promise<string> {
  const tables = await hub.sql(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'partner_id' and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r' order by 1`)
  const parts: string[] = []
  for (const { name } of tables) {
    // Failed sign-ins and seals of the chain come by themselves; what the partner owns does not.
    if (/^audit_(seals|links)$/.test(String(name))) continue
    const [row] = await hub.sql(
      `select count(*)::text || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${name} t where partner_id = $1`,
      [partnerId],
    )
    parts.push(`${name}=${row?.sum}`)
  }
  return parts.join('\n')
}

export { password }

/** An event that concerns the customer. */
async function eventOf(hub: TestHub, partnerId: string, organizationId: string): Promise<string> {
  await hub.within(partnerId, async ({ audit }) => {
    const subject = { kind: 'organization', id: organizationId } as const
    await audit({ type: 'partners.restricted_on', organizationId, subject })
  })
  const [row] = await hub.sql(`select id from audit_events where org_id = $1 and type = 'partners.restricted_on'`, [
    organizationId,
  ])
  return String(row?.id)
}

/** A signed checkpoint, so that there is one to be read. */
export async function checkpointOf(hub: TestHub, partnerId: string): Promise<Record<string, never>> {
  const { makeCheckpoint, sealAll } = await import('../../src/hub/audit/index.ts')
  await sealAll(hub.contextOf(partnerId))
  await hub.within(partnerId, makeCheckpoint)
  return {}
}
