/** Stands for what is there and not shown. */
export const masked = '••••••'

/**
 * Fields that are secret or half-secret wherever they stand in an answer: what identifies a person's computer or network, what another system knows
 * the thing by, what begins a credential.
 */
export const maskedFields: ReadonlySet<string> = new Set([
  'address',
  'ipAddress',
  'actorIp',
  'userAgent',
  'actorUserAgent',
  'browser',
  'externalId',
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
  const entries = Object.entries(value)
  // Found by a foreign system's id: the search would tell the whole of it to whoever knows its beginning.
  const coversTerm = entries.some(([key, each]) => key === 'kind' && each === 'external_id')
  return Object.fromEntries(
    entries.map(([key, each]) => [
      key,
      maskedFields.has(key) || (coversTerm && key === 'term') ? cover(each) : maskSecrets(each),
    ]),
  )
}

function cover(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : masked
  if (Array.isArray(value)) return value.map(cover)
  return typeof value === 'number' ? 0 : maskSecrets(value)
}
