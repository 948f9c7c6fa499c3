import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'

/** One filter of a list as a choice among few; the first lets all through. */
export function FilterSelect({
  label,
  any,
  value,
  options,
  choose,
}: {
  label: string
  any: string
  value: string | undefined
  options: readonly { value: string; label: string }[]
  /** '' takes the filter away. */
  choose: (value: string) => void
}): ReactNode {
  return (
    <NativeSelect
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[{ value: '', label: any }, ...options]}
    />
  )
}
