import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { customerQuery } from '../kit/customer.ts'
import { Page } from '../kit/Page.tsx'
import { isShut, ShutCustomer } from '../kit/Shut.tsx'
import { RestrictedMode } from '../partners/RestrictedMode.tsx'
import { ConsentSwitch } from './ConsentSwitch.tsx'

const page = getRouteApi('/signed-in/customers/$customerId/settings')

/** What a customer decides about itself. */
export function Settings(): ReactNode {
  const { t } = useTranslation()
  const { customerId } = page.useParams()
  const { data: customer, error } = useQuery(customerQuery(customerId))
  if (isShut(error)) return <ShutCustomer error={error} />
  const title = t('access.consent.title')
  return (
    <Page heading={title} title={customer ? `${title} · ${customer.name}` : title}>
      <div className="stack">
        <RestrictedMode customerId={customerId} />
        <ConsentSwitch customerId={customerId} />
      </div>
    </Page>
  )
}
