import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/imports.ts'
import { useFormat } from '../kit/format.ts'

/** Five figures: what will be lost stands in red, what was refused in amber. */
export function Figures({ of }: { of: Import }): ReactNode {
  const { t } = useTranslation()
  const format = useFormat()
  const done = of.status === 'applied'
  const figures = [
    { id: 'create', label: done ? t('imports.figures.created') : t('imports.figures.create'), tone: '' },
    { id: 'change', label: done ? t('imports.figures.changed') : t('imports.figures.change'), tone: '' },
    { id: 'remove', label: done ? t('imports.figures.removed') : t('imports.figures.remove'), tone: 'red' },
    { id: 'unchanged', label: t('imports.figures.unchanged'), tone: '' },
    { id: 'refused', label: t('imports.figures.refused'), tone: 'amber' },
  ] as const
  return (
    <dl className="figures" aria-label={t('imports.figures.label')}>
      {figures.map(({ id, label, tone }) => (
        <div key={id} className={of.counts[id] > 0 ? tone : undefined}>
          <dd>{format.number(of.counts[id])}</dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  )
}
