import { Button, PasswordInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkHeader } from '../../api/endpoint.ts'
import { acceptInvitation, getInvitation } from '../kit/calls.ts'
import { client } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { tokenOf, useForgetting } from '../kit/one-time-link.ts'
import { Skeletons } from '../kit/Page.tsx'
import { useRoleName } from '../kit/role.ts'
import { Door } from './Door.tsx'

const page = '/invitation'

/** Behind the link of an invitation: the first password. Signing in comes after it, with whatever else that asks for. */
export function Invitation(): ReactNode {
  const { t } = useTranslation()
  const roleName = useRoleName()
  const [token] = useState(() => tokenOf(page))
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)
  const link = useQuery({
    queryKey: ['invitation', token],
    queryFn: async ({ signal }) =>
      (await client.call(getInvitation, {}, { signal, headers: { [linkHeader]: token } })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const act = useMutation({
    mutationFn: async () => (await client.call(acceptInvitation, { body: { token, password } })).data,
  })
  useForgetting(page, act.isSuccess, link.error, act.error)
  const invited = link.data
  return (
    <Door
      heading={t('identity.administrators.invitation.heading')}
      title={t('identity.administrators.invitation.title')}
    >
      {link.isPending ? <Skeletons lines={3} height={56} /> : null}
      {link.error ? <ErrorPanel error={link.error} /> : null}
      {act.data ? (
        <div className="door-form">
          <p role="status">{t('identity.administrators.invitation.done', { email: act.data.email })}</p>
          <Button variant="filled" size="md" fullWidth renderRoot={(props) => <Link to="/sign-in" {...props} />}>
            {t('identity.administrators.invitation.signIn')}
          </Button>
        </div>
      ) : invited ? (
        <form
          className="door-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setChecked(true)
            if (password === '') document.getElementById('password')?.focus()
            else act.mutate()
          }}
        >
          <p>
            {t('identity.administrators.invitation.text', {
              organization: invited.organization,
              role: roleName(invited.role),
              email: invited.email,
            })}
          </p>
          {act.error ? <ErrorPanel error={act.error} /> : null}
          <input type="email" autoComplete="username" value={invited.email} readOnly hidden />
          <PasswordInput
            id="password"
            label={t('identity.administrators.invitation.password')}
            description={t('identity.administrators.invitation.passwordHint')}
            autoComplete="new-password"
            autoFocus
            value={password}
            error={checked && password === '' ? t('identity.setUp.required') : undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('identity.signIn.showPassword'), tabIndex: 0 }}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" variant="filled" size="md" fullWidth loading={act.isPending}>
            {t('identity.administrators.invitation.submit')}
          </Button>
        </form>
      ) : null}
    </Door>
  )
}
