import { IconSearch } from '@tabler/icons-react'
import { useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { pressInSearch, searchFieldId, searchResultsId, setSearch, useSearchState } from './search.ts'

/** The Help Desk's search, in the header of every page. Typing anywhere else goes there with what was typed. */
export function SearchField(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { text, active, summary } = useSearchState()
  const router = useRouter()
  const here = useRouterState({ select: (state) => state.location.pathname === '/helpdesk' })

  // The page of the results is fetched while nothing else is to do, so that the first letter does not wait for it.
  useEffect(() => whenIdle(() => void router.preloadRoute({ to: '/helpdesk' })), [router])

  function type(next: string): void {
    setSearch({ text: next, active: undefined, wanted: '' })
    if (!here && next !== '') void navigate({ to: '/helpdesk', search: { q: next } })
  }

  return (
    <search className="search">
      <IconSearch size={16} className="search-icon" aria-hidden />
      <input
        id={searchFieldId}
        type="text"
        maxLength={400}
        role="combobox"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        aria-label={t('shell.search.label')}
        aria-expanded={here && text !== ''}
        aria-controls={here ? searchResultsId : undefined}
        aria-haspopup="grid"
        aria-activedescendant={here ? active : undefined}
        placeholder={t('shell.search.placeholder')}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Who has just opened a result is still in the field; the key that leads here is then no text.
          if (event.key === '/' && text === '') event.preventDefault()
          if (event.key === 'Enter') setSearch({ wanted: text.trim() })
          pressInSearch(event)
        }}
        onFocus={() => {
          if (!here && text !== '') void navigate({ to: '/helpdesk', search: { q: text } })
        }}
      />
      {here && text !== '' ? <span className="search-summary">{summary}</span> : null}
      <kbd aria-hidden>{here && text !== '' ? 'Esc' : '/'}</kbd>
    </search>
  )
}

/** Gives back what calls it off. Some browsers know no idle time; there a moment after the page is as good. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, 300)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(act, { timeout: 2000 })
  return () => cancelIdleCallback(handle)
}
