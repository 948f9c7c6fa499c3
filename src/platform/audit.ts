/** One act, as it is told to the audit area. Secrets never; personal data only where the act is about it. */
export type AuditEvent = {
  /** `<area>.<act>`, as `imports.apply_started`. */
  type: string
  organizationId?: string | null
  subject?: { kind: 'organization' | 'user' | 'device' | 'order' | 'import' | 'administrator' | 'session'; id: string }
  data?: Record<string, unknown>
}
