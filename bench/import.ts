import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Import } from '../src/api/imports.ts'
import { asPartner } from '../src/generate/index.ts'
import { addServiceApp } from '../src/hub/machines/index.ts'
import { type Connection, openDatabase } from '../src/platform/database.ts'
import { silentLog } from '../src/platform/log.ts'
import { runningConnection } from '../src/platform/running-postgres.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { serve } from './prepare.ts'

export type ImportMeasurement = {
  rows: number
  /** From the first byte of the upload until the plan stands. */
  planSeconds: number
  /** From the request to apply until the result stands. */
  applySeconds: number
  rowsPerSecond: number
  copyRowsPerSecond: number
  /** Plan and apply together, and apply alone, against COPY of as many rows into a table with its key and four indexes, in the same run. */
  shareOfCopy: number
  applyShareOfCopy: number
  /** Of the hub's process, by the system's own account; null where it keeps none. */
  peakMemoryMegabytes: number | null
}

/**
 * Measures an import of so many new users through the API of a hub of its own, in a process of its own. On DATABASE_URL it makes a
 * partner and a customer and leaves them there.
 */
export async function measureImport(rows: number): Promise<ImportMeasurement> {
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-bench-import-'))
  const url = process.env['DATABASE_URL']
  const hub = await serve({
    PATH: process.env['PATH'] ?? '',
    PORT: '0',
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    IMPORT_ROWS: '100000000',
    REQUESTS_PER_MINUTE: '1000000',
    ...(url ? { DATABASE_URL: url } : {}),
  })
  const connection: Connection = url ? { connectionString: url } : await runningConnection(folder)
  const database = openDatabase(connection, { connections: 2, log: silentLog })
  try {
    const partnerId = uuidv7()
    const organizationId = uuidv7()
    await makeCustomer(database.ownerPool, partnerId, organizationId)
    const clientId = `bench-${partnerId}`
    await asPartner(database, silentLog, partnerId, async (context) => {
      await addServiceApp(context, {
        name: 'Bench',
        clientId,
        secret: clientId,
        role: 'atlas-portal.partner.salesfulladmin',
      })
    })
    const token = await fetch(`${hub.url}/v1/access_token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientId }),
    })
    const { access_token } = (await token.json()) as { access_token: string }
    const headers = { authorization: `Bearer ${access_token}` }
    const file = join(folder, 'bench.csv')
    await pipeline(Readable.from(csvOf(rows), { objectMode: false }), createWriteStream(file))

    const until = async (id: string, status: Import['status']) => {
      const started = performance.now()
      for (;;) {
        const state = (await (await fetch(`${hub.url}/v1/imports/${id}`, { headers })).json()) as Import
        if (state.status === status) return state
        if (state.status === 'failed') throw new Error(`the import failed: ${JSON.stringify(state.fault)}`)
        // Each look costs what is measured some 10 ms of a processor: as often as a hundredth of the time is known by, not more.
        const pause = Math.min(500, Math.max(50, (performance.now() - started) / 100))
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
    const planStart = performance.now()
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      duplex: 'half',
      headers: { ...headers, 'content-type': 'text/csv' },
      body: Readable.toWeb(createReadStream(file)) as ReadableStream,
    }
    const uploaded = await fetch(`${hub.url}/v1/imports?organizationId=${organizationId}&behavior=addAndRemove`, init)
    if (uploaded.status !== 201) throw new Error(`the upload answered ${uploaded.status}: ${await uploaded.text()}`)
    const { id } = (await uploaded.json()) as Import
    await until(id, 'planned')
    const planSeconds = (performance.now() - planStart) / 1000
    const applyStart = performance.now()
    await fetch(`${hub.url}/v1/imports/${id}/apply`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{}',
    })
    const result = await until(id, 'applied')
    const applySeconds = (performance.now() - applyStart) / 1000
    if (result.counts.create !== rows) throw new Error(`the import ended as ${JSON.stringify(result.counts)}`)
    const peak = await peakMemory(hub.pid)
    await untilIdle(database.ownerPool)
    const copySeconds = await measureCopy(database.ownerPool, rows)
    return {
      rows,
      planSeconds: rounded(planSeconds),
      applySeconds: rounded(applySeconds),
      rowsPerSecond: Math.round(rows / (planSeconds + applySeconds)),
      copyRowsPerSecond: Math.round(rows / copySeconds),
      shareOfCopy: rounded(copySeconds / (planSeconds + applySeconds)),
      applyShareOfCopy: rounded(copySeconds / applySeconds),
      peakMemoryMegabytes: peak,
    }
  } finally {
    await database.close()
    await hub.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A large import has its tables vacuumed once it stands applied: that would slow the ceiling, and so flatter what is held against it. */
async function untilIdle(owner: pg.Pool): Promise<void> {
  const working = `select 1 from jobs.job where name = 'imports.apply' and state = 'active'`
  while ((await owner.query(working)).rowCount !== 0) await new Promise((resolve) => setTimeout(resolve, 100))
}

async function peakMemory(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = status.match(/^VmHWM:\s+(\d+) kB/m)?.[1]
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
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
