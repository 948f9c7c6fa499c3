import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CommandFailed } from './output.ts'

/** Before anything is done: the file to be written has a folder to stand in. */
export async function requireFolderFor(file: string): Promise<void> {
  const folder = dirname(resolve(file))
  const found = await stat(folder).catch(() => null)
  if (!found?.isDirectory())
    throw new CommandFailed(`There is no folder ${folder} to write ${file} into. Make it, or name another file.`, 2)
}

export async function requireReadable(file: string): Promise<void> {
  await access(file, constants.R_OK).catch(() => {
    throw new CommandFailed(`${file} cannot be read`, 2)
  })
}
