import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { applyImport, cancelImport } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { lookForRunning } from '../kit/running.ts'
import { useRestriction } from '../kit/why-not.ts'
import { forgetChosen } from './chosen.ts'

/**
 * Nothing has been written until here: discard the plan, or apply it by a button that names the number. One that failed is taken up again, and
 * discarded where nothing of it was written.
 */
export function PlanFoot({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const restriction = useRestriction()
  const [dialog, setDialog] = useState<'remove' | 'discard'>()
  const changes = of.counts.create + of.counts.change + of.counts.remove
  const hasFailed = of.status === 'failed'
  const key = ['import', of.id]

  // The second click of two comes before the button has been drawn anew.
  const sent = useRef(false)
  const once = (act: () => void) => {
    if (sent.current) return
    sent.current = true
    act()
  }

  const apply = useMutation({
    mutationFn: async () => {
      const body = of.counts.remove > 0 ? { removals: of.counts.remove } : {}
      return (await client.call(applyImport, { params: { importId: of.id }, body })).data
    },
    onSuccess: (started) => {
      forgetChosen()
      queryClient.setQueryData(key, started)
      lookForRunning()
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: key }),
    onSettled: () => {
      sent.current = false
      setDialog(undefined)
    },
  })
  const discard = useMutation({
    mutationFn: () => client.call(cancelImport, { params: { importId: of.id } }),
    onSuccess: () => {
      setDialog(undefined)
      lookForRunning()
      return queryClient.invalidateQueries({ queryKey: key })
    },
    onError: () => {
      setDialog(undefined)
      // What stood in the way may be that it was applied elsewhere.
      void queryClient.invalidateQueries({ queryKey: key })
    },
    onSettled: () => {
      sent.current = false
    },
  })
  const error = apply.error ?? discard.error
  const remark = () => {
    if (hasFailed && !of.planned) return ''
    if (changes === 0) return t('imports.apply.nothing')
    if (!of.can.apply) return restriction ?? t('imports.apply.mayNot')
    return hasFailed && of.progress.rows > 0 ? t('imports.failed.goesOn') : ''
  }

  return (
    <>
      {error ? <ErrorPanel error={error} /> : null}
      <div className="foot">
        <span className="soft grow">
          {hasFailed ? '' : t('imports.apply.notWritten')} {remark()}
        </span>
        {of.can.cancel || !hasFailed ? (
          <Button disabled={!of.can.cancel} onClick={() => setDialog('discard')}>
            {t('common.discard')}
          </Button>
        ) : null}
        {of.planned ? (
          <Button
            variant="filled"
            disabled={!of.can.apply || changes === 0}
            loading={apply.isPending}
            onClick={() => (of.counts.remove > 0 ? setDialog('remove') : once(apply.mutate))}
          >
            {hasFailed ? t('imports.failed.again') : t('imports.apply.apply', { count: changes })}
          </Button>
        ) : null}
      </div>
      {dialog === 'remove' ? (
        <ConfirmRemovals
          of={of}
          busy={apply.isPending}
          apply={() => once(apply.mutate)}
          close={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'discard' ? (
        <Dialog title={t('imports.apply.discardTitle')} close={() => setDialog(undefined)}>
          <p>{t('imports.apply.discardText', { file: of.fileName })}</p>
          <div className="dialog-foot">
            <Button data-autofocus onClick={() => setDialog(undefined)}>
              {t('imports.apply.keep')}
            </Button>
            <Button color="red" variant="filled" loading={discard.isPending} onClick={() => once(discard.mutate)}>
              {t('imports.apply.discard')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}

/** Mass removal asks for the number in figures; a few removals for one more look. */
function ConfirmRemovals({
  of,
  busy,
  apply,
  close,
}: {
  of: Import
  busy: boolean
  apply: () => void
  close: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [checked, setChecked] = useState(false)
  const count = of.counts.remove
  const others = of.counts.create + of.counts.change
  // Grouping signs are taken as they are typed: 1,204 and 1 204 mean 1204.
  const right = !of.confirmRemovals || typed.replace(/[\s.,'’\u00a0\u202f]/g, '') === String(count)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (right) apply()
  }

  return (
    <Dialog title={t('imports.apply.confirmTitle', { count })} close={close}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{t('imports.apply.confirmText', { name: of.organizationName })}</p>
        {others > 0 ? <p className="soft">{t('imports.apply.confirmOthers', { count: others })}</p> : null}
        {of.confirmRemovals ? (
          <TextInput
            label={t('imports.apply.confirmType', { count })}
            inputMode="numeric"
            autoComplete="off"
            data-autofocus
            value={typed}
            error={checked && !right ? t('imports.apply.confirmMismatch', { count }) : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        ) : null}
        <div className="dialog-foot">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="submit" color="red" variant="filled" loading={busy}>
            {t('imports.apply.remove', { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
