import type { ReactNode } from 'react'

/**
 * Seats of a package as a bar: grey what was used, teal what is added. Amber once the limit is reached. The figures stand
 * beside it in words, so it is hidden from screen readers. A package without a limit has no whole to show a part of, and no bar.
 */
export function SeatBar({ before, after, limit }: { before: number; after?: number; limit: number }): ReactNode {
  const end = after ?? before
  const whole = Math.max(limit, before, end, 1)
  const low = Math.min(before, end)
  const tone = end >= limit ? 'full' : end < before ? 'less' : 'more'
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
