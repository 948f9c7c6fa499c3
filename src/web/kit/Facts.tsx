import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Breakable } from './Breakable.tsx'
import { CopyIcon } from './Copy.tsx'

export type Fact = {
  label: string
  /** Left out or empty: the fact is shown as not set, or not at all with `optional`. */
  value?: ReactNode
  /** What the copy button copies; phone numbers as E.164. */
  copy?: string | undefined
  mono?: boolean
  optional?: boolean
}

/** Label and value in two columns; a value that can be copied shows its button on hover and focus. */
export function Facts({ facts }: { facts: readonly Fact[] }): ReactNode {
  const { t } = useTranslation()
  const shown = facts.filter((fact) => !fact.optional || isSet(fact.value))
  return (
    <dl className="facts">
      {shown.map(({ label, value, copy, mono }) => (
        <div key={label} className="fact">
          <dt>{label}</dt>
          <dd className={mono ? 'mono' : undefined}>
            {isSet(value) ? (
              <span className="fact-value">{isAddress(value) ? <Breakable text={value} /> : value}</span>
            ) : (
              <span className="faint">{t('common.noValue')}</span>
            )}
            {copy ? <CopyIcon value={copy} label={label} /> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function isAddress(value: ReactNode): value is string {
  return typeof value === 'string' && value.includes('@')
}

function isSet(value: ReactNode): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false
}
