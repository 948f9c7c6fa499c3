import { audit } from './audit.ts'
import { exportFile } from './export.ts'
import { generate } from './generate.ts'
import { importFile } from './import.ts'
import { backup, migrate, restore } from './keeping.ts'
import { search } from './search.ts'
import { serve } from './serve.ts'

export type Command = {
  /** One line for the list of commands. */
  summary: string
  usage: string
  run(args: string[]): Promise<void>
}

export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({ serve, migrate, generate, backup, restore, audit, export: exportFile, import: importFile, search }),
)

export function usage(): string {
  const lines = [...commands].map(([name, command]) => `  ${name.padEnd(10)}${command.summary}`)
  const details = [...commands].map(([name, command]) => `  cordboard ${name} ${command.usage}`)
  return [
    'cordboard: an open, self-hosted partner hub',
    '',
    ...lines,
    '',
    ...details,
    '',
    'export, import and search speak to a running hub: CORDBOARD_URL (http://127.0.0.1:8080), and CORDBOARD_CLIENT_ID with CORDBOARD_CLIENT_SECRET or CORDBOARD_TOKEN.',
    'Exit codes: 0 done, 1 failed, 2 called wrongly, 3 the hub refused, 4 done but rows were refused.',
    'Settings of serve and of the local commands are read from the environment: docs/configuration.md.',
  ].join('\n')
}
