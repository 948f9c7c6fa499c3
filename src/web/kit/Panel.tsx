import { type ReactNode, useId } from 'react'

/** A titled part of a page. `flush`: the content (a table) reaches the edges. */
export function Panel({
  title,
  note,
  flush,
  children,
}: {
  title: string
  note?: ReactNode
  flush?: boolean
  children: ReactNode
}): ReactNode {
  const id = useId()
  return (
    <section className={flush ? 'panel panel-flush' : 'panel'} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <span className="faint">{note}</span>}
      </div>
      {children}
    </section>
  )
}

/** A small table inside a panel, for a handful of rows; where there is no room for its columns each row stands as a block. */
export function SmallTable({
  label,
  heads,
  rows,
  empty,
  marked,
}: {
  label: string
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  empty: string
  /** Key of the row that somebody came here for: marked and brought into sight. */
  marked?: string
}): ReactNode {
  if (rows.length === 0) return <p className="panel-empty">{empty}</p>
  return (
    <div className={heads.length > 2 ? 'small-table-frame' : undefined}>
      <table className="small-table" aria-label={label}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr
              key={key}
              {...(key === marked
                ? { ref: bringIntoSight, className: 'row-wanted', 'aria-current': 'true' as const }
                : {})}
            >
              {cells.map((cell, index) => (
                <td key={heads[index]} data-label={heads[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function bringIntoSight(row: HTMLTableRowElement | null): void {
  row?.scrollIntoView({ block: 'center' })
}
