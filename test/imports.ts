import { randomUUID } from 'node:crypto'
import { encodeId } from '../src/api/ids.ts'
import type { Import, ImportRow } from '../src/api/imports.ts'
import type { Answer, TestHub } from './hub.ts'

/** A customer that imports are made for, and the ways to make them over HTTP. */
export type ImportBench = Awaited<ReturnType<typeof makeImportBench>>

export const packages = ['webex_calling', 'webex_suite', 'webex_meetings', 'webex_voice'] as const

export async function makePartner(hub: TestHub): Promise<{ partnerId: string; token: string }> {
  const partnerId = randomUUID()
  await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Test partner', now())`, [partnerId])
  return { partnerId, token: await hub.token({ partnerId }) }
}

/** A Dutch customer with four packages (Webex Voice limited to `voiceSeats`), an add-on, two locations, a site and a domain. */
export async function makeImportBench(
  hub: TestHub,
  options: {
    partner?: { partnerId: string; token: string }
    voiceSeats?: number
    country?: string
    extensionDigits?: number
  } = {},
) {
  const { partnerId, token } = options.partner ?? (await makePartner(hub))
  const organizationId = randomUUID()
  await hub.sql(
    `insert into organizations (partner_id, id, name, sort_name, country, extension_digits, created_at) values ($1, $2, 'Kestrel', 'kestrel', $3, $4, now())`,
    [partnerId, organizationId, options.country ?? 'NL', options.extensionDigits ?? null],
  )
  for (const [name, country] of [
    ['Delft', 'NL'],
    ['Oulu', 'FI'],
  ]) {
    await hub.sql(
      `insert into locations (partner_id, id, org_id, name, name_key, country, time_zone, created_at) values ($1, gen_random_uuid(), $2, $3, lower($3), $4, 'Europe/Amsterdam', now())`,
      [partnerId, organizationId, name, country],
    )
  }
  await hub.sql(
    `insert into sites (partner_id, id, org_id, host, created_at) values ($1, gen_random_uuid(), $2, 'kestrel.example', now())`,
    [partnerId, organizationId],
  )
  await hub.sql(
    `insert into domains (partner_id, id, org_id, domain, status, created_at) values ($1, gen_random_uuid(), $2, 'kestrel.example', 'verified', now())`,
    [partnerId, organizationId],
  )
  for (const id of [...packages, 'attendant_console']) {
    await hub.sql(
      `insert into organization_packages (partner_id, org_id, package_id, seat_limit) values ($1, $2, $3, $4)`,
      [partnerId, organizationId, id, id === 'webex_voice' ? (options.voiceSeats ?? 50) : null],
    )
  }
  const orgId = encodeId('ORGANIZATION', organizationId)
  const user = async (email: string): Promise<Record<string, unknown> | undefined> =>
    (
      await hub.sql(
        `select u.*, a.package_id, a.extras, n.e164, l.name as location from users u
         left join package_assignments a on a.partner_id = u.partner_id and a.user_id = u.id
         left join numbers n on n.partner_id = u.partner_id and n.user_id = u.id
         left join locations l on l.id = u.location_id where u.partner_id = $1 and u.email = $2`,
        [partnerId, email],
      )
    )[0]
  const used = async (packageId: string): Promise<unknown> =>
    (
      await hub.sql(`select used from organization_packages where org_id = $1 and package_id = $2`, [
        organizationId,
        packageId,
      ])
    )[0]?.used
  return {
    partnerId,
    organizationId,
    orgId,
    token,
    ...importsOf(hub, orgId, token),
    user,
    used,
  }
}

/** The ways to make imports for one customer over HTTP. */
export function importsOf(hub: TestHub, orgId: string, token: string) {
  const upload = async (csv: string | Buffer, behavior = 'addAndRemove'): Promise<Answer> =>
    await hub.request(`/v1/imports?organizationId=${orgId}&behavior=${behavior}`, {
      method: 'POST',
      token,
      headers: { 'content-type': 'text/csv' },
      body: typeof csv === 'string' ? csv : new Uint8Array(csv),
    })
  const get = async (id: string) => (await hub.request(`/v1/imports/${id}`, { token })).json as Import
  const until = async (id: string, done: (found: Import) => boolean): Promise<Import> => {
    for (const deadline = Date.now() + 30_000; ; ) {
      const found = await get(id)
      if (done(found)) return found
      if (Date.now() > deadline) throw new Error(`the import is still ${found.status}`)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  }
  const plan = async (csv: string | Buffer, behavior = 'addAndRemove'): Promise<Import> => {
    const answer = await upload(csv, behavior)
    if (answer.status !== 201) throw new Error(`upload answered ${answer.status}: ${answer.text}`)
    return await until((answer.json as Import).id, ({ status }) => status !== 'planning')
  }
  const rows = async (id: string, query = ''): Promise<ImportRow[]> =>
    ((await hub.request(`/v1/imports/${id}/rows?max=1000${query}`, { token })).json as { items: ImportRow[] }).items
  const startApplying = async (id: string, removals?: number): Promise<Answer> =>
    await hub.request(`/v1/imports/${id}/apply`, {
      method: 'POST',
      token,
      json: removals === undefined ? {} : { removals },
    })
  const apply = async (id: string, removals?: number): Promise<Import> => {
    const answer = await startApplying(id, removals)
    if (answer.status !== 202) throw new Error(`apply answered ${answer.status}: ${answer.text}`)
    return await until(id, ({ status }) => status !== 'applying')
  }
  const run = async (csv: string, behavior = 'addAndRemove', removals?: number): Promise<Import> =>
    await apply((await plan(csv, behavior)).id, removals)
  return { upload, get, until, plan, rows, startApplying, apply, run }
}

const standard = {
  'User ID/Email (Required)': '',
  'First Name': 'Jan',
  'Last Name': 'Jansen',
  Extension: '',
  'Phone Number': '',
  Location: 'Delft',
  'Preferred Webex Site': 'kestrel.example',
  'Jabber with Webex Teams': 'FALSE',
  'Jabber Calling': 'FALSE',
  'Webex Calling': 'FALSE',
  'Webex Suite': 'FALSE',
  'Webex Meetings': 'FALSE',
  'Webex Voice': 'FALSE',
}
export type Cells = Record<string, string>

/** A CSV with the usual columns, and those that a row names beside; a column that every row sets to `-` is left out. */
export function csv(...rows: Cells[]): string {
  const headings = [...new Set([...Object.keys(standard), ...rows.flatMap((row) => Object.keys(row))])].filter(
    (heading) => !rows.length || !rows.every((row) => row[heading] === '-'),
  )
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const all: Cells[] = rows.map((row) => ({ ...standard, ...row }))
  return [headings, ...all.map((row) => headings.map((heading) => row[heading] ?? ''))]
    .map((line) => line.map(cell).join(','))
    .join('\r\n')
}

/** A good row: a new user with Webex Calling and an extension. */
export function caller(email: string, extension: string, more: Cells = {}): Cells {
  return { 'User ID/Email (Required)': email, Extension: extension, 'Webex Calling': 'TRUE', ...more }
}
