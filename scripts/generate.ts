// Writes what is generated: column types, the API document, the pages of settings and errors. With --check nothing is written,
// and a difference is an error.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { errors } from '../src/api/errors.ts'
import { allEndpoints } from '../src/api/index.ts'
import { openApiDocument } from '../src/api/openapi.ts'
import {
  assignableRoles,
  permissions,
  roleAllows,
  roleKeys,
  roles,
  type Side,
  takenInRestrictedMode,
} from '../src/api/permissions.ts'
import { settings } from '../src/platform/config.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { generateTables } from '../src/platform/generate-tables.ts'
import { silentLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrations.ts'
import { phraseOfError } from '../src/platform/phrases.ts'

const check = process.argv.includes('--check')

const made: Record<string, string> = {
  'src/platform/tables.ts': await tables(),
  'docs/openapi.json': `${JSON.stringify(openApiDocument(allEndpoints), null, 2)}\n`,
  'docs/configuration.md': configurationPage(),
  'docs/errors.md': errorsPage(),
  'docs/roles.md': rolesPage(),
}

let stale = 0
for (const [path, text] of Object.entries(made)) {
  const address = new URL(`../${path}`, import.meta.url)
  let present = ''
  try {
    present = readFileSync(address, 'utf8')
  } catch {
    // Not there yet: it differs.
  }
  if (present === text) continue
  if (check) {
    stale++
    process.stderr.write(`${path} is not what the generator makes; run npm run generate\n`)
  } else {
    writeFileSync(address, text)
    process.stdout.write(`wrote ${path}\n`)
  }
}
if (stale > 0) process.exitCode = 1

async function tables(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cordboard-generate-'))
  const embedded = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings: { fsync: 'off' } })
  const pool = new pg.Pool({ ...embedded.connection, ssl: false, max: 1 })
  // An idle connection may still be open when its server stops.
  pool.on('error', () => {})
  try {
    await migrate(pool, silentLog)
    return await generateTables(pool)
  } finally {
    await pool.end()
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function rolesPage(): string {
  const side = (which: Side) => assignableRoles.filter((role) => roles[role].side === which)
  const table = (which: Side) => {
    const held = side(which)
    const used = permissions.filter((permission) => held.some((role) => roleAllows(role, permission)))
    return [
      `| permission | ${held.map((role) => roles[role].name).join(' | ')} |`,
      `| --- |${' --- |'.repeat(held.length)}`,
      ...used.map(
        (permission) =>
          `| \`${permission}\` | ${held.map((role) => (roleAllows(role, permission) ? 'yes' : '')).join(' | ')} |`,
      ),
    ].join('\n')
  }
  const keys = roleKeys.map((role) => `| ${roles[role].name} | \`${role}\` |`).join('\n')
  return `# Roles

Made from \`src/api/permissions.ts\`. What else decides is in [access.md](access.md).

## The partner's side

${table('partner')}

A partner administrator has the customers given to the person; the others have all, but for exceptions. Provisioning administrator follows from opening a customer's Control Hub and is given to nobody.

## The customer's side

${table('customer')}

In restricted administrator mode, which is on until the partner switches it off, these are taken from the customer's side: ${takenInRestrictedMode.map((permission) => `\`${permission}\``).join(', ')}.

## Keys

| role | key |
| --- | --- |
${keys}
`
}

function configurationPage(): string {
  const rows = Object.entries(settings).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined)
    const shown = fallback.success && fallback.data !== undefined ? `\`${String(fallback.data)}\`` : 'none'
    return `| \`${name}\` | ${shown} | ${schema.description ?? ''} |`
  })
  return `# Configuration

Every setting is an environment variable. All are checked at start; a wrong one stops the start and is named, with every other wrong one.
This page is made from \`src/platform/config.ts\` by \`npm run generate\`.

| Setting | Default | What it is |
| --- | --- | --- |
${rows.join('\n')}

The demo (\`cordboard serve --demo\`) keeps its data in \`data/demo\` unless \`DATA_DIR\` says otherwise.
`
}

function errorsPage(): string {
  const rows = Object.entries(errors).map(([code, { status, number }]) => {
    const { text, remedy } = phraseOfError('en', code as keyof typeof errors)
    return `| \`${code}\` | ${number} | ${status === 200 ? 'warning' : status} | ${text} ${remedy} |`
  })
  return `# Errors

Every refusal is \`{message, code, errors: [{description, errorCode}], trackingId}\`; \`code\` is stable text, \`errorCode\` the number below. Rows of an import
carry the same codes. This page is made from the contract and the English phrases by \`npm run generate\`; words in double braces are filled in.

| Code | Number | Status | What it says |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}
