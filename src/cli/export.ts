import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { downloadUsers } from '../api/imports.ts'
import type { Command } from './commands.ts'
import { connect, told } from './connect.ts'
import { requireFolderFor } from './files.ts'
import { CommandFailed, say } from './output.ts'

export const exportFile: Command = {
  summary: 'write the users of a customer to a CSV, to be edited and imported again',
  usage: '<file> --organization <id> [--delimiter comma|semicolon]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { organization: { type: 'string' }, delimiter: { type: 'string', default: 'comma' } },
    })
    const [file] = positionals
    const delimiter = delimiters.find((each) => each === values.delimiter)
    if (!file || positionals.length > 1 || !values.organization || !delimiter)
      throw new CommandFailed(`usage: cordboard export ${exportFile.usage}`, 2)
    await requireFolderFor(file)
    const { client } = await connect()
    const query = { organizationId: values.organization, delimiter }
    const answer = await told(client.download(downloadUsers, { query }))
    if (!answer.body) throw new CommandFailed('the hub sent no file')
    try {
      // What somebody edited is not written over.
      await pipeline(Readable.fromWeb(answer.body), createWriteStream(file, { flags: 'wx' }))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
        throw new CommandFailed(`${file} is there already: name another, or move it away`, 2)
      // Half of the users would pass for all of them.
      await rm(file, { force: true })
      throw error
    }
    say(`The users are in ${file}. Edit it and give it to cordboard import.`)
  },
}

const delimiters = ['comma', 'semicolon'] as const
