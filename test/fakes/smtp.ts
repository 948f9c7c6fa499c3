import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { until } from '../served.ts'

export type Received = { from: string; to: string[]; raw: string; mail: Email }
/** What the far end answers: a code and words, given to RCPT or after the data; null: it takes the mail. */
export type Script = (
  recipient: string,
  attempt: number,
) => { at: 'rcpt' | 'data'; code: number; words: string } | 'hang up' | null

export type FakeSmtp = {
  url: string
  port: number
  received: Received[]
  /** How many times each recipient was tried. */
  attempts: Map<string, number>
  script: Script
  /** Waits until that many mails have come in all. */
  receives(count: number): Promise<Received[]>
  /** Called with each mail before it is answered. */
  onReceived: (mail: Received) => Promise<void> | void
  stop(): Promise<void>
}

/** A far end on loopback that answers as it is told. */
export async function startSmtp(options: { user?: string; password?: string; tls?: boolean } = {}): Promise<FakeSmtp> {
  const refusal = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code })
  const server = new SMTPServer({
    // With the package's own self-signed certificate.
    secure: options.tls ?? false,
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth(auth, _session, done) {
      if (auth.username === options.user && auth.password === options.password) done(null, { user: auth.username })
      else done(refusal(535, '5.7.8 not you'))
    },
    onRcptTo({ address }, _session, done) {
      const attempt = (fake.attempts.get(address) ?? 0) + 1
      fake.attempts.set(address, attempt)
      const said = fake.script(address, attempt)
      if (said && said !== 'hang up' && said.at === 'rcpt') done(refusal(said.code, said.words))
      else done()
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        void (async () => {
          const to = session.envelope.rcptTo.map(({ address }) => address)
          const raw = Buffer.concat(parts).toString('utf8')
          const { mailFrom } = session.envelope
          const mail = { from: mailFrom ? mailFrom.address : '', to, raw, mail: await PostalMime.parse(raw) }
          const said = fake.script(to[0] ?? '', fake.attempts.get(to[0] ?? '') ?? 0)
          if (said === null) {
            fake.received.push(mail)
            await fake.onReceived(mail)
            return done()
          }
          if (said === 'hang up') {
            // The mail is taken and the answer lost.
            fake.received.push(mail)
            for (const connection of server.connections) connection._socket?.destroy()
            return
          }
          done(refusal(said.code, said.words))
        })()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const fake: FakeSmtp = {
    url: `smtp${options.tls ? 's' : ''}://${options.user === undefined ? '' : `${options.user}:${options.password ?? ''}@`}127.0.0.1:${port}`,
    port,
    received: [],
    attempts: new Map(),
    script: () => null,
    onReceived: () => undefined,
    receives: async (count) =>
      await until(async () => fake.received.length >= count && fake.received, 45, `${count} mails to arrive`),
    async stop() {
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return fake
}
