import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../kit/Panel.tsx'
import { EverybodysSessions } from './EverybodysSessions.tsx'
import { SignInRules } from './SignInRules.tsx'

/** How the administrators of the partner, or of one customer, sign in, and the end of all their sessions. */
export function SignInSection({ organizationId }: { organizationId: string | undefined }): ReactNode {
  const { t } = useTranslation()
  return (
    <Panel title={t('account.signIn.title')}>
      <SignInRules organizationId={organizationId} />
      <EverybodysSessions organizationId={organizationId} />
    </Panel>
  )
}
