import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { StateDot, type Tone } from './StateDot.tsx'

const tones: Record<Import['status'], Tone> = {
  planning: 'info',
  planned: 'wait',
  applying: 'info',
  applied: 'good',
  failed: 'bad',
  canceled: 'off',
}

export function ImportState({ status }: { status: Import['status'] }): ReactNode {
  const { t } = useTranslation()
  return <StateDot tone={tones[status]}>{t(`imports.status.${status}`)}</StateDot>
}
