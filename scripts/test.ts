// The whole proof: checks, build, every test on the embedded PostgreSQL 18, the rules again on PostgreSQL 15. Ends with one line
// that counts all of them. Nothing is skipped in silence: what cannot run here is named, and counted in that line.
import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checks } from './check.ts'
import { runAll, type Step } from './run.ts'
import { type Failure, filesToTryAgain, runTests, tell } from './test-results.ts'

const folder = fileURLToPath(new URL('../test-results/', import.meta.url))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const suites = [
  { name: 'every test, PostgreSQL 18', file: `${folder}newest.json`, args: [], env: {} },
  {
    name: 'rules over HTTP, PostgreSQL 15',
    file: `${folder}oldest.json`,
    // Files share a process here, which saves loading the hub for each; on the newest every file has its own.
    args: ['--no-isolate', 'src/hub'],
    env: { TEST_POSTGRES: '15' },
  },
]

let passed = 0
const failures: Failure[] = []
const unsteady: Failure[] = []
const skipped: string[] = []
const steps: Step[] = [
  ...checks,
  { name: 'build of the web', command: process.execPath, args: ['scripts/build-web.ts', '--always'] },
]
const failedSteps = await runAll(steps)
passed += steps.length - failedSteps.length
for (const { name } of failedSteps) failures.push({ file: name, test: 'a check', message: 'see its output above' })
for (const suite of suites) {
  const counts = await runTests(suite)
  passed += counts.passed
  skipped.push(...counts.skipped)
  const files = filesToTryAgain(counts)
  if (!files) {
    failures.push(...counts.failures)
    continue
  }
  // What fails twice is broken; what fails once is a fault too, of the test or of what it tests, but tells nothing of this change.
  const again = await runTests({
    ...suite,
    name: `${suite.name}, once more`,
    file: suite.file.replace('.json', '-again.json'),
    args: files,
  })
  const broken = new Set(again.failures.map(({ file }) => file))
  const isWhole = again.failures.every(({ file }) => files.includes(file))
  for (const failure of counts.failures) {
    if (!isWhole || broken.has(failure.file)) failures.push(failure)
    else {
      unsteady.push(failure)
      passed++
    }
  }
}
tell('failed once, and passed when tried again alone; to be mended:', unsteady)
tell('failed:', failures)
if (skipped.length > 0)
  process.stdout.write(`\nnot run on this machine:\n${skipped.map((name) => `  ${name}\n`).join('')}`)
process.stdout.write(
  `\n${passed} passed, ${failures.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`,
)
process.exitCode = failures.length > 0 ? 1 : 0
