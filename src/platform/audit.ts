import type { AuditType, auditTypes } from '../api/audit-types.ts'
import type { ErrorCode } from '../api/errors.ts'

type Types = typeof auditTypes
type Data<T extends AuditType> = Record<string, unknown> & Record<Types[T]['values'][number], string | number>
type Subject<T extends AuditType> = {
  kind: Types[T]['subjects'][number]
  id: string
  /** As it is called now. Left out: read from the database where the kind has names; give it where the thing is gone or has none. */
  name?: string
}

/**
 * One act, as it is told to the audit area: its type is one of the catalogue, and its data has what the sentence of the type needs. Secrets
 * never; personal data only where the act is about it. `before` and `after` hold what changed, each field under the same name.
 */
export type AuditEvent = {
  [T in AuditType]: {
    /** `<area>.<act>`, as `imports.apply_started`. */
    type: T
    organizationId?: string | null
    before?: Record<string, unknown>
    after?: Record<string, unknown>
    /** Why the act was refused or failed; left out where it was done. */
    error?: ErrorCode
  } & (Types[T]['subjects'][number] extends never ? { subject?: never } : { subject?: Subject<T> }) &
    (Types[T]['values'][number] extends never ? { data?: Record<string, unknown> } : { data: Data<T> })
}[AuditType]

/** Where a request comes from, for the audit. */
export type Origin = { address: string; userAgent: string | undefined }
