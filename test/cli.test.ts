import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { demoAccounts, demoCustomerId } from '../src/generate/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { heldPlaces } from './held-places.ts'
import { startHub } from './hub.ts'

const hub = await startHub({ demo: true })
const folder = await mkdtemp(join(tmpdir(), 'cordboard-cli-'))
afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function cordboard(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      ['src/cli/main.ts', ...args],
      {
        cwd: fileURLToPath(new URL('../', import.meta.url)),
        env: {
          PATH: process.env['PATH'] ?? '',
          CORDBOARD_URL: hub.url,
          CORDBOARD_CLIENT_ID: demoAccounts.clientId,
          CORDBOARD_CLIENT_SECRET: demoAccounts.clientSecret,
          DATABASE_URL: hub.databaseUrl,
          LOG_LEVEL: 'error',
          ...env,
        },
      },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    )
  })
}

describe('cordboard', () => {
  it('says what it can do, and 2 for what it cannot', async () => {
    const help = await cordboard(['--help'])
    expect(help.code).toBe(0)
    for (const name of ['serve', 'migrate', 'generate', 'backup', 'restore', 'export', 'import', 'search'])
      expect(help.out).toContain(name)
    expect((await cordboard(['dance'])).code).toBe(2)
    expect((await cordboard(['search'])).code).toBe(2)
    expect((await cordboard(['import', 'x.csv'])).code).toBe(2)
    expect((await cordboard(['backup'])).code).toBe(2)
    const one = await cordboard(['generate', '--help'])
    expect([one.code, one.err]).toEqual([0, ''])
    expect(one.out).toContain('--rows <n>')
    const unknown = await cordboard(['search', 'aino', '--dance'])
    expect(unknown.code).toBe(2)
    expect(unknown.err).toContain('usage: cordboard search')
    expect((await cordboard(['migrate'], { PORT: 'none' })).code).toBe(2)
    // The words are the hub's own rule: two letters are refused, three are not.
    expect((await cordboard(['search', 'ng'])).out).toContain('at least three letters')
    expect((await cordboard(['search', 'ain'])).out).not.toContain('too short')
  })

  it('makes no database where there is none to read', async () => {
    const empty = join(folder, 'empty')
    const asked = ['generate', '--csv', join(folder, 'x.csv'), '--rows', '5', '--organization', 'kestrel']
    const file = join(folder, 'of-nothing.backup')
    const sign = ['audit', 'checkpoint', '--out', file]
    const reading = [asked, ['audit', 'verify'], sign, ['backup', file], ['backup', file, '--demo']]
    for (const args of [...reading, ['migrate']]) {
      const { code, err } = await cordboard(args, { DATABASE_URL: '', DATA_DIR: empty })
      expect([args, code, err]).toEqual([args, 1, expect.stringContaining(`No hub has kept data in ${empty} yet`)])
    }
    expect(existsSync(empty)).toBe(false)
    // A database that is there, in which no hub has made anything.
    const bare = new URL(hub.databaseUrl)
    bare.pathname = '/postgres'
    for (const args of reading) {
      const { code, err } = await cordboard(args, { DATABASE_URL: bare.href })
      expect([args, code, err]).toEqual([args, 1, expect.stringContaining('in the database of DATABASE_URL yet')])
    }
    expect(existsSync(file)).toBe(false)
  })

  it('checks and signs the audit, and names the first event that was tampered with', async () => {
    const env = { DATA_DIR: folder }
    // Its token is an act, so that there is something to be signed.
    for (const name of ['aino', 'virtanen']) expect((await cordboard(['search', name])).code).toBe(0)
    const file = join(folder, 'checkpoint.json')
    expect((await cordboard(['audit'])).code).toBe(2)
    expect((await cordboard(['audit', 'checkpoint'])).code).toBe(2)
    const signed = await cordboard(['audit', 'checkpoint', '--out', file, '--demo'], env)
    expect([signed.code, signed.err]).toEqual([0, ''])
    const whole = await cordboard(['audit', 'verify', '--checkpoint', file, '--demo'], env)
    expect([whole.code, whole.err]).toEqual([0, ''])
    expect(whole.out).toContain('and fits the checkpoint')
    const forged = join(folder, 'forged.json')
    await writeFile(forged, (await readFile(file, 'utf8')).replace(/"position": \d+/, '"position": 999'))
    expect((await cordboard(['audit', 'verify', '--checkpoint', forged], env)).err).toContain('signature')
    const [row] = await hub.sql(`select event_id as id, position from audit_links order by position limit 1`)
    await hub.sql(`update audit_events set tracking_id = 'x' || tracking_id where id = $1`, [row?.id])
    const broken = await cordboard(['audit', 'verify'], env)
    expect(broken.code).toBe(1)
    expect(broken.out).toContain(`BROKEN at event ${row?.position} (${row?.id})`)
    const [other] = await hub.sql(`select event_id as id, position from audit_links order by position desc limit 1`)
    await hub.sql(`update audit_events set tracking_id = 'x' || tracking_id where id = $1`, [other?.id])
    const twice = await cordboard(['audit', 'verify'], env)
    expect(twice.out).toContain(`BROKEN at event ${row?.position} (${row?.id})`)
    expect(twice.out).toContain(`BROKEN at event ${other?.position} (${other?.id})`)
    const said = JSON.parse((await cordboard(['audit', 'verify', '--json'], env)).out)
    const positions = [row, other].map((each) => Number(each?.position))
    expect(said.verdicts.flatMap(({ faults }: { faults: { position: number }[] }) => faults)).toMatchObject(
      positions.map((position) => ({ position })),
    )
    await hub.sql(`update audit_events set tracking_id = substr(tracking_id, 2) where id = any($1)`, [
      [row?.id, other?.id],
    ])
    expect((await cordboard(['audit', 'verify'], env)).code).toBe(0)
  })

  it('says before it begins that a file has no folder to stand in, or is not there', async () => {
    const file = join(folder, 'nowhere', 'file')
    const population = ['--rows', '5', '--organization', demoCustomerId]
    for (const args of [
      ['backup', file],
      ['audit', 'checkpoint', '--out', file],
      ['export', file, '--organization', demoCustomerId],
      ['generate', '--csv', file, ...population],
      ['generate', '--csv', file, '--file-fault', 'every', '--organization', demoCustomerId],
      ['import', 'package.json', '--organization', demoCustomerId, '--failed', file],
    ]) {
      const { code, err } = await cordboard(args)
      expect([args, code, err]).toEqual([
        args,
        2,
        expect.stringContaining(`There is no folder ${join(folder, 'nowhere')}`),
      ])
    }
    for (const args of [
      ['restore', file],
      ['audit', 'verify', '--checkpoint', file],
    ]) {
      const { code, err } = await cordboard(args)
      expect([args, code, err]).toEqual([args, 2, expect.stringContaining(`${file} cannot be read`)])
    }
  })

  it('names every fault of the configuration at once', async () => {
    const answer = await cordboard(['migrate'], { PORT: 'eighty', LOG_LEVEL: 'loud' })
    expect(answer.code).toBe(2)
    expect(answer.err).toContain('PORT: must be a whole number from 0 to 65535, not “eighty”')
    expect(answer.err).toContain('LOG_LEVEL: must be debug, info, warn, error or silent, not “loud”')
    const secret = await cordboard(['migrate'], {
      DATABASE_URL: 'mysql://root:hunter2@db',
      SECRET_KEY: 'hunter2',
      SMTP_URL: 'ftp://hunter2',
      AUDIT_SIGNING_KEY: 'hunter2',
      MAIL_FROM: 'me',
      PUBLIC_URL: 'hub',
      TRUST_PROXY: 'perhaps',
    })
    expect(secret.code).toBe(2)
    for (const name of [
      'DATABASE_URL',
      'SECRET_KEY',
      'SMTP_URL',
      'AUDIT_SIGNING_KEY',
      'MAIL_FROM',
      'PUBLIC_URL',
      'TRUST_PROXY',
    ])
      expect(secret.err).toMatch(new RegExp(`${name}: must `))
    for (const address of [
      'ftp://hub.example.com',
      'javascript:1',
      'http://someone:hunter2@hub.example.com/',
      'https://hub.example.com/below',
      'https://hub.example.com/?x=1',
      'https://hub.example.com/#y',
    ]) {
      const { code, err } = await cordboard(['migrate'], { PUBLIC_URL: address })
      expect([address, code, err]).toEqual([
        address,
        2,
        expect.stringMatching(/PUBLIC_URL: must be http:\/\/ or https:\/\/ .* no path/),
      ])
      expect(err).not.toContain('hunter2')
    }
    for (const address of ['https://hub.example.com/', 'HTTPS://Hub.example.com:443'])
      expect(readConfig({ PUBLIC_URL: address }).PUBLIC_URL).toBe('https://hub.example.com')
    expect(secret.err).not.toContain('hunter2')
    expect(secret.err).not.toMatch(/Invalid|NaN|expected/)
  })

  it('says a failure as JSON to programs that ask for JSON, and names each fault to people', async () => {
    const people = await cordboard(['import', 'package.json', '--organization', 'nope'])
    expect(people.code).toBe(3)
    expect(people.err).toContain('“organizationId”')
    const failed = await cordboard(['import', 'package.json', '--organization', 'nope', '--json'])
    expect([failed.code, failed.out]).toEqual([3, ''])
    expect(JSON.parse(failed.err).error).toMatchObject({
      code: 'common.bad_request',
      errors: [{ field: 'organizationId', description: expect.stringContaining('ORGANIZATION') }],
      trackingId: expect.stringMatching(/^CORDBOARD_/),
      exitCode: 3,
    })
    const headings = join(folder, 'headings.csv')
    await writeFile(headings, 'Shoe size,Hat\n41,58\n')
    const { err } = await cordboard(['import', headings, '--organization', demoCustomerId])
    for (const name of ['Shoe size', 'Hat', 'User ID/Email']) expect(err).toMatch(new RegExp(`\n  .*${name}`))
    const wrong = await cordboard(['search', 'aino', '--json', '--dance'])
    expect([wrong.code, wrong.out]).toEqual([2, ''])
    expect(JSON.parse(wrong.err).error).toMatchObject({
      usage: expect.stringContaining('cordboard search'),
      exitCode: 2,
    })
    const away = await cordboard(['search', 'aino', '--json'], { CORDBOARD_URL: 'http://127.0.0.1:1' })
    expect(JSON.parse(away.err).error).toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('does not answer'),
    })
    expect(JSON.parse((await cordboard(['migrate', '--json'], { PORT: 'x' })).err).error).toMatchObject({ exitCode: 2 })
  })

  it('writes no backup over a file that is there, unless it is told to', async () => {
    const file = join(folder, 'kept.backup')
    await writeFile(file, 'the only one')
    // A database that is not there: what is refused for the file is refused before anything is asked of it.
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
    const refused = await cordboard(['backup', file], env)
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('--overwrite')])
    expect(await readFile(file, 'utf8')).toBe('the only one')
    const told = await cordboard(['backup', file, '--overwrite'], env)
    expect([told.code, told.err]).toEqual([1, expect.not.stringContaining('--overwrite')])
  })

  it('brings the schema up to date, twice without harm', async () => {
    const answer = await cordboard(['migrate', '--json'])
    expect([answer.code, JSON.parse(answer.out)]).toEqual([0, { migrations: [] }])
  })

  it('searches through the API', async () => {
    const answer = await cordboard(['search', 'kestrel', 'freight', '--json'])
    expect(answer.code).toBe(0)
    expect(JSON.parse(answer.out).items[0]).toMatchObject({ kind: 'organization', title: 'Kestrel Freight' })
    expect((await cordboard(['search', 'kestrel'])).out).toContain('Kestrel Freight')
    const refused = await cordboard(['search', 'kestrel'], { CORDBOARD_CLIENT_SECRET: 'wrong' })
    expect(refused.code).toBe(3)
    expect(refused.err).toContain('identity.wrong_client')
    expect((await cordboard(['search', 'kestrel'], { CORDBOARD_URL: 'http://127.0.0.1:1' })).code).toBe(1)
    const stale = await cordboard(['search', 'kestrel'], { CORDBOARD_TOKEN: 'stale' })
    expect([stale.code, stale.err]).toEqual([3, expect.stringMatching(/does not take this token.*CORDBOARD_TOKEN/)])
    expect(stale.err).not.toMatch(/[Ss]ign/)
  })

  it('writes a CSV, plans it, applies it, and writes the refused rows where asked', async () => {
    const file = join(folder, 'users.csv')
    const made = await cordboard([
      'generate',
      '--csv',
      file,
      '--rows',
      '300',
      '--organization',
      demoCustomerId,
      '--json',
    ])
    expect([made.code, made.err]).toEqual([0, ''])
    const planned = await cordboard(['import', file, '--organization', demoCustomerId, '--json'])
    expect(planned.code).toBe(0)
    expect(JSON.parse(planned.out)).toMatchObject({ status: 'planned', counts: { create: 300, refused: 0 } })
    const applied = await cordboard(['import', file, '--organization', demoCustomerId, '--apply', '--json'])
    expect(JSON.parse(applied.out)).toMatchObject({ status: 'applied', counts: { create: 300 } })

    const faulty = join(folder, 'faulty.csv')
    const generate = async (into: string, ...more: string[]) =>
      await cordboard([
        ...['generate', '--csv', into, '--rows', '50', '--organization', demoCustomerId],
        ...['--faults', 'every', '--seed', 'faulty', ...more],
      ])
    const report = await generate(faulty, '--json')
    const { faults, rows } = JSON.parse(report.out) as { rows: number; faults: { line: number; code: string }[] }
    expect((await readFile(faulty, 'utf8')).trimEnd().split('\r\n')).toHaveLength(rows + 1)
    const said = await generate(join(folder, 'said.csv'))
    expect(said.out).toContain(`Wrote ${rows} rows to `)
    expect(said.out).toContain(`an import refuses ${faults.length} of them`)
    const failed = join(folder, 'failed.csv')
    const again = await cordboard(['import', faulty, '--organization', demoCustomerId, '--failed', failed, '--json'])
    expect(again.code).toBe(4)
    expect(JSON.parse(again.out).counts.refused).toBe(faults.length)
    const text = await readFile(failed, 'utf8')
    for (const { code } of faults) expect(text).toContain(code)
  })

  it('writes files that are refused whole, one for each code or the one that is asked for', async () => {
    const base = join(folder, 'bad.csv')
    const write = async (fault: string, ...more: string[]) =>
      await cordboard(['generate', '--csv', base, '--organization', demoCustomerId, '--file-fault', fault, ...more])
    const { out } = await write('every', '--json')
    const { files } = JSON.parse(out) as { files: { file: string; code: string }[] }
    expect(files.map(({ file }) => file)).toContain(join(folder, 'bad-same_column.csv'))
    expect((await write('utf32')).out).toContain('which an import refuses with imports.utf32')
    const refused = await cordboard(['import', base, '--organization', demoCustomerId])
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('imports.utf32')])
    expect((await write('unheard_of')).code).toBe(2)
  })

  it('waits for its turn where other files are being uploaded, and then imports its own', async () => {
    const file = join(folder, 'turn.csv')
    await writeFile(file, 'User ID/Email (Required)\nnobody@kestrel-freight.example\n')
    const places = await heldPlaces(hub, 2)
    const refusals = async () =>
      Number(/refusals_total\{code="common.uploads_busy"\} (\d+)/.exec((await hub.request('/metrics')).text)?.[1] ?? 0)
    const before = await refusals()
    const running = cordboard(['import', file, '--organization', demoCustomerId])
    await expect.poll(refusals, { timeout: 60_000 }).toBe(before + 1)
    places.leave()
    const { code, out } = await running
    expect(out).toContain('Waiting for a place.')
    expect(out).toContain('Planned: ')
    expect([0, 4]).toContain(code)
  })

  it('takes up an import that is there: a plan, one that failed, and one that has ended', async () => {
    const file = join(folder, 'resumed.csv')
    const seed = ['--rows', '8', '--seed', 'resumed', '--organization', demoCustomerId]
    expect((await cordboard(['generate', '--csv', file, ...seed])).code).toBe(0)
    const planned = await cordboard(['import', file, '--organization', demoCustomerId, '--json'])
    const { id } = JSON.parse(planned.out) as { id: string }
    const looked = await cordboard(['import', '--resume', id, '--json'])
    expect([looked.code, JSON.parse(looked.out)]).toMatchObject([0, { id, status: 'planned' }])

    await hub.sql('alter table package_assignments add constraint broken check (assigned_at is null) not valid')
    const failed = await cordboard(['import', '--resume', id, '--apply'])
    await hub.sql('alter table package_assignments drop constraint broken')
    expect([failed.code, failed.err]).toEqual([3, expect.stringContaining(`cordboard import --resume ${id} --apply`)])
    // Only looked at, it stays as it is.
    expect((await cordboard(['import', '--resume', id])).code).toBe(3)

    const again = await cordboard(['import', '--resume', id, '--apply', '--json'])
    expect([again.code, JSON.parse(again.out)]).toMatchObject([0, { id, status: 'applied', counts: { create: 8 } }])
    const ended = await cordboard(['import', '--resume', id, '--apply', '--json'])
    expect([ended.code, JSON.parse(ended.out)]).toMatchObject([0, { id, status: 'applied' }])
    const { out } = await cordboard(['import', '--resume', id])
    expect(out).toContain('Applied: 8 created, 0 changed, 0 removed, 0 unchanged, 0 refused.')
    const { quota } = JSON.parse(ended.out) as { quota: { name: string; before: number; after: number }[] }
    const taken = quota.filter(({ before, after }) => before !== after)
    expect(taken.length).toBeGreaterThan(0)
    for (const { name, before, after } of taken) expect(out).toContain(`${name} ${before} → ${after}`)
    expect((await cordboard(['import', file, '--resume', id])).code).toBe(2)
    expect((await cordboard(['import', '--resume', 'nobody'])).code).toBe(3)
  })

  it('writes the users of a customer to a file that, imported again, changes nothing, and writes over no file', async () => {
    const file = join(folder, 'to-edit.csv')
    const written = await cordboard(['export', file, '--organization', demoCustomerId, '--delimiter', 'semicolon'])
    expect([written.code, written.err]).toEqual([0, ''])
    const [counted] = await hub.sql('select count(*)::int as users from users where org_id = $1', [demoCustomerId])
    const again = await cordboard(['import', file, '--organization', demoCustomerId, '--json'])
    expect(again.code).toBe(0)
    expect(JSON.parse(again.out)).toMatchObject({
      counts: { create: 0, change: 0, remove: 0, unchanged: counted?.['users'], refused: 0, warnings: 0 },
    })
    const before = await readFile(file, 'utf8')
    const over = await cordboard(['export', file, '--organization', demoCustomerId])
    expect([over.code, over.err]).toEqual([2, expect.stringContaining('is there already')])
    expect(await readFile(file, 'utf8')).toBe(before)
    const strange = await cordboard(['export', join(folder, 'none.csv'), '--organization', 'nobody'])
    expect(strange.code).toBe(3)
    expect(existsSync(join(folder, 'none.csv'))).toBe(false)
    expect((await cordboard(['export', file])).code).toBe(2)
  })

  it("tells the hub's refusal of a file, with code 3", async () => {
    const file = join(folder, 'empty.csv')
    await writeFile(file, '')
    const answer = await cordboard(['import', file, '--organization', demoCustomerId])
    expect(answer.code).toBe(3)
    expect(answer.err).toContain('imports.empty_file')
    const missing = await cordboard(['import', join(folder, 'nowhere.csv'), '--organization', demoCustomerId])
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('nowhere.csv')])
  })

  it('fills an empty installation once', async () => {
    const empty = await startHub()
    const env = { DATABASE_URL: empty.databaseUrl }
    const made = await cordboard(['generate', '--users', '500', '--customers', '10', '--seed', 'cli', '--json'], env)
    expect([made.code, made.err]).toEqual([0, ''])
    const { clientId, clientSecret } = JSON.parse(made.out) as { clientId: string; clientSecret: string }
    expect((await empty.sql('select count(*)::int as users from users'))[0]).toEqual({ users: 500 })
    const found = await cordboard(['search', 'mar', '--json'], {
      CORDBOARD_URL: empty.url,
      CORDBOARD_CLIENT_ID: clientId,
      CORDBOARD_CLIENT_SECRET: clientSecret,
    })
    expect(found.code).toBe(0)
    expect((await cordboard(['generate', '--users', '500'], env)).err).toContain('set up already')
  })
})
