import { onBehalfParameter } from '../../api/on-behalf.ts'

// Acting for a sub-partner is a matter of this tab: another one stays with the own customers.

export type Behalf = { id: string; name: string }

const key = 'cordboard.behalf'

/** The sub-partner that this tab acts for. */
export function actingFor(): Behalf | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return isBehalf(kept) ? kept : null
  } catch {
    return null
  }
}

/** Loads the console anew, so that nothing of the one partner stays on a page of the other. */
export function actFor(behalf: Behalf | null): void {
  if (behalf) sessionStorage.setItem(key, JSON.stringify(behalf))
  else sessionStorage.removeItem(key)
  location.assign(behalf ? '/customers' : '/sub-partners')
}

/** The address of a call, in the name of the sub-partner where this tab acts for one. */
export function onBehalf(url: string): string {
  const behalf = actingFor()
  if (!behalf) return url
  return `${url}${url.includes('?') ? '&' : '?'}${onBehalfParameter}=${encodeURIComponent(behalf.id)}`
}

function isBehalf(value: unknown): value is Behalf {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'name' in value &&
    typeof value.name === 'string'
  )
}
