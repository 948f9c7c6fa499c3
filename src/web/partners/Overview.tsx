import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerState } from '../kit/CustomerState.tsx'
import { customerQuery } from '../kit/customer.ts'
import { DetailPage } from '../kit/DetailPage.tsx'
import { isShut, ShutCustomer } from '../kit/Shut.tsx'
import {
  AboutCustomer,
  Administrators,
  Domains,
  Locations,
  Orders,
  Packages,
  Sites,
  Subscriptions,
} from './CustomerParts.tsx'
import { UsersByStatus } from './UsersByStatus.tsx'

const page = getRouteApi('/signed-in/customers/$customerId')

/** The Control Hub's first page: what the customer has, and how much of it is used. */
export function Overview(): ReactNode {
  const { t } = useTranslation()
  const { customerId } = page.useParams()
  const asked = useQuery(customerQuery(customerId))
  if (isShut(asked.error)) return <ShutCustomer error={asked.error} />
  return (
    <DetailPage
      of={asked}
      thing="customer"
      name={({ name }) => name}
      unnamed={t('partners.customer.overviewTitle')}
      within={t('partners.customer.overviewTitle')}
      beside={({ status }) => <CustomerState status={status} />}
      acts={() => (
        <Button
          variant="filled"
          renderRoot={(props) => <Link to="/customers/$customerId/users" params={{ customerId }} {...props} />}
        >
          {t('partners.customer.manageUsers')}
        </Button>
      )}
    >
      {(customer) => (
        <div className="board">
          <div className="stack">
            <Packages customer={customer} />
            <Administrators customer={customer} />
            <Subscriptions customer={customer} />
            <Locations customer={customer} />
          </div>
          <div className="stack">
            <AboutCustomer customer={customer} />
            <UsersByStatus customer={customer} />
            <Sites customer={customer} />
            <Domains customer={customer} />
            <Orders customer={customer} />
          </div>
        </div>
      )}
    </DetailPage>
  )
}
