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

export function ImportState({ of }: { of: Pick<Import, 'status' | 'counts'> }): ReactNode {
  const { t } = useTranslation()
  const { status, counts } = of
  if (status === 'planned' && counts.create + counts.change + counts.remove === 0)
    return <StateDot tone="off">{t('imports.status.nothing')}</StateDot>
  return <StateDot tone={tones[status]}>{t(`imports.status.${status}`)}</StateDot>
}
