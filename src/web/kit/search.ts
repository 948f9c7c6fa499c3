import { type KeyboardEvent, useEffect, useSyncExternalStore } from 'react'

// The one search field stands in the header, its results on the Help Desk page. This is what the two share.

export type SearchState = {
  text: string
  /** Id of the result that the arrows have reached. */
  active: string | undefined
  /** The text for which Enter was pressed: its best result opens as soon as the answer is here. */
  wanted: string
  /** Shown at the end of the field, as “9 results”. */
  summary: string
}

let state: SearchState = { text: '', active: undefined, wanted: '', summary: '' }
let onKey: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined
const listeners = new Set<() => void>()

export const searchFieldId = 'search-field'
export const searchResultsId = 'search-results'

export function useSearchState(): SearchState {
  return useSyncExternalStore(subscribe, () => state)
}

/** What stands in the field at this moment. */
export function searchText(): string {
  return state.text
}

export function setSearch(change: Partial<SearchState>): void {
  const next = { ...state, ...change }
  const same = next.text === state.text && next.active === state.active && next.wanted === state.wanted
  if (same && next.summary === state.summary) return
  state = next
  for (const listener of listeners) listener()
}

/** The results page takes arrows, Enter and Escape that are pressed in the field. */
export function useSearchKeys(handler: (event: KeyboardEvent<HTMLInputElement>) => void): void {
  useEffect(() => {
    onKey = handler
    return () => {
      onKey = undefined
    }
  }, [handler])
}

export function pressInSearch(event: KeyboardEvent<HTMLInputElement>): void {
  onKey?.(event)
}

export function focusSearch(): void {
  const field = document.getElementById(searchFieldId)
  if (field instanceof HTMLInputElement) {
    field.focus()
    field.select()
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
