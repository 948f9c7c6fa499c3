#!/usr/bin/env -S node --max-semi-space-size=8
import { commands, usage } from './commands.ts'
import { CommandFailed, sayFailed } from './output.ts'

const [name = '', ...rest] = process.argv.slice(2)
const command = commands.get(name)
if (!command) {
  const asked = ['', 'help', '--help', '-h'].includes(name)
  ;(asked ? process.stdout : process.stderr).write(
    `${asked ? '' : `cordboard: there is no command ${name}\n\n`}${usage()}\n`,
  )
  process.exitCode = asked ? 0 : 2
} else if (rest.some((word) => word === '--help' || word === '-h')) {
  process.stdout.write(`cordboard ${name}: ${command.summary}\n\n  cordboard ${name} ${command.usage}\n`)
} else {
  try {
    await command.run(rest)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const isOption = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    const exitCode =
      error instanceof CommandFailed ? error.exitCode : isOption || error.name === 'ConfigurationError' ? 2 : 1
    sayFailed(error, {
      command: name,
      ...(isOption ? { usage: `cordboard ${name} ${command.usage}` } : {}),
      exitCode,
      json: rest.includes('--json'),
    })
    process.exitCode = exitCode
  }
}
