import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { customerQuery } from './customer.ts'
import { isShut } from './Shut.tsx'
import { useSession } from './session.ts'

/** On a phone, where the navigation is shut: whose organization this is, under everything that scrolls past. */
export function CustomerBar({ customerId }: { customerId: string }): ReactNode {
  const session = useSession()
  const { data: customer, error } = useQuery(customerQuery(customerId))
  const name = customer?.name ?? session.organization?.name
  if (isShut(error) && !session.organization) return null
  return (
    <p className="customer-bar clip" title={name}>
      {name ?? <span className="skeleton-text" />}
    </p>
  )
}
