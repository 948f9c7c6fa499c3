import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MailState as State } from '../../api/mail.ts'
import { StateDot, type Tone } from '../kit/StateDot.tsx'

// Taken by the mail server is no proof of delivery: `sent` is under way, only `delivered` is good.
const tones: Record<State, Tone> = {
  queued: 'info',
  waiting: 'wait',
  delayed: 'wait',
  sent: 'info',
  delivered: 'good',
  bounced_soft: 'wait',
  bounced_hard: 'bad',
  complained: 'bad',
  suppressed: 'off',
  rejected: 'bad',
  failed: 'bad',
}

export const mailStates = Object.keys(tones).filter(isMailState)

export function isMailState(text: string): text is State {
  return Object.hasOwn(tones, text)
}

export function MailState({ state }: { state: State }): ReactNode {
  const { t } = useTranslation()
  return <StateDot tone={tones[state]}>{t(`mail.states.${state}`)}</StateDot>
}
