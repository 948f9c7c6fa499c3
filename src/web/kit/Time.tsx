import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat } from './format.ts'

/** Relative, with the exact time on hover; `focusable` where it stands alone, not in rows of a list. */
export function Time({ at, focusable, dateOnly }: { at: string; focusable?: boolean; dateOnly?: boolean }): ReactNode {
  const format = useFormat()
  const shown = dateOnly ? format.date(at) : format.relative(at)
  if (!focusable) {
    return (
      <time dateTime={at} title={format.exact(at)}>
        {shown}
      </time>
    )
  }
  return (
    <Tooltip label={format.exact(at)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the exact time must be reachable without a pointer. */}
      <time dateTime={at} tabIndex={0} className="has-tip">
        {shown}
      </time>
    </Tooltip>
  )
}
