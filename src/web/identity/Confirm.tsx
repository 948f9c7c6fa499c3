import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'

/** Asks before what cannot be undone, and shows what it answered. */
export function Confirm({
  title,
  text,
  act,
  close,
}: {
  title: string
  text: string
  act: () => Promise<unknown>
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  const doing = useMutation({ mutationFn: act, onSuccess: close })
  return (
    <Dialog title={title} close={close}>
      <div className="door-form">
        <p>{text}</p>
        {doing.error ? <ErrorPanel error={doing.error} /> : null}
        <div className="dialog-acts">
          <Button onClick={close} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button variant="filled" color="red" loading={doing.isPending} onClick={() => doing.mutate()}>
            {title}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
