import type { ReactNode } from 'react'
import type { Customer } from '../../api/partners.ts'
import { useRestriction } from './why-not.ts'

/** Says on a page about users that they are not this person's to change, where the role alone would let them be. */
export function UsersOfProvider({ customer }: { customer: Pick<Customer, 'can'> | undefined }): ReactNode {
  const restriction = useRestriction()
  return restriction && customer && !customer.can.import ? <p className="note">{restriction}</p> : null
}
