import { Readable } from 'node:stream'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { recordAct } from '../src/hub/audit/index.ts'
import { importsJobs, uploadUsers } from '../src/hub/imports/index.ts'
import { systemActor } from '../src/platform/access.ts'
import { readConfig } from '../src/platform/config.ts'
import type { OwnContext } from '../src/platform/context.ts'
import type { DatabaseHandle } from '../src/platform/database.ts'
import { makeContext } from '../src/platform/hub-context.ts'
import type { JobContext } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { uuidv7 } from '../src/platform/uuid.ts'

export type ImportMeasurement = {
  rows: number
  planSeconds: number
  applySeconds: number
  rowsPerSecond: number
  copyRowsPerSecond: number
  /** Plan and apply together against COPY of as many rows into a table with its key and four indexes, in the same run. */
  shareOfCopy: number
  peakMemoryMegabytes: number
}

/**
 * Measures an import of so many new users: upload and plan, then apply, by the rules themselves and without the queue's
 * pause. Makes a partner and a customer of its own and leaves them there.
 */
export async function run(
  database: DatabaseHandle,
  options: { rows: number; appliers?: number },
): Promise<ImportMeasurement> {
  const partnerId = uuidv7()
  const organizationId = uuidv7()
  const owner = database.ownerPool
  await makeCustomer(owner, partnerId, organizationId)
  const context = contextOf(database, partnerId, options.appliers)
  const job: JobContext = {
    as: () => context,
    asPartner: () => context,
    partnerIds: async () => [partnerId],
    maintain: database.maintain,
    signal: context.signal,
    log: silentLog,
  }

  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 50)
  const planStart = performance.now()
  const stream = Readable.from(csvOf(options.rows), { objectMode: false })
  const made = await uploadUsers(
    context,
    { stream, fileName: 'bench.csv', statedBytes: undefined },
    { organizationId, behavior: 'addAndRemove', fileName: undefined },
  )
  const payload = { partnerId, importId: made }
  await perform('imports.plan', job, payload)
  const planSeconds = (performance.now() - planStart) / 1000
  await owner.query(`update imports set status = 'applying', apply_started_at = now() where partner_id = $1`, [
    partnerId,
  ])
  const applyStart = performance.now()
  await perform('imports.apply', job, payload)
  const applySeconds = (performance.now() - applyStart) / 1000
  clearInterval(watch)
  const result = await owner.query<{ status: string; users: number }>(
    `select status, (select count(*) from users where partner_id = $1) as users from imports where partner_id = $1`,
    [partnerId],
  )
  if (result.rows[0]?.status !== 'applied' || result.rows[0].users !== options.rows)
    throw new Error(`the import ended as ${JSON.stringify(result.rows[0])}`)
  const copySeconds = await measureCopy(owner, options.rows)
  const seconds = planSeconds + applySeconds
  return {
    rows: options.rows,
    planSeconds: rounded(planSeconds),
    applySeconds: rounded(applySeconds),
    rowsPerSecond: Math.round(options.rows / seconds),
    copyRowsPerSecond: Math.round(options.rows / copySeconds),
    shareOfCopy: rounded(copySeconds / seconds),
    peakMemoryMegabytes: Math.round(peak / 1024 / 1024),
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

async function perform(name: string, job: JobContext, payload: { partnerId: string; importId: string }): Promise<void> {
  const handler = importsJobs.find((each) => each.job.name === name)
  if (!handler) throw new Error(`no job ${name}`)
  await handler.run(job, payload)
}

function contextOf(database: DatabaseHandle, partnerId: string, appliers: number | undefined): OwnContext {
  return makeContext(
    {
      database,
      config: readConfig({ IMPORT_ROWS: '100000000', ...(appliers ? { IMPORT_APPLIERS: String(appliers) } : {}) }),
      demo: false,
      log: silentLog,
      clock: () => new Date(),
      record: recordAct,
      queue: () => ({ send: async () => {}, stop: async () => {} }),
    },
    systemActor(partnerId),
    { signal: new AbortController().signal, trackingId: 'bench', language: 'en' },
  )
}

const locations = 50

async function makeCustomer(owner: pg.Pool, partnerId: string, organizationId: string): Promise<void> {
  await owner.query(`insert into partners (id, name, created_at) values ($1, 'Bench', now())`, [partnerId])
  await owner.query(
    `insert into organizations (partner_id, id, name, sort_name, country, created_at) values ($1, $2, 'Bench', 'bench', 'US', now())`,
    [partnerId, organizationId],
  )
  await owner.query(
    `insert into locations (partner_id, id, org_id, name, name_key, country, time_zone, created_at)
     select $1, gen_random_uuid(), $2, 'Office ' || n, 'office ' || n, 'US', 'America/New_York', now() from generate_series(0, ${locations - 1}) n`,
    [partnerId, organizationId],
  )
  await owner.query(
    `insert into sites (partner_id, id, org_id, host, created_at) values ($1, gen_random_uuid(), $2, 'bench.example', now())`,
    [partnerId, organizationId],
  )
  await owner.query(
    `insert into organization_packages (partner_id, org_id, package_id) select $1, $2, id from package_catalogue where id in ('webex_calling', 'webex_suite')`,
    [partnerId, organizationId],
  )
}

const first =
  'Maria Jan Sofia Lukas Emma Noah Olivia Liam Aino Eino Freja Søren João Ana Tomás Beatriz Pieter Sanne Mikko Élodie Zoë Björn Aïcha Omar Yara Kenji Mei Ravi Priya Tom'.split(
    ' ',
  )
const starts =
  'Jan Peter Vander Hansen Niel Kor Virta Laak Berg Lind Silva Costa Oliv Mor Jensen Kris Vogel Water Bos Brand Koski Niemi Heik Sand Stein Wolf Berge Dahl Holm Skov'.split(
    ' ',
  )
const ends = 'sen son man berg stra nen ela inen dal sson mans feld huis gaard lund rup ström vik mäki järvi'.split(' ')

/** Rows as a wholesale file has them: profile, number, extension, location, site, flags and package. */
function* csvOf(rows: number): Generator<string> {
  yield 'User ID/Email (Required),First Name,Last Name,Display Name,Extension,Phone Number,Location,Title,Department,Preferred Language,Time zone,Preferred Webex Site,Jabber with Webex Teams,Jabber Calling,Basic Messaging,Basic Space Meetings,"Call on Webex (1:1 call, non-PSTN)",Webex Calling,Webex Suite\r\n'
  // Numbers are claimed in the whole hub: each run takes a stretch of its own.
  const base = Math.floor(Math.random() * 150) * 1_000_000
  const domain = `${uuidv7().slice(24)}.example`
  let text = ''
  for (let index = 0; index < rows; index++) {
    const { given, family } = nameOf(index)
    const number = phoneOf(base + index)
    const isSuite = index % 3 === 0
    text += `user.${index}@${domain},${given},${family},${given} ${family},${100_000 + Math.floor(index / locations)},${number},Office ${index % locations},Engineer,Operations,en-US,America/New_York,bench.example,FALSE,FALSE,FALSE,FALSE,FALSE,${isSuite ? 'FALSE,TRUE' : 'TRUE,FALSE'}\r\n`
    if (text.length > 60_000) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

const areas = [
  '201',
  '202',
  '203',
  '205',
  '206',
  '207',
  '208',
  '209',
  '210',
  '212',
  '213',
  '214',
  '215',
  '216',
  '217',
  '218',
  '219',
  '224',
  '225',
  '228',
]

/** A valid number for each place in a list of 160 million. */
function phoneOf(place: number): string {
  const within = place % (areas.length * 8_000_000)
  return `+1${areas[Math.floor(within / 8_000_000)]}${2 + Math.floor((within % 8_000_000) / 1_000_000)}${String(within % 1_000_000).padStart(6, '0')}`
}

/** The ceiling: the same rows by COPY into a table of users with its key and four indexes. */
async function measureCopy(owner: pg.Pool, rows: number): Promise<number> {
  const client = await owner.connect()
  try {
    await client.query('drop table if exists bench_ceiling')
    await client.query(
      'create table bench_ceiling (like users including defaults, e164 text collate "C", package_id text, primary key (partner_id, id))',
    )
    await client.query('create unique index on bench_ceiling (partner_id, org_id, email)')
    await client.query('create index on bench_ceiling (partner_id, org_id, sort_name, id)')
    await client.query('create unique index on bench_ceiling (partner_id, org_id, location_id, extension)')
    await client.query('create unique index on bench_ceiling (partner_id, e164)')
    const partnerId = uuidv7()
    const organizationId = uuidv7()
    const places = Array.from({ length: locations }, () => uuidv7())
    const columns =
      'partner_id, id, org_id, email, first_name, last_name, display_name, sort_name, status, location_id, extension, title, department, language, time_zone, preferred_site, jabber_teams, jabber_calling, created_at, last_modified_at, e164, package_id'
    function* lines() {
      let text = ''
      for (let index = 0; index < rows; index++) {
        const { given, family } = nameOf(index)
        text += `${partnerId}\t${uuidv7()}\t${organizationId}\tuser.${index}@bench.example\t${given}\t${family}\t${given} ${family}\t${family.toLowerCase()} ${given.toLowerCase()}\tnot_verified\t${places[index % locations]}\t${100_000 + Math.floor(index / locations)}\tEngineer\tOperations\ten-US\tAmerica/New_York\tbench.example\tf\tf\t2026-01-01 00:00:00Z\t2026-01-01 00:00:00Z\t${phoneOf(index)}\twebex_calling\n`
        if (text.length > 60_000) {
          yield text
          text = ''
        }
      }
      yield text
    }
    const started = performance.now()
    await new Promise<void>((resolve, reject) => {
      const copy = client.query(from(`copy bench_ceiling (${columns}) from stdin`))
      Readable.from(lines(), { objectMode: false })
        .on('error', reject)
        .pipe(copy)
        .on('error', reject)
        .on('finish', resolve)
    })
    const seconds = (performance.now() - started) / 1000
    await client.query('drop table bench_ceiling')
    return seconds
  } finally {
    client.release()
  }
}

function nameOf(index: number): { given: string; family: string } {
  return {
    given: first[index % first.length] ?? '',
    family: `${starts[Math.floor(index / 31) % starts.length]}${ends[Math.floor(index / 7) % ends.length]}`,
  }
}
