import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { customerQuery } from '../kit/customer.ts'
import { AdministratorList } from './AdministratorList.tsx'

const ofPartner = getRouteApi('/signed-in/partner-side/administrators')
const ofCustomer = getRouteApi('/signed-in/customers/$customerId/administrators')

export function Administrators(): ReactNode {
  const navigate = useNavigate({ from: '/administrators' })
  return (
    <AdministratorList
      search={ofPartner.useSearch()}
      go={(change) => void navigate({ search: change, replace: true, resetScroll: false })}
    />
  )
}

export function CustomerAdministrators(): ReactNode {
  const { customerId } = ofCustomer.useParams()
  const navigate = useNavigate({ from: '/customers/$customerId/administrators' })
  const { data: customer } = useQuery(customerQuery(customerId))
  return (
    <AdministratorList
      organizationId={customerId}
      of={customer?.name}
      search={ofCustomer.useSearch()}
      go={(change) => void navigate({ search: change, replace: true, resetScroll: false })}
    />
  )
}
