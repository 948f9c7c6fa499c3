import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserStatus } from '../../api/directory.ts'
import { StateDot, type Tone } from './StateDot.tsx'

const tones: Record<UserStatus, Tone> = {
  active: 'good',
  verified: 'good',
  not_verified: 'wait',
  invite_pending: 'wait',
  transient: 'info',
  inactive: 'off',
  suspended: 'bad',
}

export const userStatuses: readonly UserStatus[] = [
  'active',
  'verified',
  'not_verified',
  'invite_pending',
  'transient',
  'inactive',
  'suspended',
]

export function isUserStatus(text: string): text is UserStatus {
  return Object.hasOwn(tones, text)
}

export function UserState({ status }: { status: UserStatus }): ReactNode {
  const { t } = useTranslation()
  return <StateDot tone={tones[status]}>{t(`directory.status.${status}`)}</StateDot>
}
