import { z } from 'zod'
import { Cursor, ListOf, Max, Time } from './common.ts'
import { endpoint } from './endpoint.ts'
import { Id } from './ids.ts'

export const importsErrors = {
  // The file: nothing is written.
  'imports.empty_file': { status: 400, number: 20001 },
  'imports.not_csv': { status: 400, number: 20002 },
  'imports.utf16': { status: 400, number: 20003 },
  'imports.unknown_encoding': { status: 400, number: 20004 },
  'imports.binary_file': { status: 400, number: 20005 },
  'imports.file_too_large': { status: 413, number: 20006 },
  'imports.header_only': { status: 400, number: 20007 },
  'imports.no_key_column': { status: 400, number: 20008 },
  'imports.duplicate_heading': { status: 400, number: 20009 },
  'imports.unknown_heading': { status: 400, number: 20010 },
  'imports.suspended_heading': { status: 400, number: 20011 },
  'imports.quote_left_open': { status: 400, number: 20012 },
  'imports.too_many_rows': { status: 400, number: 20013 },
  'imports.upload_cut_off': { status: 400, number: 20014 },
  'imports.compressed_file': { status: 400, number: 20016 },
  'imports.other_subscription': { status: 400, number: 20017 },
  'imports.other_delimiter': { status: 400, number: 20018 },
  'imports.utf32': { status: 400, number: 20019 },
  'imports.same_column': { status: 400, number: 20020 },
  'imports.row_too_long': { status: 400, number: 20021 },
  // The act.
  'imports.not_found': { status: 404, number: 20101 },
  'imports.not_planned': { status: 409, number: 20102 },
  'imports.already_applied': { status: 409, number: 20103 },
  'imports.another_running': { status: 409, number: 20104 },
  'imports.removals_unconfirmed': { status: 428, number: 20105 },
  'imports.cannot_cancel': { status: 409, number: 20106 },
  'imports.plan_outdated': { status: 409, number: 20107 },
  'imports.failed': { status: 500, number: 20108 },
  'imports.rows_gone': { status: 410, number: 20109 },
  'imports.was_canceled': { status: 409, number: 20110 },
  // A row: that row alone is refused, or warned of.
  'imports.too_many_cells': { status: 400, number: 20201 },
  'imports.too_few_cells': { status: 400, number: 20202 },
  'imports.formula_cell': { status: 400, number: 20203 },
  'imports.nul_character': { status: 400, number: 20204 },
  'imports.email_missing': { status: 400, number: 20205 },
  'imports.email_bad': { status: 400, number: 20206 },
  'imports.email_too_long': { status: 400, number: 20207 },
  'imports.email_twice': { status: 400, number: 20208 },
  'imports.email_elsewhere': { status: 409, number: 20209 },
  'imports.two_packages': { status: 400, number: 20210 },
  'imports.no_package': { status: 400, number: 20211 },
  'imports.package_not_sold': { status: 400, number: 20212 },
  'imports.limit_reached': { status: 409, number: 20213 },
  'imports.add_on_without_base': { status: 400, number: 20214 },
  'imports.required_missing': { status: 400, number: 20215 },
  'imports.no_number_or_extension': { status: 400, number: 20216 },
  'imports.number_bad': { status: 400, number: 20217 },
  'imports.number_taken': { status: 409, number: 20218 },
  'imports.number_twice': { status: 400, number: 20219 },
  'imports.extension_bad': { status: 400, number: 20220 },
  'imports.extension_length': { status: 400, number: 20221 },
  'imports.extension_taken': { status: 409, number: 20222 },
  'imports.extension_twice': { status: 400, number: 20223 },
  'imports.location_unknown': { status: 400, number: 20224 },
  'imports.location_change_refused': { status: 409, number: 20225 },
  'imports.site_unknown': { status: 400, number: 20226 },
  'imports.boolean_bad': { status: 400, number: 20227 },
  'imports.read_only_changed': { status: 400, number: 20228 },
  'imports.last_administrator': { status: 409, number: 20229 },
  'imports.administrator_guarded': { status: 403, number: 20260 },
  'imports.own_removal': { status: 403, number: 20261 },
  'imports.name_bad': { status: 400, number: 20230 },
  'imports.value_too_long': { status: 400, number: 20231 },
  'imports.language_unknown': { status: 400, number: 20232 },
  'imports.time_zone_unknown': { status: 400, number: 20233 },
  'imports.country_unknown': { status: 400, number: 20234 },
  'imports.removal_columns_missing': { status: 400, number: 20236 },
  'imports.changed_meanwhile': { status: 409, number: 20237 },
  'imports.invisible_character': { status: 400, number: 20238 },
  'imports.value_without_heading': { status: 400, number: 20239 },
  'imports.required_column_missing': { status: 400, number: 20243 },
  'imports.location_needed': { status: 400, number: 20244 },
  'imports.number_held': { status: 409, number: 20245 },
  'imports.removal_contradicted': { status: 400, number: 20240 },
  'imports.made_meanwhile': { status: 409, number: 20241 },
  // Warnings.
  'imports.legacy_heading': { status: 200, number: 20301 },
  'imports.renamed_heading': { status: 200, number: 20302 },
  'imports.site_missing': { status: 200, number: 20303 },
  'imports.base_licenses_added': { status: 200, number: 20304 },
  'imports.number_mended': { status: 200, number: 20305 },
  'imports.false_ignored': { status: 200, number: 20306 },
  'imports.read_only_ignored': { status: 200, number: 20307 },
  'imports.caller_name_ignored': { status: 200, number: 20308 },
  'imports.site_column_missing': { status: 200, number: 20309 },
  'imports.plan_overtaken': { status: 200, number: 20310 },
  'imports.nobody_to_remove': { status: 200, number: 20311 },
  'imports.numbers_idle': { status: 200, number: 20312 },
  'imports.manager_unknown': { status: 200, number: 20313 },
  'imports.manager_removed': { status: 200, number: 20314 },
  'imports.administrator_removed': { status: 200, number: 20315 },
  'imports.package_replaced': { status: 200, number: 20316 },
} as const

