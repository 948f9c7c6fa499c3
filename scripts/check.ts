// Format, lint, types and generated files.
import { bin, runAll, type Step } from './run.ts'

export const checks: Step[] = [
  { name: 'format and lint', command: bin('biome'), args: ['check', '.'] },
  { name: 'types: server, tests, scripts', command: bin('tsc'), args: ['-p', 'tsconfig.json'] },
  { name: 'types: contract, without Node and DOM', command: bin('tsc'), args: ['-p', 'tsconfig.contract.json'] },
  { name: 'types: web, without Node', command: bin('tsc'), args: ['-p', 'tsconfig.web.json'] },
  { name: 'types: browser journeys', command: bin('tsc'), args: ['-p', 'tsconfig.browser-tests.json'] },
  { name: 'generated files', command: process.execPath, args: ['scripts/generate.ts', '--check'] },
]

if (import.meta.main) process.exitCode = (await runAll(checks)).length > 0 ? 1 : 0
