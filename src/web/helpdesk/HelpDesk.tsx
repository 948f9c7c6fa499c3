import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchItem } from '../../api/lookup.ts'
import { announce } from '../kit/Announcements.tsx'
import { FilterChip } from '../kit/Chip.tsx'
import { customerPreviewQuery } from '../kit/customer.ts'
import { ErrorPanel } from '../kit/ErrorPanel.tsx'
import { Skeletons, useArrival, useTitle } from '../kit/Page.tsx'
import { useRested } from '../kit/rest.ts'
import { isShut, ShutText } from '../kit/Shut.tsx'
import { focusSearch, searchResultsId, searchText, setSearch, useSearchKeys, useSearchState } from '../kit/search.ts'
import { fitOf } from '../kit/search-order.ts'
import { ChooseCustomer } from './ChooseCustomer.tsx'
import { type Cause, Preview } from './Preview.tsx'
import { hashOf, pathOf, ResultGroups, rowIdOf } from './ResultGroups.tsx'
import { type Found, useFound } from './results.ts'
import { Start } from './Start.tsx'
import './helpdesk.css'

const page = getRouteApi('/signed-in/partner-side/helpdesk')

/** Results of the search field in the header, as one types, with the most important of the chosen one beside them. */
export function HelpDesk(): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/helpdesk' })
  const { q = '', in: within } = page.useSearch()
  const { text, wanted } = useSearchState()
  const { data: customer, error: shut } = useQuery({
    ...customerPreviewQuery(within ?? ''),
    enabled: within !== undefined,
  })
  const restriction = isShut(shut)
    ? t('shell.missing.customer')
    : t('helpdesk.restricted', { name: customer?.name ?? '…' })
  const found = useFound(text, within)
  const open = useOpen(text, within)
  // Where there is no room beside the results, nothing is asked for that nobody would see: the audit would tell of a look that was none.
  const wide = useMediaQuery('(min-width: 1101px)', true, { getInitialValueInEffect: false })
  const late = useLate(found.pending && found.answered !== '' && text.trim() !== '')
  const { chosen, picked, setChosen } = useChosen(found, late)
  const title = text.trim() ? t('helpdesk.searchTitle', { text: text.trim() }) : t('helpdesk.title')
  useTitle(title)
  // The focus stays where it is, as a rule in the search field; the next page must know that it is not the first.
  useArrival(() => undefined)
  useAddress(q, text, within)
  useSummary(found, chosen, late)
  useReturn(found, setChosen)
  const goOn = useGoOn(found)
  useEffect(() => {
    if (wanted === '' || found.pending || found.answered !== wanted) return
    setSearch({ wanted: '' })
    if (chosen) open(chosen)
  }, [wanted, found, chosen, open])

  const restrict = useCallback(
    (item: SearchItem) => {
      setSearch({ text: '', active: undefined })
      void navigate({ search: { in: item.organizationId } })
      focusSearch()
    },
    [navigate],
  )
  const searchIn = (customerId: string) => {
    void navigate({ search: { q: text, in: customerId } })
    focusSearch()
  }
  const free = useCallback(() => {
    void navigate({ search: text ? { q: text } : {} })
    focusSearch()
  }, [navigate, text])

  const isExtension = text.trim() !== '' && found.hint === 'extension_needs_customer' && !within
  const choose = <ChooseCustomer text={text.trim()} choose={searchIn} />

  // In the rows themselves, reached by Tab or by Back, the same keys move the focus.
  const pressInRows = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = found.items.findIndex((item) => linkOf(item) === document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.items.length - 1 }[event.key]
    if (event.key === 'Escape' || (to === -1 && event.key === 'ArrowUp')) {
      event.preventDefault()
      focusSearch()
    } else if (to === found.items.length && event.key === 'ArrowDown' && focusMore()) {
      event.preventDefault()
    } else if (to !== undefined && at >= 0) {
      event.preventDefault()
      linkOf(found.items[Math.min(to, found.items.length - 1)])?.focus()
    }
  }

  useSearchKeys(
    useCallback(
      (event: KeyboardEvent<HTMLInputElement>) => {
        const { items } = found
        const at = chosen ? items.indexOf(chosen) : -1
        const end = event.currentTarget.selectionStart === event.currentTarget.value.length
        const to = event.key === 'ArrowDown' ? at + 1 : event.key === 'ArrowUp' ? at - 1 : undefined
        if (to !== undefined && items.length > 0) {
          event.preventDefault()
          if (to === items.length && focusMore()) return
          const next = items[Math.max(0, Math.min(items.length - 1, to))]
          setChosen(next)
          if (next) document.getElementById(rowIdOf(next))?.scrollIntoView({ block: 'nearest' })
        } else if (event.key === 'ArrowRight' && end && chosen && !within) {
          event.preventDefault()
          restrict(chosen)
        } else if (event.key === 'Escape') {
          event.preventDefault()
          if (text) setSearch({ text: '', active: undefined })
          else if (within) free()
          else event.currentTarget.blur()
        } else if (event.key === 'Backspace' && text === '' && within) {
          free()
        }
      },
      [found, chosen, setChosen, restrict, free, within, text],
    ),
  )

  return (
    <div className="helpdesk">
      <section className="results" aria-label={t('helpdesk.results')}>
        <h1 className="hidden-text">{t('helpdesk.title')}</h1>
        {within ? (
          <div className="restricted">
            <FilterChip name={restriction} remove={free}>
              {restriction}
            </FilterChip>
          </div>
        ) : null}
        {text.trim() === '' ? <Start within={within ? (customer?.name ?? '') : undefined} /> : null}
        {isShut(shut) ? (
          <ShutText error={shut} />
        ) : found.error ? (
          <ErrorPanel error={found.error} retry={found.retry} />
        ) : null}
        {text.trim() !== '' && found.answered === '' && !found.error ? <Skeletons lines={6} /> : null}
        {late ? (
          <p className="result-hint">{t('helpdesk.stillOf', { text: text.trim(), answered: found.answered })}</p>
        ) : text.trim() !== '' && found.hint ? (
          <p className="result-hint">{t(`lookup.hints.${found.hint}`)}</p>
        ) : null}
        {isExtension && found.items.length === 0 ? choose : null}
        {/* biome-ignore lint/a11y/useSemanticElements: the popup of a combobox; its rows are links, not cells of a table. */}
        <div
          id={searchResultsId}
          role="grid"
          aria-label={t('helpdesk.results')}
          aria-busy={found.pending}
          tabIndex={-1}
          onKeyDown={pressInRows}
        >
          {text.trim() === '' ? null : (
            <ResultGroups
              found={found}
              chosen={chosen}
              choose={setChosen}
              open={open}
              restrict={within ? undefined : restrict}
            />
          )}
        </div>
        {found.more && text.trim() !== '' ? <More found={found} byKey={goOn} /> : null}
        {isExtension && found.items.length > 0 ? choose : null}
        {found.items.length > 0 ? <KeyHelp restricts={!within} /> : null}
      </section>
      {wide ? (
        <aside className="preview" aria-label={t('helpdesk.preview')}>
          {chosen ? (
            <Preview item={chosen} cause={causeOf(chosen, picked, found)} />
          ) : (
            <p className="faint">{t('helpdesk.previewEmpty')}</p>
          )}
        </aside>
      ) : null}
    </div>
  )
}

