import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyIcon } from '../kit/Copy.tsx'
import { Dialog } from '../kit/Dialog.tsx'

/** Secrets that nobody can see again. */
export function ShownOnce({
  values,
  close,
}: {
  values: readonly { label: string; value: string }[]
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Dialog title={t('account.page.secretTitle')} close={close} size={560}>
      <div className="door-form">
        <p role="status">{t('account.page.secretText')}</p>
        {values.map(({ label, value }) => (
          <TextInput
            key={label}
            label={label}
            value={value}
            readOnly
            className="mono"
            onFocus={(event) => event.currentTarget.select()}
            rightSection={<CopyIcon value={value} label={label} />}
          />
        ))}
        <div className="dialog-acts">
          <Button variant="filled" onClick={close}>
            {t('account.page.secretKept')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
