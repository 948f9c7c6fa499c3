import type { ReactNode } from 'react'

/** `good` works, `wait` needs time or somebody, `bad` does not work, `info` is under way, `off` is at rest. */
export type Tone = 'good' | 'wait' | 'bad' | 'info' | 'off'

/** A small dot and a word; never the colour alone. */
export function StateDot({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  return (
    <span className="state">
      <span className={`dot dot-${tone}`} aria-hidden />
      {children}
    </span>
  )
}
