import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import type { SecondStep as Pending, Session } from '../../api/identity.ts'
import { beginEnrolment, confirmSignIn, finishEnrolment } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Authenticator } from './Authenticator.tsx'
import { CodeField } from './CodeField.tsx'
import { Door } from './Door.tsx'

/** What follows the password: the code, or setting up the second factor that is required. */
export function SecondStep({
  step: { next, pending },
  done,
  back,
}: {
  step: Pending
  done: (session: Session) => void
  back: () => void
}): ReactNode {
  const { t } = useTranslation()
  if (next === 'code') return <Code pending={pending} done={done} back={back} />
  return (
    <Door heading={t('account.enrol.heading')} title={t('account.enrol.title')}>
      <p className="soft">{t('account.enrol.required')}</p>
      <Authenticator
        begin={async () => (await client.call(beginEnrolment, { body: { pending } })).data}
        confirm={async (code) => (await client.call(finishEnrolment, { body: { pending, code } })).data}
        done={({ session }) => done(session)}
      />
    </Door>
  )
}

function Code({ pending, done, back }: { pending: string; done: (session: Session) => void; back: () => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [checked, setChecked] = useState(false)
  const act = useMutation({
    mutationFn: async () => (await client.call(confirmSignIn, { body: { pending, code } })).data,
    onSuccess: done,
  })
  const lapsed = act.error instanceof ApiError && act.error.code === 'identity.sign_in_lapsed'

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (code.trim() !== '') act.mutate()
    else document.getElementById('code')?.focus()
  }

  return (
    <Door heading={t('account.step.heading')} title={t('account.step.title')}>
      <form onSubmit={submit} noValidate className="door-form">
        <p className="soft">{t('account.step.text')}</p>
        {act.error ? <ErrorPanel error={act.error} /> : null}
        <CodeField code={code} change={setCode} missing={checked && code.trim() === ''} />
        <Button type="submit" variant="filled" size="md" fullWidth loading={act.isPending} disabled={lapsed}>
          {t('account.step.submit')}
        </Button>
        <Button variant="subtle" onClick={back}>
          {t('account.step.back')}
        </Button>
      </form>
    </Door>
  )
}
