import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type Step = { name: string; command: string; args: string[]; env?: Record<string, string> }

/** Runs one step of a list, its output passed on; true where it succeeded. */
export async function run(step: Step): Promise<boolean> {
  process.stdout.write(`\n── ${step.name}\n`)
  const started = Date.now()
  const code = await new Promise<number>((resolve) => {
    const child = spawn(step.command, step.args, { stdio: 'inherit', env: { ...process.env, ...step.env } })
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`)
      resolve(1)
    })
    child.on('close', (status) => resolve(status ?? 1))
  })
  process.stdout.write(
    `── ${step.name}: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  )
  return code === 0
}

/** A program of a package. npm puts the project's own Node first in the path, so it runs on that. */
export function bin(name: string): string {
  const path = fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url))
  if (!existsSync(path)) throw new Error(`${name} is not installed; run npm ci`)
  return path
}
