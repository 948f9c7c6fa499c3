import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { urlOf } from './global-setup.ts'

const folder = await mkdtemp(join(tmpdir(), 'cordboard-start-'))
afterAll(async () => await rm(folder, { recursive: true, force: true }))

async function cordboard(args: string[], env: Record<string, string>): Promise<{ code: number; err: string }> {
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      ['src/cli/main.ts', ...args],
      {
        cwd: fileURLToPath(new URL('../', import.meta.url)),
        env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', PORT: '0', ...env },
        timeout: 60_000,
      },
      (error, _out, err) => resolve({ code: error ? Number(error.code ?? -1) : 0, err }),
    )
  })
}

describe('a start that cannot be says which setting is to blame, and makes nothing', () => {
  it('where something listens on the port, or the host is none of this machine', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => other.once('listening', done))
    const { port } = other.address() as AddressInfo
    const fresh = join(folder, 'fresh')
    const taken = await cordboard(['serve'], { PORT: String(port), DATA_DIR: fresh })
    other.close()
    expect(taken).toEqual({
      code: 1,
      err: expect.stringMatching(`Something listens on 127.0.0.1, port ${port} already.* set PORT`),
    })
    const nowhere = await cordboard(['serve'], { HOST: 'nope.invalid', DATA_DIR: fresh })
    expect(nowhere).toEqual({
      code: 1,
      err: expect.stringContaining('HOST nope.invalid is no address of this machine'),
    })
    expect(existsSync(fresh)).toBe(false)
  })

  it('where DATA_DIR is a file, or no folder can be made there', async () => {
    const file = join(folder, 'afile')
    await writeFile(file, '')
    for (const [place, reason] of [
      [file, 'a file of that name is there'],
      [join(file, 'below'), 'a part of its path is a file'],
      // Where the usual way to make folders goes round for ever.
      ['/proc/cordboard/data', 'no folder can be made there'],
    ] as const) {
      const { code, err } = await cordboard(['serve'], { DATA_DIR: place })
      expect([place, code, err]).toEqual([
        place,
        1,
        expect.stringContaining(`DATA_DIR ${place} cannot be used: ${reason}`),
      ])
    }
  })

  it('where the database of DATABASE_URL is not there, without its password', async () => {
    for (const [url, reason] of [
      [
        'postgres://owner:hunter2@127.0.0.1:1/hub',
        'hub at 127.0.0.1, port 1) cannot be reached: nothing listens there',
      ],
      ['postgres://owner:hunter2@nope.invalid/hub', 'hub at nope.invalid, port 5432) cannot be reached'],
    ] as const)
      for (const args of [['serve'], ['migrate'], ['backup', join(folder, 'x.backup')], ['audit', 'verify']]) {
        const { code, err } = await cordboard(args, { DATABASE_URL: url })
        expect([args, code, err]).toEqual([args, 1, expect.stringContaining(`The database of DATABASE_URL (${reason}`)])
        expect(err).not.toContain('hunter2')
      }
  })

  it('where the login may not make the role, with the statements that an administrator runs, its name in them', async () => {
    const server = inject('postgres')
    const name = `Cordboard-${process.pid}`
    const superuser = new pg.Client({ ...server, ssl: false })
    await superuser.connect()
    await superuser.query(`create role "${name}" login password 'plain'`)
    await superuser.query(`create database "${name}" owner "${name}"`)
    try {
      const { code, err } = await cordboard(['migrate'], {
        DATABASE_URL: urlOf({ ...server, user: name, password: 'plain', database: name }),
      })
      expect([code, err]).toEqual([1, expect.stringContaining(`grant cordboard_app to "${name}";`)])
      // As they stand there.
      await superuser.query(err.slice(err.indexOf('grant ')))
      expect(
        (
          await cordboard(['migrate'], {
            DATABASE_URL: urlOf({ ...server, user: name, password: 'plain', database: name }),
          })
        ).code,
      ).toBe(0)
    } finally {
      await superuser.query(`drop database "${name}" with (force)`)
      await superuser.query(`drop role "${name}"`)
      await superuser.end()
    }
  })
})
