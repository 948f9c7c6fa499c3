import type { Problem } from '../api/common.ts'
import { errors } from '../api/errors.ts'
import type { Language } from '../phrases/languages.ts'
import { isDatabaseDown, Refusal } from './errors.ts'
import { phraseOfError, phraseOfField } from './phrases.ts'

/** The refusal behind any error; null where the fault is ours and must be looked into. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (isDatabaseDown(error)) return new Refusal('common.unavailable', {}, { retryAfterSeconds: 5 })
  if (typeof error !== 'object' || error === null) return null
  const code = 'code' in error ? String(error.code) : ''
  switch (code) {
    // Characters that the database cannot keep, as NUL.
    case '22021':
    case '22P05':
      return new Refusal('common.bad_request')
    // What a reading request may take is bounded.
    case '57014':
      return new Refusal('common.took_too_long', {}, { retryAfterSeconds: 5 })
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
    case 'FST_REQ_FILE_TOO_LARGE':
      return new Refusal('common.too_large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new Refusal('common.unsupported_type')
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('common.bad_json')
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Refusal('common.not_found')
  }
  if (error instanceof Error && error.message.startsWith('Multipart:')) return new Refusal('common.bad_request')
  const status = 'statusCode' in error ? Number(error.statusCode) : 0
  if (status === 400) return new Refusal('common.bad_request')
  if (status === 404) return new Refusal('common.not_found')
  if (status === 413) return new Refusal('common.too_large')
  if (status === 415) return new Refusal('common.unsupported_type')
  return null
}

export function problemOf(refusal: Refusal, language: Language, trackingId: string): Problem {
  const { number } = errors[refusal.code]
  const { text, remedy } = phraseOfError(language, refusal.code, refusal.values)
  return {
    message: text,
    code: refusal.code,
    errors:
      refusal.fields.length > 0
        ? refusal.fields.map(({ field, fault, values }) => ({
            description: phraseOfField(language, fault, values),
            errorCode: number,
            field,
          }))
        : [
            { description: text, errorCode: number, remedy },
            ...refusal.also.flatMap((other) => problemOf(other, language, trackingId).errors),
          ],
    trackingId,
  }
}
