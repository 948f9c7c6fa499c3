// The whole proof: checks, build, every test on the embedded PostgreSQL 18, the rules again on PostgreSQL 15. Ends with one line
// that counts all of them. Nothing is skipped in silence: what cannot run here is named, and counted in that line.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checks } from './check.ts'
import { bin, run, type Step } from './run.ts'

const folder = fileURLToPath(new URL('../test-results/', import.meta.url))
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

const suites: Step[] = [
  suite('every test, PostgreSQL 18', 'newest', []),
  suite('rules over HTTP, PostgreSQL 15', 'oldest', ['src/hub'], { TEST_POSTGRES: '15' }),
]

let passed = 0
let failed = 0
const skipped: string[] = []
for (const step of [
  ...checks,
  { name: 'build of the web', command: bin('vite'), args: ['build', '--logLevel', 'warn'] },
]) {
  if (await run(step)) passed++
  else failed++
}
for (const step of suites) {
  const ok = await run(step)
  const counts = countsOf(step)
  passed += counts.passed
  failed += counts.failed
  skipped.push(...counts.skipped)
  if (!ok && counts.failed === 0) failed++
}
if (skipped.length > 0)
  process.stdout.write(`\nnot run on this machine:\n${skipped.map((name) => `  ${name}\n`).join('')}`)
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`)
process.exitCode = failed > 0 ? 1 : 0

function suite(name: string, file: string, filters: string[], env: Record<string, string> = {}): Step {
  return {
    name,
    command: bin('vitest'),
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${folder}${file}.json`, ...filters],
    env: { ...env, TEST_RESULT: `${folder}${file}.json` },
  }
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
}

function countsOf(step: Step): { passed: number; failed: number; skipped: string[] } {
  try {
    const report: Report = JSON.parse(readFileSync(step.env?.['TEST_RESULT'] ?? '', 'utf8'))
    const skipped = report.testResults.flatMap((file) =>
      file.assertionResults
        .filter(({ status }) => !['passed', 'failed'].includes(status))
        .map(({ fullName }) => fullName),
    )
    // A file that did not load has no tests of its own to fail.
    const brokenFiles = report.numFailedTests === 0 ? report.numFailedTestSuites : 0
    return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles, skipped }
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}
