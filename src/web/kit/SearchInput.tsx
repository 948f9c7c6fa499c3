import { TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The search of one list. `onSearch` is called once typing rests, so that each letter does not become a history entry. */
export function SearchInput({
  label,
  hint,
  value,
  onSearch,
}: {
  label: string
  hint: string
  value: string
  onSearch: (text: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const search = useRef(onSearch)
  search.current = onSearch
  useEffect(() => {
    // The address changed from elsewhere: Back, or a removed filter.
    if (value !== sent.current) {
      sent.current = value
      setText(value)
    }
  }, [value])
  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      search.current(text)
    }, 120)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <TextInput
      type="search"
      maxLength={200}
      className="search-input"
      aria-label={label}
      placeholder={hint}
      value={text}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text ? (
          <button
            type="button"
            className="icon-button"
            aria-label={t('shell.search.clear')}
            onClick={() => setText('')}
          >
            <IconX size={14} aria-hidden />
          </button>
        ) : null
      }
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text) {
          event.stopPropagation()
          setText('')
        }
      }}
    />
  )
}
