import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { customerQuery } from '../kit/customer.ts'
import { Empty, Page } from '../kit/Page.tsx'
import { isShut, ShutCustomer } from '../kit/Shut.tsx'
import { UsersOfProvider } from '../kit/UsersOfProvider.tsx'
import { ImportList } from './ImportList.tsx'

const page = getRouteApi('/signed-in/customers/$customerId/imports')

export function CustomerImports(): ReactNode {
  const { t } = useTranslation()
  const { customerId } = page.useParams()
  const filters = page.useSearch()
  const navigate = useNavigate({ from: '/customers/$customerId/imports' })
  const { data: customer, error } = useQuery(customerQuery(customerId))
  const title = t('imports.title')
  if (isShut(error)) return <ShutCustomer error={error} />
  const start = customer?.can.import ? (
    <Button
      variant="filled"
      renderRoot={(props) => <Link to="/customers/$customerId/imports/new" params={{ customerId }} {...props} />}
    >
      {t('imports.list.new')}
    </Button>
  ) : null
  return (
    <Page heading={title} title={customer ? `${title} · ${customer.name}` : title} wide acts={start}>
      <UsersOfProvider customer={customer} />
      <ImportList
        organizationId={customerId}
        filters={filters}
        set={({ status }) => void navigate({ search: status ? { status } : {}, replace: true })}
        label={title}
        empty={<Empty title={t('imports.list.emptyTitle')}>{t('imports.list.emptyText')}</Empty>}
      />
    </Page>
  )
}
