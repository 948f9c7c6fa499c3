/** Files repeat few values of such columns many times. Forgotten at 2,000, so that a file of nonsense cannot fill the memory. */
export function remembered<Value>(read: (cell: string) => Value): (cell: string) => Value {
  const known = new Map<string, { value: Value }>()
  return (cell) => {
    const found = known.get(cell)
    if (found !== undefined) return found.value
    if (known.size >= 2000) known.clear()
    const value = read(cell)
    // A copy: the cell may be a slice of the file's text, which it would keep.
    known.set(Buffer.from(cell).toString(), { value })
    return value
  }
}
