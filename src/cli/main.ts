#!/usr/bin/env -S node --max-semi-space-size=8
import { commands, usage } from './commands.ts'
import { CommandFailed } from './output.ts'

const [name = '', ...rest] = process.argv.slice(2)
const command = commands.get(name)
if (!command) {
  const asked = ['', 'help', '--help', '-h'].includes(name)
  ;(asked ? process.stdout : process.stderr).write(
    `${asked ? '' : `cordboard: there is no command ${name}\n\n`}${usage()}\n`,
  )
  process.exitCode = asked ? 0 : 2
} else {
  try {
    await command.run(rest)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const known = error instanceof CommandFailed
    process.stderr.write(`cordboard ${name}: ${error.message}\n`)
    process.exitCode = known ? error.exitCode : 1
  }
}
