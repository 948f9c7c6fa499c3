import { createReadStream, createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ApiError } from '../api/client.ts'
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
import { requireFolderFor, requireReadable } from './files.ts'
import { CommandFailed, say, sayJson } from './output.ts'

export const importFile: Command = {
  summary: 'plan a CSV of users, and apply it where asked; or take up an import that is there',
  usage:
    '(<file> --organization <id> [--behavior addAndRemove|add] | --resume <import id>) [--apply [--removals <n>]] [--failed <file>] [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        organization: { type: 'string' },
        behavior: { type: 'string' },
        resume: { type: 'string' },
        apply: { type: 'boolean', default: false },
        removals: { type: 'string' },
        failed: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const begin = beginningOf(values, positionals)
    if (!begin) throw new CommandFailed(`usage: cordboard import ${importFile.usage}`, 2)
    if (begin.file !== undefined) await requireReadable(begin.file)
    if (values.failed !== undefined) await requireFolderFor(values.failed)
    const { client } = await connect()
    const tell = (text: string) => {
      if (!values.json) say(text)
    }
    const importId = begin.resume ?? (await upload(client, begin, tell))
    /** The import once it has left this stage. */
    const after = async (stage: Import['status']): Promise<Import> => {
      for (;;) {
        const { data } = await told(client.call(getImport, { params: { importId } }))
        if (data.status !== stage) return data
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
    }
    let state = await after('planning')
    if (state.status === 'planned') {
      tell(`Planned: ${counts(state)}.`)
      tellSeats(state, tell)
      if (state.changes.length > 0)
        tell(`Columns that change: ${state.changes.map(({ column, rows }) => `${column} ${rows}`).join(', ')}.`)
    }
    // What has failed goes on only where that is asked for, and what is being applied is followed to its end.
    const isTakenUp = state.status === 'planned' || (begin.resume !== undefined && state.can.apply)
    if (values.apply && isTakenUp) {
      const removals = values.removals === undefined ? undefined : Number(values.removals)
      await told(client.call(applyImport, { params: { importId }, body: removals === undefined ? {} : { removals } }))
      state = await after('applying')
    } else state = await after('applying')
    if (state.status === 'failed' || state.status === 'canceled') throw new CommandFailed(whyNot(state), 3)
    if (state.status === 'applied') {
      tell(`Applied: ${countsDone(state)}.`)
      tellSeats(state, tell)
    } else tell('Nothing has been written. Apply the plan with --apply, or in the console.')
    if (values.failed && state.counts.refused > 0) {
      const answer = await told(client.download(downloadFailedRows, { params: { importId } }))
      if (answer.body) await pipeline(Readable.fromWeb(answer.body), createWriteStream(values.failed))
      tell(`The refused rows are in ${values.failed}.`)
    }
    if (values.json) sayJson(state)
    if (state.counts.refused > 0) process.exitCode = 4
  },
}

type Beginning =
  | { file: string; organizationId: string; behavior: ImportBehavior; resume?: undefined }
  | { resume: string; file?: undefined }

/** A file for a customer, or an import that is there: one of the two. */
function beginningOf(
  values: { organization?: string | undefined; behavior?: string | undefined; resume?: string | undefined },
  [file, ...more]: string[],
): Beginning | null {
  const { organization, resume } = values
  if (resume !== undefined)
    return resume === '' || file !== undefined || organization !== undefined || values.behavior !== undefined
      ? null
      : { resume }
  const behavior = ImportBehavior.safeParse(values.behavior ?? 'addAndRemove')
  if (!file || more.length > 0 || !organization || !behavior.success) return null
  return { file, organizationId: organization, behavior: behavior.data }
}

/** As long as a large file of somebody else takes; then whoever runs this should know. */
const mostWaitSeconds = 600

/** Where the hub has no place for the file just now it comes again, when the hub says, within bounds. */
async function upload(
  client: Awaited<ReturnType<typeof connect>>['client'],
  { file, organizationId, behavior }: Extract<Beginning, { file: string }>,
  tell: (text: string) => void,
): Promise<string> {
  const query = { organizationId, behavior, fileName: basename(file) }
  const end = performance.now() + mostWaitSeconds * 1000
  for (let isFirst = true; ; isFirst = false) {
    const body = Readable.toWeb(createReadStream(file))
    const made = client.upload(createImport, { query }, body, { contentType: 'text/csv' }).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 'common.uploads_busy') return error
      throw error
    })
    const answer = await told(made)
    if (!(answer instanceof ApiError)) return answer.data.id
    const seconds = answer.retryAfter ?? 5
    if (performance.now() + seconds * 1000 > end) await told(Promise.reject(answer))
    if (isFirst) tell('Other files are being uploaded just now. Waiting for a place.')
    await pause(seconds * 1000)
  }
}

function whyNot({ id, status, fault, can, planned }: Import): string {
  const why = fault ? `${fault.message} ${fault.remedy}` : `the import is ${status}`
  return planned && can.apply ? `${why} From here: cordboard import --resume ${id} --apply` : why
}

function counts({ counts: { create, change, remove, unchanged, refused } }: Import): string {
  return `${create} to create, ${change} to change, ${remove} to remove, ${unchanged} unchanged, ${refused} refused`
}

function countsDone({ counts: { create, change, remove, unchanged, refused } }: Import): string {
  return `${create} created, ${change} changed, ${remove} removed, ${unchanged} unchanged, ${refused} refused`
}

function tellSeats({ quota }: Import, tell: (text: string) => void): void {
  const touched = quota.filter(({ before, after, refused }) => before !== after || refused > 0)
  if (touched.length === 0) return
  const seats = touched.map(
    ({ name, before, after, limit, refused }) =>
      `${name} ${before} → ${after}${limit === undefined ? '' : ` of ${limit}`}${refused > 0 ? `, ${refused} refused` : ''}`,
  )
  tell(`Seats in use: ${seats.join('; ')}.`)
}