/** Opens a result. What was typed is put into the address first, so that Back finds the same results. */
function useOpen(text: string, within: string | undefined): (item: SearchItem) => void {
  const router = useRouter()
  return useCallback(
    (item) => {
      const search = { ...(text ? { q: text } : {}), ...(within ? { in: within } : {}) }
      router.history.replace(router.buildLocation({ to: '/helpdesk', search }).href, { row: rowIdOf(item) })
      // Without this the two would be joined into one entry.
      router.history.flush()
      router.history.push(pathOf(item) + hashOf(item))
      // Who still stands in the field would type the next key into it; the page that opens takes the focus to its heading.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
    [router, text, within],
  )
}

/** Who comes back by Back stands on the row that was opened, as soon as it is here again. */
function useReturn(found: Found, choose: (item: SearchItem) => void): void {
  const router = useRouter()
  const [row, setRow] = useState(() => router.history.location.state.row)
  useEffect(() => {
    if (row === undefined || found.pending || found.answered === '') return
    setRow(undefined)
    const item = found.items.find((one) => rowIdOf(one) === row)
    // Whoever went on typing meanwhile is left alone.
    if (!item || document.activeElement instanceof HTMLInputElement) return
    choose(item)
    linkOf(item)?.focus()
  }, [row, found, choose])
}

function linkOf(item: SearchItem | undefined): HTMLElement | null {
  return item ? document.querySelector<HTMLElement>(`#${CSS.escape(rowIdOf(item))} .row-link`) : null
}

/** An answer that is awaited for so long leaves what is shown behind what is typed, and that must be said. */
const lateMs = 800

function useLate(pending: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (!pending) return
    const timer = setTimeout(() => setLate(true), lateMs)
    return () => clearTimeout(timer)
  }, [pending])
  return late && pending
}

/** The best result is chosen until the arrows say otherwise. */
function useChosen(
  found: Found,
  late: boolean,
): {
  chosen: SearchItem | undefined
  /** By the arrows or the pointer. */
  picked: boolean
  setChosen: (item: SearchItem | undefined) => void
} {
  const [picked, setPicked] = useState<{ item: SearchItem | undefined; answered: string }>()
  const still =
    picked && picked.answered === found.answered ? found.items.find((item) => item === picked.item) : undefined
  const best = late
    ? undefined
    : found.items.toSorted((one, other) => fitOf(one, found.answered) - fitOf(other, found.answered))[0]
  const choose = useCallback(
    (item: SearchItem | undefined) => setPicked({ item, answered: found.answered }),
    [found.answered],
  )
  return { chosen: still ?? best, picked: still !== undefined && still !== best, setChosen: choose }
}

