import type { ReactNode } from 'react'

/**
 * Seats of a package as a bar: grey what was used, teal what is added. Amber once the limit is reached. The figures stand
 * beside it in words, so it is hidden from screen readers.
 */
export function SeatBar({
  before,
  after,
  limit,
}: {
  before: number
  after?: number
  limit?: number | undefined
}): ReactNode {
  if (after === undefined && limit === undefined) return <div className="bar bar-open" aria-hidden />
  const end = after ?? before
  // Without a limit the bar shows proportions only, and leaves a third free as a hint that there is no end.
  const whole = Math.max(limit ?? Math.max(before, end) * 1.5, before, end, 1)
  const low = Math.min(before, end)
  const tone = limit !== undefined && end >= limit ? 'full' : end < before ? 'less' : 'more'
  return (
    <div className={`bar bar-${after === undefined ? `use-${tone}` : tone}`} aria-hidden>
      <i style={{ width: share(low / whole) }} />
      <u style={{ left: share(low / whole), width: share(Math.abs(end - before) / whole) }} />
    </div>
  )
}

function share(part: number): string {
  return `${Math.round(part * 1000) / 10}%`
}
