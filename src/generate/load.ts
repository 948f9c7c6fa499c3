import { totalmem } from 'node:os'
import type pg from 'pg'
import { normalise, variantsOf, wordsOf } from '../hub/lookup/index.ts'
import type { Log } from '../platform/log.ts'
import { areEmpty, liftForce, takeOffIndexes } from './bare-tables.ts'
import { copyTables } from './copy-tables.ts'
import { administratorRow, customerRows, deviceRows, type RowSink, userRows } from './customer-rows.ts'
import { bulkTables, loadedColumns } from './loaded-columns.ts'
import type { GeneratedCustomer } from './population.ts'
import { makeRandom, uuidAt } from './random.ts'

export type Loaded = {
  rows: Record<string, number>
  seconds: { rows: number; indexes: number; words: number; cleaning: number }
}

/**
 * Writes customers with all that is theirs, in one transaction: it is there whole or not at all. Into empty tables the rows go
 * without indexes, which are built afterwards; into filled ones with them, which takes several times as long.
 * @param client of the owner's login, with no transaction open.
 * @throws what the database says, as 23503 where the partner or a package of the catalogue is missing.
 */
export async function loadPopulation(options: {
  client: pg.ClientBase
  partnerId: string
  customers: Iterable<GeneratedCustomer>
  log: Log
}): Promise<Loaded> {
  const { client, partnerId, log } = options
  const started = performance.now()
  const seconds = { rows: 0, indexes: 0, words: 0, cleaning: 0 }
  const since = stopwatch(started)
  const rows: Record<string, number> = {}
  await client.query('begin')
  try {
    await hasten(client)
    const force = await liftForce(client, [...Object.keys(loadedColumns), 'words', 'word_variants'])
    const empty = await areEmpty(client, bulkTables)
    const restore = empty ? await takeOffIndexes(client, bulkTables) : null
    if (empty) await client.query(`truncate ${bulkTables.join(', ')}`)
    const words = await writeRows(client, partnerId, options.customers, empty, rows, log)
    seconds.rows = since()
    await restore?.()
    seconds.indexes = since()
    Object.assign(rows, await writeWords(client, partnerId, words))
    seconds.words = since()
    await force()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
  // Frozen rows need no cleaning; the statistics, and the map that index-only scans read, do.
  for (const table of [...Object.keys(loadedColumns), 'words', 'word_variants'])
    await client.query(`vacuum (analyze) ${table}`)
  seconds.cleaning = since()
  log.info({ rows, seconds }, 'the population was loaded')
  return { rows, seconds }
}

/** Settings of this transaction alone. */
async function hasten(client: pg.ClientBase): Promise<void> {
  // What is lost when the machine dies within a second of the end is made anew from the same seed.
  await client.query(`set local synchronous_commit = off`)
  // Less, and the large indexes are sorted on disk; more, and a server on the same machine has too little left.
  const megabytes = Math.min(2000, Math.max(128, Math.floor(totalmem() / 8 / 1024 / 1024)))
  await client.query(`set local maintenance_work_mem = '${megabytes}MB'`)
  await client.query(`set local max_parallel_maintenance_workers = 4`)
  // Every page of a new index goes to the log whole; packing those costs more than writing them. Superusers alone may say so.
  await client.query(
    `select set_config('wal_compression', 'off', true) from pg_roles where rolname = current_user and rolsuper`,
  )
}

/** Shorter, and time goes into waiting; longer, and the server waits for the generator. */
const usersBetweenBreaths = 100

async function writeRows(
  client: pg.ClientBase,
  partnerId: string,
  customers: Iterable<GeneratedCustomer>,
  empty: boolean,
  rows: Record<string, number>,
  log: Log,
): Promise<Map<string, number>> {
  const frozen: ReadonlySet<string> = new Set(empty ? bulkTables : [])
  const copy = copyTables(client, loadedColumns, { frozen, parent: 'organizations' })
  const row: RowSink = copy.row
  const words = new Map<string, number>()
  const named = (name: string): void => {
    for (const word of wordsOf(normalise(name))) words.set(word, (words.get(word) ?? 0) + 1)
  }
  let users = 0
  try {
    for (const customer of customers) {
      customerRows(partnerId, customer, row, named)
      let first = customer.firstUserAdministers
      for (const user of customer.users()) {
        userRows(partnerId, customer.id, user, row)
        named(user.displayName)
        if (first) {
          const id = uuidAt(makeRandom(customer.id, 'administrator'), user.createdAt)
          administratorRow(partnerId, customer.id, id, user, row)
          first = false
        }
        users++
        if (users % usersBetweenBreaths === 0) await copy.breathe()
        if (users % 100_000 === 0) log.info({ users }, 'users were made')
      }
      for (const { device, location } of customer.commonDevices()) {
        deviceRows(partnerId, customer.id, device, null, location.id, row)
        named(device.displayName)
      }
    }
  } finally {
    Object.assign(rows, await copy.finish())
  }
  return words
}

/** Words new to the partner with what corrects to them; those known are counted on. */
async function writeWords(
  client: pg.ClientBase,
  partnerId: string,
  words: ReadonlyMap<string, number>,
): Promise<Record<string, number>> {
  await client.query('create temporary table new_words (word text collate "C", uses integer) on commit drop')
  await client.query(
    'create temporary table new_variants (how text collate "C", variant text collate "C", word text collate "C") on commit drop',
  )
  const copy = copyTables(client, { new_words: ['word', 'uses'], new_variants: ['how', 'variant', 'word'] })
  let count = 0
  for (const [word, uses] of words) {
    copy.row('new_words', [word, uses])
    for (const { how, variant } of variantsOf(word)) copy.row('new_variants', [how, variant, word])
    if (++count % 1000 === 0) await copy.breathe()
  }
  await copy.finish()
  const written = await client.query(
    `insert into words (partner_id, word, uses) select $1, word, uses from new_words order by word
     on conflict (partner_id, word) do update set uses = words.uses + excluded.uses`,
    [partnerId],
  )
  const variants = await client.query(
    `insert into word_variants (partner_id, how, variant, word) select distinct $1::uuid, how, variant, word from new_variants
     order by how, variant, word on conflict do nothing`,
    [partnerId],
  )
  return { words: written.rowCount ?? 0, word_variants: variants.rowCount ?? 0 }
}

function stopwatch(from: number): () => number {
  let last = from
  return () => {
    const now = performance.now()
    const passed = (now - last) / 1000
    last = now
    return Math.round(passed * 100) / 100
  }
}
