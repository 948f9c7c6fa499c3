/** The uuid inside an id as the hub gives it, for support and logs; the id itself where it holds none. */
export function uuidOf(id: string): string {
  try {
    return atob(id.replaceAll('-', '+').replaceAll('_', '/')).split('/').at(-1) ?? id
  } catch {
    return id
  }
}
