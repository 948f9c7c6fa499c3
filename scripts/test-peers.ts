// Tests against programs that npm does not bring. .ci/run installs them from Debian's packages.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runTests, tell } from './test-results.ts'

const folder = fileURLToPath(new URL('../test-results/', import.meta.url))
mkdirSync(folder, { recursive: true })
const { passed, failures, skipped } = await runTests({
  name: 'peers',
  file: `${folder}peers.json`,
  args: ['--config', 'vitest.peers.config.ts'],
  // Debian's pg_dump knows servers up to its own version, which is 15.
  env: { TEST_POSTGRES: '15' },
})
tell('failed:', failures)
// A peer that is missing is no proof of anything.
const failed = failures.length + skipped.length
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
