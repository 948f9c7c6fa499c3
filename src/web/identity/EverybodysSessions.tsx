import { Button, Checkbox } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../kit/Announcements.tsx'
import { endEverybodysSessions } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { useSession } from '../kit/session.ts'

/** Has all administrators sign in anew: of the partner, with its customers' where that is wanted, or of one customer. */
export function EverybodysSessions({ organizationId }: { organizationId: string | undefined }): ReactNode {
  const { t } = useTranslation()
  const session = useSession()
  const [asking, setAsking] = useState(false)
  const [customers, setCustomers] = useState(false)
  const offersCustomers = organizationId === undefined && !session.organization
  const concerned = !offersCustomers ? 'confirmCustomer' : customers ? 'confirmAll' : 'confirmPartner'
  const end = useMutation({
    mutationFn: async () =>
      (
        await client.call(endEverybodysSessions, {
          query: {
            ...(organizationId ? { organizationId } : {}),
            ...(offersCustomers && customers ? { customers: 'true' as const } : {}),
          },
        })
      ).data,
    onSuccess: ({ ended }) => {
      close()
      announce(t('account.signIn.everybodyDone', { count: ended }))
      for (const queryKey of [['sessions'], ['personal-tokens']]) void queryClient.invalidateQueries({ queryKey })
    },
  })
  const close = () => {
    setAsking(false)
    setCustomers(false)
  }
  return (
    <>
      <h3>{t('account.signIn.everybody')}</h3>
      <div className="door-form">
        <p className="soft">{t('account.signIn.everybodyText')}</p>
        {end.data ? (
          <p className="note" role="status">
            {t('account.signIn.everybodyDone', { count: end.data.ended })}
          </p>
        ) : null}
        <div className="codes-acts">
          <Button
            color="red"
            onClick={() => {
              end.reset()
              setAsking(true)
            }}
          >
            {t('account.signIn.everybodyEnd')}
          </Button>
        </div>
      </div>
      {asking ? (
        <Dialog title={t('account.signIn.everybodyEnd')} close={close}>
          <div className="door-form">
            <p>{t(`account.signIn.${concerned}`)}</p>
            {offersCustomers ? (
              <Checkbox
                label={t('account.signIn.everybodyCustomers')}
                checked={customers}
                onChange={(event) => setCustomers(event.currentTarget.checked)}
              />
            ) : null}
            {end.error ? <ErrorPanel error={end.error} /> : null}
            <div className="dialog-acts">
              <Button onClick={close} data-autofocus>
                {t('common.cancel')}
              </Button>
              <Button variant="filled" color="red" loading={end.isPending} onClick={() => end.mutate()}>
                {t('account.signIn.everybodyEnd')}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
