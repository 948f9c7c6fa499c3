import { useSyncExternalStore } from 'react'

// Whether the hub answers. Every call reports here; while it is away, one probe asks for all of them.

let away = false
let probe: ReturnType<typeof setTimeout> | undefined
let pause = 1000
const listeners = new Set<() => void>()
const returns = new Set<() => void>()

export function hubAnswered(): void {
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
  ask()
}

/** Called each time the hub is back. */
export function onReturn(listener: () => void): () => void {
  returns.add(listener)
  return () => returns.delete(listener)
}

export function useHubAway(): boolean {
  return useSyncExternalStore(subscribe, () => away)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function plan(): void {
  probe = setTimeout(ask, pause)
  // Slow enough not to hurt a hub that is starting, quick enough that nobody reloads the page by hand.
  pause = Math.min(pause * 1.5, 5000)
}

function ask(): void {
  fetch('/health/ready', { cache: 'no-store' }).then(
    (answer) => (answer.ok ? hubAnswered() : plan()),
    () => plan(),
  )
}
