import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Command } from './commands.ts'
import { requireFolderFor, requireReadable } from './files.ts'
import { CommandFailed, say, sayJson } from './output.ts'

export const migrate: Command = {
  summary: 'bring the schema up to date, and stop',
  usage: '[--demo] [--json]',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { demo: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    })
    const { migrateOnly, readConfig } = await import('../main.ts')
    const run = await migrateOnly(readConfig(process.env), values.demo)
    if (values.json) sayJson({ migrations: run })
    else say(run.length === 0 ? 'The schema is up to date.' : `Run: ${run.join(', ')}`)
  },
}

export const backup: Command = {
  summary: 'write the whole database into one file, while the hub runs or not',
  usage: '<file> [--overwrite] [--demo] [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        overwrite: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    if (!file || positionals.length > 1) throw new CommandFailed(`usage: cordboard backup ${backup.usage}`, 2)
    // What stands there may be the only backup there is.
    if (!values.overwrite && existsSync(file))
      throw new CommandFailed(`${file} is there already. Name another file, or add --overwrite.`, 2)
    await requireFolderFor(file)
    const { backupTo, readConfig } = await import('../main.ts')
    const { bytes } = await backupTo(file, readConfig(process.env), values.demo)
    if (values.json) sayJson({ file, bytes })
    else say(`Backed up to ${file} (${(bytes / 1e6).toFixed(1)} MB).`)
  },
}

export const restore: Command = {
  summary: 'put a backup into an empty data folder or database',
  usage: '<file> [--demo] [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, demo: { type: 'boolean', default: false } },
    })
    const [file] = positionals
    if (!file || positionals.length > 1) throw new CommandFailed(`usage: cordboard restore ${restore.usage}`, 2)
    await requireReadable(file)
    const { restoreFrom, readConfig } = await import('../main.ts')
    const { into } = await restoreFrom(file, readConfig(process.env), values.demo)
    if (values.json) sayJson({ file, into })
    else say(`Restored into ${into}. Start the hub as usual.`)
  },
}
