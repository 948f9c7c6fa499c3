import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Config, dataFolder } from './config.ts'
import { makeDataFolder } from './data-folder.ts'
import { sqlState } from './errors.ts'

type Installation = { config: Pick<Config, 'SECRET_KEY' | 'DATA_DIR'>; demo: boolean }
type Key = { id: string; bytes: Buffer }

/**
 * Seals a secret that must be read again (AES-256-GCM), so that a copy of the database alone does not give it away. The text names its
 * key: several nodes, and a hub after a change of the key, can tell which one they need. `purpose` is bound in: what is sealed for one use
 * opens for no other.
 */
export function seal(installation: Installation, purpose: string, text: string): string {
  const [key] = keysOf(installation)
  if (!key) throw new Error('there is no key to seal with')
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return ['1', key.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
}

/** @throws where the key is another one or the text was changed. */
export function unseal(installation: Installation, purpose: string, sealed: string): string {
  const [version, id, nonce, body] = sealed.split('.')
  const key = keysOf(installation).find((each) => each.id === id)
  if (version !== '1' || !nonce || !body) throw new Error('this is no sealed text')
  if (!key) throw new Error(`sealed with the key ${id}, which this hub does not have: set SECRET_KEY as it was`)
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
}

const known = new Map<string, Key[]>()

function keysOf({ config, demo }: Installation): Key[] {
  const source = config.SECRET_KEY ?? join(dataFolder(config, demo), 'secret.key')
  let keys = known.get(source)
  if (!keys) {
    const texts = config.SECRET_KEY ? config.SECRET_KEY.split(',') : [keyOfFolder(source)]
    keys = texts.map((text) => keyOf(text.trim()))
    known.set(source, keys)
  }
  return keys
}

/** Made when it is first needed, for the hub's own user only. Of two at once one makes it and both read it. */
function keyOfFolder(path: string): string {
  if (!existsSync(path)) {
    makeDataFolder(dirname(path))
    try {
      writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
    } catch (error) {
      if (sqlState(error) !== 'EEXIST') throw error
    }
  }
  return readFileSync(path, 'utf8').trim()
}

function keyOf(text: string): Key {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 32) throw new Error('a secret key must be 32 bytes, as base64')
  return { bytes, id: createHash('sha256').update('key').update(bytes).digest('base64url').slice(0, 8) }
}
