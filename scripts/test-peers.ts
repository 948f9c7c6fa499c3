// Tests against programs that npm does not bring. .ci/run installs them from Debian's packages.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bin, run } from './run.ts'

const folder = fileURLToPath(new URL('../test-results/', import.meta.url))
mkdirSync(folder, { recursive: true })
const file = `${folder}peers.json`
const ok = await run({
  name: 'peers',
  command: bin('vitest'),
  // Debian's pg_dump knows servers up to its own version, which is 15.
  env: { TEST_POSTGRES: '15' },
  args: [
    'run',
    '--config',
    'vitest.peers.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ],
})
let passed = 0
let failed = 0
try {
  const result: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof result === 'object' && result !== null) {
    passed = Number(Reflect.get(result, 'numPassedTests'))
    failed = Number(Reflect.get(result, 'numTotalTests')) - passed
  }
} catch {
  failed = 1
}
if (!ok && failed === 0) failed = 1
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
