import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../api/partners.ts'
import { StateDot, type Tone } from './StateDot.tsx'

const tones: Record<Customer['status'], Tone> = {
  provisioning: 'info',
  provisioned: 'good',
  provisioned_with_errors: 'wait',
  updating: 'info',
  deleting: 'wait',
  error: 'bad',
}

export function isCustomerStatus(text: string): text is Customer['status'] {
  return Object.hasOwn(tones, text)
}

export function CustomerState({ status }: { status: Customer['status'] }): ReactNode {
  const { t } = useTranslation()
  return <StateDot tone={tones[status]}>{t(`partners.status.${status}`)}</StateDot>
}
