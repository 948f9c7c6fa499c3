import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import { linkHeader } from '../../api/endpoint.ts'
import { getSetup, setUp } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { forgetToken, tokenOf, useForgetting } from '../kit/one-time-link.ts'
import { Skeletons } from '../kit/Page.tsx'
import { homeOf, sessionQuery } from '../kit/session.ts'
import { Door } from './Door.tsx'

const page = '/setup'
const fields = ['partnerName', 'firstName', 'lastName', 'email', 'password'] as const
type Field = (typeof fields)[number]

export function SetUp(): ReactNode {
  const { t } = useTranslation()
  const [token] = useState(() => tokenOf(page))
  const link = useQuery({
    queryKey: ['setup', token],
    queryFn: async ({ signal }) => (await client.call(getSetup, {}, { signal, headers: { [linkHeader]: token } })).data,
  })
  useForgetting(page, false, link.error)
  return (
    <Door heading={t('identity.setUp.heading')} title={t('identity.setUp.title')}>
      {link.isPending ? <Skeletons lines={5} height={56} /> : null}
      {link.error ? <ErrorPanel error={link.error} /> : null}
      {link.data ? <Form token={token} /> : null}
    </Door>
  )
}

function Form({ token }: { token: string }): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const [values, setValues] = useState<Record<Field, string>>({
    partnerName: '',
    firstName: '',
    lastName: '',
    email: '',
    password: '',
  })
  const [checked, setChecked] = useState(false)
  const act = useMutation({
    mutationFn: async () => (await client.call(setUp, { body: { token, ...values } })).data,
    onSuccess: (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session)
      // Before the page goes away, with what it would do later.
      forgetToken(page)
      router.history.replace(homeOf(session))
    },
  })
  useForgetting(page, false, act.error)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    const missing = fields.find((field) => values[field].trim() === '')
    if (missing) document.getElementById(missing)?.focus()
    else act.mutate()
  }

  const shared = (field: Field) => ({
    id: field,
    label: t(`identity.setUp.${field}`),
    value: values[field],
    error: checked && values[field].trim() === '' ? t('identity.setUp.required') : faultOf(act.error, field),
    onChange: (event: { currentTarget: { value: string } }) =>
      setValues({ ...values, [field]: event.currentTarget.value }),
  })

  return (
    <form onSubmit={submit} noValidate className="door-form">
      <p className="soft">{t('identity.setUp.text')}</p>
      {act.error ? <ErrorPanel error={act.error} /> : null}
      <TextInput
        {...shared('partnerName')}
        description={t('identity.setUp.partnerNameHint')}
        autoComplete="organization"
        autoFocus
      />
      <TextInput {...shared('firstName')} autoComplete="given-name" />
      <TextInput {...shared('lastName')} autoComplete="family-name" />
      <TextInput {...shared('email')} type="email" autoComplete="username" />
      <PasswordInput
        {...shared('password')}
        description={t('identity.setUp.passwordHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('identity.signIn.showPassword'), tabIndex: 0 }}
      />
      <Button type="submit" variant="filled" size="md" fullWidth loading={act.isPending}>
        {t('identity.setUp.submit')}
      </Button>
    </form>
  )
}

/** The hub names the field, or the code tells it. */
function faultOf(error: unknown, field: Field): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  const named = error.problem.errors.find((entry) => entry.field === field || entry.field === `body.${field}`)
  if (named) return named.description
  const codes: Partial<Record<string, Field>> = {
    'identity.password_too_short': 'password',
    'identity.password_common': 'password',
    'identity.bad_email': 'email',
  }
  return codes[error.code] === field ? error.problem.message : undefined
}
