import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserDetail } from '../../api/directory.ts'
import { StateDot, type Tone } from '../kit/StateDot.tsx'

export type Connection = UserDetail['devices'][number]['connectionStatus']

const tones: Record<Connection, Tone> = {
  connected: 'good',
  disconnected: 'bad',
  connected_with_issues: 'wait',
  offline_expired: 'bad',
  activating: 'info',
  unknown: 'off',
  offline_deep_sleep: 'off',
}

export function isConnection(text: string): text is Connection {
  return Object.hasOwn(tones, text)
}

export function DeviceState({ status }: { status: Connection }): ReactNode {
  const { t } = useTranslation()
  return <StateDot tone={tones[status]}>{t(`directory.connection.${status}`)}</StateDot>
}
