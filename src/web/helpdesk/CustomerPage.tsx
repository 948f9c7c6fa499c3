import { Button } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerActs } from '../access/CustomerActs.tsx'
import { RunningAccess } from '../access/RunningAccess.tsx'
import { CustomerState } from '../kit/CustomerState.tsx'
import { customerQuery } from '../kit/customer.ts'
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
import { RecordPage } from './RecordPage.tsx'

const page = getRouteApi('/signed-in/partner-side/helpdesk/customers/$orgId')

/** How a customer is set up: created, sites, domains, subscriptions, orders, administrators, packages, users. */
export function CustomerPage(): ReactNode {
  const { t } = useTranslation()
  const { orgId } = page.useParams()
  const asked = useQuery(customerQuery(orgId))
  return (
    <RecordPage
      kind="organization"
      of={asked}
      name={({ name }) => name}
      above={() => (
        <Link to="/helpdesk" className="link">
          {t('helpdesk.title')}
        </Link>
      )}
      below={({ id }) => <RunningAccess customerId={id} />}
      beside={({ status }) => <CustomerState status={status} />}
      acts={({ id, name, can }) => (
        <>
          {can.launch ? (
            <Button renderRoot={(props) => <Link to="/customers/$customerId" params={{ customerId: id }} {...props} />}>
              {t('partners.customers.launch')}
            </Button>
          ) : null}
          <CustomerActs customer={{ id, name }} />
          <Button
            variant="filled"
            leftSection={<IconSearch size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link to="/helpdesk" search={{ in: id }} onClick={() => setTimeout(focusSearch)} {...props} />
            )}
          >
            {t('helpdesk.searchIn', { name })}
          </Button>
        </>
      )}
    >
      {(customer) => (
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
      )}
    </RecordPage>
  )
}
