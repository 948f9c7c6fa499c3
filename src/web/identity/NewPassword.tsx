import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkHeader } from '../../api/endpoint.ts'
import { getPasswordReset, resetPassword } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { tokenOf, useForgetting } from '../kit/one-time-link.ts'
import { Skeletons } from '../kit/Page.tsx'
import { Door } from './Door.tsx'

const page = '/reset-password'

export function NewPassword(): ReactNode {
  const { t } = useTranslation()
  const [token] = useState(() => tokenOf(page))
  const link = useQuery({
    queryKey: ['password-reset', token],
    queryFn: async ({ signal }) =>
      (await client.call(getPasswordReset, {}, { signal, headers: { [linkHeader]: token } })).data,
    retry: false,
    staleTime: Infinity,
  })
  useForgetting(page, false, link.error)
  return (
    <Door heading={t('account.reset.heading')} title={t('account.reset.title')}>
      {link.isPending ? <Skeletons lines={2} height={56} /> : null}
      {link.error ? (
        <>
          <ErrorPanel error={link.error} />
          <p>
            <Link to="/forgotten-password" className="link">
              {t('account.reset.again')}
            </Link>
          </p>
        </>
      ) : null}
      {link.data ? <Form token={token} /> : null}
    </Door>
  )
}

function Form({ token }: { token: string }): ReactNode {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const act = useMutation({
    mutationFn: async () => (await client.call(resetPassword, { body: { token, password } })).data,
  })
  useForgetting(page, act.isSuccess, act.error)
  if (act.isSuccess)
    return (
      <div className="door-form">
        <p className="note" role="status">
          {t('account.reset.done')}
        </p>
        <p>
          <Link to="/sign-in" className="link">
            {t('account.reset.signIn')}
          </Link>
        </p>
      </div>
    )

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (password !== '') act.mutate()
    else document.getElementById('password')?.focus()
  }

  return (
    <form onSubmit={submit} noValidate className="door-form">
      {act.error ? <ErrorPanel error={act.error} /> : null}
      <PasswordInput
        id="password"
        label={t('account.reset.password')}
        description={t('account.reset.passwordHint')}
        autoComplete="new-password"
        autoFocus
        value={password}
        error={checked && password === '' ? t('account.reset.passwordMissing') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('identity.signIn.showPassword'), tabIndex: 0 }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" size="md" fullWidth loading={act.isPending}>
        {t('account.reset.submit')}
      </Button>
    </form>
  )
}
