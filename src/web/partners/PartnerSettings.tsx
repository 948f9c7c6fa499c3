import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../kit/Announcements.tsx'
import { changePartnerSettings, getPartnerSettings } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Page, Skeletons } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Switched } from '../kit/Switched.tsx'

/** What the partner decides for itself. */
export function PartnerSettings(): ReactNode {
  const { t } = useTranslation()
  const key = ['partner-settings']
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await client.call(getPartnerSettings, {}, { signal })).data,
  })
  const act = useMutation({
    mutationFn: async (administratorsManageUsers: boolean) =>
      (await client.call(changePartnerSettings, { body: { administratorsManageUsers } })).data,
    onSuccess: (settings) => {
      queryClient.setQueryData(key, settings)
      announce(t('partners.settings.saved'))
    },
  })
  return (
    <Page heading={t('partners.settings.partnerTitle')} title={t('partners.settings.partnerTitle')}>
      {error && !data ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!data && !error ? <Skeletons lines={4} /> : null}
      {data ? (
        <Panel title={t('partners.settings.manageUsers')}>
          <div className="stack">
            <Switched
              label={t('partners.settings.manageUsers')}
              description={t('partners.settings.manageUsersHint')}
              value={data.administratorsManageUsers}
              disabled={!data.can.change}
              save={act.mutateAsync}
            />
            {data.can.change ? null : <p className="soft">{t('partners.settings.onlyFull')}</p>}
            {act.error ? <ErrorPanel error={act.error} /> : null}
          </div>
        </Panel>
      ) : null}
    </Page>
  )
}
