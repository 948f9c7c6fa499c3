import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { launchCustomer } from './calls.ts'
import { client, reportError } from './client.ts'
import { useSession } from './session.ts'

// Which customer's Control Hub this tab is in; kept over a reload, which opens nothing anew.
const key = 'cordboard.launched'

/**
 * Tells the hub that a customer's Control Hub is opened, so that the audit knows: from a list, by an address that was typed, kept or sent, or
 * by going back. The page itself does not wait for it.
 */
export function useLaunches(): void {
  const session = useSession()
  const { customerId } = useParams({ strict: false })
  // By consent the grant's own record says what was opened.
  const launches = !session.organization && session.permissions.includes('partners:launch')
  useEffect(() => {
    if (!launches) return
    if (customerId === undefined) sessionStorage.removeItem(key)
    else if (sessionStorage.getItem(key) !== customerId) tell(customerId)
  }, [launches, customerId])
}

function tell(customerId: string): void {
  sessionStorage.setItem(key, customerId)
  client.call(launchCustomer, { params: { customerId } }).catch((error: unknown) => {
    sessionStorage.removeItem(key)
    reportError(error)
  })
}
