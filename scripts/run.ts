import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type Step = { name: string; command: string; args: string[]; env?: Record<string, string> }

/** Runs one step, its output passed on; true where it succeeded. */
export async function run(step: Step): Promise<boolean> {
  process.stdout.write(`\n── ${step.name}\n`)
  const started = Date.now()
  const ok = await succeeds(step, 'inherit', (text) => process.stderr.write(text))
  process.stdout.write(ending(step, ok, started))
  return ok
}

/** Runs steps that do not touch one another, two at a time; each one's output is told when it has ended. The steps that failed. */
export async function runAll(steps: readonly Step[]): Promise<Step[]> {
  const waiting = [...steps]
  const failed: Step[] = []
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const started = Date.now()
      let said = ''
      const ok = await succeeds(step, 'pipe', (text) => {
        said += text
      })
      process.stdout.write(`\n── ${step.name}\n${said}${ending(step, ok, started)}`)
      if (!ok) failed.push(step)
    }
  }
  await Promise.all([work(), work()])
  return failed
}

function ending(step: Step, ok: boolean, started: number): string {
  return `── ${step.name}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`
}

async function succeeds(step: Step, output: 'inherit' | 'pipe', said: (text: string) => void): Promise<boolean> {
  return await new Promise((resolve) => {
    const child = spawn(step.command, step.args, {
      stdio: ['inherit', output, output],
      env: { ...process.env, ...step.env },
    })
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', said)
    child.on('error', (error) => {
      said(`${error.message}\n`)
      resolve(false)
    })
    child.on('close', (status) => resolve(status === 0))
  })
}

/** A program of a package. npm puts the project's own Node first in the path, so it runs on that. */
export function bin(name: string): string {
  const path = fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url))
  if (!existsSync(path)) throw new Error(`${name} is not installed; run npm ci`)
  return path
}
