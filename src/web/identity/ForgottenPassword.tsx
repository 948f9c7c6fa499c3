import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askPasswordReset, readMailbox } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Door } from './Door.tsx'

export function ForgottenPassword(): ReactNode {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [checked, setChecked] = useState(false)
  const act = useMutation({
    mutationFn: async () => (await client.call(askPasswordReset, { body: { email: email.trim() } })).data,
  })
  // Only the demo and development have a mailbox; elsewhere the hub says that there is none.
  const mailbox = useQuery({
    queryKey: ['mailbox', 'open'],
    queryFn: async ({ signal }) => (await client.call(readMailbox, { query: { max: 1 } }, { signal })).data,
    enabled: act.isSuccess,
    retry: false,
    meta: { quiet: true },
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (email.trim() !== '') act.mutate()
    else document.getElementById('email')?.focus()
  }

  return (
    <Door heading={t('account.forgotten.heading')} title={t('account.forgotten.title')}>
      {act.isSuccess ? (
        <div className="door-form">
          <p className="note" role="status">
            {t('account.forgotten.sent', { email: email.trim() })}
          </p>
          {mailbox.data ? (
            <p>
              {t('account.forgotten.demo')}{' '}
              <a className="link" href="/mailbox">
                {t('account.forgotten.mailbox')}
              </a>
            </p>
          ) : null}
        </div>
      ) : (
        <form onSubmit={submit} noValidate className="door-form">
          <p className="soft">{t('account.forgotten.text')}</p>
          {act.error ? <ErrorPanel error={act.error} /> : null}
          <TextInput
            id="email"
            label={t('identity.signIn.email')}
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            error={checked && email.trim() === '' ? t('identity.signIn.emailMissing') : undefined}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" variant="filled" size="md" fullWidth loading={act.isPending}>
            {t('account.forgotten.submit')}
          </Button>
        </form>
      )}
      <p>
        <Link to="/sign-in" className="link">
          {t('account.forgotten.back')}
        </Link>
      </p>
    </Door>
  )
}
