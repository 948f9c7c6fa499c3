import { parseArgs } from 'node:util'
import type { Command } from './commands.ts'
import { requireFolderFor } from './files.ts'
import { CommandFailed, say, sayJson } from './output.ts'

export const generate: Command = {
  summary: 'fill an empty database with a made-up population, or write a CSV for an import',
  usage:
    '--users <n> [--customers <n>] [--seed <text>] [--json]\n  cordboard generate --csv <file> --rows <n> --organization <id> [--faults none|every|<share>] [--seed <text>] [--demo] [--json]\n    --faults every: on top of --rows, one row or pair for each error of a row, and clean rows that use up a package\n  cordboard generate --csv <file> --file-fault <code>|every --organization <id> [--seed <text>] [--demo] [--json]\n    a file that is refused whole; every: one file for each code, which stands in its name',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        users: { type: 'string' },
        customers: { type: 'string' },
        seed: { type: 'string', default: 'cordboard' },
        csv: { type: 'string' },
        rows: { type: 'string' },
        organization: { type: 'string' },
        faults: { type: 'string', default: 'none' },
        'file-fault': { type: 'string' },
        demo: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const { generateCsv, generateFaultyFiles, generatePopulation, readConfig } = await import('../main.ts')
    const config = readConfig(process.env)
    if (values['file-fault'] !== undefined) {
      if (!values.organization || !values.csv) throw new CommandFailed(`usage: cordboard generate ${generate.usage}`, 2)
      await requireFolderFor(values.csv)
      const { csv: file, organization, seed, demo } = values
      const made = await generateFaultyFiles(config, { file, organization, seed, demo, fault: values['file-fault'] })
      if (!made) throw new CommandFailed('--file-fault takes every, or the code of an error of the file', 2)
      if (values.json) sayJson(made)
      else {
        for (const { file: name, code } of made.files) say(`Wrote ${name}, which an import refuses with ${code}.`)
        if (made.left.length > 0) say(`This customer, or the hub’s limits, do not allow for: ${made.left.join(', ')}.`)
      }
      return
    }
    if (values.csv !== undefined) {
      const rows = whole(values.rows, 'rows')
      if (!values.organization) throw new CommandFailed(`usage: cordboard generate ${generate.usage}`, 2)
      await requireFolderFor(values.csv)
      const made = await generateCsv(config, {
        file: values.csv,
        rows,
        organization: values.organization,
        faults: values.faults === 'none' || values.faults === 'every' ? values.faults : share(values.faults),
        seed: values.seed,
        demo: values.demo,
      })
      if (values.json) sayJson(made)
      else
        say(
          `Wrote ${made.rows} rows to ${values.csv}${made.faults.length > 0 ? `; an import refuses ${made.faults.length} of them` : ''}.${made.withoutSeat > 0 ? ` No package has a seat for ${made.withoutSeat} more.` : ''}${made.left.length > 0 ? ` This customer does not allow for: ${made.left.join(', ')}.` : ''}`,
        )
      return
    }
    const users = whole(values.users, 'users')
    const customers =
      values.customers === undefined ? Math.max(1, Math.round(users / 1000)) : whole(values.customers, 'customers')
    const started = Date.now()
    const made = await generatePopulation(config, { users, customers, seed: values.seed })
    const seconds = (Date.now() - started) / 1000
    if (values.json) sayJson({ ...made, seconds })
    else {
      say(`Made ${users} users of ${customers} customers in ${seconds.toFixed(1)} s.`)
      say(`Partner full administrator: ${made.email}  password: ${made.password}`)
      say(`Service app: ${made.clientId} / ${made.clientSecret}`)
    }
  },
}

function whole(text: string | undefined, name: string): number {
  const value = Number(text)
  if (text === undefined || !Number.isSafeInteger(value) || value < 1)
    throw new CommandFailed(`--${name} takes a whole number from 1 on`, 2)
  return value
}

function share(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 1)) throw new CommandFailed('--faults takes none, every, or a share between 0 and 1', 2)
  return value
}
