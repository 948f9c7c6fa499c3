import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { serve } from './served.ts'

const folder = await mkdtemp(join(tmpdir(), 'cordboard-backup-'))
const run = promisify(execFile)
const root = fileURLToPath(new URL('../', import.meta.url))
afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function cordboard(args: string[], env: Record<string, string>) {
  return await run(process.execPath, ['src/cli/main.ts', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  })
}

async function people(url: string): Promise<string> {
  const token = await fetch(`${url}/v1/access_token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'demo-client',
      client_secret: 'demo-secret',
    }),
  })
  const { access_token } = (await token.json()) as { access_token: string }
  const answer = await fetch(`${url}/v1/people?max=1000`, { headers: { authorization: `Bearer ${access_token}` } })
  return await answer.text()
}

it('a backup of the running hub restores into an empty folder, with everybody in it', async () => {
  const from = { DATA_DIR: join(folder, 'from') }
  const to = { DATA_DIR: join(folder, 'to') }
  const file = join(folder, 'hub.tar.gz')
  const first = await serve(from, ['--demo'])
  const before = await people(first.url)
  expect(JSON.parse(before).items).toHaveLength(1000)
  const said = await cordboard(['backup', file, '--demo', '--json'], from)
  expect(JSON.parse(said.stdout).bytes).toBeGreaterThan(1_000_000)
  first.child.kill('SIGTERM')
  await first.ended
  await cordboard(['restore', file, '--demo'], to)
  const second = await serve(to, ['--demo'])
  expect(await people(second.url)).toBe(before)
  second.child.kill('SIGTERM')
  await second.ended
  await expect(cordboard(['restore', file, '--demo'], to)).rejects.toThrow(/not empty/)
})
