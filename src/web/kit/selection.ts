import { useState } from 'react'

/** Rows that were picked, by their keys. Another question (a filter, another customer) begins with none: nobody acts on what is not seen. */
export type Selection<Row> = {
  rows: ReadonlyMap<string, Row>
  set: (rows: readonly { key: string; row: Row }[], on: boolean) => void
  clear: () => void
  /** What a row is called, for its checkbox. */
  nameOf: (row: Row) => string
}

export function useSelection<Row>(question: string, nameOf: (row: Row) => string): Selection<Row> {
  const [state, setState] = useState<{ question: string; rows: ReadonlyMap<string, Row> }>({
    question,
    rows: new Map(),
  })
  const rows = state.question === question ? state.rows : new Map<string, Row>()
  return {
    rows,
    nameOf,
    set: (changed, on) => {
      const next = new Map(rows)
      for (const { key, row } of changed) {
        if (on) next.set(key, row)
        else next.delete(key)
      }
      setState({ question, rows: next })
    },
    clear: () => setState({ question, rows: new Map() }),
  }
}
