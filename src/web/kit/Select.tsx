import { IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Selection } from './selection.ts'

// The checkboxes of a list, and the bar of what can be done with the picked rows.

type Props<Row> = { rows: readonly Row[]; rowKey: (row: Row) => string; selection: Selection<Row> }

/** All rows that are shown; those that come later are not in it. */
export function SelectAll<Row>({ rows, rowKey, selection }: Props<Row>): ReactNode {
  const { t } = useTranslation()
  const ref = useRef<HTMLInputElement>(null)
  const count = rows.filter((row) => selection.rows.has(rowKey(row))).length
  const all = count === rows.length && count > 0
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = count > 0 && !all
  }, [count, all])
  return (
    <th scope="col" className="pick wide-only">
      <label className="pick-box">
        <input
          ref={ref}
          type="checkbox"
          aria-label={t('common.selectAll')}
          checked={all}
          onChange={() =>
            selection.set(
              rows.map((row) => ({ key: rowKey(row), row })),
              !all,
            )
          }
        />
      </label>
    </th>
  )
}

export function SelectOne<Row>({ row, rows, rowKey, selection }: Props<Row> & { row: Row }): ReactNode {
  const { t } = useTranslation()
  const key = rowKey(row)
  return (
    <td className="pick wide-only">
      <label className="pick-box over-row">
        <input
          type="checkbox"
          aria-label={t('common.selectRow', { name: selection.nameOf(row) })}
          checked={selection.rows.has(key)}
          onChange={(event) => {
            const { nativeEvent } = event
            const range = nativeEvent instanceof MouseEvent && nativeEvent.shiftKey ? upTo(row) : [row]
            selection.set(
              range.map((one) => ({ key: rowKey(one), row: one })),
              event.currentTarget.checked,
            )
          }}
        />
      </label>
    </td>
  )

  /** From the row that was picked last to this one. */
  function upTo(to: Row): readonly Row[] {
    const last = [...selection.rows.keys()].at(-1)
    const from = rows.findIndex((one) => rowKey(one) === last)
    const end = rows.indexOf(to)
    return from < 0 ? [to] : rows.slice(Math.min(from, end), Math.max(from, end) + 1)
  }
}

/** Space picks the row in focus, Escape lets all go. */
export function pickByKeys<Row>(
  event: KeyboardEvent<HTMLTableElement>,
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  selection: Selection<Row>,
): void {
  if (event.key === 'Escape' && selection.rows.size > 0) {
    event.preventDefault()
    selection.clear()
  }
  if (event.key !== ' ' || !(event.target instanceof HTMLElement) || !event.target.matches('[data-row], tr')) return
  const index = [...event.currentTarget.querySelectorAll('tbody > tr')].indexOf(
    event.target.closest('tr') ?? event.target,
  )
  const row = rows[index]
  if (row === undefined) return
  event.preventDefault()
  selection.set([{ key: rowKey(row), row }], !selection.rows.has(rowKey(row)))
}

/** Stands at the foot of the list, so that no row moves when it comes. */
export function SelectionBar<Row>({
  selection,
  children,
}: {
  selection: Selection<Row>
  children: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="selection-bar" aria-label={t('common.selection')}>
      <span role="status" className="strong">
        {t('common.selected', { count: selection.rows.size })}
      </span>
      <span className="grow" />
      {children}
      <button type="button" className="icon-button" aria-label={t('common.clearSelection')} onClick={selection.clear}>
        <IconX size={16} aria-hidden />
      </button>
    </section>
  )
}
