import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A filter that is on, with its removal. */
export function FilterChip({
  children,
  name,
  remove,
}: {
  children: ReactNode
  name: string
  remove: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="chip chip-on">
      {children}
      <button type="button" className="chip-remove" aria-label={t('common.removeFilter', { name })} onClick={remove}>
        <IconX size={13} aria-hidden />
      </button>
    </span>
  )
}

/** One of several ways to look at the same list. */
export function ChoiceChip({
  children,
  on,
  choose,
}: {
  children: ReactNode
  on: boolean
  choose: () => void
}): ReactNode {
  return (
    <button
      type="button"
      className={on ? 'chip chip-button chip-on' : 'chip chip-button'}
      aria-pressed={on}
      onClick={choose}
    >
      {children}
    </button>
  )
}
