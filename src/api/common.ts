import { z } from 'zod'

/** ISO 8601 UTC with milliseconds. */
export const Time = z.string()

/** The page size: a larger value is clamped, nonsense refused. */
export function Max(fallback: number, most: number) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .default(fallback)
    .transform((value) => Math.min(value, most))
}

/** Opaque: where the next page begins. Made by the server, given back as it was. */
export const Cursor = z.string().max(2000)

export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true')

export function ListOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) })
}

/** The shape of every refusal. `code` is ours and stable; `errorCode` an integer, documented in docs/errors.md. */
export const Problem = z.object({
  message: z.string(),
  code: z.string(),
  errors: z.array(
    z.object({
      description: z.string(),
      errorCode: z.number().int().optional(),
      field: z.string().optional(),
      remedy: z.string().optional(),
    }),
  ),
  trackingId: z.string(),
})
export type Problem = z.infer<typeof Problem>
