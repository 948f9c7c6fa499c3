import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { sendMail } from '../src/hub/mail/index.ts'
import { readConfig, startHub as startWholeHub } from '../src/main.ts'
import { silentLog } from '../src/platform/log.ts'
import { uuidv7 } from '../src/platform/uuid.ts'
import { startSmtp } from './fakes/smtp.ts'
import { startHub } from './hub.ts'
import { serve, until } from './served.ts'

const smtp = await startSmtp()
const folder = await mkdtemp(join(tmpdir(), 'cordboard-mail-kill-'))
afterAll(async () => {
  await smtp.stop()
  await rm(folder, { recursive: true, force: true })
})
// Of its own, stopped at once: the database is wanted, its jobs are another process's.
const first = await startHub()
await first.stop()

it('a worker killed between the yes of the mail server and its own commit sends again under the same Message-ID, in one row', async () => {
  const env = {
    DATABASE_URL: first.databaseUrl,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'hub@provider.example',
    PUBLIC_URL: 'http://hub.example.test',
  }
  const writer = await startWholeHub({
    config: readConfig({ ...env, PORT: '0', LOG_LEVEL: 'silent' }),
    log: silentLog,
    work: false,
  })
  const client = new pg.Client({ connectionString: first.databaseUrl })
  await client.connect()
  const worker = await serve(env)
  try {
    const partnerId = uuidv7()
    await client.query(`insert into partners (id, name, created_at) values ($1, 'Northern Voice', now())`, [partnerId])
    // Before the mail server says yes: the worker has sent, and its record of it must wait for this lock.
    smtp.onReceived = async () => {
      smtp.onReceived = () => undefined
      await client.query('begin')
      await client.query('lock table mail_events in exclusive mode')
    }
    const id = await writer.contextOf(partnerId).transaction((context) =>
      sendMail(context, {
        kind: 'invitation',
        to: { email: 'aino@customer.example', name: 'Aino Berg' },
        values: { role: 'id_full_admin', organization: 'Harbour Pilots' },
        secretLink: '/welcome?token=once',
      }),
    )
    await smtp.receives(1)
    // By another session than the one with the lock: within a transaction the activity of others is read once.
    await until(
      async () =>
        (
          await writer.database.ownerPool.query(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%mail_events%'`,
          )
        ).rowCount === 1,
      20,
      'the worker to wait with the yes in its hand',
    )
    process.kill(worker.pid, 'SIGKILL')
    await worker.ended
    await client.query('commit')
    const before = await client.query('select state, attempts from mail_messages where id = $1', [id])
    expect(before.rows).toEqual([{ state: 'queued', attempts: 0 }])
    const next = await serve(env)
    try {
      const [one, two] = await smtp.receives(2)
      expect(two?.mail.messageId).toBe(one?.mail.messageId)
      expect(two?.mail.messageId).toBe(`<${id}@provider.example>`)
      expect(two?.mail.text).toBe(one?.mail.text)
      await until(
        async () =>
          (await client.query(`select 1 from mail_messages where state = 'sent' and attempts = 1`)).rowCount === 1,
        20,
        'the mail to be sent',
      )
      expect((await client.query('select 1 from mail_messages')).rowCount).toBe(1)
      expect((await client.query('select 1 from mail_secrets')).rowCount).toBe(0)
      expect(smtp.received).toHaveLength(2)
    } finally {
      next.child.kill('SIGTERM')
      await next.ended
    }
  } finally {
    worker.child.kill('SIGKILL')
    await client.end()
    await writer.stop()
  }
}, 120_000)
