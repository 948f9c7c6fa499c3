import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const steps = ['file', 'plan', 'apply', 'result'] as const

export function Steps({ at }: { at: (typeof steps)[number] }): ReactNode {
  const { t } = useTranslation()
  const current = steps.indexOf(at)
  return (
    <ol className="steps" aria-label={t('imports.steps.label')}>
      {steps.map((step, index) => {
        const done = index < current || (at === 'result' && index === current)
        return (
          <li
            key={step}
            className={index === current ? 'step-now' : done ? 'step-done' : undefined}
            aria-current={index === current ? 'step' : undefined}
          >
            {done ? (
              <IconCheck size={15} aria-hidden className="step-check" />
            ) : (
              <span className="step-number">{index + 1}</span>
            )}
            {t(`imports.steps.${step}`)}
            {done ? <span className="hidden-text"> ({t('imports.steps.done')})</span> : null}
          </li>
        )
      })}
    </ol>
  )
}