export const ImportBehavior = z.enum(['add', 'addAndRemove'])
export type ImportBehavior = z.infer<typeof ImportBehavior>

export const ImportStatus = z.enum(['planning', 'planned', 'applying', 'applied', 'failed', 'canceled'])
export type ImportStatus = z.infer<typeof ImportStatus>

export const RowOutcome = z.enum(['create', 'change', 'remove', 'unchanged', 'refused'])
export type RowOutcome = z.infer<typeof RowOutcome>

export const RowIssue = z.object({
  /** The heading; left out where the row as a whole is meant. */
  column: z.string().optional(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  /** In the language of the request. */
  message: z.string(),
  remedy: z.string(),
})
export type RowIssue = z.infer<typeof RowIssue>

/** What of a user a plan can change. New ones come last: rows keep their place in this list. */
export const ChangedField = z.enum([
  'package',
  'addOns',
  'firstName',
  'lastName',
  'displayName',
  'phoneNumber',
  'extension',
  'location',
  'callerIdNumber',
  'callerIdFirstName',
  'callerIdLastName',
  'title',
  'department',
  'manager',
  'language',
  'timeZone',
  'addressType',
  'addressCountry',
  'preferredSite',
  'jabberTeams',
  'jabberCalling',
])
export type ChangedField = z.infer<typeof ChangedField>

export const RowChange = z.object({
  field: ChangedField,
  /**
   * The heading as the file writes it; for an add-on or a base licence its own heading. Where no one heading stands for it, an English word in
   * every language: `Package` for packages, and `Add-ons` where add-ons are counted together. Clients that speak to people name these by `field`.
   */
  column: z.string(),
  /** As the file would write it; null where there is nothing. What has been removed since is said in the reader's language. */
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type RowChange = z.infer<typeof RowChange>

export const Import = z.object({
  id: z.string(),
  organizationId: z.string(),
  organizationName: z.string(),
  fileName: z.string(),
  behavior: ImportBehavior,
  status: ImportStatus,
  created: Time,
  createdBy: z.string(),
  planned: Time.optional(),
  started: Time.optional(),
  finished: Time.optional(),
  counts: z.object({
    create: z.number().int(),
    change: z.number().int(),
    remove: z.number().int(),
    unchanged: z.number().int(),
    refused: z.number().int(),
    /** Rows with a warning; those of the file as a whole stand in `warnings` beside. */
    warnings: z.number().int(),
  }),
  /**
   * Each package that the customer was sold: seats before and after. `refused` counts rows that found no seat. As it was planned until the import has
   * ended; then as it was written: `after` is what was in use at its end, `before` the same without what the import took and gave back. Of one that
   * failed the same, as far as it went, or as planned where nothing had been written; that stands too while it is applied again, until it ends anew.
   */
  quota: z.array(
    z.object({
      package: z.string(),
      name: z.string(),
      before: z.number().int(),
      after: z.number().int(),
      limit: z.number().int().optional(),
      refused: z.number().int(),
    }),
  ),
  /**
   * How many of the rows that change a user change this column, the most frequent first. While the plan is applied, and for one that failed, as
   * it was planned. Empty for plans from before it was counted. `column` as in `RowChange`.
   */
  changes: z.array(z.object({ field: ChangedField, column: z.string(), rows: z.number().int() })),
  progress: z.object({
    /** Rows done in the present stage. */
    rows: z.number().int(),
    total: z.number().int(),
    /** Rows a second, of the present stage. */
    rate: z.number().optional(),
    /** Seconds, an estimate. */
    remaining: z.number().optional(),
  }),
  /** Warnings of the file as a whole. */
  warnings: z.array(RowIssue),
  /** Why it failed, where it did. */
  fault: RowIssue.optional(),
  /** Apply needs the number of removals to be stated. */
  confirmRemovals: z.boolean(),
  /** Whether its rows can still be asked for: they go some days after its end. */
  rowsKept: z.boolean(),
  /** `apply` is false where nothing would change; such a plan ends by itself when it is too old. */
  can: z.object({ apply: z.boolean(), cancel: z.boolean() }),
})
export type Import = z.infer<typeof Import>

const params = z.object({ importId: Id('IMPORT') })

export const createImport = endpoint({
  method: 'POST',
  path: '/v1/imports',
  summary:
    'Upload a CSV of users and have it planned; nothing else is written. The file is the body (text/csv) or the multipart field `file`.',
  needs: 'imports:write',
  scope: 'spark-admin:people_write',
  query: z.object({
    organizationId: Id('ORGANIZATION'),
    behavior: ImportBehavior.default('addAndRemove'),
    fileName: z.string().max(255).optional(),
  }),
  upload: ['text/csv', 'application/csv', 'text/plain', 'application/vnd.ms-excel', 'application/octet-stream'],
  reply: Import,
  status: 201,
  transaction: 'own',
  refuses: [
    'partners.customer_not_found',
    'imports.empty_file',
    'imports.not_csv',
    'imports.utf16',
    'imports.utf32',
    'imports.unknown_encoding',
    'imports.binary_file',
    'imports.file_too_large',
    'imports.header_only',
    'imports.no_key_column',
    'imports.duplicate_heading',
    'imports.same_column',
    'imports.unknown_heading',
    'imports.suspended_heading',
    'imports.other_subscription',
    'imports.other_delimiter',
    'imports.quote_left_open',
    'imports.row_too_long',
    'imports.too_many_rows',
    'imports.upload_cut_off',
    'imports.compressed_file',
    'common.file_missing',
    'common.several_files',
    'common.compressed_body',
  ],
})

export const listImports = endpoint({
  method: 'GET',
  path: '/v1/imports',
  summary: 'Imports in reach, newest first.',
  needs: 'imports:read',
  scope: 'spark-admin:people_read',
  query: z.object({
    organizationId: Id('ORGANIZATION').optional(),
    status: ImportStatus.optional(),
    max: Max(50, 200),
    cursor: Cursor.optional(),
  }),
  reply: ListOf(Import),
  paged: true,
  refuses: ['partners.customer_not_found', 'common.bad_cursor'],
})

export const getImport = endpoint({
  method: 'GET',
  path: '/v1/imports/:importId',
  summary: 'One import: status, counts, quota before and after, progress.',
  needs: 'imports:read',
  scope: 'spark-admin:people_read',
  params,
  reply: Import,
  refuses: ['imports.not_found'],
})

export const ImportRow = z.object({
  line: z.number().int(),
  outcome: RowOutcome,
  email: z.string().optional(),
  /** The user that the row stands for, once there is one. */
  userId: z.string().optional(),
  /**
   * What the row changes, or has changed, against the user as it was when the plan was made; of a new user package, add-ons, number and extension, and
   * of one that is removed the same, as lost. Empty for rows that write nothing.
   */
  changes: z.array(RowChange),
  issues: z.array(RowIssue),
})
export type ImportRow = z.infer<typeof ImportRow>

export const listImportRows = endpoint({
  method: 'GET',
  path: '/v1/imports/:importId/rows',
  summary: 'The rows of an import by line, each with its outcome and issues.',
  needs: 'imports:read',
  scope: 'spark-admin:people_read',
  params,
  query: z.object({
    outcome: RowOutcome.optional(),
    /** Only rows with a warning. */
    warnings: z.enum(['true']).optional(),
    /** Only rows that change this of a user. */
    changed: ChangedField.optional(),
    max: Max(50, 1000),
    cursor: Cursor.optional(),
  }),
  reply: ListOf(ImportRow),
  paged: true,
  refuses: ['imports.not_found', 'imports.rows_gone', 'imports.was_canceled', 'common.bad_cursor'],
})

export const applyImport = endpoint({
  method: 'POST',
  path: '/v1/imports/:importId/apply',
  summary:
    'Apply a plan, once. `removals` repeats the planned number where more than 5 users or 10 % would be removed. Where one of them is an administrator, a person needs a fresh sign-in.',
  needs: 'imports:write',
  scope: 'spark-admin:people_write',
  params,
  body: z.object({ removals: z.number().int().min(0).optional() }).optional(),
  reply: Import,
  status: 202,
  refuses: [
    'imports.not_found',
    'imports.not_planned',
    'imports.was_canceled',
    'imports.already_applied',
    'imports.another_running',
    'imports.removals_unconfirmed',
    'imports.plan_outdated',
    'identity.guarded',
    'identity.own_rights',
    'identity.fresh_sign_in_needed',
    'identity.session_needed',
  ],
})

export const cancelImport = endpoint({
  method: 'DELETE',
  path: '/v1/imports/:importId',
  summary: 'Discard a plan that has not been applied.',
  needs: 'imports:write',
  scope: 'spark-admin:people_write',
  params,
  status: 204,
  refuses: ['imports.not_found', 'imports.cannot_cancel'],
})

export const downloadFailedRows = endpoint({
  method: 'GET',
  path: '/v1/imports/:importId/failed.csv',
  summary:
    'The refused rows as CSV: their own columns, then Status, Error code, Error message; then Cells out of place, where a row has more or fewer cells than the file has headings.',
  needs: 'imports:read',
  notInSession: 'view',
  scope: 'spark-admin:people_read',
  params,
  replyType: 'text/csv',
  transaction: 'own',
  refuses: ['imports.not_found', 'imports.rows_gone', 'imports.was_canceled'],
})

export const downloadTemplate = endpoint({
  method: 'GET',
  path: '/v1/imports/template.csv',
  summary: 'The headings of a user CSV, with the package columns of this customer.',
  needs: 'imports:read',
  scope: 'spark-admin:people_read',
  query: z.object({ organizationId: Id('ORGANIZATION') }),
  replyType: 'text/csv',
  transaction: 'own',
  refuses: ['partners.customer_not_found'],
})

export const downloadUsers = endpoint({
  method: 'GET',
  path: '/v1/imports/users.csv',
  summary:
    'All users of a customer in the columns of the template, to be edited and imported again: untouched it changes nothing. The export is itself an event.',
  needs: 'imports:read',
  notInSession: 'view',
  scope: 'spark-admin:people_read',
  query: z.object({
    organizationId: Id('ORGANIZATION'),
    /** What parts the cells: spreadsheets want the semicolon where the comma is the decimal sign. */
    delimiter: z.enum(['comma', 'semicolon']).default('comma'),
  }),
  replyType: 'text/csv',
  transaction: 'own',
  refuses: ['partners.customer_not_found'],
})
