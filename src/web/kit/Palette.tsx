import { useMantineColorScheme } from '@mantine/core'
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isLanguage, languages } from '../../phrases/languages.ts'
import '@mantine/spotlight/styles.layer.css'
import { search } from './calls.ts'
import { client } from './client.ts'
import { customerQuery } from './customer.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { useFormat } from './format.ts'
import { chooseLanguage } from './language.ts'
import { fold, useNamedPages, usePageRows } from './palette-pages.ts'
import { useRested } from './rest.ts'
import { bestFirst } from './search-order.ts'
import { endSession, useMay, useSession } from './session.ts'

const [store, spotlight] = createSpotlight()

type Row = { id: string; label: string; description?: string; onClick: () => void }
type Group = { group: string; actions: Row[] }

/** Ctrl+K: pages and acts by their names, customers and people by search. */
export function Palette({
  text,
  setText,
  entered,
  ready,
  close,
  showKeys,
  go,
}: {
  text: string
  setText: (text: string) => void
  /** The text after which Enter came before the palette did. */
  entered: string | undefined
  /** Its field has the focus. */
  ready: () => void
  close: () => void
  showKeys: () => void
  go: (to: string) => void
}): ReactNode {
  const { t } = useTranslation()
  useEffect(() => spotlight.open(), [])
  const goAndRead = (to: string) => {
    // Not back to what opened it: the page that comes takes the focus to its heading.
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    go(to)
  }
  const own = useOwnGroups(text, showKeys, goAndRead)
  const found = useFound(text, goAndRead)
  const groups = [...own.groups, ...found.groups]
  const pending = own.pending || found.pending
  const press = useFirstRow(text, groups, pending, entered)
  const list = useId()
  const field = useRef<HTMLInputElement>(null)
  const isReady = useRef(false)
  const searchAgain = () => {
    // The button goes away with the error.
    field.current?.focus()
    found.retry()
  }
  const { selected } = useSpotlight(store)
  const rows = groups.flatMap(({ actions }) => actions)
  const told = useRested(
    text.trim() === '' || pending || found.error
      ? ''
      : rows.length === 0
        ? t('shell.palette.nothing')
        : [t('helpdesk.count', { count: rows.length }), found.similarOnly ? t('lookup.hints.similar_only') : '']
            .filter(Boolean)
            .join('. '),
    text,
  )
  const idOf = (row: Row) => `${list}-${row.id}`
  const chosen = rows[selected]
  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight="60vh"
      onSpotlightClose={close}
      // The field that it takes over from is there already.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('shell.palette.label') } }}
      // The library fades it on the chosen row, to less contrast than small text needs.
      styles={{ actionDescription: { opacity: 1 } }}
    >
      <Spotlight.Search
        ref={field}
        placeholder={t('shell.palette.placeholder')}
        aria-label={t('shell.palette.label')}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={rows.length > 0}
        aria-controls={rows.length > 0 ? list : undefined}
        aria-activedescendant={chosen && idOf(chosen)}
        onKeyDown={press}
        onFocus={({ currentTarget }) => {
          if (isReady.current) return
          isReady.current = true
          currentTarget.setSelectionRange(text.length, text.length)
          ready()
        }}
      />
      {rows.length > 0 ? (
        <Spotlight.ActionsList id={list} role="listbox" aria-label={t('shell.palette.label')}>
          {groups.map(({ group, actions }) => (
            <Spotlight.ActionsGroup key={group} label={group} role="group" aria-label={group}>
              {actions.map((row) => (
                <Spotlight.Action
                  key={row.id}
                  // The library keeps an id that it is given to itself.
                  ref={(button) => button?.setAttribute('id', idOf(row))}
                  role="option"
                  aria-selected={row === chosen}
                  data-selected={row === chosen || undefined}
                  label={row.label}
                  {...(row.description === undefined ? {} : { description: row.description })}
                  onClick={row.onClick}
                />
              ))}
            </Spotlight.ActionsGroup>
          ))}
        </Spotlight.ActionsList>
      ) : found.error ? null : (
        <Spotlight.Empty aria-busy={pending}>
          {pending ? t('common.loading') : t('shell.palette.nothing')}
        </Spotlight.Empty>
      )}
      {/* In the dialog, outside of which screen readers may hear nothing. */}
      <p role="status" className="hidden-text">
        {told}
      </p>
      {found.error ? (
        <div className="palette-failed">
          <ErrorPanel error={found.error} retry={searchAgain} />
        </div>
      ) : null}
    </Spotlight.Root>
  )
}

/**
 * The first row is chosen until the arrows say otherwise, also where it comes from the hub: the library chooses only among what is there
 * when the text changes. Enter before the answer opens the first row as soon as there is one.
 */
