import { useEffect, useSyncExternalStore } from 'react'
import { recall, remember } from './storage.ts'

let single = recall('single-keys') !== 'off'
const listeners = new Set<() => void>()

/** Single keys can be turned off: a speech control types them by accident. Ctrl+K always works. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => single,
  )
  return [
    on,
    (next) => {
      single = next
      remember('single-keys', next ? 'on' : 'off')
      for (const listener of listeners) listener()
    },
  ]
}

export type GlobalKeys = { search: () => void; palette: () => void; help: () => void; go: (letter: string) => boolean }

/** `/`, `?`, Ctrl+K, and `g` followed within a second by the letter of a place. */
export function useGlobalKeys(keys: GlobalKeys): void {
  useEffect(() => {
    let waitingSince = 0
    function press(event: KeyboardEvent): void {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        keys.palette()
        return
      }
      if (!single || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return
      if (Date.now() - waitingSince < 1000) {
        waitingSince = 0
        if (keys.go(event.key.toLowerCase())) {
          event.preventDefault()
          return
        }
      }
      if (event.key === 'g') waitingSince = Date.now()
      else if (event.key === '/') act(event, keys.search)
      else if (event.key === '?') act(event, keys.help)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [keys])
}

function act(event: KeyboardEvent, what: () => void): void {
  event.preventDefault()
  what()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null
}
