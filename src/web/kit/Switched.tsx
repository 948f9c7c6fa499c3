import { Switch } from '@mantine/core'
import { type ReactNode, useState } from 'react'

/** A switch that is saved at once: it stands where it was put while that is under way, keeps the focus, and then shows what was kept. */
export function Switched({
  label,
  description,
  value,
  disabled,
  save,
}: {
  label: string
  description: string
  value: boolean
  disabled: boolean
  /** Ends when the answer is there; a failure is the caller's to show. */
  save: (value: boolean) => Promise<unknown>
}): ReactNode {
  const [put, setPut] = useState<boolean | null>(null)
  return (
    <Switch
      label={label}
      description={description}
      checked={put ?? value}
      disabled={disabled}
      onChange={(event) => {
        const wanted = event.currentTarget.checked
        setPut(wanted)
        void save(wanted)
          .catch(() => {})
          .finally(() => setPut(null))
      }}
    />
  )
}
