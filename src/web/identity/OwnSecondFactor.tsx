import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  beginSecondFactor,
  confirmSecondFactor,
  getSignInWays,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { sessionRotated } from '../kit/fresh.ts'
import { Skeletons } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { Authenticator, RecoveryCodes } from './Authenticator.tsx'
import { Confirm } from './Confirm.tsx'

export function OwnSecondFactor(): ReactNode {
  const { t } = useTranslation()
  const [open, setOpen] = useState<'set-up' | 'off' | 'codes' | null>(null)
  const ways = useQuery({
    queryKey: ['ways'],
    queryFn: async ({ signal }) => (await client.call(getSignInWays, {}, { signal })).data,
  })
  const codes = useMutation({
    mutationFn: async () => (await client.call(renewRecoveryCodes)).data,
    onSuccess: () => setOpen('codes'),
  })
  const close = () => {
    setOpen(null)
    for (const key of ['ways', 'session', 'sessions']) void queryClient.invalidateQueries({ queryKey: [key] })
  }
  return (
    <Panel title={t('account.page.factor')}>
      {ways.error ? <ErrorPanel error={ways.error} retry={() => void ways.refetch()} /> : null}
      {ways.isPending ? <Skeletons lines={2} /> : null}
      {codes.error ? <ErrorPanel error={codes.error} /> : null}
      {ways.data ? (
        <div className="door-form">
          <p>
            {t(ways.data.secondFactor ? 'account.page.factorOn' : 'account.page.factorOff')}{' '}
            {ways.data.policy === 'required' ? t('account.page.factorRequired') : null}
          </p>
          {ways.data.secondFactor ? (
            <p className="soft">{t('account.page.codesLeft', { count: ways.data.recoveryCodesLeft })}</p>
          ) : null}
          <div className="codes-acts">
            <Button onClick={() => setOpen('set-up')}>
              {t(ways.data.secondFactor ? 'account.page.setUpAnew' : 'account.page.setUp')}
            </Button>
            {ways.data.secondFactor ? (
              <Button onClick={() => codes.mutate()} loading={codes.isPending}>
                {t('account.page.newCodes')}
              </Button>
            ) : null}
            {ways.data.secondFactor && ways.data.policy === 'optional' ? (
              <Button onClick={() => setOpen('off')}>{t('account.page.switchOff')}</Button>
            ) : null}
          </div>
        </div>
      ) : null}
      {open === 'set-up' ? (
        <Dialog title={t('account.enrol.heading')} close={close}>
          <Authenticator
            begin={async () => (await client.call(beginSecondFactor)).data}
            confirm={async (code) => {
              const { data } = await client.call(confirmSecondFactor, { body: { code } })
              sessionRotated()
              return data
            }}
            done={close}
          />
        </Dialog>
      ) : null}
      {open === 'codes' && codes.data ? (
        <Dialog title={t('account.page.newCodes')} close={close}>
          <RecoveryCodes codes={codes.data.recoveryCodes} done={close} />
        </Dialog>
      ) : null}
      {open === 'off' ? (
        <Confirm
          title={t('account.page.switchOff')}
          text={t('account.page.switchOffText')}
          act={async () => await client.call(removeSecondFactor)}
          close={close}
        />
      ) : null}
    </Panel>
  )
}
