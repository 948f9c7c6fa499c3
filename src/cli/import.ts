import { constants, createReadStream, createWriteStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import {
  applyImport,
  createImport,
  downloadFailedRows,
  getImport,
  type Import,
  ImportBehavior,
} from '../api/imports.ts'
import type { Command } from './commands.ts'
import { connect, told } from './connect.ts'
import { CommandFailed, say, sayJson } from './output.ts'

export const importFile: Command = {
  summary: 'plan a CSV of users, and apply it where asked',
  usage:
    '<file> --organization <id> [--behavior addAndRemove|add] [--apply [--removals <n>]] [--failed <file>] [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        organization: { type: 'string' },
        behavior: { type: 'string', default: 'addAndRemove' },
        apply: { type: 'boolean', default: false },
        removals: { type: 'string' },
        failed: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    const behavior = ImportBehavior.safeParse(values.behavior)
    if (!file || positionals.length > 1 || !values.organization || !behavior.success) {
      throw new CommandFailed(`usage: cordboard import ${importFile.usage}`, 2)
    }
    await access(file, constants.R_OK).catch(() => {
      throw new CommandFailed(`${file} cannot be read`, 2)
    })
    const { client } = await connect()
    const tell = (text: string) => {
      if (!values.json) say(text)
    }
    const query = { organizationId: values.organization, behavior: behavior.data, fileName: basename(file) }
    const uploaded = (
      await told(
        client.upload(createImport, { query }, Readable.toWeb(createReadStream(file)), { contentType: 'text/csv' }),
      )
    ).data
    const watch = async (until: Import['status'][]): Promise<Import> => {
      for (;;) {
        const { data } = await told(client.call(getImport, { params: { importId: uploaded.id } }))
        if (until.includes(data.status) || data.status === 'failed' || data.status === 'canceled') return data
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
    }
    let state = await watch(['planned'])
    if (state.status !== 'planned')
      throw new CommandFailed(
        state.fault ? `${state.fault.message} ${state.fault.remedy}` : `the import is ${state.status}`,
        3,
      )
    tell(`Planned: ${counts(state)}.`)
    if (state.changes.length > 0)
      tell(`Columns that change: ${state.changes.map(({ column, rows }) => `${column} ${rows}`).join(', ')}.`)
    if (values.apply) {
      const removals = values.removals === undefined ? undefined : Number(values.removals)
      await told(
        client.call(applyImport, {
          params: { importId: uploaded.id },
          body: removals === undefined ? {} : { removals },
        }),
      )
      state = await watch(['applied'])
      if (state.status !== 'applied')
        throw new CommandFailed(
          state.fault ? `${state.fault.message} ${state.fault.remedy}` : `the import is ${state.status}`,
          3,
        )
      tell(`Applied: ${counts(state)}.`)
    } else tell('Nothing has been written. Apply the plan with --apply, or in the console.')
    if (values.failed && state.counts.refused > 0) {
      const answer = await told(client.download(downloadFailedRows, { params: { importId: uploaded.id } }))
      if (answer.body) await pipeline(Readable.fromWeb(answer.body), createWriteStream(values.failed))
      tell(`The refused rows are in ${values.failed}.`)
    }
    if (values.json) sayJson(state)
    if (state.counts.refused > 0) process.exitCode = 4
  },
}

function counts({ counts: { create, change, remove, unchanged, refused } }: Import): string {
  return `${create} to create, ${change} to change, ${remove} to remove, ${unchanged} unchanged, ${refused} refused`
}
