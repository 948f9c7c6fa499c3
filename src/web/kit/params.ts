export type Order = 'asc' | 'desc'

/**
 * A text parameter of the address under its own name; left out where it is missing or empty, and never longer or stranger than the hub takes.
 */
export function textOf<Name extends string>(
  raw: Record<string, unknown>,
  name: Name,
  most = 200,
): { [Key in Name]?: string } {
  const value = raw[name]
  const text =
    typeof value === 'string' || typeof value === 'number'
      ? String(value)
          .replace(/\p{Cc}/gu, '')
          .slice(0, most)
      : ''
  const found: { [Key in Name]?: string } = {}
  if (text !== '') found[name] = text
  return found
}

export function orderOf(raw: Record<string, unknown>): { order?: 'desc' } {
  return raw.order === 'desc' ? { order: 'desc' } : {}
}
