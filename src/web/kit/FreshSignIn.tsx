import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { freshen } from './calls.ts'
import { client } from './client.ts'
import { Dialog } from './Dialog.tsx'
import { ErrorPanel } from './ErrorPanel.tsx'
import { sessionRotated } from './fresh.ts'
import { useSession } from './session.ts'

/** Asks once more who is there, before an act that matters; the act then goes on as if nothing had been asked. */
export function FreshSignIn({ answer }: { answer: (proved: boolean) => void }): ReactNode {
  const { t } = useTranslation()
  const { secondFactor } = useSession()
  const [text, setText] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [pending, setPending] = useState(false)
  useEffect(() => {
    document.getElementById('fresh')?.focus()
  }, [])

  async function prove(): Promise<void> {
    setPending(true)
    try {
      await client.call(freshen, { body: secondFactor ? { code: text } : { password: text } })
      sessionRotated()
      answer(true)
    } catch (refused) {
      setError(refused)
      setPending(false)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    // The dialog may stand inside another form.
    event.stopPropagation()
    if (text !== '') void prove()
  }

  const shared = {
    id: 'fresh',
    value: text,
    'data-autofocus': true,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
  }
  return (
    <Dialog title={t('account.fresh.title')} close={() => answer(false)}>
      <form onSubmit={submit} noValidate className="door-form">
        <p>{t(secondFactor ? 'account.fresh.code' : 'account.fresh.password')}</p>
        {error ? <ErrorPanel error={error} /> : null}
        {secondFactor ? (
          <TextInput {...shared} label={t('account.step.code')} autoComplete="one-time-code" />
        ) : (
          <PasswordInput
            {...shared}
            label={t('identity.signIn.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('identity.signIn.showPassword'), tabIndex: 0 }}
          />
        )}
        <div className="dialog-acts">
          <Button onClick={() => answer(false)}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled" loading={pending}>
            {t('account.fresh.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
