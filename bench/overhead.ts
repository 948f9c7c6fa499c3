import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { BenchPlace } from './prepare.ts'
import { figures, makeMix } from './search.ts'

type Compared = {
  with: { p50: number; p95: number }
  without: { p50: number; p95: number }
  ratio: number
  ratioP95: number
}
export type OverheadFigures = { search: Compared; user: Compared; customers: Compared }

/**
 * What access costs: the same requests to this hub, by a help-desk agent whose acts are recorded, and to the same endpoints without sign-in,
 * role, reach, row-level security and audit. Asked in turn, so that whatever else the machine does meets both. `ratio` is that of the medians.
 */
export async function benchOverhead(place: BenchPlace, options: { queries: number }): Promise<OverheadFigures> {
  const bare = await startBareHub(place)
  try {
    const ask = async (url: string, path: string) => {
      const started = performance.now()
      const answer = await fetch(`${url}${path}`, { headers: { cookie: place.agents['all'] ?? '' } })
      const text = await answer.text()
      const milliseconds = performance.now() - started
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 200)}`)
      return { milliseconds, text }
    }
    const compare = async (paths: readonly string[]): Promise<Compared> => {
      const times = { with: [] as number[], without: [] as number[] }
      for (const [index, path] of paths.entries()) {
        const order = index % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)
        for (const which of order) {
          const { milliseconds } = await ask(which === 'with' ? place.url : bare.url, path)
          if (index >= Math.min(200, paths.length / 4)) times[which].push(milliseconds)
        }
      }
      const found = { with: figures(times.with), without: figures(times.without) }
      const rounded = (value: number) => Math.round(value * 100) / 100
      return {
        ...found,
        ratio: rounded(found.with.p50 / found.without.p50),
        ratioP95: rounded(found.with.p95 / found.without.p95),
      }
    }
    const users = await ids(place, 'users')
    const repeated = (paths: string[]) =>
      Array.from({ length: options.queries }, (_, index) => paths[index % paths.length] ?? '')
    return {
      search: await compare(
        (await makeMix(place.pool, options.queries)).map(
          ({ text }) => `/v1/search?${new URLSearchParams({ q: text })}`,
        ),
      ),
      user: await compare(repeated(users.map((id) => `/v1/users/${id}`))),
      customers: await compare(repeated(['/v1/customers?max=50'])),
    }
  } finally {
    await bare.stop()
  }
}

async function ids(place: BenchPlace, table: 'users'): Promise<string[]> {
  const { rows } = await place.pool.query<{ id: string }>(`select id from ${table} order by md5(id::text) limit 500`)
  return rows.map(({ id }) => id)
}

async function startBareHub(place: BenchPlace): Promise<{ url: string; stop(): Promise<void> }> {
  const { rows } = await place.pool.query<{ id: string }>('select partner_id as id from users limit 1')
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=8', 'bench/bare-hub.ts', rows[0]?.id ?? '', JSON.stringify(place.connection)],
    { cwd: fileURLToPath(new URL('../', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('close', () => reject(new Error('the bare hub ended before it was ready')))
  })
  const { url } = JSON.parse(line) as { url: string }
  return {
    url,
    async stop() {
      const ended = once(child, 'close')
      child.kill('SIGTERM')
      await ended
    },
  }
}
