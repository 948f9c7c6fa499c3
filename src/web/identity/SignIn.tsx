import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client.ts'
import type { SecondStep as Pending, Session } from '../../api/identity.ts'
import { getSetup, signIn } from '../kit/calls.ts'
import { client, queryClient } from '../kit/client.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { part } from '../kit/parts.ts'
import { homeOf, sessionQuery } from '../kit/session.ts'
import { Door } from './Door.tsx'

const page = getRouteApi('/sign-in')
const SecondStep = lazy(async () => ({ default: (await part(() => import('./SecondStep.tsx'))).SecondStep }))

export function SignIn(): ReactNode {
  const { t } = useTranslation()
  const router = useRouter()
  const { to, ended } = page.useSearch()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [checked, setChecked] = useState(false)

  const [step, setStep] = useState<Pending | null>(null)
  function enter(signedIn: Session): void {
    queryClient.clear()
    queryClient.setQueryData(sessionQuery.queryKey, signedIn)
    router.history.replace(safe(to) ?? homeOf(signedIn))
  }

  const act = useMutation({
    mutationFn: async () => (await client.call(signIn, { body: { email: email.trim(), password } })).data,
    onSuccess: (answer) => ('pending' in answer ? setStep(answer) : enter(answer)),
    // A button that is busy cannot keep the focus.
    onError: tryAgain,
  })
  const wait = useCountdown(act.error instanceof ApiError ? act.error.retryAfter : undefined)

  // Who is signed in already goes straight on.
  const { data: session } = useQuery({ ...sessionQuery, enabled: !ended && !step, retry: false })
  useEffect(() => {
    if (session && !act.isSuccess && !step) router.history.replace(safe(to) ?? homeOf(session))
  }, [session, act.isSuccess, step, to, router])

  // On a hub that nobody has set up there is nobody to sign in.
  const { data: setup } = useQuery({
    queryKey: ['setup'],
    queryFn: async ({ signal }) => (await client.call(getSetup, {}, { signal })).data,
    enabled: !session,
    refetchInterval: ({ state }) => (state.data?.open ? 5_000 : false),
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (email.trim() === '') document.getElementById('email')?.focus()
    else if (password === '') document.getElementById('password')?.focus()
    else act.mutate()
  }

  if (step)
    return (
      <Suspense fallback={null}>
        <SecondStep
          step={step}
          done={enter}
          back={() => {
            setStep(null)
            setPassword('')
            setChecked(false)
            act.reset()
          }}
        />
      </Suspense>
    )

  if (setup?.open)
    return (
      <Door heading={t('identity.notSetUp.heading')} title={t('identity.notSetUp.title')}>
        <div className="door-form">
          <p>{t('identity.notSetUp.where')}</p>
          <p>{t('identity.notSetUp.what')}</p>
          <p className="soft">{t('identity.notSetUp.lost')}</p>
        </div>
      </Door>
    )

  return (
    <Door heading={t('identity.signIn.heading')} title={t('identity.signIn.title')}>
      {ended ? <p className="note">{t('identity.signIn.ended')}</p> : null}
      <form onSubmit={submit} noValidate className="door-form">
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
        <PasswordInput
          id="password"
          label={t('identity.signIn.password')}
          autoComplete="current-password"
          value={password}
          error={checked && password === '' ? t('identity.signIn.passwordMissing') : undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('identity.signIn.showPassword'), tabIndex: 0 }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" variant="filled" size="md" fullWidth loading={act.isPending} disabled={wait > 0}>
          {t('identity.signIn.submit')}
        </Button>
        <p>
          <Link to="/forgotten-password" className="link">
            {t('account.forgotten.link')}
          </Link>
        </p>
        {wait > 0 ? <p className="soft">{t('identity.signIn.wait', { count: wait })}</p> : null}
      </form>
    </Door>
  )
}

/** The password is what is most likely wrong. */
function tryAgain(): void {
  const field = document.getElementById('password')
  if (!(field instanceof HTMLInputElement)) return
  field.focus()
  field.select()
}

/** Only a place of our own: an address of another site is no way to go after signing in. */
function safe(to: string | undefined): string | undefined {
  return to && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : undefined
}

/** Whole seconds left of what a 429 told us to wait. */
function useCountdown(seconds: number | undefined): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (!seconds) return setLeft(0)
    const end = Date.now() + seconds * 1000
    setLeft(seconds)
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 500)
    return () => clearInterval(timer)
  }, [seconds])
  return left
}
