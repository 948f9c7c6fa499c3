import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '../../platform/errors.ts'
import { commonPasswords } from './common-passwords.ts'

// argon2id with OWASP's least settings that fit a sign-in: 19 MiB, two passes, about 15 ms.
export const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Verified against when there is no such account, so that both answers take the same time. */
const decoy = hash(randomBytes(16).toString('hex'), argon)

export const leastPasswordLength = 12

export async function hashPassword(password: string): Promise<string> {
  return await hash(password, argon)
}

/** `kept` null: no such account. Takes as long as a real check and fails. */
export async function checkPassword(kept: string | null, password: string): Promise<boolean> {
  const matches = await verify(kept ?? (await decoy), password)
  return kept !== null && matches
}

/**
 * Length and commonness only: rules of composition make passwords worse. `words` are those that everybody connects with this account (its
 * names, its company): a password that is little more than one of them is as good as known.
 */
export function requireGoodPassword(password: string, words: readonly string[] = []): void {
  if ([...password].length < leastPasswordLength)
    throw new Refusal('identity.password_too_short', { count: leastPasswordLength })
  const plain = password.toLowerCase()
  if (commonPasswords.has(plain) || new Set(plain).size < 4) throw new Refusal('identity.password_common')
  const bare = ['cordboard', 'password', ...words.flatMap((text) => [...partsOf(text), ...partsOf(spelledOut(text))])]
    .sort((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word, ' '), folded(password))
    .replace(/(?:19|20)\d\d/g, '')
    .replace(/\d+/g, withoutRuns)
    .replace(/(.)\1{2,}/gu, '')
    .replaceAll(' ', '')
  if (bare.replace(/[^\p{L}]/gu, '').length < 4 && bare.length < leastPasswordLength / 2)
    throw new Refusal('identity.password_common')
}

function partsOf(words: string): string[] {
  return folded(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
}

/** Without marks, as somebody types it who has no such letter on the keyboard and takes the nearest. */
function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').replaceAll('ø', 'o')
}

const twoLetters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ø: 'oe', å: 'aa', æ: 'ae' }

/** With two letters for one, as in passports and addresses: the other way to type such a name. */
function spelledOut(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöüßøåæ]/g, (letter) => twoLetters[letter] ?? letter)
}

/** Digits without those that count up or down, of which one knows the rest by the first two. */
function withoutRuns(digits: string): string {
  const steps = [...digits].map((digit, at) => (at === 0 ? 0 : (Number(digit) - Number(digits[at - 1]) + 10) % 10))
  let left = ''
  for (let begin = 0; begin < digits.length; ) {
    let end = begin + 1
    while (
      end < digits.length &&
      [1, 9].includes(steps[end] ?? 0) &&
      (end === begin + 1 || steps[end] === steps[end - 1])
    )
      end++
    if (end - begin < 3) left += digits.slice(begin, end)
    begin = end
  }
  return left
}

/**
 * A session or access token: the partner's id and 256 random bits, so that the partner's fence can be set before anything is read.
 * Access tokens go on with the cluster and the organization (`<random>_<cluster>_<organization uuid>`), which existing clients split at `_`.
 */
export function makeToken(partnerId: string, organizationId?: string): string {
  const body = partnerId.replaceAll('-', '') + randomBytes(32).toString('hex')
  return organizationId ? `${body}_cb1_${organizationId}` : body
}

/** The partner a token claims; null where the text is none of ours. */
export function partnerOfToken(token: string): string | null {
  const match = token.match(
    /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})[0-9a-f]{64}(_cb1_[0-9a-f-]{36})?$/,
  )
  return match ? match.slice(1, 6).join('-') : null
}

/** What is kept of a token, a client secret's or a set-up link's text. These have 256 random bits: no slow hash is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
