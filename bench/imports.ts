import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ImportMeasurement } from './import.ts'

/** Imports of 20,000 and of `most` rows, each in a process of its own, and how far their peak memories lie apart. */
export async function benchImports(most: number) {
  const small = await one(20_000)
  const large = await one(most)
  return { small, large, memoryApartMegabytes: Math.round(large.peakMemoryMegabytes - small.peakMemoryMegabytes) }
}

async function one(rows: number): Promise<ImportMeasurement> {
  const script = new URL('import-one.ts', import.meta.url).pathname
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(rows)], { maxBuffer: 10_000_000 })
  return JSON.parse(stdout) as ImportMeasurement
}
