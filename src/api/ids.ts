import { z } from 'zod'

// Existing clients decode ids, so they are unpadded URL-safe base64 of `ciscospark://us/<TYPE>/<id>`.
// Written out here because this module runs in browser, server and CLI alike, and the three share no base64 function.

export const idTypes = [
  'PEOPLE',
  'ORGANIZATION',
  'LICENSE',
  'ROLE',
  'LOCATION',
  'DEVICE',
  'ORDER',
  'IMPORT',
  'APPLICATION',
  'MAIL',
  'ACCESS',
  'SESSION',
  'AUTHORIZATION',
] as const
export type IdType = (typeof idTypes)[number]

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return uuidPattern.test(text)
}

function toBase64Url(ascii: string): string {
  let encoded = ''
  for (let index = 0; index < ascii.length; index += 3) {
    const bytes = [ascii.charCodeAt(index), ascii.charCodeAt(index + 1), ascii.charCodeAt(index + 2)]
    const count = Math.min(3, ascii.length - index)
    const bits = ((bytes[0] ?? 0) << 16) | ((count > 1 ? (bytes[1] ?? 0) : 0) << 8) | (count > 2 ? (bytes[2] ?? 0) : 0)
    for (let digit = 0; digit <= count; digit++) encoded += alphabet[(bits >> (18 - 6 * digit)) & 63]
  }
  return encoded
}

/** The text behind URL-safe or plain base64, padded or not; null where it is none or not ASCII. */
function fromBase64Url(encoded: string): string | null {
  let text = ''
  let bits = 0
  let held = 0
  for (const letter of encoded.replace(/=+$/, '')) {
    const value = alphabet.indexOf(letter === '+' ? '-' : letter === '/' ? '_' : letter)
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0xffffff
    held += 6
    if (held >= 8) {
      held -= 8
      const code = (bits >> held) & 255
      if (code > 126 || code < 32) return null
      text += String.fromCharCode(code)
    }
  }
  return text
}

/** `id` is a uuid, but for licences (`<org uuid>:<code>_<uuid>`) and roles (the role's key). */
export function encodeId(type: IdType, id: string): string {
  return toBase64Url(`ciscospark://us/${type}/${id}`)
}

/** The bare id behind an encoded one of this type, or a bare uuid taken as it is; null for anything else. */
export function decodeId(type: IdType, text: string): string | null {
  if (isUuid(text)) return text.toLowerCase()
  const decoded = text.length > 400 ? null : fromBase64Url(text)
  const match = decoded?.match(/^ciscospark:\/\/[a-z0-9-]+\/([A-Z_]+)\/(.+)$/)
  if (!match || match[1] !== type || !match[2]) return null
  if (type === 'LICENSE' || type === 'ROLE') return match[2]
  return isUuid(match[2]) ? match[2].toLowerCase() : null
}

/** Any encoded id or bare uuid, whatever its type; null for other text. */
export function decodeAnyId(text: string): { type: IdType | null; id: string } | null {
  if (isUuid(text)) return { type: null, id: text.toLowerCase() }
  for (const type of idTypes) {
    const id = decodeId(type, text)
    if (id !== null) return { type, id }
  }
  return null
}

/** Takes an encoded id of the type or a bare uuid; the handler receives the bare id. */
export function Id(type: IdType) {
  return z.string().transform((text, context) => {
    const id = decodeId(type, text)
    if (id === null) {
      context.addIssue({ code: 'custom', message: `no ${type.toLowerCase()} id`, params: { id: type } })
      return z.NEVER
    }
    return id
  })
}

/** A bare uuid, base64 and no more: how audit events and their actors are named. */
export function encodeBareId(uuid: string): string {
  return toBase64Url(uuid)
}

/** Any encoded id, base64 of a bare uuid, or a bare uuid. The handler receives the bare id. */
export const AnyId = z.string().transform((text, context) => {
  const bare = text.length > 400 ? null : fromBase64Url(text)
  const id = bare !== null && isUuid(bare) ? bare.toLowerCase() : (decodeAnyId(text)?.id ?? null)
  if (id === null || !isUuid(id)) {
    context.addIssue({ code: 'custom', message: 'no id' })
    return z.NEVER
  }
  return id
})
