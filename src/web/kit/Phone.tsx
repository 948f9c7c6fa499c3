import { type ReactNode, useSyncExternalStore } from 'react'
import { part } from './parts.ts'

let format: ((e164: string) => string) | undefined
let asked = false
const listeners = new Set<() => void>()

/** An E.164 number with the spaces of its country. The rules are loaded with the first number that is shown. */
export function Phone({ e164 }: { e164: string }): ReactNode {
  return <span className="mono nowrap">{useSpelling()(e164)}</span>
}

/** The same for a number within a text. */
export function useSpelling(): (e164: string) => string {
  return useSyncExternalStore(subscribe, () => format) ?? asWritten
}

const asWritten = (e164: string) => e164

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!asked) {
    asked = true
    // Where they cannot be had, numbers stay as they are written to be copied.
    load().catch(() => {
      asked = false
    })
  }
  return () => listeners.delete(listener)
}

async function load(): Promise<void> {
  const { parsePhoneNumberFromString } = await part(() => import('libphonenumber-js/min'))
  format = (e164) => parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
  for (const listener of listeners) listener()
}
