import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export type Served = { url: string; pid: number; child: ChildProcess; ended: Promise<number | null> }

const root = fileURLToPath(new URL('../', import.meta.url))

/** The hub as people start it, in a process of its own, so that it can be killed. Ready when it has said its address. */
export async function serve(env: Record<string, string>, args: string[] = []): Promise<Served> {
  const child = spawn(process.execPath, ['src/cli/main.ts', 'serve', '--json', ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'warn', REQUESTS_PER_MINUTE: '1000000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  child.stderr.on('data', (part) => {
    complaints = (complaints + String(part)).slice(-4000)
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const line = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    ended.then((code) => {
      throw new Error(`the hub ended with ${code}: ${complaints}`)
    }),
  ])
  const { url, pid } = JSON.parse(line) as { url: string; pid: number }
  return { url, pid, child, ended }
}

/** The pid of the embedded database server of a data folder. */
export async function databasePid(dataDir: string): Promise<number> {
  const text = await readFile(`${dataDir}/postgres/postmaster.pid`, 'utf8')
  return Number(text.split('\n')[0])
}

/** Gone, or dead and only not yet noticed by its parent. */
export async function hasEnded(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  return status === null || /^State:\s+Z/m.test(status)
}

/** Asks until the answer fits or the time is over; never sleeps longer than it must. */
export async function until<Result>(
  ask: () => Promise<Result | null | undefined | false>,
  seconds: number,
  what: string,
): Promise<Result> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    try {
      const result = await ask()
      if (result) return result
    } catch (error) {
      if (Date.now() > end) throw error
    }
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
