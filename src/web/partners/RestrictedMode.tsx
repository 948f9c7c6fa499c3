import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../kit/Announcements.tsx'
import { changeCustomerSettings, getCustomerSettings } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Switched } from '../kit/Switched.tsx'
import { useSession } from '../kit/session.ts'

/** Restricted administrator mode of a customer: the provider's switch, seen by the customer. */
export function RestrictedMode({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const key = ['customer', customerId, 'settings']
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await client.call(getCustomerSettings, { params: { customerId } }, { signal })).data,
  })
  const act = useMutation({
    mutationFn: async (restricted: boolean) =>
      (await client.call(changeCustomerSettings, { params: { customerId }, body: { restricted } })).data,
    onSuccess: (settings) => {
      queryClient.setQueryData(key, settings)
      announce(t('partners.settings.saved'))
    },
  })
  return (
    <Panel title={t('partners.settings.restricted')}>
      {error && !data ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeletons lines={2} /> : null}
      {data ? (
        <div className="stack">
          {session.organization && data.restricted ? <p className="note">{t('partners.settings.banner')}</p> : null}
          <Switched
            label={t('partners.settings.restricted')}
            description={t('partners.settings.restrictedHint')}
            value={data.restricted}
            disabled={!data.can.change}
            save={act.mutateAsync}
          />
          {data.can.change ? null : <p className="soft">{t('partners.settings.onlyProvider')}</p>}
          {act.error ? <ErrorPanel error={act.error} /> : null}
        </div>
      ) : null}
    </Panel>
  )
}
