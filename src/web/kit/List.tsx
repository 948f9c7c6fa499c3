import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from './ErrorPanel.tsx'
import { Skeletons } from './Page.tsx'
import type { Pages } from './pages.ts'
import { isShut, ShutText } from './Shut.tsx'

export type Column<Row> = {
  id: string
  label: string
  /** Instead of the label, where a heading has parts. */
  head?: ReactNode
  cell: (row: Row) => ReactNode
  width?: string
  /** On a phone the column is left out. */
  wideOnly?: boolean
  end?: boolean
  /** Present where the list can be sorted by it; `order` while it is. */
  sort?: { order?: 'asc' | 'desc' | undefined; toggle: () => void }
}

/**
 * A dense, keyset-paged table. The first link or button of a row that carries `data-row` opens it; arrows, Home and End move
 * between them. More rows are fetched when the end comes into sight, or by the button.
 */
export function List<Row>({
  label,
  pages,
  columns,
  rowKey,
  empty,
  summary,
  chosen,
}: {
  label: string
  pages: Pages<Row>
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  empty: ReactNode
  /** Said to screen readers when the rows have changed, as “12 users shown”. */
  summary: (count: number) => string
  chosen?: string | undefined
}): ReactNode {
  const { rows } = pages
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
          <table aria-label={label} aria-busy={pages.stale} onKeyDown={moveByArrows}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <Head key={column.id} column={column} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={rowKey(row)} className={rowKey(row) === chosen ? 'row-chosen' : undefined}>
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

function moveByArrows(event: KeyboardEvent<HTMLTableElement>): void {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  }
  const step = steps[event.key]
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
  const openers = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody [data-row]')]
  const here = openers.findIndex((opener) => opener.closest('tr')?.contains(document.activeElement))
  const target = openers[Math.max(0, Math.min(openers.length - 1, here + step))]
  if (!target) return
  event.preventDefault()
  target.focus()
}
