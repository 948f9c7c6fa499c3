// What a run of Vitest has reported: counts, what failed and why, what did not run.
import { readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { bin, run } from './run.ts'

export type Failure = { file: string; test: string; message: string }
export type Counts = { passed: number; failures: Failure[]; skipped: string[] }

type Report = {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
/** A failure's message is told to its end in the run's own output; at the end of all, its beginning is enough. */
const messageLines = 15

/** Runs tests and counts them by their report at `file`. A run that leaves none counts as one failure. */
export async function runTests(suite: {
  name: string
  file: string
  args: string[]
  env?: Record<string, string>
}): Promise<Counts> {
  rmSync(suite.file, { force: true })
  const ok = await run({
    name: suite.name,
    command: bin('vitest'),
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${suite.file}`, ...suite.args],
    ...(suite.env && { env: suite.env }),
  })
  const counts = countsOf(suite.file)
  // An unhandled error, say, fails a run in which every test has passed.
  if (!ok && counts.failures.length === 0)
    counts.failures.push({ file: suite.name, test: 'the run itself', message: 'see its output above' })
  return counts
}

/** The files with failed tests once more, by themselves; undefined where so many failed that it was no accident. */
export function filesToTryAgain({ failures }: Counts): string[] | undefined {
  const files = [...new Set(failures.map(({ file }) => file))]
  return files.length > 0 && files.length <= 2 && files.every((file) => file.endsWith('.ts')) ? files : undefined
}

export function tell(heading: string, failures: readonly Failure[]): void {
  if (failures.length === 0) return
  const lines = failures.flatMap(({ file, test, message }) => [
    `  ${file}: ${test}`,
    ...message
      .split('\n')
      .filter((line) => !line.includes('/node_modules/'))
      .slice(0, messageLines)
      .map((line) => `    ${line}`),
  ])
  process.stdout.write(`\n${heading}\n${lines.join('\n')}\n`)
}

function countsOf(file: string): Counts {
  let report: Report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failures: [], skipped: [] }
  }
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: relative(root, name) })),
  )
  // A file that did not load, or whose hooks failed, may have no failed test of its own.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failures: [
      ...tests
        .filter(({ status }) => status === 'failed')
        .map((test) => ({
          file: test.file,
          test: test.fullName,
          message: stripVTControlCharacters(test.failureMessages.join('\n')),
        })),
      ...broken.map(({ name, message }) => ({
        file: relative(root, name),
        test: 'the file itself',
        message: stripVTControlCharacters(message),
      })),
    ],
    skipped: tests.filter(({ status }) => !['passed', 'failed'].includes(status)).map(({ fullName }) => fullName),
  }
}
