import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** DATA_DIR cannot be the folder of a hub; the message says why. */
export class DataFolderUnusable extends Error {
  constructor(folder: string, reason: string) {
    super(`DATA_DIR ${folder} cannot be used: ${reason}. Set it to a folder that the hub may write.`)
    this.name = 'DataFolderUnusable'
  }
}

/**
 * Makes the folder and those above it that are not there. One by one: below a folder in which none can be made and which says that it is not
 * there (as /proc), Node's own recursive way never ends.
 */
export function makeDataFolder(path: string): void {
  const folder = resolve(path)
  const missing: string[] = []
  for (let at = folder; !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at)
  for (const each of missing) {
    try {
      mkdirSync(each, { mode: 0o700 })
    } catch (error) {
      // Another process may make any of them at the same time.
      if (codeOf(error) !== 'EEXIST') throw new DataFolderUnusable(folder, reasonOf(error))
    }
  }
  const made = statSync(folder, { throwIfNoEntry: false })
  if (!made) throw new DataFolderUnusable(folder, 'a link of that name leads nowhere')
  if (!made.isDirectory()) throw new DataFolderUnusable(folder, 'a file of that name is there')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not make it'
  if (code === 'EROFS') return 'it lies where nothing can be written'
  if (code === 'ENOTDIR') return 'a part of its path is a file'
  if (code === 'ENOENT') return 'no folder can be made there'
  return error instanceof Error ? error.message : String(error)
}