function useFirstRow(
  text: string,
  groups: readonly Group[],
  pending: boolean,
  entered: string | undefined,
): (event: KeyboardEvent) => void {
  const moved = useRef('')
  const wanted = useRef<string | undefined>(undefined)
  const rows = groups.flatMap(({ actions }) => actions)
  const [first] = rows
  const order = rows.map(({ id }) => id).join(' ')
  const open = useRef<() => void>(undefined)
  open.current = first?.onClick
  const taken = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (entered !== taken.current) wanted.current = entered
    taken.current = entered
    if (text === '' || order === '') return
    if (moved.current !== text) chooseFirst()
    if (wanted.current !== text || pending) return
    wanted.current = undefined
    spotlight.close()
    open.current?.()
  }, [text, order, pending, entered])
  return ({ key }) => {
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      moved.current = text
      // The library, whose turn comes after this, marks the next row and tells nobody.
      queueMicrotask(() => store.setState(store.getState()))
    }
    if (key === 'Enter' && pending && first === undefined) wanted.current = text
  }
}

function chooseFirst(): void {
  store.setState((state) => ({ ...state, selected: 0 }))
}

function useOwnGroups(
  text: string,
  showKeys: () => void,
  go: (to: string) => void,
): { groups: Group[]; pending: boolean } {
  const { t } = useTranslation()
  const session = useSession()
  const { setColorScheme } = useMantineColorScheme()
  const params = useParams({ strict: false })
  const customerId = session.organization?.id ?? params.customerId
  const { data: customer } = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== undefined })
  // From the beginning of a word: what was meant as somebody's name rarely begins one of ours.
  const fits = (label: string) => ` ${fold(label)}`.includes(` ${fold(text)}`)

  const own = usePageRows(
    text,
    customerId === undefined ? undefined : { id: customerId, name: customer?.name ?? session.organization?.name },
  )
  const named = useNamedPages(text)
  const pages = [...own, ...named.rows.filter(({ id }) => !own.some((one) => one.id === id))].map(({ to, ...row }) => ({
    ...row,
    onClick: () => go(to),
  }))

  const acts = [
    ...(customer?.can.import
      ? [
          {
            id: 'act-import',
            label: t('shell.palette.startImport', { name: customer.name }),
            onClick: () => go(`/customers/${customer.id}/imports/new`),
          },
        ]
      : []),
    { id: 'act-light', label: t('shell.palette.light'), onClick: () => setColorScheme('light') },
    { id: 'act-dark', label: t('shell.palette.dark'), onClick: () => setColorScheme('dark') },
    ...Object.entries(languages).map(([code, name]) => ({
      id: `act-${code}`,
      label: name,
      description: t('shell.language.label'),
      onClick: () => {
        if (isLanguage(code)) void chooseLanguage(code)
      },
    })),
    { id: 'act-keys', label: t('shell.account.keys'), onClick: showKeys },
    { id: 'act-out', label: t('shell.account.signOut'), onClick: () => void endSession() },
  ]
  const groups = [
    { group: t('shell.palette.pages'), actions: pages },
    { group: t('shell.palette.acts'), actions: acts.filter(({ label }) => fits(label)) },
  ].filter(({ actions }) => actions.length > 0)
  return { groups, pending: named.pending }
}

function useFound(
  text: string,
  go: (to: string) => void,
): { groups: Group[]; similarOnly: boolean; pending: boolean; error: Error | null; retry: () => void } {
  const { t } = useTranslation()
  const session = useSession()
  const format = useFormat()
  const may = useMay('lookup:search')
  const enabled = may && text.trim().length >= 2
  const { data, error, refetch } = useQuery({
    queryKey: ['palette', text],
    queryFn: async ({ signal }) => (await client.call(search, { query: { q: text, max: 12 } }, { signal })).data.items,
    enabled,
  })
  const found = text.trim().length >= 2 ? (data ?? []) : []
  const of = (kind: 'organization' | 'user') =>
    found
      .filter((item) => item.kind === kind)
      .slice(0, 6)
      .map((item) => ({
        id: `${kind}-${item.id}`,
        label: item.title,
        description: [
          item.rank === 'fuzzy' ? t('lookup.similar') : '',
          kind === 'organization' ? format.country(item.subtitle) : item.subtitle,
          kind === 'user' && !session.organization ? item.organizationName : '',
        ]
          .filter(Boolean)
          .join(' · '),
        onClick: () => {
          if (kind === 'organization') go(`/customers/${item.id}`)
          else if (session.organization) go(`/customers/${item.organizationId}/users/${item.id}`)
          else go(`/helpdesk/users/${item.id}`)
        },
      }))
  const groups = bestFirst(['organization', 'user'] as const, found, text)
    .filter((kind) => kind === 'user' || !session.organization)
    .map((kind) => ({
      group: t(kind === 'user' ? 'shell.palette.users' : 'shell.palette.customers'),
      actions: of(kind),
    }))
    .filter(({ actions }) => actions.length > 0)
  const similarOnly = found.length > 0 && found.every(({ rank }) => rank === 'fuzzy')
  const failed = enabled && data === undefined ? error : null
  return {
    groups,
    similarOnly,
    pending: enabled && data === undefined && !error,
    error: failed,
    retry: () => void refetch(),
  }
}
