import { z } from 'zod'

/** ISO 8601 UTC with milliseconds. */
export const Time = z.string()

/**
 * A page size. Clients send any number, so a larger one is clamped, as the API that existing ones were written for does; nonsense is refused. That
 * there is more than the page, its Link header says.
 */
export function Max(fallback: number, most: number) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .describe(`Page size. At most ${most}: a larger value is taken for ${most}.`)
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
