import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat } from './format.ts'

/**
 * Relative, with the exact time on hover; `focusable` where it stands alone, not in rows of a list. `moment`: the clock's time and no relative
 * one, for lists of what happened, whose newest rows would all be called “now”.
 */
export function Time({
  at,
  focusable,
  dateOnly,
  moment,
}: {
  at: string
  focusable?: boolean
  dateOnly?: boolean
  moment?: boolean
}): ReactNode {
  const format = useFormat()
  const shown = moment ? format.moment(at) : dateOnly ? format.date(at) : format.relative(at)
  const exact = moment ? `${format.relative(at)}, ${format.exact(at)}` : format.exact(at)
  if (!focusable) {
    return (
      <time dateTime={at} title={exact}>
        {shown}
      </time>
    )
  }
  return (
    <Tooltip label={exact}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a pointer. */}
      <time dateTime={at} tabIndex={0} className="has-tip">
        {shown}
      </time>
    </Tooltip>
  )
}
