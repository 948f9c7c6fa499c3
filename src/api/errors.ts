import { accessErrors } from './access.ts'
import { administratorErrors } from './administrator-errors.ts'
import { auditErrors } from './audit.ts'
import { directoryErrors } from './directory.ts'
import { identityErrors } from './identity.ts'
import { importsErrors } from './imports.ts'
import { mailErrors } from './mail.ts'
import { packagesErrors } from './packages.ts'
import { partnersErrors } from './partners.ts'
import { signInErrors } from './sign-in-errors.ts'

/**
 * A way to refuse: the HTTP status and the documented integer. Its sentences stand in the phrases of its area under
 * `errors.<name>`: `text` says what happened, `remedy` what to do.
 */
export type ErrorDefinition = { status: number; number: number }

/** Refusals that any endpoint may answer. */
export const commonErrors = {
  'common.bad_request': { status: 400, number: 10400 },
  'common.bad_json': { status: 400, number: 10401 },
  'common.bad_cursor': { status: 400, number: 10402 },
  'common.unauthorized': { status: 401, number: 10403 },
  'common.forbidden': { status: 403, number: 10404 },
  'common.not_found': { status: 404, number: 10405 },
  'common.method_not_allowed': { status: 405, number: 10406 },
  'common.too_large': { status: 413, number: 10407 },
  'common.unsupported_type': { status: 415, number: 10408 },
  'common.too_many_requests': { status: 429, number: 10409 },
  'common.foreign_origin': { status: 403, number: 10410 },
  'common.file_missing': { status: 400, number: 10411 },
  'common.compressed_body': { status: 415, number: 10412 },
  'common.not_http': { status: 400, number: 10413 },
  'common.headers_too_large': { status: 431, number: 10414 },
  'common.cut_off': { status: 400, number: 10415 },
  'common.too_slow': { status: 408, number: 10416 },
  'common.scope_missing': { status: 403, number: 10417 },
  'common.upload_too_long': { status: 408, number: 10418 },
  'common.unknown_host': { status: 421, number: 10419 },
  'common.upload_too_slow': { status: 408, number: 10420 },
  'common.several_files': { status: 400, number: 10421 },
  'common.failed': { status: 500, number: 10500 },
  'common.unavailable': { status: 503, number: 10503 },
  'common.took_too_long': { status: 503, number: 10504 },
  'common.uploads_busy': { status: 503, number: 10505 },
} as const satisfies Record<string, ErrorDefinition>

export const errors = {
  ...commonErrors,
  ...identityErrors,
  ...signInErrors,
  ...administratorErrors,
  ...accessErrors,
  ...partnersErrors,
  ...directoryErrors,
  ...packagesErrors,
  ...importsErrors,
  ...mailErrors,
  ...auditErrors,
} as const

export type ErrorCode = keyof typeof errors
