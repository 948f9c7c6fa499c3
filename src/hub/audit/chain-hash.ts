import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'

// What is hashed of a row: each column as PostgreSQL writes it as text, so that reading it by another driver, server or version
// gives the same. A column that joins later is appended under a new version, never put in between.
const version = 'v1'
const columns = [
  'partner_id::text',
  'id::text',
  'org_id::text',
  'org_name',
  `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`,
  'type',
  'actor::text',
  'actor_id::text',
  'role',
  'reach',
  'session_id::text',
  'session_kind',
  'address',
  'user_agent',
  'error',
  'subject_kind',
  'subject_id::text',
  'subject_name',
  'data::text',
  'before::text',
  'after::text',
  'tracking_id',
  'xact_id::text',
]

/** As SQL: the row of `audit_events` as a JSON array of texts. */
export const hashedRow: RawBuilder<string> = sql.raw(
  `json_build_array(${columns.map((column) => (column.startsWith('to_char') ? column.replace('(at ', '(e.at ') : `e.${column}`)).join(', ')})::text`,
)

/** Where a partner's chain begins. */
export function firstHash(partnerId: string): Buffer {
  return createHash('sha256').update(`cordboard audit ${version} ${partnerId}`).digest()
}

/** The hash of a link: of the one before it and the row, as `hashedRow` gives it. */
export function linkHash(previous: Buffer, row: string): Buffer {
  return createHash('sha256').update(previous).update(row).digest()
}

export type SealFacts = { number: number; first: number; last: number; mark: string; sealedAt: Date }

/** The hash of a seal: of its last link and of what else the seal says. */
export function sealHash(lastLink: Buffer, seal: SealFacts): Buffer {
  return createHash('sha256')
    .update(lastLink)
    .update(
      JSON.stringify(['seal', version, seal.number, seal.first, seal.last, seal.mark, seal.sealedAt.toISOString()]),
    )
    .digest()
}
