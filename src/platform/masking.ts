/** Stands for what is there and not shown. */
export const masked = '••••••'

/**
 * Fields that are secret or half-secret wherever they stand in an answer: what identifies a person's computer or network, what begins a credential.
 * What another system knows a thing by is none: agents find by it and see it by their own right.
 */
export const maskedFields: ReadonlySet<string> = new Set([
  'address',
  'ipAddress',
  'actorIp',
  'userAgent',
  'actorUserAgent',
  'browser',
  'clientId',
  'client_id',
  'client_secret',
  'clientSecret',
  'secret',
  'token',
  'access_token',
  'recoveryCodes',
  'recoveryCodesLeft',
  'activationCode',
])

/** An answer as a read-only session sees it: texts and numbers of such fields are covered, whole objects are looked through. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, maskedFields.has(key) ? cover(each) : maskSecrets(each)]),
  )
}

function cover(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : masked
  if (Array.isArray(value)) return value.map(cover)
  return typeof value === 'number' ? 0 : maskSecrets(value)
}
