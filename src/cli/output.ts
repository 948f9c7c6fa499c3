import type { Problem } from '../api/common.ts'

/** Ends a command with a message and an exit code: 1 it failed, 2 it was called wrongly, 3 the hub refused, 4 part of the rows were refused. */
export class CommandFailed extends Error {
  readonly exitCode: number
  /** What the hub answered, where it was the hub that refused. */
  readonly problem: Problem | undefined
  constructor(message: string, exitCode = 1, problem?: Problem) {
    super(message)
    this.name = 'CommandFailed'
    this.exitCode = exitCode
    this.problem = problem
  }
}

/** How a command ended that did not do its work: words for people, with `--json` an object for programs. Standard output is left to results. */
export function sayFailed(
  error: Error,
  failed: { command: string; usage?: string; exitCode: number; json: boolean },
): void {
  const { command, usage, exitCode } = failed
  if (failed.json) {
    const problem = error instanceof CommandFailed ? error.problem : undefined
    const said = { message: error.message, ...problem, ...(usage ? { usage } : {}), exitCode }
    process.stderr.write(`${JSON.stringify({ error: said })}\n`)
    return
  }
  process.stderr.write(`cordboard ${command}: ${error.message}\n${usage ? `usage: ${usage}\n` : ''}`)
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
