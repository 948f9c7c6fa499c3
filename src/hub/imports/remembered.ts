/** Files repeat few values of such columns many times. Forgotten at 2,000, so that a file of nonsense cannot fill the memory. */
export function remembered<Value>(read: (cell: string) => Value): (cell: string) => Value {
  const known = new Map<string, { cell: string; value: Value }>()
  // Many columns say the same in row after row: to compare is cheaper than to look up.
  let last: { cell: string; value: Value } | undefined
  return (cell) => {
    if (last !== undefined && last.cell === cell) return last.value
    const found = known.get(cell)
    if (found !== undefined) {
      last = found
      return found.value
    }
    if (known.size >= 2000) known.clear()
    const value = read(cell)
    // A copy: the cell may be a slice of the file's text, which it would keep.
    const copy = Buffer.from(cell).toString()
    last = { cell: copy, value }
    known.set(copy, last)
    return value
  }
}
