import { problemFrom } from '../../api/client.ts'
import { accessHeader } from '../../api/endpoint.ts'
import { saveFile } from './save-file.ts'

// Being in a customer's organization by its consent is a matter of this tab: the Help Desk goes on in another.

export type Entered = { grantId: string; organizationId: string }

const key = 'cordboard.access'

/** The grant under which this tab is in an organization. */
export function entered(): Entered | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return isEntered(kept) ? kept : null
  } catch {
    return null
  }
}

/** Loads the console anew, so that nothing of the one side stays on a page of the other. */
export function enterOrganization(grant: Entered): void {
  sessionStorage.setItem(key, JSON.stringify({ grantId: grant.grantId, organizationId: grant.organizationId }))
  location.assign(`/customers/${grant.organizationId}`)
}

export function forgetEntered(): void {
  sessionStorage.removeItem(key)
}

/** What each call of this tab says beside the own session. */
export function accessHeaders(): Record<string, string> {
  const access = entered()
  return access ? { [accessHeader]: access.grantId } : {}
}

function isEntered(value: unknown): value is Entered {
  return (
    typeof value === 'object' &&
    value !== null &&
    'grantId' in value &&
    typeof value.grantId === 'string' &&
    'organizationId' in value &&
    typeof value.organizationId === 'string'
  )
}

/** A link to a file sends no header: in an organization by consent the file is fetched and saved instead. True where that is done. */
export function fetchesFile(event: MouseEvent, failed: (error: unknown) => void): boolean {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link?.hasAttribute('download') || !link.href.startsWith(`${location.origin}/v1/`) || !entered()) return false
  event.preventDefault()
  saveFrom(link.href).catch(failed)
  return true
}

async function saveFrom(address: string): Promise<void> {
  const answer = await fetch(address, { headers: accessHeaders() })
  if (!answer.ok) throw problemFrom(answer.status, await answer.text(), (name) => answer.headers.get(name))
  const name = answer.headers.get('content-disposition')?.match(/filename="([^"]+)"/)?.[1] ?? 'file.csv'
  saveFile(name, await answer.blob())
}
