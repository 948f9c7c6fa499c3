import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Takes the six digits or a recovery code, pasted or typed, with whatever spaces. */
export function CodeField({
  code,
  change,
  missing,
}: {
  code: string
  change: (code: string) => void
  missing: boolean
}): ReactNode {
  const { t } = useTranslation()
  return (
    <TextInput
      id="code"
      label={t('account.step.code')}
      value={code}
      error={missing ? t('account.step.codeMissing') : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={60}
      data-autofocus
      autoFocus
    />
  )
}
