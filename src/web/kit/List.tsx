import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from './ErrorPanel.tsx'
import { Skeletons } from './Page.tsx'
import type { Pages } from './pages.ts'
import { pickByKeys, SelectAll, SelectionBar, SelectOne } from './Select.tsx'
import { isShut, ShutText } from './Shut.tsx'
import type { Selection } from './selection.ts'

export type Column<Row> = {
  id: string
  label: string
  /** Instead of the label, where a heading has parts. */
  head?: ReactNode
  cell: (row: Row) => ReactNode
  width?: string
  /** On a phone the column is left out. */
  wideOnly?: boolean
  /** Cannot be left out by choice. */
  fixed?: true
  /** Shown only to who chooses it. */
  offAtFirst?: true
  end?: boolean
  /** Present where the list can be sorted by it; `order` while it is. */
  sort?: { order?: 'asc' | 'desc' | undefined; toggle: () => void }
}

/**
 * A dense, keyset-paged table. The first link or button of a row that carries `data-row` opens it; arrows, Home, End and the page keys move
 * between them, or between the rows where they have none. More rows are fetched when the end comes into sight, or by the button.
 * With a `selection` each row has a checkbox, Space picks the row in focus, and `acts` stand in a bar as long as any is picked.
 */
export function List<Row>({
  label,
  pages,
  columns,
  rowKey,
  empty,
  summary,
  chosen,
  selection,
  acts,
  readable,
}: {
  label: string
  pages: Pages<Row>
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  empty: ReactNode
  /** Said to screen readers when the rows have changed, as “12 users shown”. */
  summary: (count: number) => string
  chosen?: string | undefined
  selection?: Selection<Row>
  acts?: ReactNode
  /** Rows may have nothing to open, so that the table itself is entered by Tab. */
  readable?: boolean
}): ReactNode {
  const { rows } = pages
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => enterByKeys(table), [])
  if (isShut(pages.error) && pages.error.status !== 400) return <ShutText error={pages.error} />
  if (!rows) return pages.error ? <ErrorPanel error={pages.error} retry={pages.retry} /> : <Skeletons lines={10} />
  return (
    <>
      <p role="status" className="hidden-text">
        {summary(rows.length)}
      </p>
      {pages.error ? <ErrorPanel error={pages.error} retry={pages.retry} /> : null}
      {rows.length === 0 ? (
        empty
      ) : (
        <div className={pages.stale ? 'list list-stale' : 'list'}>
          <table
            ref={table}
            aria-label={label}
            aria-busy={pages.stale}
            onKeyDown={(event) => {
              moveByKeys(event)
              if (selection) pickByKeys(event, rows, rowKey, selection)
            }}
            tabIndex={readable ? 0 : undefined}
          >
            <thead>
              <tr>
                {selection ? <SelectAll rows={rows} rowKey={rowKey} selection={selection} /> : null}
                {columns.map((column) => (
                  <Head key={column.id} column={column} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr
                  key={rowKey(row)}
                  className={rowKey(row) === chosen || selection?.rows.has(rowKey(row)) ? 'row-chosen' : undefined}
                >
                  {selection ? <SelectOne row={row} rows={rows} rowKey={rowKey} selection={selection} /> : null}
                  {columns.map((column) => (
                    <td key={column.id} className={classOf(column)}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {pages.more ? <More pages={pages} /> : null}
          {selection && selection.rows.size > 0 ? <SelectionBar selection={selection}>{acts}</SelectionBar> : null}
        </div>
      )}
    </>
  )
}

function Head<Row>({ column }: { column: Column<Row> }): ReactNode {
  const { t } = useTranslation()
  const { sort } = column
  const style = column.width ? { width: column.width } : undefined
  if (!sort) {
    return (
      <th scope="col" className={classOf(column)} style={style}>
        {column.head ?? column.label}
      </th>
    )
  }
  const Icon = sort.order === 'asc' ? IconArrowUp : sort.order === 'desc' ? IconArrowDown : IconSelector
  const order =
    sort.order === 'asc' ? ('ascending' as const) : sort.order === 'desc' ? ('descending' as const) : ('none' as const)
  return (
    <th scope="col" className={classOf(column)} style={style} aria-sort={order}>
      <button type="button" className="sort" title={t('common.sortBy', { column: column.label })} onClick={sort.toggle}>
        {column.label}
        <Icon size={14} aria-hidden />
      </button>
    </th>
  )
}

function More<Row>({ pages }: { pages: Pages<Row> }): ReactNode {
  const { t } = useTranslation()
  const ref = useRef<HTMLDivElement>(null)
  const { loadingMore, loadMore, error } = pages
  useEffect(() => {
    const end = ref.current
    // After a failure the button asks again; doing it by itself would never stop.
    if (!end || loadingMore || error) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && loadMore(), { rootMargin: '400px' })
    observer.observe(end)
    return () => observer.disconnect()
  }, [loadingMore, loadMore, error])
  return (
    <div ref={ref} className="list-more">
      <Button variant="subtle" loading={loadingMore} onClick={loadMore}>
        {t('common.more')}
      </Button>
    </div>
  )
}

function classOf<Row>(column: Column<Row>): string | undefined {
  const names = [column.wideOnly ? 'wide-only' : '', column.end ? 'end' : ''].filter(Boolean).join(' ')
  return names || undefined
}

/** What is focused to go to each row. */
function rowTargets(table: HTMLTableElement): HTMLElement[] {
  return [...table.querySelectorAll<HTMLElement>('tbody > tr')].map(
    // On a phone it stands in another cell.
    (row) => [...row.querySelectorAll<HTMLElement>('[data-row]')].find((one) => one.checkVisibility()) ?? row,
  )
}

function focusRow(target: HTMLElement): void {
  // A row that opens nothing is still read, cell by cell.
  if (target instanceof HTMLTableRowElement) target.tabIndex = -1
  target.focus()
}

/** From the page itself, where nothing else has the focus than what gets it on arrival, ↓ leads to the row that is chosen, else to the first. */
function enterByKeys(table: RefObject<HTMLTableElement | null>): () => void {
  const press = (event: globalThis.KeyboardEvent) => {
    const { altKey, ctrlKey, metaKey, shiftKey, defaultPrevented, key } = event
    if (key !== 'ArrowDown' || altKey || ctrlKey || metaKey || shiftKey || defaultPrevented || !table.current) return
    const { activeElement } = document
    if (activeElement !== document.body && !activeElement?.matches('main, main h1')) return
    if (!table.current.checkVisibility()) return
    const targets = rowTargets(table.current)
    const target = targets.find((one) => one.closest('.row-chosen')) ?? targets[0]
    if (!target) return
    event.preventDefault()
    focusRow(target)
  }
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}

function moveByKeys(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement) return
  const targets = rowTargets(event.currentTarget)
  const here = targets.findIndex((target) => target.closest('tr')?.contains(document.activeElement))
  const last = targets.length - 1
  const to: Record<string, number> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    PageDown: here + 10,
    PageUp: here - 10,
    Home: 0,
    End: last,
  }
  const wanted = to[event.key]
  const target = wanted === undefined ? undefined : targets[Math.max(0, Math.min(last, wanted))]
  if (!target) return
  event.preventDefault()
  focusRow(target)
}
