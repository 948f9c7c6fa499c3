// One import of so many rows in a process of its own, so that its peak memory is its own: node bench/import-one.ts <rows>
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, withDatabase } from '../src/main.ts'
import { migrate } from '../src/platform/database.ts'
import { run } from './import.ts'

const rows = Number(process.argv[2] ?? '20000')
const given = process.env['DATABASE_URL']
const folder = given ? null : await mkdtemp(join(tmpdir(), 'cordboard-bench-import-'))
try {
  const config = readConfig(
    given ? { DATABASE_URL: given, LOG_LEVEL: 'warn' } : { DATA_DIR: folder ?? '', LOG_LEVEL: 'warn' },
  )
  const figures = await withDatabase(config, false, async (database, log) => {
    await migrate(database.ownerPool, log)
    return await run(database, { rows })
  })
  process.stdout.write(`${JSON.stringify(figures)}\n`)
} finally {
  if (folder) await rm(folder, { recursive: true, force: true })
}
