import { parseArgs } from 'node:util'
import type { Command } from './commands.ts'
import { say, sayJson } from './output.ts'

/** As it is called here: from the sources by npm, whose Node is the right one whatever the machine has. */
const cordboard = import.meta.filename.endsWith('.ts') ? 'npm run -s cordboard --' : 'cordboard'

export const serve: Command = {
  summary: 'run the hub',
  usage: '[--demo] [--json]',
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { demo: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    })
    const { demoAccounts, demoPassword, isConsoleBuilt, readConfig, startHub } = await import('../main.ts')
    // In the demo a person reads along: what to open stands alone on the screen.
    const quiet = values.demo ? { LOG_LEVEL: 'warn' } : {}
    const hub = await startHub({ config: readConfig({ ...quiet, ...process.env }), demo: values.demo })
    // npm passes SIGTERM on while the group gets it too: the second must not cut the first one's shutdown short.
    let ending = false
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (ending) return
        ending = true
        hub.stop().then(
          () => process.exit(0),
          (error: unknown) => {
            process.stderr.write(`cordboard serve: stopping failed: ${String(error)}\n`)
            process.exit(1)
          },
        )
      })
    }
    if (values.json) {
      sayJson({ url: hub.url, setupLink: hub.setupLink, pid: process.pid })
      return
    }
    say(`Cordboard is ready: ${hub.url}`)
    if (!isConsoleBuilt()) say('The pages are not built, so only the API answers. Build them: npm run build:web')
    if (hub.setupLink)
      say(
        `This installation is empty. Make its partner and first administrator here (the link works once):\n  ${hub.setupLink}`,
      )
    if (values.demo) {
      say(
        [
          `Demo accounts, all with the password ${demoPassword}:`,
          `  ${demoAccounts.admin}      partner full administrator`,
          `  ${demoAccounts.agent}      help desk`,
          `  ${demoAccounts.advanced}   help desk, advanced`,
          `  ${demoAccounts.reader}     partner read-only administrator`,
          `  ${demoAccounts.assigned}   partner administrator of ten customers, by tag`,
          `  ${demoAccounts.sub}        full administrator of a sub-partner`,
          `  ${demoAccounts.owner}      full administrator of the customer Kestrel Freight, whose users the provider manages`,
          '                                  (restricted administrator mode: Customers > Kestrel Freight > Settings, as admin@)',
          `Service app: ${demoAccounts.clientId} / ${demoAccounts.clientSecret}`,
          'Commands, in another terminal of this folder, as:',
          `  CORDBOARD_URL=${hub.url} CORDBOARD_CLIENT_ID=${demoAccounts.clientId} CORDBOARD_CLIENT_SECRET=${demoAccounts.clientSecret} ${cordboard} search virtanen`,
        ].join('\n'),
      )
    }
  },
}
