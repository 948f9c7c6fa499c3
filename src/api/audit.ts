/** How the audit refuses. */
export const auditErrors = {
  'audit.retention_too_short': { status: 400, number: 20501 },
  'audit.span_too_long': { status: 400, number: 20502 },
  'audit.span_backwards': { status: 400, number: 20503 },
  'audit.unknown_category': { status: 400, number: 20504 },
  'audit.no_checkpoint': { status: 404, number: 20505 },
  'audit.nothing_sealed': { status: 409, number: 20506 },
} as const
