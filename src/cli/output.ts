/** Ends a command with a message and an exit code: 1 it failed, 2 it was called wrongly, 3 the hub refused, 4 part of the rows were refused. */
export class CommandFailed extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.name = 'CommandFailed'
    this.exitCode = exitCode
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
