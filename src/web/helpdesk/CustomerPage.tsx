import { Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerState } from '../kit/CustomerState.tsx'
import { customerQuery } from '../kit/customer.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Page, Skeletons } from '../kit/Page.tsx'
import { addRecent } from '../kit/recent.ts'
import { focusSearch } from '../kit/search.ts'
import {
  AboutCustomer,
  Administrators,
  Domains,
  Locations,
  Orders,
  Packages,
  Sites,
  Subscriptions,
} from '../partners/CustomerParts.tsx'
import { UsersByStatus } from '../partners/UsersByStatus.tsx'

const page = getRouteApi('/signed-in/partner-side/helpdesk/customers/$orgId')

/** How a customer is set up: created, sites, domains, subscriptions, orders, administrators, packages, users. */
export function CustomerPage(): ReactNode {
  const { t } = useTranslation()
  const { orgId } = page.useParams()
  const { data: customer, error, refetch } = useQuery(customerQuery(orgId))
  useEffect(() => {
    if (customer) addRecent({ kind: 'organization', id: customer.id, title: customer.name })
  }, [customer])
  const name = customer?.name ?? t('lookup.kinds.organization')
  return (
    <Page
      heading={name}
      title={`${name} · ${t('helpdesk.title')}`}
      wide
      above={
        <Link to="/helpdesk" className="link">
          {t('helpdesk.title')}
        </Link>
      }
      beside={customer ? <CustomerState status={customer.status} /> : null}
      acts={
        customer ? (
          <>
            {customer.can.launch ? (
              <Button
                renderRoot={(props) => (
                  <Link to="/customers/$customerId" params={{ customerId: customer.id }} {...props} />
                )}
              >
                {t('partners.customers.launch')}
              </Button>
            ) : null}
            <Button
              variant="filled"
              leftSection={<IconSearch size={16} aria-hidden />}
              renderRoot={(props) => (
                <Link to="/helpdesk" search={{ in: customer.id }} onClick={() => setTimeout(focusSearch)} {...props} />
              )}
            >
              {t('helpdesk.searchIn', { name: customer.name })}
            </Button>
          </>
        ) : null
      }
    >
      {error && !customer ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!customer && !error ? <Skeletons lines={10} /> : null}
      {customer ? (
        <div className="board">
          <div className="stack">
            <Administrators customer={customer} />
            <Subscriptions customer={customer} />
            <Orders customer={customer} />
            <Packages customer={customer} />
            <Locations customer={customer} />
          </div>
          <div className="stack">
            <AboutCustomer customer={customer} />
            <UsersByStatus customer={customer} />
            <Sites customer={customer} />
            <Domains customer={customer} />
          </div>
        </div>
      ) : null}
    </Page>
  )
}
