import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../api/partners.ts'
import { CustomerState } from '../kit/CustomerState.tsx'
import { customerQuery } from '../kit/customer.ts'
import { SidePane } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'
import { isShut, ShutText } from '../kit/Shut.tsx'
import { AboutCustomer, Administrators, Packages } from './CustomerParts.tsx'
import { RestrictedMode } from './RestrictedMode.tsx'
import { Tags } from './Tags.tsx'

/** The customer at a glance, beside the list. */
export function CustomerPane({
  customerId,
  known,
  close,
}: {
  customerId: string
  known: Customer | undefined
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(customerQuery(customerId))
  const shut = isShut(error)
  const customer = shut ? undefined : (data ?? known)
  return (
    <SidePane
      title={shut ? t('shell.missing.customer') : (customer?.name ?? t('common.loading'))}
      close={close}
      size={480}
    >
      {customer ? (
        <div className="pane-top">
          <CustomerState status={customer.status} />
          <span className="grow" />
          {customer.can.launch ? (
            <Button
              variant="filled"
              data-autofocus
              renderRoot={(props) => <Link to="/customers/$customerId" params={{ customerId }} {...props} />}
            >
              {t('partners.customers.launch')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {shut ? <ShutText error={error} /> : null}
      {error && !data && !shut ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {data && !shut ? (
        <div className="stack">
          <AboutCustomer customer={data} />
          <Tags customer={data} />
          <RestrictedMode customerId={data.id} />
          <Packages customer={data} />
          <Administrators customer={data} />
        </div>
      ) : error ? null : (
        <Skeletons lines={8} />
      )}
    </SidePane>
  )
}
