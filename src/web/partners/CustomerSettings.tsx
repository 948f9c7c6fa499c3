import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { customerQuery } from '../kit/customer.ts'
import { Page } from '../kit/Page.tsx'
import { RestrictedMode } from './RestrictedMode.tsx'

const page = getRouteApi('/signed-in/customers/$customerId/settings')

export function CustomerSettings(): ReactNode {
  const { t } = useTranslation()
  const { customerId } = page.useParams()
  const { data: customer } = useQuery(customerQuery(customerId))
  const title = t('partners.settings.title')
  return (
    <Page heading={title} title={customer ? `${title} · ${customer.name}` : title}>
      <RestrictedMode customerId={customerId} />
    </Page>
  )
}
