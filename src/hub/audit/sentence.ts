import { isAuditType } from '../../api/audit-types.ts'
import type { ErrorCode } from '../../api/errors.ts'
import { errors } from '../../api/errors.ts'
import { isRole, rolePhrases } from '../../api/permissions.ts'
import type { Language } from '../../phrases/languages.ts'
import { phraseOf, phraseOfError } from '../../platform/phrases.ts'
import type { EventRow } from './events.ts'

/** What happened, in this language. A type that the catalogue no longer knows is named as it is. */
export function sentenceOf(language: Language, row: EventRow): string {
  const actor = actorName(language, row)
  if (!isAuditType(row.type)) return phraseOf(language, 'audit.unknownType', { actor, type: row.type })
  const given = Object.entries(row.data).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[key, shown(language, key, value)] as const] : [],
  )
  const someone = phraseOf(language, 'audit.someone')
  return phraseOf(language, `audit.sentences.${row.type}`, {
    ...Object.fromEntries(given),
    actor,
    subject: row.subjectName ?? row.subjectId ?? someone,
    organization: row.organizationName ?? row.organizationId ?? someone,
  })
}

/** Who acted. What nobody asked for was done by the hub. */
export function actorName(language: Language, row: EventRow): string {
  if (row.actor.kind === 'system') return phraseOf(language, 'audit.system')
  return row.actor.name || phraseOf(language, 'audit.someone')
}

/** What the refusal says in this language. */
export function errorText(language: Language, code: string): string {
  return isErrorCode(code) ? phraseOfError(language, code).text : code
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code)
}

function shown(language: Language, key: string, value: string | number): string {
  if (typeof value === 'number') return value.toLocaleString(language)
  if (key === 'kind') {
    const name = phraseOf(language, `audit.queryKinds.${value}`)
    return name.startsWith('audit.') ? value : name
  }
  if (isRole(value)) return phraseOf(language, rolePhrases[value])
  if (key === 'until') return new Date(value).toLocaleDateString(language, { timeZone: 'UTC', dateStyle: 'medium' })
  return value
}
