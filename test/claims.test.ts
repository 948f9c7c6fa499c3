import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
)

describe.each(['docs/asvs.md', 'docs/access.md', 'docs/logging.md', 'SECURITY.md'])('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8')

  it('names files that are there', () => {
    const named = [...text.matchAll(/`([\w./-]+\.(?:ts|tsx))`/g)].map(([, path]) => path ?? '')
    const links = [...text.matchAll(/\]\(([\w./-]+\.md)(?:#[\w-]+)?\)/g)].map(([, path]) => path ?? '')
    for (const path of named) {
      const found = path.includes('/') ? existsSync(join(root, path)) : files.some((file) => basename(file) === path)
      expect(found, path).toBe(true)
    }
    const folder = page.startsWith('docs/') ? 'docs' : '.'
    for (const path of links) expect(existsSync(join(root, folder, path)), path).toBe(true)
  })

  it('names tests that are there, in the file that it says', () => {
    const claims = [...text.matchAll(/"([^"|]+)" in `([\w./-]+\.(?:test|browser|peer)\.ts)`/g)]
    if (page === 'docs/asvs.md') expect(claims.length).toBeGreaterThan(10)
    for (const [, title = '', path = ''] of claims) {
      const found = files
        .filter((file) => basename(file) === basename(path))
        .some((file) => readFileSync(join(root, file), 'utf8').includes(title))
      expect(found, `"${title}" in ${path}`).toBe(true)
    }
  })
})
