import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { launchCustomer } from './calls.ts'
import { client, reportError } from './client.ts'
import { forgetLaunched, isLaunched, keepLaunched } from './launched.ts'
import { useSession } from './session.ts'

/**
 * Tells the hub that a customer's Control Hub is opened, so that the audit knows: from a list, by an address that was typed, kept or sent, or
 * by going back. The page itself does not wait for it.
 */
export function useLaunches(): void {
  const session = useSession()
  const { customerId } = useParams({ strict: false })
  const personId = session.person.id
  // By consent the grant's own record says what was opened.
  const launches = !session.organization && session.permissions.includes('partners:launch')
  useEffect(() => {
    if (!launches) return
    if (customerId === undefined) forgetLaunched()
    else if (!isLaunched({ personId, customerId })) tell(personId, customerId)
  }, [launches, personId, customerId])
}

function tell(personId: string, customerId: string): void {
  keepLaunched({ personId, customerId })
  client.call(launchCustomer, { params: { customerId } }).catch((error: unknown) => {
    forgetLaunched()
    reportError(error)
  })
}
