import { z } from 'zod'
import type { EndpointDefinition } from '../api/endpoint.ts'

/**
 * The body as it is checked: a field that the endpoint does not know is refused by its name, since whoever sends it means something by it that would
 * silently not be done. Calls that are published take what their clients send.
 */
export function bodyOf(endpoint: EndpointDefinition): z.ZodType | undefined {
  if (!checked.has(endpoint)) checked.set(endpoint, strictly(endpoint))
  return checked.get(endpoint)
}

const checked = new WeakMap<EndpointDefinition, z.ZodType | undefined>()

function strictly({ body, published }: EndpointDefinition): z.ZodType | undefined {
  if (published) return body
  if (body instanceof z.ZodObject) return body.strict()
  if (body instanceof z.ZodOptional) {
    const inner = body.unwrap()
    if (inner instanceof z.ZodObject) return inner.strict().optional()
  }
  return body
}
