import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CompiledQuery } from 'kysely'
import { decodeId } from '../api/ids.ts'
import type { DatabaseHandle } from '../platform/database.ts'
import { silentLog } from '../platform/log.ts'
import { type CsvReport, sampleLines, writeCsv } from './csv.ts'
import type { CsvCustomer } from './csv-columns.ts'
import type { ExistingUser } from './csv-draft.ts'
import { type CsvFileFault, csvFileFaults, type FileLimits, faultyFile } from './csv-file-faults.ts'
import { asPartner } from './fill.ts'

/** The customer named does not exist in this database. */
export class NoSuchCustomer extends Error {
  override name = 'NoSuchCustomer'
}

/**
 * Writes a CSV for an import into one customer of this database: its own locations, sites and packages, numbers and extensions
 * that are free. @returns what was written, with the lines that an import must refuse.
 */
export async function writeCsvFile(
  database: DatabaseHandle,
  options: { file: string; rows: number; organization: string; faults: 'none' | 'every' | number; seed: string },
): Promise<CsvReport> {
  const id = decodeId('ORGANIZATION', options.organization)
  const facts = id === null ? null : await readFacts(database, id)
  if (!facts) throw new NoSuchCustomer(`There is no customer ${options.organization}.`)
  const out = createWriteStream(options.file)
  const { customer, ...people } = facts
  const report = await writeCsv({
    out,
    rows: options.rows,
    customer,
    seed: options.seed,
    faults: options.faults,
    ...(options.faults === 'none' ? {} : people),
  })
  out.end()
  await once(out, 'close')
  return report
}

// A file of this size is written only where it is asked for by its code.
const largestUnasked = 100_000_000

/**
 * Writes files that an import refuses whole, one for each code, each by one fault alone: where all are asked for, beside the name given with the code
 * in it. @returns what was written, and the codes that this customer or the limits do not allow for.
 */
export async function writeFaultyFiles(
  database: DatabaseHandle,
  options: { file: string; organization: string; seed: string; fault: CsvFileFault | 'every'; limits: FileLimits },
): Promise<{ files: { file: string; code: CsvFileFault }[]; left: CsvFileFault[] }> {
  const id = decodeId('ORGANIZATION', options.organization)
  const facts = id === null ? null : await readFacts(database, id)
  if (!facts) throw new NoSuchCustomer(`There is no customer ${options.organization}.`)
  const { limits } = options
  const lines = sampleLines(facts.customer, options.seed)
  const [end] = options.file.match(/\.[^./]*$/) ?? ['']
  const nameFor = (code: CsvFileFault) =>
    options.fault === 'every'
      ? `${options.file.slice(0, options.file.length - end.length)}-${code.replace('imports.', '')}${end}`
      : options.file
  const files: { file: string; code: CsvFileFault }[] = []
  const left: CsvFileFault[] = []
  for (const code of options.fault === 'every' ? csvFileFaults : [options.fault]) {
    const isHuge = code === 'imports.file_too_large' && limits.bytes > largestUnasked && options.fault === 'every'
    const content = isHuge ? null : faultyFile(code, lines, limits)
    if (content === null) left.push(code)
    else {
      await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(nameFor(code)))
      files.push({ file: nameFor(code), code })
    }
  }
  return { files, left }
}

type Query = <Row>(text: string, values: unknown[]) => Promise<{ rows: Row[] }>

/** What is known of the customer, read within the fence of whichever partner it belongs to. */
async function readFacts(database: DatabaseHandle, id: string) {
  for (const partnerId of await database.partnerIds()) {
    const facts = await asPartner(database, silentLog, partnerId, async ({ tx }) => {
      const query: Query = async (text, values) => await tx.executeQuery(CompiledQuery.raw(text, values))
      const customer = await readCustomer(query, id)
      return (
        customer && {
          customer,
          existing: await readUsers(query, id),
          elsewhere: await readElsewhere(query, id),
          numbersElsewhere: await readNumbersElsewhere(query, id),
          ...(await readAdministrator(query, id)),
        }
      )
    })
    if (facts) return facts
  }
  return null
}

