// Builds the console, unless what is there was built from just these sources: node scripts/build-web.ts [--always]
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
// Beside the console's folder, which is served as it is.
const stamp = join(root, 'dist', 'web.sources')
const page = join(root, 'dist', 'web', 'index.html')

const sources = sourcesOf()
const isThere = existsSync(page) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources
if (!isThere || process.argv.includes('--always')) {
  // A build that is broken off leaves no stamp.
  rmSync(stamp, { force: true })
  await build({ root: join(root, 'src', 'web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stamp, sources)
}

/** A hash over all that a build reads: the console takes types, phrases and the client from everywhere below `src`. */
function sourcesOf(): string {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of [...files, join(root, 'vite.config.ts'), join(root, 'package-lock.json')]) {
    hash.update(`${file.slice(root.length)}\0`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}
