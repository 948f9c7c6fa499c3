import { parseArgs } from 'node:util'
import { type SearchAnswer, SearchKind, search as searchEndpoint } from '../api/lookup.ts'
import type { Command } from './commands.ts'
import { connect, told } from './connect.ts'
import { CommandFailed, say, sayJson } from './output.ts'

export const search: Command = {
  summary: 'find users, customers, devices and orders by anything',
  usage: '<text> [--organization <id>] [--kind organization|user|device|order] [--max <n>] [--json]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        organization: { type: 'string' },
        kind: { type: 'string' },
        max: { type: 'string', default: '20' },
        json: { type: 'boolean', default: false },
      },
    })
    const q = positionals.join(' ')
    const kind = values.kind === undefined ? undefined : SearchKind.safeParse(values.kind)
    if (q === '' || kind?.success === false) throw new CommandFailed(`usage: cordboard search ${search.usage}`, 2)
    const { client } = await connect()
    const { data } = await told(
      client.call(searchEndpoint, {
        query: {
          q,
          max: values.max,
          ...(values.organization ? { organizationId: values.organization } : {}),
          ...(kind?.success ? { kind: kind.data } : {}),
        },
      }),
    )
    if (values.json) return sayJson(data)
    if (data.items.length === 0) return say(`Nothing found.${data.hint ? ` ${hints[data.hint]}` : ''}`)
    for (const item of data.items) {
      say(
        [
          item.kind.padEnd(12),
          item.title,
          item.subtitle,
          item.kind === 'organization' ? '' : item.organizationName,
          item.id,
        ]
          .filter(Boolean)
          .join('  '),
      )
    }
  },
}

const hints: Record<NonNullable<SearchAnswer['hint']>, string> = {
  nothing_found: 'Try fewer letters, another spelling, or the number with its country.',
  similar_only: '',
  too_short:
    'That is too short to search for: give at least three letters of a name, or a whole extension with --organization.',
  number_without_country:
    'A number without its country is looked for by its last digits: try more of them, or begin with +.',
  extension_needs_customer:
    'If this is an extension, name the customer with --organization: every customer has such a one.',
}
