// What docs/performance.md publishes: node bench/main.ts [--users 1000000] [--only search,overhead,import,start] [--json file]
// On the embedded PostgreSQL below BENCH_DIR (kept between runs), or on DATABASE_URL, a database for this alone.
import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { benchImports } from './imports.ts'
import { benchOverhead } from './overhead.ts'
import { prepare } from './prepare.ts'
import { benchSearch } from './search.ts'
import { benchSearchDuringImport } from './search-during-import.ts'
import { benchStart } from './start.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '1000000' },
    queries: { type: 'string', default: '2000' },
    only: { type: 'string', default: 'search,overhead,import,during,start' },
    json: { type: 'string' },
  },
})
const wanted = values.only.split(',')
const report: Record<string, unknown> = {
  machine: {
    cores: cpus().length,
    model: cpus()[0]?.model,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
}
const say = (name: string, value: unknown) => {
  report[name] = value
  process.stdout.write(`${name} ${JSON.stringify(value, null, 1)}\n`)
}

if (wanted.some((each) => ['search', 'overhead', 'during'].includes(each))) {
  const place = await prepare({
    users: Number(values.users),
    dataDir: process.env['BENCH_DIR'] ?? `/tmp/cordboard-bench-${values.users}`,
    databaseUrl: process.env['DATABASE_URL'],
  })
  try {
    if (place.loadSeconds !== null) say('generate', { users: Number(values.users), seconds: place.loadSeconds })
    if (wanted.includes('search')) say('search', await benchSearch({ ...place, queries: Number(values.queries) }))
    if (wanted.includes('overhead')) say('overhead', await benchOverhead(place, { queries: Number(values.queries) }))
    if (wanted.includes('during')) say('searchDuringImport', await benchSearchDuringImport(place))
  } finally {
    await place.stop()
  }
}
if (wanted.includes('import')) say('import', await benchImports(Number(values.users)))
if (wanted.includes('start')) say('start', await benchStart())
if (values.json) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`)
