import type { z } from 'zod'
import { Refusal } from './errors.ts'

/** Where a page ends, as opaque text for the client. */
export function toCursor(key: readonly (string | number | null)[] | Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/** The key behind a cursor, checked against the shape it was made with; anything else is refused. */
export function fromCursor<Shape extends z.ZodType>(shape: Shape, cursor: string | undefined): z.output<Shape> | null {
  if (cursor === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new Refusal('common.bad_cursor')
  }
}
