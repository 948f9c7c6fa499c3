import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { whenFreshNeeded } from './fresh.ts'
import { part } from './parts.ts'

const FreshSignIn = lazy(async () => ({ default: (await part(() => import('./FreshSignIn.tsx'))).FreshSignIn }))

/** Shows the question whenever a call meets it, whatever page it came from. */
export function FreshSignInHost(): ReactNode {
  const [answer, setAnswer] = useState<((proved: boolean) => void) | null>(null)
  useEffect(() => {
    whenFreshNeeded(
      async () =>
        await new Promise<boolean>((resolve) =>
          setAnswer(() => (proved: boolean) => {
            setAnswer(null)
            resolve(proved)
          }),
        ),
    )
    return () => whenFreshNeeded(null)
  }, [])
  return answer ? (
    <Suspense>
      <FreshSignIn answer={answer} />
    </Suspense>
  ) : null
}
