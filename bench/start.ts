import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from './prepare.ts'

/** Seconds until the demo is ready: its first start, which fills it, and later ones. */
export async function benchStart(): Promise<{ first: number; later: number[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'cordboard-bench-start-'))
  const env = { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'warn' }
  try {
    const first = await serve(env, ['--demo'])
    await first.stop()
    const later: number[] = []
    for (let round = 0; round < 3; round++) {
      const hub = await serve(env, ['--demo'])
      later.push(hub.seconds)
      await hub.stop()
    }
    return { first: first.seconds, later }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
