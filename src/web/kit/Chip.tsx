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

/** The filters of a list that are on, and their removal at once where there are several. */
export function FilterChips<Name extends string>({
  label,
  chips,
  remove,
  clear,
  clearLabel,
}: {
  label: string
  chips: readonly { name: Name; label: string }[]
  remove: (name: Name) => void
  clear: () => void
  clearLabel: string
}): ReactNode {
  return (
    <fieldset className="chips" aria-label={label}>
      {chips.map(({ name, label: said }) => (
        <FilterChip key={name} name={said} remove={() => remove(name)}>
          {said}
        </FilterChip>
      ))}
      {chips.length > 1 ? (
        <button type="button" className="link" onClick={clear}>
          {clearLabel}
        </button>
      ) : null}
    </fieldset>
  )
}

/** One of several ways to look at the same list. */
export function ChoiceChip({
  children,
  on,
  disabled = false,
  choose,
}: {
  children: ReactNode
  on: boolean
  /** There is nothing to look at this way. */
  disabled?: boolean
  choose: () => void
}): ReactNode {
  return (
    <button
      type="button"
      className={on ? 'chip chip-button chip-on' : 'chip chip-button'}
      aria-pressed={on}
      disabled={disabled}
      onClick={choose}
    >
      {children}
    </button>
  )
}
