import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { makeDataFolder } from './data-folder.ts'

const fresh = vi.hoisted(() => ({ hides: false }))

// Another process that makes the folders between the look and the making.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>()
  return {
    ...fs,
    existsSync: (path: string) => (fresh.hides && path.includes('meanwhile') ? false : fs.existsSync(path)),
  }
})

const root = mkdtempSync(join(tmpdir(), 'data-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test.each(['leaf', 'above'])('is made where another process makes a part of it at the same time: %s', (part) => {
  const folder = join(root, `meanwhile-${part}`, 'hub', 'data')
  mkdirSync(part === 'leaf' ? folder : join(folder, '../..'), { recursive: true })
  fresh.hides = true
  makeDataFolder(folder)
  fresh.hides = false
  expect(existsSync(folder)).toBe(true)
})

test('says that a link leads nowhere, and that a file stands in the way', () => {
  const link = join(root, 'link')
  symlinkSync(join(root, 'gone'), link)
  expect(() => makeDataFolder(link)).toThrow(`DATA_DIR ${link} cannot be used: a link of that name leads nowhere`)
  const file = join(root, 'file')
  writeFileSync(file, '')
  expect(() => makeDataFolder(file)).toThrow('a file of that name is there')
  expect(() => makeDataFolder(join(file, 'below'))).toThrow('a part of its path is a file')
})
