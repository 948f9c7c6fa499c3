import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getMail } from '../../src/api/mail.ts'
import { sendMail } from '../../src/hub/mail/index.ts'
import { uuidv7 } from '../../src/platform/uuid.ts'
import { startSmtp } from '../fakes/smtp.ts'
import { as, startHub } from '../hub.ts'
import { until } from '../served.ts'

// A Postfix of our own: another folder, another port, loopback only; what the machine runs otherwise is left alone.
const run = promisify(execFile)
const far = await startSmtp()
const port = await freePort()
const folder = await mkdtemp(join(tmpdir(), 'cordboard-postfix-'))
const etc = join(folder, 'etc')
const log = join(folder, 'postfix.log')

beforeAll(async () => {
  // Postfix works as a user of its own, who must be able to come in.
  await chmod(folder, 0o755)
  for (const name of ['etc', 'spool', 'data']) await mkdir(join(folder, name))
  await run('chown', ['postfix', join(folder, 'data')])
  const services = (await readFile('/usr/share/postfix/master.cf.dist', 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    // The fifth column is the chroot, for which nothing is prepared here.
    .map((line) => line.replace(/^(\S+\s+\S+\s+\S+\s+\S+\s+)[y-](\s)/, '$1n$2'))
    .map((line) => line.replace(/^smtp(\s+inet)/, `127.0.0.1:${port}$1`))
  await writeFile(join(etc, 'master.cf'), `${services.join('\n')}\n`)
  await writeFile(
    join(etc, 'main.cf'),
    `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
maillog_file = ${log}
maillog_file_prefixes = ${folder}
myhostname = relay.provider.example
mydestination =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
disable_dns_lookups = yes
smtp_host_lookup = native
transport_maps = inline:{{customer.example=smtp:[127.0.0.1]:${far.port}}}
default_transport = error:no outside
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access inline:{{gone@customer.example=550 5.1.1 no such person} {busy@customer.example=450 4.7.1 come back later}}, permit_mynetworks, reject
smtpd_forbid_bare_newline = yes
smtpd_tls_security_level = none
minimal_backoff_time = 5s
maximal_queue_lifetime = 20s
`,
  )
  await run('postfix', ['-c', etc, 'start'])
})
afterAll(async () => {
  await run('postfix', ['-c', etc, 'stop']).catch(() => undefined)
  await far.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('a real Postfix', async () => {
  const hub = await startHub({
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'hub@provider.example',
      MAIL_RETRY_SECONDS: '1',
      PUBLIC_URL: 'https://hub.example.test',
    },
  })
  const partnerId = uuidv7()
  let token: string
  beforeAll(async () => {
    await hub.sql(`insert into partners (id, name, created_at) values ($1, 'Nordlys Télécom – Ålesund', now())`, [
      partnerId,
    ])
    token = await hub.token({ partnerId })
  })
  const invite = async (email: string) =>
    await hub.within(partnerId, (context) =>
      sendMail(context, {
        kind: 'invitation',
        to: { email, name: 'Åse Mäkelä 李', language: 'pt-BR' },
        values: { role: 'id_full_admin', organization: 'Padaria São João & Irmãos' },
        secretLink: '/welcome?token=once-only',
      }),
    )
  const reaches = async (id: string, state: string) =>
    await until(
      async () => {
        const mail = as(getMail, await hub.request(`/v1/mail/messages/${id}`, { token }))
        return mail.state === state && mail
      },
      30,
      `the mail to be ${state}`,
    )

  it('takes a mail from the outbox and brings it whole to the far end', async () => {
    const mail = await reaches(await invite('ase@customer.example'), 'sent')
    expect(mail.words).toMatch(/250 2\.0\.0 Ok: queued as/)
    const [received] = await far.receives(1)
    expect(received?.to).toEqual(['ase@customer.example'])
    expect(received?.from).toBe('hub@provider.example')
    expect(received?.mail.messageId).toBe(mail.messageId)
    expect(received?.mail.from?.name).toBe('Nordlys Télécom – Ålesund')
    expect(received?.mail.to?.[0]?.name).toBe('Åse Mäkelä 李')
    expect(received?.mail.subject).toBe('Você agora administra Padaria São João & Irmãos')
    expect(received?.mail.text).toContain('https://hub.example.test/welcome?token=once-only')
    expect(received?.mail.html).toContain('Padaria São João &amp; Irmãos')
    // Postfix itself had our mail once and passed it on once.
    await until(async () => /status=sent/.test(await readFile(log, 'utf8')), 20, 'Postfix to note it')
    expect((await readFile(log, 'utf8')).match(/: from=<hub@provider\.example>/g)).toHaveLength(1)
  })

  it('refuses one for good, and its words stand with the mail', async () => {
    const mail = await reaches(await invite('gone@customer.example'), 'rejected')
    expect(mail).toMatchObject({ reason: 'refused', can: { resend: true } })
    expect(mail.words).toContain('5.1.1')
    expect(mail.words).toContain('no such person')
  })

  it('asks to come back later, and the mail is delayed', async () => {
    const mail = await reaches(await invite('busy@customer.example'), 'delayed')
    expect(mail).toMatchObject({ reason: 'server_busy' })
    expect(mail.words).toContain('come back later')
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  if (typeof address !== 'object' || address === null) throw new Error('no free port')
  return address.port
}
