import { Button, Switch } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../kit/Announcements.tsx'
import { changeConsent } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { useFormat } from '../kit/format.ts'
import { Skeletons } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Time } from '../kit/Time.tsx'
import { consentQuery } from './consent.ts'

/** "Allow read-only access", with what it means, since when, and who may change it. */
export function ConsentSwitch({ customerId }: { customerId: string }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: consent, error, refetch } = useQuery(consentQuery(customerId))
  const [asking, setAsking] = useState(false)
  const change = useMutation({
    mutationFn: async (readOnlyAccess: boolean) =>
      (await client.call(changeConsent, { params: { customerId }, body: { readOnlyAccess } })).data,
    onSuccess: (answer) => {
      queryClient.setQueryData(consentQuery(customerId).queryKey, answer)
      void queryClient.invalidateQueries({ queryKey: ['grants'] })
      announce(t(answer.readOnlyAccess ? 'access.consent.turnedOn' : 'access.consent.turnedOff'))
    },
    onSettled: () => setAsking(false),
  })
  const names = format.list(consent?.administrators.map(({ displayName }) => displayName) ?? [])
  return (
    <Panel title={t('access.consent.heading')}>
      {error && !consent ? <ErrorPanel error={error} retry={() => void refetch()} /> : null}
      {!consent && !error ? <Skeletons lines={3} /> : null}
      {change.error ? <ErrorPanel error={change.error} /> : null}
      {consent ? (
        <div className="consent">
          <Switch
            label={t('access.consent.label')}
            description={t('access.consent.hint')}
            checked={consent.readOnlyAccess}
            disabled={!consent.can.change}
            onChange={(event) => (event.currentTarget.checked ? change.mutate(true) : setAsking(true))}
          />
          <p className="soft">
            {consent.changed ? (
              <>
                {t(consent.readOnlyAccess ? 'access.consent.on' : 'access.consent.off', {
                  name: consent.changedBy ?? '',
                })}
                , <Time at={consent.changed} focusable />
              </>
            ) : (
              t('access.consent.never')
            )}
          </p>
          {consent.can.change ? null : (
            <p className="soft">
              {names === '' ? t('access.consent.nobody') : t('access.consent.mayChange', { names })}
            </p>
          )}
        </div>
      ) : null}
      {asking ? (
        <Dialog title={t('access.consent.stopTitle')} close={() => setAsking(false)}>
          <p>{t('access.consent.stopText')}</p>
          <div className="dialog-foot">
            <Button data-autofocus onClick={() => setAsking(false)}>
              {t('common.cancel')}
            </Button>
            <Button color="red" variant="filled" loading={change.isPending} onClick={() => change.mutate(false)}>
              {t('access.consent.stop')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </Panel>
  )
}
