import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, dataFolder } from './config.ts'
import { makeDataFolder } from './data-folder.ts'

export type SigningKey = {
  /** Base64 of its DER form. */
  publicKey: string
  /** Base64. */
  sign(text: string): string
}

/**
 * The hub's own Ed25519 key: from AUDIT_SIGNING_KEY, else from the data folder, where it is made at the first use. It lies outside the
 * database, so that whoever may write there cannot sign.
 */
export function signingKey(config: Config, demo: boolean): SigningKey {
  const key = config.AUDIT_SIGNING_KEY ? parsed(config.AUDIT_SIGNING_KEY) : keyOfFolder(dataFolder(config, demo))
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') }
}

export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

function keyOfFolder(folder: string): KeyObject {
  const file = join(folder, 'audit-signing-key.pem')
  makeDataFolder(folder)
  try {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' })
    writeFileSync(file, pem, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    // It is there already: made before, or by another process just now.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return createPrivateKey(readFileSync(file))
}

/** PEM, with real or written line ends, or the base64 of its DER form. */
function parsed(text: string): KeyObject {
  return text.includes('BEGIN')
    ? createPrivateKey(text.replaceAll('\\n', '\n'))
    : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
}
