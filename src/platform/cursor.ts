import { z } from 'zod'
import { Refusal } from './errors.ts'
import { isKeepable } from './whole-texts.ts'

/** A line or another number that the database keeps as an integer. */
export const KeyInteger = z.number().int().min(0).max(2_147_483_647)

/** A time in UTC with its microseconds, as the database has them. PostgreSQL knows no year 0. */
export const KeyTime = z.iso.datetime({ precision: 6 }).refine((time) => !time.startsWith('0000'))

/** Where a page ends, as opaque text for the client. */
export function toCursor(key: readonly (string | number | null)[] | Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * The key behind a cursor, checked against the shape it was made with; anything else is refused. What the shape lets through goes to the
 * database as it is: numbers and times need one that the database can read.
 */
export function fromCursor<Shape extends z.ZodType>(shape: Shape, cursor: string | undefined): z.output<Shape> | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (isKeepable(key)) return shape.parse(key)
  } catch {}
  throw new Refusal('common.bad_cursor')
}