async function readCustomer(query: Query, id: string): Promise<CsvCustomer | null> {
  const organization = await query<{ extension_digits: number | null }>(
    'select extension_digits from organizations where id = $1',
    [id],
  )
  const [found] = organization.rows
  if (!found) return null
  const digits = found.extension_digits ?? 5
  const domains = await query<{ domain: string }>(
    `select domain from domains where org_id = $1 order by status = 'pending', created_at`,
    [id],
  )
  const sites = await query<{ host: string }>('select host from sites where org_id = $1 order by created_at', [id])
  const locations = await query<{
    name: string
    country: string
    time_zone: string
    language: string
    highest: number | null
  }>(
    `select l.name, l.country, l.time_zone, l.language,
       (select max(u.extension::int) from users u where u.partner_id = l.partner_id and u.org_id = l.org_id and u.location_id = l.id and length(u.extension) = $2) as highest
     from locations l where l.org_id = $1 order by l.name`,
    [id, digits],
  )
  const sold = await query<{
    id: string
    kind: string
    heading: string
    calls: boolean
    needs_site: boolean
    for_whom: string
    seat_limit: number | null
    used: number
    reference: string | null
  }>(
    `select c.id, c.kind, c.heading, c.calls, c.needs_site, c.for_whom, p.seat_limit, p.used, s.reference
     from organization_packages p join package_catalogue c on c.id = p.package_id
     left join subscriptions s on s.partner_id = p.partner_id and s.id = p.subscription_id
     where p.org_id = $1 and c.for_whom = 'user' order by c.position`,
    [id],
  )
  const named = (heading: string, reference: string | null) =>
    reference === null ? heading : `${heading} [${reference}]`
  return {
    domain: domains.rows[0]?.domain ?? 'generated.example',
    extensionDigits: found.extension_digits,
    locations: locations.rows.map((each) => ({
      name: each.name,
      country: each.country,
      timeZone: each.time_zone,
      language: each.language,
      // Extensions are given out in their order, so those up to the highest are taken.
      usedExtensions: each.highest === null ? 0 : Math.max(0, each.highest - 10 ** (digits - 1) + 1),
    })),
    sites: sites.rows.map((each) => each.host),
    packages: sold.rows
      .filter((each) => each.kind === 'package')
      .map((each) => ({
        id: each.id,
        heading: named(each.heading, each.reference),
        calls: each.calls,
        needsSite: each.needs_site,
        free: each.seat_limit === null ? null : each.seat_limit - each.used,
      })),
    addOns: sold.rows
      .filter((each) => each.kind === 'add_on')
      .map((each) => ({ id: each.id, heading: named(each.heading, each.reference) })),
  }
}

/** Enough for one fault of each kind and some more. */
const existingForFaults = 500

async function readUsers(query: Query, id: string): Promise<ExistingUser[]> {
  const { rows } = await query<{
    email: string
    status: string
    e164: string | null
    extension: string | null
    location: string | null
    calls: boolean | null
  }>(
    `select u.email, u.status, n.e164, u.extension, l.name as location, c.calls
     from users u
     left join numbers n on n.partner_id = u.partner_id and n.org_id = u.org_id and n.user_id = u.id
     left join locations l on l.partner_id = u.partner_id and l.id = u.location_id
     left join package_assignments a on a.partner_id = u.partner_id and a.org_id = u.org_id and a.user_id = u.id
     left join package_catalogue c on c.id = a.package_id
     where u.org_id = $1 and not exists (
       select 1 from administrators d where d.partner_id = u.partner_id and (d.user_id = u.id or d.email = u.email))
     order by u.id limit $2`,
    [id, existingForFaults],
  )
  return rows.map((row) => ({
    email: row.email,
    inactive: row.status === 'inactive',
    e164: row.e164,
    extension: row.extension,
    locationName: row.location ?? '',
    calling: row.calls ?? false,
  }))
}

async function readElsewhere(query: Query, id: string): Promise<string[]> {
  const { rows } = await query<{ email: string }>('select email from users where org_id <> $1 order by id limit 100', [
    id,
  ])
  return rows.map(({ email }) => email)
}

async function readNumbersElsewhere(query: Query, id: string): Promise<string[]> {
  const { rows } = await query<{ e164: string }>(
    'select e164 from numbers where org_id <> $1 and user_id is not null order by e164 limit 100',
    [id],
  )
  return rows.map(({ e164 }) => e164)
}

/** The full administrator whom an import keeps: the only one who has accepted, or, where nobody has, the only one invited. */
async function readAdministrator(query: Query, id: string): Promise<{ lastAdministrator?: string }> {
  const { rows } = await query<{ email: string | null; accepted: boolean }>(
    `select u.email, d.password_hash is not null as accepted from administrators d
     left join users u on u.partner_id = d.partner_id and u.org_id = d.org_id and (u.id = d.user_id or u.email = d.email)
     where d.org_id = $1 and d.role = 'id_full_admin' and d.disabled_at is null`,
    [id],
  )
  const [only, another] = rows.some(({ accepted }) => accepted) ? rows.filter(({ accepted }) => accepted) : rows
  return only?.email && !another ? { lastAdministrator: only.email } : {}
}
