import { Button, NativeSelect, Radio, Textarea } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GrantScope } from '../../api/access.ts'
import { toast } from '../kit/Announcements.tsx'
import { requestAccess } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { useLengths } from '../kit/countdown.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { consentQuery } from './consent.ts'

const scopes: readonly GrantScope[] = ['read', 'full']
const lengths = [15, 30, 60, 120, 240, 480, 1440, 3 * 1440, 7 * 1440, 14 * 1440, 30 * 1440]

/** Reason, scope and length of temporary access, as the customer will read them. */
export function AskDialog({
  customer,
  close,
}: {
  customer: { id: string; name: string }
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { length } = useLengths()
  const [reason, setReason] = useState('')
  const [scope, setScope] = useState<GrantScope>('read')
  const [minutes, setMinutes] = useState(60)
  const [checked, setChecked] = useState(false)
  const { data: consent } = useQuery(consentQuery(customer.id))
  const changesNothing = consent?.fullAccessChanges.length === 0
  const missing = reason.trim().length < 5
  const ask = useMutation({
    mutationFn: async () =>
      client.call(requestAccess, { body: { organizationId: customer.id, reason, scope, minutes } }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['grants'] })
      toast(() => <p>{t('access.ask.sent')}</p>)
      close()
    },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (missing) document.getElementById('ask-reason')?.focus()
    else ask.mutate()
  }

  return (
    <Dialog title={t('access.ask.title', { name: customer.name })} close={close} size={520}>
      <form onSubmit={submit} noValidate className="ask">
        <p className="soft">{t('access.ask.text')}</p>
        {ask.error ? <ErrorPanel error={ask.error} /> : null}
        <Textarea
          id="ask-reason"
          label={t('access.ask.reason')}
          description={t('access.ask.reasonHint')}
          data-autofocus
          rows={3}
          maxLength={500}
          value={reason}
          error={checked && missing ? t('access.ask.reasonMissing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Radio.Group
          label={t('access.ask.scope')}
          value={scope}
          onChange={(value) => setScope(value === 'full' ? 'full' : 'read')}
        >
          {scopes.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`access.scopes.${one}`)}
              description={t(`access.scopeHints.${one === 'full' && changesNothing ? 'fullRestricted' : one}`)}
            />
          ))}
        </Radio.Group>
        {scope === 'full' && changesNothing ? (
          <p className="note" role="status">
            {t('access.withoutUsers')}
          </p>
        ) : null}
        <NativeSelect
          label={t('access.ask.length')}
          value={String(minutes)}
          onChange={(event) => setMinutes(Number(event.currentTarget.value))}
          data={lengths.map((one) => ({ value: String(one), label: length(one) }))}
        />
        <div className="dialog-foot">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" loading={ask.isPending}>
            {t('access.ask.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
