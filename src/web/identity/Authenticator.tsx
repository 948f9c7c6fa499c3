import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { renderSVG } from 'uqr'
import type { Enrolment } from '../../api/sign-in.ts'
import { CopyIcon, useCopy } from '../kit/Copy.tsx'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons } from '../kit/Page.tsx'
import { CodeField } from './CodeField.tsx'

/** A new authenticator app: the picture, its first code, and then the recovery codes, which must be kept before anything goes on. */
export function Authenticator<Confirmed extends { recoveryCodes: string[] }>({
  begin,
  confirm,
  done,
}: {
  begin: () => Promise<Enrolment>
  confirm: (code: string) => Promise<Confirmed>
  done: (confirmed: Confirmed) => void
}): ReactNode {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  // Asked for once: another answer would be another secret than the one that was just scanned.
  const enrolment = useQuery({ queryKey: ['enrolment'], queryFn: begin, staleTime: Infinity, gcTime: 0, retry: false })
  const act = useMutation({ mutationFn: async () => await confirm(code) })

  if (act.data) {
    const confirmed = act.data
    return <RecoveryCodes codes={confirmed.recoveryCodes} done={() => done(confirmed)} />
  }
  if (enrolment.error) return <ErrorPanel error={enrolment.error} />
  if (!enrolment.data) return <Skeletons lines={5} height={48} />
  const { secret, uri } = enrolment.data

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (code.trim() !== '') act.mutate()
    else document.getElementById('code')?.focus()
  }

  return (
    <form onSubmit={submit} noValidate className="door-form">
      <p>{t('account.enrol.scan')}</p>
      <img
        className="qr"
        alt={t('account.enrol.picture')}
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 2 }))}`}
        width={200}
        height={200}
      />
      <TextInput
        label={t('account.enrol.key')}
        value={secret.match(/.{1,4}/g)?.join(' ') ?? secret}
        readOnly
        className="mono"
        rightSection={<CopyIcon value={secret} label={t('account.enrol.key')} />}
      />
      {act.error ? <ErrorPanel error={act.error} /> : null}
      <CodeField code={code} change={setCode} missing={checked && code.trim() === ''} />
      <Button type="submit" variant="filled" size="md" fullWidth loading={act.isPending}>
        {t('account.enrol.submit')}
      </Button>
    </form>
  )
}

/** Shown once. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }): ReactNode {
  const { t } = useTranslation()
  const [copied, copy] = useCopy()
  const text = codes.join('\n')
  return (
    <div className="door-form">
      <h2 className="codes-title">{t('account.enrol.codesTitle')}</h2>
      <p role="status">{t('account.enrol.codesText')}</p>
      <ul className="codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="codes-acts">
        <Button onClick={() => copy(text)}>{copied ? t('common.copied') : t('account.enrol.copyAll')}</Button>
        <Button
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="cordboard-recovery-codes.txt"
        >
          {t('account.enrol.download')}
        </Button>
      </div>
      <Button variant="filled" size="md" fullWidth onClick={done} autoFocus>
        {t('account.enrol.kept')}
      </Button>
    </div>
  )
}
