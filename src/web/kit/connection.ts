import { useSyncExternalStore } from 'react'

// Whether the hub answers. Every call reports here; while it is away, one probe asks for all of them.

let away = false
let probe: ReturnType<typeof setTimeout> | undefined
let pause = 1000
let answeredAt = 0
const listeners = new Set<() => void>()
const returns = new Set<() => void>()

export function hubAnswered(): void {
  answeredAt = Date.now()
  if (!away) return
  away = false
  pause = 1000
  clearTimeout(probe)
  for (const listener of listeners) listener()
  for (const listener of returns) listener()
}

export function hubIsAway(): void {
  if (away) return
  away = true
  for (const listener of listeners) listener()
  plan()
}

export function probeNow(): void {
  pause = 1000
  clearTimeout(probe)
  void ask()
}

/** Called each time the hub is back. */
export function onReturn(listener: () => void): () => void {
  returns.add(listener)
  return () => returns.delete(listener)
}

/** Resolves when the hub, found away, answers again. */
export function untilReturn(): Promise<void> {
  hubIsAway()
  return new Promise((resolve) => {
    const stop = onReturn(() => {
      stop()
      resolve()
    })
  })
}

/** Asks the hub itself. */
export async function hubAnswers(): Promise<boolean> {
  try {
    return (await fetch('/health/ready', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

/** Asks only where nothing else has asked just now: a page that opens has. */
export async function answersNow(): Promise<boolean> {
  if (away) return false
  return Date.now() - answeredAt < 250 || (await hubAnswers())
}

export function useHubAway(): boolean {
  return useSyncExternalStore(subscribe, () => away)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function plan(): void {
  probe = setTimeout(() => void ask(), pause)
  // Slow enough not to hurt a hub that is starting, quick enough that nobody reloads the page by hand.
  pause = Math.min(pause * 1.5, 5000)
}

async function ask(): Promise<void> {
  if (await hubAnswers()) hubAnswered()
  else plan()
}