/** One thing of its kind that is exactly what was typed, or the only thing there is, was asked for; of namesakes none was. */
function causeOf(item: SearchItem, picked: boolean, { items, more }: Found): Cause {
  if (picked) return 'chosen'
  const only = items.length === 1 && !more
  const exact = items.filter(({ kind, rank }) => kind === item.kind && rank === 'exact')
  return only || (exact.length === 1 && exact[0] === item) ? 'sure' : 'first'
}

/** Keeps `?q=` and the field together, whichever of them changed, without an entry in the history for each letter. */
function useAddress(q: string, text: string, within: string | undefined): void {
  const navigate = useNavigate({ from: '/helpdesk' })
  const router = useRouter()
  const written = useRef<string | undefined>(undefined)
  useEffect(() => {
    // The address leads on arrival and on Back and Forward; a field that was typed in on the way here is ahead of it.
    if (q !== written.current) {
      const typedOn = written.current === undefined && searchText() !== ''
      written.current = q
      if (!typedOn) setSearch({ text: q, active: undefined })
    }
  }, [q])
  useEffect(() => {
    if (written.current === undefined || text === written.current) return
    const timer = setTimeout(() => {
      // Another page was asked for and is still loading: its address must stay.
      if (router.history.location.pathname !== '/helpdesk') return
      written.current = text
      void navigate({ search: { ...(text ? { q: text } : {}), ...(within ? { in: within } : {}) }, replace: true })
    }, 250)
    return () => clearTimeout(timer)
  }, [text, within, navigate, router])
  useEffect(
    () => () => {
      written.current = undefined
      setSearch({ text: '', active: undefined, wanted: '', summary: '' })
    },
    [],
  )
}

/** Tells the field how many there are and where the arrows stand, and says the first to screen readers once typing rests. */
function useSummary(found: Found, chosen: SearchItem | undefined, late: boolean): void {
  const { t } = useTranslation()
  const { items, more, answered, hint, pending } = found
  const count = items.length
  const summary =
    answered === '' || late
      ? ''
      : count === 0
        ? t('helpdesk.none')
        : more
          ? t('helpdesk.countMore', { count })
          : t('helpdesk.count', { count })
  useEffect(() => setSearch({ summary }), [summary])
  const said = [summary, hint ? t(`lookup.hints.${hint}`) : ''].filter(Boolean).join('. ')
  const rested = useRested(pending || answered === '' ? '' : said, answered)
  useEffect(() => {
    if (rested !== '') announce(rested)
  }, [rested])
  useEffect(() => {
    setSearch({ active: chosen ? rowIdOf(chosen) : undefined })
  }, [chosen])
}

const moreId = 'search-more'

/** False where all results are shown. */
function focusMore(): boolean {
  const button = document.getElementById(moreId)
  button?.focus()
  return button !== null
}

/** Who asks for more by a key goes on at the first row that comes; the button may be gone by then. */
function useGoOn({ items }: Found): () => void {
  const before = useRef<ReadonlySet<string>>(undefined)
  useEffect(() => {
    const known = before.current
    const first = known && items.find((item) => !known.has(rowIdOf(item)))
    if (!first) return
    before.current = undefined
    // Whoever types meanwhile is left alone.
    if (!(document.activeElement instanceof HTMLInputElement)) linkOf(first)?.focus()
  }, [items])
  return () => {
    before.current = new Set(items.map(rowIdOf))
  }
}

/** Reached by ↓ from the last row, and left by ↑. */
function More({ found, byKey }: { found: Found; byKey: () => void }): ReactNode {
  const { t } = useTranslation()
  const { items, loadingMore, loadMore } = found
  return (
    <p className="result-more">
      <Button
        id={moreId}
        variant="subtle"
        loading={loadingMore}
        onClick={(event) => {
          if (event.detail === 0) byKey()
          loadMore()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') focusSearch()
          else if (event.key === 'ArrowUp') linkOf(items.at(-1))?.focus()
          else return
          event.preventDefault()
        }}
      >
        {t('common.more')}
      </Button>
    </p>
  )
}

function KeyHelp({ restricts }: { restricts: boolean }): ReactNode {
  const { t } = useTranslation()
  return (
    <p className="key-help" aria-hidden>
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> {t('helpdesk.choose')}
      </span>{' '}
      <span>
        <kbd>Enter</kbd> {t('helpdesk.openKey')}
      </span>{' '}
      {restricts ? (
        <>
          <span>
            <kbd>→</kbd> {t('helpdesk.restrictKey')}
          </span>{' '}
        </>
      ) : null}
      <span>
        <kbd>Esc</kbd> {t('helpdesk.leave')}
      </span>
    </p>
  )
}
