import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Command } from './commands.ts'
import { requireFolderFor, requireReadable } from './files.ts'
import { CommandFailed, say, sayJson } from './output.ts'

export const audit: Command = {
  summary: 'check that nobody tampered with the audit, or sign how far it goes',
  usage: 'verify [--checkpoint <file>] | checkpoint --out <file> [--demo] [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        checkpoint: { type: 'string' },
        out: { type: 'string' },
        demo: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [act] = positionals
    if (positionals.length === 1 && act === 'verify') return await verify(values)
    if (positionals.length === 1 && act === 'checkpoint' && values.out) return await checkpoint(values.out, values)
    throw new CommandFailed(`usage: cordboard audit ${audit.usage}`, 2)
  },
}

async function verify(values: { checkpoint?: string | undefined; demo: boolean; json: boolean }): Promise<void> {
  const { readConfig, verifyAudit } = await import('../main.ts')
  if (values.checkpoint !== undefined) await requireReadable(values.checkpoint)
  const text = values.checkpoint === undefined ? null : await readFile(values.checkpoint, 'utf8')
  const verdicts = await verifyAudit(readConfig(process.env), values.demo, text)
  if (!verdicts)
    throw new CommandFailed(`${values.checkpoint} holds no checkpoint, or one whose signature does not fit it.`)
  if (values.json) sayJson({ verdicts })
  for (const { name, holds, events, throughPosition, checkpoints, ...found } of verdicts) {
    if (values.json) continue
    const against = checkpoints > 0 ? ', and fits the checkpoint' : ''
    if (holds) say(`${name}: unbroken, ${events} events up to ${throughPosition}${against}.`)
    for (const fault of found.faults) {
      const place =
        fault.position === undefined
          ? fault.seal === undefined
            ? 'the end'
            : `seal ${fault.seal}`
          : `event ${fault.position}`
      say(
        `${name}: BROKEN at ${place}${fault.eventId === undefined ? '' : ` (${fault.eventId})`}: ${words[fault.kind]}.`,
      )
    }
    if (found.more)
      say(`${name}: there are more faults than these ${found.faults.length}; nothing behind them was checked.`)
    if (found.uncheckedFrom !== undefined)
      say(
        `${name}: from event ${found.uncheckedFrom} on nothing was checked: the chain of hashes cannot be followed to it.`,
      )
  }
  if (verdicts.some(({ holds }) => !holds)) throw new CommandFailed('the audit does not hold')
}

const words = {
  event_missing: 'the event is gone',
  event_altered: 'the event is not what was sealed, or stands in the place of another',
  event_inserted: 'the event was put in behind what is sealed',
  event_backdated: 'the event says that it is older than what was sealed long before it',
  link_missing: 'its link of the chain is gone',
  seal_missing: 'a seal of the chain is gone',
  seal_altered: 'a seal of the chain was written over',
  cut_off: 'the chain ends before the checkpoint',
  not_the_checkpoint: 'the chain was written anew: it is not the one that was signed',
  removed_unrecorded: 'the oldest events are gone, and no retention rule removed them',
}

async function checkpoint(out: string, values: { demo: boolean; json: boolean }): Promise<void> {
  await requireFolderFor(out)
  const { readConfig, signAudit } = await import('../main.ts')
  const made = await signAudit(readConfig(process.env), values.demo)
  if (made.length === 0) throw new CommandFailed('there is no event to be signed yet')
  await writeFile(out, `${JSON.stringify(made, null, 2)}\n`)
  if (values.json) sayJson({ out, checkpoints: made })
  else
    say(
      `Signed up to ${made.map(({ position }) => `event ${position}`).join(', ')}: ${out}. Keep it outside of this machine.`,
    )
}
